"""A year's awards as a file, with the fields of the Local Government Transparency Code 2015 and no others."""

import csv
from collections.abc import Iterator

from wapentake.foundation.calendars import FinancialYear

from .pages.public import department
from .queries import awards

FIELDS = (
    "Date awarded",
    "Time period",
    "Department",
    "Beneficiary",
    "Registration number",
    "Purpose",
    "Amount in pounds",
)
# A spreadsheet reads a cell that begins with one of these as a formula, in their full-width forms too.
FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: an apostrophe comes before what would be one."""
    tidy = text.replace("\0", "")
    return f"'{tidy}" if tidy.lstrip(" ").startswith(FORMULA) else tidy


def awards_lines(year: FinancialYear) -> Iterator[str]:
    """Yield the file line by line, in constant memory. Amounts are plain numbers with two decimals."""
    writer = csv.writer(_Echo())
    yield writer.writerow(FIELDS)
    for row in awards(year=year).iterator(chunk_size=500):
        group = row.organisation
        yield writer.writerow(
            (
                row.decided_on.isoformat() if row.decided_on else "",
                year.label,
                plain_cell(department()),
                plain_cell(group.name),
                plain_cell(group.charity_number or group.company_number),
                plain_cell(row.title),
                f"{row.pence // 100}.{row.pence % 100:02d}",
            )
        )


class _Echo:
    """Hands each written line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
