"""Whole numbers as people and addresses write them."""

MOST_FIGURES = 9  # more fit no column of ours, and thousands of them Python refuses to read


def whole(text: str, otherwise: int) -> int:
    """Return a whole number, nought or more, that is written in figures; something else where it is none."""
    tidy = text.strip()
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= MOST_FIGURES else otherwise
