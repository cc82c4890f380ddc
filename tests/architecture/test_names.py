"""A file of a floor must not have the name of a function that comes from another: once imported, it hides it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "wapentake"


def _taken(door: Path) -> Iterator[tuple[str, str]]:
    """Yield what a package's own list takes, each name with the file that it comes from."""
    for node in ast.parse(door.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module:
            yield from ((alias.asname or alias.name, node.module) for alias in node.names)


def test_no_file_hides_a_function_of_its_floor() -> None:
    hidden = [
        f"{door.parent.relative_to(ROOT)}/{name}.py hides {name}() of {home}.py"
        for door in sorted(ROOT.rglob("__init__.py"))
        for name, home in _taken(door)
        if name != home and (door.parent / f"{name}.py").exists()
    ]
    assert hidden == []
