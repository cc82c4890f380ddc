"""Progress in bulk: the export's own shape, a dry run line by line, all or nothing, and twice the same as once."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.querycount import assert_same_queries, count_queries
from wapentake.foundation.files import BadFile, Source, hash_of, plain_cell
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind

from ..actions import apply_progress, change_action_state, discard_progress, note_progress, stage_progress
from ..documents import actions_csv
from ..models import Action, ProgressFile
from ..pages import dry_run
from ..queries import published_actions
from ..readers import read_progress
from ..rules import read_line
from ..states import ActionState
from .cast import Town, later, role
from .test_doing import DUE, highways, plan_of
from .test_pages import desk, text_of

Changes = dict[int, dict[str, str]]


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}  # what the frame says comes from the rooms above
    with time_machine.travel(later(60), tick=False):
        yield


def exported() -> str:
    return "".join(actions_csv(published_actions().order_by("pk")))


def changed(text: str, changes: Changes) -> str:
    """Return an export with cells changed, by line (the first after the headings is 0)."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    for number, cells in changes.items():
        rows[number].update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def given_file(town: Town, folder: Path, text: str, *, by=None) -> ProgressFile:
    path = folder / "progress.csv"
    path.write_bytes(text.encode())
    lines, source = read_progress(path), Source(path.name, hash_of(path))
    return stage_progress(lines, source, by=by or town.dan, at=later(20))[0]


CHANGES: Changes = {
    0: {"due_date": "26/02/2027", "why_date_moved": "The drawings were late", "state": "Under way"},
    1: {"state": "blocked", "blocked_by": "A closure order", "who_could_unblock": "Highways"},
    2: {"state": "done", "done_on": "2026-11-20", "new_note": "Eleven neighbours take turns."},
}


def test_what_was_taken_and_changed_is_applied_once(castle: Town, tmp_path: Path):
    plan_of(castle, highways())
    file = given_file(castle, tmp_path, changed(exported(), CHANGES))
    planned = dry_run(file, castle.roles(castle.dan))
    assert [one.refusal for one in planned] == ["", "", ""]
    assert planned[0].line == 2
    assert planned[0].changes == (
        "To come becomes under way", "Due date 10 December 2026 becomes 26 February 2027: The drawings were late",
    )  # fmt: skip
    assert [one.state for one in Action.objects.order_by("pk")] == ["to_come"] * 3, "a dry run changes nothing"
    apply_progress(file, by=castle.dan, at=later(21))
    first, second, third = Action.objects.order_by("pk")
    assert (first.due_on, first.state, first.moves.get().because) == (
        dt.date(2027, 2, 26), ActionState.UNDER_WAY, "The drawings were late",
    )  # fmt: skip
    assert (second.state, second.blocked_by, second.unblocks) == ("blocked", "A closure order", "Highways")
    assert (third.done_on, third.notes.get().text) == (dt.date(2026, 11, 20), "Eleven neighbours take turns.")
    before = list(Action.objects.order_by("pk").values_list())
    apply_progress(file, by=castle.dan, at=later(22))
    again = given_file(castle, tmp_path, (tmp_path / "progress.csv").read_bytes().decode())
    assert again == file
    assert list(Action.objects.order_by("pk").values_list()) == before
    same_words = given_file(castle, tmp_path, (tmp_path / "progress.csv").read_bytes().decode() + "\r\n")
    assert not any(one.changes or one.refusal for one in dry_run(same_words, castle.roles(castle.dan)))
    with pytest.raises(Refused, match="says what stands already"):
        apply_progress(same_words, by=castle.dan, at=later(23))
    assert AuditRecord.objects.filter(stream=file.ref).count() == 2


def test_a_partner_sees_no_file_of_others_and_only_its_giver_discards_one(castle: Town, tmp_path: Path):
    service = highways()
    plan_of(castle, service)
    file = given_file(castle, tmp_path, changed(exported(), CHANGES))
    ellie = role("Ellie Braithwell", RoleKind.PARTNER, organisation=service)
    client = desk(ellie)
    assert client.get(f"/desk/plan/progress/{file.pk}/").status_code == 403
    assert file.name not in client.get("/desk/plan/progress/").content.decode()
    with pytest.raises(Refused, match="Only whoever gave this file"):
        apply_progress(file, by=ellie, at=later(21))
    with pytest.raises(Refused, match="gave this file: ask them"):
        discard_progress(file, by=castle.okafor, at=later(21))
    assert ProgressFile.objects.get().state == "staged"


