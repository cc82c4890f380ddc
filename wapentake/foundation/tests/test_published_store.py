"""What is stored is what was committed last, and nothing that is somebody's own."""

import datetime as dt
import logging
from contextlib import nullcontext

import pytest
import time_machine
from django.db import transaction

from wapentake.foundation import calendars, changes, published
from wapentake.foundation.models import Hold, PageState, PublishedPage, PublishedVersion
from wapentake.foundation.published import marking, refresh, render, store
from wapentake.foundation.published.testing import settle, stored

from .pagesite import pages
from .publishing import boards  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("boards")]
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=calendars.LONDON)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def day():
    """The day of these tests: what is stored is read by the clock."""
    with time_machine.travel(NOON, tick=False):
        yield


def noon():
    return NOON


def page_of(path):
    return PublishedPage.objects.get(path=path)


def test_a_change_reaches_every_page_that_shows_it():
    pages.write("park", "Mow the park")
    settle()
    assert "Mow the park" in stored("/boards/park/")
    assert "park: Mow the park" in stored("/boards/")
    pages.write("park", "Plant the park")
    settle()
    assert "Plant the park" in stored("/boards/park/")


def test_other_pages_stay_as_they_are():
    pages.write("park", "Mow the park")
    pages.write("hall", "Open the hall")
    settle()
    before = page_of("/boards/hall/").version, page_of("/boards/hall/").rendered
    pages.write("park", "Plant the park")
    settle()
    assert (page_of("/boards/hall/").version, page_of("/boards/hall/").rendered) == before


def test_a_page_that_reads_as_before_keeps_its_bytes_and_its_time():
    pages.write("park", "Mow the park")
    settle(noon)
    before = stored("/boards/park/")
    with transaction.atomic():
        changes.touch(["board:park"])
    assert settle(lambda: NOON + HOUR) == 2
    assert stored("/boards/park/") == before
    assert NOON.isoformat() in before
    pages.write("park", "Plant the park")
    settle(lambda: NOON + HOUR)
    assert (NOON + HOUR).isoformat() in stored("/boards/park/")


def test_an_address_that_goes_is_taken_down():
    pages.write("park", "Mow the park")
    settle()
    version = page_of("/boards/park/").version
    pages.remove("park")
    settle()
    assert stored("/boards/park/") is None
    assert page_of("/boards/park/").state == PageState.GONE
    assert page_of("/boards/park/").version > version
    pages.write("park", "Back again")
    settle()
    assert "Back again" in stored("/boards/park/")


@pytest.mark.parametrize("words", ["fail", "post", "cookie", "write"])
def test_what_cannot_be_stored_leaves_the_old_page(words, caplog):
    pages.write("park", "Mow the park")
    settle()
    pages.write("park", words)
    with caplog.at_level(logging.CRITICAL), pytest.raises(render.RenderFailed):
        settle()
    assert "Mow the park" in stored("/boards/park/")
    page = page_of("/boards/park/")
    assert (page.failures, page.wanted > page.rendered) == (1, True)
    pages.write("park", "Well again")
    settle()
    assert "Well again" in stored("/boards/park/")
    assert page_of("/boards/park/").failures == 0


def test_the_forms_hold_the_same_page():
    import gzip

    import brotli

    pages.write("park", "Mow the park " * 12)
    settle()
    version = PublishedVersion.objects.get(page__path="/boards/park/")
    assert gzip.decompress(bytes(version.gzip)) == brotli.decompress(bytes(version.brotli)) == bytes(version.identity)
    assert len(version.brotli) < len(version.gzip) < len(version.identity)


def test_an_older_render_never_replaces_a_newer_one():
    pages.write("park", "old")
    settle(noon)
    page = page_of("/boards/park/")
    old = render.render(page.path, at=NOON, stamp=NOON)
    pages.write("park", "new")
    settle(noon)
    store.keep(page.pk, page.wanted, old, None, at=NOON, looked_to=None)
    assert "new" in stored("/boards/park/")


