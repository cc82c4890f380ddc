"""How readings of other areas come to the wards. Pure sums: areas, shares and values in; wards, values and errors out.

Source of every rule: the council's design for evidence. Counts keep their exact total for each category, with what
could not be placed beside the wards; rates are one fitted figure divided by another; scores without both parts are
means weighted by addresses, and say so; ranks and deciles are never averaged, areas are counted. The error is half the
width between the areas that lie wholly inside a ward and all the areas that touch it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..states import Method

NOWHERE = ""  # the code under which what could not be placed is kept
WHOLE = 1 - 1e-6  # an area with this share lies wholly inside
Shares = Mapping[str, Mapping[str, float]]  # by area: by ward: the part of the area that lies in it

SHOWN = 80  # as many dots as a line takes

# An area of an index that has no decile of its own is counted by its rank: how many areas England has.
AREAS_OF_ENGLAND = {"lsoa11": 32_844, "lsoa21": 33_755}
TENTHS = ((0.1, "In the most deprived tenth of England"), (0.2, "In the most deprived fifth of England"))


@dataclass(frozen=True, slots=True)
class Fitted:
    """What came to a ward, or to nowhere. `inside` and `touching` are the sums between which a shared count lies.

    They are None where the figure is exact.
    """

    area: str
    category: str
    value: float
    method: Method
    error: float = 0.0
    inside: float | None = None
    touching: float | None = None

    @property
    def least(self) -> float:
        """The sum of the areas wholly inside, or the figure itself where it is exact."""
        return self.value if self.inside is None else self.inside

    @property
    def most(self) -> float:
        """The sum of all the areas that touch the ward, or the figure itself where it is exact."""
        return self.value if self.touching is None else self.touching


def fit_counts(
    values: Mapping[str, Mapping[str, float]],
    shares: Shares,
    wards: Sequence[str],
    method: Method,
    touched: Shares | None = None,
) -> list[Fitted]:
    """Fit counts by category and area; each category's wards and what is nowhere sum to exactly what was counted.

    `values` is by category, then by area. An area without shares is nowhere. `touched` says which areas touch which
    ward, where `shares` gives each to one: the error is what that may have got wrong.
    """
    found = []
    for category in sorted(values):
        exact: dict[str, float] = dict.fromkeys([*wards, NOWHERE], 0.0)
        inside, touching = _widths(values[category], touched or shares)
        for area, value in values[category].items():
            for ward, share in _parts(area, shares).items():
                exact[ward] = exact.get(ward, 0.0) + value * share
        rounded = round_to_total(exact, round(sum(values[category].values())))
        for ward in sorted(rounded):
            if ward == NOWHERE:
                found.append(Fitted(ward, category, rounded[ward], method))
                continue
            low, high = inside[ward], touching[ward]
            found.append(Fitted(ward, category, rounded[ward], method, (high - low) / 2, low, high))
    return found


def _parts(area: str, shares: Shares) -> Mapping[str, float]:
    return shares.get(area) or {NOWHERE: 1.0}


def _widths(values: Mapping[str, float], shares: Shares) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return, by ward, the sum of the areas wholly inside and of all that touch it."""
    inside: dict[str, float] = defaultdict(float)
    touching: dict[str, float] = defaultdict(float)
    for area, value in values.items():
        for ward, share in _parts(area, shares).items():
            touching[ward] += value
            if share >= WHOLE:
                inside[ward] += value
    return inside, touching


def round_to_total(exact: Mapping[str, float], total: int) -> dict[str, int]:
    """Round figures to whole ones that sum to a total: the largest remainders go up, the first code before others.

    Raises ValueError where the figures do not sum to the total within a half.
    """
    if abs(sum(exact.values()) - total) > 0.5:
        raise ValueError(f"The parts sum to {sum(exact.values())}, the whole is {total}.")
    rounded = {code: int(value + 1e-9) for code, value in exact.items()}
    missing = total - sum(rounded.values())
    order = sorted(exact, key=lambda code: (-(exact[code] + 1e-9 - rounded[code]), code))
    for code in order[: max(missing, 0)]:
        rounded[code] += 1
    for code in [code for code in reversed(order) if rounded[code] > 0][: max(-missing, 0)]:
        rounded[code] -= 1
    return rounded


def fit_means(
    values: Mapping[str, float], shares: Shares, weights: Mapping[str, float], wards: Sequence[str]
) -> list[Fitted]:
    """Return the mean of the areas of each ward, weighted by the addresses (or people) of the parts that lie in it.

    A ward that no area with a value touches has no mean, which is not nought.
    """
    found = []
    for ward in wards:
        parts = [(area, share) for area in values if (share := shares.get(area, {}).get(ward))]
        middle = _mean(values, weights, parts)
        if middle is None:
            continue
        whole = _mean(values, weights, [(area, 1.0) for area, share in parts if share >= WHOLE])
        all_of_them = _mean(values, weights, [(area, 1.0) for area, _ in parts])
        ends = [end for end in (whole, all_of_them, middle) if end is not None]
        found.append(Fitted(ward, "", middle, Method.WEIGHTED_MEAN, (max(ends) - min(ends)) / 2))
    return found


