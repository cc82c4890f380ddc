"""Readings through the desk: read, look, apply or discard; what is wrong stands at the field, and nothing is kept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from wapentake.evidence import jobs, rules
from wapentake.evidence.actions import files
from wapentake.evidence.models import LoadProgress, Reading, ReadingFile, StagedReading, WardReading
from wapentake.foundation.audit import history
from wapentake.office.models import Councillor, Poll, RoleHeld, Term
from wapentake.office.states import PollKind, RoleKind
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.places.tests.conftest import AT, NEW

from .conftest import crime, police

OWN = "indicator,area_code,period,category,value\n"
DAY = {"retrieved_on-day": "20", "retrieved_on-month": "11", "retrieved_on-year": "2026"}
Add = Callable[..., Any]


@pytest.fixture
def desk(wards: list[str], client: Client) -> Client:
    user = User.objects.create(name="Wendy Cole", email="cole@rotherham.example")
    RoleHeld.objects.create(user=user, kind=RoleKind.SUPPORT_OFFICER, from_date=NEW)
    client.force_login(user)
    with time_machine.travel(AT, tick=False):
        yield client


@pytest.fixture
def add(desk: Client) -> Add:
    """Send a file through the page, let a worker read it, and return the page's answer."""

    def send(content: str | bytes, name: str = "april.csv", **said: str) -> Any:
        sent = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
        answer = desk.post(reverse("evidence:add_file"), {"file": sent, "source": "", **DAY, **said})
        for found in ReadingFile.objects.filter(state="reading"):
            jobs.read_file(found.pk)
        return answer

    return send


def page(client: Client, found: ReadingFile) -> str:
    return client.get(reverse("evidence:file", args=[found.pk])).content.decode()


def apply(client: Client, found: ReadingFile, shown: str = "") -> str:
    """Press the button that the page shows, or send what somebody saw before; return the page that follows."""
    if not shown:
        seen = re.search(r'name="shown" value="([^"]+)"', page(client, found))
        assert seen
        shown = seen[1]
    answer = client.post(reverse("evidence:apply_file", args=[found.pk]), {"shown": shown}, follow=True)
    found.refresh_from_db()
    if found.state != "applying":
        return str(answer.content.decode())
    jobs.apply_file(found.pk, shown, found.applied_by_id)
    return page(client, found)


def test_a_file_is_read_looked_at_and_applied_once(desk, add, wards):
    away = crime(at=(9.5, 0.5), lsoa="E01008888")
    answer = add(police(crime(), crime(at=(0.4, 0.6)), away, crime(at=None, lsoa="")))
    found = ReadingFile.objects.get()
    assert answer["Location"] == reverse("evidence:file", args=[found.pk])
    text = page(desk, found)
    for words in ("<b>4</b> figures read", "<b>1</b> of other councils, left out", "<b>1</b> without a place"):
        assert words in text
    assert "2 new readings, 0 changed, 0 taken away, 0 as they are." in text
    assert "Crimes and anti-social behaviour recorded" in text
    assert "2025-04" in text
    assert not Reading.objects.exists()
    seen = rules.print_of_file(found, {"new": 2})
    assert "Applied on 22 November 2026 by Wendy Cole." in apply(desk, found)
    apply(desk, found, seen)
    assert Reading.objects.count() == 2
    assert [entry.action for entry in history(found.ref)] == [
        "file kept", "readings staged", "asked to apply", "readings applied",
    ]  # fmt: skip
    assert "Discard the file" not in page(desk, found)
    listed = desk.get(reverse("evidence:desk") + "?state=applied&source=police").content.decode()
    assert "april.csv" in listed
    assert "20 November 2026" in listed
    assert "april.csv" not in desk.get(reverse("evidence:desk") + "?state=staged").content.decode()
    there = desk.get(reverse("evidence:known")).content.decode()
    assert "Crimes and anti-social behaviour recorded" in there
    assert "Newest file taken on 20 November 2026" in there


def test_the_same_file_twice_changes_nothing(desk, add):
    add(police(crime()))
    assert "The same file is here already" in desk.get(add(police(crime()))["Location"]).content.decode()
    found = ReadingFile.objects.get()
    apply(desk, found)
    assert "The same file is here already" in desk.get(add(police(crime()))["Location"]).content.decode()
    assert ReadingFile.objects.count() == 1
    assert Reading.objects.count() == 1


def test_what_is_discarded_is_forgotten_and_can_be_read_again(desk, add):
    add(police(crime()))
    found = ReadingFile.objects.get()
    address = reverse("evidence:discard_file", args=[found.pk])
    assert "No figure changes" in desk.get(address).content.decode()
    assert desk.post(address)["Location"] == reverse("evidence:desk")
    desk.post(address)
    assert not StagedReading.objects.exists()
    assert [entry.action for entry in history(found.ref)] == ["file kept", "readings staged", "readings discarded"]
    assert "is discarded already." in apply(desk, found, "1-0-0-0-1")
    add(police(crime()))
    assert ReadingFile.objects.count() == 2


