"""On what footing an award is decided: section 236 or a recommendation, the copy within one month, officer checks."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import Application, Decision
from wapentake.funding.states import ApplicationState, LegalBasis
from wapentake.office.models import RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind

from .world import AT, START, World, at, officer

ON = AT.date()
SOURCE = "Leader’s scheme of delegation, 18 May 2026"
FULL = {"alternatives": "A smaller sum.", "equality": "Nobody loses."}


def arrange(world: World, footing: str = "member", from_date: dt.date = dt.date(2026, 6, 1)) -> None:
    """Let the Leader arrange that councillors decide on their own fund from a day on."""
    actions.set_rule(
        world.clf, "legal_basis", [footing], text="Each councillor decides for their ward.", source=SOURCE,
        from_date=from_date, by=world.finch, at=at("2026-05-20 09:00"),
    )  # fmt: skip


def decide(world: World, application: Application, **changes: Any) -> Decision:
    given: dict[str, Any] = {
        "reasons": "Asked for in July.", "interest": False, "by": world.ashby.user, "at": AT, "key": world.key(), **FULL
    }  # fmt: skip
    return actions.support(application, **given | changes)


@pytest.mark.parametrize(
    ("rule", "office", "basis", "why"),
    [
        ("", None, LegalBasis.ADVICE, "an officer decides under delegation"),
        ("officer", None, LegalBasis.ADVICE, "an officer decides under delegation"),
        ("member", None, LegalBasis.MEMBER, "decides under section 236"),
        ("member", RoleKind.CABINET_MEMBER, LegalBasis.ADVICE, "is a member of the executive, who cannot decide under"),
        ("member", RoleKind.LEADER, LegalBasis.ADVICE, "is a member of the executive, who cannot decide under"),
        ("member", RoleKind.SCRUTINY_MEMBER, LegalBasis.MEMBER, "decides under section 236"),
    ],
)
def test_the_footing_follows_the_rule_and_the_members_office(
    world: World, rule: str, office: RoleKind | None, basis: LegalBasis, why: str
) -> None:
    if rule:
        arrange(world, rule)
    if office:
        RoleHeld.objects.create(user=world.ashby.user, kind=office, from_date=START)
    application = world.submitted()
    found = rules.footing_of(application, ON)
    assert found.basis == basis
    assert why in found.why
    assert not rule or SOURCE in found.cited
    assert decide(world, application).basis == basis


def test_an_office_that_ended_bars_nobody_and_a_rule_counts_from_its_day(world: World) -> None:
    arrange(world)
    RoleHeld.objects.create(user=world.ashby.user, kind=RoleKind.LEADER, from_date=START, to_date=ON)
    application = world.submitted()
    assert rules.footing_of(application, ON).basis == LegalBasis.MEMBER
    assert rules.footing_of(application, ON - dt.timedelta(days=1)).basis == LegalBasis.ADVICE
    assert rules.footing_of(application, dt.date(2026, 5, 31)).basis == LegalBasis.ADVICE


def test_a_ward_funds_footing_is_its_members(world: World) -> None:
    arrange(world)
    bench = world.submitted(90_000, fund=world.capital, councillor=None)
    assert rules.footing_of(bench, ON).basis == LegalBasis.MEMBERS


@pytest.mark.parametrize("missing", ["alternatives", "equality"])
def test_who_decides_alone_says_as_much_as_an_officer(world: World, missing: str) -> None:
    arrange(world)
    application = world.submitted()
    with pytest.raises(Refused, match="what else was considered" if missing == "alternatives" else "who gains"):
        decide(world, application, **{missing: " "})
    assert not Decision.objects.exists()


def test_a_members_decision_is_checked_by_an_officer_and_published_as_theirs(world: World) -> None:
    arrange(world)
    application = world.submitted()
    decide(world, application)
    with pytest.raises(Refused, match="Only an approving officer"):
        actions.approve(application, reasons="x", interest=False, by=world.ashby.user, at=AT, key="own", **FULL)
    world.approve(application)
    application.refresh_from_db()
    assert application.state == ApplicationState.APPROVED
    page = pages.award_page(application.reference, ON)
    assert page is not None
    assert page.approval.basis == LegalBasis.MEMBER
    assert page.copy == "The council’s proper officer is to have the record by 24 December 2026."
    told = Client().get(f"/awards/{application.reference}/").content.decode()
    assert "Cllr Maureen Ashby decided on 24 November 2026" in told
    assert "Member, under section 236 of the 2007 Act." in told
    assert "An officer checked and carried it out on" in told


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("2026-11-24", "2026-12-24"),
        ("2026-12-31", "2027-01-31"),
        ("2027-01-31", "2027-02-28"),
        ("2028-01-30", "2028-02-29"),
    ],
)
def test_the_copy_is_due_a_month_after_the_decision(on: str, due: str) -> None:
    assert rules.copy_due(Decision(on=dt.date.fromisoformat(on))) == dt.date.fromisoformat(due)


def test_a_copy_in_time_one_that_is_late_and_one_that_came_late(world: World) -> None:
    arrange(world)
    anita = officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)
    first, second = (decide(world, world.submitted(1_000)) for _ in range(2))
    christmas, after = dt.date(2026, 12, 24), dt.date(2026, 12, 28)
    assert rules.late_copies(christmas) == []
    assert rules.late_copies(after) == [first, second]
    actions.give_copy(first, christmas, by=world.ashby.user, at=at("2026-12-28 09:00"))
    assert rules.late_copies(after) == [second]
    actions.give_copy(second, after, by=anita, at=at("2026-12-28 10:00"))
    again = actions.give_copy(second, after, by=anita, at=at("2026-12-28 10:01"))
    assert again.by == anita
    assert rules.late_copies(after) == [second]  # a breach stays one
    assert list(queries.copies_to_give()) == []
    chain = audit.history(second.application.ref)
    assert [one.action for one in chain if one.action == "copy_given"] == ["copy_given"]


def test_who_may_say_so_and_for_which_day(world: World) -> None:
    arrange(world)
    decision = decide(world, world.submitted())
    for who, on, why in (
        (world.iqbal.user, ON, "Only the councillor who decided"),
        (world.marsden, ON, "Only the councillor who decided"),
        (world.ashby.user, ON - dt.timedelta(days=1), "from the decision until today"),
        (world.ashby.user, ON + dt.timedelta(days=1), "from the decision until today"),
    ):
        with pytest.raises(Refused, match=why):
            actions.give_copy(decision, on, by=who, at=AT)
    actions.give_copy(decision, ON, by=world.ashby.user, at=AT)
    with pytest.raises(Refused, match="has had the copy since 24 November 2026"):
        actions.give_copy(decision, ON + dt.timedelta(days=1), by=world.ashby.user, at=at("2026-11-25 09:00"))


def test_the_desk_asks_for_alternatives_shows_the_clock_and_takes_the_copy(world: World) -> None:
    arrange(world)
    application = world.submitted()
    client = Client()
    client.force_login(world.ashby.user)
    where = f"/desk/money/{application.reference}/"
    with time_machine.travel(AT, tick=False):
        assert "What else was considered, and why not?" in client.get(where).content.decode()
        sent = {"act": "decide", "yes": "support", "vote": "support", "interest": "no", "reasons": "Asked for.",
                "key": "c" * 32}  # fmt: skip
        refused = client.post(where, sent).content.decode()
        assert "Say what else was considered, and why not" in refused
        assert client.post(where, sent | FULL).status_code == 302
        assert "is due by 24 December 2026" in client.get(where).content.decode()
    officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)
    with time_machine.travel(at("2026-12-28 09:00"), tick=False):
        client.force_login(world.ashby.user)
        assert "Late" in client.get(where).content.decode()
        assert "Copy of the record late" in client.get("/desk/money/?list=open").content.decode()
        given = {"on-day": "28", "on-month": "12", "on-year": "2026"}
        assert client.post(f"{where}copy/", given).status_code == 302
        assert "was due by" not in client.get(where).content.decode()
        assert client.get(f"{where}copy/").status_code == 404
        client.force_login(officer("Gerald Mills", RoleKind.SECTION_151))
        rows = client.get("/desk/oversight/copies/").content.decode()
    assert "Due 24 Dec, given on 28 Dec" in rows
    assert where in rows


def test_nobody_approves_what_they_supported_or_voted_on(world: World) -> None:
    RoleHeld.objects.create(user=world.ashby.user, kind=RoleKind.APPROVER, from_date=START)
    supported = world.supported()
    supported.refresh_from_db()
    verdict = rules.may_approve(roles_of(world.ashby.user, ON), supported, AT)
    assert "You supported this application, so another officer" in verdict.reason


def test_the_record_names_the_delegation_of_its_day_or_says_that_none_is_recorded(world: World) -> None:
    first, second = world.approved(1_000), world.supported(2_000)
    actions.set_rule(
        world.clf, "delegation", {"title": "Scheme of Delegation, paragraph 12"},
        text="The Head of Neighbourhoods decides.", source="Constitution, Part 3", from_date=ON + dt.timedelta(days=1),
        by=world.finch, at=AT,
    )  # fmt: skip
    world.approve(second, AT + dt.timedelta(days=1))
    said = []
    for award in (first, second):
        page = pages.award_page(award.reference, ON + dt.timedelta(days=2))
        assert page is not None
        said.append(dict(page.facts)["Delegation under which officers decide"])
    assert said == [
        "Not recorded",
        "Scheme of Delegation, paragraph 12. Rule since 25 November 2026: Constitution, Part 3.",
    ]
