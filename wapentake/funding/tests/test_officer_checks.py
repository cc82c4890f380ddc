"""A fund's checks: ticked one by one by named officers, taken back while undecided, and kept with the approval."""

import datetime as dt
import io
import zipfile

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.actions.fund_checks import CheckSaid
from wapentake.funding.documents.bundle import Wanted, bundle_of
from wapentake.funding.models import Application, FundCheck, OfficerCheck, Particulars
from wapentake.funding.queries.officer_checks import checks_of, unticked
from wapentake.funding.rules.officer_checks import found_at
from wapentake.funding.rules.ticking import Tick
from wapentake.funding.states import DecisionKind
from wapentake.funding.states.officer_checks import USUAL, CheckKind
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind

from .world import AT, World, at, officer

ON = AT.date()
LATER = at("2026-11-26 10:30")


def check_of(application: Application, key: str) -> FundCheck:
    return FundCheck.objects.get(fund=application.fund, key=key, to_date=None)


def tick(world: World, application: Application, *keys: str, when: dt.datetime = AT, **said: object) -> None:
    ticks = [Tick(check_of(application, key), **said) for key in keys]  # type: ignore[arg-type]
    actions.tick_checks(application, ticks, by=world.marsden, at=when)


def approve(world: World, application: Application, when: dt.datetime = LATER) -> None:
    actions.approve(
        application, interest=False, equality="Nobody loses.", reasons="Within the rules.", alternatives="None.",
        by=world.marsden, at=when, key=world.key(),
    )  # fmt: skip


def test_several_officers_tick_over_days_and_then_it_is_approved(world: World) -> None:
    application, other = world.supported(), officer("Olu Second", RoleKind.APPROVER)
    Particulars.objects.create(application=application, sells=True, sold="Plants at two fairs")
    tick(world, application, "eligible", "conflicts", note="Its accounts were seen.")
    roles = roles_of(world.marsden, ON)
    verdict = rules.may_approve(roles, Application.objects.get(pk=application.pk), AT)
    assert verdict.reason.startswith("Still to be checked: “Whether it may be a subsidy”; “The money is there”.")
    with pytest.raises(Refused, match="Still to be checked"):
        approve(world, application)
    last = [Tick(check_of(application, key)) for key in ("subsidy", "budget")]
    actions.tick_checks(application, last, by=other, at=LATER)
    approve(world, application)
    approval = queries.decision_of(application, DecisionKind.APPROVE)
    kept = {one.check_of.key: one for one in OfficerCheck.objects.filter(decision=approval)}
    assert [(key, one.by.name, one.at) for key, one in kept.items()] == [
        ("eligible", world.marsden.name, AT), ("subsidy", "Olu Second", LATER),
        ("conflicts", world.marsden.name, AT), ("budget", "Olu Second", LATER),
    ]  # fmt: skip
    assert "The group sells goods or services." in kept["subsidy"].found
    assert "Compared on 24 November 2026 with the register of Cllr Maureen Ashby." in kept["conflicts"].found
    assert kept["budget"].found == "£400.00 is reserved for it; £1,184.00 is left beside it."
    page = pages.award_page(application.reference, LATER.date())
    assert page is not None
    published = dict(page.checked)
    assert list(published) == [row.words for row in USUAL]
    assert published["The money is there"].endswith("Ticked by Approving officer on 26 November 2026.")
    assert not any("Olu" in said for said in published.values())  # a post is published, and no name
    assert [one.action for one in audit.history(application.ref)].count("checks_ticked") == 2


def test_the_bundle_names_who_ticked_what_and_when_and_what_was_taken_back(world: World) -> None:
    application = world.supported()
    tick(world, application, "budget")
    actions.undo_tick(OfficerCheck.objects.get(), by=world.marsden, at=AT)
    world.approve(application, LATER)
    bundle = bundle_of(Wanted(application.reference), at=LATER)
    assert bundle is not None
    with bundle.file as file:
        lines = zipfile.ZipFile(io.BytesIO(file.read())).read("checks.csv").decode().splitlines()
    assert len(lines) == 1 + 5
    assert lines[0].startswith("Reference,Check,Source,Applies,What was found,Note,By,At,Kept with the approval")
    money = [line for line in lines if "The money is there" in line]
    assert [world.marsden.name in line for line in money] == [True, True]
    assert [",yes," in line for line in money].count(True) == 2
    assert sum("2026-11-26" in line for line in lines) == 4


@pytest.mark.parametrize(
    ("key", "said", "why"),
    [
        ("budget", {"applies": False, "note": "Odd."}, "“The money is there” always applies"),
        ("subsidy", {"applies": False}, "Say why “Whether it may be a subsidy” does not apply"),
        ("subsidy", {"applies": False, "note": "It sells nothing."}, ""),
        ("budget", {}, ""),
    ],
)
def test_what_may_not_apply_says_why(world: World, key: str, said: dict[str, object], why: str) -> None:
    application = world.supported()
    if why:
        with pytest.raises(Refused, match=why):
            tick(world, application, key, **said)
        assert not OfficerCheck.objects.exists()
    else:
        tick(world, application, key, **said)
        tick(world, application, key, **said)  # pressed twice
        assert OfficerCheck.objects.get().applies == said.get("applies", True)


