"""The whole levy in the order of Schedule 2: what is worked out, what was entered, and what is not recorded."""

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, documents
from wapentake.funding.models import StatementFigure
from wapentake.funding.pages import infrastructure_schedule as schedules
from wapentake.funding.pages.infrastructure import infrastructure
from wapentake.funding.rules import Given
from wapentake.funding.states.infrastructure import PARAGRAPHS, Figure
from wapentake.places.models import Parish

from .test_infrastructure import PAGE, levied, november  # noqa: F401
from .world import AT, YEAR, World

pytestmark = pytest.mark.django_db
ON = AT.date()
DESK = "/desk/levy/statements/2026/figures/"


def enter(world: World, figure: Figure, pence: int, **changes: Any) -> StatementFigure:
    given = {"source": "General ledger, code 4711", "on": ON} | changes
    return actions.enter_figure(YEAR, Given(figure, pence, **given), by=world.finch, at=AT)


def amounts() -> dict[tuple[str, str], int | None]:
    page = infrastructure(YEAR, ON)
    assert page is not None
    return {(one.paragraph, one.what): one.pence for one in page.asked}


def test_what_nobody_entered_is_not_recorded_and_not_nought(levied: World, client: Client):  # noqa: F811
    text = client.get(PAGE).content.decode()
    assert text.count("Not recorded") >= len(Figure) - 1
    page = infrastructure(YEAR, ON)
    assert page is not None
    order = [one.paragraph for one in page.asked]
    assert order == sorted(order, key=lambda each: (each[:4], each))
    assert {*PARAGRAPHS.values(), "1(b)", "1(j)(ii)", "1(l)(iii)", "1(l)(iv)"} - {"121A(1)(a)"} == set(order)
    assert {one.paragraph for one in page.asked if one.pence is not None} == {
        "1(b)", "1(j)(i)", "1(j)(ii)", "1(l)(iii)", "1(l)(iv)"
    }  # fmt: skip
    enter(levied, Figure.DEMANDED, 0)
    assert amounts()["1(a)", "In demand notices of the year"] == 0
    assert "General ledger, code 4711, 24 November 2026" in client.get(PAGE).content.decode()


def test_totals_put_the_ledger_and_what_was_entered_together_and_say_so(levied: World):  # noqa: F811
    assert amounts()["1(e)", "Spent in the year, in all"] is None
    enter(levied, Figure.SPENT, 5_000_000)
    assert amounts()["1(e)", "Spent in the year, in all"] == 5_000_000 + 198_975
    page = infrastructure(YEAR, ON)
    assert page is not None
    [said] = [one.source for one in page.asked if one.paragraph == "1(e)"]
    assert said.startswith("£1,989.75 of the neighbourhood portion, by the ledger; £50,000.00 entered: General ledger")
    enter(levied, Figure.ADMINISTRATION, 300_000)
    page = infrastructure(YEAR, ON)
    assert page is not None
    [said] = [one.source for one in page.asked if one.paragraph == "1(g)(iii)"]
    assert said.endswith("5% of what was received. The rule sets £3,000.00 aside for it")


def test_page_files_and_check_ledger_say_the_same(levied: World, client: Client):  # noqa: F811
    whiston = Parish.objects.get(slug="whiston")
    enter(levied, Figure.ITEM, 100_001, item="=Crossing of the A57")
    enter(levied, Figure.PASSED, 200_000, parish=whiston)
    page = infrastructure(YEAR, ON)
    assert page is not None
    for kind in ("schedule.csv", "xlsx", "ods"):
        data = client.get(f"{PAGE[:-1]}.{kind}").getvalue()
        if kind == "schedule.csv":
            rows = list(csv.reader(io.StringIO(data.decode(), newline="")))[1:]
        else:
            rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Schedule 2").to_python()[1:]
        assert [row[0] for row in rows] == [one.paragraph for one in page.asked]
        assert [row[5] or None for row in rows] == [None] * len(rows)
        assert [None if row[2] == "" else int(Decimal(str(row[2])) * 100) for row in rows] == [
            one.pence for one in page.asked
        ]
        assert [row[3] == "Not recorded" for row in rows] == [one.pence is None for one in page.asked]
    assert list(documents.disagreements(ON)) == []
    text = client.get(PAGE).content.decode()
    assert "=Crossing of the A57" in text
    assert "By its receipts £3,000.00 is due to them" in text
    pdf = client.get(f"{PAGE[:-1]}.pdf").getvalue()
    assert b"pdfuaid" in pdf


