"""An audit bundle holds every record of an award, its prints agree, and who took it is noted."""

import csv
import hashlib
import io
import json
import zipfile
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test import Client

from wapentake.foundation import audit
from wapentake.funding import documents, pages
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from .world import AT, World, officer

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/oversight/bundle/"


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def taken(user: User, **asked: str) -> tuple[zipfile.ZipFile, str]:
    client = Client()
    client.force_login(user)
    answer = client.post(ADDRESS, asked)
    assert answer["Content-Type"] == "application/zip", answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    content = b"".join(answer.streaming_content)
    return zipfile.ZipFile(io.BytesIO(content)), hashlib.sha256(content).hexdigest()


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def test_a_bundle_has_every_record_and_its_prints_agree(world: World):
    award = world.approved()
    world.pay(award)
    archive, digest = taken(world.finch, reference=award.reference.lower())
    prints = dict(reversed(line.split("  ")) for line in archive.read("manifest.sha256").decode().splitlines())
    assert set(prints) == set(archive.namelist()) - {"manifest.sha256"}
    assert all(hashlib.sha256(archive.read(name)).hexdigest() == said for name, said in prints.items())
    assert [row["Decision"] for row in rows(archive, "decisions.csv")] == ["Supported", "Approved"]
    legs = rows(archive, "entries.csv")
    assert [(row["What for"], row["Pounds"]) for row in legs if row["Stage"] == "Paid"] == [("Paid", "400.00")]
    assert sum(float(row["Pounds"]) for row in legs) == 0
    assert {row["Rule"] for row in rows(archive, "rules.csv")} >= {"carry_over", "exclusions"}
    chain = rows(archive, "audit.csv")
    assert [row["Record"] for row in chain] == [str(number) for number in range(1, len(chain) + 1)]
    assert all(after["Hash before"] == before["Hash"] for before, after in pairwise(chain))
    assert archive.read("verification.txt").decode() == "Every chain verifies.\n"
    last = audit.history(award.ref)[-1]
    assert (last.action, last.by_id) == ("bundle_taken", world.finch.pk)
    assert json.loads(last.facts) == {"sha256": digest, "contacts": False}


def test_contacts_are_for_the_monitoring_officer_and_formulas_are_guarded(world: World):
    award = world.submitted(contact_name="Pat Canary", title="=cmd()")
    archive, _ = taken(world.finch, reference=award.reference)
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Canary" not in whole
    assert b"pat@example.org" not in whole
    assert rows(archive, "applications.csv")[0]["Title"] == "'=cmd()"
    archive, _ = taken(officer("Anita Mwangi", RoleKind.MONITORING_OFFICER), reference=award.reference)
    assert rows(archive, "applications.csv")[0]["Contact"] == "Pat Canary"


def test_a_year_has_its_allotments_too_and_a_broken_chain_is_named(world: World):
    award = world.approved()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditrecord DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE foundation_auditrecord SET facts = '{}' WHERE stream = %s AND action = 'approved'", [award.ref]
        )
        assert cursor.rowcount == 1
        cursor.execute("ALTER TABLE foundation_auditrecord ENABLE TRIGGER USER")
    archive, _ = taken(officer("Gerald Mills", RoleKind.SECTION_151), year="2026/27")
    assert {"Allotted", "Reserved", "Committed: awarded, not yet paid"} & {
        row["What for"] for row in rows(archive, "entries.csv")
    }
    assert "what it says was changed" in archive.read("verification.txt").decode()
    assert audit.history("year:2026-27")[-1].action == "bundle_taken"


def test_who_takes_none_and_what_is_not_there(world: World):
    client = Client()
    client.force_login(world.marsden)
    assert client.post(ADDRESS, {"year": "2026-27"}).status_code == 403
    client.force_login(world.finch)
    for asked, said in (
        ({}, "Enter a reference or a financial year, one of them"),
        ({"reference": "CLF-1"}, "no application with this"),
        ({"year": "2026-28"}, "Enter a financial year, like 2021-22"), ({"year": "2019-20"}, "no award in this year"),
    ):  # fmt: skip
        assert said in client.post(ADDRESS, asked).content.decode(), asked


def test_the_decision_record_is_in_it_as_a_pdf_with_its_print(world: World):
    """What is published of each award and nothing of its contact; what was never awarded has no record."""
    award, waits = world.approved(), world.submitted()
    archive, _ = taken(world.finch, year="2026-27")
    records = [name for name in archive.namelist() if name.startswith("records/")]
    assert records == [f"records/{award.reference}.pdf"]
    assert waits.reference in archive.read("applications.csv").decode()
    pdf = archive.read(records[0])
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert f"{hashlib.sha256(pdf).hexdigest()}  {records[0]}" in archive.read("manifest.sha256").decode()
    page = pages.award_page(award.reference, AT.date())
    assert page is not None
    told = json.dumps(documents.record.data_of(page), ensure_ascii=False)
    for said in ("£400.00 for Clifton Community Garden", "Within the rules.", "None was put forward.", "Nobody loses."):
        assert said in told
    assert "pat@example.org" not in told
