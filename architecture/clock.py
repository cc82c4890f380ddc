"""The clock is read where a request or a job comes in, and handed down from there; stored moments are London's days."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .source import HOUSE, Problem, Source, dotted, sources

FLOORS = {"views", "jobs", "api", "management", "access"}
# Foundation keeps the clock itself, and what runs by it: the supervisor, published pages, backups, mail providers.
FOUNDATION = {"calendars", "jobs", "mail", "management", "operations", "published", "supervisor"}
CLOCKS = {
    "calendars.now", "calendars.today", "timezone.now", "timezone.localdate", "timezone.localtime",
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.localtime", "time.gmtime",
    "functions.Now",
}  # fmt: skip
HOMES = {"calendars", "timezone", "time", "functions"}
WHAT = "the clock is read in views, jobs, api and commands only: take `on` or `at` from the caller"
# What comes from the database is in UTC: from April to October its day is wrong for an hour.
STORED = re.compile(r"(\bat|_at|last_login|last_used)\.date\(\)|\{[\w.]*_at:%")
DAY = "a stored moment is in UTC: write london_date(…), or |london_date in a template"


def problems(root: Path) -> Iterator[Problem]:
    """Yield every reading of the clock below the views, and every stored moment whose day is taken in UTC."""
    for path in sorted(root.glob(f"{HOUSE}/*/jinja/**/*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if STORED.search(line):
                yield Problem(path.relative_to(root).as_posix(), number, DAY)
    for source in sources(root):
        for number, line in enumerate(source.lines, start=1):
            if STORED.search(line):
                yield from source.problem(number, DAY)
        allowed = FOUNDATION if source.room == "foundation" else FLOORS
        if source.floor not in allowed:
            yield from _readings(source)


def _readings(source: Source) -> Iterator[Problem]:
    own, called = set(_imported(source)), dict(_renamed(source))
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and _is_a_clock(dotted(node), called):
            yield from source.problem(node.lineno, f"{dotted(node)}: {WHAT}")
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in own:
            yield from source.problem(node.lineno, f"{node.id}: {WHAT}")
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield from source.problem(node.value.lineno, f"{node.arg}: {WHAT}")


def _is_a_clock(words: str, called: dict[str, str]) -> bool:
    first, dot, rest = words.partition(".")
    words = f".{called.get(first, first)}{dot}{rest}"
    return any(words.endswith(f".{clock}") for clock in CLOCKS)


def _renamed(source: Source) -> Iterator[tuple[str, str]]:
    """Yield what a file calls by another name than its own, as `import …calendars as days` does."""
    for node in source.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                if alias.asname:
                    yield alias.asname, alias.name.rpartition(".")[2]


def _imported(source: Source) -> Iterator[str]:
    """Yield the names under which a file imports a clock itself, like `from …calendars import today`."""
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").rpartition(".")[2] in HOMES:
            for alias in node.names:
                if f"{(node.module or '').rpartition('.')[2]}.{alias.name}" in CLOCKS:
                    yield alias.asname or alias.name