def test_what_changed_since_somebody_looked_is_not_applied(desk, add, given):
    add(police(crime()))
    found = ReadingFile.objects.get()
    seen = rules.print_of_file(found, {"new": 1})
    call_command("load_readings", given(police(crime(), crime(at=(1.5, 0.5), lsoa="E01033771"))))
    assert "Nothing was applied: look at it again." in apply(desk, found, seen)
    assert Reading.objects.count() == 2
    assert "0 new readings, 0 changed, 1 taken away, 1 as they are." in page(desk, found)
    call_command("load_readings", given(police(crime())))
    assert "was applied already. Discard this one." in page(desk, found)


NO_TABLES = [
    (police(crime()).encode("utf-16"), "a.csv", "Line 1: The file is saved as UTF-16. Save it as UTF-8."),
    (b"\x1f\x8b\x08\x00" + b"0" * 90, "a.csv", "This is a gzip file. Unpack it first"),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 90, "a.csv", "This is a workbook of an old Excel (XLS)."),
    (b"MZ" + b"\0" * 90, "a.csv", "this is not a file of text"),
    (b"PK\x03\x04" + b"0" * 90, "a.xlsx", "This is not a whole spreadsheet"),
    (b"a,b\n1,2\n", "a.xlsx", "The file is not what its ending .xlsx says."),
    ("Caf\xe9,Zahl\n1,2\n".encode("cp1252"), "a.csv", "Line 1: The text is not UTF-8. Save the file as UTF-8."),
    (b"hello\n", "a.csv", "No row of headings was found"),
    (f"{OWN}crime,E05012993,2025,,1\n".encode(), "a.csv", "choose whose they are"),
    (b"lsoa21_code,IMD_score,IMD_score\n", "a.csv", "Two columns are called IMD_score."),
]


def test_what_is_no_table_is_refused_at_the_field_and_nothing_is_kept(desk, add):
    for content, name, said in NO_TABLES:
        text = add(content, name).content.decode()
        assert said in text
        assert 'id="id_file-error"' in text
    assert not ReadingFile.objects.exists()


def at_a_line() -> list[tuple[str, str, str]]:
    deciles = "lsoa21_code,IMD_decile\nE01033770,11\n"
    twice = "lsoa21_code,IMD_score\nE01033770,1\nE01033770,2\n"
    return [
        (police(crime(), crime().replace("2025-04", "April")), "Line 3", "Month is “April”: a month is written"),
        (police(crime().replace("-1.390000,53.410000", "53.410000,-1.390000")), "Line 2", "Longitude and latitude are"),
        (twice, "Line 3", "Lines 2 and 3 both give the figure of E01033770"),
        (deciles, "Line 2", "The value is 11: a decile is a whole number from 1 to 10."),
        ("lsoa21_code,IMD_score\nE01007777,1\n", "The file", "None of its 1 lines is about Rotherham"),
        (police(), "The file", "There are headings and no lines below them."),
    ]


def test_what_is_wrong_is_told_by_line_and_nothing_changes(desk, add):
    for content, line, said in at_a_line():
        add(content)
        found = ReadingFile.objects.latest("pk")
        text = page(desk, found)
        assert said in text
        assert line in text
        assert "No figure was changed." in text
        listed = b"".join(desk.get(reverse("evidence:faults_csv", args=[found.pk])).streaming_content).decode()
        assert listed.startswith("line,what_to_do\r\n")
        assert said in listed
        assert found.state == "refused"
    assert not Reading.objects.exists()
    assert not StagedReading.objects.exists()


def test_all_bad_lines_are_told_at_once(desk, add):
    latin = (police(crime()) + crime(kind="Dr\xfcgs")).encode("cp1252")
    add(latin, "latin.csv")
    assert "The text is not UTF-8" in page(desk, ReadingFile.objects.get(name="latin.csv"))
    add(police(crime().replace("2025-04", "April"), crime(), crime().replace("E01033770", "shoes"), crime() + ",x"))
    found = ReadingFile.objects.get(name="april.csv")
    assert list(found.faults.values_list("line", flat=True)) == [2, 4, 5]
    desk.post(reverse("evidence:discard_file", args=[found.pk]))
    add(police(crime()))
    assert ReadingFile.objects.get(state="staged").counts["kept"] == 1


def test_a_source_may_be_chosen_and_the_day_must_have_come(desk, add):
    add(police(crime()))
    apply(desk, ReadingFile.objects.get())
    text = add(f"{OWN}crime,E05012993,2024-01,Drugs,7\n", "own.csv", **{"retrieved_on-year": "2027"}).content.decode()
    assert "The day must have come" in text
    add(f"{OWN}crime,E05012993,2024-01,Drugs,7\n", "own.csv", source="police")
    assert ReadingFile.objects.get(name="own.csv").source.key == "police"