def _mean(
    values: Mapping[str, float], weights: Mapping[str, float], parts: Iterable[tuple[str, float]]
) -> float | None:
    weighed = [(values[area], weights.get(area, 0.0) * share) for area, share in parts]
    whole = sum(weight for _, weight in weighed)
    return sum(value * weight for value, weight in weighed) / whole if whole > 0 else None


def mean_of_all(values: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """Return the mean of all areas, weighted by their addresses or people; None where none has any."""
    return _mean(values, weights, [(area, 1.0) for area in values])


def by_category(values: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return, for each decile, the areas that are in it, each once: deciles are counted and never averaged."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for area, value in values.items():
        found[f"{value:.0f}"][area] = 1.0
    return dict(found)


def tenths(ranks: Mapping[str, float], areas: int) -> dict[str, dict[str, float]]:
    """Return, by category, the areas whose rank is in England's most deprived tenth and fifth."""
    return {
        words: {area: 1.0 for area, rank in ranks.items() if rank <= areas * part} for part, words in TENTHS
    }  # fmt: skip


def best_fit(shares: Shares) -> dict[str, dict[str, float]]:
    """Return each area wholly in the ward that holds most of it, the first code where two hold as much."""
    return {area: {min(parts, key=lambda ward: (-parts[ward], ward)): 1.0} for area, parts in shares.items() if parts}


def divide(over: Mapping[str, Fitted], under: Mapping[str, Fitted], times: int) -> list[Fitted]:
    """Divide one fitted figure by another, area by area.

    The error is half the width between what the areas wholly inside give, what all that touch give, and the figure: the
    two parts are of the same areas, so that their errors do not add up.
    """
    found = []
    for area in sorted(over.keys() & under.keys()):
        a, b = over[area], under[area]
        if area != NOWHERE and b.value > 0:
            ends = [(a.value, b.value), (a.least, b.least), (a.most, b.most)]
            values = [times * over_it / under_it for over_it, under_it in ends if under_it > 0]
            found.append(Fitted(area, "", values[0], Method.DIVIDED, (max(values) - min(values)) / 2))
    return found


def totals(fitted: Sequence[Fitted]) -> list[Fitted]:
    """Return each area's total: the sum of its rounded categories, with their errors. None where there is one only."""
    if {one.category for one in fitted} <= {""}:
        return []
    found: dict[str, Fitted] = {}
    for one in fitted:
        old = found.get(one.area)
        found[one.area] = _sum(old, one) if old else replace(one, category="")
    return [found[area] for area in sorted(found)]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ward stands among all: its rank from the highest and from the lowest, and among how many."""

    rank: int | None = None
    rank_low: int | None = None
    of: int | None = None


def standings(fitted: Sequence[Fitted], wards: frozenset[str]) -> dict[tuple[str, str], Standing]:
    """Return, by ward and category, where each ward stands."""
    found: dict[tuple[str, str], Standing] = {}
    for category, values in values_of_wards(fitted, wards).items():
        highest, lowest = ranks(values), ranks({ward: -value for ward, value in values.items()})
        for ward in values:
            found[ward, category] = Standing(highest[ward], lowest[ward], len(values))
    return found


def values_of_wards(fitted: Sequence[Fitted], wards: frozenset[str]) -> dict[str, dict[str, float]]:
    """Return the wards' values by category."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one in fitted:
        if one.area in wards:
            found[one.category][one.area] = one.value
    return dict(found)


def some_of(values: Sequence[float], most: int = SHOWN) -> list[float]:
    """Return values in order; of very many, some of them evenly chosen, the lowest and the highest among them."""
    order = sorted(values)
    if len(order) <= most:
        return order
    return [order[round(place * (len(order) - 1) / (most - 1))] for place in range(most)]


def _sum(old: Fitted, one: Fitted) -> Fitted:
    exact = old.inside is None and one.inside is None
    return replace(
        old,
        value=old.value + one.value,
        error=old.error + one.error,
        inside=None if exact else old.least + one.least,
        touching=None if exact else old.most + one.most,
    )


def ranks(values: Mapping[str, float]) -> dict[str, int]:
    """Return the rank of each ward, 1 for the highest; equal values share a rank."""
    order = sorted(values.values(), reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(order, 1):
        first.setdefault(value, place)
    return {ward: first[value] for ward, value in values.items()}
