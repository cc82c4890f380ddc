"""Tables of figures in which no column stands that would be empty."""

from collections.abc import Sequence

from wapentake.design.pictures import Cell, Column, Row, Table

Columns = Sequence[tuple[Column, Sequence[Cell]]]


def full_table(caption: str, columns: Columns, *, hidden: bool = False, tight: bool = False) -> Table:
    """Return a table of those columns that say something in a row; the first always stands."""
    shown = [one for place, one in enumerate(columns) if not place or any(_words(cell) for cell in one[1])]
    rows = [Row(cells) for cells in zip(*(cells for _, cells in shown), strict=True)]
    return Table(caption, [column for column, _ in shown], rows, hidden_caption=hidden, tight=tight)


def _words(cell: Cell) -> str:
    return str(getattr(cell, "text", cell))
