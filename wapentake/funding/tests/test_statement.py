"""The yearly statements as pages: what they say is the ledger's, to the penny."""

import re

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.querycount import assert_same_queries, count_queries
from wapentake.foundation import audit, jobs
from wapentake.foundation.calendars import DAY
from wapentake.foundation.published import testing
from wapentake.funding.models import Application, Reached
from wapentake.funding.pages.statement import Agreement, statement, whole_percents
from wapentake.funding.pages.statement.decided import decided_words
from wapentake.funding.queries.reach import reach_of, shown

from .world import AT, YEAR, World
from .year import awarded, year_of_all_kinds

pytestmark = pytest.mark.django_db
BOROUGH, WARD = "/budget/2026-27/", "/wards/boston-castle/budget/2026-27/"
ON = AT.date()


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_the_statement_says_where_the_money_went(world: World, client: Client):
    year_of_all_kinds(world)
    text = client.get(BOROUGH).content.decode()
    for said in (
        "Rotherham, 2026 to 2027", "£3,623.95 was awarded so far in 1 ward", "helped 1 community organisation.",
        "These figures agree.", "3 awards, £3,623.95, difference £0.00", "£3,000.00", "83%", "£500.50", "14%", "3%",
        "£660.00 from Ward Housing", "stands apart", "Wards are those in force from 10 May 2021.", "£10.25",
    ):  # fmt: skip
        assert said in text, said
    assert "£4,283.95" not in text  # with housing's
    page = statement(YEAR, ON)
    assert page is not None
    assert page.total == 362_395
    assert page.agreement == Agreement(awards=3, shown=362_395, entries=362_395, balances=362_395)


@pytest.mark.parametrize("address", [BOROUGH, WARD])
def test_it_names_the_digest_that_seals_its_awards(world: World, client: Client, address: str):
    """As reliability has it (A25): whoever kept a statement can tell whether a record behind it was changed."""
    year_of_all_kinds(world)
    early = audit.make_digest(day=ON - DAY, at=AT)
    testing.settle(lambda: AT)
    waiting = testing.stored(address, AT)
    assert "is made after midnight, and then stands here" in waiting
    assert early not in waiting, "it was made before the last of these awards"
    with time_machine.travel(AT + DAY, tick=False):
        jobs.daily_digest(0)
        testing.settle(lambda: AT + DAY)
    found = audit.digest_of(ON)
    assert found is not None
    text = testing.stored(address, AT + DAY)
    assert f'Sealed by the audit digest of 24 November 2026: <code class="wt-hash">{bytes(found.digest).hex()}' in text
    audit.make_digest(day=ON + DAY, at=AT + 2 * DAY)
    assert statement(YEAR, ON).sealed.digest == bytes(found.digest).hex(), "the first, whichever are made later"


def test_without_an_award_nothing_is_sealed(world: World):
    assert statement(YEAR, ON).sealed.words == ""


def test_a_wards_statement_has_every_project(world: World, client: Client):
    year_of_all_kinds(world)
    text = client.get(WARD).content.decode()
    for said in (
        "Boston Castle, 2026 to 2027", "Clifton Community Garden", "Ivanhoe Signs", "Streetscene",
        "Company for everybody", "Community Leadership Fund (capital)", "For: Older people.",
        "£500.50, of which £10.25 came back", "Ward Housing, apart", "/awards/CLF-2026-0001/",
    ):  # fmt: skip
        assert said in text, said
    assert "For: Older people, Carers" not in text  # four carers
    assert "CLF-2026-0003" not in text  # only supported


def test_it_says_how_much_of_capital_and_revenue_was_used_and_how_they_compare(world: World, client: Client):
    year_of_all_kinds(world)
    page = statement(YEAR, ON)
    assert page is not None
    assert [row.cells for row in page.kinds.rows] == [
        ["Capital", "£7,120.00", "£3,000.00", "42%", "£0.00", "0%"],
        ["Revenue", "£3,168.00", "£623.95", "20%", "£490.25", "15%"],
    ]
    assert page.ratio == (
        "For each 1% of revenue that was committed or spent, 2.14% of capital was. "
        "42% of capital was committed or spent, against 20% of revenue."
    )
    assert page.ratio in client.get(BOROUGH).content.decode()
    assert page.ratio in client.get(WARD).content.decode()