def test_without_the_guard_an_older_render_does_replace_a_newer_one(monkeypatch):
    monkeypatch.setattr(store, "is_overtaken", lambda page, asked: False)
    pages.write("park", "old")
    settle(noon)
    page = page_of("/boards/park/")
    old = render.render(page.path, at=NOON, stamp=NOON)
    pages.write("park", "new")
    settle(noon)
    store.keep(page.pk, page.wanted, old, None, at=NOON, looked_to=None)
    assert "old" in stored("/boards/park/")


def test_news_that_passes_while_a_new_part_is_rendered_is_not_missed(monkeypatch):
    """The list did not show the hall before: news about it finds no page, while the page is being made with it."""
    pages.write("park", "Mow the park")
    settle()
    pages.write("hall", "Open the hall")
    page = page_of("/boards/")
    PublishedPage.objects.filter(pk=page.pk).update(wanted=page.wanted + 1)
    real = refresh.current

    def meanwhile(page, at):
        made = real(page, at)
        if page.path == "/boards/" and "Open the hall" in made.body.decode() and "hall" not in str(page.refs):
            pages.write("hall", "Close the hall")
            changes.deliver()
        return made

    monkeypatch.setattr(refresh, "current", meanwhile)
    monkeypatch.setattr(refresh, "snapshot", nullcontext)
    assert refresh.bring_up_to_date(page.pk, noon)
    assert "hall: Close the hall" in stored("/boards/")


class TestTime:
    def soon(self):
        """A board that ends within the hour; new pages are rendered ahead at the next sweep."""
        pages.write("park", "Term ends soon", at=NOON + HOUR)
        settle(noon)
        assert refresh.sweep(NOON) == 1
        settle(noon)

    def test_a_new_page_is_rendered_once(self, monkeypatch):
        paths = []
        real = refresh.render_safely
        monkeypatch.setattr(refresh, "render_safely", lambda path, **when: paths.append(path) or real(path, **when))
        pages.write("park", "Term ends soon", at=NOON + HOUR)
        settle(noon)
        assert sorted(paths) == ["/boards/", "/boards/park/"]

    def test_the_next_version_is_stored_before_a_page_ends(self):
        self.soon()
        assert "<li>before</li>" in stored("/boards/park/", NOON)
        assert "<li>before</li>" in stored("/boards/park/", NOON + HOUR - dt.timedelta(seconds=1))
        assert "<li>after</li>" in stored("/boards/park/", NOON + HOUR)

    def test_far_ends_wait_for_the_sweep(self):
        end = NOON + dt.timedelta(days=30)
        pages.write("park", "Term ends one day", at=end)
        settle(noon)
        assert stored("/boards/park/", end) is None
        near = end - HOUR
        refresh.sweep(near)
        settle(lambda: near)
        assert "<li>after</li>" in stored("/boards/park/", end)
        assert refresh.sweep(near) == 0

    def test_the_sweep_renders_what_has_ended(self):
        self.soon()
        assert refresh.sweep(NOON) == 0
        assert refresh.sweep(NOON + HOUR) == 1
        settle(lambda: NOON + HOUR)
        assert "<li>after</li>" in stored("/boards/park/", NOON + 10 * HOUR)
        assert not PublishedVersion.objects.filter(page__path="/boards/park/", ahead=True).exists()

    def test_the_sweep_renders_what_another_build_made(self):
        pages.write("park", "Mow the park")
        settle(noon)
        before = page_of("/boards/park/").version
        PublishedVersion.objects.filter(page__path="/boards/park/").update(build="of yesterday")
        assert refresh.sweep(NOON) == 1
        settle(noon)
        assert refresh.sweep(NOON) == 0
        assert page_of("/boards/park/").version == before

    def test_the_sweep_queues_what_got_lost_and_leaves_what_fails_alone_for_longer_and_longer(self):
        pages.write("park", "Mow the park")
        settle(noon)
        refresh.want_paths(["/boards/park/"], NOON)
        assert refresh.sweep(NOON) == 0
        assert refresh.sweep(NOON + refresh.LOST) == 1
        PublishedPage.objects.filter(path="/boards/park/").update(failures=3, tried_at=NOON)
        assert refresh.sweep(NOON + 7 * refresh.LOST) == 0
        assert refresh.sweep(NOON + 8 * refresh.LOST) == 1

    def test_an_end_that_has_passed_is_refused(self):
        with pytest.raises(ValueError, match="name a later moment"):
            marking._earliest(NOON, NOON)
        with pytest.raises(ValueError, match="time zone"):
            marking._earliest(NOON, dt.datetime(2027, 1, 1))


