"""`publish`, `check-published`, and the jobs that do the same by themselves."""

import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from wapentake.foundation import audit, calendars, changes, jobs, published
from wapentake.foundation.models import PublishedPage, PublishedVersion, Switch
from wapentake.foundation.operations import demonstration
from wapentake.foundation.published import check, marking, refresh
from wapentake.foundation.published.testing import settle, stored

from .pagesite import pages
from .publishing import boards  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("boards")]


@pytest.fixture
def park():
    pages.write("park", "Mow the park")
    settle()


def behind_its_back(words):
    """Change what a page shows without news, as a bug would."""
    Switch.objects.filter(key="park").update(reason=words)


def differing():
    return {found.path: found.why for found in check.differences(calendars.now)}


def test_publishing_all_finds_addresses_and_renders_them(capsys):
    Switch.objects.create(key="park", on=True, reason="Mow the park", at=calendars.now())
    call_command("publish", "--all")
    assert "Mow the park" in stored("/boards/park/")
    assert "2 of 2 pages are published as they are now." in capsys.readouterr().out


def test_publishing_one_page_leaves_the_others(park, capsys):
    behind_its_back("Plant the park")
    call_command("publish", "/boards/")
    assert "Mow the park" in stored("/boards/park/")
    assert "Plant the park" in stored("/boards/")
    call_command("publish", "/boards/park/")
    assert "Plant the park" in stored("/boards/park/")


def test_the_demonstration_is_not_rendered_without_its_banner(park, settings):
    settings.WAPENTAKE_DEMO = False
    call_command("check_published")
    with transaction.atomic():
        audit.record(demonstration.STREAM, "loaded", by=None, at=calendars.now(), facts={})
    for command in (["publish", "/boards/park/"], ["check_published"]):
        with pytest.raises(CommandError, match="WAPENTAKE_DEMO=true"):
            call_command(*command)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name the pages to publish"),
        (["--all", "/boards/"], "Name the pages to publish"),
        (["/boards/none/"], "no published page at /boards/none/"),
    ],
)
def test_what_cannot_be_published_is_said(park, words, said):
    with pytest.raises(CommandError, match=said):
        call_command("publish", *words)


def test_pages_that_fail_are_named_and_the_others_published(park, caplog):
    pages.write("hall", "fail")
    behind_its_back("Plant the park")
    with caplog.at_level(logging.CRITICAL), pytest.raises(CommandError, match="/boards/hall/ answered 500"):
        call_command("publish", "--all")
    assert "Plant the park" in stored("/boards/park/")


def test_what_is_stored_as_it_is_rendered_passes(park, capsys):
    call_command("check_published")
    assert "2 published pages: stored as they are rendered now." in capsys.readouterr().out


def test_a_page_that_differs_is_named(park):
    behind_its_back("Plant the park")
    with pytest.raises(CommandError) as said:
        call_command("check_published")
    assert "/boards/park/ is stored otherwise than it is rendered now" in str(said.value)
    assert "/boards/ is stored otherwise" in str(said.value)


def test_a_page_that_waits_for_its_renderer_is_not_a_difference(park):
    pages.write("park", "Plant the park")
    changes.deliver()
    assert differing() == {}
    assert len(refresh.waiting()) == 2


def test_addresses_that_are_missing_or_too_many_are_named(park, settings):
    Switch.objects.create(key="hall", on=True, reason="Open", at=calendars.now())
    PublishedPage.objects.filter(path="/boards/").delete()
    Switch.objects.filter(key="park").delete()
    assert differing() == {
        "/boards/hall/": "is listed by the family board and not published",
        "/boards/": "is listed by the family boards and not published",
        "/boards/park/": "is published and listed by no family",
    }


def test_a_version_to_come_is_compared_too():
    soon = calendars.now() + calendars.DAY
    pages.write("park", "Ends soon", at=soon)
    settle()
    refresh.sweep(calendars.now())
    settle()
    ahead = PublishedVersion.objects.get(page__path="/boards/park/", ahead=True)
    PublishedVersion.objects.filter(pk=ahead.pk).update(identity=b"tampered")
    assert differing() == {"/boards/park/": "the version to come is stored otherwise than it is rendered now"}


def test_withdrawn_pages_differ_from_nothing(park):
    published.withdraw("/boards/park/", by=None, reason="A test.", at=calendars.now())
    assert differing() == {}


def test_every_night_a_difference_is_logged_as_a_defect_and_put_right(park, caplog):
    behind_its_back("Plant the park")
    with caplog.at_level(logging.ERROR, logger="wapentake.published"):
        jobs.check_pages(0)
    assert "Defect: the published page /boards/park/ is stored otherwise" in caplog.text
    settle()
    assert "Plant the park" in stored("/boards/park/")
    assert differing() == {}


def test_the_jobs_do_what_settle_does():
    pages.write("park", "Mow the park")
    jobs.deliver_news()
    jobs.find_pages(["board"])
    for page in refresh.waiting():
        jobs.render_page(page)
    assert "Mow the park" in stored("/boards/park/")
    assert stored("/boards/") is None
    jobs.sweep_pages(0)
    jobs.find_pages()
    assert refresh.waiting()


def test_a_job_that_fails_is_logged_and_not_raised(park, caplog):
    pages.write("park", "fail")
    changes.deliver()
    with caplog.at_level(logging.ERROR, logger="wapentake.published"):
        for page in refresh.waiting():
            jobs.render_page(page)
    assert "/boards/park/ answered 500" in caplog.text
    assert "Mow the park" in stored("/boards/park/")


@pytest.mark.parametrize("path", ["boards/", "/boards/?page=2", "https://elsewhere.example/"])
def test_a_family_lists_addresses_and_nothing_else(path, monkeypatch):
    bad = marking.Family("bad", lambda: [path], frozenset())
    monkeypatch.setattr(refresh, "families", lambda: {"bad": bad})
    with pytest.raises(ValueError, match="an address starts with /"):
        refresh.find(calendars.now())


def test_addresses_of_a_family_that_is_no_more_are_taken_down(park):
    with transaction.atomic():
        PublishedPage.objects.filter(path="/boards/park/").update(family="of an earlier build")
        Switch.objects.all().delete()
    refresh.find(calendars.now())
    assert stored("/boards/park/") is None
