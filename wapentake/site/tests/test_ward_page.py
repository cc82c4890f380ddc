"""The ward page says what is so: of its seats, and of the money that groups can ask for."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import calendars
from wapentake.funding import actions
from wapentake.funding.models import Fund
from wapentake.funding.states import FundKind
from wapentake.funding.tests.world import AT, World
from wapentake.office.tests import factories as make
from wapentake.places.queries import wards_on
from wapentake.site.pages.ward import WardPage, ward_page

TODAY = AT.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def three(db):
    ward = make.make_ward("Boston Castle", seats=3)
    return ward, [
        make.make_councillor(ward, name, TODAY - 30 * DAY, TODAY + 600 * DAY) for name in ("Ada", "Ben", "Cy")
    ]


def test_the_seat_of_a_suspended_member_is_not_empty(three):
    ward, (ada, _, _) = three
    make.suspend(ada, TODAY - DAY, dt.date(2026, 12, 1))
    page = ward_page(ward, TODAY)
    assert page.seats_empty == ["One member is suspended until 1 December 2026."]
    assert page.lede.startswith("Three councillors, one of them suspended, in office until")
    assert len(page.councillors) == 2
    assert page.valid_until.date() <= dt.date(2026, 12, 1)
    assert ada.ref in page.shows
    assert ward_page(ward, dt.date(2026, 12, 1)).seats_empty == []


def test_its_queries_do_not_grow_with_suspensions(three):
    ward, members = three
    left = list(members)

    def suspend(number: int) -> None:
        for _ in range(number):
            make.suspend(left.pop(), TODAY - DAY, TODAY + 9 * DAY)

    assert_same_queries(lambda: ward_page(ward, TODAY), suspend)


def test_a_suspension_without_an_end_and_an_empty_seat_are_both_said(three):
    ward, (ada, ben, _) = three
    make.suspend(ada, TODAY - DAY)
    ben.terms.update(to_date=TODAY)
    assert ward_page(ward, TODAY).seats_empty == ["One member is suspended.", "One seat of 3 is empty at present."]


def test_a_suspension_that_lies_ahead_changes_the_page_on_its_day(three):
    ward, (ada, _, _) = three
    make.suspend(ada, TODAY + 5 * DAY)
    page = ward_page(ward, TODAY)
    assert page.seats_empty == []
    assert calendars.london_date(page.valid_until) == TODAY + DAY
    assert ward_page(ward, TODAY + 5 * DAY).seats_empty == ["One member is suspended."]


def test_groups_read_what_is_left_in_the_one_fund_that_they_can_ask(world: World):
    world.approved(40_000)
    page = ward_page(world.ward, TODAY)
    assert page.money.for_groups == "Groups can apply to the Community Leadership Fund: £2,768 is left in it."
    assert page.money.apply_by == " well before 31 January, the last day to decide"
    assert ward_page(world.ward, dt.date(2027, 2, 10)).money.apply_by == ""


def sums(page: WardPage) -> tuple[int, ...]:
    figures = ("total", "paid", "committed", "reserved", "returned", "left")
    return tuple(sum(getattr(line.bar, name) for line in page.money.funds) for name in figures)


def on_the_money_page() -> dict[str, tuple[int, ...]]:
    """What the money page says of each ward, in pence and in its columns' order."""
    text = Client().get("/money/").content.decode().split('id="wards"')[1].split("</tbody>")[0]
    rows = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a></th>((?:<td class="n">£[\d,.]+</td>)+)', text)
    return {name: tuple(int(re.sub(r"\D", "", cell)) for cell in re.findall(r"£([\d,.]+)", row)) for name, row in rows}


def test_what_came_back_stands_on_both_pages(world: World):
    award = world.approved(40_000)
    world.pay(award)
    actions.return_money(award, 10_000, reason="Cheaper.", by=world.finch, at=AT, key="back")
    page = ward_page(world.ward, TODAY)
    total, paid, committed, reserved, returned, left = sums(page)
    assert (paid, committed, reserved, returned, left) == (30_000, 0, 0, 0, total - 30_000)  # left to award again
    with time_machine.travel(AT, tick=False):
        assert sums(page) == on_the_money_page()["Boston Castle"]
    assert [line.note for line in page.money.funds if line.note] == ["£100 came back."]


@pytest.mark.usefixtures("cast_to_read")
def test_every_ward_page_of_the_cast_agrees_with_the_money_page():
    on = calendars.today()
    rows = on_the_money_page()
    pages = {ward.name: sums(ward_page(ward, on)) for ward in wards_on(on)}
    assert {name: rows[name] for name in pages} == pages
    assert len(pages) == 25


def test_the_levy_is_spelled_out_where_there_is_some(world: World):
    assert ward_page(world.ward, TODAY).money.spelt_out == ""
    Fund.objects.filter(pk=world.capital.pk).update(kind=FundKind.LEVY)
    assert ward_page(world.ward, TODAY).money.spelt_out.startswith("CIL is the Community Infrastructure Levy")
