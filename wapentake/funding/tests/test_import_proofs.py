"""Imports that are killed, large, or broken: nothing is half-written, nothing is lost, every fault gets a sentence."""

import io
import json
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wapentake.foundation import audit
from wapentake.foundation.files import BadFile, Source
from wapentake.foundation.tables import read_into, reading
from wapentake.funding import actions, queries, rules
from wapentake.funding.actions import importing
from wapentake.funding.models import AwardImport
from wapentake.funding.states.imports import ImportState, Outcome
from wapentake.people.models import User

from . import world as worlds
from .racing import die, in_processes
from .test_imports import GOOD, HEAD, bring_in, stage, state, write
from .world import AT, World, at

LINES = 60


def many(count: int) -> list[str]:
    """Lines of two years, to twenty groups."""
    return [
        f"L{number},{2022 + number % 2}-{1 + number % 3:02d}-{1 + number % 28:02d},E05012996,Ward Capital,"
        f"Project {number},Group {number % 20},,{10 + number % 7}.50"
        for number in range(count)
    ]


def old_world() -> World:
    """The borough, whose wards have stood for long."""
    world = worlds.make()
    edition = world.ward.edition
    edition.from_date = at("2004-05-01 00:00").date()
    edition.save()
    return world


# --- Killed -----------------------------------------------------------------------------------------------------------

POINTS = ("money given", "first batch", "third batch", "all written")


def apply_and_die(pk: int, user: int, point: str, *, in_one: bool = True) -> None:
    """Bring a file in and be killed at a point; `in_one` false is the control: each batch is committed at once."""
    importing.AT_ONCE = 10
    batches = {"first batch": 1, "third batch": 3, "all written": LINES // 10}
    give, write_batch, seen = importing._give, importing.bring_in_awards, [0]

    def given_then_die(*args: Any) -> None:
        give(*args)
        if point == "money given":
            _killed(in_one)

    def written_then_die(*args: Any, **more: Any) -> Any:
        made = write_batch(*args, **more)
        seen[0] += 1
        if seen[0] == batches.get(point):
            _killed(in_one)
        return made

    importing._give, importing.bring_in_awards = given_then_die, written_then_die
    found = AwardImport.objects.get(pk=pk)
    importing.apply_import(found, shown=rules.print_of_import(found), by=User.objects.get(pk=user), at=AT)


def _killed(in_one: bool) -> None:
    if not in_one:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        connection.connection.commit()
    die()


def apply_badly_and_die(pk: int, user: int, point: str) -> None:
    apply_and_die(pk, user, point, in_one=False)


@pytest.mark.timeout(300)
def test_a_kill_in_the_middle_leaves_nothing_and_the_file_comes_in_afterwards(committed_db: str, tmp_path: Path):
    world = old_world()
    found = stage(world, write(tmp_path, *many(LINES)))
    before = state()
    for point in POINTS:
        assert in_processes(apply_and_die, [(found.pk, world.finch.pk, point)]) == [None]
        assert state() == before, point
        found.refresh_from_db()
        assert found.state == ImportState.STAGED
        assert not found.lines.filter(live=True).exists()
        assert queries.check_ledger().faults == ()
    done = bring_in(world, found)
    assert done.lines.filter(live=True).count() == LINES
    assert queries.check_ledger().agrees
    assert list(audit.verify()) == []


@pytest.mark.timeout(300)
def test_were_batches_committed_the_same_look_would_find_it(committed_db: str, tmp_path: Path):
    """The control."""
    world = old_world()
    found = stage(world, write(tmp_path, *many(LINES)))
    before = state()
    assert in_processes(apply_badly_and_die, [(found.pk, world.finch.pk, "third batch")]) == [None]
    assert state() != before


# --- Large ------------------------------------------------------------------------------------------------------------


def brought_in(count: int, folder: Path) -> int:
    """Stage, look at and bring in so many lines; return the megabytes by which the process grew."""
    world = worlds.make()
    path = write(folder, *many(count), name=f"{count}.csv")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = stage(world, path)
    assert found.counts["new"] == count
    assert len(list(queries.lines_of(found)[:50])) == min(count, 50)
    assert bring_in(world, found).lines.filter(live=True).count() == count
    assert queries.check_ledger().agrees
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024


def large(count: int, folder: str) -> int:
    """The same in a process of its own, whose wards have stood for long."""
    worlds.START = at("2004-05-01 00:00").date()
    return brought_in(count, Path(folder))


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_fifty_thousand_lines_come_in_within_bounded_memory(committed_db: str, tmp_path: Path):
    [megabytes] = in_processes(large, [(50_000, str(tmp_path))])
    assert megabytes < 250, f"Bringing in 50,000 lines took {megabytes} MB more."


# --- Broken -----------------------------------------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "", "0", "-5", "(10.00)", "£1,584.00", "1e3", "1.005", "NaN", "∞", "１２", "12,34", "9" * 40, "=1+1", "'", '"',
        "2022-06-01", "31/02/2022", "1 June 22", "2022-13-01", "1066-10-14", "9999-12-31", "32/1/2022", "today",
        "E05012996", "E05999999", "Boston Castle", "Ward Capital", "clf", "\u202e", "\x0b", "a\nb", "😀",
    ]),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=10), min_size=1, max_size=8)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
