"""A template and its data to PDF/UA-1, checked as it is written; tables and shaded maps as typst takes them."""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from .pictures import Choropleth, Table

# The tones of a shaded map, the lowest first, on paper as on the screen; the first of all is an area without a figure.
TONES = ("#ffffff", "#e9f1ef", "#bcd6d4", "#8fbdbb", "#3d8084", "#0e4045")
# What stands for a letter that no font of ours has, and how the compiler says which one that is.
UNKNOWN = "□"
UNSEEN = re.compile(r'the text `"(?:\\u\{[0-9a-f]+\})*(.)')
EDGE, OUTLINE = "#7d8a87", "#a3420f"


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """Return a template's PDF/UA-1; the template reads what it says from the input `data`, as JSON."""
    import typst  # here, since few processes ever make a PDF and it costs each 7 MB

    said = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            return bytes(
                _compiler_of(template).compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": said})
            )
        except typst.TypstError as error:
            said = _without_letters(said, str(error))


def _without_letters(said: str, error: str) -> str:
    """Return what is to be said with a mark for each letter of a script that no font of ours has.

    PDF/UA-1 takes no letter that cannot be seen. Raises ValueError for whatever else is wrong with a document.
    """
    found = UNSEEN.search(error)
    letters = {letter for letter in said if found and _kin(letter) == _kin(found[1])}
    if not letters:
        raise ValueError(f"The document cannot be made: {error}")
    return said.translate(dict.fromkeys(map(ord, letters), UNKNOWN))


def _kin(letter: str) -> str:
    """Return what letters of one script share: the first word of their names; all pictures are one script."""
    return "picture" if ord(letter) > 0xFFFF else unicodedata.name(letter, letter).partition(" ")[0]


@lru_cache
def _compiler_of(template: Path) -> Any:
    """Return a template's compiler with its fonts, made once: no font of the machine changes what it looks like."""
    import typst  # here, since few processes ever make a PDF and it costs each 7 MB

    return typst.Compiler(template, root=template.parent, ignore_system_fonts=True)


def map_data(found: Choropleth) -> dict[str, Any]:
    """Return a shaded map as typst takes it: the picture, the sentence that stands for it, and its legend."""
    areas = "".join(
        f'<path d={quoteattr(one.path)} fill="{TONES[one.step]}" stroke="{EDGE}" stroke-width="2"/>'
        for one in found.shades
    )
    outlines = "".join(
        f'<path d={quoteattr(path)} fill="none" stroke="{OUTLINE}" stroke-width="8"/>' for path in found.outlines
    )
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found.view_box}">{areas}{outlines}</svg>',
        "words": found.words,
        "legend": [{"tone": TONES[step], "words": words} for step, words in found.legend],
    }


def table_data(table: Table) -> dict[str, Any]:
    """Return a table as typst takes it. Columns without a heading hold pictures, which are left out."""
    kept = [i for i, column in enumerate(table.columns) if column.label]
    rows = [[_text(row.cells[i]) for i in kept] for row in table.rows]
    return {
        "columns": [table.columns[i].label for i in kept],
        "numeric": [table.columns[i].numeric for i in kept],
        "widths": [0 if table.columns[i].numeric else _width(i, rows, n) for n, i in enumerate(kept)],
        "rows": rows,
        "total": [_text(table.total.cells[i]) for i in kept] if table.total else [],
    }


def _width(column: int, rows: list[list[Any]], place: int) -> int:
    """Return a share of the width for a column of words, by its longest cell."""
    longest = max((len(str(row[place])) for row in rows), default=8)
    return max(8, min(24, longest)) + (10 if column == 0 else 0)


def _text(cell: Any) -> str | dict[str, str]:
    """Return a cell's words, with the small line under them where there is one."""
    text = str(getattr(cell, "text", cell))
    note = getattr(cell, "note", "")
    return {"text": text, "note": note} if note else text