def test_councillors_and_other_officers_are_refused(wards, client):
    with time_machine.travel(AT, tick=False):
        member = User.objects.create(name="Maureen Ashby", email="ashby@rotherham.example")
        poll = Poll.objects.create(kind=PollKind.ORDINARY, on=NEW)
        found = Councillor.objects.create(user=member, slug="maureen-ashby", name="Maureen Ashby", invented=True)
        Term.objects.create(councillor=found, ward=Ward.objects.get(code=wards[0]), poll=poll, from_date=NEW)
        finance = User.objects.create(name="Ruth Finch", email="finch@rotherham.example")
        RoleHeld.objects.create(user=finance, kind=RoleKind.FINANCE, from_date=NEW)
        for user in (member, finance):
            client.force_login(user)
            for name in ("desk", "add_file", "known"):
                answer = client.get(reverse(f"evidence:{name}"))
                assert answer.status_code == 403
                assert "Only officers of the neighbourhoods team bring readings in" in answer.content.decode()
            sent = SimpleUploadedFile("april.csv", police(crime()).encode())
            assert client.post(reverse("evidence:add_file"), {"file": sent, **DAY}).status_code == 403
    assert not ReadingFile.objects.exists()


def test_a_desk_without_files_says_what_to_do(desk):
    assert "No file has been read yet. Add the first one above." in desk.get(reverse("evidence:desk")).content.decode()
    assert "There are no figures yet." in desk.get(reverse("evidence:known")).content.decode()


def figures(client: Client, found: ReadingFile, only: str) -> str:
    answer = client.get(reverse("evidence:file", args=[found.pk]), {"only": only})
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode().split('id="each"')[1].split("<aside")[0])


def test_each_difference_is_shown_and_the_last_file_is_withdrawn(desk, add):
    add("lsoa21_code,IMD_score\nE01033770,10\nE01033771,20\nE01033772,30\n", "first.csv")
    first = ReadingFile.objects.get()
    apply(desk, first)
    before = dict(Reading.objects.values_list("area", "value"))
    add("lsoa21_code,IMD_score\nE01033770,10\nE01033771,25\n", "second.csv")
    second = ReadingFile.objects.get(name="second.csv")
    changed = figures(desk, second, "changed")
    for words in ("E01033771", "Score of deprivation", "2025", "20.000", "25.000"):
        assert words in changed
    assert "E01033772" not in changed
    assert "E01033772" in figures(desk, second, "gone")
    assert "E01033770" in figures(desk, second, "same")
    assert "E01033770" not in figures(desk, second, "")
    apply(desk, second)
    assert "second.csv was applied after it: withdraw that first." in page(desk, first)
    address = reverse("evidence:withdraw_file", args=[second.pk])
    assert "Answer “Why is it withdrawn?”" in desk.post(address, {"because": ""}).content.decode()
    fitted = sorted(WardReading.objects.values_list("area", "value"))
    desk.post(address, {"because": "It is of another year"})
    desk.post(address, {"because": "It is of another year"})
    assert dict(Reading.objects.values_list("area", "value")) == before
    assert sorted(WardReading.objects.values_list("area", "value")) != fitted
    text = page(desk, second)
    assert "Withdrawn on 22 November 2026 by Wendy Cole: It is of another year" in text
    assert [entry.action for entry in history(second.ref)][-1] == "readings withdrawn"
    assert "What it replaced was not kept" in page(desk, first)
    listed = desk.get(reverse("evidence:desk"), {"q": "second", "order": "name"}).content.decode()
    assert "second.csv" in listed
    assert "first.csv" not in listed


def test_a_worker_that_dies_leaves_nothing_half_done_and_goes_on(desk, add, monkeypatch):
    add(police(crime()))
    found = ReadingFile.objects.get()
    shown = rules.print_of_file(found, {"new": 1})
    desk.post(reverse("evidence:apply_file", args=[found.pk]), {"shown": shown})
    real = files.fit_pairs
    monkeypatch.setattr(files, "fit_pairs", broken(OperationalError("the server closed the connection")))
    with pytest.raises(OperationalError), transaction.atomic():
        jobs.apply_file(found.pk, shown, User.objects.get().pk)
    assert not Reading.objects.exists()
    assert "Being applied" in page(desk, found)  # the queue tries it again
    monkeypatch.setattr(files, "fit_pairs", broken(RuntimeError("a fault")))
    with pytest.raises(RuntimeError):
        jobs.apply_file(found.pk, shown, User.objects.get().pk)
    assert "It was not applied. A fault of the program stopped it, and nothing was changed." in page(desk, found)
    assert not Reading.objects.exists()
    monkeypatch.setattr(files, "fit_pairs", real)
    apply(desk, found)
    assert Reading.objects.count() == 1


def broken(fault: Exception) -> Callable[..., Any]:
    """Return something that fails in the middle of the work."""

    def fail(*_: Any) -> None:
        raise fault

    return fail


def test_the_page_tells_how_far_the_work_is_without_a_script(desk, add):
    sent = SimpleUploadedFile("april.csv", police(crime()).encode())
    desk.post(reverse("evidence:add_file"), {"file": sent, "source": "", **DAY})
    found = ReadingFile.objects.get()
    LoadProgress.objects.update(step="Reading", done=5, total=20)
    text = page(desk, found)
    assert "<b>5 of 20</b> lines" in text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text
    assert 'data-hx-trigger="every 2s"' in text
    jobs.read_file(found.pk)
    assert "refresh" not in page(desk, found)
