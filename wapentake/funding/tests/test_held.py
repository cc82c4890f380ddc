"""What is held on a person: found, given, erased in time; and none of it on any public byte."""

import datetime as dt
import io
import json
import zipfile

import pytest
from django.test import Client

from wapentake.foundation import uploads
from wapentake.foundation.calendars import months_after
from wapentake.foundation.models import AuditPersonal, AuditRecord
from wapentake.foundation.operations.held import Group
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.models import Application, Draft, Particulars
from wapentake.funding.rules import Line, More, Other
from wapentake.funding.states.fund_rules import CostType
from wapentake.funding.states.papers import Paper
from wapentake.office.states import RoleKind

from .world import AT, World, officer

pytestmark = pytest.mark.django_db
CANARY = "Zyxcanary"
PDF = b"%PDF-1.7 " + CANARY.encode() + b"\n%%EOF\n"


def told() -> More:
    return More(
        phone=f"01709 {CANARY}", own_account=True, held_by=CANARY, signatories=(f"Jo {CANARY}", f"Al {CANARY}"),
        unrelated=True, sells=True, sold=CANARY, delivered_with=CANARY, people=40,
        owner=CANARY, insurer=CANARY, maintainer=CANARY,
        lines=(Line(CANARY, CostType.REVENUE, 40_000),), others=(Other(CANARY, 1_000, True, False),),
    )  # fmt: skip


def ask(world: World, monkeypatch, tmp_path) -> Application:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    draft = actions.start_draft({"contact": {"contact_name": f"Jo {CANARY}"}}, at=AT)
    actions.attach(draft, uploads.check(f"{CANARY}.pdf", PDF), Paper.ACCOUNTS, at=AT)
    asked = world.asked(
        contact_name=f"Jo {CANARY}", contact_email=f"{CANARY.lower()}@example.org", who_benefits=CANARY,
        who_was_asked=CANARY, more=told(),
    )  # fmt: skip
    return actions.submit_draft(draft, asked, at=AT)


def admin(world: World) -> Client:
    client = Client()
    client.force_login(officer("Robin Admin", RoleKind.ADMINISTRATOR))
    return client


def test_nothing_private_is_on_a_public_byte(world: World, client: Client, monkeypatch, tmp_path):
    application = ask(world, monkeypatch, tmp_path)
    world.support(application)
    world.approve(application)
    kinds = ("csv", "xlsx", "ods", "transparency.csv", "360giving.csv", "360giving.json")
    paths = [f"/awards/{application.reference}/", "/money/", "/money/boston-castle/", "/budget/2026-27/"]
    paths += ["/wards/boston-castle/budget/2026-27/", "/budget/2026-27/awards/", "/money/awards-2026.csv"]
    paths += [f"/budget/2026-27.{kind}" for kind in kinds] + ["/api/awards", f"/apply/follow/{application.token}/"]
    seen = 0
    for path in paths:
        answer = client.get(path)
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                data = b"".join(packed.read(name) for name in packed.namelist())
        seen += answer.status_code == 200
        assert CANARY.lower().encode() not in data.lower(), path
    assert seen >= len(paths) - 2


def test_it_is_found_given_and_only_what_is_over_is_erased(
    world: World, monkeypatch, tmp_path, django_capture_on_commit_callbacks
):
    application = ask(world, monkeypatch, tmp_path)
    draft = actions.start_draft({"contact": {"contact_name": f"Jo {CANARY}"}}, at=AT)
    robin = admin(world)
    assert queries.held_on(CANARY.lower()).applications == [application]
    page = robin.post("/desk/held/", {"text": CANARY}).content.decode()
    assert "It is open or awarded, and its record must be kept." in page
    given = json.loads(robin.post("/desk/held/", {"text": CANARY, "act": "give"}).content)
    assert given["applications"][0]["particulars"]["signatories"] == [f"Jo {CANARY}", f"Al {CANARY}"]
    assert given["applications"][0]["papers"] == [f"{CANARY}.pdf"]
    assert len(given["drafts"]) == 1
    assert AuditRecord.objects.filter(action="what is held was given").count() == 1
    robin.post("/desk/held/", {"text": CANARY, "erase": application.reference})
    assert Application.objects.get().contact_name == f"Jo {CANARY}"
    actions.withdraw(application, by=None, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        robin.post("/desk/held/", {"text": CANARY, "erase": application.reference})
        robin.post("/desk/held/", {"text": CANARY, "erase": f"draft-{draft.pk}"})
    found = queries.held_on(CANARY)
    assert (found.applications, found.drafts) == ([], [])
    assert not [path for path in (tmp_path / "files").iterdir()]
    assert not AuditPersonal.objects.filter(record__stream=application.ref).exists()
    assert Application.objects.get().pence == 40_000
    assert Particulars.objects.get().signatories == []
    assert "application" in (tmp_path / "tombstones.jsonl").read_text()
    actions.erase_application_again(application.reference, at=AT)


def test_names_of_the_declined_go_when_their_time_is_up(world: World, monkeypatch, tmp_path):
    application = ask(world, monkeypatch, tmp_path)
    actions.withdraw(application, by=None, at=AT)
    day = months_after(AT.date(), 24)
    assert actions.erase_what_is_due(at=AT + (day - AT.date())) == 0
    assert actions.erase_what_is_due(at=AT + (day - AT.date()) + dt.timedelta(days=1)) == 1
    assert Application.objects.get().contact_email == ""
    assert Application.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [((2026, 1, 31), 1, (2026, 2, 28)), ((2026, 11, 24), 24, (2028, 11, 24)), ((2026, 12, 31), 2, (2027, 2, 28)),
     ((2026, 10, 31), 1, (2026, 11, 30)), ((2026, 11, 30), 1, (2026, 12, 30))],
)  # fmt: skip
def test_months_end_where_the_month_does(day: tuple, months: int, then: tuple):
    assert months_after(dt.date(*day), months) == dt.date(*then)


def test_nobody_else_looks(world: World):
    for person in (world.holroyd, world.marsden, world.ashby.user):
        client = Client()
        client.force_login(person)
        assert client.post("/desk/held/", {"text": CANARY}).status_code == 403
        with pytest.raises(Refused, match="Only the council’s administrator"):
            actions.give_what_is_held(CANARY, by=person, at=AT)
    assert not Draft.objects.exists()


def test_what_other_rooms_hold_is_read_in_lines():
    day, noon = dt.date(2021, 5, 10), dt.datetime(2021, 5, 10, 23, 30, tzinfo=dt.UTC)
    rows = [
        {"name": "Jo", "again": "Jo", "from_date": day, "to_date": None, "verified": True},
        {"stream": "councillor:10", "action": "interest_registered", "record__at": noon},
        {"args": {"to": ["jo@example.org"]}, "recorded_at": noon, "arose_on": day, "text": "x" * 200},
        {"pk": 3},
    ]
    [shown] = pages.held_rows([Group("Here", rows * 2)])
    assert (shown.called, shown.count, shown.more) == ("Here", 8, 3)
    assert shown.lines[:4] == [
        "Jo, from 10 May 2021",
        "councillor 10, interest registered, 11 May 2021",
        f"recorded 11 May 2021, arose 10 May 2021, {'x' * 140}…",
        "Kept, without words.",
    ]
