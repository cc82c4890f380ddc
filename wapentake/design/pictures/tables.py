"""Tables, saved lists and pages of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere, with a small line under it. `about` is for who hears the link without its row."""

    text: str
    href: str
    note: str = ""
    about: str = ""
    shape: str = "link"


@dataclass(frozen=True, slots=True)
class Tag:
    """A cell with a tag, after plain text if there is any; kinds: ``, `late`, `open`, `done`. A small line under it."""

    text: str
    kind: str = ""
    before: str = ""
    note: str = ""
    shape: str = "tag"


@dataclass(frozen=True, slots=True)
class Said:
    """A cell of text with a small line under it that says why."""

    text: str
    note: str
    shape: str = "said"


@dataclass(frozen=True, slots=True)
class AmountBar:
    """A cell with a bar, `percent` long. Its amount is in another cell."""

    percent: float
    shape: str = "bar"


Cell = str | int | Markup | Link | Tag | Said | AmountBar


@dataclass(frozen=True, slots=True)
class Column:
    """A heading. Numbers align to the right; `sort` is `ascending` or `descending`; a bar's column hides on phones.

    Sentences stand below their heading on phones, not beside it. Brief columns stand there in one line after each
    other and say by themselves what they are; brief sentences stand without their heading.
    """

    label: str
    numeric: bool = False
    sort: str = ""
    hide_small: bool = False
    sentences: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns, the first of them the row's heading. `me` marks this ward."""

    cells: Sequence[Cell]
    me: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of things (stack) or of figures (scroll). Its caption is written, and hidden where a heading says it."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None
    hidden_caption: bool = True
    tight: bool = False
    empty: str = ""

    def __post_init__(self) -> None:
        for row in [*self.rows, *([self.total] if self.total else [])]:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"A row of “{self.caption}” has {len(row.cells)} cells for {len(self.columns)} columns."
                )


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link in navigation or a saved list, with a count of what waits there.

    `also` are the beginnings of addresses of pages that belong to it and stand elsewhere. Links of one `area` stand
    under one word of the desk's navigation, and then `within` it. `exact`: it leads to this very page, no page above.
    """

    label: str
    href: str
    current: bool = False
    count: int = 0
    also: tuple[str, ...] = ()
    area: str = ""
    within: tuple["NavLink", ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Where we are in a long list, as GOV.UK's pagination takes it."""

    number: int
    count: int
    href: str

    @classmethod
    def of(cls, number: int, count: int, href: str) -> "Pages":
        """Return page `number` of `count`; `href` holds `{}` for a page's number."""
        if not 1 <= number <= max(1, count):
            raise ValueError(f"There is no page {number} of {count}.")
        return cls(number, count, href)

    def to(self, number: int) -> str:
        """Return the address of a page."""
        return self.href.replace("{}", str(number))

    @property
    def params(self) -> dict[str, object]:
        """GOV.UK's parameters: the first page, the last, and those around this one."""
        shown = [n for n in range(1, self.count + 1) if n in (1, self.count) or abs(n - self.number) <= 1]
        items: list[dict[str, object]] = []
        before = 0
        for n in shown:
            if n - before == 2:
                items.append({"number": n - 1, "href": self.to(n - 1)})
            elif n - before > 2:
                items.append({"ellipsis": True})
            items.append({"number": n, "href": self.to(n), "current": n == self.number})
            before = n
        found: dict[str, object] = {"items": items}
        if self.number > 1:
            found["previous"] = {"href": self.to(self.number - 1)}
        if self.number < self.count:
            found["next"] = {"href": self.to(self.number + 1)}
        return found
