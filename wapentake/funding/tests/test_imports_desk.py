"""The desk's pages of past awards: add a file, say how it is read, bring it in by the job, download what is refused."""

import csv
import io
import re
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wapentake.funding.jobs import bring_in_file
from wapentake.funding.models import Application, AwardImport
from wapentake.funding.states.imports import ImportState

from .test_imports import BAD, GOOD, HEAD, old, stage, write
from .world import AT, World

__all__ = ["old"]


@pytest.fixture
def desk(old: World, client: Client) -> Client:
    client.force_login(old.finch)
    with time_machine.travel(AT, tick=False):
        yield client


def page(client: Client, found: AwardImport, asked: str = "") -> str:
    return client.get(reverse("funding:import", args=[found.pk]) + asked).content.decode()


def test_a_file_comes_in_through_the_pages(old: World, desk: Client) -> None:
    sent = SimpleUploadedFile("awards.csv", "\n".join([HEAD, *GOOD, *BAD]).encode())
    answer = desk.post(reverse("funding:import_file"), {"file": sent})
    found = AwardImport.objects.get()
    assert answer["Location"] == reverse("funding:import", args=[found.pk])
    text = page(desk, found)
    assert "£1,584.00" in text
    assert "Bring in what is new" in text
    assert "Mayor’s purse" in page(desk, found, "?only=refused")
    shown = re.search(r'name="shown" value="([^"]+)"', text)
    assert shown
    desk.post(reverse("funding:apply_import", args=[found.pk]), {"shown": shown[1]})
    found.refresh_from_db()
    assert found.state == ImportState.QUEUED
    assert "You can leave this page" in page(desk, found)
    bring_in_file(pk=found.pk, shown=shown[1], by=old.finch.pk)
    assert "CAP-2022-0001" in page(desk, found)
    assert Application.objects.count() == 3
    desk.post(reverse("funding:undo_import", args=[found.pk]), {"because": "The wrong file."})
    assert "The wrong file." in page(desk, found)
    assert "awards.csv" in desk.get(reverse("funding:imports")).content.decode()


def test_what_a_value_means_is_said_once(old: World, desk: Client, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, BAD[4]))
    href = reverse("funding:map_import", args=[found.pk])
    assert "what does “Mayor’s purse” mean?" in desk.get(href).content.decode()
    answer = desk.post(href, {**found.columns, "value-0": "capital"})
    assert answer.status_code == 302
    found.refresh_from_db()
    assert found.counts["new"] == 1


def test_the_refused_lines_come_back_with_their_reasons(old: World, desk: Client, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, *GOOD, BAD[2].replace("Somebody", "=HYPERLINK(1)")))
    answer = desk.get(reverse("funding:refused_lines", args=[found.pk]))
    [line] = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode(), newline=""))
    assert line["Line in the file"] == "5"
    assert line["What to do"].startswith("Amount in pounds “(10.00)”: An award is more than £0.")
    assert line["Paid to"] == "'=HYPERLINK(1)"


def test_what_cannot_be_read_is_said_on_the_page(desk: Client) -> None:
    sent = SimpleUploadedFile("awards.xlsx", b"PK\x03\x04 no spreadsheet")
    text = desk.post(reverse("funding:import_file"), {"file": sent}).content.decode()
    assert "This is not a whole spreadsheet in XLSX or ODS: open it and save it again." in text


def test_a_job_that_is_refused_says_why_on_the_page(old: World, desk: Client, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, *GOOD))
    AwardImport.objects.filter(pk=found.pk).update(state=ImportState.QUEUED)
    bring_in_file(pk=found.pk, shown="something else", by=old.finch.pk)
    assert "has changed since you looked" in page(desk, found)
