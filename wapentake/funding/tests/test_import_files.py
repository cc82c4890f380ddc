"""What files of awards are read and what is refused, before it can fill the memory; and how cells are understood."""

import datetime as dt
import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wapentake.foundation.files import BadFile
from wapentake.foundation.tables import read_into, reading
from wapentake.funding.rules.imports import Unclear, date_of, fingerprint, guess_columns, pence_of

ROWS = [["Date", "Amount", "Who"], ["2022-06-01", "1584", "Café"], ["2022-06-02", "5", "B"]]
SHEET = "xl/worksheets/sheet1.xml"


def written(rows: list[list[str]], separator: str = ",") -> str:
    return "\n".join(separator.join(row) for row in rows)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["A2"] = dt.date(2022, 6, 1)
    book.active["B2"] = 1584.0
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


WORKBOOK = workbook()
MEASURE = """
import resource, sys
from pathlib import Path
from wapentake.foundation.files import BadFile
from wapentake.foundation.tables import reading
try:
    with reading(Path(sys.argv[1])):
        print("read")
except BadFile:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    # The rusage of a process counts what its parent held when it was started; its own status does not.
    status = Path("/proc/self/status").read_text()
    own = int(status.partition("VmHWM:")[2].split()[0])
    print(sum(one.ru_utime + one.ru_stime for one in used), max(own, used[1].ru_maxrss) / 1024)
"""


@pytest.mark.parametrize("text", ["9999-10-01", "31/12/9999", "0001-01-01", "1 May 1066"])
def test_a_year_that_no_award_has_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unclear, match="from 1900 on"):
        date_of(text)


def rows_of(path: Path) -> list[list[str]]:
    with reading(path) as table:
        return [table.headings, *(cells for _, cells in table.lines())]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_lines(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(written(ROWS, separator).encode(encoding))
    into = tmp_path / "lines"
    assert read_into(str(path), str(into)) == ROWS[0]
    assert "Café" in into.read_text()


def test_a_spreadsheet_gives_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(WORKBOOK)
    assert rows_of(path) == ROWS


def repacked(path: Path, *pieces: bytes) -> Path:
    """Write a spreadsheet whose sheet is something else."""
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w") as into:
                into.writelines(pieces if name == SHEET else [old.read(name)])
    return path


def bomb(path: Path) -> Path:
    """Write 0.9 MB that are 300 MB, 4 million cells, when unpacked."""
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>spam and spam</t></is></c></row>'
    return repacked(path, b"<worksheet><sheetData>", *[row * 40_000] * 100, b"</sheetData></worksheet>")


def far_cell(path: Path) -> Path:
    """Write a cell in the last corner of a sheet: a reader that fills the rectangle needs gigabytes."""
    ends = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    spaces = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return repacked(path, b"<worksheet " + spaces + b"><sheetData>" + ends + b"</sheetData></worksheet>")


def laughs(path: Path) -> Path:
    return repacked(path, b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet/>')


@pytest.mark.parametrize("make", [bomb, far_cell, laughs])
def test_bombs_are_refused_at_once_and_in_little_memory(tmp_path: Path, make) -> None:
    path = make(tmp_path / "bomb.xlsx")
    done = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 2
    assert megabytes < 150


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "empty"), (b"\0\1\2\3" * 100, "not a file of text"), (b"a,b,c\n", "no lines below"),
        (b"a\nb\n", "No row of headings"), (b"a,b,c\n" + b"x" * 20_000 + b",,\n", "characters"),
        (b"a,b,c\n1,2\x003,4\n", "no"), (b"PK\x03\x04", "not a whole spreadsheet"),
        (b"a,b,c\n" + b"1,2,3\n" * 60_002, "too many lines"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_one_sentence(tmp_path: Path, text: bytes, said: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(text)
    with pytest.raises(BadFile) as refused, reading(path):
        pass
    assert said in str(refused.value)


# --- Cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1584", 158_400), ("£1,584.00", 158_400), ("１，５８４．００", 158_400), ("GBP 12.5", 1_250), ("0.01", 1),
        (" £ 250 ", 25_000),
    ],
)  # fmt: skip
def test_amounts_that_are_understood(text: str, pence: int) -> None:
    assert pence_of(text) == pence


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "(5.00)", "5-", "1,58", "95,5", "1.234", "1e9", "٣", "£", "NaN", "9" * 12]
)
def test_amounts_that_are_not(text: str) -> None:
    with pytest.raises(Unclear):
        pence_of(text)


@pytest.mark.parametrize(
    "text",
    ["2016-06-25", "25/06/2016", "25.6.16", "25 June 2016", "25th June 2016", "25-Jun-16", "2016-06-25T00:00:00Z"],
)
def test_dates_that_are_understood(text: str) -> None:
    assert date_of(text) == dt.date(2016, 6, 25)


@pytest.mark.parametrize("text", ["", "06/25/2016", "31/06/2016", "2016", "25 Juno 2016", "0000-01-01", "tomorrow"])
def test_dates_that_are_not(text: str) -> None:
    with pytest.raises(Unclear):
        date_of(text)


def test_headings_of_360giving_and_the_transparency_code_are_known() -> None:
    code = guess_columns(["Date awarded", "Time period", "Department", "Beneficiary", "Purpose", "Amount in pounds"])
    assert code == {
        "date": "Date awarded", "recipient": "Beneficiary", "purpose": "Purpose", "amount": "Amount in pounds",
    }  # fmt: skip
    assert fingerprint(["Ward", "A & B"]) == fingerprint(["a and b", "WARD"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_file_makes_the_reader_fall_over(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([written(ROWS).encode(), written(ROWS).encode("utf-16"), WORKBOOK])))
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(whole)))
        whole[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    path = tmp_path / "mutant"
    path.write_bytes(bytes(whole))
    begun = time.process_time()
    try:
        headings = read_into(str(path), str(tmp_path / "out"))
        assert len(headings) >= 3
    except BadFile as bad:
        refusals = bad.reason.split()
        assert refusals
    assert time.process_time() - begun < 2


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_cell_makes_the_rules_fall_over(text: str) -> None:
    for understand in (pence_of, date_of):
        try:
            understand(text)
        except Unclear:
            continue
