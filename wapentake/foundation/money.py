"""Money is integer pence. Text becomes pence here and nowhere else."""

import re

# Far above any ward's budget, far below what a bigint holds.
MOST_PENCE = 100_000_000_000
MOST_FIGURES = 20

_AMOUNT = re.compile(r"(?P<pounds>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<pence>[0-9]{2}))?")


class BadAmount(ValueError):
    """Text that is not an amount of money. Its message is a sentence that says what to do."""


def parse_pounds(text: str) -> int:
    """Return the pence in an amount as a person types it: `400`, `400.00`, `£1,584.00`.

    Raises `BadAmount` for anything that could be read in two ways: parts of a penny, exponents, minus signs,
    digits of other scripts, commas in the wrong place. Nought is an amount: whether it may be asked for is a rule.
    """
    tidy = text.strip()
    if not tidy:
        raise BadAmount("Enter an amount in pounds, like 400 or 400.50.")
    if tidy.startswith(("-", "−", "–", "£-", "-£")):
        raise BadAmount("Enter an amount of more than £0, without a minus sign.")
    if not tidy.isascii() and not tidy.lstrip("£").isascii():
        raise BadAmount("Enter the amount in ordinary digits, 0 to 9, like 400 or 400.50.")
    found = _AMOUNT.fullmatch(tidy.removeprefix("£").strip())
    if not found:
        raise BadAmount(_what_is_wrong(tidy))
    if len(found["pounds"]) > MOST_FIGURES:
        raise BadAmount("Enter an amount of less than £1,000,000,000.")
    pence = int(found["pounds"].replace(",", "")) * 100 + int(found["pence"] or 0)
    if pence > MOST_PENCE:
        raise BadAmount("Enter an amount of less than £1,000,000,000.")
    return pence


def _what_is_wrong(text: str) -> str:
    if re.fullmatch(r"£?\s*[0-9,]+\.([0-9]|[0-9]{3,})", text):
        return "Enter the pence as two figures, like 400.50."
    if re.fullmatch(r"£?\s*[0-9,]+(\.[0-9]{2})?", text):
        return "Put a comma only before each three figures, like 1,584.00, or leave commas out."
    return "Enter an amount in pounds, like 400 or 400.50."


def pounds(pence: int) -> str:
    """Return an amount with its pence, like `£1,584.00`; a negative one with a minus sign in front."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def pounds_short(pence: int) -> str:
    """Return an amount without `.00`, like `£1,584` or `£12.50`."""
    return pounds(pence).removesuffix(".00")
