"""Service notices: given before something comes, acknowledged, asked about, changed and called off."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Poll, RoleHeld
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.people.models import User

from .. import actions, pages, queries, rules
from ..models import NoticeReply, NoticeRule, NoticeTold, ServiceNotice
from ..states import NoticeKind, NoticeState
from .cast import NOW, TODAY, Town, later, member, role
from .test_pages import desk

SOON = TODAY + dt.timedelta(30)


def day(days: int) -> dt.datetime:
    """Return the moment so many days after NOW."""
    return NOW + dt.timedelta(days=days)


class Works:
    """A town with a highways service, its officer, and an officer of another service."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.highways = Organisation.objects.create(kind="service", sector="public", name="Highways", slug="highways")
        self.parks = Organisation.objects.create(kind="service", sector="public", name="Parks", slug="parks")
        self.marek = role("Marek Roads", RoleKind.SERVICE_OFFICER, organisation=self.highways)
        self.pam = role("Pam Parks", RoleKind.SERVICE_OFFICER, organisation=self.parks)

    def words(self, **more: object) -> rules.NoticeWords:
        words = rules.NoticeWords(
            service=self.highways, kind=NoticeKind.ROADS, title="Wellgate closed to traffic",
            what="Gas pipes are replaced. Walkers get through.", wards=(self.town.ward,), begins_on=SOON,
            ends_on=SOON + dt.timedelta(4), place="Wellgate", contact="Marek, 01709 496000",
        )  # fmt: skip
        return replace(words, **more)

    def draft(self, by: User | None = None, **more: object) -> ServiceNotice:
        return actions.draft_notice(self.words(**more), by=by or self.marek, at=NOW)

    def given(self, at: dt.datetime = NOW, **more: object) -> ServiceNotice:
        return actions.give_notice(self.draft(**more), by=self.marek, at=at)


@pytest.fixture
def works(castle: Town) -> Works:
    return Works(castle)


def mails() -> list[tuple[str, str, str]]:
    """The mails that wait: to whom, subject, text."""
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="send_mail").order_by("id")
    return [(job.args["to"][0].split("@")[0], job.args["subject"], job.args["text"]) for job in jobs]


def test_who_gives_notice_of_what(works: Works):
    town = works.town
    both = (town.ward, town.elsewhere)
    table = [
        (works.marek, works.highways, both, True), (works.marek, works.parks, both, False),
        (town.dan, works.highways, (town.ward,), True), (town.dan, works.highways, both, False),
        (town.sue, works.parks, (town.ward,), True), (town.head, works.parks, both, True),
        (town.ashby, works.highways, (town.ward,), False), (town.finance, works.highways, (town.ward,), False),
    ]  # fmt: skip
    for person, service, wards, allowed in table:
        verdict = rules.may_give_for(town.roles(person), service, wards)
        assert bool(verdict) is allowed, (person.name, verdict.reason)
    assert "Hoober is not one of your wards" in rules.may_give_for(town.roles(town.dan), works.parks, both).reason
    with pytest.raises(Refused, match="Only officers of a service"):
        works.draft(by=town.ashby)


def test_each_member_and_the_team_are_told_before_it_comes(works: Works):
    draft = works.draft()
    assert (draft.state, mails(), NoticeTold.objects.count()) == (NoticeState.DRAFT, [], 0)
    assert works.draft().pk == draft.pk  # sent twice, it is one draft
    given = actions.give_notice(draft, by=works.marek, at=NOW)
    assert (given.state, given.warning, rules.is_given_late(given)) == (NoticeState.GIVEN, 30, False)
    told = {str(one.councillor) for one in queries.told_of(given)}
    assert told == {"Cllr Maureen Ashby", "Cllr Tariq Iqbal", "Cllr Grace Okafor"}
    to, subjects, texts = zip(*mails(), strict=True)
    assert set(to) == {"maureen.ashby", "tariq.iqbal", "grace.okafor", "dan.cole", "sue.marsh"}
    assert set(subjects) == {"Coming: Wellgate closed to traffic, from 24 December 2026"}
    member = dict(zip(to, texts, strict=True))["maureen.ashby"]
    assert "press “I know of it”" in member
    assert f"/desk/notices/{given.pk}/" in member
    assert "Highways tells Boston Castle: Wellgate closed to traffic." in member
    assert "press" not in dict(zip(to, texts, strict=True))["dan.cole"]
    with pytest.raises(Refused, match="has been given"):
        actions.give_notice(draft, by=works.marek, at=NOW)
    assert len(mails()) == 5
    assert [record.action for record in audit.history(given.ref)] == ["draft", "draft", "give"]