def test_who_may_not_tick_and_when(world: World) -> None:
    waits, application = world.submitted(), world.supported()
    for who, what, why in (
        (world.holroyd, application, "Only an approving officer ticks the checks"),
        (world.finch, application, "Only an approving officer ticks the checks"),
        (world.marsden, waits, "still waits for the councillor"),
    ):
        with pytest.raises(Refused, match=why):
            actions.tick_checks(what, [Tick(check_of(what, "budget"))], by=who, at=AT)
    other = officer("Olu Second", RoleKind.APPROVER)
    tick(world, application, "budget")
    with pytest.raises(Refused, match="ticked “The money is there” on 24 November 2026"):
        actions.tick_checks(application, [Tick(check_of(application, "budget"))], by=other, at=AT)
    of_another = FundCheck.objects.get(fund=world.capital, key="asset")
    with pytest.raises(Refused, match="has no check"):
        actions.tick_checks(application, [Tick(of_another)], by=other, at=AT)
    with pytest.raises(Refused, match="Tick at least one check"):
        actions.tick_checks(application, [], by=other, at=AT)


def test_a_tick_is_taken_back_by_any_officer_until_it_is_decided(world: World) -> None:
    application, other = world.supported(), officer("Olu Second", RoleKind.APPROVER)
    world.tick(application)
    money = OfficerCheck.objects.get(check_of__key="budget")
    with pytest.raises(Refused, match="Only an approving officer"):
        actions.undo_tick(money, by=world.finch, at=AT)
    actions.undo_tick(money, by=other, at=AT)
    actions.undo_tick(money, by=other, at=AT)
    assert [one.key for one in unticked(application, ON)] == ["budget"]
    with pytest.raises(Refused, match="Still to be checked: “The money is there”"):
        approve(world, application)
    tick(world, application, "budget", when=LATER)
    approve(world, application)
    last = OfficerCheck.objects.get(check_of__key="budget", undone_at=None)
    with pytest.raises(Refused, match="has already been approved"):
        actions.undo_tick(last, by=other, at=LATER)
    assert [one.action for one in audit.history(application.ref)].count("check_undone") == 1


def test_the_desk_shows_what_is_still_to_check_and_takes_ticks(world: World) -> None:
    application, client = world.supported(), Client()
    client.force_login(world.marsden)
    where, checks = f"/desk/money/{application.reference}/", f"/desk/money/{application.reference}/checks/"
    budget, subsidy = check_of(application, "budget").pk, check_of(application, "subsidy").pk
    with time_machine.travel(AT, tick=False):
        text = client.get(where).content.decode()
        assert "0 of 4 are ticked." in text
        assert "wt-button--cannot" in text
        assert "4 checks are still to be ticked" in client.get("/desk/money/").content.decode()
        assert "4 checks are still to be ticked" in client.get("/desk/").content.decode()
        assert "Say why it does not apply" in client.post(checks, {f"no_{subsidy}": "on"}).content.decode()
        assert "Tick at least one check" in client.post(checks, {f"note_{budget}": "Seen."}).content.decode()
        both = client.post(checks, {f"no_{subsidy}": "on", f"yes_{subsidy}": "on"}).content.decode()
        assert "Tick the check, or say that it does not apply" in both
        sent = {f"yes_{budget}": "on", f"no_{subsidy}": "on", f"note_{subsidy}": "It sells nothing."}
        assert client.post(checks, sent).status_code == 302
        text = client.get(checks).content.decode()
        assert "2 of 4 checks of Community Leadership Fund ticked." in text
        assert "<b>Does not apply.</b> It sells nothing." in text
        undo = OfficerCheck.objects.get(check_of=budget).pk
        assert client.post(checks, {"undo": undo}).status_code == 302
        assert client.post(checks, {"undo": "9" * 30}).status_code == 404
        client.force_login(world.holroyd)
        refused = client.post(checks, {f"yes_{budget}": "on"})
        assert refused.status_code == 403
        assert "Only an approving officer ticks the checks" in refused.content.decode()
    assert OfficerCheck.objects.filter(undone_at=None).count() == 1


@pytest.mark.parametrize(
    ("sells", "said"), [(False, "on that footing it was treated as no enterprise"), (None, "not asked")]
)
def test_a_group_that_sells_nothing_is_said_to_have_said_so(world: World, sells: bool | None, said: str) -> None:
    application = world.submitted()
    if sells is not None:
        Particulars.objects.create(application=application, sells=sells)
    assert said in found_at(CheckKind.SUBSIDY, application, AT)
    assert found_at("a-council-s-own", application, AT) == ""


