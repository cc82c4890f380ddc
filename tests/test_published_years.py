"""The demonstration's 2021/22 and 2017/18 come to the figures that the council published, from the ledger.

Thriving Neighbourhoods annual report 2021/22, paragraphs 2.15 to 2.17; report of September 2018, paragraph 7.1.
"""

from collections import Counter

import pytest
from django.test import Client

from wapentake.foundation import calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.funding.documents import disagreements
from wapentake.funding.models import Application
from wapentake.funding.pages.statement import share_of, statement, ward_statement, whole_percents
from wapentake.funding.pages.underspend import underspend_page
from wapentake.funding.queries.as_at import held_on
from wapentake.funding.queries.statement import awarded_in, line_of, statement_wards, statement_years, with_money
from wapentake.funding.queries.statement_sums import groups_helped, parts_of, stood
from wapentake.organisations.models import Organisation

pytestmark = pytest.mark.usefixtures("cast_to_read")
THEN, BEFORE = FinancialYear(2021), FinancialYear(2017)


def test_2021_22_comes_to_the_published_figures() -> None:
    awarded = {each.fund.key: each.awarded for each in stood(THEN)}
    assert awarded == {"clf": 11_100_000, "capital": 10_700_000, "housing": 6_600_000}
    sectors: Counter[str] = Counter()
    main = {each.fund.pk for each in stood(THEN) if each.fund.key != "housing"}
    for part in parts_of(THEN):
        if part.fund in main:
            sectors[part.sector] += part.pence
    assert sectors == {"voluntary": 8_350_000, "public": 10_150_000, "private": 3_300_000}
    assert whole_percents([sectors[name] for name in ("voluntary", "public", "private")]) == [38, 47, 15]
    assert groups_helped(THEN) == 238


def test_the_page_says_them_with_housing_apart(client: Client) -> None:
    text = client.get("/budget/2021-22/").content.decode()
    for said in (
        "£218,000 was awarded in 25 wards, and helped 238 community organisations",
        "and helped 238 community organisations", "£111,000.00", "£107,000.00", "£83,500.00",
        "38%", "£101,500.00", "47%", "£33,000.00", "15%", "238 organisations", "difference £0.00",
        "£66,000.00 from Ward Housing", "Wards are those in force from 6 May 2021.",
    ):  # fmt: skip
        assert said in text, said
    assert "£284,000.00" not in text


def test_2017_18_comes_to_the_published_shares_on_the_21_wards(client: Client) -> None:
    funds = {each.fund.key: each for each in stood(BEFORE)}
    assert funds["capital"].allotted == 21_000_000
    assert {name: share_of(each.awarded, each.allotted) for name, each in funds.items()} == {
        "capital": "82%", "ward-revenue": "74%",
    }  # fmt: skip
    capital = Counter()
    for pence, ward in Application.objects.filter(year=2017, fund__key="capital").values_list("pence", "ward__code"):
        capital[ward] += pence
    assert len(capital) == 21
    assert sum(pence == 1_000_000 for pence in capital.values()) == 4  # Rotherham Advertiser, 2018
    assert Application.objects.filter(year=2017, fund__key="ward-revenue").count() == 17  # four had spent none
    text = client.get("/budget/2017-18/").content.decode()
    for said in ("£210,000.00", "82%", "74%", "21 wards", "Holderness", "from 10 June 2004 to 5 May 2021",
                 "For each 1% of revenue that was committed or spent, 1.11% of capital was."):  # fmt: skip
        assert said in text, said


def test_every_statement_agrees_with_the_ledger_in_every_form() -> None:
    on = calendars.today()
    assert [year.starts_in for year in statement_years()][-3:] == [2021, 2018, 2017]
    assert list(disagreements(on)) == []
    for slug, year in statement_wards():
        page = ward_statement(slug, year, on)
        assert page is not None
        assert page.agreement.agrees, (slug, year)


def test_wards_add_up_to_the_borough() -> None:
    on = calendars.today()
    for year in statement_years():
        wards = [ward_statement(slug, each, on) for slug, each in statement_wards() if each == year]
        borough = statement(year, on)
        assert borough is not None
        # What a cluster of wards holds is the borough's, and no single ward's.
        shared = sum(line_of(row).pence for row in with_money(awarded_in(year)) if row.cluster_id)
        assert sum(page.total for page in wards if page) + shared == borough.total


def test_groups_of_the_past_say_nothing_of_anybody() -> None:
    only_then = Organisation.objects.filter(kind="group", contacts=None)
    assert only_then.count() > 100
    assert not only_then.exclude(public_email="").exists()
    names = list(Organisation.objects.values_list("name", flat=True))
    assert len(names) == len({name.lower() for name in names})


def test_2017_18_as_at_its_last_day_shows_the_published_shares_by_capital_and_revenue() -> None:
    page = underspend_page(BEFORE.end)
    shares = {row.cells[0]: row.cells[3] for row in page.kinds.rows}
    assert shares["Capital"] == "82%"
    assert shares["Revenue"] == "74%"
    assert page.ratio.startswith("For each 1% of revenue that was committed or spent, 1.1")
    idle = [one for one in held_on(BEFORE.end) if one.is_untouched and one.pot.fund.key == "ward-revenue"]
    assert len(idle) == 4
    assert len(page.untouched.rows) == 4
