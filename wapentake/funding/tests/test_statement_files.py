"""The yearly statements as files, open data and API: the same figures, nothing personal, no formula."""

import contextlib
import csv
import datetime as dt
import io
import json
import re
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds
from wapentake.foundation.published import testing
from wapentake.funding import documents
from wapentake.funding.documents import files, pdf
from wapentake.funding.documents.cells import HEADS
from wapentake.funding.models import FundRule
from wapentake.funding.pages.statement import statement, ward_statement
from wapentake.funding.queries.statement import lines
from wapentake.organisations.states import Sector

from .world import AT, YEAR, World
from .year import awarded, body, year_of_all_kinds

pytestmark = pytest.mark.django_db
BOROUGH, WARD = "/budget/2026-27/", "/wards/boston-castle/budget/2026-27/"
ON = AT.date()


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def read(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert "attachment" in answer["Content-Disposition"]
    assert "Set-Cookie" not in answer
    return answer.getvalue()


def sheet(data: bytes) -> list[dict[str, object]]:
    [head, *rows] = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def as_rows(kind: str, data: bytes) -> list[dict[str, object]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""))) if kind == "csv" else sheet(data)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_files_hold_every_award_and_agree_with_the_ledger(world: World, client: Client, kind: str):
    year_of_all_kinds(world)
    for path in (BOROUGH, WARD):
        rows = as_rows(kind, read(client, f"{path[:-1]}.{kind}"))
        main = [row for row in rows if row["In the statement’s total"] == "Yes"]
        assert sum(Decimal(str(row["Amount in pounds"])) for row in main) == Decimal("3623.95")
        assert sum(Decimal(str(row["Amount in pounds"])) for row in rows) == Decimal("4283.95")
        first = rows[0]
        assert str(first["Awarded on"]) == "2026-11-24"
        assert (first["Sector"], first["Communities"]) == ("Voluntary and community", "Older people")
        assert Decimal(str(first["Came back in pounds"])) == Decimal("10.25")
        assert first["Page"] == "http://127.0.0.1:8000/awards/CLF-2026-0001/"


@pytest.mark.parametrize("kind", ["used.csv", "xlsx", "ods"])
def test_files_say_how_capital_and_revenue_were_used_as_the_page_does(world: World, client: Client, kind: str):
    year_of_all_kinds(world)
    for path, page in ((BOROUGH, statement(YEAR, ON)), (WARD, ward_statement("boston-castle", YEAR, ON))):
        data = read(client, f"{path[:-1]}.{kind}")
        if kind == "used.csv":
            rows = list(csv.reader(io.StringIO(data.decode(), newline="")))[1:]
        else:
            rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Capital and revenue").to_python()
            rows = rows[1:]
        assert page is not None
        said = [
            [row[0], *(pounds(int(Decimal(str(row[place])) * 100)) for place in (1, 2)), row[3],
             pounds(int(Decimal(str(row[4])) * 100)), row[5]]
            for row in rows[:-1]
        ]  # fmt: skip
        assert said == [row.cells for row in page.kinds.rows]
        assert rows[-1][0] == "Capital beside revenue"
        assert f"{rows[-1][6]} of capital was." in page.ratio


STRUCTURE = (b"/StructTreeRoot", b"/Marked true", b"/Lang", b"/DisplayDocTitle true", b"/TH", b"/H1")


def unpacked(data: bytes) -> bytes:
    """Return a PDF with its packed streams opened, so that its structure can be read."""
    found = [data]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"\n".join(found)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "pdf"])
