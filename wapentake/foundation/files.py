"""Files from outside, read within bounds: size, depth, number of things, length of a line, time and memory.

Whatever is wrong with a file is said in one sentence with its name and the place in it: `BadFile`.

A reader that could be made to work for ever, or to fill the memory, runs in a child process: `in_a_child`.
"""

import importlib
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import msgpack

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
LONGEST_NAME = 100
# How compressed files and spreadsheets begin.
PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "ZIP",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"\x28\xb5\x2f\xfd": "zstd",
}
# A whole text, or a bracket. Possessive, and always matching from a quotation mark on, so that no text makes it slow.
_MARKS = re.compile(r'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[{\]}]', re.DOTALL)
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}


class BadFile(Exception):
    """A file was refused. `where` is the place in it ("line 12", "feature 3", or empty), `reason` a sentence."""

    def __init__(self, name: str, where: str, reason: str) -> None:
        self.name, self.where, self.reason = name, where, reason
        super().__init__(f"{name}, {where}: {reason}" if where else f"{name}: {reason}")


@dataclass(frozen=True)
class Source:
    """A file's name, without its folders, and the hash of its bytes."""

    name: str
    sha256: str


@contextmanager
def on_disk(sent: "UploadedFile") -> Iterator[Path]:
    """Give the path of a file that was sent through a page, under its own name; it is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(sent.name or "").name[-LONGEST_NAME:] or "file")
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        yield path


@contextmanager
def bytes_on_disk(name: str, contents: bytes) -> Iterator[Path]:
    """Give the path of a file with these bytes, under its name; it is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[-LONGEST_NAME:] or "file")
        path.write_bytes(contents)
        yield path


def hash_of(*paths: Path) -> str:
    """Return the SHA-256 of the bytes of files, one after the other, as hexadecimal."""
    digest = sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(MEGABYTE):
                digest.update(block)
    return digest.hexdigest()


def check_file(path: Path, *, most: int) -> int:
    """Return the size in bytes of an ordinary file of text, or raise `BadFile`: not there, empty, packed, too big."""
    size, beginning = _beginning(path)
    if not size:
        raise BadFile(path.name, "", "The file is empty.")
    for mark, kind in PACKED.items():
        if beginning.startswith(mark):
            raise BadFile(path.name, "", f"This is a {kind} file. Unpack it first and give the file inside.")
    for mark, kind in _BOMS.items():
        if beginning.startswith(mark):
            raise BadFile(path.name, "line 1", f"The file is saved as {kind}. Save it as UTF-8.")
    if size > most:
        raise BadFile(path.name, "", f"It has {_size(size)}; the most that is read is {_size(most)}.")
    return size


def _beginning(path: Path) -> tuple[int, bytes]:
    """Return the size of an ordinary file and its first bytes."""
    try:
        if not path.is_file():
            raise BadFile(path.name, "", "This is not a file." if path.exists() else "There is no such file.")
        with path.open("rb") as file:
            return path.stat().st_size, file.read(8)
    except OSError as error:
        raise BadFile(path.name, "", f"It cannot be read: {error.strerror or error}.") from error


def read_text(path: Path, *, most: int) -> str:
    """Return the whole text of a UTF-8 file of at most `most` bytes, without a byte order mark; raises `BadFile`."""
    check_file(path, most=most)
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(path.name, raw[: error.start].count(b"\n") + 1)


def lines_of(path: Path, *, most: int, longest: int) -> Iterator[str]:
    """Yield the lines of a UTF-8 file without holding it in memory; raises `BadFile` at the line that is bad.

    `longest` is the most bytes of one line.
    """
    check_file(path, most=most)
    number = 0
    with path.open("rb") as file:
        while raw := file.readline(longest + 1):
            number += 1
            if len(raw) > longest:
                raise BadFile(path.name, f"line {number}", f"The line is longer than {longest} characters.")
            if b"\x00" in raw:
                raise BadFile(path.name, f"line {number}", "The line holds a NUL byte: this is not a file of text.")
            try:
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                _not_utf8(path.name, number)