BROKEN = st.sampled_from([b"", b"\xff\xfe\x00", b"\x00", b'"', b"\xc3", b"PK\x03\x04", b"\r", b"\x80\x81"])


def a_file(rows: list[list[str]], encoding: str, broken: bytes, place: int) -> bytes:
    quoted = ['"' + cell.replace('"', '""') + '"' if place % 3 else cell for row in rows for cell in [",".join(row)]]
    data = "\n".join([HEAD, *GOOD[:1], *quoted]).encode(encoding, errors="replace")
    cut = place % (len(data) + 1)
    return data[:cut] + broken + data[cut:]


def look_at(world: World, data: bytes, folder: Path) -> None:
    """A file is refused with a sentence, or every line of it stands there, and each with a fault says what to do."""
    path, into = folder / "fuzz.csv", folder / "fuzz.lines"
    path.write_bytes(data)
    refused = ""
    try:
        headings = read_into(str(path), str(into))
    except BadFile as bad:
        refused = bad.reason
    if refused:
        assert refused.endswith(".")
        assert len(refused) > 10
        return
    lines = [tuple(json.loads(text)) for text in into.read_text(encoding="utf-8").split("\n") if text]
    before = state()
    found = actions.stage_import(
        ((number, cells) for number, cells in lines), headings, Source("fuzz.csv", f"{hash(data) & (2**63 - 1):064x}"),
        by=world.finch, at=AT,
    )  # fmt: skip
    kept = list(found.lines.order_by("number"))
    assert [(line.number, line.cells) for line in kept] == lines
    for line in kept if found.columns else ():
        assert line.outcome in Outcome.values
        if line.outcome == Outcome.REFUSED:
            assert line.problems
            assert all(len(problem["why"]) > 10 and problem["why"].endswith(".") for problem in line.problems)
    assert state() == before


def fuzz(world: World, folder: Path, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(ROWS, ENCODINGS, BROKEN, st.integers(0, 400))
    def every(rows: list[list[str]], encoding: str, broken: bytes, place: int) -> None:
        with transaction.atomic():
            look_at(world, a_file(rows, encoding, broken, place), folder)
            transaction.set_rollback(True)

    every()


@pytest.mark.django_db
def test_broken_files_get_a_sentence_for_each_fault(tmp_path: Path):
    fuzz(old_world(), tmp_path, 40)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.django_db
def test_thousands_of_broken_files_get_a_sentence_for_each_fault(tmp_path: Path):
    fuzz(old_world(), tmp_path, 5_000)


def bomb(member: str, times: int) -> bytes:
    """A spreadsheet that unpacks into so many megabytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(member, "w", force_zip64=True) as part:
            for _ in range(times):
                part.write(b"<row/>" * 170_000)
    return into.getvalue()


@pytest.mark.nightly
@pytest.mark.parametrize("make", [lambda: bomb("xl/worksheets/sheet1.xml", 300), lambda: bomb("content.xml", 300)])
def test_bombs_are_refused_before_they_are_unpacked(make: Callable[[], bytes], tmp_path: Path):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(make())
    with pytest.raises(BadFile) as refused, reading(path):
        pass
    assert refused.value.reason.endswith(".")
