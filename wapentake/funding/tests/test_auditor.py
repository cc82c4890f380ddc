"""An auditor reads the ledgers, the records and what is out of order, changes nothing and sees nobody's contacts."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from wapentake.funding import actions, rules, urls
from wapentake.funding.models import Application, Letter, Monitoring, Transfer
from wapentake.funding.rules import Answer, Part, Showing, Spent
from wapentake.funding.states.instalments import ShownFirst
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from .test_held import CANARY, told
from .world import AT, World, officer

READS = ("/desk/oversight/", "/desk/oversight/ledger/", "/desk/oversight/underspend/", "/desk/award-freezes/",
         "/desk/funds/", "/desk/funds/clf/", "/desk/funds/clf/2026/postings/", "/desk/money/")  # fmt: skip


@pytest.fixture
def vera(world: World) -> User:
    return officer("Vera Hindmarsh", RoleKind.AUDITOR)


@pytest.fixture
def client(vera: User) -> Client:
    client = Client()
    client.force_login(vera)
    return client


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(AT, tick=False):
        yield


def test_what_an_auditor_reads(world: World, client: Client) -> None:
    world.approved()
    refused = [where for where in READS if client.get(where).status_code != 200]
    assert refused == []
    transfer = Transfer.objects.order_by("pk").first()
    assert transfer is not None
    assert client.get(f"/desk/postings/{transfer.pk}/").status_code == 200


def test_no_link_that_an_auditor_is_shown_refuses(world: World, client: Client) -> None:
    """Every page that is reached from the first ones, to the last of them."""
    world.pay(world.approved())
    world.submitted(1_000)
    to_read, read, refused = [*READS], set(), []
    while to_read:
        where = to_read.pop()
        if where in read:
            continue
        read.add(where)
        answer = client.get(where)
        if answer.status_code != 200:
            refused.append((where, answer.status_code))
        elif answer.get("Content-Type", "").startswith("text/html"):
            found = re.findall(r'href="(/desk/[^"#?]*)"', answer.content.decode())
            to_read += [link for link in found if link not in read]
    assert len(read) > 30
    assert not refused, "\n".join(f"{where} {status}" for where, status in refused)


def test_an_auditor_changes_nothing(world: World, client: Client, vera: User) -> None:
    waits, awarded = world.submitted(1_000), world.approved()
    roles = roles_of(vera, AT.date())
    for verdict in (
        rules.may_support(roles, waits, AT), rules.may_decline(roles, waits, AT), rules.may_approve(roles, waits, AT),
        rules.may_pay(roles, awarded, AT), rules.may_withdraw(roles, awarded), rules.may_run_funds(roles),
        rules.may_keep_freezes(roles), rules.may_correct_record(roles, awarded), rules.may_close_review(roles, None),
    ):  # fmt: skip
        assert not verdict
    transfers = Transfer.objects.count()
    last = Transfer.objects.order_by("-pk").first()
    assert last is not None
    for where in (f"/desk/postings/{last.pk}/", "/desk/funds/clf/", "/desk/funds/clf/2026/freeze/"):
        assert client.post(where, {"reason": "x"}).status_code == 403, where
    assert Transfer.objects.count() == transfers


def written_of_people(world: World) -> Application:
    """An award of which a group said all that it can, with a word of its own in each place."""
    award = world.submitted(
        contact_name=f"Jo {CANARY}", contact_email=f"{CANARY}@example.org", who_benefits=CANARY, who_was_asked=CANARY,
        more=replace(told(), others=()),
    )  # fmt: skip
    world.support(award)
    world.approve(award)
    parts = [Part(20_000, AT.date()), Part(20_000, AT.date(), ShownFirst.NOTE)]
    actions.set_instalments(award, parts, by=world.marsden, at=AT)
    answer = Answer(True, f"Jo {CANARY}", CANARY, "", True, 100, CANARY)
    actions.answer_offer(award, answer, by=None, at=AT)
    actions.pay(award, by=world.finch, at=AT, key="first", number=1)
    actions.show_for_instalment(award, Showing(CANARY), by=None, at=AT)
    change = actions.ask_purpose_change(award, purpose=CANARY, why=CANARY, name=f"Jo {CANARY}", by=None, at=AT)
    assert change.pk
    form = Monitoring.objects.create(application=award, asked_on=AT, due_on=AT)
    actions.send_monitoring(form, done=CANARY, people=1, spent_pence=1, receipts=[Spent(AT.date(), CANARY, 1)], at=AT)
    Letter.objects.create(application=award, subject="An award", text=CANARY, written_at=AT)
    return award


def test_an_auditor_reads_nothing_that_a_group_says_of_people(world: World, client: Client) -> None:
    """Every address of the desk that names one award, asked for as the auditor; then as an officer who may read it."""
    award = written_of_people(world)
    acts = {"monitoring_act:act": "accept", "slug:reference": award.reference}
    paths = []
    for pattern in urls.desk:
        where = re.sub("<([^>]+)>", lambda found: acts.get(found[1], "?"), str(pattern.pattern))
        if award.reference in where and "?" not in where:
            paths.append(f"/desk/{where}")
    assert len(paths) > 12
    officers = Client()
    officers.force_login(world.finch)
    read = set()
    for where in [*paths, "/desk/money/", "/desk/monitoring/?list=all", "/desk/letters/", "/desk/recoveries/"]:
        assert CANARY not in client.get(where).content.decode(), where
        read |= {where} if CANARY in officers.get(where).content.decode() else set()
    last = {where.removeprefix(f"/desk/money/{award.reference}/") for where in read}
    assert {"", "instalments/", "offer/", "purpose/", f"/desk/monitoring/{award.reference}/"} <= last
    answer = client.post("/desk/oversight/bundle/", {"reference": award.reference})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        named = [name for name in archive.namelist() if CANARY.encode() in archive.read(name)]
    assert named == []


def test_contacts_and_papers_are_left_out(world: World, client: Client) -> None:
    award = world.approved()
    page = client.get(f"/desk/money/{award.reference}/").content.decode()
    assert "pat@example.org" not in page
    assert "Pat Doyle" not in page
    assert "An auditor reads no contacts and no papers" in page
    for where in ("/desk/letters/", f"/desk/money/{award.reference}/payee/"):
        assert client.get(where).status_code == 403, where
    answer = client.post("/desk/oversight/bundle/", {"reference": award.reference})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        text = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    assert award.reference in text
    assert "pat@example.org" not in text
    officer_page = Client()
    officer_page.force_login(world.marsden)
    assert "pat@example.org" in officer_page.get(f"/desk/money/{award.reference}/").content.decode()
