"""Findings: recorded by those who know a ward, about no person, replaced and withdrawn, never changed."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor, Poll, RoleHeld, Term
from wapentake.office.queries import roles_of
from wapentake.office.states import PollKind, RoleKind
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward

from .. import actions, pages, queries, rules
from ..models import Finding
from ..states import Topic
from ..states.findings import Confidence, FindingState, SaidBy

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 12, tzinfo=LONDON)


def person(name: str) -> User:
    return User.objects.create(name=name, email=f"{name.lower()}@example.org")


def holds(name: str, kind: RoleKind, **where: object) -> User:
    user = person(name)
    RoleHeld.objects.create(user=user, kind=kind, from_date=dt.date(2024, 5, 6), **where)
    return user


@pytest.fixture
def town(db: None) -> SimpleNamespace:
    edition = Edition.objects.create(name="25 wards", from_date=dt.date(2021, 5, 6))
    wards = [
        Ward.objects.create(
            code=f"E0501299{n}", edition=edition, slug=name.lower(), name=name, ons_name=name, number=n, seats=2
        )
        for n, name in ((1, "Castle"), (2, "Hoober"))
    ]
    ada = person("Ada")
    councillor = Councillor.objects.create(user=ada, slug="ada", name="Ada")
    poll = Poll.objects.create(kind=PollKind.ORDINARY, on=dt.date(2024, 5, 2))
    Term.objects.create(councillor=councillor, ward=wards[0], poll=poll, from_date=dt.date(2024, 5, 6))
    return SimpleNamespace(
        castle=wards[0], hoober=wards[1], ada=ada, dan=holds("Dan", RoleKind.CO_ORDINATOR, ward=wards[0]),
        head=holds("Helen", RoleKind.HEAD_OF_NEIGHBOURHOODS), vic=holds("Vic", RoleKind.SERVICE_OFFICER),
        colin=holds("Colin", RoleKind.FINANCE), moses=holds("Moses", RoleKind.LOCALITY_CHAMPION),
    )  # fmt: skip


def words(town: SimpleNamespace, **more: object) -> rules.FindingWords:
    said = rules.FindingWords(
        text="The lights on Wharf Street are out.", topic=Topic.ENVIRONMENT, said_by=SaidBy.RESIDENT,
        source="Ward walk of 12 October 2026", confidence=Confidence.LIKELY, wards=(town.castle,),
        known_on=dt.date(2026, 10, 12), look_again_on=dt.date(2027, 4, 12), place="Wharf Street", public=True,
    )  # fmt: skip
    return replace(said, **more)


PERSONAL = {
    "Ask jo.bloggs@example.org about it": "“jo.bloggs@example.org” looks like an e-mail address.",
    "Ring 01709 496 001 at night": "looks like a telephone number.",
    "Ring +44 7700 900123": "looks like a telephone number.",
    "The family at S60 1AE makes noise": "“S60 1AE” looks like a whole postcode.",
    "Noise at s601ae": "looks like a whole postcode.",
}
ABOUT_PLACES = (
    "Around S60 and S65 the bins overflow", "On 12 10 2026, 140 of 2,000 homes", "A630 and M18 are loud", "",
    "12 October 2026, between 18 and 20 hours", "Highways counted 11,250 cars on 01.10.2026",
)  # fmt: skip


@pytest.mark.parametrize(("text", "said"), PERSONAL.items())
def test_nothing_about_a_person_is_said(text: str, said: str):
    assert said in rules.names_nobody(text).reason


@pytest.mark.parametrize("text", ABOUT_PLACES)
def test_places_and_numbers_are_said(text: str):
    assert rules.names_nobody(text)


def test_who_records_of_which_ward(town: SimpleNamespace):
    both = (town.castle, town.hoober)
    table = [
        (town.ada, both[:1], True), (town.ada, both, False), (town.dan, both[:1], True), (town.dan, both, False),
        (town.head, both, True), (town.vic, both, True), (town.colin, both[:1], False), (town.moses, both[:1], False),
    ]  # fmt: skip
    for who, wards, allowed in table:
        assert bool(rules.may_record_of(roles_of(who, TODAY), wards)) is allowed, (who.name, wards)


def test_it_is_recorded_once_and_shown_surest_first(town: SimpleNamespace):
    Change.objects.all().delete()
    made = actions.record_finding(words(town), by=town.ada, at=NOW)
    assert actions.record_finding(words(town), by=town.ada, at=NOW).pk == made.pk
    firm = actions.record_finding(
        words(town, text="Counted.", confidence=Confidence.FIRM, public=False), by=town.dan, at=NOW
    )
    assert queries.findings_of(town.castle) == [firm, made]
    assert queries.findings_of(town.castle, public=True) == [made]
    assert queries.findings_of(town.hoober) == []
    assert queries.findings_ref(town.castle) in set(Change.objects.values_list("ref", flat=True))
    [line] = pages.ward_findings(town.castle).lines
    note = "Ward walk of 12 October 2026, 12 October 2026. Wharf Street. To be looked at again on 12 April 2027."
    assert (line.tag.text, line.note) == ("Likely", note)
    assert pages.findings.sure_tag(made, dt.date(2027, 4, 11)).text == "Likely"
    assert pages.findings.sure_tag(made, dt.date(2027, 4, 12)).text == "Likely, old"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": " "}, "Say what is known"), ({"wards": ()}, "at least one ward"),
        ({"known_on": TODAY + dt.timedelta(1), "look_again_on": TODAY + dt.timedelta(9)}, "still to come"),
        ({"look_again_on": dt.date(2026, 10, 12)}, "must be later"), ({"place": "S60 1AE"}, "whole postcode"),
    ],
)  # fmt: skip
def test_what_is_not_sound_leaves_nothing(town: SimpleNamespace, more: dict[str, object], said: str):
    with pytest.raises(Refused, match=said):
        actions.record_finding(words(town, **more), by=town.ada, at=NOW)
    assert not Finding.objects.exists()


def test_what_is_replaced_is_kept_and_still_cited(town: SimpleNamespace):
    first = actions.record_finding(words(town), by=town.ada, at=NOW)
    cited = queries.cited(first)
    with pytest.raises(Refused, match="Only whoever recorded it"):
        actions.replace_finding(first, words(town, text="Mended."), by=town.vic, at=NOW)
    second = actions.replace_finding(first, words(town, text="Half of them are mended."), by=town.dan, at=NOW)
    assert queries.findings_of(town.castle) == [second]
    first.refresh_from_db()
    assert (first.state, first.closed_at, queries.cited(first)) == (FindingState.REPLACED, NOW, cited)
    assert queries.versions_of_finding(second) == [first]
    with pytest.raises(Refused, match="replaced, so it cannot become"):
        actions.withdraw_finding(first, why="Twice", by=town.dan, at=NOW)


def test_what_is_withdrawn_says_why_and_stays(town: SimpleNamespace):
    made = actions.record_finding(words(town), by=town.ada, at=NOW)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_finding(made, why=" ", by=town.ada, at=NOW)
    actions.withdraw_finding(made, why="It was another street.", by=town.ada, at=NOW)
    assert queries.findings_of(town.castle) == []
    assert [record.action for record in audit.history(made.ref)] == ["record", "withdraw"]
    page = pages.finding_page(Finding.objects.get(), roles_of(town.ada, TODAY))
    assert ("Withdrawn", "24 November 2026. It was another street.") in page.facts


def test_the_list_is_narrowed_and_private_findings_stay_inside(town: SimpleNamespace):
    actions.record_finding(words(town), by=town.ada, at=NOW)
    actions.record_finding(
        words(town, text="Private.", public=False, topic=Topic.CRIME, confidence=Confidence.HEARD), by=town.dan, at=NOW
    )

    def texts(who: User, **asked: str) -> list[str]:
        return [row.cells[0].text for row in pages.findings_page(roles_of(who, TODAY), asked).table.rows]

    assert texts(town.colin) == ["Private.", "The lights on Wharf Street are out."]
    assert texts(town.moses) == ["The lights on Wharf Street are out."]
    assert texts(town.ada, q="lights") == texts(town.ada, sure="likely") == texts(town.ada, topic="environment")
    assert texts(town.ada, ward="hoober") == texts(town.ada, stands="closed") == texts(town.ada, stands="old") == []
    assert texts(town.ada, said_by="resident", sort="known", page="x") == texts(town.ada, stands="all")[::-1]


def test_the_pages_cost_the_same_however_many(town: SimpleNamespace):
    client = Client()
    client.force_login(town.ada)

    def more(count: int) -> None:
        for _ in range(count):
            actions.record_finding(words(town, text=f"Number {Finding.objects.count()}"), by=town.ada, at=NOW)

    assert_same_queries(lambda: client.get("/desk/evidence/findings/"), more)
    assert_same_queries(lambda: b"".join(client.get("/desk/evidence/findings.csv")), more)
    assert_same_queries(lambda: pages.ward_findings(town.castle), more)


def test_the_journey_at_the_desk(town: SimpleNamespace):
    """A councillor records a finding, is told what is wrong, replaces and withdraws it."""
    client = Client()
    client.force_login(town.ada)
    typed = {
        "text": "The lights are out, ask jo@example.org", "topic": "environment", "said_by": "resident",
        "source": "Ward walk", "confidence": "likely", "known_on-day": "12", "known_on-month": "10",
        "known_on-year": "2025", "wards": [str(town.castle.pk)], "public": "yes",
    }  # fmt: skip
    wrong = client.post("/desk/evidence/findings/record/", typed)
    assert "looks like an e-mail address" in wrong.text
    at = client.post("/desk/evidence/findings/record/", typed | {"text": "The lights are out."})["Location"]
    assert "It is recorded." in client.get(at).text
    after = client.post(f"{at}replace/", typed | {"text": "They are mended."})["Location"]
    assert "The lights are out." in client.get(after).text
    assert "They are mended." in client.get(at).text
    assert "Enter why it is withdrawn" in client.post(f"{after}withdraw/", {"why": ""}).text
    assert "It is withdrawn." in client.post(f"{after}withdraw/", {"why": "Wrong."}, follow=True).text
    csv = b"".join(client.get("/desk/evidence/findings.csv?stands=all").streaming_content).decode()
    assert csv.count("\r\n") == 3
