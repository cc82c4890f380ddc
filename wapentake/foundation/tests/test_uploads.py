"""Files from the public: what is kept is what it says, says nothing of people, and never unfolds to a bomb."""

import datetime as dt
import io
import os
import struct
import time
import zipfile
import zlib

import pytest
import typst

from wapentake.foundation import jobs, uploads
from wapentake.foundation.files import BadFile

CANARY = b"CANARY-53.43N-1.35W"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def block(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide: int = 2, high: int = 2, drawn: bytes | None = None, extra: bytes = b"") -> bytes:
    head = block(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    rows = block(b"IDAT", zlib.compress(drawn if drawn is not None else b"\x00\x01\x02" * 2, 9))
    return uploads.PNG + head + extra + rows + block(b"IEND", b"")


def jpeg(wide: int = 4, high: int = 4) -> bytes:
    def part(mark: int, data: bytes) -> bytes:
        return bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data

    frame = part(0xC0, struct.pack(">BHHB", 8, high, wide, 1) + b"\x01\x11\x00")
    scan = part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34"
    told = part(0xE1, b"Exif\x00\x00" + CANARY) + part(0xFE, CANARY)
    return b"\xff\xd8" + part(0xE0, b"JFIF\x00") + told + frame + scan + b"\xff\xd9" + CANARY


def document(ending: str = "docx", members: dict[str, bytes] | None = None) -> bytes:
    kept = {"[Content_Types].xml": b"<Types/>", f"{uploads.OFFICE[ending]}document.xml": b"<w/>"} | (members or {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in kept.items():
            packed.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("accounts.pdf", PDF, "application/pdf"),
        ("C:\\papers\\Quote.PDF", PDF, "application/pdf"),
        ("site.png", png(), "image/png"),
        ("site.jpeg", jpeg(), "image/jpeg"),
        ("rules.docx", document(), uploads.TYPES["docx"]),
        ("costs.xlsx", document("xlsx"), uploads.TYPES["xlsx"]),
    ],
)
def test_what_groups_have_is_taken(name: str, data: bytes, kind: str):
    checked = uploads.check(name, data)
    assert checked.content_type == kind
    assert "\\" not in checked.name


def test_pictures_lose_what_they_say_of_people_and_places():
    told = block(b"tEXt", b"Author\x00" + CANARY) + block(b"eXIf", CANARY)
    assert CANARY in png(extra=told)
    assert CANARY not in uploads.check("a.png", png(extra=told) + CANARY).data
    kept = uploads.check("a.jpg", jpeg()).data
    assert CANARY in jpeg()
    assert CANARY not in kept
    assert b"\x12\xff\x00\x34\xff\xd9" in kept  # what was drawn is whole


BIG = 300 * uploads.MEGABYTE
HOSTILE = {
    "empty": ("a.pdf", lambda: b"", "empty"),
    "too large": ("a.pdf", lambda: PDF + b" " * uploads.MOST, "larger than 5 MB"),
    "SVG with a script": ("a.svg", lambda: b"<svg><script>alert(1)</script></svg>", "Choose a PDF"),
    "web page as a picture": ("a.png", lambda: b"<html><script>alert(1)</script>", "not what its ending"),
    "picture as a PDF": ("a.pdf", png, "not what its ending"),
    "program": ("a.pdf.exe", lambda: b"MZ", "Choose a PDF"),
    "no ending": ("passwd", lambda: PDF, "Choose a PDF"),
    "50,000 points": ("a.png", lambda: png(50_000, 50_000), "50,000 by 50,000 points"),
    "50,000 points, JPEG": ("a.jpg", lambda: jpeg(50_000, 50_000), "50,000 by 50,000 points"),
    "a picture that unfolds": ("a.png", lambda: png(100, 100, bytes(BIG)), "unfolds to more"),
    "a picture cut short": ("a.png", lambda: png()[:-20], "damaged"),
    "300 MB in a workbook": ("a.xlsx", lambda: document("xlsx", {"xl/big.xml": bytes(BIG)}), "unfolds to more"),
    "a list of 3,000": ("a.docx", lambda: document("docx", {f"word/{n}": b"" for n in range(3_000)}), "unfolds"),
    "macros": ("a.docx", lambda: document("docx", {"word/vbaProject.bin": b"x"}), "holds a program"),
    "a way out": ("a.docx", lambda: document("docx", {"../../etc/x": b"x"}), "holds a program"),
    "plain ZIP as a document": ("a.docx", lambda: document("xlsx"), "not what its ending"),
    "half a document": ("a.docx", lambda: document()[:-30], "damaged or locked"),
    "PDF and ZIP in one": ("a.pdf", lambda: PDF + document(), "two files in one"),
    "PDF with a program": ("a.pdf", lambda: PDF.replace(b"/Catalog", b"/Catalog/JavaScript"), "holds a program"),
    "PDF with a hidden program": (
        "a.pdf",
        lambda: PDF.replace(b"/Catalog", b"/Catalog/J#61vaScript"),
        "holds a",
    ),
    "PDF cut short": ("a.pdf", lambda: PDF[:20], "cut short"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_is_refused_at_once_with_what_to_do(what: str):
    name, made, said = HOSTILE[what]
    data = made()
    began = time.process_time()
    with pytest.raises(BadFile) as refused:
        uploads.check(name, data)
    assert time.process_time() - began < 2
    assert said in refused.value.reason


def test_a_document_that_lies_about_its_size_is_refused():
    data = document("xlsx", {"xl/big.xml": bytes(BIG)})
    lied = data.replace(struct.pack("<I", BIG), struct.pack("<I", 10))
    began = time.process_time()
    with pytest.raises(BadFile):
        uploads.check("a.xlsx", lied)
    assert time.process_time() - began < 2


@pytest.mark.django_db
def test_a_file_is_kept_under_a_random_name_and_forgotten(monkeypatch, tmp_path, django_capture_on_commit_callbacks):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    at = dt.datetime.now(dt.UTC)
    row = uploads.keep(uploads.check("accounts of Jo.pdf", PDF), by=None, at=at)
    [path] = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert "Jo" not in str(path)
    assert uploads.read(row) == PDF
    path.write_bytes(PDF + b"x")
    with pytest.raises(BadFile, match="changed since"):
        uploads.read(row)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.forget(row)
    assert not path.exists()
    path.write_bytes(PDF)
    assert uploads.sweep(before=at + dt.timedelta(days=1)) == 1


def packed_pdf(objects: bytes, head: bytes = b"/Filter/FlateDecode", kind: bytes = b"/Type/ObjStm/N 1") -> bytes:
    stream = (
        b"5 0 obj<<" + kind + b"/First 4" + head + b">>\nstream\n" + zlib.compress(objects) + b"\nendstream endobj\n"
    )
    return PDF.replace(b"trailer", stream + b"trailer")


FILLING = b"<</Type/Page>>" * 100_000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (packed_pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), "holds a program"),
        (packed_pdf(b"<</S/J#61vaScript>>", kind=b"/Type/Obj#53tm"), "holds a program"),
        (packed_pdf(b"<</S/Launch>>", kind=b"/N 1"), "holds a program"),
        (packed_pdf(FILLING + b"<</S/JavaScript>>" + FILLING), "holds a program"),
        (packed_pdf(b"x" * (uploads.MEGABYTE - 5) + b"/JavaScript "), "holds a program"),
        (packed_pdf(b"<<>>").replace(b"stream\nx", b"stream\n#", 1), "locked or damaged"),
        (packed_pdf(b"<<>>", b"/Filter[/ASCIIHexDecode/FlateDecode]"), "unusual way"),
        (packed_pdf(b"<<>>", b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>"), "unusual way"),
        (packed_pdf(bytes(uploads.MOST_INFLATED + 1)), "unfolds to more"),
    ],
)
def test_what_a_pdf_packs_away_is_looked_at(data: bytes, says: str):
    with pytest.raises(BadFile, match=says):
        uploads.check("paper.pdf", data)


def test_what_a_pdf_hides_in_many_streams_takes_no_time():
    one = b"<</First 1/Filter/FlateDecode>>stream\n" + zlib.compress(b"<<>>")
    began = time.process_time()
    with pytest.raises(BadFile, match="unfolds to more"):
        uploads.check("paper.pdf", PDF.replace(b"trailer", one * 60_000 + b"trailer"))
    assert time.process_time() - began < 5


def test_ordinary_pdfs_pass():
    """Ours, as Typst makes them, and one whose harmless objects are packed: looked into, and kept as they came."""
    ours = typst.compile(b"#set document(title: [Accounts])\n= Accounts\nThe /JS of the club.", pdf_standards="ua-1")
    for data in (ours, packed_pdf(FILLING)):
        assert uploads.check("accounts.pdf", data).data == data


@pytest.mark.django_db
def test_what_no_row_knows_is_deleted_a_night_later(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    at = dt.datetime.now(dt.UTC)
    kept = tmp_path / "files" / uploads.keep(uploads.check("a.pdf", PDF), by=None, at=at).public_id.hex
    old, new = tmp_path / "files" / "of-before", tmp_path / "files" / "of-now"
    for path in (old, new):
        path.write_bytes(PDF)
    for path in (old, kept):
        os.utime(path, (0, 0))
    jobs.sweep_files(0)
    assert {path.name for path in (tmp_path / "files").iterdir()} == {kept.name, "of-now"}
