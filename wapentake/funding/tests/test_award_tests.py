"""Tests of ring-fenced money: what an award of levy or housing money must say, the split, and the sign-off."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Account, Application, Development, TenantBenefit
from wapentake.funding.rules import Answered, Demands, More, Site, Tenants, housing_part
from wapentake.funding.states import HolderKind
from wapentake.office.models import RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind
from wapentake.places.models import Parish, Ward

from .world import AT, YEAR, World, make, officer

ALL_TENANTS = Tenants("Every flat of Beeversleigh is a council tenancy.", 48, 48, 100_000)
SOURCE = "Rule since 1 April 20"


@pytest.fixture
def world(db: None) -> World:
    return make()


@pytest.fixture
def site(world: World) -> Development:
    actions.count_dwellings(YEAR, {world.ward: 1_000}, source="List", by=world.finch, at=AT)
    made = actions.add_development(Site("RB1", "Moorgate", 12, None, ward=world.ward), by=world.finch, at=AT)
    actions.receive_levy(made, 4_000_000, on=dt.date(2026, 11, 2), by=world.finch, at=AT, key="levy")
    return made


def answered(site: Development, **changes: Any) -> Demands:
    given: dict[str, Any] = {
        "answer": "Forty more homes use the crossing.", "engaged": "A drop-in in May.", "developments": (site,),
    }  # fmt: skip
    return Demands(**given | changes)


def record(world: World, fund: Any, pence: int = 100_000, **changes: Any) -> Application:
    asked = world.asked(pence, fund=fund, councillor=None, **changes)
    return actions.record_award(
        asked, reasons="Agreed.", alternatives="None.", by=world.marsden, at=AT, key=world.key()
    )


# fund × purpose × where the site lies: what is awarded and, where it is not, why (abuse case A4).
TABLE: list[tuple[str, dict[str, Any], str]] = [
    ("clf", {}, "Groups apply to"),
    ("capital", {"costs": "capital"}, ""),
    ("capital", {"costs": "revenue"}, "cannot pay for this"),
    ("housing", {"costs": "housing", "tenants": ALL_TENANTS}, ""),
    ("housing", {"costs": "revenue", "tenants": ALL_TENANTS}, "cannot pay for this"),
    ("housing", {"costs": "housing"}, "how council tenants directly benefit"),
    ("housing", {"tenants": Tenants("None.", 10, 0, 100_000)}, "how council tenants directly benefit"),
    ("housing", {"tenants": Tenants("Half.", 10, 5, 100_000)}, "can pay £500.00 of it at most"),
    ("housing", {"tenants": Tenants("Half.", 10, 5, 200_000)}, "Name who pays the General Fund’s part, £1,000.00"),
    ("housing", {"tenants": Tenants("Half.", 10, 5, 200_000, other_source="Ward Capital")}, ""),
    ("housing", {"tenants": Tenants("Some.", 10, 5, 100_000, housing=100_000)}, "Say why the split is not the share"),
    ("housing", {"tenants": Tenants("Some.", 10, 5, 100_000, 100_000, "Only tenants may use it.")}, ""),
    ("housing", {"tenants": Tenants("All.", 10, 10, 90_000)}, "at least the £1,000.00 asked for"),
    ("levy", {"costs": "capital", "serves": "Safer roads", "demands": {}}, ""),
    ("levy", {"costs": "revenue", "serves": "Safer roads", "demands": {}}, "cannot pay for this"),
    ("levy", {"serves": "", "demands": {}}, "which ward priority"),
    ("levy", {"serves": "Safer roads"}, "which demands that development"),
    ("levy", {"serves": "Safer roads", "demands": {"developments": ()}}, "Name the development"),
    ("levy", {"serves": "Safer roads", "demands": {"engaged": " "}}, "how the community was engaged"),
]


@pytest.mark.parametrize(("key", "changes", "why"), TABLE)
def test_what_each_fund_may_pay_for(
    world: World, site: Development, key: str, changes: dict[str, Any], why: str
) -> None:
    fund = getattr(world, key)
    if "demands" in changes:
        changes = changes | {"demands": answered(site, **changes["demands"])}
    if not why:
        assert record(world, fund, **changes).pence == 100_000
        return
    with pytest.raises(Refused, match=why) as refused:
        record(world, fund, **changes)
    assert fund.holder_kind == HolderKind.COUNCILLOR or SOURCE in refused.value.reason  # with the rule's source
    assert not Application.objects.exists()


def test_a_ward_whose_only_site_is_parished_has_no_levy_to_award(world: World, site: Development) -> None:
    other = Parish.objects.create(name="Whiston", slug="whiston", from_date=dt.date(1974, 4, 1))
    actions.count_dwellings(YEAR, {other: 500}, source="List", by=world.finch, at=AT)
    inside = actions.add_development(Site("RB2", "Glebe", 9, other, ward=world.ward), by=world.finch, at=AT)
    actions.receive_levy(inside, 10_000_000, on=dt.date(2026, 11, 2), by=world.finch, at=AT, key="in")
    with pytest.raises(Refused, match=r"The ward has £6,000 left, which is £4,000 too little"):
        record(world, world.levy, 1_000_000, serves="Safer roads", demands=answered(site))


def test_the_answers_stay_with_the_award(world: World, site: Development) -> None:
    award = record(world, world.levy, serves="Safer roads", demands=answered(site))
    assert [one.reference for one in award.levy_answer.developments.all()] == ["RB1"]
    assert rules.tests_passed(award, AT.date())
    assert queries.check_ledger().agrees


def test_housing_money_is_paid_once_a_housing_officer_has_signed_it_off(world: World) -> None:
    award = record(world, world.housing, tenants=ALL_TENANTS)
    with pytest.raises(Refused, match="A housing officer must sign off"):
        world.pay(award)
    with pytest.raises(Refused, match="Only a housing officer"):
        actions.sign_off(award, note="", by=world.holroyd, at=AT)
    joanna = officer("Joanna Rawcliffe", RoleKind.HOUSING_OFFICER)
    row = actions.sign_off(award, note="All 48 are ours.", by=joanna, at=AT)
    assert actions.sign_off(award, note="All 48 are ours.", by=joanna, at=AT) == row
    assert (row.signed_by, row.general_pence) == (joanna, 0)
    RoleHeld.objects.create(user=joanna, kind=RoleKind.FINANCE, from_date=dt.date(2021, 5, 10))
    verdict = rules.may_pay(roles_of(joanna, AT.date()), award, AT)
    assert verdict.reason == "You signed off the tenants’ benefit, so another officer must pay."
    world.pay(award)


def test_whoever_entered_it_cannot_sign_it_off(world: World) -> None:
    award = record(world, world.housing, tenants=ALL_TENANTS)
    RoleHeld.objects.create(user=world.marsden, kind=RoleKind.HOUSING_OFFICER, from_date=dt.date(2021, 5, 10))
    verdict = rules.may_sign_off(roles_of(world.marsden, AT.date()), award)
    assert verdict.reason == "You have decided on this award, so another housing officer must sign it off."


@given(st.integers(1, 10**9), st.integers(1, 10**6), st.integers(0, 10**6))
def test_the_tenants_part_is_never_more_than_their_share(cost: int, homes: int, tenancies: int) -> None:
    part = housing_part(cost, homes, min(tenancies, homes))
    assert 0 <= part <= cost
    assert part * homes <= cost * min(tenancies, homes)


def test_a_fund_without_the_rule_asks_nothing(world: World) -> None:
    assert rules.passes_tests(world.capital, Answered(1, serves=False), AT.date())


def asks_housing(world: World) -> Application:
    priority = {"serves": "Warm homes"}
    return world.submitted(50_000, fund=world.housing, councillor=None, costs="housing", **priority)


def test_the_co_ordinator_answers_so_that_members_can_vote(world: World):
    award = asks_housing(world)
    tenants = Tenants("Half of the homes are.", 10, 5, 100_000, other_source="Ward Capital")
    assert not rules.tests_passed(award, YEAR.start)
    with pytest.raises(Refused, match="how council tenants directly benefit"):
        actions.answer_tests(award, demands=None, tenants=None, by=world.holroyd, at=AT)
    with pytest.raises(Refused, match="Only the ward’s co-ordinator"):
        actions.answer_tests(award, demands=None, tenants=tenants, by=world.finch, at=AT)
    actions.answer_tests(award, demands=None, tenants=tenants, by=world.holroyd, at=AT)
    assert rules.tests_passed(award, YEAR.start)
    actions.answer_tests(award, demands=None, tenants=ALL_TENANTS, by=world.holroyd, at=AT)
    row = TenantBenefit.objects.get(application=award)
    assert (row.homes, row.tenancies, row.housing_pence, row.other_source) == (48, 48, 100_000, "")


def test_answers_that_were_signed_off_or_decided_on_stay(world: World):
    award = asks_housing(world)
    actions.answer_tests(award, demands=None, tenants=ALL_TENANTS, by=world.holroyd, at=AT)
    harriet = officer("Harriet Lowe", RoleKind.HOUSING_OFFICER)
    actions.sign_off(award, note="The list of tenancies.", by=harriet, at=AT)
    with pytest.raises(Refused, match="has signed off the answers"):
        actions.answer_tests(award, demands=None, tenants=ALL_TENANTS, by=world.holroyd, at=AT)


def test_the_desk_asks_the_levys_questions_and_says_what_is_missing(world: World, site: Development, client: Client):
    award = world.submitted(50_000, fund=world.levy, councillor=None, costs="capital", serves="Safer roads")
    client.force_login(world.holroyd)
    here = f"/desk/money/{award.reference}/"
    with time_machine.travel(AT, tick=False):
        assert "Answer the fund’s tests" in client.get(here).content.decode()
        page = client.post(f"{here}tests/", {"demands": "Forty more homes use the crossing."}).content.decode()
        assert "Name the development whose demands it meets" in page
        assert "Forty more homes use the crossing." in page
        said = {"demands": "Forty more homes.", "developments": [site.pk], "engaged": "A drop-in in May."}
        assert client.post(f"{here}tests/", said).url == here
        page = client.get(here).content.decode()
    assert "The answers are saved: members can decide." in page
    assert "A drop-in in May." in page
    assert rules.tests_passed(award, YEAR.start)


def test_what_the_group_says_stands_beside_the_question_and_is_no_answer(world: World, client: Client):
    more = More(people=40, tenant_benefit="Their yards are lit.", tenants=32)
    award = world.submitted(50_000, fund=world.housing, councillor=None, costs="housing", serves="Warm", more=more)
    client.force_login(world.holroyd)
    with time_machine.travel(AT, tick=False):
        page = client.get(f"/desk/money/{award.reference}/tests/").content.decode()
        desk = client.get(f"/desk/money/{award.reference}/").content.decode()
    quote, field = page.index("Their yards are lit."), page.index('name="statement"')
    assert quote < field
    assert page.count("Their yards are lit.") == 1, "it is quoted, and is not in the field"
    assert "About 32 of about 40 people who benefit are council tenants." in page
    assert "Their yards are lit." in desk
    assert not TenantBenefit.objects.exists()


@pytest.mark.parametrize(("fund", "more", "why"), [
    ("housing", More(people=40), "Say how council tenants benefit, and how many"),
    ("housing", More(people=40, tenant_benefit="Lit.", tenants=41), "Say how council tenants benefit, and how many"),
    ("levy", More(people=40), "Say how it meets demands that development puts on the area"),
    ("capital", More(people=40), ""),
    ("housing", None, ""),
])  # fmt: skip
def test_the_act_refuses_what_the_page_would_not_send(world: World, fund: str, more: More | None, why: str):
    asked = {"fund": getattr(world, fund), "councillor": None, "serves": "Safer roads", "more": more}
    if not why:
        assert world.submitted(50_000, **asked).pence == 50_000
        return
    with pytest.raises(Refused, match=why) as refused:
        world.submitted(50_000, **asked)
    assert "Rule since 1 April 2026" in refused.value.reason
    assert not Application.objects.exists()


def test_which_questions_a_fund_asks_is_dated_data(world: World):
    finance, began = world.finch, dt.date(2026, 12, 1)
    actions.set_rule(
        world.capital, "group_questions", ["demands"], text="Also here.", source="Cabinet, item 7", from_date=began,
        by=finance, at=AT,
    )  # fmt: skip
    before, after = (queries.rule_set(world.capital, on) for on in (AT.date(), began))
    assert rules.answers_of_group(before, More(), serves=False)
    assert "item 7" in rules.answers_of_group(after, More(), serves=False).reason


def test_what_passed_tests_for_its_purpose_is_used_for_no_other(world: World, site: Development) -> None:
    """Consent of a member and an officer cannot turn tenants' money, or levy, to something else."""
    tenants = record(world, world.housing, costs="housing", tenants=ALL_TENANTS)
    levy = record(world, world.levy, serves="Safer roads", demands=answered(site))
    for award in (tenants, levy):
        world.accept(award)
        with pytest.raises(Refused, match=r"so its purpose stays\. For another purpose, give the money back"):
            actions.ask_purpose_change(award, purpose="Shop fronts", why="Nicer", name="Pat", by=None, at=AT)


def test_levy_moves_to_no_other_ward_but_to_whoever_has_the_ground_now(world: World) -> None:
    other = Ward(pk=-1, name="Wath", edition_id=world.ward.edition_id)
    redrawn = Ward(pk=-2, name="Boston Castle", edition_id=-1)
    roles = roles_of(world.finch, AT.date())

    def may(to: Ward) -> Verdict:
        ends = [Account(pk=n, fund=world.levy, year=2026, ward=ward) for n, ward in enumerate((world.ward, to), 1)]
        return rules.may_move(roles, *ends)

    assert "spent for the area of the development" in may(other).reason
    assert may(redrawn)
