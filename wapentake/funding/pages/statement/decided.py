"""On whose word a ward's money was awarded, as its statement says it."""

from collections.abc import Mapping

from django.utils.text import capfirst

from wapentake.foundation.money import pounds

from ...states import LegalBasis

RECOMMENDED = "on its councillors’ recommendation"
HOW = {
    LegalBasis.ADVICE: RECOMMENDED,
    LegalBasis.OFFICER: RECOMMENDED,
    LegalBasis.MEMBERS: RECOMMENDED,
    LegalBasis.MEMBER: "by its councillors, under section 236 of the 2007 Act",
    LegalBasis.CABINET: "by the Cabinet Member or the Leader",
    LegalBasis.ENTERED: "as officers entered it from what members decided or from earlier records",
}


def decided_words(by_basis: Mapping[str, int]) -> list[str]:
    """Return the lede with places for the amount and for whether the year runs, and a note where ways differ."""
    sums: dict[str, int] = {}
    for basis, pence in by_basis.items():
        sums[HOW[LegalBasis(basis)]] = sums.get(HOW[LegalBasis(basis)], 0) + pence
    ways = sorted((pence, how) for how, pence in sums.items() if pence)
    if len(ways) == 1 and ways[0][1] != HOW[LegalBasis.ENTERED]:
        return [f"{capfirst(ways[0][1])}, {{}} was awarded{{}}"]
    said = "; ".join(f"{pounds(pence)} {how}" for pence, how in reversed(ways))
    return ["{} was awarded{}", *([f"How it was decided: {said}."] if ways else [])]