def test_every_figure_leads_to_rows_that_add_up_to_it(world: World, client: Client):
    year_of_all_kinds(world)
    for path in (BOROUGH, WARD):
        text = client.get(path).content.decode()
        links = re.findall(r'href="(/budget/[^"]*/awards/[^"]*)"[^>]*>(£[\d,.]+)', text)
        assert len(links) >= 8
        for href, figure in links:
            rows = client.get(href.replace("&amp;", "&")).content.decode()
            assert f"{figure}." in rows, (href, figure)


@pytest.mark.parametrize(
    "path",
    ["/budget/2021-22/", "/budget/2026-28/", "/wards/nowhere/budget/2026-27/", BOROUGH + "2/", "/budget/2026-27.exe",
     BOROUGH + "awards/?ward=nowhere", BOROUGH + "awards/?sector=x", BOROUGH + "awards/?fund=x",
     BOROUGH + "awards/?page=2", BOROUGH + "awards/?page=x", "/wards/boston-castle/budget/2026-27.360giving.json",
     "/budget/2021-22.csv"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(world: World, client: Client, path: str):
    assert client.get(path).status_code == 404


def test_a_year_without_awards_says_so(world: World, client: Client):
    assert "Nothing was awarded from these funds in 2026/27." in client.get(BOROUGH).content.decode()
    assert client.get(BOROUGH + "1/")["Location"] == BOROUGH


def test_an_award_changes_the_stored_statements(world: World):
    testing.settle()
    assert "£400.00" not in (testing.stored(WARD) or "")
    awarded(world, 40_000)
    testing.settle()
    for path in (WARD, BOROUGH):
        assert "1 award, £400.00, difference £0.00" in (testing.stored(path) or "")


def test_figures_that_do_not_agree_say_so():
    apart = Agreement(awards=1, shown=100, entries=100, balances=99)
    assert not apart.agrees
    assert "difference £0.01" in apart.words


def test_other_wards_and_years_cost_no_more_queries(world: World, client: Client):
    def more(count: int) -> None:
        for _ in range(count):
            awarded(world, 1_000, reached={"older": 12})

    for path in (BOROUGH, WARD, BOROUGH + "awards/"):
        assert_same_queries(lambda path=path: client.get(path), more)
    assert len(count_queries(lambda: client.get(WARD))) <= 18


# --- People ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "said"), [(0, None), (9, None), (10, 10), (12, 10), (13, 15), (1_002, 1_000)])
def test_few_people_are_not_shown_and_more_are_rounded(people: int, said: int | None):
    assert shown(people) == said


def test_a_few_cannot_be_found_by_taking_wards_from_the_borough(world: World):
    other = world.ward.__class__.objects.create(
        code="E05013012", edition=world.ward.edition, slug="sitwell", name="Sitwell", ons_name="Sitwell", number=20
    )
    first, second = awarded(world, 1_000, reached={"carers": 33}), awarded(world, 1_000)
    Application.objects.filter(pk=second.pk).update(ward=other)
    Reached.objects.create(application=second, community="carers", people=7)
    [borough], [here], [there] = reach_of(YEAR), reach_of(YEAR, "boston-castle"), reach_of(YEAR, "sitwell")
    assert (here.people, there.people) == (35, None)
    assert (borough.people, borough.hidden, borough.awards) == (35, 1, 2)
    assert first.reached.count() == 1


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_per_cents_add_up_to_a_hundred(amounts: list[int]):
    found = whole_percents(amounts)
    assert sum(found) == (100 if sum(amounts) else 0)
    assert all(
        abs(percent - 100 * amount / (sum(amounts) or 1)) < 1 for percent, amount in zip(found, amounts, strict=True)
    )


def test_the_published_percentages():
    assert whole_percents([8_350_000, 10_150_000, 3_300_000]) == [38, 47, 15]


def test_a_wards_statement_says_on_whose_word_it_was_awarded():
    """Only what councillors recommended is called so; what officers entered or the Cabinet decided stands apart."""
    assert decided_words({"advice": 100, "members": 50}) == ["On its councillors’ recommendation, {} was awarded{}"]
    assert decided_words({"cabinet": 100}) == ["By the Cabinet Member or the Leader, {} was awarded{}"]
    assert decided_words({"officer": 100, "entered": 50_000, "member": 300}) == [
        "{} was awarded{}",
        "How it was decided: £500.00 as officers entered it from what members decided or from earlier records; £3.00 "
        "by its councillors, under section 236 of the 2007 Act; £1.00 on its councillors’ recommendation.",
    ]
    assert decided_words({}) == ["{} was awarded{}"]