def test_a_line_that_was_changed_since_is_refused_and_nothing_of_the_file_is_applied(castle: Town, tmp_path: Path):
    first, *_ = plan_of(castle, highways()).actions.all()
    text = exported()
    note_progress(first, "The drawings are agreed.", by=castle.ashby, at=later(10))
    file = given_file(castle, tmp_path, changed(text, CHANGES))
    refused = [one for one in dry_run(file, castle.roles(castle.dan)) if one.refusal]
    assert [one.line for one in refused] == [2]
    assert "It was changed since you took the file" in refused[0].refusal
    assert "It now stands at to come, due 10 December 2026. Take the file again." in refused[0].refusal
    with pytest.raises(Refused, match="Nothing is applied while line 2 is refused"):
        apply_progress(file, by=castle.dan, at=later(21))
    assert not Action.objects.exclude(state="to_come").exists()
    discard_progress(file, by=castle.dan, at=later(22))
    file.refresh_from_db()
    assert (file.state, file.lines) == ("discarded", [])


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"action_id": "999999"}, "No published action has this action_id"),
        ({"action_id": "=1+1"}, "No published action has this action_id"),
        ({"version": "new"}, "version is not a number"),
        ({"state": "nearly"}, "state is “nearly”: write one of to_come, under_way, blocked, done, stopped."),
        ({"due_date": "31/02/2027"}, "due_date is “31/02/2027”: write a date as 2027-02-26 or 26/02/2027."),
        ({"due_date": "2027-02-26"}, "Say why the date is moved"),
        ({"state": "blocked"}, "Say what blocks it"),
        ({"state": "done", "done_on": "2027-01-01"}, "today or earlier"),
        ({"new_note": "x" * 501}, "new_note is longer than 500 letters"),
    ],
)
def test_a_refusal_says_why_and_what_to_do(castle: Town, tmp_path: Path, cells: dict[str, str], why: str):
    plan_of(castle, highways())
    file = given_file(castle, tmp_path, changed(exported(), {0: cells}))
    assert why in dry_run(file, castle.roles(castle.dan))[0].refusal


