"""Readings through the desk: read, look, apply or discard; what is wrong stands at the field, and nothing is kept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from wapentake.evidence import rules
from wapentake.evidence.models import Reading, ReadingFile, StagedReading
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
    """Send a file through the page and return the answer."""

    def send(content: str, name: str = "april.csv", **said: str) -> Any:
        sent = SimpleUploadedFile(name, content.encode())
        return desk.post(reverse("evidence:add_file"), {"file": sent, "source": "", **DAY, **said})

    return send


def page(client: Client, found: ReadingFile) -> str:
    return client.get(reverse("evidence:file", args=[found.pk])).content.decode()


def apply(client: Client, found: ReadingFile, shown: str = "") -> str:
    """Press the button that the page shows, or send what somebody saw before; return the page that follows."""
    if not shown:
        seen = re.search(r'name="shown" value="([^"]+)"', page(client, found))
        assert seen
        shown = seen[1]
    address = reverse("evidence:apply_file", args=[found.pk])
    return client.post(address, {"shown": shown}, follow=True).content.decode()


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
    assert "The file is applied." in apply(desk, found)
    apply(desk, found, seen)
    assert Reading.objects.count() == 2
    assert [entry.action for entry in history(found.ref)] == ["readings staged", "readings applied"]
    assert "Discard it" not in page(desk, found)
    listed = desk.get(reverse("evidence:desk") + "?state=applied&source=police").content.decode()
    assert "april.csv" in listed
    assert "20 November 2026" in listed
    assert "april.csv" not in desk.get(reverse("evidence:desk") + "?state=staged").content.decode()
    there = desk.get(reverse("evidence:known")).content.decode()
    assert "Crimes and anti-social behaviour recorded" in there
    assert "Newest file taken on 20 November 2026" in there


def test_the_same_file_twice_changes_nothing(desk, add):
    add(police(crime()))
    assert "was read before, and waits" in desk.get(add(police(crime()))["Location"]).content.decode()
    found = ReadingFile.objects.get()
    apply(desk, found)
    assert "there is nothing to change" in desk.get(add(police(crime()))["Location"]).content.decode()
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
    assert [entry.action for entry in history(found.ref)] == ["readings staged", "readings discarded"]
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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (police(crime(), crime().replace("2025-04", "April")), "Line 3: Month is “April”: a month is written 2025-04."),
        (police(crime().replace("-1.390000,53.410000", "53.410000,-1.390000")), "Line 2: Longitude and latitude are"),
        ("lsoa21_code,IMD_score\nE01033770,1\nE01033770,2\n", "Lines 2 and 3 both give the figure of E01033770"),
        ("lsoa21_code,IMD_score\nE01007777,1\n", "None of its 1 lines is about Rotherham"),
        ("a,b,c\n1,2,3\n", "those of no layout that is known"),
        (OWN + "crime,E05012993,2025,,1\n", "choose whose they are"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_kept(desk, add, content, said):
    text = add(content).content.decode()
    assert said in text
    assert 'id="id_file-error"' in text
    assert not ReadingFile.objects.exists()
    assert not StagedReading.objects.exists()


def test_a_long_file_is_for_the_command(desk, add, monkeypatch):
    monkeypatch.setattr("wapentake.evidence.rules.files.MOST_LINES", 2)
    text = add(police(crime(), crime(), crime())).content.decode()
    assert "A page reads files of up to 2 figures." in text
    assert "wapentake load-readings" in text
    assert not ReadingFile.objects.exists()


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