def read_json(path: Path, *, most: int, brackets: int, commas: int, depth: int) -> Any:
    """Return what a JSON file holds; raises `BadFile`.

    Before anything is built, its brackets, commas and depth are counted, so that a small file cannot become a large
    heap. NaN and Infinity, which JSON does not know, are refused.
    """
    text = read_text(path, most=most)
    if text.count("[") + text.count("{") > brackets or text.count(",") > commas:
        raise BadFile(path.name, "", f"It holds too many things: the most is {brackets:,} brackets, {commas:,} commas.")
    if (deep := _depth(text, depth)) is not None:
        raise BadFile(path.name, f"line {deep}", f"It is nested deeper than {depth} levels.")

    def refuse(constant: str) -> NoReturn:
        where = f"line {text[: text.index(constant)].count(chr(10)) + 1}"
        raise BadFile(path.name, where, f"{constant} is not a number.")

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        reason = "The file ends too early: it was cut short." if cut else f"This is not JSON ({error.msg})."
        raise BadFile(path.name, f"line {error.lineno}", reason) from error
    except (RecursionError, ValueError) as error:
        raise BadFile(path.name, "", "It holds a number or a nesting that cannot be read.") from error


def in_a_child(function: str, *arguments: Any, seconds: int = 20, megabytes: int = 512) -> Any:
    """Call `package.module:function` in a process of its own with a limit of processor time and memory.

    Arguments and result are plain values (numbers, texts, bytes, lists, mappings). A `BadFile` raised in there is
    raised here. The first argument must be the file's path, whose name the refusal carries.
    """
    name = Path(str(arguments[0])).name
    command = [sys.executable, "-m", "wapentake.foundation.files", function, str(seconds), str(megabytes)]
    quiet = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command, input=msgpack.packb(arguments), capture_output=True, timeout=seconds * 3, env=quiet, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BadFile(name, "", f"Reading it took longer than {seconds} seconds.") from error
    if done.returncode < 0:
        raise BadFile(name, "", f"Reading it took longer than {seconds} seconds, or more memory than is allowed.")
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    answer = msgpack.unpackb(done.stdout)
    if "bad" in answer:
        raise BadFile(*answer["bad"])
    return answer["value"]


def _depth(text: str, most: int) -> int | None:
    """Return the line at which brackets nest deeper than `most`, or None. Brackets inside texts count for nothing."""
    level = 0
    for match in _MARKS.finditer(text):
        mark = match[0][0]
        if mark in "[{":
            level += 1
            if level > most:
                return text.count("\n", 0, match.start()) + 1
        elif mark in "]}":
            level -= 1
    return None


def _not_utf8(name: str, line: int) -> NoReturn:
    raise BadFile(name, f"line {line}", "The text is not UTF-8. Save the file as UTF-8.") from None


def _size(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size:,} bytes"


def _child(function: str, seconds: int, megabytes: int) -> None:
    """Do one call under limits: arguments on standard input, answer on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    arguments = msgpack.unpackb(sys.stdin.buffer.read())
    module, _, name = function.partition(":")
    work = getattr(importlib.import_module(module), name)
    # Set after the libraries are loaded: the limit is for the file, and data only, since libraries reserve addresses.
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    try:
        answer: dict[str, Any] = {"value": work(*arguments)}
    except BadFile as error:
        answer = {"bad": [error.name, error.where, error.reason]}
    except MemoryError:
        answer = {"bad": [Path(str(arguments[0])).name, "", f"Reading it needs more than {megabytes} MB of memory."]}
    sys.stdout.buffer.write(msgpack.packb(answer))


if __name__ == "__main__":
    # Under `-m` this file is a second module with a `BadFile` of its own: work with the one that readers import.
    from wapentake.foundation import files

    files._child(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))


# A spreadsheet reads a cell that begins with one of these as a formula, in their full-width forms too.
FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: an apostrophe comes before what would be one.

    It comes, too, before what has one already, so that `from_plain_cell` gives every text back as it was.
    """
    tidy = text.replace("\0", "")
    return f"'{tidy}" if _would_be_formula(tidy) else tidy


def from_plain_cell(text: str) -> str:
    """Return the text that `plain_cell` made a cell of."""
    return text[1:] if text.startswith("'") and _would_be_formula(text[1:]) else text


def _would_be_formula(text: str) -> bool:
    return text.lstrip("' ").startswith(FORMULA)
