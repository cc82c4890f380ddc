"""Files that the public gives us: checked by their bytes, stripped of what they say of people, kept under random names.

Nothing is decoded or unpacked into memory: a picture's blocks are copied, an office document's list is read and its
members are inflated block by block up to a limit. What is refused is refused with a sentence: `BadFile`.
"""

import datetime as dt
import io
import os
import re
import struct
import uuid
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from .audit import Person
from .files import MEGABYTE, BadFile
from .models import StoredFile
from .supervisor.folders import data_dir, make_data_dir

MOST = 5 * MEGABYTE
MOST_INFLATED = 40 * MEGABYTE
MOST_MEMBERS = 2_000
BLOCK = 16 * 1024
MOST_DRAWN = 4 * MOST_INFLATED
MOST_SIDE, MOST_PIXELS = 12_000, 50_000_000
ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#61vaScript is /JavaScript to whoever opens it
# Where a stream of a PDF begins, and what says that it holds objects.
STREAM = re.compile(rb"(?<!end)stream[ \t]*\r?\n?")
HOLDS_OBJECTS = re.compile(rb"/ObjStm\b|/First\b")
LONGEST_NAME = 64
END_OF_ZIP = b"PK\x05\x06"
PNG, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# What a picture needs to be drawn; everything else may tell of people or places and is left out.
PNG_NEEDS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB"}
NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
TAKEN = "a PDF, a picture (PNG or JPEG) or an office document (DOCX, XLSX, PPTX, ODT or ODS)"


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its name without folders, its type by its bytes, its bytes as they will be kept."""

    name: str
    content_type: str
    data: bytes


def check(name: str, data: bytes) -> Checked:
    """Return a file as it may be kept; raises `BadFile` with what to do instead."""
    name = _plain_name(name)
    ending = name.rpartition(".")[2].lower()
    if not data:
        raise BadFile(name, "", "The file is empty. Choose another.")
    if len(data) > MOST:
        raise BadFile(name, "", f"The file is larger than {MOST // MEGABYTE} MB. Make it smaller, or send fewer pages.")
    if ending not in TYPES:
        raise BadFile(name, "", f"Choose {TAKEN}.")
    reader, begins = READERS[ending]
    if not data.startswith(begins):
        raise BadFile(name, "", f"The file is not what its ending .{ending} says. Choose {TAKEN}.")
    return Checked(name, TYPES[ending], reader(name, data))


def _plain_name(name: str) -> str:
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*;')
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[-80:] if dot else ''}{dot}{ending[-10:]}" or "file"


def _pdf(name: str, data: bytes) -> bytes:
    if b"%%EOF" not in data[-2048:]:
        raise BadFile(name, "", "The PDF was cut short. Save it again.")
    if END_OF_ZIP in data[-66_000:]:
        raise BadFile(name, "", "The file is two files in one. Save the PDF again.")
    if _is_active(data) or any(map(_is_active, _pdf_objects(name, data))):
        raise BadFile(name, "", "The PDF holds a program, a form or another file. Print it to a plain PDF.")
    return data


def _is_active(data: bytes) -> bool:
    return ACTIVE_PDF.search(_unescaped(data)) is not None


def _unescaped(data: bytes) -> bytes:
    return HEX_IN_NAME.sub(lambda found: bytes([int(found[1], 16)]), data)


def _pdf_objects(name: str, data: bytes) -> Iterator[bytes]:
    """Yield the objects that a PDF keeps in compressed streams, block by block; refuse what cannot be looked into."""
    left, count, before = MOST_INFLATED, 0, 0
    for stream in STREAM.finditer(data):
        head = _unescaped(data[max(before, data.rfind(b"obj", before, stream.start())) : stream.start()])
        before = stream.end()
        if b"/Filter" not in head or not HOLDS_OBJECTS.search(head):
            continue
        # Another filter, or one upon the other, hides what is in it as well as a password does.
        if head.count(b"Decode") != 1 or b"/FlateDecode" not in head:
            raise BadFile(name, "", "The PDF is packed in an unusual way. Print it to a plain PDF.")
        count += 1
        for block in _unfolded(name, data, before):
            left -= len(block)
            if left < 0 or count > MOST_MEMBERS:
                raise BadFile(name, "", "The PDF unfolds to more than a document needs. Print it to a plain PDF.")
            yield block


def _unfolded(name: str, data: bytes, at: int) -> Iterator[bytes]:
    """Yield what is compressed at a place; each block begins with the last bytes of the one before."""
    packed, last = zlib.decompressobj(), b""
    try:
        while at < len(data) and not packed.eof:
            block, at = data[at : at + BLOCK], at + BLOCK
            while block and not packed.eof:
                found = last + packed.decompress(block, MEGABYTE)
                yield found
                last, block = found[-LONGEST_NAME:], packed.unconsumed_tail
    except zlib.error:
        raise BadFile(name, "", "The PDF is locked or damaged. Print it to a plain PDF, without a password.") from None


def _png(name: str, data: bytes) -> bytes:
    kept, inflated, packed = [PNG], 0, zlib.decompressobj()
    try:
        for kind, block in _png_blocks(data):
            if kind == b"IHDR":
                _bounds(name, *struct.unpack(">II", block[8:16]))
            if kind == b"IDAT":
                inflated += _inflated(packed, block[8:-4])
            if inflated > MOST_DRAWN:
                raise BadFile(name, "", "The picture unfolds to more than a picture needs. Save it again, smaller.")
            if kind in PNG_NEEDS:
                kept.append(block)
    except (struct.error, zlib.error):
        raise BadFile(name, "", "The picture is damaged. Save it again.") from None
    return b"".join(kept)


def _png_blocks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the bytes of each block up to the last; what comes after it is no picture."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if len(block := data[at : at + 12 + length]) < 12 + length or (at == len(PNG)) != (kind == b"IHDR"):
            raise struct.error
        yield kind, block
        at += 12 + length


def _inflated(packed: Any, block: bytes) -> int:
    """Return what a block inflates to, or as much of it as is too much; nothing is held."""
    found = 0
    while block and found <= MOST_DRAWN:
        found += len(packed.decompress(block, MEGABYTE))
        block = packed.unconsumed_tail
    return found


def _jpeg(name: str, data: bytes) -> bytes:
    kept = [data[:2]]
    try:
        for mark, block in _jpeg_blocks(data):
            if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
                high, wide = struct.unpack(">HH", block[5:9])
                _bounds(name, wide, high)
            # 0xE1 to 0xED and 0xEF hold where, when and with what it was taken; 0xFE is a comment.
            if not (0xE1 <= mark <= 0xED or mark in (0xEF, 0xFE)):
                kept.append(block)
    except (struct.error, IndexError):
        raise BadFile(name, "", "The picture is damaged. Save it again.") from None
    return b"".join([*kept, b"\xff\xd9"])


def _jpeg_blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the mark and the bytes of each block up to the end of the picture; a scan comes with what it drew."""
    at = 2
    while (mark := data[at + 1]) != 0xD9:
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if mark == 0xDA:
            after = NEXT_MARK.search(data, end)
            end = after.start() if after else len(data)
        if data[at] != 0xFF or end <= at + 2 or end >= len(data):
            raise struct.error
        yield mark, data[at:end]
        at = end


