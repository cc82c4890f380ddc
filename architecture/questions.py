"""No question to the database is put together from words that came from outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .source import Problem, Source, dotted, sources

ASKING = {"execute", "executemany", "raw", "RawSQL", "copy"}
GIVEN = {"GET", "POST", "COOKIES", "headers", "META"}
SPREAD = "names of a request's fields must not choose what is asked: take those that a form knows"
EXTRA = ".extra() takes SQL as text: say it with the ORM, or with a query of its own"
BUILT = "this SQL is put together from text: give values as parameters, names as psycopg.sql.Identifier"


def problems(root: Path) -> Iterator[Problem]:
    """Yield every question whose words are put together, and every request that is spread out as arguments."""
    for source in sources(root):
        built = _built_names(source)
        for node in source.nodes:
            if isinstance(node, ast.Call):
                yield from _call(source, node, built)


def _call(source: Source, call: ast.Call, built: set[str]) -> Iterator[Problem]:
    for keyword in call.keywords:
        if keyword.arg is None and _is_of_request(keyword.value):
            yield from source.problem(call.lineno, SPREAD)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
    if name == "extra" and isinstance(call.func, ast.Attribute) and dotted(call.func.value) != "self":
        yield from source.problem(call.lineno, EXTRA)
    if name in ASKING and call.args and _is_built(call.args[0], built):
        yield from source.problem(call.lineno, BUILT)


def _is_of_request(node: ast.AST) -> bool:
    """Say whether an expression is a request's fields, as they are or as a dictionary."""
    return any(isinstance(part, ast.Attribute) and part.attr in GIVEN for part in ast.walk(node))


def _is_built(node: ast.AST, built: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in built
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) and not _is_constant(part.value) for part in node.values)
    if isinstance(node, ast.BinOp):  # words + words, or "… %s" % words
        return not _only_words(node)
    formats = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return formats and isinstance(node.func.value, ast.Constant)  # type: ignore[attr-defined]  # seen just above


def _is_constant(node: ast.AST) -> bool:
    """Say whether an expression is a constant of the program, LIKE_THIS."""
    return isinstance(node, ast.Name) and node.id.isupper()


def _only_words(node: ast.AST) -> bool:
    """Say whether an expression is written-out text alone, as a long line that is broken with a plus."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and _only_words(node.left) and _only_words(node.right)
    return isinstance(node, ast.Constant)


def _built_names(source: Source) -> set[str]:
    """Return the names that a file gives to text put together."""
    return {
        target.id
        for node in source.nodes
        if isinstance(node, ast.Assign) and _is_built(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
