"""The infrastructure funding statement as CSV, XLSX, ODS and PDF, and whether each agrees with the ledger."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import parse_pounds, pounds

from ..pages.infrastructure import InfrastructurePage, infrastructure
from ..pages.infrastructure_schedule import NOT_RECORDED
from ..queries.infrastructure import items_of, levy_years, receipts_in, wards_levy
from ..queries.payees import payee_of
from ..states.levy import ReceiptKind
from .cells import Value, csv_lines, in_pounds
from .files import CSV, SHEETS, Download, made_once
from .pdf import table_data
from .sheets import Sheet
from .typeset import typeset

COLUMNS = (
    ("What", 30), ("Reference", 18), ("Day", 12), ("Site or project", 44), ("Ward", 26), ("Ward code", 12),
    ("Parish", 26), ("Paid to", 36), ("Levy received in pounds", 14), ("For the parish council in pounds", 14),
    ("For the ward in pounds", 14), ("Spent in pounds", 14), ("Allocated, not spent, in pounds", 14),
    ("Unspent before in pounds", 14), ("Otherwise in pounds", 14), ("Unspent at the end in pounds", 14), ("Page", 44),
)  # fmt: skip
HEADS = tuple(head for head, _ in COLUMNS)
SCHEDULE_HEADS = ("Paragraph", "What Schedule 2 asks", "Amount in pounds", "Recorded", "Where it is from", "How many")
SCHEDULE_SHEET = Sheet("Schedule 2", SCHEDULE_HEADS, (12, 60, 16, 14, 80, 12))
SHEET = Sheet("Neighbourhood portion", HEADS, tuple(width for _, width in COLUMNS))


def infrastructure_of(year: FinancialYear, kind: str, *, on: dt.date) -> Download | None:
    """Return a year's statement as a file, or nothing where there is no such statement or kind."""
    if year not in levy_years():
        return None
    name = f"infrastructure-funding-{year.slug}"
    if kind == "csv":
        return Download(f"{name}.csv", CSV, (text.encode() for text in csv_lines(HEADS, infrastructure_lines(year))))
    if kind == "schedule.csv":
        rows = schedule_lines(_page(year, on))
        return Download(f"{name}-schedule-2.csv", CSV, (text.encode() for text in csv_lines(SCHEDULE_HEADS, rows)))
    if kind in SHEETS:
        return Download(
            f"{name}.{kind}",
            SHEETS[kind][1],
            made_once(f"{name}.{kind}", lambda file: _write(kind, _page(year, on), file), str(on)),
        )
    if kind == "pdf":
        made = made_once(f"{name}.pdf", lambda file: _write_pdf(_page(year, on), on, file), str(on))
        return Download(f"{name}.pdf", "application/pdf", made)
    return None


def _page(year: FinancialYear, on: dt.date) -> InfrastructurePage:
    """Return the statement of a year with levy, made only where its file is."""
    page = infrastructure(year, on)
    assert page is not None  # the year has levy
    return page


def infrastructure_lines(year: FinancialYear) -> Iterator[list[Value]]:
    """Yield every receipt, every award with money in the year, and how each ward stood."""
    for row in receipts_in(year):
        share = in_pounds(row.share)
        yield [
            ReceiptKind(row.kind).label, row.development.reference, row.on, row.development.site, row.ward.name,
            row.ward.code, str(row.parish or ""), "", in_pounds(row.pence), share if row.parish_id else None,
            None if row.parish_id else share, None, None, None, None, None, "",
        ]  # fmt: skip
    for one in items_of(year):
        award = one.application
        page = settings.WAPENTAKE_ADDRESS.rstrip("/") + reverse("funding:award", args=[award.reference])
        yield [
            "Award", award.reference, award.decided_on, award.title, award.ward.name, award.ward.code, "",
            payee_of(award).name, None, None, None, in_pounds(one.spent), in_pounds(one.allocated), None, None, None,
            page,
        ]  # fmt: skip
    for ward in wards_levy(year):
        yield [
            "How the ward stood", "", year.end, "", ward.name, "", "", "", None, None, None, None, None,
            in_pounds(ward.before), in_pounds(ward.other), in_pounds(ward.unspent), "",
        ]  # fmt: skip


def schedule_lines(page: InfrastructurePage) -> Iterator[list[Value]]:
    """Yield every line of Schedule 2 in its order; what is not recorded has no amount, and says so."""
    for one in page.asked:
        pence = one.pence
        said = "Recorded" if one.recorded else NOT_RECORDED
        yield [one.paragraph, one.what, None if pence is None else in_pounds(pence), said, one.source, one.number]
    for listed in page.listed.rows:
        yield ["121A(1)(a)", f"Infrastructure list: {listed.cells[0]}", None, "Recorded", str(listed.cells[1]), None]


