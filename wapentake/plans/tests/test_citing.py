"""A priority cites the figures of its ward as they stand; a later reading changes nothing of what was cited."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings as django_settings

from wapentake.evidence.actions import record_finding, replace_finding, withdraw_finding
from wapentake.evidence.models import Finding, Indicator, Source, WardReading
from wapentake.evidence.rules import FindingWords
from wapentake.evidence.states import Topic
from wapentake.evidence.states.findings import Confidence, SaidBy
from wapentake.foundation.verdicts import Refused

from ..actions import cite, cite_finding, propose, revise, set_plan_rule, take_out_citation, take_out_finding
from ..models import PlanRule
from ..queries import citations_of, findings_cited, findings_to_cite, plan_rule_on
from ..rules import PlanRuleWords, figures_beside, finding_shown, old_words, value_said
from .cast import TODAY, Town, later
from .test_pages import desk, page_after, text_of


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


@pytest.fixture
def crimes(castle: Town) -> WardReading:
    """The ward's crimes of a month, with a range, and those of the whole council."""
    source = Source.objects.create(key="police", publisher="Police", title="Street crime", licence="OGL")
    indicator = Indicator.objects.create(
        source=source, key="crime", name="Crimes", unit="count", spread="points", topic="crime", headline=True
    )
    common = {"indicator": indicator, "edition": castle.ward.edition, "period": "2026-09", "method": "points"}
    WardReading.objects.create(area=django_settings.WAPENTAKE_COUNCIL_CODE, value=2000, **common)
    return WardReading.objects.create(area=castle.ward.code, value=120, error=3, rank=2, rank_low=24, of=25, **common)


def test_what_is_cited_stays_as_it_stood(castle: Town, crimes: WardReading):
    draft = castle.draft()
    made = cite(draft, crimes.indicator_id, says="More than last year.", by=castle.dan, at=later(2))
    crimes.value = 90
    crimes.save()
    [kept] = citations_of(draft)
    assert (kept.value, kept.error, kept.period, kept.method, kept.council_value) == (120, 3, "2026-09", "points", 2000)
    with pytest.raises(Refused, match="It cites this figure already"):
        cite(draft, crimes.indicator_id, by=castle.dan, at=later(3))
    with pytest.raises(Refused, match="can draft its priorities"):
        cite(draft, crimes.indicator_id, by=castle.stranger, at=later(3))
    with pytest.raises(Refused, match="no such figure of this ward"):
        cite(draft, 0, by=castle.dan, at=later(3))
    take_out_citation(made, by=castle.dan, at=later(4))
    assert citations_of(draft) == []


def test_the_next_version_cites_the_same_and_the_published_one_no_more(castle: Town, crimes: WardReading):
    priority = castle.published()
    with pytest.raises(Refused, match="start a new version"):
        cite(priority, crimes.indicator_id, by=castle.dan, at=later(4))
    new = revise(priority, by=castle.dan, at=later(5))
    cite(new, crimes.indicator_id, by=castle.dan, at=later(6))
    assert citations_of(priority) == []
    assert [one.value for one in citations_of(new)] == [120]


def test_what_members_are_asked_to_agree_to_is_frozen(castle: Town, crimes: WardReading):
    draft = castle.draft()
    made = cite(draft, crimes.indicator_id, by=castle.dan, at=later(2))
    propose(draft, by=castle.dan, at=later(3))
    with pytest.raises(Refused):
        take_out_citation(made, by=castle.dan, at=later(4))
    assert [one.value for one in citations_of(draft)] == [120]


def known(castle: Town, text: str, *, public: bool = True) -> Finding:
    return record_finding(words(castle, text, public=public), by=castle.head, at=later(1))


def words(castle: Town, text: str, *, public: bool = True) -> FindingWords:
    return FindingWords(
        text, Topic.CRIME, SaidBy.SERVICE, "Highways", Confidence.FIRM, (castle.ward,), TODAY,
        TODAY + dt.timedelta(days=90), "Wellgate", public,
    )  # fmt: skip


def test_a_draft_rests_on_what_is_known_and_the_next_version_too(castle: Town):
    draft, fast = castle.draft(), known(castle, "Most drive too fast.")
    made = cite_finding(draft, fast, by=castle.dan, at=later(2))
    with pytest.raises(Refused, match="It cites this finding already"):
        cite_finding(draft, fast, by=castle.dan, at=later(3))
    with pytest.raises(Refused, match="can draft its priorities"):
        cite_finding(draft, known(castle, "It is dark."), by=castle.stranger, at=later(3))
    take_out_finding(made, by=castle.dan, at=later(4))
    assert findings_cited(draft) == []
    priority = castle.published()
    new = revise(priority, by=castle.dan, at=later(5))
    cite_finding(new, fast, by=castle.dan, at=later(6))
    gone = known(castle, "Nobody comes.")
    cite_finding(new, gone, by=castle.dan, at=later(6))
    withdraw_finding(gone, why="It was of another place.", by=castle.head, at=later(7))
    better = replace_finding(fast, words(castle, "Half drive too fast."), by=castle.head, at=later(7))
    assert [one.finding for one in findings_cited(new)] == [fast, gone]
    assert [one.finding for one in findings_cited(new, public=True)] == [fast]
    said = [finding_shown(one, TODAY) for one in findings_cited(new)]
    assert [one.since for one in said] == ["Now: Half drive too fast.", "Withdrawn since"]
    assert said[0].source.startswith("Highways, Wellgate, ")
    assert better in findings_to_cite(new)
    assert gone not in findings_to_cite(new)


