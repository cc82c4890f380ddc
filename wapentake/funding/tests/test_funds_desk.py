"""Running the funds on the desk: set up, open, see what is due, allot once, move with two people, correct."""

import re

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Fund, FundYear, Move, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import Stage, TransferKind
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from .world import AT, YEAR, World, at, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_day(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(user: User, address: str) -> str:
    answer = signed_in(user).get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


ADDRESSES = (
    "/desk/funds/", "/desk/funds/set-up/", "/desk/funds/add/", "/desk/funds/clf/", "/desk/funds/clf/2026/",
    "/desk/funds/clf/2026/open/", "/desk/funds/clf/2026/allot/", "/desk/funds/clf/2026/top-up/",
    "/desk/funds/clf/2026/move/", "/desk/funds/clf/2026/postings/", "/desk/funds/clf/2026/close/",
    "/desk/funds/clf/2026/freeze/", "/desk/funds/clf/2026/unfreeze/", "/desk/funds/clf/2026/what-if/",
    "/desk/funds/housing/2026/figures/homes/", "/desk/funds/clf/rules/", "/desk/funds/clf/rules/amount/",
    "/desk/postings/1/", "/desk/moves/",
    "/desk/moves/1/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_empty_form_that_is_sent_is_answered_and_moves_nothing(world: World, address: str):
    before = Transfer.objects.count()
    assert signed_in(world.finch).post(address, {}).status_code in (200, 302, 403, 404)
    assert Transfer.objects.count() == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_money_officers_comes_in(world: World, address: str):
    for user in (world.marsden, world.holroyd, world.ashby.user):
        for answer in (signed_in(user).get(address), signed_in(user).post(address, {"act": "confirm"})):
            assert answer.status_code == 403, (user, address)
            assert "Only a finance officer or an administrator can do this." in answer.content.decode()
    assert Transfer.objects.count() == 3
    keeper = officer("Anita Keeps", RoleKind.ADMINISTRATOR)
    assert signed_in(keeper).get(address).status_code in (200, 404)


def test_from_nothing_to_allotted_with_no_shell(db: None):
    """A council that has wards and councillors, and nothing else: four funds, a year, and the money given."""
    from . import world as worlds

    world = worlds.make(allot=False, funds=False)
    client = signed_in(world.finch)
    assert "No fund is set up yet." in client.get("/desk/funds/").content.decode()
    assert client.post("/desk/funds/set-up/", follow=True).status_code == 200
    assert list(Fund.objects.values_list("key", flat=True)) == ["clf", "capital", "housing", "levy"]
    assert "Not open for 2026/27 yet." in client.get("/desk/funds/").content.decode()
    page = client.get("/desk/funds/clf/2026/allot/").content.decode()
    assert "Community Leadership Fund is not open for 2026/27." in page
    client.post("/desk/funds/clf/2026/open/")
    page = client.get("/desk/funds/clf/2026/allot/").content.decode()
    assert "2 holders are due £3,168.00 in all." in page
    assert "£1,584 for each councillor." in page
    assert "Cllr Tariq Iqbal" in page
    shown = re.search(r'name="shown" value="(\w+)"', page)
    answer = client.post("/desk/funds/clf/2026/allot/", {"shown": shown[1]}, follow=True)
    assert "The money of Community Leadership Fund for 2026/27 is allotted." in answer.content.decode()
    assert queries.councillor_line(world.ashby, YEAR).left == 158_400
    assert [record.action for record in audit.history("fund:clf")] == ["year opened", "allotted"]
    # Sent again by the Back button: the same money, once.
    client.post("/desk/funds/clf/2026/allot/", {"shown": shown[1]})
    assert queries.councillor_line(world.ashby, YEAR).left == 158_400
    page = client.get("/desk/funds/clf/2026/").content.decode()
    assert "It was allotted on 24 November 2026." in page
    assert queries.check_ledger().faults == ()


def test_what_is_confirmed_is_what_was_seen(world: World):
    before = Transfer.objects.count()
    actions.open_year(world.capital, FinancialYear(2027), by=world.finch, at=AT)
    with time_machine.travel(at("2027-04-02 09:00"), tick=False):
        client = signed_in(world.finch)
        page = client.get("/desk/funds/capital/2027/allot/").content.decode()
        shown = re.search(r'name="shown" value="(\w+)"', page)[1]
        world.ward.seats = 3
        world.ward.save()
        answer = client.post("/desk/funds/capital/2027/allot/", {"shown": shown})
        assert answer.status_code == 403
        assert "What is due has changed since you looked." in answer.content.decode()
        assert Transfer.objects.count() == before
        shown = re.search(r'name="shown" value="(\w+)"', answer.content.decode())[1]
        assert client.post("/desk/funds/capital/2027/allot/", {"shown": shown}).status_code == 302
    assert queries.pots(FinancialYear(2027), funds=[world.capital])[0].left == 1_068_000


def test_an_allotment_that_was_corrected_can_be_made_again(world: World):
    first = queries.allotment_of(world.capital, YEAR)
    actions.reverse(first, reason="The seats were wrong.", by=world.finch, at=AT)
    assert queries.allotment_of(world.capital, YEAR) is None
    again = actions.allot_year(world.capital, YEAR, by=world.finch, at=AT)
    assert again != first.pk
    assert actions.allot_year(world.capital, YEAR, by=world.grey, at=AT) == again
    assert queries.fund_lines(world.ward, YEAR)[1].allotted == 712_000


def test_a_fund_of_ones_own(world: World):
    client = signed_in(world.finch)
    fields = {
        "name": "Winter Fund", "letters": "WIN", "kind": "revenue", "holder_kind": "ward", "amount": "1,000",
        "per": "per_ward", "from_date-day": "1", "from_date-month": "4", "from_date-year": "2026",
        "source": "Cabinet, 9 February 2026",
    }  # fmt: skip
    wrong = client.post("/desk/funds/add/", {**fields, "per": "per_councillor"}).content.decode()
    assert "Choose the councillor for a councillor’s pot" in wrong
    taken = client.post("/desk/funds/add/", {**fields, "letters": "CLF"})
    assert taken.status_code == 403
    assert "Another fund’s reference numbers begin with CLF." in taken.content.decode()
    assert client.post("/desk/funds/add/", fields).status_code == 302
    page = client.get("/desk/funds/winter-fund/").content.decode()
    assert "£1,000 for each ward." in page
    assert "Cabinet, 9 February 2026" in page
    client.post("/desk/funds/winter-fund/2026/open/")
    due = actions.allot_year(Fund.objects.get(key="winter-fund"), YEAR, by=world.finch, at=AT)
    assert due is not None
    assert queries.holders_of(Fund.objects.get(key="winter-fund"), YEAR)[0].pot.left == 100_000


def test_years_are_opened_once_and_not_at_random(world: World):
    client = signed_in(world.finch)
    assert client.post("/desk/funds/clf/2026/open/").status_code == 403
    assert client.post("/desk/funds/clf/2029/open/").status_code == 403
    assert client.get("/desk/funds/clf/1/open/").status_code == 404
    assert client.post("/desk/funds/clf/2027/open/").status_code == 302
    assert FundYear.objects.filter(fund=world.clf).count() == 2
    page = client.get("/desk/funds/clf/2027/allot/").content.decode()
    assert "Money of 2027/28 moves from 1 April 2027 to 31 March 2028." in page


def test_one_holder_is_given_more_once(world: World):
    client = signed_in(world.finch)
    fields = {
        "holder": f"{world.ward.pk}-", "amount": "500.50", "note": "The levy of the old mill.", "key": "a" * 32,
    }  # fmt: skip
    for _ in range(2):
        assert client.post("/desk/funds/levy/2026/top-up/", fields).status_code == 302
    other = client.post("/desk/funds/levy/2026/top-up/", {**fields, "amount": "501"})
    assert other.status_code == 403
    [holder] = queries.holders_of(world.levy, YEAR)
    assert holder.pot.left == 50_050
    given = Transfer.objects.get(key="a" * 32)
    assert "The levy of the old mill." in text_of(world.finch, f"/desk/postings/{given.pk}/")


def test_every_figure_is_the_sum_of_its_postings(world: World):
    world.supported(10_000)
    world.approved(20_000)
    paid = world.approved(30_000)
    world.pay(paid)
    actions.return_money(paid, 1_000, reason="Cheaper.", by=world.finch, at=AT, key="back")
    top_up = Allotment(world.ward, world.ashby, 5_000)
    given = actions.allot(world.clf, YEAR, top_up, by=world.finch, at=AT, key="more")
    actions.reverse(Transfer.objects.get(pk=given), reason="Twice.", by=world.finch, at=AT)
    for holder in queries.holders_of(world.clf, YEAR):
        for figure in ("allotted", *(stage for stage in Stage if stage != Stage.SOURCE)):
            behind = queries.postings(world.clf, YEAR, figure, holder=holder)
            assert queries.sum_of(behind) == getattr(holder.pot, figure), (holder, figure)
    page = text_of(world.finch, "/desk/funds/clf/2026/")
    assert "£1,584.00" in page
    link = re.search(r'href="([^"]*figure=paid[^"]*councillor=maureen-ashby)"', page)[1].replace("&amp;", "&")
    page = text_of(world.finch, link)
    assert "2 postings, £290.00 in all." in page
    assert "Paid: Clifton Community Garden, CLF-2026-0003" in page


def test_a_move_is_proposed_by_one_and_confirmed_by_another(world: World):
    ends = {one.councillor: one.pk for one in queries.accounts_to_move(YEAR, world.clf)}
    fields = {
        "source": ends[world.ashby], "target": ends[world.iqbal], "amount": "100", "reason": "One fair, two funds.",
    }  # fmt: skip
    assert signed_in(world.finch).post("/desk/funds/clf/2026/move/", fields).status_code == 302
    move = Move.objects.get()
    own = signed_in(world.finch).post(f"/desk/moves/{move.pk}/", {"act": "confirm"})
    assert own.status_code == 403
    assert "You proposed this move, so another person must confirm it." in own.content.decode()
    page = text_of(world.grey, f"/desk/moves/{move.pk}/")
    assert "One fair, two funds." in page
    assert "£1,484.00" in page
    assert signed_in(world.grey).post(f"/desk/moves/{move.pk}/", {"act": "confirm"}).status_code == 302
    assert queries.councillor_line(world.iqbal, YEAR).left == 168_400
    assert signed_in(world.grey).post(f"/desk/moves/{move.pk}/", {"act": "refuse"}).status_code == 403
    assert "One fair, two funds." in text_of(world.finch, f"/desk/postings/{Move.objects.get().transfer_id}/")


@pytest.mark.parametrize(
    ("source", "listed", "not_listed"),
    [
        ("capital", "Ward Capital", "Community Leadership Fund: "),
        ("housing", "Ward Housing", "Ward Capital: "),
        ("clf", "Ward Capital: ", "Ward Housing: "),
    ],
)
def test_only_where_money_may_go_is_listed(world: World, source: str, listed: str, not_listed: str):
    page = text_of(world.finch, f"/desk/funds/{source}/2026/move/")
    assert listed in page
    assert not_listed not in page


def test_a_correction_has_its_reason_and_its_link(world: World):
    application = world.approved()
    paid = world.pay(application)
    own = signed_in(world.finch).post(f"/desk/postings/{paid}/", {"reason": "Paid to the wrong account."})
    assert "another finance officer must correct it" in own.content.decode()
    client = signed_in(world.grey)
    missing = client.post(f"/desk/postings/{paid}/", {"reason": " "})
    assert "Enter what was wrong" in missing.content.decode()
    done = client.post(f"/desk/postings/{paid}/", {"reason": "Paid to the wrong account."})
    made = Transfer.objects.get(reverses=paid)
    assert done["Location"] == f"/desk/postings/{made.pk}/"
    page = text_of(world.finch, f"/desk/postings/{made.pk}/")
    assert "Paid to the wrong account." in page
    assert f"It corrects posting {paid}" in page
    assert f"It was corrected by posting {made.pk}" in text_of(world.finch, f"/desk/postings/{paid}/")
    support = Transfer.objects.get(kind=TransferKind.SUPPORT)
    refused = client.post(f"/desk/postings/{support.pk}/", {"reason": "x"})
    assert refused.status_code == 403
    assert "decline or withdraw the application instead" in refused.content.decode()
    assert client.get("/desk/postings/999999/").status_code == 404


def test_pages_cost_the_same_for_one_holder_and_for_three(world: World):
    client = signed_in(world.finch)
    made = iter(range(60))

    def more(count: int) -> None:
        for _ in range(count):
            number = next(made)
            ward = type(world.ward).objects.create(
                code=f"E05099{number:03d}", edition=world.ward.edition, slug=f"w-{number}", name=f"Ward {number}",
                ons_name=f"Ward {number}", number=50 + number, seats=2,
            )  # fmt: skip
            due = Allotment(ward, None, 1_000)
            actions.allot(world.levy, YEAR, due, by=world.finch, at=AT, key=f"more-{number}")

    of_the_levy = ("", "postings/?figure=allotted", "move/", "close/", "what-if/")
    addresses = [f"/desk/funds/levy/2026/{page}" for page in of_the_levy]
    for address in ("/desk/funds/", "/desk/funds/capital/2026/allot/", *addresses):
        assert_same_queries(lambda address=address: client.get(address), more)


def test_the_list_of_moves_costs_the_same_for_one_and_for_three(world: World):
    ends = {one.councillor: one for one in queries.accounts_to_move(YEAR, world.clf)}
    client = signed_in(world.finch)

    def more(count: int) -> None:
        for _ in range(count):
            given = {"reason": "x", "by": world.finch, "at": AT}
            actions.propose_move(ends[world.ashby], ends[world.iqbal], 100, **given)

    assert_same_queries(lambda: client.get("/desk/moves/"), more)


def test_an_administrator_neither_proposes_nor_confirms_a_move_nor_allots(world: World):
    """Who hands out roles could make a second money officer of a friend: the two who move money are of finance."""
    keeper = officer("Anita Keeps", RoleKind.ADMINISTRATOR)
    ends = {one.councillor: one for one in queries.accounts_to_move(YEAR, world.clf)}
    given = {"reason": "x", "at": AT}
    with pytest.raises(Refused, match="Only a finance officer can move money"):
        actions.propose_move(ends[world.ashby], ends[world.iqbal], 100, by=keeper, **given)
    move = actions.propose_move(ends[world.ashby], ends[world.iqbal], 100, by=world.finch, **given)
    page = signed_in(keeper).get(f"/desk/moves/{move.pk}/").content.decode()
    assert "Only a finance officer can move money." in page
    refused = signed_in(keeper).post(f"/desk/moves/{move.pk}/", {"act": "confirm"})
    assert refused.status_code == 403
    assert queries.councillor_line(world.iqbal, YEAR).left == 158_400
    assert (
        "Only a finance officer can move money."
        in signed_in(keeper).get("/desk/funds/clf/2026/top-up/").content.decode()
    )
    actions.confirm_move(move, by=world.grey, at=AT)
    assert queries.councillor_line(world.iqbal, YEAR).left == 158_500


def test_an_administrator_runs_funds_and_a_role_that_ended_does_not(world: World):
    keeper = officer("Anita Keeps", RoleKind.ADMINISTRATOR)
    assert signed_in(keeper).get("/desk/funds/").status_code == 200
    RoleHeld.objects.filter(user=keeper).update(to_date=AT.date())
    assert signed_in(keeper).get("/desk/funds/").status_code == 403
