"""Back up, destroy, restore: the copy is proved before it is used, and a bad one changes nothing."""

import datetime as dt
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import RequestFactory

from tests import databases
from wapentake.foundation import audit, switches, uploads
from wapentake.foundation.jobs import SendingIsOff, send_mail
from wapentake.foundation.models import PageState, PublishedPage, StoredFile
from wapentake.foundation.operations import backups, bundle, deploy, logs, reference, tombstones
from wapentake.foundation.operations.bundle import BadBackup

User = get_user_model()
AT = dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC)


@pytest.fixture
def installation(committed_db, monkeypatch, tmp_path, settings):
    """An installation with a few records and a file, and a folder for its backups."""
    monkeypatch.setenv("DATABASE_URL", committed_db)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    settings.WAPENTAKE_PROOFS = ["wapentake.foundation.operations.backups.audit_faults"]
    (tmp_path / "data" / "files").mkdir(parents=True)
    (tmp_path / "data" / "files" / "letter.txt").write_text("Dear councillor")
    add_record(1)
    User.objects.create(email="jo@example.gov.uk", name="Jo Invented")
    # A restore makes a database of one name beside the old one, and the run's workers share a server.
    with databases.only_one("restored"):
        yield tmp_path


def add_record(number: int) -> None:
    with transaction.atomic():
        audit.record("priority:7", "noted", by=None, at=AT, facts={"number": number})


def records() -> int:
    return len(audit.history("priority:7"))


def test_what_was_backed_up_comes_back(installation):
    target = installation / "monday.wapentake"
    call_command("backup", str(target), verbosity=0)
    add_record(2)
    (installation / "data" / "files" / "letter.txt").unlink()
    said: list[str] = []
    aside = backups.restore(target, at=AT, replace=True, say=said.append)
    assert records() == 1
    assert list(audit.verify()) == []
    assert (installation / "data" / "files" / "letter.txt").read_text() == "Dear councillor"
    assert aside.endswith("_before_20261124_091200")
    drop(aside)


def test_papers_that_come_and_go_meanwhile_stop_no_backup(installation, monkeypatch):
    files, copied = installation / "data" / "files", backups.shutil.copy2
    (files / "half.part").write_text("Half a")
    (files / "taken-back.txt").write_text("Never mind")

    def copy_late(source: str, target: str) -> None:
        (files / "taken-back.txt").unlink(missing_ok=True)
        copied(source, target)

    monkeypatch.setattr(backups.shutil, "copy2", copy_late)
    backups.back_up(installation / "busy.wapentake", at=AT)
    kept = bundle.read_bundle(installation / "busy.wapentake", installation / "read")
    assert [path.name for path in kept.files.iterdir()] == ["letter.txt"]


def drop(name: str) -> None:
    from tests.databases import drop as drop_database

    connection.close()
    drop_database(name)


def test_records_are_not_replaced_unasked(installation):
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    add_record(2)
    with pytest.raises(CommandError, match="add --replace"):
        call_command("restore", str(target))
    assert records() == 2