class TestWithdrawing:
    def test_a_withdrawn_page_stays_away_whatever_happens(self, client):
        pages.write("park", "Mow the park")
        settle()
        published.withdraw("/boards/park/", by=None, reason="It named a child.", at=NOON)
        assert stored("/boards/park/") is None
        pages.write("park", "Plant the park")
        refresh.want_paths(None, NOON)
        settle()
        assert stored("/boards/park/") is None
        assert client.get("/boards/park/", headers={"host": "localhost"}).status_code == 404
        assert PublishedVersion.objects.filter(page__path="/boards/park/").count() == 0

    def test_it_can_be_put_back(self):
        pages.write("park", "Mow the park")
        settle()
        published.withdraw("/boards/park/", by=None, reason="It named a child.", at=NOON)
        published.reinstate("/boards/park/", by=None, reason="The name is gone.", at=NOON)
        settle()
        assert "Mow the park" in stored("/boards/park/")

    def test_a_render_under_way_does_not_bring_it_back(self):
        pages.write("park", "Mow the park")
        settle(noon)
        page = page_of("/boards/park/")
        refresh.want_paths(["/boards/park/"], NOON)
        made = render.render(page.path, at=NOON, stamp=NOON)
        published.withdraw("/boards/park/", by=None, reason="It named a child.", at=NOON)
        store.keep(page.pk, page.wanted + 1, made, None, at=NOON, looked_to=None)
        assert stored("/boards/park/") is None

    def test_a_render_under_way_does_not_revive_what_was_taken_down(self):
        pages.write("park", "Mow the park")
        settle(noon)
        page = page_of("/boards/park/")
        made = render.render(page.path, at=NOON, stamp=NOON)
        store.take_down(PublishedPage.objects.filter(pk=page.pk))
        store.keep(page.pk, page.wanted, made, None, at=NOON, looked_to=None)
        assert stored("/boards/park/") is None

    def test_finding_addresses_does_not_undo_a_withdrawal(self, monkeypatch):
        """The page is withdrawn after the list of addresses was compared, and before what went is taken down."""
        pages.write("park", "Mow the park")
        settle()
        pages.remove("park")
        real = store.take_down

        def meanwhile(gone, *state):
            if not state:
                published.withdraw("/boards/park/", by=None, reason="It named a child.", at=NOON)
            real(gone, *state)

        monkeypatch.setattr(store, "take_down", meanwhile)
        refresh.find(NOON, ["board"])
        assert page_of("/boards/park/").state == "withdrawn"

    def test_news_of_a_few_compares_no_other_addresses(self, monkeypatch):
        for key in ("park", "pond"):
            pages.write(key, "Mow it")
        settle()
        pages.remove("park")
        pages.write("green", "Mow it too")
        there = {"/boards/green/": True, "/boards/park/": False}
        family = marking.Family("board", lambda: 1 / 0, frozenset({"board"}), lambda refs: there)
        monkeypatch.setattr(refresh, "families", lambda: {"board": family})
        assert refresh.find(NOON, ["board"], ["board:green", "board:park", "ward:other"]) == 2
        states = {path: page_of(path).state for path in ("/boards/park/", "/boards/pond/", "/boards/green/")}
        assert states == {"/boards/park/": "gone", "/boards/pond/": "live", "/boards/green/": "live"}

    def test_a_family_that_cannot_tell_compares_all(self, monkeypatch):
        pages.write("park", "Mow it")
        family = marking.Family("board", lambda: ["/boards/park/"], frozenset({"board"}), lambda refs: None)
        monkeypatch.setattr(refresh, "families", lambda: {"board": family})
        assert refresh.find(NOON, ["board"], ["board:all"]) == 1
        assert page_of("/boards/park/").state == "live"

    def test_the_reason_is_audited_apart(self):
        published.withdraw("/boards/park/", by=None, reason="It named a child.", at=NOON)
        from wapentake.foundation import audit

        [record] = audit.history("page:/boards/park/")
        assert (record.action, record.personal.data) == ("withdrawn", {"reason": "It named a child."})


