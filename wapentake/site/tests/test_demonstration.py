"""The demonstration borough: its totals agree, everybody has their place in it, and nobody in it is real."""

import datetime as dt
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Sum

from tests import cast
from wapentake.foundation import audit, calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.funding.models import Application, Decision, Fund
from wapentake.funding.queries import (
    check_ledger,
    councillor_line,
    fund_lines,
    longest_waiting,
    number_waiting,
    rule_on,
    totals,
    waiting_for,
    with_since,
)
from wapentake.funding.states import ApplicationState
from wapentake.office.models import Councillor, Interest, Term
from wapentake.office.queries import co_ordinator_of, live_terms, members_of, open_vacancies, roles_of
from wapentake.office.rules import may_take_part
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Contact, Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.people.models import User
from wapentake.places.models import Parish
from wapentake.places.queries import editions, wards_on
from wapentake.plans.models import Action, Priority
from wapentake.plans.queries import published_priorities
from wapentake.plans.states import ActionState, PriorityState
from wapentake.site.actions import load_demonstration
from wapentake.site.readers import read_borough

pytestmark = pytest.mark.usefixtures("cast_to_read")

BOSTON_CASTLE = "E05012996"
REAL = set(Path(__file__).with_name("real_names.txt").read_text().split())


def today() -> dt.date:
    return calendars.today()


def this_year() -> FinancialYear:
    return FinancialYear.of(today())


# --- Places and people ----------------------------------------------------------------------------------------------


def test_both_sets_of_wards_are_there_with_their_seats() -> None:
    assert [edition.wards.count() for edition in editions()] == [21, 25]
    seats = Counter(ward.seats for ward in wards_on(today()))
    assert seats == {3: 9, 2: 16}
    assert Parish.objects.on(today()).count() == 31


def test_every_seat_is_taken_today() -> None:
    for ward in wards_on(today()):
        assert len(members_of(ward, today(), include_suspended=True)) == ward.seats, ward
    assert live_terms(today(), include_suspended=True).count() == 59
    assert not open_vacancies(today())


def test_terms_begin_on_the_fourth_day_after_the_poll() -> None:
    begins = set(Term.objects.filter(poll__ward=None).values_list("from_date", flat=True))
    assert begins == {dt.date(2021, 5, 10), dt.date(2024, 5, 6)}
    assert Term.objects.filter(from_date=dt.date(2021, 5, 10), to_date=dt.date(2024, 5, 6)).count() == 59


def test_some_were_elected_again_some_are_new_and_one_won_a_by_election() -> None:
    terms = Counter(Term.objects.values_list("councillor", flat=True))
    assert 30 <= sum(count == 2 for count in terms.values()) <= 45
    assert Term.objects.filter(poll__kind="by_election").count() == 1


def test_one_councillor_is_suspended() -> None:
    all_terms, acting = live_terms(today(), include_suspended=True), live_terms(today())
    assert all_terms.count() - acting.count() == 1
    assert not roles_of(cast.person("keith"), today()).may_use_desk


def test_every_ward_has_a_named_co_ordinator_and_one_is_covered_for() -> None:
    held = {ward.code: co_ordinator_of(ward, today()) for ward in wards_on(today())}
    assert all(role is not None and role.ward is not None for role in held.values())
    assert len({role.user_id for role in held.values() if role and role.covers_for_id is None}) == 12
    assert [role.user.name for role in held.values() if role and role.covers_for_id] == [cast.CAST["leah"].name]


def test_everybody_is_invented_and_says_so() -> None:
    assert Councillor.objects.filter(invented=False).count() == 0
    names = [*User.objects.values_list("name", flat=True), *Contact.objects.values_list("name", flat=True),
             *Application.objects.values_list("contact_name", flat=True)]  # fmt: skip
    hashes = {hashlib.sha256(name.lower().encode()).hexdigest()[:16]: name for name in names}
    assert not hashes.keys() & REAL
    assert len(REAL) > 40  # the guard guards