def test_whoever_comes_to_sit_is_told_what_is_announced_already(works: Works):
    town, notice = works.town, works.given()
    works.given(title="Over", begins_on=TODAY, ends_on=TODAY)
    new = member("Nia New", town.ward, Poll.objects.get())
    before = len(mails())
    assert actions.tell_new_members(at=NOW + dt.timedelta(days=1)) == 1
    assert [to for to, _, _ in mails()[before:]] == ["nia.new"]
    assert [one.notice.pk for one in queries.notices_waiting_for(town.roles(new))] == [notice.pk]
    assert actions.tell_new_members(at=NOW + dt.timedelta(days=2)) == 0
    assert [record.action for record in audit.history(notice.ref)] == ["draft", "give", "tell new members"]


def test_a_member_sees_and_acknowledges_once(works: Works):
    town, notice = works.town, works.given()
    roles = town.roles(town.ashby)
    assert [one.notice.pk for one in queries.notices_waiting_for(roles)] == [notice.pk]
    actions.see_notice(queries.told_now(notice, roles), by=town.ashby, at=later(1))
    actions.see_notice(queries.told_now(notice, roles), by=town.ashby, at=later(9))
    actions.acknowledge_notice(notice, 1, by=town.ashby, at=later(2))
    told = queries.told_now(notice, roles)
    assert (told.seen_at, told.acknowledged_at) == (later(1), later(2))
    assert queries.notices_waiting_for(roles) == []
    with pytest.raises(Refused, match="You have acknowledged it"):
        actions.acknowledge_notice(notice, 1, by=town.ashby, at=later(3))
    for other in (town.stranger, town.dan, works.marek):
        with pytest.raises(Refused, match="Only the members whom it was sent to"):
            actions.acknowledge_notice(notice, 1, by=other, at=later(3))
    row = queries.with_told(ServiceNotice.objects.all()).get()
    assert (row.told_count, row.acknowledged) == (3, 1)


def test_what_changes_is_told_again_and_to_wards_that_leave(works: Works):
    town, notice = works.town, works.given()
    actions.acknowledge_notice(notice, 1, by=town.ashby, at=later(1))
    begun = len(mails())
    words = works.words(begins_on=SOON + dt.timedelta(7), ends_on=SOON + dt.timedelta(11), wards=(town.elsewhere,))
    changed = actions.change_notice(notice, words, why="The gas company is late.", by=works.marek, at=day(3))
    assert (changed.version, changed.warned_on) == (2, TODAY)  # a later beginning keeps the day on which it was told
    [change] = changed.changes.all()
    assert change.changed == [
        ["When", "24 December 2026 to 28 December 2026", "31 December 2026 to 4 January 2027"],
        ["Wards", "Boston Castle", "Hoober"],
    ]
    assert {str(one.councillor) for one in queries.told_of(changed)} >= {"Cllr Maureen Ashby", "Cllr Neil Stranger"}
    assert [one.version for one in queries.notices_waiting_for(town.roles(town.ashby))] == [2]
    text = mails()[begun][2]
    assert "Why: The gas company is late." in text
    assert "- When: 31 December 2026 to 4 January 2027 (was: 24 December 2026 to 28 December 2026)" in text
    with pytest.raises(Refused, match="read what changed"):
        actions.acknowledge_notice(changed, 1, by=town.ashby, at=day(4))
    with pytest.raises(Refused, match="Nothing is different"):
        actions.change_notice(changed, words, why="Again", by=works.marek, at=day(4))
    earlier = replace(words, begins_on=SOON)
    assert actions.change_notice(changed, earlier, why="Sooner", by=works.marek, at=day(4)).warning == 26


