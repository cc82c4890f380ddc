"""Cells of a line, each read as what it must be, with a clear refusal where it is not."""

import re
from dataclasses import dataclass

from wapentake.foundation.files import BadFile

MONTH, YEAR = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])"), re.compile(r"(19|20)\d\d")
LSOA = re.compile(r"E01\d{6}")
CODE = re.compile(r"[EKNSW]\d{8}")
LONGEST_CATEGORY = 120
NUMBER = re.compile(r"-?([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]{1,12})?")
DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of a file by heading, which says what is wrong with a cell."""

    name: str
    line: int
    by: dict[str, str]

    def bad(self, heading: str, why: str) -> BadFile:
        """Return the refusal of a cell, with its line and what stands there."""
        return BadFile(self.name, f"line {self.line}", f"{heading} is “{self.by.get(heading, '')[:40]}”: {why}")

    def text(self, heading: str, *, most: int = 120) -> str:
        """Return a cell that may not be empty; raises `BadFile`."""
        found = self.by[heading].strip()
        if not found or len(found) > most:
            raise self.bad(heading, "it is empty." if not found else f"the most is {most} characters.")
        return found

    def category(self, heading: str) -> str:
        """Return a category, which may be empty; raises `BadFile` for one that is too long to keep.

        The export puts an apostrophe before what a spreadsheet would take for a formula.
        """
        found = self.by[heading].strip().removeprefix("'")
        if len(found) > LONGEST_CATEGORY:
            raise self.bad(heading, f"the most is {LONGEST_CATEGORY} characters.")
        return found

    def lsoa(self, heading: str) -> str:
        """Return the code of a lower super output area; raises `BadFile`."""
        found = self.by[heading].strip()
        if not LSOA.fullmatch(found):
            raise self.bad(heading, "this is not the code of a lower super output area, like E01007694.")
        return found

    def month(self, heading: str) -> str:
        """Return a month like 2025-04; raises `BadFile`."""
        found = self.by[heading].strip()
        if not MONTH.fullmatch(found):
            raise self.bad(heading, "a month is written 2025-04.")
        return found

    def number(self, heading: str) -> float:
        """Return a finite number written in digits, commas between thousands at most; raises `BadFile`."""
        found = self.by[heading].strip()
        if not NUMBER.fullmatch(found):
            comma = " A decimal is written with a point, as 12.5." if DECIMAL_COMMA.fullmatch(found) else ""
            raise self.bad(heading, f"this is not a number.{comma}")
        return float(found.replace(",", ""))

    def count(self, heading: str) -> float:
        """Return a whole number, nought or more; raises `BadFile`."""
        found = self.number(heading)
        if found < 0 or found != int(found):
            raise self.bad(heading, "a count is a whole number, nought or more.")
        return found
