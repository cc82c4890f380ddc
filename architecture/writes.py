"""Only actions write. Everything else that would is found here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .source import Problem, Source, dotted, sources

ALWAYS = {
    "save", "create", "bulk_create", "bulk_update", "delete", "get_or_create", "update_or_create",
    "acreate", "asave", "adelete", "aupdate", "aget_or_create", "aupdate_or_create", "abulk_create",
}  # fmt: skip
TO_MANY = {"add", "remove", "clear", "set", "aadd", "aremove", "aclear", "aset"}
# Anywhere in a statement, for a WITH may write and only then select; and the functions of the database that write.
SQL = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+\w+(\s+(AS\s+)?\w+)?\s+SET|DELETE\s+FROM|MERGE\s+INTO)\s"
    r"|^\s*(TRUNCATE|COPY\s+\S+.*\s+FROM|ALTER|CREATE|DROP)\s"
    r"|\bSELECT\s+(funding_post|audit_append|audit_digest)\s*\(",
    re.IGNORECASE,
)
# Foundation's own writers: each is the one place that writes its kind of row, or makes the database itself.
FOUNDATION = {
    "audit", "changes", "files", "mail", "operations", "progress", "published", "supervisor", "switches", "uploads",
}  # fmt: skip
# What is updated by keywords and is no queryset.
DICTIONARIES = {"attrs", "filters", "globals", "options"}
WHAT = "only actions write: move this into an action"


def problems(root: Path) -> Iterator[Problem]:
    """Yield every write outside actions and foundation's list."""
    found = sources(root)
    many = {name for source in found if source.floor == "models" for name in _to_many_fields(source)}
    for source in found:
        if source.floor != "actions" and not (source.room == "foundation" and source.floor in FOUNDATION):
            yield from _writes(source, many)


def _writes(source: Source, many: set[str]) -> Iterator[Problem]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes_rows(node, node.func, many):
            yield from source.problem(node.lineno, f".{node.func.attr}(): {WHAT}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield from source.problem(node.lineno, f"{node.value.split()[0]} in SQL: {WHAT}")


def _writes_rows(call: ast.Call, method: ast.Attribute, many: set[str]) -> bool:
    if method.attr in ALWAYS:
        return True
    if method.attr == "update":  # a queryset is updated by keywords, a dictionary or a hash is not
        of = dotted(method.value).rpartition(".")[2] or getattr(method.value, "attr", "")
        return bool(call.keywords) and not call.args and of not in DICTIONARIES
    return method.attr in TO_MANY and isinstance(method.value, ast.Attribute) and method.value.attr in many


def _to_many_fields(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            made = node.value.func
            if isinstance(made, ast.Attribute) and made.attr == "ManyToManyField":
                yield from (target.id for target in node.targets if isinstance(target, ast.Name))