def test_figures_that_do_not_come_together_are_named(levied: World, client: Client):  # noqa: F811
    enter(levied, Figure.SPENT, 500)
    enter(levied, Figure.ITEM, 300, item="Crossing")
    enter(levied, Figure.BORROWED, 0)
    assert list(documents.disagreements(ON)) == []
    enter(levied, Figure.ADMINISTRATION, 100)
    said = "items, repaid borrowing and administration come to £4.00, and spent in the year is £5.00"
    assert [said in fault for fault in documents.disagreements(ON)] == [True]
    assert said in client.get(PAGE).content.decode()
    enter(levied, Figure.ADMINISTRATION, 200)
    assert list(documents.disagreements(ON)) == []


def test_a_form_that_says_something_else_is_found(levied: World, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    enter(levied, Figure.DEMANDED, 1_234)
    monkeypatch.setattr(documents.infrastructure, "in_pounds", lambda pence: Decimal(pence + 1) / 100)
    assert any("other amounts for Schedule 2" in fault for fault in documents.disagreements(ON))


@pytest.mark.parametrize(
    ("figure", "changes", "why"),
    [
        (Figure.ITEM, {}, "Name the item of infrastructure"),
        (Figure.DEMANDED, {"item": "Crossing"}, "names no item"),
        (Figure.REQUESTED, {}, "Choose the parish council"),
        (Figure.DEMANDED, {"source": " "}, "Say where the figure comes from"),
        (Figure.DEMANDED, {"on": ON + dt.timedelta(days=1)}, "still to come"),
        (Figure.DEMANDED, {"pence": -1}, "without a minus sign"),
        (Figure.HOMES, {}, "Enter how many, and no amount"),
        (Figure.HOMES, {"number": 4}, "Enter how many, and no amount"),
        (Figure.PLACES, {"number": 4, "pence": 0}, "Name the item"),
        (Figure.DEMANDED, {"number": 4}, "has no number"),
        (Figure.LISTED, {"item": "School"}, "Leave the amount empty"),
        (Figure.LISTED, {"pence": 0}, "Name the item"),
    ],
)
def test_what_does_not_hold_together_is_refused(
    levied: World, figure: Figure, changes: dict[str, Any], why: str  # noqa: F811
):  # fmt: skip
    with pytest.raises(Refused, match=why):
        enter(levied, figure, **{"pence": 100} | changes)
    assert not StatementFigure.objects.exists()


def test_a_later_figure_replaces_an_earlier_and_both_stay(levied: World):  # noqa: F811
    first = enter(levied, Figure.DEMANDED, 100)
    assert enter(levied, Figure.DEMANDED, 100) == first
    second = enter(levied, Figure.DEMANDED, 200)
    first.refresh_from_db()
    assert (first.replaced_at, second.replaced_at) == (AT, None)
    assert amounts()["1(a)", "In demand notices of the year"] == 200
    actions.take_out_figure(second, by=levied.finch, at=AT)
    assert amounts()["1(a)", "In demand notices of the year"] is None
    with pytest.raises(Refused, match="taken out already"):
        actions.take_out_figure(second, by=levied.finch, at=AT)
    assert AuditRecord.objects.filter(stream="infrastructure:2026").count() == 3
    twice = [StatementFigure(year=2026, figure="demanded", pence=1, source="x", on=ON, at=AT) for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementFigure.objects.bulk_create(twice)


def test_only_planning_and_finance_officers_enter_figures_at_the_desk(levied: World, client: Client):  # noqa: F811
    client.force_login(levied.holroyd)
    assert client.get(DESK).status_code == 403
    with pytest.raises(Refused, match="Only a planning officer or a finance officer"):
        actions.enter_figure(YEAR, Given(Figure.SPENT, 1, "x", ON), by=levied.holroyd, at=AT)
    client.force_login(levied.finch)
    assert "1(a): In demand notices of the year" in client.get(DESK).content.decode()
    sent = {
        "figure": "item",
        "amount": "1,200.50",
        "source": "Ledger",
        "on-day": "24",
        "on-month": "11",
        "on-year": "2026",
    }
    wrong = client.post(f"{DESK}enter/", sent).content.decode()
    assert wrong.count("Name the item of infrastructure, or who was paid") == 2
    assert "1,200.50" in wrong
    done = client.post(f"{DESK}enter/", sent | {"item": "Crossing"}, follow=True).content.decode()
    assert "Spent on an item of infrastructure: Crossing is entered, with £1,200.50." in done
    row = StatementFigure.objects.get()
    client.post(f"/desk/levy/statements/figures/{row.pk}/take-out/", {})
    row.refresh_from_db()
    assert row.replaced_at is not None


def test_a_hundred_rows_a_page_with_the_totals_over_all(
    levied: World, client: Client, monkeypatch: pytest.MonkeyPatch  # noqa: F811
):  # fmt: skip
    monkeypatch.setattr(schedules, "MOST", 1)
    page = infrastructure(YEAR, ON)
    assert page is not None
    first = schedules.first_rows(page.items)
    assert (len(first.rows), len(page.items.rows)) == (1, 2)
    assert first.total == page.items.total
    for of in ("items", "named", "each-ward", "each-parish"):
        answer = client.get(f"{PAGE}rows/?of={of}")
        assert answer.status_code == 200, of
    assert "Bench" in client.get(f"{PAGE}rows/?of=items").content.decode()
    assert client.get(f"{PAGE}rows/?of=items&page=2").status_code == 404


def test_what_is_passed_to_a_parish_is_told_by_development_with_its_limit(levied: World, client: Client):  # noqa: F811
    page = infrastructure(YEAR, ON)
    assert page is not None
    [row] = page.developments.rows
    # 800 dwellings at £100 each, times 400 over 224: the index of 2026, in whose July it was received
    assert list(row.cells)[1:] == ["Whiston", "£20,000.00", "15%", "£142,857.14", "£3,000.00"]


def test_section_106_and_the_infrastructure_list_stand_in_every_form(levied: World, client: Client):  # noqa: F811
    enter(levied, Figure.PAID_IN, 12_345_600)
    enter(levied, Figure.PAID_FOR, 500, item="Play area")
    enter(levied, Figure.HOMES, 0, number=64)
    enter(levied, Figure.PLACES, 0, number=40, item="Primary")
    enter(levied, Figure.PLACES, 0, number=2, item="Special")
    enter(levied, Figure.LISTED, 0, item="=Flood defences")
    text = client.get(PAGE).content.decode()
    page = infrastructure(YEAR, ON)
    assert page is not None
    by_paragraph = {one.paragraph: one for one in page.asked}
    assert (by_paragraph["3(b)"].what, by_paragraph["3(b)"].amount) == ("Received in the year", "£123,456.00")
    assert [by_paragraph[one].amount for one in ("3(d)(i)", "3(d)(ii)", "3(f)")] == ["64", "42", "Not recorded"]
    for words in ("Affordable homes to be provided", "=Flood defences", "Play area", "Special"):
        assert words in text
    assert "=Flood defences" not in str(page.named)
    data = client.get(f"{PAGE[:-1]}.schedule.csv").getvalue().decode()
    rows = {row[1]: row for row in csv.reader(io.StringIO(data, newline=""))}
    assert rows["School places to be provided"][2:] == [
        "", "Recorded", "General ledger, code 4711, 24 November 2026", "42"
    ]  # fmt: skip
    assert rows["Infrastructure list: =Flood defences"][0] == "121A(1)(a)"
    for kind in ("xlsx", "ods"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{PAGE[:-1]}.{kind}").getvalue()))
        found = {row[1]: row for row in book.get_sheet_by_name("Schedule 2").to_python()}
        assert found["School places to be provided"][5] == 42, kind
    assert b"pdfuaid" in client.get(f"{PAGE[:-1]}.pdf").getvalue()
    assert list(documents.disagreements(ON)) == []
    enter(levied, Figure.SET_ASIDE, 700)
    enter(levied, Figure.SET_ASIDE_FOR, 600, item="Canal")
    enter(levied, Figure.HELD_AT_END, 100)
    enter(levied, Figure.COMMUTED, 101)
    faults = " ".join(documents.disagreements(ON))
    assert "allocated to come to £6.00, and section 106 money allocated and not spent is £7.00" in faults
    assert "£1.01 are commuted sums of section 106, and only £1.00 is retained" in faults


def test_a_number_is_typed_at_the_desk_and_an_amount_is_asked_for(levied: World, client: Client):  # noqa: F811
    client.force_login(levied.finch)
    sent = {"figure": "homes", "source": "Register", "on-day": "24", "on-month": "11", "on-year": "2026"}
    assert client.post(f"{DESK}enter/", sent).content.decode().count("Enter how many, and no amount") == 2
    done = client.post(f"{DESK}enter/", sent | {"number": "64"}, follow=True).content.decode()
    assert "Section 106: affordable homes to be provided is entered, with 64." in done
    wrong = client.post(f"{DESK}enter/", sent | {"figure": "paid_in"}).content.decode()
    assert wrong.count("Enter the amount, or 0 where it is nothing") == 2
    row = StatementFigure.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementFigure.objects.filter(pk=row.pk).update(pence=1)