def test_what_is_called_off_is_told_and_stays(works: Works):
    notice = works.given(public=True)
    assert queries.coming_to(works.town.ward, TODAY) == [notice]
    begun = len(mails())
    with pytest.raises(Refused, match="Say why"):
        actions.call_off_notice(notice, why=" ", by=works.marek, at=day(1))
    off = actions.call_off_notice(notice, why="The pipe holds.", by=works.marek, at=day(1))
    assert queries.coming_to(works.town.ward, TODAY) == []
    assert mails()[begun][1] == "Called off: Wellgate closed to traffic"
    for act in (rules.may_edit_notice, rules.may_call_off, rules.may_give_notice):
        assert not act(works.town.roles(works.marek), off)
    assert not rules.may_call_off(works.town.roles(works.pam), works.given())


def test_late_and_short_warnings_are_flagged(works: Works):
    rule = queries.notice_rule_on(TODAY)
    assert (rule.days_of_warning, rule.days_to_answer) == (10, 5)
    for days, late, short in (
        (-3, True, False),
        (0, True, False),
        (1, False, True),
        (13, False, True),
        (14, False, False),
    ):
        begins = TODAY + dt.timedelta(days)
        notice = works.given(begins_on=begins, ends_on=begins + dt.timedelta(9), title=f"Works {days}")
        assert (rules.is_given_late(notice), rules.is_given_short(notice, rule)) == (late, short), days
        said = rules.warning_to_come(begins, TODAY, rule)
        assert ("given late" in said, "10 working days" in said) == (late, short)
    with pytest.raises(Refused, match="nobody can be told before it comes"):
        works.given(begins_on=TODAY - dt.timedelta(9), ends_on=TODAY - dt.timedelta(1), title="Over")


def test_the_report_counts_service_by_service(works: Works):
    for days in (0, 10, 20, 40):
        begins = TODAY + dt.timedelta(days)
        notice = works.given(begins_on=begins, ends_on=None, title=f"Works {days}")
    actions.acknowledge_notice(notice, 1, by=works.town.ashby, at=later(1))
    actions.ask_about_notice(notice, "Until when?", by=works.town.ashby, at=later(1))
    [line] = pages.service_lines(pages.report_year("2026", TODAY))
    assert (line.name, line.notices, line.late, line.median) == ("Highways", 4, 1, 15.0)
    assert (line.told, line.acknowledged, line.asked, line.waiting) == (12, 1, 1, 1)
    assert pages.service_lines(pages.report_year("2025", TODAY)) == []


def test_a_question_has_a_clock_and_its_thread_is_kept(works: Works):
    town, notice = works.town, works.given()
    begun = len(mails())
    question = actions.ask_about_notice(notice, "Can buses pass?", by=town.ashby, at=NOW)
    assert question.due_on == dt.date(2026, 12, 1)  # five working days
    assert actions.ask_about_notice(notice, " Can buses pass? ", by=town.ashby, at=later(1)).pk == question.pk
    assert [(to, subject) for to, subject, _ in mails()[begun:]] == [
        ("marek.roads", "A question to answer by 1 December 2026: Wellgate closed to traffic")
    ]
    assert [one.pk for one in queries.questions_waiting_for(town.roles(works.marek))] == [question.pk]
    assert queries.questions_waiting_for(town.roles(works.pam)) == []
    for stranger in (works.pam, town.stranger, town.finance):
        with pytest.raises(Refused, match="Only officers of Highways"):
            actions.reply_to_question(question, "Yes.", by=stranger, at=day(1))
    actions.reply_to_question(question, "Yes, past the works.", by=works.marek, at=day(1))
    actions.reply_to_question(question, "Yes, past the works.", by=works.marek, at=day(1))
    assert mails()[-1][:2] == ("maureen.ashby", "Answered: your question about Wellgate closed to traffic")
    assert queries.questions_waiting_for(town.roles(works.marek)) == []
    actions.reply_to_question(question, "At night as well?", by=town.ashby, at=day(2))
    [again] = queries.questions_waiting_for(town.roles(works.marek))
    assert (again.answered_at, again.due_on) == (None, dt.date(2026, 12, 3))
    assert [one.of_service for one in NoticeReply.objects.all()] == [True, False]


def test_without_an_officer_the_team_is_asked_and_answers(works: Works):
    town, notice = works.town, works.given()
    RoleHeld.objects.filter(user=works.marek).update(to_date=TODAY)
    begun = len(mails())
    question = actions.ask_about_notice(notice, "Until when?", by=town.ashby, at=NOW)
    assert {to for to, _, _ in mails()[begun:]} == {"dan.cole", "sue.marsh"}
    assert actions.reply_to_question(question, "Until Friday.", by=town.dan, at=day(1)).of_service


