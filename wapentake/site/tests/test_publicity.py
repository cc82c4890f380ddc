"""A publicity hold on the real pages: facts stay, what promotes is left out, on time, with the database away too."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from wapentake.design.pictures import Need
from wapentake.foundation import audit, changes
from wapentake.foundation.calendars import start_of_day
from wapentake.foundation.models import Hold, PublishedPage
from wapentake.foundation.published import refresh
from wapentake.foundation.published.testing import stored
from wapentake.foundation.tests.hosts import Host, Hosts
from wapentake.office.models import PublicityRule
from wapentake.office.states import RoleKind
from wapentake.people.models import User
from wapentake.plans.actions import note_progress
from wapentake.plans.models import Priority
from wapentake.plans.rules import ActionWords, PriorityWords
from wapentake.plans.tests.cast import NOW, Town, later, role, town
from wapentake.site import views
from wapentake.site.pages.needs import needs_of

DAY = dt.timedelta(days=1)
REASON = "The ward is in the pre-election period before the by-election on 27 November 2026."
SAID = "Left out until 28 November 2026: the ward is in the pre-election period before the by-election on 27 November"
BEGINS, OVER = start_of_day(dt.date(2026, 11, 25)), start_of_day(dt.date(2026, 11, 28))
WARD, FRONT = "/wards/boston-castle/", "/"
PRIORITY = f"{WARD}priorities/slower-safer-streets/"
# What stands on the ward's page by what a hold does to it.
PROMOTES = ("Drivers at the limit.", "The first sign stands.", "Agreed by the ward’s councillors")
FACTS = ("Cllr Maureen Ashby", "Slower, safer streets", "Two speed signs", "The ward’s money")


@pytest.fixture
def castle(db: None) -> Town:
    return set_up()


def set_up() -> Town:
    """A ward with a published priority and news of it, all of it on its page."""
    place = town()
    words = PriorityWords(
        "Slower, safer streets", "Drivers at the limit.", "Residents asked.", actions=(ActionWords("Two speed signs"),)
    )
    priority = place.published(words)
    note_progress(priority.actions.get(), "The first sign stands.", by=place.dan, at=later(5))
    role("Anita Monitoring", RoleKind.MONITORING_OFFICER)
    publish(NOW)
    return place


def publish(at: dt.datetime) -> None:
    """Render the pages that this file looks at, as a worker would at a moment; the site has many more."""
    changes.deliver()
    refresh.find(at)
    looked_at = PublishedPage.objects.filter(path__in=(FRONT, WARD, PRIORITY, "/wards/hoober/"))
    for page in set(refresh.waiting()) & set(looked_at.values_list("pk", flat=True)):
        refresh.bring_up_to_date(page, lambda: at)


def hold(*where: str, starts: str = "2026-11-25", until: str = "2026-11-28", **more: str) -> str:
    """Run the command at NOW and return what it says."""
    said = io.StringIO()
    given = {"by": "anita.monitoring@example.org", "reason": REASON} | more
    options = [f"--{name}={value}" for name, value in given.items()]
    call_command(
        "hold", *(where or ("--ward=boston-castle",)), f"--from={starts}", f"--until={until}", *options, stdout=said
    )
    return said.getvalue()


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to(NOW, tick=False)


def shows(path: str, at: dt.datetime) -> str:
    text = stored(path, at)
    assert text is not None, f"nothing is served at {path} at {at}"
    return text


def test_the_ward_page_before_in_and_after_a_hold(castle, at_noon):
    before = shows(WARD, NOW)
    assert all(words in before for words in (*PROMOTES, *FACTS, "What they are working on"))
    assert "Hold 1: from 25 November 2026 until 28 November 2026." in hold().replace(str(Hold.objects.get().pk), "1", 1)
    publish(NOW)
    assert all(words in shows(WARD, BEGINS - DAY / 24) for words in PROMOTES)
    held = shows(WARD, BEGINS)
    assert all(words in held for words in (*FACTS, "The ward’s priorities", SAID[:1].lower() + SAID[1:]))
    assert not any(words in held for words in PROMOTES)
    refresh.sweep(BEGINS)
    publish(OVER - DAY / 2)
    assert not any(words in shows(WARD, OVER - DAY / 24) for words in PROMOTES)
    assert all(words in shows(WARD, OVER) for words in PROMOTES)


def test_without_the_question_the_page_would_promote_in_the_hold(castle, at_noon, monkeypatch):
    """The control: a view that does not ask is found by the test above."""
    monkeypatch.setattr(views, "left_out", lambda refs, at: views.LeftOut())
    hold()
    publish(NOW)
    assert all(words in shows(WARD, BEGINS) for words in PROMOTES)


def test_a_priority_leaves_out_what_its_members_say(castle, at_noon):
    said = ("Residents asked.", "Drivers at the limit.", "The first sign stands.", "Agreed by Cllr")
    assert all(words in shows(PRIORITY, NOW) for words in said)
    hold()
    publish(NOW)
    held = shows(PRIORITY, BEGINS)
    assert not any(words in held for words in said)
    assert held.count(SAID) == 2
    assert "Two speed signs" in held


def test_the_front_page_leaves_out_the_news_of_that_ward_alone(castle, at_noon):
    assert "The first sign stands." in shows(FRONT, NOW)
    hold()
    publish(NOW)
    assert "The first sign stands." in shows(FRONT, NOW)
    held = shows(FRONT, BEGINS)
    assert "The first sign stands." not in held
    assert "News of Boston Castle is left out until 28 November 2026" in held
    refresh.sweep(BEGINS)
    publish(BEGINS)
    assert "eft out until" not in shows("/wards/hoober/", BEGINS)


def test_news_of_progress_reaches_the_front_page(castle):
    note_progress(Priority.objects.get().actions.get(), "The second sign stands.", by=castle.dan, at=later(9))
    publish(later(10))
    assert "The second sign stands." in shows(FRONT, later(10))


def test_the_whole_council_or_one_page_is_held(castle, at_noon):
    hold("--whole-council", reason="An election.")
    publish(NOW)
    assert "News is left out until 28 November 2026: an election." in shows(FRONT, BEGINS)
    assert "left out until" in shows(WARD, BEGINS)
    call_command("lift", "--by=anita.monitoring@example.org", "--reason=A mistake.", stdout=io.StringIO())
    publish(NOW)
    assert "The first sign stands." in shows(WARD, BEGINS)
    hold(f"--page=http://localhost{WARD}", reason="A complaint is looked at.")
    publish(NOW)
    assert "left out until 28 November 2026: a complaint is looked at." in shows(WARD, BEGINS)
    assert "The first sign stands." in shows(FRONT, BEGINS)


def test_what_is_left_out_is_the_rule_of_the_day(castle, at_noon):
    PublicityRule.objects.update(parts=["progress"])
    hold()
    publish(NOW)
    held = shows(WARD, BEGINS)
    assert "Drivers at the limit." in held
    assert "The first sign stands." not in held


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"until": "2026-11-25"}, "A hold ends after it begins."),
        ({"starts": "2026-11-01", "until": "2026-11-20"}, "A hold ends at a moment that lies ahead."),
        ({"until": "2028-11-25"}, "A hold lasts a year at most"),
        ({"until": "the poll"}, "--until the poll: write a date like 2027-05-07"),
        ({"by": "nobody@example.org"}, "Nobody signs in with nobody@example.org"),
        ({"by": "dan.cole@example.org"}, "Only the Monitoring Officer sets or lifts a publicity hold."),
        ({"reason": " "}, "Say why"),
    ],
)
def test_bad_input_gets_a_sentence_and_holds_nothing(castle, at_noon, given, says):
    with pytest.raises(CommandError, match=says):
        hold(**given)
    assert not Hold.objects.exists()


def test_the_same_is_not_held_twice_and_places_are_known(castle, at_noon):
    hold()
    with pytest.raises(CommandError, match="The same is held from 25 November 2026 until 28 November 2026 already"):
        hold(starts="2026-11-27", until="2026-12-01")
    with pytest.raises(CommandError, match=r"No ward has the address none. The wards are: "):
        hold("--ward=none")
    with pytest.raises(CommandError, match="Nothing is published at /nowhere/"):
        hold("--page=nowhere")
    with pytest.raises(CommandError, match=r"There is no hold 999. Give the number of the hold to lift:"):
        call_command("lift", "999", "--by=anita.monitoring@example.org", "--reason=x")


def test_a_named_person_withdraws_and_reinstates_a_page(castle, at_noon):
    given = ("--by=anita.monitoring@example.org", "--reason=It names a witness.")
    call_command("withdraw", WARD, *given, stdout=io.StringIO())
    assert stored(WARD, NOW) is None
    with pytest.raises(CommandError, match="withdrawn already"):
        call_command("withdraw", WARD, *given)
    call_command("reinstate", WARD, *given, stdout=io.StringIO())
    publish(NOW)
    assert "Slower, safer streets" in shows(WARD, NOW)
    anita = User.objects.get(name="Anita Monitoring")
    history = audit.history(f"page:{WARD}")
    assert [(record.action, record.by_id) for record in history] == [("withdrawn", anita.pk), ("reinstated", anita.pk)]
    with pytest.raises(CommandError, match="Only the Monitoring Officer or an administrator"):
        call_command("withdraw", WARD, "--by=dan.cole@example.org", "--reason=x")


def _serve(hosts: Hosts) -> Host:
    """A host of the real site, with its own disk and a clock that the test moves; the hold lies ahead."""
    hosts.clock.write_text(str(NOW.timestamp()))
    set_up()
    hold()
    publish(NOW)
    host = hosts.web(DJANGO_SETTINGS_MODULE="config.settings")
    host.shows("Drivers at the limit.", WARD)
    host.shows("The first sign stands.", FRONT)
    return host


@pytest.mark.enable_socket
def test_the_hold_begins_on_the_real_ward_page_with_the_database_away(committed_db, at_noon):
    hosts = Hosts(committed_db)
    try:
        host = _serve(hosts)
        before = host.get(WARD)
        hosts.shut_database()
        connection.close()
        hosts.clock.write_text(str(BEGINS.timestamp() - 1))
        last = host.get(WARD)
        hosts.clock.write_text(str(BEGINS.timestamp()))
        held, front = host.get(WARD), host.get(FRONT)
        hosts.open_database()
    finally:
        hosts.close()
    for answer in (before, last):
        assert all(words in answer.text for words in PROMOTES)
    assert (held.status, "left out until 28 November 2026" in held.text) == (200, True)
    assert all(words in held.text for words in FACTS)
    assert not any(words in held.text for words in PROMOTES)
    assert "News of Boston Castle is left out" in front.text


def test_the_desk_says_what_waits_for_a_hold_and_until_when(castle, at_noon):
    castle.agreed(
        PriorityWords("A safer crossing", "Cars rush.", "Parents asked.", actions=(ActionWords("A crossing"),))
    )

    def to_publish(at: dt.datetime) -> list[Need]:
        needs = needs_of(castle.roles(castle.dan, at.date()), at)
        return [need for need in needs if "A safer crossing" in need.title]

    assert [need.title for need in to_publish(NOW)] == ["Publish “A safer crossing”"]
    hold()
    [need] = to_publish(BEGINS)
    assert need.title == "Not yet: publish “A safer crossing”"
    assert need.reason.startswith("Publicity in Boston Castle is held until 28 November 2026: the ward is in")
    assert need.reason.endswith("It can be published then.")
    assert need.by == dt.date(2026, 11, 28)
    assert [need.title for need in to_publish(OVER)] == ["Publish “A safer crossing”"]