def test_a_file_is_made_once_for_all_who_ask_and_anew_after_an_award(
    world: World, client: Client, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("wapentake.foundation.kept.make_data_dir", lambda: tmp_path)
    made: list[str] = []
    for what in ("write_statement", "statement_pdf"):
        write = getattr(files, what)
        monkeypatch.setattr(files, what, lambda *given, write=write: made.append(kind) or write(*given))
    awarded(world, 40_000)
    first = read(client, f"{WARD[:-1]}.{kind}")
    assert [read(client, f"{WARD[:-1]}.{kind}") for _ in range(3)] == [first] * 3
    assert len(made) == 1
    awarded(world, 20_000)
    assert read(client, f"{WARD[:-1]}.{kind}") != first
    assert read(client, f"{BOROUGH[:-1]}.{kind}") != first
    assert len(made) == 3


def test_the_pdf_is_pdf_ua_and_says_the_same(world: World, client: Client, monkeypatch):
    year_of_all_kinds(world)
    set_from: list[dict] = []
    real = pdf.typeset
    monkeypatch.setattr(pdf, "typeset", lambda name, data: set_from.append(data) or real(name, data))
    for path, page in ((BOROUGH, statement(YEAR, ON)), (WARD, ward_statement("boston-castle", YEAR, ON))):
        assert page is not None
        data = read(client, path[:-1] + ".pdf")
        assert data.startswith(b"%PDF")
        inside = unpacked(data)
        for said in (*STRUCTURE, b"pdfuaid"):
            assert said in inside, said
        assert b"/Author" not in inside
        text = json.dumps(set_from[-1], default=str, ensure_ascii=False)
        shown = {str(cell.text if hasattr(cell, "text") else cell) for row in page.funds.rows for cell in row.cells}
        assert {pounds(page.total), *shown} <= set(re.findall(r'"([^"]*)"', text))
        assert path == BOROUGH or all(line.title in text for line in lines(YEAR)), "a ward's has every project"


def test_the_transparency_codes_file_has_exactly_its_fields(world: World, client: Client):
    year_of_all_kinds(world)
    head, *rows = csv.reader(io.StringIO(read(client, "/budget/2026-27.transparency.csv").decode()))
    assert tuple(head) == documents.FIELDS
    assert rows == [
        ["2026-11-24", "One-off", "Rotherham Council, Neighbourhoods", "Clifton Community Garden", "", "A tool store",
         "500.50"]
    ]  # fmt: skip


def test_the_time_period_is_from_the_award_to_the_day_by_which_it_is_spent(world: World):
    world.approved()
    FundRule.objects.create(
        fund=world.clf, key="spend_within", value={"months": 6}, text="x.", source="x", from_date=dt.date(2026, 4, 1)
    )
    [head, row] = csv.reader(io.StringIO("".join(documents.awards_lines(YEAR))))
    assert dict(zip(head, row, strict=True))["Time period"] == "2026-11-24 to 2027-05-24"


def test_without_the_councils_identifier_no_360giving_is_written_and_the_page_says_so(
    world, client, settings, tmp_path
):
    settings.WAPENTAKE_ORG_ID = ""
    world.approved()
    for kind in ("json", "csv"):
        answer = client.get(f"/budget/2026-27.360giving.{kind}")
        assert answer.status_code == 403
        assert "identifier in the register of organisations is not set" in answer.content.decode()
    for more in ([], ["--csv"]):
        with pytest.raises(CommandError, match="WAPENTAKE_ORG_ID"):
            call_command("export_360giving", "--to", str(tmp_path / "x"), *more)
    assert not (tmp_path / "x").exists()


def test_360giving_has_the_grants_and_not_what_was_bought(world: World, client: Client):
    year_of_all_kinds(world)
    package = json.loads(read(client, "/budget/2026-27.360giving.json"))
    [grant] = package["grants"]
    assert grant["amountAwarded"] == 500.5
    assert grant["amountDisbursed"] == 490.25
    assert grant["beneficiaryLocation"][0]["geoCode"] == "E05012996"
    [row] = csv.DictReader(io.StringIO(read(client, "/budget/2026-27.360giving.csv").decode()))
    assert (row["Identifier"], row["Amount Awarded"]) == (grant["id"], "500.50")


HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "＠SUM",
    " =1+1",
    "a\x0b<b>&",
    "]]>",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_of_any_file_is_a_formula(world: World, client: Client, name: str):
    group = body(name, Sector.VOLUNTARY, charity_number="=1+1")
    awarded(world, 40_001, organisation=group, title=name, serves=name)
    for kind in ("csv", "transparency.csv", "360giving.csv"):
        for row in csv.reader(io.StringIO(read(client, f"/budget/2026-27.{kind}").decode(), newline="")):
            assert not any(cell.lstrip(" ").startswith(documents.FORMULA) for cell in row), kind
    book = openpyxl.load_workbook(io.BytesIO(read(client, "/budget/2026-27.xlsx")))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert name.replace("\x0b", "") in {cell.value for cell in cells}
    assert cells[HEADS.index("Amount in pounds")].value == 400.01
    with zipfile.ZipFile(io.BytesIO(read(client, "/budget/2026-27.ods"))) as archive:
        assert b"table:formula" not in archive.read("content.xml")
        assert archive.namelist()[0] == "mimetype"
    assert sheet(read(client, "/budget/2026-27.ods"))[0]["Sector"] == "Voluntary and community"
    assert read(client, "/budget/2026-27.pdf").startswith(b"%PDF")


def test_nothing_personal_is_in_any_export(world: World, client: Client):
    canaries = ("Canary Kestrel", "canary.kestrel@example.org", "07700900111", "12-34-56 87654321", "Secret reasons")
    group = body("Plain Name", Sector.VOLUNTARY, public_email=canaries[1])
    group.contacts.create(name=canaries[0], email=canaries[1], phone=canaries[2])
    application = awarded(
        world, 40_000, organisation=group, purpose=canaries[3], who_benefits=canaries[0], who_was_asked=canaries[0],
        contact_name=canaries[0], contact_email=canaries[1],
    )  # fmt: skip
    world.pay(application)
    found = [client.get(path).content for path in (BOROUGH, WARD, BOROUGH + "awards/", "/api/awards")]
    for kind in ("csv", "xlsx", "ods", "pdf", "transparency.csv", "360giving.csv", "360giving.json"):
        data = read(client, f"/budget/2026-27.{kind}")
        found.append(data)
        if kind in ("xlsx", "ods"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found += [archive.read(name) for name in archive.namelist()]
    for command in ("export_360giving", "export_transparency"):
        said = io.StringIO()
        call_command(command, stdout=said)
        found.append(said.getvalue().encode())
    officers = ("Helen Marsden", "Ruth Finch")
    for data in found:
        for secret in (*canaries, *officers):
            assert secret.encode() not in data
    assert sum(b"Plain Name" in data for data in found) >= 10  # the canary's cage was looked into


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(1, 39_999), st.sampled_from(list(Sector)), st.booleans()), min_size=1, max_size=4)
)
def test_page_chart_files_and_ledger_agree_to_the_penny(world: World, awards: list[tuple[int, Sector, bool]]):
    from django.db import transaction

    with transaction.atomic():
        for number, (pence, sector, paid) in enumerate(awards):
            application = awarded(world, pence, organisation=body(f"Body {number} {pence}", sector))
            if paid:
                world.pay(application)
        assert list(documents.disagreements(ON)) == []
        page = ward_statement("boston-castle", YEAR, ON)
        assert page is not None
        assert page.total == sum(pence for pence, _, _ in awards)
        assert page.agreement.agrees
        transaction.set_rollback(True)


