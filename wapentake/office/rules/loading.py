"""What a file of councillors holds, once it is read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.places.models import Ward


@dataclass(frozen=True)
class LoadedCouncillor:
    """One line of a file of councillors, read and checked by itself."""

    line: int
    name: str
    email: str
    ward: Ward
    elected_on: dt.date
    by_election: bool = False
    group: str = ""
    public_email: str = ""
    public_phone: str = ""
    surgery: str = ""


class BadLines(Exception):
    """Lines of a file that cannot be loaded: (line, sentence). Nothing was written."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__("; ".join(f"line {line}: {what}" for line, what in faults))
        self.faults = list(faults)
