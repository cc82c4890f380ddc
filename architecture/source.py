"""The house's files, as the checks read them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = "wapentake"
# `# house: the reason` at the end of a line excuses what a check would find on it.
EXCUSE = re.compile(r"#\s*house:\s*\S.{7,}")
ASIDE = {"migrations", "tests"}


@dataclass(frozen=True, order=True)
class Problem:
    """Something that breaks a rule of the house, and what to do about it."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Source:
    """One Python file of the house."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        """The path as people say it, from the root on."""
        return self.path.relative_to(self.root).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in the tree, in the order of `ast.walk`: walked once for all checks."""
        return list(ast.walk(self.tree))

    @property
    def parts(self) -> tuple[str, ...]:
        """`("wapentake", room, floor, …)`, without `.py`."""
        return self.path.relative_to(self.root).with_suffix("").parts

    @property
    def room(self) -> str:
        return self.parts[1] if len(self.parts) > 1 else ""

    @property
    def floor(self) -> str:
        return self.parts[2] if len(self.parts) > 2 else ""

    def excused(self, line: int) -> bool:
        """Say whether a line, or a comment on the line above it, carries its reason for being an exception."""
        above = self.lines[line - 2].strip() if line > 1 else ""
        return bool(EXCUSE.search(self.lines[line - 1]) or (above.startswith("#") and EXCUSE.search(above)))

    def problem(self, line: int, what: str) -> Iterator[Problem]:
        """Yield a problem on a line, unless the line is excused."""
        if not self.excused(line):
            yield Problem(self.name, line, what)


def sources(root: Path, *, aside: bool = False) -> list[Source]:
    """Return the house's Python files by path; migrations and tests only if asked for."""
    files = sorted((root / HOUSE).rglob("*.py"))
    return [_read(root, path, path.stat().st_mtime_ns) for path in files if aside or not _is_aside(root, path)]


def _is_aside(root: Path, path: Path) -> bool:
    return bool(ASIDE & set(path.relative_to(root).parts))


@cache
def _read(root: Path, path: Path, changed: int) -> Source:
    """Return a file as it was when it was changed last: ten checks look at one tree."""
    return Source(root, path)


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, methods and inner ones too."""
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return where a function begins, its decorators included."""
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def dotted(node: ast.AST) -> str:
    """Return a name with its dots, like `calendars.now`; nothing for what is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