def test_a_form_that_is_a_penny_out_is_found(world: World, monkeypatch):
    awarded(world, 40_000)
    assert list(documents.disagreements(ON)) == []
    from wapentake.funding.documents import cells, giving

    monkeypatch.setattr(giving, "_number", lambda pence: (pence + 1) / 100)
    faults = list(documents.disagreements(ON))
    assert "Statement 2026/27: 360Giving JSON comes to £400.01, the ledger to £400.00." in faults
    monkeypatch.undo()
    columns = tuple(
        (head, value if head != "Amount in pounds" else lambda line: Decimal("399.99")) for head, value in cells.COLUMNS
    )
    monkeypatch.setattr(cells, "COLUMNS", columns)
    found = " ".join(documents.disagreements(ON))
    assert all(f"the {kind} file comes to £399.99" in found for kind in ("CSV", "XLSX", "ODS"))
    with pytest.raises(CommandError, match="forms of statements do not"):
        call_command("check_ledger", stdout=io.StringIO(), stderr=io.StringIO())


def test_a_stored_page_that_says_something_else_is_found(world: World):
    awarded(world, 40_000)
    testing.settle()
    assert list(documents.disagreements(ON)) == []
    from wapentake.foundation.models import PublishedVersion

    PublishedVersion.objects.filter(page__path=BOROUGH).update(identity=b"1 award, 399.99")
    assert list(documents.disagreements(ON)) == ["Statement 2026/27: the page that is stored does not say £400.00."]


# --- Commands and the API -------------------------------------------------------------------------------------------


def test_the_commands_write_a_whole_file(world: World, tmp_path):
    year_of_all_kinds(world)
    file = tmp_path / "grants.json"
    call_command("export_360giving", "--year", "2026-27", "--to", str(file), stdout=io.StringIO())
    assert len(json.loads(file.read_text())["grants"]) == 1
    call_command("export_transparency", "--to", str(tmp_path / "t.csv"), stdout=io.StringIO())
    assert len((tmp_path / "t.csv").read_text().splitlines()) == 2
    with pytest.raises(CommandError, match="write it like 2026-27"):
        call_command("export_transparency", "--year", "2026", stdout=io.StringIO())
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_360giving", "--to", "/nowhere/x.json", stdout=io.StringIO())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grants.json", "t.csv"]


def test_the_api_tells_awards_page_by_page(world: World, client: Client):
    year_of_all_kinds(world)
    seen, address = [], "/api/awards?limit=3"
    while address:
        answer = client.get(address).json()
        seen += [(award["reference"], award["pence"]) for award in answer["awards"]]
        address = answer["next"]
    assert seen == [
        ("HOU-2026-0001", 66_000),
        ("CAP-2026-0001", 300_000),
        ("CLF-2026-0002", 12_345),
        ("CLF-2026-0001", 50_050),
    ]
    [award] = client.get("/api/awards?organisation=clifton-garden&fund=clf&year=2026-27&ward=E05012996").json()[
        "awards"
    ]
    assert award["recipient"]["sector"] == "voluntary"
    assert award["returned_pence"] == 1_025
    assert client.get("/api/awards?year=2021-22").json() == {"awards": [], "next": None}


@pytest.mark.parametrize(
    ("query", "status"),
    [("ward=E00000000", 404), ("fund=x", 404), ("organisation=x", 404), ("year=2026", 422), ("limit=101", 422),
     ("before=0", 422), ("before=x", 422)],
)  # fmt: skip
def test_the_api_says_what_is_wrong(world: World, client: Client, query: str, status: int):
    answer = client.get(f"/api/awards?{query}")
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_lines_come_from_the_database_as_they_go_out(world: World):
    for _ in range(3):
        awarded(world, 1_000)
    rows = lines(YEAR)
    assert next(rows).pence == 1_000
    assert connection.connection is not None
    assert FinancialYear.of(dt.date(2026, 11, 24)) == YEAR
    assert len(list(rows)) == 2