def _write(kind: str, page: InfrastructurePage, file: IO[bytes]) -> None:
    title, more = f"Infrastructure funding statement {page.year.label}", [(SCHEDULE_SHEET, schedule_lines(page))]
    SHEETS[kind][0](file, title, infrastructure_lines(page.year), SHEET, more)


def _write_pdf(page: InfrastructurePage, on: dt.date, file: IO[bytes]) -> None:
    file.write(infrastructure_pdf(page, on))


def infrastructure_pdf(page: InfrastructurePage, on: dt.date) -> bytes:
    """Return the statement as PDF/UA-1, with the page's own tables. `on` is the day that it was made."""
    tables = [
        ("The levy of the year", page.schedule), ("Section 106", page.section_106),
        ("Infrastructure list", page.listed), ("Items and parish councils", page.named),
        ("Neighbourhood portion", page.facts), ("Ward by ward", page.wards), ("Parish by parish", page.parishes),
        ("What it was spent on", page.items),
        ("Due to parish councils, by development", page.developments),
    ]  # fmt: skip
    lead = "These figures agree." if page.agreement.agrees else "These figures do not agree."
    return typeset("statement", {
        "over": page.over,
        "title": page.title,
        "lede": f"{page.lede} {page.status}",
        "footer": f"{settings.WAPENTAKE_COUNCIL} Council. Made on {long_date(on)}.",
        "agreement": {"lead": lead, "words": page.agreement.words.replace("this page", "this file")},
        "tables": [{"heading": name, "table": table_data(table), "empty": table.empty} for name, table in tables],
        "notes": page.notes,
    })  # fmt: skip


def infrastructure_faults(on: dt.date) -> Iterator[str]:
    """Yield a sentence for every form of an infrastructure funding statement that is not the ledger's, to the penny."""
    for year in levy_years():
        page = infrastructure(year, on)
        if page is not None:
            yield from (f"Infrastructure funding statement {year.label}: {fault}." for fault in _faults(year, page))


def _faults(year: FinancialYear, page: InfrastructurePage) -> Iterator[str]:
    sums, told = page.portion, page.agreement
    if not told.agrees:
        shown = f"{pounds(told.balances)} by balances, {pounds(told.shown)} shown"
        yield f"{pounds(told.flows)} unspent by entries, {shown}"
    wanted = [
        sums.received, sums.parishes, sums.retained, sums.spent, sums.allocated, sums.before, sums.other, sums.unspent
    ]  # fmt: skip
    asked = [one.pence for one in page.asked]
    for form, rows, lines in _forms(page):
        if (found := _sums(rows)) != wanted:
            yield f"{form} comes to {', '.join(map(pounds, found))}, the ledger to {', '.join(map(pounds, wanted))}"
        if [_pence_of(line[2]) for line in lines][: len(asked)] != asked:
            yield f"{form} has other amounts for Schedule 2 than the page"
    yield from (fault.removesuffix(".") for fault in page.odd)
    if page.wards.total and parse_pounds(str(page.wards.total.cells[-2])) != sums.unspent:
        yield f"the table of wards does not come to {pounds(sums.unspent)}"


Rows = Sequence[Sequence[Any]]


def _pence_of(cell: object) -> int | None:
    return None if cell in ("", None) else int(Decimal(str(cell)) * 100)


def _forms(page: InfrastructurePage) -> Iterator[tuple[str, Rows, Rows]]:
    """Yield every form with its lines, and its lines of Schedule 2."""
    from python_calamine import CalamineWorkbook  # here, since only this check reads a workbook back

    yield (
        "the CSV file",
        _read(csv_lines(HEADS, infrastructure_lines(page.year))),
        _read(csv_lines(SCHEDULE_HEADS, schedule_lines(page))),
    )
    for kind in SHEETS:
        with tempfile.TemporaryFile() as file:
            _write(kind, page, file)
            file.seek(0)
            book = CalamineWorkbook.from_filelike(file)
            rows, lines = (book.get_sheet_by_index(place).to_python()[1:] for place in range(2))
            yield f"the {kind.upper()} file", rows, lines


def _read(pieces: Iterator[str]) -> Rows:
    return list(csv.reader(io.StringIO("".join(pieces), newline="")))[1:]


def _sums(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Return the sums of the columns of pounds, in pence."""
    first = HEADS.index("Levy received in pounds")
    places = range(first, first + 8)
    return [sum(int(Decimal(str(row[place])) * 100) for row in rows if row[place] != "") for place in places]