def _bounds(name: str, wide: int, high: int) -> None:
    if not 0 < wide <= MOST_SIDE or not 0 < high <= MOST_SIDE or wide * high > MOST_PIXELS:
        raise BadFile(name, "", f"The picture has {wide:,} by {high:,} points. Save it with fewer than 12,000 a side.")


def _office(name: str, data: bytes) -> bytes:
    ending = name.rpartition(".")[2].lower()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _members(name, packed)
            names = packed.namelist()
            if ending in OFFICE:
                sound = "[Content_Types].xml" in names and any(one.startswith(OFFICE[ending]) for one in names)
            else:
                sound = names[0] == "mimetype" and packed.read("mimetype") == OPEN_DOCUMENT[ending]
            if not sound:
                raise BadFile(name, "", f"The file is not what its ending .{ending} says. Choose {TAKEN}.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError, KeyError):
        raise BadFile(name, "", "The document is damaged or locked. Save it again without a password.") from None
    return data


def _members(name: str, packed: zipfile.ZipFile) -> None:
    """Refuse what unfolds to too much, by what it says and by what it does; programs; files in files."""
    found = packed.infolist()
    if len(found) > MOST_MEMBERS or sum(one.file_size for one in found) > MOST_INFLATED:
        raise BadFile(name, "", "The document unfolds to more than a document needs. Save it again, smaller.")
    for one in found:
        if one.filename.lower().endswith(("vbaproject.bin", ".exe", ".js", ".zip")) or ".." in one.filename:
            raise BadFile(name, "", "The document holds a program or another file. Save it without macros.")
    left = MOST_INFLATED
    for one in found:
        with packed.open(one) as member:
            while block := member.read(MEGABYTE):
                left -= len(block)
                if left < 0:
                    raise BadFile(name, "", "The document unfolds to more than a document needs. Save it smaller.")


Reader = Callable[[str, bytes], bytes]
READERS: dict[str, tuple[Reader, bytes]] = {
    "pdf": (_pdf, b"%PDF-"),
    "png": (_png, PNG),
    "jpg": (_jpeg, JPEG_START),
    "jpeg": (_jpeg, JPEG_START),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), (_office, b"PK\x03\x04")),
}


# --- Keeping --------------------------------------------------------------------------------------------------------


def keep(checked: Checked, *, by: Person | None, at: dt.datetime) -> StoredFile:
    """Keep a file outside the web root under a random name: the bytes first, then the row."""
    row = StoredFile(
        public_id=uuid.uuid4(), name=checked.name, content_type=checked.content_type, size=len(checked.data),
        sha256=sha256(checked.data).hexdigest(), uploaded_by_id=by.pk if by else None, uploaded_at=at,
    )  # fmt: skip
    path = _path(row)
    make_data_dir()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(checked.data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    row.save()
    return row


def read(row: StoredFile) -> bytes:
    """Return a kept file's bytes; raises `BadFile` where they are not the ones that were kept."""
    path = _path(row)
    data = path.read_bytes() if path.is_file() else b""
    if sha256(data).hexdigest() != row.sha256:
        raise BadFile(row.name, "", "The file is missing or was changed since it was given. Tell the administrator.")
    return data


def forget(row: StoredFile) -> None:
    """Delete a kept file: the row in this transaction, the bytes once it commits."""
    path = _path(row)
    row.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep(*, before: dt.datetime) -> int:
    """Delete bytes without a row, which a transaction that failed has left. Returns how many."""
    folder, count = data_dir() / "files", 0
    if not folder.is_dir():
        return 0
    known = {row.hex for row in StoredFile.objects.values_list("public_id", flat=True)}
    for path in folder.iterdir():
        if path.stem not in known and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            count += 1
    return count


def _path(row: StoredFile) -> Path:
    return data_dir() / "files" / row.public_id.hex
