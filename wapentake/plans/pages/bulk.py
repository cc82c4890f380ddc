"""Files of progress on the desk: what each line would change, and every refusal with what to do."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import ProgressFile
from ..rules import Plan, Planned
from ..states import ProgressFileState
from .words import day_of

SHOWN = 200  # lines on the page; the counts are of all
FILES = 50


@dataclass(frozen=True)
class ProgressFilePage:
    """One file: a dry run while it waits, and what it changed once it is applied."""

    file: ProgressFile
    tag: Tag
    lede: str
    refused: Table
    changes: Table
    more: str
    may_apply: Verdict
    may_discard: Verdict
    waits: bool


def dry_run(file: ProgressFile, roles: Roles) -> list[Planned]:
    """Return what each line of a waiting file would change now, as this person. Four queries."""
    found = queries.actions_by_key(queries.keys_in(file.lines))
    plan = Plan(found, queries.newest_notes_of(found), roles)
    return [plan.of(number, cells)[0] for number, cells in file.lines]


def progress_file_page(file: ProgressFile, roles: Roles) -> ProgressFilePage:
    """Gather a file's page."""
    waits = file.state == ProgressFileState.STAGED
    planned = (
        dry_run(file, roles) if waits else [Planned(line, None, what, tuple(done)) for line, what, done in file.told]
    )
    refused, changing = [one for one in planned if one.refusal], [one for one in planned if one.changes]
    left = len(refused) + len(changing) - len(refused[:SHOWN]) - len(changing[:SHOWN])
    return ProgressFilePage(
        file=file,
        tag=Tag(str(file.get_state_display()), "" if waits else "done"),
        lede=_lede(file, planned, waits=waits),
        refused=_table("Lines refused", "Why, and what to do", [(one, one.refusal) for one in refused[:SHOWN]]),
        changes=_table(
            "What would change" if waits else "What it changed", "Change",
            [(one, ". ".join(words.rstrip(".") for words in one.changes) + ".") for one in changing[:SHOWN]],
        ),
        more=f"And {left:,} lines more." if left else "",
        may_apply=rules.may_apply_file(file, planned),
        may_discard=rules.may_discard_file(roles, file),
        waits=waits,
    )  # fmt: skip


def _lede(file: ProgressFile, planned: list[Planned], *, waits: bool) -> str:
    changing, refused = sum(bool(one.changes) for one in planned), sum(bool(one.refusal) for one in planned)
    if not waits:
        return f"{_lines(changing)} changed something." if file.told else "It was read, and nothing was applied."
    same = len(planned) - changing - refused
    read = f"{_lines(len(planned))} read: {changing:,} would change something"
    return f"{read}, {same:,} say what stands, {refused:,} refused."


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _table(caption: str, heading: str, rows: list[tuple[Planned, str]]) -> Table:
    columns = [Column("Line"), Column("Action", sentences=True), Column(heading, sentences=True)]
    return Table(caption, columns, [Row([str(one.line), one.what, said]) for one, said in rows])


@dataclass(frozen=True)
class ProgressFilesPage:
    """The files of progress, and the way to give one."""

    table: Table
    may_give: Verdict


def progress_files_page(roles: Roles) -> ProgressFilesPage:
    """Gather the files that were given, the newest first."""
    rows = [
        Row([
            Link(one.name, progress_file_href(one)), day_of(one.read_at), one.read_by.name,
            Tag(str(one.get_state_display()), "" if one.state == ProgressFileState.STAGED else "done"),
        ])
        for one in queries.progress_files(roles)[:FILES]
    ]  # fmt: skip
    columns = [Column("File"), Column("Read on"), Column("By"), Column("How far")]
    empty = "No file was given yet."
    return ProgressFilesPage(Table("Files of progress", columns, rows, empty=empty), rules.may_give_progress(roles))


def progress_file_href(file: ProgressFile) -> str:
    """Return where a file is looked at."""
    return reverse("plans:progress_file", args=[file.pk])