def test_the_rule_is_dated_and_set_by_the_head(works: Works):
    town = works.town
    with pytest.raises(Refused, match="Only the Head"):
        actions.set_notice_rule(20, 3, SOON, source="Cabinet", by=town.dan, at=NOW)
    with pytest.raises(Refused, match="Say where"):
        actions.set_notice_rule(20, 3, SOON, source=" ", by=town.head, at=NOW)
    actions.set_notice_rule(20, 3, SOON, source="Cabinet, 16 November 2026", by=town.head, at=NOW)
    assert queries.notice_rule_on(TODAY).days_of_warning == 10
    assert queries.notice_rule_on(SOON).days_of_warning == 20
    with pytest.raises(Refused, match="set already"):
        actions.set_notice_rule(5, 5, SOON, source="Cabinet", by=town.head, at=NOW)
    assert NoticeRule.objects.count() == 2


def test_who_reads_what(works: Works):
    town = works.town
    police = Organisation.objects.create(kind="partner", sector="public", name="Police", slug="police")
    sergeant = role("Ellie Police", RoleKind.PARTNER, organisation=police)
    draft, public, closed = works.draft(), works.given(title="Public", public=True), works.given(title="Closed")
    seen = {
        person.name: {row.pk for row in queries.notices_visible_to(town.roles(person))}
        for person in (works.marek, works.pam, town.dan, town.ashby, town.stranger, town.head, sergeant)
    }
    told = {public.pk, closed.pk}
    assert seen == {
        "Marek Roads": told | {draft.pk}, "Dan Cole": told | {draft.pk}, "Helen Head": told | {draft.pk},
        "Pam Parks": told, "Maureen Ashby": told, "Neil Stranger": told, "Ellie Police": {public.pk},
    }  # fmt: skip
    question = actions.ask_about_notice(public, "Will there be a seat?", by=town.ashby, at=NOW)
    outside = pages.notice_page(public, town.roles(sergeant))
    assert "Contact" not in dict(outside.facts)
    # Neither who was told, and opened it, nor what councillors ask.
    assert (outside.talks, outside.threads, outside.told.rows) == (False, [], [])
    assert pages.notice_page(public, town.roles(town.stranger)).threads
    assert desk(sergeant).get(f"/desk/notices/questions/{question.pk}/").status_code == 404
    assert dict(pages.notice_page(public, town.roles(town.stranger)).facts)["Contact"] == "Marek, 01709 496000"
    assert "the wards’ teams ask" in outside.may_ask.reason


def test_the_list_is_searched_filtered_and_sorted(works: Works):
    town = works.town
    first = works.given(title="First")
    second = works.given(title="Second", place="Clifton Park", begins_on=TODAY, ends_on=None, kind=NoticeKind.CLOSURE)
    works.given(title="Old", begins_on=TODAY, ends_on=TODAY)
    off = actions.call_off_notice(works.given(title="Off", wards=(town.elsewhere,)), why="No.", by=works.marek, at=NOW)
    actions.acknowledge_notice(first, 1, by=town.ashby, at=NOW)
    roles = town.roles(town.ashby, TODAY + dt.timedelta(1))

    def titles(**asked: str) -> list[str]:
        return [row.cells[0].text for row in pages.notices_page(roles, asked).table.rows]

    assert titles() == ["Second", "First"]
    assert titles(sort="-begins") == ["First", "Second"]
    assert (titles(when="coming"), titles(when="now"), titles(when="past")) == (["First"], ["Second"], ["Old"])
    assert (titles(when="cancelled"), titles(open="mine"), titles(q="clifton")) == (["Off"], ["Second"], ["Second"])
    assert titles(kind="closure", service="highways", ward="boston-castle") == ["Second"]
    assert titles(ward="hoober", when="all") == [off.title]
    assert titles(when="nonsense", sort="nonsense", page="99") == ["Second", "First"]
    assert pages.notices_page(roles, {}).table.rows[0].cells[3].text == "Told late"
    assert second.warning == 0


