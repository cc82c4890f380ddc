"""Strategies come in versions that stay readable; who decides what is said with its source."""

import dataclasses
import datetime as dt

import pytest

from wapentake.foundation.models import AuditRecord
from wapentake.foundation.published.testing import settle, stored
from wapentake.foundation.verdicts import Refused
from wapentake.organisations.models import Organisation
from wapentake.places.models import Parish, WardParish
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, rules
from wapentake.publishing.forms import DecidingBodyForm, UsefulLinkForm, VersionForm
from wapentake.publishing.models import DecidingBody, StrategyVersion
from wapentake.publishing.pages import strategy_page, who_decides_page
from wapentake.publishing.rules import BodyWords, LinkWords, VersionWords

WORDS = VersionWords(
    None, "Thriving", "Thriving", "In a sentence.", "## Outcomes\n\n- Safe.", dt.date(2018, 11, 19), None,
    "Cabinet, minute 12.", (("Wards", "A plan for each."), ("Wards", "A report a year."), ("", "Trust.")),
    ("Cabinet, 19 November 2018",),
)  # fmt: skip


def publish(castle: Town, words: VersionWords = WORDS) -> StrategyVersion:
    draft = actions.draft_version(words, by=castle.head, at=NOW)
    return actions.publish_version(draft, by=castle.head, at=later(1))


def test_a_version_replaces_the_one_before_and_both_stay_readable(castle: Town) -> None:
    first = publish(castle)
    settle()
    assert "A report a year." in (stored("/strategies/thriving/") or "")
    with pytest.raises(Refused, match="published"):
        actions.edit_version(first, WORDS, by=castle.head, at=later(2))
    second = dataclasses.replace(WORDS, strategy=first.strategy, title="Thriving, refreshed")
    publish(castle, second)
    settle()
    assert "Thriving, refreshed" in (stored("/strategies/thriving/") or "")
    old = stored("/strategies/thriving/1/") or ""
    assert "Replaced on" in old
    assert 'href="/strategies/thriving/"' in old
    page = strategy_page(first.strategy, 1)
    assert page.commitments == [("Wards", ["A plan for each.", "A report a year."]), ("", ["Trust."])]
    acts = AuditRecord.objects.filter(stream=first.strategy.ref).order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["draft", "publish", "draft", "publish"]


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"commitments": ()}, "no commitments"),
        ({"sign_offs": ()}, "Nobody has signed"),
        ({"adopted_on": TODAY + dt.timedelta(days=9)}, "later day"),
    ],
)
def test_a_version_goes_out_whole_or_not_at_all(castle: Town, missing: dict, says: str) -> None:
    draft = actions.draft_version(dataclasses.replace(WORDS, **missing), by=castle.head, at=NOW)
    with pytest.raises(Refused, match=says):
        actions.publish_version(draft, by=castle.head, at=later(1))
    with pytest.raises(Refused, match="being drafted already"):
        actions.draft_version(dataclasses.replace(WORDS, strategy=draft.strategy), by=castle.head, at=NOW)
    with pytest.raises(Refused, match="Head of Neighbourhoods"):
        actions.discard_version(draft, by=castle.dan, at=NOW)
    actions.discard_version(draft, by=castle.head, at=NOW)
    assert strategy_page(draft.strategy) is None


def test_lines_are_read_as_aims_and_words(castle: Town) -> None:
    typed = {
        "title": "T", "summary": "S", "body": "B", "source": "Cabinet", "commitments": "Wards: a plan\n\n a report ",
        "sign_offs": "Cabinet, 19 November 2018", "adopted_on-day": "19", "adopted_on-month": "11",
        "adopted_on-year": "2018", "ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2019",
    }  # fmt: skip
    form = VersionForm(typed)
    assert form.is_valid(), form.errors
    assert form.words(None).commitments == (("Wards", "a plan"), ("", "a report"))
    assert "before it is adopted" in str(VersionForm({**typed, "ends_on-year": "2017"}).errors["ends_on"])
    assert "letters" in str(VersionForm({**typed, "commitments": "x" * 501}).errors["commitments"])
    draft = actions.draft_version(form.words(None), by=castle.head, at=NOW)
    assert VersionForm.initial_of(draft)["commitments"] == "Wards: a plan\na report"


