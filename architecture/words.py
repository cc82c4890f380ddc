"""The council's own words: every label and every kind of record is in docs/words.md, and the spelling is British."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .source import HOUSE, Problem, Source, sources

LIST = Path("docs/words.md")
PAGES = f"{HOUSE}/*/jinja/**/*.html"
# What a council calls its area is a setting, WAPENTAKE_AREA. The demonstration and the default rules are Rotherham's.
AREA = re.compile(r"\bboroughs?\b", re.IGNORECASE)
AREA_SAID = "not every council is a borough: say WAPENTAKE_AREA (`brand.area`), or “the council”"
DEMONSTRATION = (f"{HOUSE}/site/actions/", f"{HOUSE}/site/management/", f"{HOUSE}/funding/states/rotherham.py")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
CHOICES = {"TextChoices", "IntegerChoices"}
PROSE = ("*.md", "docs/**/*.md", f"{HOUSE}/**/*.md", f"{HOUSE}/*/jinja/**/*.html")
# The American stem, and the British one.
STEMS = {
    "organiz": "organis", "recogniz": "recognis", "summariz": "summaris", "realiz": "realis", "authoriz": "authoris",
    "prioritiz": "prioritis", "customiz": "customis", "minimiz": "minimis", "maximiz": "maximis",
    "finaliz": "finalis", "apologiz": "apologis", "categoriz": "categoris", "emphasiz": "emphasis",
    "publiciz": "publicis", "analyz": "analys", "anonymiz": "anonymis", "pseudonymiz": "pseudonymis",
    "centraliz": "centralis", "neighbor": "neighbour", "behavior": "behaviour", "favor": "favour", "honor": "honour",
    "labor": "labour", "color": "colour", "center": "centre", "canceled": "cancelled", "canceling": "cancelling",
    "labeled": "labelled", "traveled": "travelled", "modeled": "modelled", "defense": "defence", "gray": "grey",
    "catalog": "catalogue", "enrollment": "enrolment", "skillful": "skilful", "coordinator": "co-ordinator",
}  # fmt: skip
# Words that hold such a stem and are right all the same.
RIGHT = re.compile(r"^(catalogue\w*|laborator\w*|elaborat\w*|collaborat\w*|honorar\w*|colorama)$", re.IGNORECASE)
STEM = re.compile(
    r"(?<![\w./-])(\w*?(?:" + "|".join(sorted(STEMS, key=len, reverse=True)) + r")\w*)(?![\w./=(-]|:\s*#)",
    re.IGNORECASE,
)


def problems(root: Path) -> Iterator[Problem]:
    """Yield words that the list does not explain, and American spellings."""
    listed = words_of((root / LIST).read_text(encoding="utf-8"))
    for source in sources(root):
        yield from _unlisted(source, listed)
        yield from _spelling(source.name, prose_of(source))
        yield from _own_area(source)
    for path in sorted({path for pattern in PROSE for path in root.glob(pattern)}):
        if "node_modules" not in path.parts and ".venv" not in path.parts:
            lines = enumerate(_without_code(path.read_text(encoding="utf-8")).splitlines(), start=1)
            yield from _spelling(path.relative_to(root).as_posix(), lines)
    for path in sorted(root.glob(PAGES)):
        page = re.sub(r"\{#.*?#\}", _blank, path.read_text(encoding="utf-8"), flags=re.DOTALL)
        yield from _area_in_pages(
            path.relative_to(root).as_posix(), enumerate(_without_code(page).splitlines(), start=1)
        )


def _own_area(source: Source) -> Iterator[Problem]:
    """Yield sentences that call the council's area a borough: it may be a district, a city or a county."""
    if source.name.startswith(DEMONSTRATION):
        return
    docstrings = {id(ast.get_docstring(node) and node.body[0].value) for node in _documented(source)}
    for node in source.nodes:
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and AREA.search(node.value):
            yield from source.problem(node.lineno, AREA_SAID)


def _documented(source: Source) -> Iterator[Any]:
    return (node for node in source.nodes if isinstance(node, DOCUMENTED))


def _area_in_pages(name: str, lines: Iterator[tuple[int, str]]) -> Iterator[Problem]:
    for number, line in lines:
        if AREA.search(line):
            yield Problem(name, number, AREA_SAID)


def words_of(text: str) -> set[str]:
    """Return the words that the list explains: the first cell of each row of its tables, in small letters."""
    rows = re.findall(r"^\|\s*([^|]+?)\s*\|", text, re.MULTILINE)
    return {word.strip("*` ").lower() for row in rows for word in row.split(" / ")}


def _unlisted(source: Source, listed: set[str]) -> Iterator[Problem]:
    for node in source.nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases}
        if bases & CHOICES:
            for line, label in _labels(node):
                if label.lower() not in listed:
                    yield from source.problem(line, f"“{label}” is a label, and {LIST} does not explain it")
        elif source.floor == "models" and bases & {"Model", "Dated", "AbstractBaseUser"} and not _is_abstract(node):
            name = re.sub(r"(?<!^)(?=[A-Z])", " ", node.name)
            if name.lower() not in listed:
                yield from source.problem(node.lineno, f"“{name}” is a kind of record, and {LIST} does not explain it")


def _labels(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            last = line.value.elts[-1]
            if isinstance(last, ast.Constant) and isinstance(last.value, str):
                yield line.lineno, last.value


def _is_abstract(node: ast.ClassDef) -> bool:
    inner = [part for part in node.body if isinstance(part, ast.ClassDef) and part.name == "Meta"]
    return any("abstract" in ast.dump(meta) for meta in inner)


def prose_of(source: Source) -> Iterator[tuple[int, str]]:
    """Yield comments, docstrings and sentences of a file with their lines: what people read, not names of code."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        is_sentence = token.type == tokenize.STRING and " " in token.string.strip()
        if token.type == tokenize.COMMENT or is_sentence:
            for number, line in enumerate(token.string.splitlines()):
                yield token.start[0] + number, re.sub(r"`[^`]*`|\{[^}]*\}", "", line)


def _without_code(text: str) -> str:
    """Return a document without code, tags, comments and expressions, line for line."""
    code = r"```.*?```|`[^`\n]*`|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|https?://\S+"
    return re.sub(code, _blank, text, flags=re.DOTALL)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _spelling(name: str, lines: Iterator[tuple[int, str]]) -> Iterator[Problem]:
    for number, line in lines:
        for word in STEM.findall(line):
            stem = next(stem for stem in sorted(STEMS, key=len, reverse=True) if stem in word.lower())
            if not RIGHT.match(word) and not word.isupper() and "# house:" not in line:
                yield Problem(name, number, f"“{word}”: in British spelling {STEMS[stem]}…")