@pytest.mark.parametrize("damage", ["cut short", "one bit", "no backup at all", "missing"])
def test_a_damaged_backup_changes_nothing(installation, damage):
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    whole = bytearray(target.read_bytes())
    if damage == "cut short":
        target.write_bytes(whole[: len(whole) * 2 // 3])
    elif damage == "one bit":
        whole[len(whole) // 2] ^= 1
        target.write_bytes(whole)
    elif damage == "no backup at all":
        target.write_text("hello")
    else:
        target.unlink()
    add_record(2)
    with pytest.raises(BadBackup, match=r"\.$"):
        backups.restore(target, at=AT, replace=True, say=lambda _: None)
    assert records() == 2
    assert (installation / "data" / "files" / "letter.txt").exists()


def test_a_backup_that_does_not_agree_with_itself_is_refused(installation):
    """Somebody with the database's own password changed a record before the backup was made."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditrecord DISABLE TRIGGER USER")
        cursor.execute("UPDATE foundation_auditrecord SET action = 'forged'")
        cursor.execute("ALTER TABLE foundation_auditrecord ENABLE TRIGGER USER")
    target = installation / "forged.wapentake"
    backups.back_up(target, at=AT)
    with pytest.raises(BadBackup, match="does not agree with itself: priority:7, record 1"):
        backups.restore(target, at=AT, replace=True, say=lambda _: None)


def test_after_a_restore_mail_waits_until_somebody_resumes_it(installation, mailoutbox):
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    drop(backups.restore(target, at=AT, replace=True, say=lambda _: None))
    letter = {"to": ["jo@example.org"], "subject": "x", "text": "y", "html": "", "headers": {}}
    with pytest.raises(SendingIsOff):
        send_mail(**letter)
    assert mailoutbox == []
    assert not switches.is_on(switches.ROLES), "and so do roles: office's own tests say for whom"
    call_command("resume_sending")
    send_mail(**letter)
    assert len(mailoutbox) == 1


erased: list[str] = []


def test_erasures_made_since_the_backup_are_made_again(installation, settings):
    erased.clear()
    settings.WAPENTAKE_ERASURES = {"user": f"{__name__}.erase"}
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    with transaction.atomic():
        tombstones.note("user", "7")
    lines = (installation / "data" / "tombstones.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [{"kind": "user", "key": "7"}]
    drop(backups.restore(target, at=AT, replace=True, say=lambda _: None))
    assert erased == ["7"]


def test_without_the_list_a_restore_says_that_it_cannot_know_who_left(installation):
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    said: list[str] = []
    drop(backups.restore(target, at=AT, replace=True, say=said.append))
    [warned] = [words for words in said if "erased" in words]
    assert warned.startswith("DATA_DIR has no tombstones.jsonl, so this cannot know who was erased, had left")
    assert "/desk/people/" in warned


def test_a_file_that_was_erased_since_does_not_come_back_and_a_lost_one_is_named(installation, settings):
    settings.WAPENTAKE_ERASURES = {"user": f"{__name__}.erase_file"}
    gone, lost, kept = (keep(installation, name) for name in ("gone.pdf", "lost.pdf", "kept.pdf"))
    (installation / "data" / "files" / lost.public_id.hex).write_text("Another text")
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    with transaction.atomic():
        tombstones.note("user", str(gone.pk))
    said: list[str] = []
    drop(backups.restore(target, at=AT, replace=True, say=said.append))
    there = {path.name for path in (installation / "data" / "files").iterdir()}
    assert there == {"letter.txt", lost.public_id.hex, kept.public_id.hex}
    assert (installation / "data" / "files").stat().st_mode & 0o777 == 0o700, "as it is where it was never restored"
    assert said[-1] == "1 files that records name are not in the backup as they were: lost.pdf."


def keep(installation, name: str) -> StoredFile:
    with transaction.atomic():
        return uploads.keep(uploads.Checked(name, "application/pdf", name.encode()), by=None, at=AT)


def erase_file(key: str, *, at: dt.datetime) -> None:
    with transaction.atomic():
        uploads.forget(StoredFile.objects.get(pk=key))


def test_an_erasure_is_noted_once(installation, settings):
    settings.WAPENTAKE_ERASURES = {"user": f"{__name__}.erase"}
    for _ in range(2):
        with transaction.atomic():
            tombstones.note("user", "7")
    assert len((installation / "data" / "tombstones.jsonl").read_text().splitlines()) == 1
    assert (installation / "data" / "tombstones.jsonl").stat().st_mode & 0o777 == 0o600


def test_no_host_takes_a_page_on_its_disk_for_a_restored_one(installation):
    """A page that has changed since the backup, and changes again after the restore, would have the same number."""
    page = PublishedPage.objects.create(path="/a/", family="a", wanted_at=AT, version=3, state=PageState.LIVE)
    target = installation / "monday.wapentake"
    backups.back_up(target, at=AT)
    PublishedPage.objects.filter(pk=page.pk).update(version=5)
    drop(backups.restore(target, at=AT, replace=True, say=lambda _: None))
    page.refresh_from_db()
    assert page.version > 1_000_000


def erase(key: str, *, at: dt.datetime) -> None:
    assert at == AT
    erased.append(key)


def test_an_erasure_that_is_rolled_back_leaves_no_tombstone(installation, settings):
    settings.WAPENTAKE_ERASURES = {"user": f"{__name__}.erase"}

    def erase_and_fail() -> None:
        with transaction.atomic():
            tombstones.note("user", "8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        erase_and_fail()
    assert not (installation / "data" / "tombstones.jsonl").exists()


@pytest.mark.django_db
def test_switches_keep_who_turned_them_and_why():
    assert switches.is_on("sending")
    switches.turn("sending", on=False, reason="A copy for training.", by=None, at=AT)
    assert not switches.is_on("sending")
    assert audit.history("switch:sending")[0].facts_read == {"reason": "A copy for training."}


@pytest.mark.django_db
def test_the_demonstration_must_not_face_the_public(settings):
    settings.WAPENTAKE_DEMO = True
    found = [finding.text for finding in deploy.findings() if not finding.ok]
    assert any("WAPENTAKE_DEMO=false" in text for text in found)
    with pytest.raises(CommandError, match="must change before the public"):
        call_command("check_deploy")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"COUNCIL_GIVEN": False}, "Set WAPENTAKE_COUNCIL and WAPENTAKE_COUNCIL_CODE"),
        ({"COUNCIL_GIVEN": True}, ""),
        ({"WAPENTAKE_ORG_ID": ""}, "Set WAPENTAKE_ORG_ID"),
        ({"HTTPS": True, "ALLAUTH_TRUSTED_PROXY_COUNT": 0}, "Set TRUSTED_PROXIES"),
        ({"HTTPS": True, "ALLAUTH_TRUSTED_PROXY_COUNT": 1}, ""),
        ({"HTTPS": False, "ALLAUTH_TRUSTED_PROXY_COUNT": 0}, ""),
    ],
)
def test_a_council_names_itself_and_its_proxies(settings, given, says):
    for name, value in {"COUNCIL_GIVEN": True, "HTTPS": False, **given}.items():
        setattr(settings, name, value)
    wrong = [finding.text for finding in deploy.findings() if not finding.ok]
    ours = [
        text
        for text in wrong
        if any(name in text for name in ("WAPENTAKE_COUNCIL", "WAPENTAKE_ORG_ID", "TRUSTED_PROXIES"))
    ]
    assert [text[: len(says)] for text in ours] == ([says] if says else [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("sent to jo.bloggs+x@example.org at once", "sent to [e-mail] at once"),
        ("/apply/follow/9f1c2b34-0000-4000-8000-abcdefabcdef/ done", "/apply/follow/[token]/ done"),
        ("/find/?postcode=S60+1AE", "/find/?[query]"),
        ("asked for s60 1ae", "asked for [postcode]"),
        ("rang 01632 960 123 twice", "rang [telephone] twice"),
        ("Failed.\nCONTEXT:  JSON data: {\"name\": \"Jo\"}\nLINE 1", "Failed.\nCONTEXT: [values]\nLINE 1"),
        ("CLF-2026-0001: 40000 pence, 2026-11-24T09:12:00", "CLF-2026-0001: 40000 pence, 2026-11-24T09:12:00"),
    ],
)  # fmt: skip
def test_logs_hold_no_personal_data(text, kept):
    assert logs.redacted(text) == kept


def test_a_request_in_a_log_record_is_redacted_like_any_text():
    request = RequestFactory().get("/apply/9f1c2b34-0000-4000-8000-abcdefabcdef/costs/?q=Jo+Bloggs")
    event = logs.redact(None, "error", {"event": "Internal Server Error", "request": request, "status_code": 500})
    assert event == {
        "event": "Internal Server Error", "request": "<WSGIRequest: GET '/apply/[token]/costs/?[query]'>",
        "status_code": 500,
    }  # fmt: skip


def test_every_setting_has_its_description():
    found = reference.settings_in(
        '# What it is.\nX = env.str("X", "a")\n\n# Another,\n# in two lines.\nY = env.int("Y")\n'
    )
    assert [(s.name, s.default, s.text) for s in found] == [
        ("X", "'a'", "What it is."),
        ("Y", "must be set", "Another, in two lines."),
    ]
    with pytest.raises(ValueError, match="no comment"):
        reference.settings_in('X = env.str("X")\n')


def test_a_backup_is_whole_or_not_there(tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "database.dump").write_bytes(b"x" * 1000)
    target = tmp_path / "out.wapentake"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundle.tarfile.TarFile, "add", full)
    with pytest.raises(OSError, match="No space"):
        bundle.write_bundle(folder, target, {})
    assert not target.exists()
