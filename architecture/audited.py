"""One action, one audit record: no action can end without any, or with several, but for those that post the ledger.

A way that ends early because nothing was to do may write none, so an action counts as sound that writes one on some of
its ways; the tests of each action look at its record.

An action that calls other actions leaves the records to them, and may write one of its own about the whole.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .source import Problem, Source, dotted, first_line, sources

# The ledger's posting function appends the audit record itself, in the database; the published site's acts theirs.
RECORDS = {
    "audit.record", "ledger.post", "published.hold", "published.lift", "published.withdraw", "published.reinstate",
}  # fmt: skip
Counts = frozenset[int]
NONE: Counts = frozenset({0})
MANY = 2


def problems(root: Path) -> Iterator[Problem]:
    """Yield the actions that can end without a record, or with more than one."""
    rooms: dict[str, list[Source]] = {}
    for source in sources(root):
        if source.floor == "actions" and source.room != "foundation":
            rooms.setdefault(source.room, []).append(source)
    for files in rooms.values():
        yield from _Room(files).problems()


@dataclass
class _Room:
    """The actions of a room, and how many records each of its functions can write."""

    files: list[Source]
    known: dict[str, Counts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.defs = {
            node.name: (source, node)
            for source in self.files
            for node in source.tree.body
            if isinstance(node, ast.FunctionDef)
        }
        self.aliases = {name: real for source in self.files for name, real in _aliases(source.tree)}
        self.others = {name for source in self.files for name in _actions_of_others(source.tree)}
        self.public = self._public()

    def problems(self) -> Iterator[Problem]:
        for name, (source, node) in self.defs.items():
            if name in self.public:
                counts = self.counts_of(name)
                if counts <= NONE and not self._calls_actions(node):
                    yield from source.problem(
                        first_line(node), f"{name} writes no audit record: one action, one record"
                    )
                elif max(counts) > 1:
                    what = f"{name} can write several audit records: one action, one record"
                    yield from source.problem(first_line(node), what)

    def _calls_actions(self, node: ast.FunctionDef) -> bool:
        """Say whether a function, or a helper of its own, calls another action of this room or of a lower one."""
        seen, todo = set[str](), [node]
        while todo:
            for part in ast.walk(todo.pop()):
                name = dotted(part.func) if isinstance(part, ast.Call) else ""
                if {name, name.rpartition(".")[0]} & self.others or name in self.public:
                    return True
                if name in self.defs and name not in seen:
                    seen.add(name)
                    todo.append(self.defs[name][1])
        return False

    def _public(self) -> set[str]:
        """What `__init__` of a package exports; of a single file, every function without an underscore."""
        for source in self.files:
            if source.parts[-1] == "__init__":
                return {alias.asname or alias.name for node in source.tree.body if isinstance(node, ast.ImportFrom)
                        for alias in node.names}  # fmt: skip
        return {name for name in self.defs if not name.startswith("_")}

    def counts_of(self, name: str) -> Counts:
        """Return how many records a function can have written when it ends well."""
        if name not in self.known:
            self.known[name] = NONE  # of itself, while it is being counted
            going, done = self._block(self.defs[name][1].body)
            self.known[name] = going | done or NONE
        return self.known[name]

    def _block(self, body: list[ast.stmt]) -> tuple[Counts, Counts]:
        """Return the counts with which a block goes on, and those with which it returns."""
        going, done = NONE, frozenset[int]()
        for statement in body:
            onward, ended = self._statement(statement)
            done |= _sum(going, ended)
            going = _sum(going, onward)
            if not going:
                break
        return going, done

    def _statement(self, node: ast.stmt) -> tuple[Counts, Counts]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            return NONE, frozenset()
        if isinstance(node, ast.Raise):
            return frozenset(), frozenset()
        if isinstance(node, ast.Return):
            return frozenset(), self._calls(node)
        blocks, optional = _blocks(node)
        if not blocks:
            return self._calls(node), frozenset()
        head = self._calls(*_heads(node))
        parts = [self._block(block) for block in blocks]
        going = frozenset[int]().union(*(part[0] for part in parts)) | (NONE if optional else frozenset())
        done = frozenset[int]().union(*(part[1] for part in parts))
        return _sum(head, going), _sum(head, done)

    def _calls(self, *nodes: ast.AST) -> Counts:
        counts = NONE
        for node in nodes:
            for part in ast.walk(node):
                if isinstance(part, ast.Call):
                    counts = _sum(counts, self._call(dotted(part.func)))
        return counts

    def _call(self, name: str) -> Counts:
        real = self.aliases.get(name, name)
        if real in RECORDS:
            return frozenset({1})
        return self.counts_of(real) if real in self.defs and real not in self.public else NONE


def _sum(one: Counts, other: Counts) -> Counts:
    return frozenset(min(a + b, MANY) for a in one for b in other)


def _aliases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield names under which the recording functions are imported: `record`, `post`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = f"{(node.module or '').rpartition('.')[2]}.{alias.name}"
                if full in RECORDS:
                    yield alias.asname or alias.name, full


def _actions_of_others(tree: ast.Module) -> Iterator[str]:
    """Yield the names under which actions of other rooms are known in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            inside = ".actions" in f"{node.module}"
            yield from (alias.asname or alias.name for alias in node.names if inside or alias.name == "actions")


def _blocks(node: ast.stmt) -> tuple[list[list[ast.stmt]], bool]:
    """Return the blocks of a statement that may run, and whether perhaps none of them does."""
    if isinstance(node, ast.If):
        return [node.body, *([node.orelse] if node.orelse else [])], not node.orelse
    if isinstance(node, ast.For | ast.While):
        return [node.body], True
    if isinstance(node, ast.With):
        return [node.body], False
    if isinstance(node, ast.Try):
        return [node.body + node.orelse + node.finalbody, *(handler.body for handler in node.handlers)], False
    if isinstance(node, ast.Match):
        return [case.body for case in node.cases], True
    return [], False


def _heads(node: ast.stmt) -> list[ast.AST]:
    """Return what a statement asks before its blocks run."""
    if isinstance(node, ast.If | ast.While):
        return [node.test]
    if isinstance(node, ast.For):
        return [node.iter]
    if isinstance(node, ast.With):
        return [item.context_expr for item in node.items]
    return [node.subject] if isinstance(node, ast.Match) else []