def test_the_pages_cost_the_same_however_long(works: Works):
    town, client = works.town, Client()
    client.force_login(town.ashby)
    one = works.given(title="With questions", begins_on=TODAY + dt.timedelta(2000), ends_on=None)

    def more(count: int) -> None:
        for number in range(count):
            notice = works.given(
                title=f"Works {ServiceNotice.objects.count()}", begins_on=SOON + dt.timedelta(2000), ends_on=None
            )
            question = actions.ask_about_notice(one, f"Number {notice.pk}-{number}?", by=town.ashby, at=NOW)
            actions.reply_to_question(question, "Yes.", by=works.marek, at=NOW)
            words = works.words(title=f"Now {notice.pk}", begins_on=one.begins_on, ends_on=None)
            actions.change_notice(one, words, why="So", by=works.marek, at=NOW)
            client.get(f"/desk/notices/{one.pk}/")

    for where in ("/desk/notices/?when=all", f"/desk/notices/{one.pk}/", "/desk/notices.csv?when=all"):
        assert_same_queries(lambda where=where: b"".join(client.get(where)), more)


def test_the_news_of_public_notices_goes_up(works: Works):
    Change.objects.all().delete()
    draft = works.draft(public=True)
    assert set(Change.objects.values_list("ref", flat=True)) == {draft.ref}
    actions.give_notice(draft, by=works.marek, at=NOW)
    assert works.town.ward.ref in set(Change.objects.values_list("ref", flat=True))


def test_the_journey_at_the_desk(works: Works):
    """An officer gives notice with the form; a member opens it, acknowledges it and asks; the officer answers."""
    town, officer, member = works.town, Client(), Client()
    officer.force_login(works.marek)
    member.force_login(town.ashby)
    typed = {
        "service": str(works.highways.pk), "kind": "roads", "title": "Wellgate closed", "what": "Pipes.",
        "begins_on-day": "7", "begins_on-month": "3", "begins_on-year": "2090", "wards": [str(town.ward.pk)],
        "area": "", "public": "yes",
    }  # fmt: skip
    wrong = officer.post(
        "/desk/notices/new/", typed | {"wards": [], "ends_on-day": "1", "ends_on-month": "3", "ends_on-year": "2090"}
    )
    assert "Choose at least one ward, or a whole area" in wrong.text
    assert "Last day must be the first day or a later one" in wrong.text
    assert "Wellgate closed" in wrong.text
    at = officer.post("/desk/notices/new/", typed)["Location"]
    assert "Who will be told" in officer.get(at).text
    assert member.get(at).status_code == 404  # a draft
    assert "It is given." in officer.post(at, {"act": "give"}, follow=True).text
    page = member.get(at).text
    assert "I know of it" in page
    assert NoticeTold.objects.get(councillor__user=town.ashby).seen_at
    assert "Thank you." in member.post(at, {"act": "acknowledge", "version": "1"}, follow=True).text
    assert member.post(at, {"act": "acknowledge", "version": "1"}).status_code == 403
    assert "Answer by" in member.post(f"{at}ask/", {"text": "May I park?"}, follow=True).text
    question = ServiceNotice.objects.get().questions.get()
    assert "May I park?" in officer.get(f"/desk/notices/questions/{question.pk}/").text
    said = officer.post(f"/desk/notices/questions/{question.pk}/", {"text": "Not there."}, follow=True).text
    assert "Highways answers" in said
    change = typed | {"begins_on-day": "8", "why": "A day later."}
    assert "told what changed" in officer.post(f"{at}edit/", change, follow=True).text
    assert "8 March 2090" in member.get(at).text
    assert officer.post(f"{at}edit/", change | {"why": ""}).text.count("Enter why it changes") == 2
    off = officer.post(f"{at}call-off/", {"why": "No pipes."}, follow=True).text
    assert "It is called off" in off
    assert officer.get(f"{at}call-off/").text.count("wt-button--cannot") == 1
    for where in ("/desk/notices/warning/", "/desk/notices/rule/"):
        assert member.get(where).status_code == 200
    csv = b"".join(member.get("/desk/notices.csv?when=all").streaming_content).decode()
    assert "Wellgate closed" in csv
    assert "01709" not in csv
    assert b"Median days of warning" in b"".join(member.get("/desk/notices/warning.csv").streaming_content)
