"""What documents name exists: files, tests, functions, commands and links. A document that lies is worse than none."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .source import HOUSE, Problem

# The change log tells of the past, and the reference is generated.
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/*.md", "docs/adr/*.md", "docs/how-to/*.md")
PLACES = "docs/where-does-it-go.md"
TOPS = ("architecture", "benchmarks", "config", "tests", HOUSE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")
# `funding/test_races.py::test_one`, `::test_another` of the same file, `actions/ledger.py: post`.
NAMED = re.compile(r"(\w[\w./-]*\.(?:py|html|sh|typ|mjs|scss|toml))?(?:::([\w:]+)|: (\w+))?")
# At the beginning of a span of code or of an indented line, with settings before it and a path to the program or none.
COMMAND = re.compile(r"^\s*(?:[A-Z_]+=\S+ )*(?:\S*/)?(make|wapentake) ([a-z][a-z_-]+)")
# A connection of the program, not a command of it.
CONNECTION = "front"
# What a council's own machine has, or an example makes.
ELSEWHERE = re.compile(r"^/|^\.?venv/")
DEFINED = re.compile(r"^ *(?:(?:async )?def |class )?(\w+)(?=[(:= \[])", re.MULTILINE)
WORD = re.compile(r"\w+")
ROOM = re.compile(r"^\| (?:.*, beside )?(\(?`\w+`\)?)")
BESIDE = re.compile(r"\(?`\w+`\)?")
DOTTED = re.compile(r"(?:\w+\.)?(rules|queries|actions|states|notices)\.(\w+)(?:\(\))?")


def problems(root: Path) -> Iterator[Problem]:
    """Yield what documents name and nobody finds."""
    for path in sorted({path for pattern in DOCUMENTS for path in root.glob(pattern)}):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for what in (*_links(path, line), *_names(root, line), *_commands(root, line)):
                yield Problem(name, number, what)
    yield from _rooms(root)


def _links(path: Path, line: str) -> Iterator[str]:
    for target in LINK.findall(line):
        if not (path.parent / target).exists():
            yield f"{target}: the link leads nowhere"


def _names(root: Path, line: str) -> Iterator[str]:
    """Yield each file, test and function that is not there; `::test_x` alone is of the file named before it."""
    files: tuple[Path, ...] = ()
    for said in CODE.findall(line):
        match = NAMED.fullmatch(said)
        if not match or ELSEWHERE.match(said):
            if dotted := DOTTED.fullmatch(said):
                yield from _dotted(root, *dotted.groups())
            continue
        file, test, function = match.groups()
        files = _files(root, file) if file else files
        defined = {word for path in files for word in _defined(path)}
        if file and not files:
            yield f"{file}: there is no such file"
        elif (wanted := (test or function)) and not set(wanted.split("::")) <= defined:
            yield f"{said}: the file defines no {wanted}"


def _dotted(root: Path, floor: str, name: str) -> Iterator[str]:
    """`rules.may_support` is a function of some room's floor, or a file of it."""
    of_floor = [root / path[1:] for path in _house(root) if f"/{floor}/" in path or path.endswith(f"/{floor}.py")]
    if not any(name == path.stem or name in _defined(path) for path in of_floor):
        yield f"{floor}.{name}: no room has it"


def _files(root: Path, name: str) -> tuple[Path, ...]:
    """Find a file as people say it: from the root, a room or a floor on, without `tests/`; a floor may be a package."""
    if (root / name).is_file():
        return (root / name,)
    room, _, rest = name.partition("/")
    ends = tuple(f"/{way}" for way in (name, f"{room}/tests/{rest}", name.removesuffix(".py") + "/__init__.py"))
    return tuple(root / path[1:] for path in _house(root) if path.endswith(ends))


@cache
def _house(root: Path) -> tuple[str, ...]:
    """Return every file of the house, its proofs and its checks, by its path from the root on."""
    files = (path for top in TOPS for path in (root / top).rglob("*.*"))
    return tuple(f"/{path.relative_to(root).as_posix()}" for path in files if "__pycache__" not in path.parts)


@cache
def _defined(path: Path) -> frozenset[str]:
    """Return the functions, classes and constants of a Python file; the words of any other."""
    text = path.read_text(encoding="utf-8")
    return frozenset((DEFINED if path.suffix == ".py" else WORD).findall(text))


def _commands(root: Path, line: str) -> Iterator[str]:
    code = [line] if line.startswith("    ") else CODE.findall(line)
    for program, command in (found for span in code for found in COMMAND.findall(span)):
        if program == "make" and not re.search(rf"^{command}:", _makefile(root), re.MULTILINE):
            yield f"make {command}: the Makefile has no such command"
        if program == "wapentake" and command != CONNECTION and not _is_command(root, command.replace("-", "_")):
            yield f"wapentake {command}: there is no such command"


@cache
def _makefile(root: Path) -> str:
    return (root / "Makefile").read_text(encoding="utf-8") if (root / "Makefile").exists() else ""


def _is_command(root: Path, name: str) -> bool:
    return any(path.endswith(f"/management/commands/{name}.py") for path in _house(root))


def _rooms(root: Path) -> Iterator[Problem]:
    """Rooms in brackets are not built yet, and the others are."""
    text = (root / PLACES).read_text(encoding="utf-8") if (root / PLACES).exists() else ""
    table = text.partition("## Rooms")[2].partition("## Floors")[0]
    for room in (
        said for line in table.splitlines() if ROOM.match(line) for said in BESIDE.findall(line.split("|")[1])
    ):
        name = room.strip("()`")
        built = (root / HOUSE / name).is_dir() or name == "config"
        if built == room.startswith("("):
            yield Problem(
                PLACES,
                0,
                f"{name}: {'is built, so it has no brackets' if built else 'is not built: put it in brackets'}",
            )