def test_a_finding_is_cited_on_the_draft_s_page_and_only_public_ones_are_read_by_residents(castle: Town):
    draft, client = castle.draft(), desk(castle.dan)
    page = f"/desk/plan/priorities/{draft.pk}/cite-finding/"
    assert "Nothing more is known of this ward" in text_of(client.get(page))
    secret = known(castle, "Traders think of leaving.", public=False)
    assert "Choose a finding" in text_of(client.post(page, {}))
    said = page_after(client, page, {"finding": str(secret.pk)})
    assert "Take out: Traders think of leaving." in said
    assert findings_cited(draft, public=True) == []
    [kept] = findings_cited(draft)
    assert "It is taken out." in page_after(client, f"/desk/plan/findings/{kept.pk}/take-out/")


def test_a_finding_is_old_from_its_day(castle: Town):
    draft = castle.draft()
    cite_finding(draft, known(castle, "Most drive too fast."), by=castle.dan, at=later(2))
    [kept] = findings_cited(draft)
    day = TODAY + dt.timedelta(days=90)
    before, after = finding_shown(kept, day - dt.timedelta(days=1)), finding_shown(kept, day)
    assert (before.since, before.changes_on) == ("", day)
    assert (after.since, after.changes_on) == ("To be looked at again", None)


@pytest.mark.parametrize(
    ("period", "on", "old"),
    [
        ("2024-09", dt.date(2026, 9, 30), False),
        ("2024-09", dt.date(2026, 10, 1), True),
        ("2021", dt.date(2023, 12, 31), False),
        ("2021", dt.date(2024, 1, 1), True),
        ("2022-02", dt.date(2024, 2, 29), False),
        ("2022-02", dt.date(2024, 3, 1), True),
    ],
)
def test_evidence_is_old_by_the_rule_of_the_day(period: str, on: dt.date, old: bool):
    said = "The evidence is older than 24 months." if old else ""
    assert old_words(period, PlanRule(evidence_months=24), on) == said
    assert old_words(period, None, on) == ""


@pytest.mark.parametrize(("unit", "value", "said"), [("count", 12400, "12,400"), ("percentage", 27.14, "27.1%")])
def test_values_are_said_as_they_are_read(unit: str, value: float, said: str):
    assert value_said(Indicator(unit=unit), value) == said


def test_the_draft_has_the_figures_beside_it(castle: Town, crimes: WardReading):
    assert [one.reading.value for one in figures_beside(castle.ward, headlines=True)] == [120]
    client, draft = desk(castle.dan), castle.draft()
    assert "What the figures say of Boston Castle" in text_of(client.get("/desk/plan/boston-castle/new/"))
    page = f"/desk/plan/priorities/{draft.pk}/cite/"
    assert "Choose a figure" in text_of(client.post(page, {"indicator": "", "says": ""}))
    said = page_after(client, page, {"indicator": str(crimes.indicator_id), "says": "Many."})
    assert "120, give or take 3" in said
    assert "Street crime, September 2026. Points in the ward." in said
    [kept] = citations_of(draft)
    assert "It is taken out." in page_after(client, f"/desk/plan/citations/{kept.pk}/take-out/")


def test_what_a_plan_holds_is_set_for_a_day_and_its_history_stays(castle: Town):
    client, next_year = desk(castle.head), dt.date(2027, 4, 1)
    sent = {
        "fewest": 2, "most": 4, "most_overarching": 1, "quiet_days": 60, "evidence_months": 18,
        "from_date-day": 1, "from_date-month": 4, "from_date-year": 2027, "source": "Cabinet, 1 March 2027",
    }  # fmt: skip
    refused = text_of(client.post("/desk/plan/rule/", sent | {"fewest": 5}))
    assert "the most is not less than the fewest" in refused
    said = page_after(client, "/desk/plan/rule/", sent)
    assert "Cabinet, 1 March 2027" in said
    assert "3 to 5" in said
    before, after = plan_rule_on(TODAY), plan_rule_on(next_year)
    assert before
    assert after
    assert (before.most, before.to_date, after.most, after.evidence_months) == (5, next_year, 4, 18)
    with pytest.raises(Refused, match="choose a later day"):
        set_plan_rule(PlanRuleWords(2, 4, 1, 60, 18, "Again"), next_year, by=castle.head, at=later(9))
    with pytest.raises(Refused, match="Only the Head of Neighbourhoods"):
        set_plan_rule(PlanRuleWords(2, 4, 1, 60, 18, "Mine"), dt.date(2028, 4, 1), by=castle.dan, at=later(9))