def test_capital_and_levy_ask_who_looks_after_what_lasts(world: World) -> None:
    asked = {fund.key: [one.key for one in checks_of(fund, ON)] for fund in (world.clf, world.capital, world.levy)}
    usual = [row.key for row in USUAL]
    assert asked == {world.clf.key: usual, world.capital.key: [*usual, "asset"], world.levy.key: [*usual, "asset"]}
    bench = world.submitted(90_000, fund=world.capital, councillor=None)
    assert "did not say who owns" in found_at("asset", bench, AT)
    Particulars.objects.create(application=bench, owner="The group", maintainer="Its members")
    said = found_at("asset", bench, AT)
    assert (
        said
        == "Who owns it: named, insures it: nobody named, looks after it: named. The names stand in the application."
    )


def test_a_change_of_the_list_leaves_what_stands(world: World) -> None:
    """Approved by the old list; ticked before the change; and after it."""
    stands, waits = world.approved(10_000), world.supported(20_000)
    world.tick(waits)
    old, tomorrow = check_of(waits, "subsidy"), ON + dt.timedelta(days=1)
    said = CheckSaid("Whether it is a subsidy, and under which limit", "Contract rules, part 3")
    for _ in range(2):
        new = actions.set_check(world.clf, said, from_date=tomorrow, by=world.finch, at=AT, follows=old)
    added = actions.set_check(
        world.clf, CheckSaid("The group has a safeguarding policy", "Cabinet, 9 November 2026", True),
        from_date=tomorrow, by=world.finch, at=AT,
    )  # fmt: skip
    assert [one.key for one in checks_of(world.clf, ON)] == [row.key for row in USUAL]
    assert (new.key, added.key) == ("subsidy", "the-group-has-a-safeguarding-policy")
    later = at(f"{tomorrow} 09:00")
    with pytest.raises(Refused, match="“Whether it is a subsidy, and under which limit”; “The group has a safe"):
        approve(world, waits, later)
    actions.end_check(added, last_day=tomorrow, reason="It is asked elsewhere.", by=world.finch, at=later)
    tick(world, waits, "subsidy", when=at("2026-11-26 09:00"))
    approve(world, waits, LATER)
    kept = {one.check_of for one in OfficerCheck.objects.filter(decision__application=waits)}
    assert new in kept
    assert old not in kept
    page = pages.award_page(stands.reference, LATER.date())
    assert page is not None
    assert [words for words, _ in page.checked] == [row.words for row in USUAL]
    chain = [one.action for one in audit.history(f"fund:{world.clf.key}")]
    assert (chain.count("check set"), chain.count("check ended")) == (2, 1)


@pytest.mark.parametrize(
    ("who", "day", "words", "why"),
    [
        ("marsden", "2026-12-01", "Something", "Only"),
        ("finch", "2026-03-31", "Something", "in this financial year or later"),
        ("finch", "2026-12-01", "…", "in words that begin with a letter"),
    ],
)
def test_who_may_not_change_the_list_and_how(world: World, who: str, day: str, words: str, why: str) -> None:
    from_date, said = dt.date.fromisoformat(day), CheckSaid(words, "Cabinet")
    with pytest.raises(Refused, match=why):
        actions.set_check(world.clf, said, from_date=from_date, by=getattr(world, who), at=AT)
    money, yesterday = FundCheck.objects.get(fund=world.clf, key="budget"), ON - dt.timedelta(days=1)
    with pytest.raises(Refused, match="Choose today or a later day"):
        actions.end_check(money, last_day=yesterday, reason="x", by=world.finch, at=AT)


def test_the_list_is_kept_on_the_desk(world: World) -> None:
    client, where = Client(), f"/desk/funds/{world.clf.key}/checks/"
    client.force_login(world.finch)
    day = {"from_date-day": "1", "from_date-month": "12", "from_date-year": "2026"}
    with time_machine.travel(AT, tick=False):
        assert "Subsidy Control Act 2022, sections 7, 36 and 37" in client.get(where).content.decode()
        assert "Enter" in client.post(f"{where}add/", {}).content.decode()
        sent = {"words": "Two quotes were seen", "source": "Contract rules, part 3", **day}
        assert client.post(f"{where}add/", sent).status_code == 302
        assert "Counts from 1 December 2026. Source: Contract rules" in client.get(where).content.decode()
        money = FundCheck.objects.get(fund=world.clf, key="budget")
        assert "The money is there" in client.get(f"{where}{money.pk}/change/").content.decode()
        last = {"last_day-day": "24", "last_day-month": "11", "last_day-year": "2026", "reason": "Done by finance."}
        assert client.post(f"{where}{money.pk}/end/", last).status_code == 302
        assert "until 24 November 2026" in client.get(where).content.decode()
        client.force_login(world.marsden)
        assert client.get(where).status_code == 403
    assert [one.key for one in checks_of(world.clf, dt.date(2026, 12, 1))] == [
        "eligible", "subsidy", "conflicts", "two-quotes-were-seen",
    ]  # fmt: skip
