"""Which file stands at an address, and how it is made."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.conf import settings

from wapentake.foundation import kept
from wapentake.foundation.calendars import FinancialYear

from ..pages import statement as pages
from ..queries.statement import Narrowed, lines, wards_called, wards_in
from .cells import HEADS, csv_lines, values
from .giving import giving_csv, giving_json
from .pdf import statement_pdf
from .sheets import ODS, write_ods, write_xlsx
from .transparency import grants_lines
from .used import USED, USED_HEADS, used_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Write = Callable[..., None]
SHEETS: dict[str, tuple[Write, str]] = {"xlsx": (write_xlsx, XLSX), "ods": (write_ods, ODS)}
CSV = "text/csv; charset=utf-8"
PIECE = 64 * 1024


@dataclass(frozen=True)
class Download:
    """A file: its name, what it is, and its bytes piece by piece."""

    name: str
    content_type: str
    pieces: Iterator[bytes]


def download_of(year: FinancialYear, kind: str, slug: str, *, on: dt.date) -> Download | None:
    """Return a statement's file, of a ward or with no slug of the borough; nothing where there is no such statement."""
    if not (wards_called(slug, year) if slug else wards_in(year).exists()):
        return None
    name = f"{slug or 'ward-budgets'}-{year.slug}"
    if kind in SHEETS:
        return Download(
            f"{name}.{kind}",
            SHEETS[kind][1],
            made_once(f"{name}.{kind}", lambda file: write_statement(file, kind, year, slug)),
        )
    if kind == "csv":
        rows = map(values, lines(year, Narrowed(slug=slug)))
        return Download(f"{name}.csv", CSV, _encoded(csv_lines(HEADS, rows)))
    if kind == "used.csv":
        return Download(f"{name}-capital-and-revenue.csv", CSV, _encoded(csv_lines(USED_HEADS, used_lines(year, slug))))
    if kind == "pdf":
        return _pdf(name, year, slug, on)
    return None if slug else _open_data(name, year, kind, on)


def _pdf(name: str, year: FinancialYear, slug: str, on: dt.date) -> Download | None:
    def write(file: IO[bytes]) -> None:
        found = pages.ward_statement(slug, year, on) if slug else pages.statement(year, on, every_ward=True)
        assert found is not None  # there are wards, as the caller saw
        file.write(statement_pdf(found, on))

    return Download(f"{name}.pdf", "application/pdf", made_once(f"{name}.pdf", write, str(on)))


def _open_data(name: str, year: FinancialYear, kind: str, on: dt.date) -> Download | None:
    if kind == "transparency.csv":
        return Download(f"{name}-transparency.csv", CSV, _encoded(grants_lines(year)))
    if kind == "360giving.csv":
        return Download(f"{name}-360giving.csv", CSV, _encoded(giving_csv(year)))
    if kind == "360giving.json":
        return Download(f"{name}-360giving.json", "application/json", _encoded(giving_json(year, on=on)))
    return None


def _encoded(found: Iterator[str]) -> Iterator[bytes]:
    return (text.encode() for text in found)


def write_statement(file: IO[bytes], kind: str, year: FinancialYear, slug: str = "") -> None:
    """Write a statement as a workbook: its awards, and on a second sheet how capital and revenue were used."""
    rows, more = map(values, lines(year, Narrowed(slug=slug))), [(USED, used_lines(year, slug))]
    SHEETS[kind][0](file, f"Ward budget statement {year.label}", rows, more=more)


def made_once(name: str, write: Callable[[IO[bytes]], None], *more: str) -> Iterator[bytes]:
    """Return a file in pieces that is made for whoever asks first and kept for the others; `more` is what it rests on.

    A workbook of a large year takes seconds. It rests on the audit's records, for no figure or name of it changes
    without one. Neither the file nor the rows are ever whole in memory.
    """
    rests_on = (kept.state_of_records(), settings.WAPENTAKE_COUNCIL, settings.WAPENTAKE_ADDRESS, *more)
    # Opened by whoever reads: an answer that nobody reads leaves no open file.
    with kept.kept(name, "\n".join(rests_on), write) as file:
        while piece := file.read(PIECE):
            yield piece