class TestHolds:
    def hold(self, starts, ends=None, refs=()):
        return published.hold("election", refs=refs, starts=starts, ends=ends, reason="Notice.", by=None, at=NOON)

    def test_a_page_changes_over_when_a_hold_starts_and_back_when_it_ends(self):
        pages.write("park", "Mow the park")
        settle(noon)
        self.hold(NOON + HOUR, NOON + 2 * HOUR)
        settle(noon)
        assert pages.FETE in stored("/boards/park/", NOON)
        assert pages.FETE not in stored("/boards/park/", NOON + HOUR)
        assert "Mow the park" in stored("/boards/park/", NOON + HOUR)
        refresh.sweep(NOON + HOUR)
        settle(lambda: NOON + HOUR)
        assert pages.FETE not in stored("/boards/park/", NOON + HOUR)
        assert pages.FETE in stored("/boards/park/", NOON + 2 * HOUR)

    def test_what_is_stored_ends_with_the_commit_of_the_hold(self):
        pages.write("park", "Mow the park")
        settle(noon)
        version = page_of("/boards/park/").version
        self.hold(NOON + HOUR)
        assert stored("/boards/park/", NOON + HOUR) is None
        assert pages.FETE in stored("/boards/park/", NOON)
        assert page_of("/boards/park/").version > version

    def test_a_hold_covers_a_page_that_grew_while_it_was_made(self):
        """The page did not show the board when the hold was made; it does when the news of the hold arrives."""
        pages.write("park", "Mow the park")
        settle(noon)
        PublishedPage.objects.filter(path="/boards/park/").update(refs=["board:other"])
        self.hold(NOON + HOUR, refs=["board:park"])
        PublishedPage.objects.filter(path="/boards/park/").update(refs=["board:park"])
        settle(noon)
        assert PublishedVersion.objects.get(page__path="/boards/park/", ahead=False).never_after == NOON + HOUR

    def test_a_hold_of_one_ward_leaves_the_others(self):
        pages.write("park", "Mow the park")
        pages.write("hall", "Open the hall")
        settle(noon)
        self.hold(NOON + HOUR, refs=["board:park"])
        settle(noon)
        assert pages.FETE not in stored("/boards/park/", NOON + HOUR)
        assert pages.FETE in stored("/boards/hall/", NOON + HOUR)

    def test_a_page_that_promotes_nothing_is_not_held(self):
        pages.write("park", "Mow the park")
        settle(noon)
        self.hold(NOON + HOUR)
        settle(noon)
        assert "All boards" in stored("/boards/", NOON + HOUR)

    def test_a_lifted_hold_is_over(self):
        pages.write("park", "Mow the park")
        settle(noon)
        published.lift(self.hold(NOON + HOUR), by=None, reason="A mistake.", at=NOON)
        settle(noon)
        assert pages.FETE in stored("/boards/park/", NOON + HOUR)
        running = self.hold(NOON - HOUR)
        settle(noon)
        assert pages.FETE not in stored("/boards/park/", NOON)
        published.lift(running, by=None, reason="It is over.", at=NOON)
        settle(noon)
        assert pages.FETE in stored("/boards/park/", NOON)
        assert Hold.objects.count() == 2
