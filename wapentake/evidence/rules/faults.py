"""What is wrong with a file, line by line: gathered to be shown together, not one at a time."""

from dataclasses import dataclass, field

from wapentake.foundation.files import BadFile

MOST_FAULTS = 1_000


class BadLines(BadFile):
    """A file was refused for one line or many: it is the first of them, and has them all."""

    def __init__(self, faults: list[BadFile]) -> None:
        first = faults[0]
        super().__init__(first.name, first.where, first.reason)
        self.faults = faults


@dataclass
class Faults:
    """The faults of a file that were met so far."""

    found: list[BadFile] = field(default_factory=list)

    def take(self, bad: BadFile) -> None:
        """Take note of a fault, to go on reading; raises `BadLines` when it is enough."""
        self.found.append(bad)
        if len(self.found) >= MOST_FAULTS:
            raise BadLines(self.found)

    def demand_none(self) -> None:
        """Raise `BadLines` if there was any."""
        if self.found:
            raise BadLines(self.found)


def line_of(bad: BadFile) -> int | None:
    """Return the number of the line that a fault is on; None where it is the file's."""
    number = bad.where.rpartition(" ")[2]
    return int(number) if number.isdigit() else None
