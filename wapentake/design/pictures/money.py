"""Money as a framed bar: paid, committed, reserved, returned, left, always in that order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wapentake.foundation.money import pounds_short

from .scales import percent

STAGES = ("paid", "committed", "reserved", "returned")


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """One stage's share of a bar; `x` and `width` are per cent of the picture."""

    stage: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A fund's money in pence. `scale` is the amount that a full-width bar stands for.

    `returned` was paid and came back: it is part of what was allotted, and not left to award.
    """

    paid: int
    committed: int
    reserved: int
    left: int
    scale: int
    returned: int = 0

    @classmethod
    def of(
        cls,
        *,
        paid: int = 0,
        committed: int = 0,
        reserved: int = 0,
        returned: int = 0,
        left: int = 0,
        scale: int | None = None,
    ) -> "MoneyBar":
        """Return a bar; with no `scale` it fills its place. Raises ValueError for an amount below nought."""
        if min(paid, committed, reserved, returned, left) < 0:
            raise ValueError("A bar shows no amount below nought.")
        total = paid + committed + reserved + returned + left
        return cls(paid, committed, reserved, left, max(total, scale or 0), returned)

    @property
    def total(self) -> int:
        return self.paid + self.committed + self.reserved + self.returned + self.left

    @property
    def width(self) -> str:
        """How much of the picture the whole fund takes."""
        return percent(self.total, self.scale)

    @property
    def parts(self) -> tuple[MoneyPart, ...]:
        """The stages that hold money, from the left."""
        drawn, before = [], 0
        for stage in STAGES:
            amount: int = getattr(self, stage)
            if amount:
                drawn.append(MoneyPart(stage, percent(before, self.scale), percent(amount, self.scale)))
            before += amount
        return tuple(drawn)

    @property
    def words(self) -> str:
        """The bar as a sentence without its full stop, like `£3,180 paid, £2,780 committed, £2,320 left`."""
        said = [f"{pounds_short(getattr(self, stage))} {stage}" for stage in STAGES if getattr(self, stage)]
        return ", ".join([*said, f"{pounds_short(self.left)} left"])


@dataclass(frozen=True, slots=True)
class FundLine:
    """A fund by name, with its bar and, if there is something to say, a sentence under it. `href`: its records."""

    name: str
    bar: MoneyBar
    note: str = ""
    href: str = ""


def share_scale(lines: Iterable[FundLine]) -> list[FundLine]:
    """Return the lines drawn to one scale: the largest fund fills its place."""
    lines = list(lines)
    scale = max((line.bar.total for line in lines), default=0)
    return [replace(line, bar=replace(line.bar, scale=scale)) for line in lines]


@dataclass(frozen=True, slots=True)
class Share:
    """An amount that is not a fund, as one bar of one tone; `percent` of the largest, `share` of the whole in words.

    `href` leads from the amount to the rows that it is the sum of.
    """

    amount: str
    name: str
    percent: float
    share: str = ""
    note: str = ""
    href: str = ""
