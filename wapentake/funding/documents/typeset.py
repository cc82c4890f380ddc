"""Data and a template of this room to PDF/UA-1, which typst checks as it writes it."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent.parent / "typst"


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """Return a template's PDF/UA-1; the template reads what it says from the input `data`, as JSON."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return _compiler_of(template).compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)


@lru_cache
def _compiler_of(template: str) -> Any:
    """Return a template's compiler with its fonts, made once: no font of the machine changes what it looks like."""
    import typst  # here, since few processes ever make a PDF and it costs each 7 MB

    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, ignore_system_fonts=True)
