"""Budgets: how long a file, a function, a view and a template may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .source import EXCUSE, HOUSE, Problem, Source, first_line, functions, sources

FILE, FUNCTION, VIEW, TEMPLATE = 400, 40, 25, 150


def problems(root: Path) -> Iterator[Problem]:
    """Yield what is longer than its budget. An excuse stands on the first line of a file or of a function."""
    yield from _files(root)
    yield from _functions(root)
    yield from _templates(root)


def _files(root: Path) -> Iterator[Problem]:
    for source in sources(root, aside=True):
        if "migrations" in source.parts or _is_front_door(source):
            continue
        if len(source.lines) > FILE:
            what = f"{len(source.lines)} lines, the budget is {FILE}: make it a package of the same name, split by noun"
            yield from source.problem(1, what)


def _is_front_door(source: Source) -> bool:
    """Say whether a file only lists what its package offers: an `__init__.py` of imports and `__all__` (ADR 12)."""
    said = 1 if ast.get_docstring(source.tree) else 0
    return source.path.name == "__init__.py" and all(map(_is_listing, source.tree.body[said:]))


def _is_listing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        return [getattr(target, "id", None) for target in node.targets] == ["__all__"]
    return isinstance(node, ast.ImportFrom)


def _functions(root: Path) -> Iterator[Problem]:
    for source in sources(root):
        budget, kind = (VIEW, "view") if source.floor == "views" else (FUNCTION, "function")
        for node in functions(source):
            length = _length(node)
            if length > budget:
                what = f"{node.name} has {length} lines, the budget of a {kind} is {budget}"
                yield from source.problem(first_line(node), what)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function from `def` to its end; what it says of itself costs nothing."""
    said = node.body[0] if ast.get_docstring(node) else None
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (_lines(said) if said else 0)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _templates(root: Path) -> Iterator[Problem]:
    for path in sorted((root / HOUSE).glob("*/jinja/**/*.*")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > TEMPLATE and not EXCUSE.search(lines[0]):
            what = f"{len(lines)} lines, the budget of a template is {TEMPLATE}: take a part out as a macro"
            yield Problem(path.relative_to(root).as_posix(), 1, what)