def test_who_decides_is_said_for_the_wards_it_is_about(castle: Town) -> None:
    given = {"link": "", "source": "An Act", "checked_on": TODAY}
    everywhere = BodyWords("police", "The police", "Patrols.", wards=(), **given)
    here = BodyWords("nation", "The road people", "The M1.", wards=(castle.ward,), **given)
    for words in (everywhere, here):
        actions.add_deciding_body(words, by=castle.head, at=NOW)
    with pytest.raises(Refused):
        actions.add_deciding_body(here, by=castle.dan, at=NOW)
    settle()
    near = stored(f"/wards/{castle.ward.slug}/who-decides/") or ""
    assert "The M1." in near
    assert "Patrols." in near
    assert "The M1." not in (stored(f"/wards/{castle.elsewhere.slug}/who-decides/") or "")
    assert "The M1." not in (stored("/who-decides/") or "")
    body = DecidingBody.objects.get(name="The police")
    actions.end_deciding_body(body, by=castle.head, at=later(60 * 24))
    settle()
    assert "Patrols." not in (stored("/who-decides/") or "")
    assert DecidingBody.objects.filter(name="The police", to_date__isnull=False).exists()
    assert rules.may_keep_strategies(castle.roles(castle.head))


def test_a_parish_council_stands_on_its_wards_page_with_its_website(castle: Town) -> None:
    parish = Parish.objects.create(slug="whiston", name="Whiston", from_date=dt.date(2000, 1, 1))
    WardParish.objects.create(ward=castle.ward, parish=parish, from_date=dt.date(2000, 1, 1))
    assert who_decides_page(castle.ward, TODAY).parishes == [("Whiston", "Parish council", "")]
    Organisation.objects.create(
        kind="parish_council", sector="public", name="Whiston Parish Council", slug="whiston", parish=parish,
        website="https://whiston.example/",
    )  # fmt: skip
    assert who_decides_page(castle.ward, TODAY).parishes == [("Whiston", "Parish council", "https://whiston.example/")]
    assert who_decides_page(castle.elsewhere, TODAY).parishes == []


def test_a_useful_link_stands_where_it_helps_until_it_is_taken_out(castle: Town) -> None:
    given = {"href": "https://bus.example/", "about": "Times.", "checked_on": TODAY}
    link = actions.add_useful_link(LinkWords("Buses", wards=(castle.ward,), **given), by=castle.head, at=NOW)
    actions.add_useful_link(LinkWords("Trams", wards=(), **given), by=castle.head, at=NOW)
    with pytest.raises(Refused):
        actions.remove_useful_link(link, by=castle.dan, at=NOW)

    def titles(ward: object) -> list[str]:
        return [title for title, _, _ in who_decides_page(ward, TODAY).links]

    assert titles(castle.ward) == ["Buses", "Trams"]
    assert titles(castle.elsewhere) == titles(None) == ["Trams"]
    ref = link.ref
    actions.remove_useful_link(link, by=castle.head, at=NOW)
    assert titles(castle.ward) == ["Trams"]
    assert AuditRecord.objects.filter(stream=ref, action="remove").exists()
    typed = {"title": "T", "href": "javascript:alert(1)", "about": "A", "checked_on-day": "1", "checked_on-month": "1",
             "checked_on-year": "2026"}  # fmt: skip
    form = UsefulLinkForm(typed, wards=[castle.ward], on=TODAY)
    assert not form.is_valid()
    assert "href" in form.errors


def test_a_wards_name_is_checked(castle: Town) -> None:
    typed = {"tier": "nhs", "name": "N", "decides": "D", "source": "S", "wards": f"{castle.ward.name.lower()}\n\n",
             "checked_on-day": "1", "checked_on-month": "1", "checked_on-year": "2026"}  # fmt: skip
    form = DecidingBodyForm(typed, wards=[castle.ward], on=TODAY)
    assert form.is_valid(), form.errors
    assert form.words.wards == (castle.ward,)
    wrong = DecidingBodyForm({**typed, "wards": "Atlantis", "checked_on-year": "2099"}, wards=[castle.ward], on=TODAY)
    assert "Atlantis" in str(wrong.errors["wards"])
    assert "not come yet" in str(wrong.errors["checked_on"])
