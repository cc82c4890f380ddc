"""Nothing goes around escaping, and nothing that a strict content security policy would stop stands in a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .source import EXCUSE, HOUSE, Problem, Source, sources

MARKS = {"mark_safe", "SafeString", "SafeText", "Markup"}
# Components are made of escaping macros; what they make is marked as HTML there and nowhere else.
MAY_MARK = "design"
IN_PAGES = [
    (re.compile(r"\|\s*safe\b"), "|safe goes around escaping"),
    (re.compile(r"\{%-?\s*autoescape\s+(false|off)"), "autoescape is never turned off"),
    (re.compile(r"<style\b", re.IGNORECASE), "no style in a page: put it into design/scss"),
    (re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE | re.DOTALL), "no style attribute: use a class"),
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE), "no script in a page: serve it as a file"),
    (
        re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE | re.DOTALL),
        "no handler in a page: use a script file",
    ),
    (re.compile(r"javascript:", re.IGNORECASE), "no javascript: address"),
]


def problems(root: Path) -> Iterator[Problem]:
    """Yield marks of safety in code, and styles and scripts in templates."""
    for source in sources(root):
        yield from _marks(source)
    for path in sorted((root / HOUSE).glob("*/jinja/**/*")):
        if path.is_file():
            yield from _in_page(root, path)


def _marks(source: Source) -> Iterator[Problem]:
    for node in source.nodes:
        if not isinstance(node, ast.Attribute | ast.Name | ast.ImportFrom):
            continue
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in MARKS and not (name == "Markup" and source.room == MAY_MARK):
            yield from source.problem(node.lineno, f"{name}: text is escaped; only the design room's macros make HTML")
        if isinstance(node, ast.ImportFrom) and (named := MARKS & {alias.name for alias in node.names} - {"Markup"}):
            yield from source.problem(node.lineno, f"{', '.join(sorted(named))}: text is escaped, never marked")


def _in_page(root: Path, path: Path) -> Iterator[Problem]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    plain = re.sub(r"\{#.*?#\}", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.DOTALL)
    for pattern, what in IN_PAGES:
        for found in pattern.finditer(plain):
            line = plain.count("\n", 0, found.start()) + 1
            if not EXCUSE.search(lines[line - 1]):
                yield Problem(path.relative_to(root).as_posix(), line, what)