def test_nobody_does_by_file_what_they_may_not_do_by_hand(castle: Town, tmp_path: Path):
    owner = highways()
    officer = role("Omar Roads", RoleKind.SERVICE_OFFICER, organisation=owner)
    plan_of(castle, owner)
    file = given_file(castle, tmp_path, changed(exported(), CHANGES), by=officer)
    refusals = [one.refusal for one in dry_run(file, castle.roles(officer))]
    assert "Ask the ward’s co-ordinator to move the date" in refusals[0]
    assert "the action’s owner can say how it goes" in refusals[1]
    with pytest.raises(Refused, match="Only councillors, the wards’ teams"):
        stage_progress([], Source("x.csv", "1" * 64), by=castle.finance, at=later(20))
    double = changed(exported(), {1: {"action_id": str(Action.objects.order_by("pk")[0].pk)}})
    file = given_file(castle, tmp_path, double)
    assert "Line 2 speaks of this action already" in dry_run(file, castle.roles(castle.dan))[1].refusal


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ward,action\r\nHoober,x\r\n", "The headings lack action_id, version."),
        ("action_id,version\r\n1,1\r\n", "The headings lack due_date"),
        ("action_id,version,state,salary\r\n1,1,done,2\r\n", "No column of the export is called “salary”"),
        ("action_id,version,state,state\r\n1,1,done,done\r\n", "A heading stands twice."),
        ("action_id,version,state\r\n1,1\r\n", "line 2: It has 2 cells for 3 headings."),
        ("action_id,version,state\r\n", "It has headings and no lines."),
        ('action_id,version,state\r\n1,1,"done\r\n', "This is not a line of a CSV file"),
        ("PK\x03\x04", "This is a ZIP file."),
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_line(tmp_path: Path, text: str, why: str):
    path = tmp_path / "progress.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match="(?s).*" + why.replace("(", r"\(").replace(".", r"\.")):
        read_progress(path)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
@example("'=")
@example("' '=1")
@settings(max_examples=80, deadline=None)
def test_what_the_export_writes_is_read_as_it_was(words: str):
    action = Action(version=3, state="blocked", blocked_by=words.strip(), unblocks="x", due_on=DUE)
    cells = {"version": "3", "state": "blocked", "blocked_by": plain_cell(words.strip()), "who_could_unblock": "x"}
    told = read_line(cells, action)
    assert (told.blocked_by, told.due_on) == (words.strip(), DUE)


def test_the_export_is_safe_in_a_spreadsheet(castle: Town):
    note_progress(plan_of(castle).actions.first(), "=HYPERLINK(1)", by=castle.dan, at=later(9))
    text = exported()
    assert text.startswith("\ufeffaction_id,version,ward,")
    assert ",'=HYPERLINK(1)," in text


def test_at_the_desk_a_file_is_looked_at_and_applied(castle: Town, tmp_path: Path):
    plan_of(castle, highways())
    client = desk(castle.dan)
    answer = client.get("/desk/plan/actions.csv?list=all")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    where = "/desk/plan/progress/"
    bad = SimpleUploadedFile("p.csv", b"ward\r\nx\r\n", content_type="text/csv")
    assert "Line 1: The headings lack action_id" in text_of(client.post(where, {"file": bad}))
    good = SimpleUploadedFile("p.csv", changed(text, CHANGES).encode(), content_type="text/csv")
    said = text_of(client.post(where, {"file": good}, follow=True))
    assert "3 lines read: 3 would change something, 0 say what stands, 0 refused." in said
    file = ProgressFile.objects.get()
    assert "3 actions changed" in text_of(client.post(f"{where}{file.pk}/apply/", follow=True))
    good.seek(0)
    assert "This very file was given before" in text_of(client.post(where, {"file": good}, follow=True))
    assert desk(castle.finance).get(where).status_code == 403


def test_commands_write_and_load_the_same_file(castle: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    first, *_ = plan_of(castle, highways()).actions.all()
    call_command("export_actions", "--service", "highways")
    text = capsys.readouterr().out
    assert text.count("\r\n") == 2
    path = tmp_path / "back.csv"
    path.write_text(changed(text, {0: {"state": "under_way"}}), encoding="utf-8")
    call_command("load_progress", path, "--by", castle.dan.email, "--dry-run")
    assert "Line 2, An island: To come becomes under way" in capsys.readouterr().out
    assert not ProgressFile.objects.exists()
    call_command("load_progress", path, "--by", castle.dan.email)
    call_command("load_progress", path, "--by", castle.dan.email)
    assert "was applied before: nothing to change." in capsys.readouterr().out
    first.refresh_from_db()
    assert first.state == ActionState.UNDER_WAY
    change_action_state(first, ActionState.DONE, by=castle.dan, at=later(30))
    path.write_text(changed(text, {0: {"state": "stopped"}}), encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing is applied while line 2 is refused"):
        call_command("load_progress", path, "--by", castle.dan.email)
    with pytest.raises(CommandError, match="No ward has the address"):
        call_command("export_actions", "--ward", "atlantis")


def test_files_and_their_lines_cost_the_same_however_many(castle: Town, tmp_path: Path):
    client = desk(castle.dan)
    plan_of(castle, highways())

    def more(count: int) -> None:
        for _ in range(count):
            text = exported() + "\r\n" * (ProgressFile.objects.count() + 1)
            given_file(castle, tmp_path, text)

    assert_same_queries(lambda: client.get("/desk/plan/progress/"), more)
    few, all_lines = ProgressFile.objects.order_by("pk")[:2]
    few.lines = few.lines[:1]
    few.save()
    one, three = (
        len(count_queries(lambda pk=pk: client.get(f"/desk/plan/progress/{pk}/")))  # type: ignore[misc]
        for pk in (few.pk, all_lines.pk)
    )
    assert one == three
