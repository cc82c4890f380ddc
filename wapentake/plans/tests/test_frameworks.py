"""What priorities name: lists with dates and sources, offered on a draft, kept by the Head of Neighbourhoods."""

import dataclasses
import datetime as dt
import re

import pytest
import time_machine

from wapentake.foundation.verdicts import Refused

from ..actions import add_outcome, begin_framework, draft_priority, edit_draft, end_framework, revise
from ..models import Framework, Outcome
from ..queries import frameworks_on, names_of, outcomes_named
from ..rules import PriorityWords
from ..states import FrameworkKind
from .cast import NOW, TODAY, WORDS, Town, later
from .test_pages import desk, page_after, text_of


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


def one(framework: str, key: str) -> Outcome:
    return Outcome.objects.select_related("framework").get(framework__key=framework, key=key)


def naming(*outcomes: Outcome) -> PriorityWords:
    return dataclasses.replace(WORDS, outcomes=outcomes)


def test_the_lists_of_the_documents_are_there_with_their_sources(db: None):
    found = {one.key: one for one in frameworks_on(TODAY)}
    assert {key: len(one.outcomes.all()) for key, one in found.items()} == {
        "themes": 10, "health-themes": 4, "health-aims": 4, "council-plan-2022": 5, "neighbourhood-outcomes": 19,
        "action-areas": 6, "communities": 10,
    }  # fmt: skip
    assert all(one.source for one in found.values())
    whole = [one for one in found["neighbourhood-outcomes"].outcomes.all() if one.part_of is None]
    assert len(whole) == 3
    assert one("health-themes", "older-people").serves == one("health-aims", "aim-3")
    assert "action-areas" not in {one.key for one in frameworks_on(dt.date(2025, 1, 1))}


def test_a_priority_names_and_its_next_version_names_the_same(castle: Town):
    safety, older = one("themes", "safety"), one("communities", "older")
    priority = castle.published(naming(safety, older))
    said = names_of(outcomes_named([priority])[priority.pk])
    assert said == [
        ("Themes", "Community safety and anti-social behaviour"),
        ("Communities of identity", "Older people"),
    ]
    new = revise(priority, by=castle.dan, at=later(9))
    assert set(new.outcomes.all()) == {safety, older}
    edit_draft(new, WORDS, by=castle.dan, at=later(10))  # words that say nothing of it leave it
    assert set(new.outcomes.all()) == {safety, older}
    edit_draft(new, naming(safety), by=castle.dan, at=later(11))
    assert list(new.outcomes.all()) == [safety]
    assert set(priority.outcomes.all()) == {safety, older}


def test_what_has_ended_is_named_no_longer_and_stays_named(castle: Town):
    priority = castle.published(naming(one("themes", "safety")))
    end_framework(Framework.objects.get(key="themes"), TODAY, by=castle.head, at=later(9))
    with pytest.raises(Refused, match="Themes is no longer in use"):
        draft_priority(castle.ward, naming(one("themes", "safety")), by=castle.dan, at=later(10))
    assert list(priority.outcomes.all()) == [one("themes", "safety")]
    with pytest.raises(Refused, match="has ended, and is kept as it was"):
        add_outcome(Framework.objects.get(key="themes"), "More", by=castle.head, at=later(11))


def test_lists_are_kept_by_the_head_alone(castle: Town):
    begun = {"from_date": TODAY, "source": "Cabinet, 1 June 2026", "at": NOW}
    with pytest.raises(Refused, match="Only the Head of Neighbourhoods"):
        begin_framework("Council Plan", FrameworkKind.THEMES, ["Places"], by=castle.dan, **begun)
    for names in ([], [" "], ["Places", "places"]):
        with pytest.raises(Refused):
            begin_framework("Council Plan", FrameworkKind.THEMES, names, by=castle.head, **begun)
    made = begin_framework("Council Plan", FrameworkKind.THEMES, ["Places", "People"], by=castle.head, **begun)
    part = add_outcome(made, "Parks", part_of=made.outcomes.get(key="places"), by=castle.head, at=NOW)
    assert [str(one) for one in made.outcomes.all()] == ["Places", "People", "Parks"]
    with pytest.raises(Refused, match="of the same list"):
        add_outcome(made, "Roads", part_of=one("themes", "safety"), by=castle.head, at=NOW)
    with pytest.raises(Refused, match="does not stand on the list yet"):
        add_outcome(made, "parks ", by=castle.head, at=NOW)
    assert part.part_of == made.outcomes.get(key="places")


def test_the_desk_asks_shows_and_keeps_what_was_ticked(castle: Town):
    client = desk(castle.dan)
    page = "/desk/plan/boston-castle/new/"
    assert "Report on neighbourhood working to the Health and Wellbeing Board, 2023" in text_of(client.get(page))
    assert ": none ticked" in text_of(client.get(page))
    safety = one("themes", "safety")
    typed = {"title": "Slower", "rows": "1", "action-0-text": "Signs", "list_themes": [str(safety.pk)]}
    wrong = client.post(page, typed).content.decode()  # no summary: nothing ticked is lost
    assert f'value="{safety.pk}" checked' in wrong
    [opened] = re.findall(r"<details[^>]* open><summary[^>]*><span[^>]*>([^<]*ticked)", wrong)
    assert opened.endswith(": 1 ticked"), "only the list in which something is ticked is open"
    said = page_after(client, page, typed | {"summary": "At the limit."})
    assert "What it serves Themes Community safety and anti-social behaviour" in said
    assert "Choose from the list" in text_of(client.post(page, typed | {"summary": "S", "list_themes": ["999999"]}))


def test_the_desk_keeps_lists(castle: Town):
    assert "Council Plan themes" in text_of(desk(castle.finance).get("/desk/plan/lists/"))
    assert desk(castle.finance).post("/desk/plan/lists/begin/", {}).status_code == 403
    client = desk(castle.head)
    typed = {
        "name": "Year ahead", "kind": "themes", "outcomes": "Places\nPeople", "source": "Cabinet, 1 June 2026",
        "from_date-day": "1", "from_date-month": "6", "from_date-year": "2026",
    }  # fmt: skip
    assert "Keep each line to 160 letters" in text_of(
        client.post("/desk/plan/lists/begin/", typed | {"outcomes": "a" * 161})
    )
    assert "Year ahead can be named from its first day." in page_after(client, "/desk/plan/lists/begin/", typed)
    assert "It is added." in page_after(client, "/desk/plan/lists/year-ahead/add/", {"name": "Parks"})
    on = {"on-day": "1", "on-month": "12", "on-year": "2026"}
    assert "1 June 2026 to 1 December 2026" in page_after(client, "/desk/plan/lists/year-ahead/end/", on)
    assert client.get("/desk/plan/lists/nothing/").status_code == 404