def test_addresses_and_numbers_are_kept_for_examples() -> None:
    addresses = {*User.objects.values_list("email", flat=True), *Contact.objects.values_list("email", flat=True),
                 *Councillor.objects.values_list("public_email", flat=True),
                 *Organisation.objects.values_list("public_email", flat=True),
                 *Application.objects.values_list("contact_email", flat=True)} - {""}  # fmt: skip
    kept = re.compile(r"[@.]example\.(gov\.uk|org)$")
    assert [address for address in addresses if not kept.search(address)] == []
    assert all(address.isascii() and " " not in address for address in addresses)
    numbers = {
        *Councillor.objects.values_list("public_phone", flat=True),
        *Contact.objects.values_list("phone", flat=True),
    }
    # The numbers that Ofcom keeps for drama.
    assert all(re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", number) for number in numbers - {""})


def test_the_cast_can_sign_in_and_covers_every_role() -> None:
    on = today()
    held = {key: roles_of(cast.person(key), on) for key in cast.CAST}
    assert len(held) >= 18
    kinds = {role.kind for roles in held.values() for role in roles.held}
    seated = {RoleKind.WARD_COUNCILLOR} if held["maureen"].ward else set()  # held by a term, not as a role
    assert kinds | seated == set(RoleKind.values)
    assert held["gary"].has(RoleKind.CABINET_MEMBER), "only a member of the executive may be the substitute"
    assert {key for key, roles in held.items() if not roles.may_use_desk} == {"derek", "keith", "noor"}
    ward = held["maureen"].ward
    assert ward
    assert ward == held["tariq"].ward == held["grace"].ward != held["blessing"].ward
    assert held["shazia"].has(RoleKind.CABINET_MEMBER)
    assert held["shazia"].ward is not None
    assert held["dan"].in_ward(RoleKind.CO_ORDINATOR, ward)


def test_everybody_who_sits_keeps_a_register() -> None:
    councillors = set(live_terms(today(), include_suspended=True).values_list("councillor", flat=True))
    counts = Counter(Interest.objects.filter(superseded_at=None).values_list("councillor", flat=True))
    assert councillors <= counts.keys()
    assert all(counts[pk] >= 2 for pk in councillors)


# --- Plans ----------------------------------------------------------------------------------------------------------


def test_every_ward_has_a_plan_of_three_to_five_priorities() -> None:
    for ward in wards_on(today()):
        plan = published_priorities(ward, today())
        assert 3 <= len(plan) <= 5, ward
        assert [priority.number for priority in plan] == list(range(1, len(plan) + 1))
        assert all(2 <= priority.actions.count() <= 6 for priority in plan)


def test_actions_stand_at_every_state_and_some_are_late() -> None:
    actions = Action.objects.filter(priority__state=PriorityState.PUBLISHED)
    assert {ActionState.DONE, ActionState.UNDER_WAY, ActionState.TO_COME} <= set(
        actions.values_list("state", flat=True)
    )
    late = actions.filter(due_on__lt=today(), state__in=(ActionState.UNDER_WAY, ActionState.TO_COME))
    assert 10 <= late.count() <= 40
    assert not actions.filter(done_on__gt=today()).exists()


def test_something_waits_for_the_members_of_boston_castle() -> None:
    [waiting] = Priority.objects.filter(ward__code=BOSTON_CASTLE, state=PriorityState.PROPOSED)
    assert [one.councillor.name for one in waiting.agreements.all()] == [cast.CAST["grace"].name]
    states = set(Priority.objects.values_list("state", flat=True))
    assert {"draft", "proposed", "agreed", "published", "superseded"} <= states


def test_owners_of_actions_are_known() -> None:
    plan = Action.objects.filter(priority__state=PriorityState.PUBLISHED)
    nobody = plan.filter(owner=None, lead=None)
    assert not nobody.exists(), list(nobody.values_list("text", flat=True))


# --- Money ----------------------------------------------------------------------------------------------------------


def test_the_ledger_and_the_audit_agree() -> None:
    report = check_ledger()
    assert report.agrees, report.faults
    assert report.transfers > 600
    assert list(audit.verify()) == []


def test_the_published_amounts_are_allotted() -> None:
    pots = {pot.fund.key: pot for pot in totals(this_year())}
    assert pots["capital"].allotted == 21_004_000 == 59 * 356_000
    assert pots["clf"].allotted == 59 * 158_400
    assert {pot.fund.key: pot.allotted for pot in totals(FinancialYear(2021))}["clf"] == 59 * 258_400
    sitwell = next(ward for ward in wards_on(today()) if ward.name == "Sitwell")
    assert {pot.fund.key: pot.allotted for pot in fund_lines(sitwell, this_year())}["levy"] == 12_120_465
    for fund in Fund.objects.exclude(key="ward-revenue"):
        assert rule_on(fund, "amount", today()) is not None


def test_maureen_ashby_has_awarded_nothing_yet() -> None:
    maureen = Councillor.objects.get(user=cast.person("maureen"))
    pot = councillor_line(maureen, this_year())
    assert pot is not None
    assert (pot.allotted, pot.left) == (158_400, 158_400)
    asked = Application.objects.filter(councillor=maureen, year=this_year().starts_in)
    assert not asked.exclude(state="submitted").exists()
    assert asked.exists(), "and somebody asks her"


def test_every_ward_has_money_and_awards_in_every_year() -> None:
    years = range(2021, this_year().starts_in + 1)
    counts = Counter(Application.objects.values_list("ward__code", "year"))
    for ward in wards_on(today()):
        assert all(2 <= counts[ward.code, year] <= 4 for year in years[1:-1]), ward
        assert counts[ward.code, years[0]] >= 12, ward
        assert all(pot.left > 0 for pot in fund_lines(ward, this_year()) if pot.allotted)
    now = [counts[ward.code, years[-1]] for ward in wards_on(today())]
    assert max(now) == counts[BOSTON_CASTLE, years[-1]]


def test_awards_serve_priorities_and_the_rules() -> None:
    serving = Application.objects.exclude(priority=None).select_related("priority")
    assert serving.count() >= 20
    assert all(one.priority and one.priority.ward_id == one.ward_id for one in serving)
    assert not Decision.objects.filter(on__gt=today()).exists()
    spent = Application.objects.filter(state=ApplicationState.PAID, fund__key="clf", year=2021)
    assert spent.aggregate(all=Sum("pence"))["all"] < 59 * 258_400


def test_grace_okafor_cannot_decide_on_her_own_group() -> None:
    grace = Councillor.objects.get(user=cast.person("grace"))
    [asked] = Application.objects.filter(councillor=grace, organisation__name="Clifton Raised Beds")
    assert asked.state == ApplicationState.SUBMITTED
    assert not may_take_part(grace, asked.organisation, calendars.now())


def test_groups_services_and_parishes_are_registered() -> None:
    kinds = Counter(Organisation.objects.values_list("kind", flat=True))
    assert kinds[OrganisationKind.GROUP] >= 115
    assert kinds[OrganisationKind.SERVICE] + kinds[OrganisationKind.PARTNER] == 14
    assert kinds[OrganisationKind.PARISH_COUNCIL] == 31


# --- Loading --------------------------------------------------------------------------------------------------------


def test_nobody_is_written_to_and_the_news_goes_up_once() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    assert not ProcrastinateJob.objects.filter(task_name__endswith="send_mail").exists()
    refs = list(Change.objects.filter(ref__startswith="award:").values_list("ref", flat=True))
    assert len(refs) == len(set(refs)) > 100


def test_it_is_loaded_into_an_empty_borough_only() -> None:
    before = (Councillor.objects.count(), Application.objects.count(), User.objects.count())
    with pytest.raises(Refused, match="councillors already"):
        load_demonstration(read_borough(), on=today(), at=calendars.now())
    assert (Councillor.objects.count(), Application.objects.count(), User.objects.count()) == before


def test_it_does_not_begin_before_its_newest_member_sat() -> None:
    with pytest.raises(Refused, match="1 October 2025"):
        load_demonstration(read_borough(), on=dt.date(2025, 9, 30), at=calendars.now())


def test_the_members_votes_wait_were_decided_and_went_on() -> None:
    """One waits for more votes, one was decided by most, one is with the Cabinet Member, one leaves a member out."""
    on = today()
    titles = {
        key: {row.title for row in waiting_for(roles_of(cast.person(key), on)) if row.fund.key == "capital"}
        for key in ("maureen", "tariq", "grace", "shazia")
    }
    store, tables = "A store for tools by the bandstand", "Two tables at the height of a wheelchair"
    assert titles == {
        "maureen": {store, tables}, "tariq": {tables}, "grace": {store},
        "shazia": {"A container for the furniture store"},
    }  # fmt: skip
    decided = Application.objects.get(title="Two goals that fold away")
    assert (decided.state, decided.votes.filter(choice="against").count()) == ("approved", 1)


def test_what_waits_longest_and_how_much_waits_agree_with_what_waits() -> None:
    """Members and teams are asked by questions of their own, that are written once."""
    found = {}
    for key in cast.CAST:
        roles = roles_of(cast.person(key), today())
        waits = list(with_since(waiting_for(roles)).order_by("since", "pk"))
        assert (longest_waiting(roles), number_waiting(roles)) == (waits[:40], len(waits)), key
        found[key] = len(waits)
    assert found["maureen"] > 0
    assert sum(map(bool, found.values())) > 3
