"""Do page, chart, files and ledger say the same? Every form of every statement is made, read back and added up."""

import csv
import datetime as dt
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import F

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.models import PublishedVersion
from wapentake.foundation.money import parse_pounds, pounds
from wapentake.organisations.states import Sector

from ..pages.statement import Statement, statement, statement_href
from ..queries.statement import Narrowed, lines, statement_years
from ..queries.statement_sums import stood
from .cells import HEADS, csv_lines, values
from .files import SHEETS, write_statement
from .giving import giving_csv, giving_json, is_grant
from .infrastructure import infrastructure_faults
from .transparency import awards_lines, grants_lines
from .used import BESIDE, USED_HEADS, used_lines

# Spreadsheets are read back whole: of more awards than this they are not.
MOST_READ = 20_000
AMOUNT, COUNTED = HEADS.index("Amount in pounds"), HEADS.index("In the statement’s total")


def disagreements(on: dt.date) -> Iterator[str]:
    """Yield a sentence for every form of a statement whose sum is not the ledger's, to the penny."""
    for year in statement_years():
        page = statement(year, on, every_ward=True)
        if page is not None:
            yield from _of(year, page)
    yield from infrastructure_faults(on)


def _of(year: FinancialYear, page: Statement) -> Iterator[str]:
    accounts = stood(year)
    all_funds = sum(each.awarded for each in accounts)
    main = all_funds - sum(pence for _, pence, _, _ in page.apart)
    found = {
        "the page": (page.total, main),
        "the awards’ entries": (page.agreement.entries, main),
        "the chart": (sum(parse_pounds(share.amount) for share in page.shares), main),
        "the table of wards": (_of_wards(page), main),
    }
    found |= _of_files(year, main, all_funds)
    for form, (said, ledger) in found.items():
        if said != ledger:
            yield f"Statement {year.label}: {form} comes to {pounds(said)}, the ledger to {pounds(ledger)}."
    stored = _stored(statement_href(year))
    if stored and page.agreement.words not in stored:
        yield f"Statement {year.label}: the page that is stored does not say {pounds(main)}."


def _stored(path: str) -> str:
    """Return the page that is served at an address; nothing while it waits to be rendered anew."""
    versions = PublishedVersion.objects.filter(page__path=path, page__rendered__gte=F("page__wanted"), ahead=False)
    version = versions.first()
    return bytes(version.identity).decode() if version else ""


def _of_wards(page: Statement) -> int:
    """Return the sum of the rows of the table of wards: what is written in its cells."""
    rows = page.wards.rows if page.wards else []
    return sum(parse_pounds(str(getattr(row.cells[2], "text", row.cells[2]))) for row in rows)


def _of_files(year: FinancialYear, main: int, all_funds: int) -> dict[str, tuple[int, int]]:
    """Return what the files add up to, each beside what the ledger has for the awards that it holds."""
    found = {
        "the CSV file": (_sum_of_rows(_csv(csv_lines(HEADS, map(values, lines(year))))), main),
        "the CSV file of capital and revenue": (_sum_of_used(_csv(csv_lines(USED_HEADS, used_lines(year)))), main),
        "the list of awards": (_sum_of_column(awards_lines(year), "Amount in pounds"), all_funds),
    }
    grants = sum(line.pence for line in lines(year) if is_grant(line))
    voluntary = sum(line.pence for line in lines(year, Narrowed(sector=Sector.VOLUNTARY)))
    given = json.loads("".join(giving_json(year, on=year.end)), parse_float=Decimal)["grants"]
    found |= {
        "the Transparency Code’s file": (_sum_of_column(grants_lines(year), "Amount in pounds"), voluntary),
        "360Giving JSON": (sum(_pence(grant["amountAwarded"]) for grant in given), grants),
        "360Giving CSV": (_sum_of_column(giving_csv(year), "Amount Awarded"), grants),
    }
    if sum(1 for _ in lines(year)) <= MOST_READ:
        for kind in SHEETS:
            awards, capital_and_revenue = _sheets(kind, year)
            found[f"the {kind.upper()} file"] = (_sum_of_rows(awards), main)
            found[f"the {kind.upper()} file’s second sheet"] = (_sum_of_used(capital_and_revenue), main)
    return found


def _csv(pieces: Iterable[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(pieces), newline="")))[1:]


def _sheets(kind: str, year: FinancialYear) -> list[Sequence[Sequence[object]]]:
    """Return the rows of a workbook's sheets, without their headings."""
    from python_calamine import CalamineWorkbook  # here, since only this check reads a workbook back

    with tempfile.TemporaryFile() as file:
        write_statement(file, kind, year)
        file.seek(0)
        book = CalamineWorkbook.from_filelike(file)
        return [book.get_sheet_by_index(place).to_python()[1:] for place in range(2)]


def _sum_of_used(rows: Iterable[Sequence[object]]) -> int:
    """Return what was committed or spent of capital and revenue together, as the rows have it."""
    return sum(_pence(row[2]) for row in rows if row[0] != BESIDE)


def _sum_of_rows(rows: Iterable[Sequence[object]]) -> int:
    return sum(_pence(row[AMOUNT]) for row in rows if row[COUNTED] == "Yes")


def _sum_of_column(pieces: Iterable[str], column: str) -> int:
    return sum(_pence(row[column]) for row in csv.DictReader(io.StringIO("".join(pieces), newline="")))


def _pence(amount: object) -> int:
    return int((Decimal(str(amount)) * 100).to_integral_exact())
