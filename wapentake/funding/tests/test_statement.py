"""The yearly statements: what they say is the ledger's, to the penny, in every form."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.querycount import assert_same_queries, count_queries
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.published import testing
from wapentake.funding import actions, documents
from wapentake.funding.models import Application, Reached
from wapentake.funding.pages.statement import Agreement, statement, ward_statement, whole_percents
from wapentake.funding.queries.reach import reach_of, shown
from wapentake.funding.queries.statement import lines
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .world import AT, YEAR, World

pytestmark = pytest.mark.django_db
BOROUGH, WARD = "/budget/2026-27/", "/wards/boston-castle/budget/2026-27/"
ON = AT.date()


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def body(name: str, sector: Sector, kind: OrganisationKind = OrganisationKind.GROUP, **more: str) -> Organisation:
    return Organisation.objects.create(
        kind=kind, sector=sector, name=name, slug=re.sub(r"\W+", "-", name.lower()).strip("-") or "x", **more
    )


def awarded(world: World, pence: int, **changes: object) -> Application:
    application = world.submitted(pence, **changes)
    world.support(application)
    world.approve(application)
    return application


def recorded(world: World, pence: int, fund, **changes: object) -> Application:
    return actions.record_award(
        world.asked(pence, fund=fund, councillor=None, **changes), reasons="They agreed.", alternatives="None.",
        by=world.marsden, at=AT, key=world.key(),
    )  # fmt: skip


def read(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert "attachment" in answer["Content-Disposition"]
    assert "Set-Cookie" not in answer
    return answer.getvalue()


def year_of_all_kinds(world: World) -> None:
    """A year with every sector, every fund of it, money that came back, and a fund that stands apart."""
    council = body("Streetscene", Sector.PUBLIC, OrganisationKind.SERVICE)
    shop = body("Ivanhoe Signs", Sector.PRIVATE, OrganisationKind.BUSINESS)
    paid = awarded(world, 50_050, reached={"older": 28, "carers": 4}, serves="Company for everybody")
    world.pay(paid)
    actions.return_money(paid, 1_025, reason="Cheaper.", by=world.finch, at=AT, key=world.key())
    awarded(world, 12_345, organisation=shop, cost_type="capital")
    recorded(world, 300_000, world.capital, organisation=council)
    recorded(world, 66_000, world.housing, organisation=council)
    world.supported(999)


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_the_statement_says_where_the_money_went(world: World, client: Client):
    year_of_all_kinds(world)
    text = client.get(BOROUGH).content.decode()
    for said in (
        "Rotherham, 2026 to 2027", "1 ward awarded £3,623.95 so far", "helped 1 community organisation.",
        "These figures agree.", "3 awards, £3,623.95, difference £0.00", "£3,000.00", "83%", "£500.50", "14%", "3%",
        "£660.00 from Ward Housing", "stands apart", "Wards are those in force from 10 May 2021.", "£10.25",
    ):  # fmt: skip
        assert said in text, said
    assert "£4,283.95" not in text  # with housing's
    page = statement(YEAR, ON)
    assert page is not None
    assert page.total == 362_395
    assert page.agreement == Agreement(awards=3, shown=362_395, entries=362_395, balances=362_395)


def test_a_wards_statement_has_every_project(world: World, client: Client):
    year_of_all_kinds(world)
    text = client.get(WARD).content.decode()
    for said in (
        "Boston Castle, 2026 to 2027", "Clifton Community Garden", "Ivanhoe Signs", "Streetscene",
        "Company for everybody", "Community Leadership Fund (capital)", "For: Older people.",
        "£500.50, of which £10.25 came back", "Ward Housing, apart", "/awards/CLF-2026-0001/",
    ):  # fmt: skip
        assert said in text, said
    assert "For: Older people, Carers" not in text  # four carers
    assert "CLF-2026-0003" not in text  # only supported


def test_every_figure_leads_to_rows_that_add_up_to_it(world: World, client: Client):
    year_of_all_kinds(world)
    for path in (BOROUGH, WARD):
        text = client.get(path).content.decode()
        links = re.findall(r'href="(/budget/[^"]*/awards/[^"]*)"[^>]*>(£[\d,.]+)', text)
        assert len(links) >= 8
        for href, figure in links:
            rows = client.get(href.replace("&amp;", "&")).content.decode()
            assert f"{figure}." in rows, (href, figure)


@pytest.mark.parametrize(
    "path",
    ["/budget/2021-22/", "/budget/2026-28/", "/wards/nowhere/budget/2026-27/", BOROUGH + "2/", "/budget/2026-27.exe",
     BOROUGH + "awards/?ward=nowhere", BOROUGH + "awards/?sector=x", BOROUGH + "awards/?fund=x",
     BOROUGH + "awards/?page=2", BOROUGH + "awards/?page=x", "/wards/boston-castle/budget/2026-27.360giving.json",
     "/budget/2021-22.csv"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(world: World, client: Client, path: str):
    assert client.get(path).status_code == 404


def test_a_year_without_awards_says_so(world: World, client: Client):
    assert "Nothing was awarded from these funds in 2026/27." in client.get(BOROUGH).content.decode()
    assert client.get(BOROUGH + "1/")["Location"] == BOROUGH


def test_an_award_changes_the_stored_statements(world: World):
    testing.settle()
    assert "£400.00" not in (testing.stored(WARD) or "")
    awarded(world, 40_000)
    testing.settle()
    for path in (WARD, BOROUGH):
        assert "1 award, £400.00, difference £0.00" in (testing.stored(path) or "")


def test_figures_that_do_not_agree_say_so():
    apart = Agreement(awards=1, shown=100, entries=100, balances=99)
    assert not apart.agrees
    assert "difference £0.01" in apart.words


def test_other_wards_and_years_cost_no_more_queries(world: World, client: Client):
    def more(count: int) -> None:
        for _ in range(count):
            awarded(world, 1_000, reached={"older": 12})

    for path in (BOROUGH, WARD, BOROUGH + "awards/"):
        assert_same_queries(lambda path=path: client.get(path), more)
    assert len(count_queries(lambda: client.get(WARD))) <= 15


# --- People ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "said"), [(0, None), (9, None), (10, 10), (12, 10), (13, 15), (1_002, 1_000)])
def test_few_people_are_not_shown_and_more_are_rounded(people: int, said: int | None):
    assert shown(people) == said


def test_a_few_cannot_be_found_by_taking_wards_from_the_borough(world: World):
    other = world.ward.__class__.objects.create(
        code="E05013012", edition=world.ward.edition, slug="sitwell", name="Sitwell", ons_name="Sitwell", number=20
    )
    first, second = awarded(world, 1_000, reached={"carers": 33}), awarded(world, 1_000)
    Application.objects.filter(pk=second.pk).update(ward=other)
    Reached.objects.create(application=second, community="carers", people=7)
    [borough], [here], [there] = reach_of(YEAR), reach_of(YEAR, "boston-castle"), reach_of(YEAR, "sitwell")
    assert (here.people, there.people) == (35, None)
    assert (borough.people, borough.hidden, borough.awards) == (35, 1, 2)
    assert first.reached.count() == 1


# --- Files ----------------------------------------------------------------------------------------------------------


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


def test_the_pdf_is_pdf_ua_and_says_the_same(world: World, client: Client):
    year_of_all_kinds(world)
    for path in (BOROUGH, WARD):
        data = read(client, path[:-1] + ".pdf")
        assert data.startswith(b"%PDF")
        assert b"pdfuaid" in data
        assert b"/Author" not in data


def test_the_transparency_codes_file_has_exactly_its_fields(world: World, client: Client):
    year_of_all_kinds(world)
    [row] = (csv.reader(io.StringIO(read(client, "/budget/2026-27.transparency.csv").decode())),)
    head, *rows = row
    assert tuple(head) == documents.FIELDS
    assert rows == [
        ["2026-11-24", "2026/27", "Rotherham Council, Neighbourhoods", "Clifton Community Garden", "", "A tool store",
         "500.50"]
    ]  # fmt: skip


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
    assert cells[14].value == 400.01
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
        assert b"Plain Name" in data or data[:4] in (b"%PDF", b"PK\x03\x04") or b"Plain Name" not in data
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


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_per_cents_add_up_to_a_hundred(amounts: list[int]):
    found = whole_percents(amounts)
    assert sum(found) == (100 if sum(amounts) else 0)
    assert all(
        abs(percent - 100 * amount / (sum(amounts) or 1)) < 1 for percent, amount in zip(found, amounts, strict=True)
    )


def test_the_published_percentages():
    assert whole_percents([8_350_000, 10_150_000, 3_300_000]) == [38, 47, 15]


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
