"""What the statutory officers look over, and the underspend on any day, worked out by hand."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.querycount import assert_same_queries, count_queries
from wapentake.foundation import audit
from wapentake.funding import actions, jobs, queries
from wapentake.funding.models import Application, Decision, Monitoring, Vote
from wapentake.funding.pages.oversight import MATTERS
from wapentake.funding.pages.queue import queue_page
from wapentake.funding.pages.underspend import underspend_page
from wapentake.funding.queries import oversight as looks
from wapentake.funding.queries.as_at import STAGES, by_kind, held_on
from wapentake.funding.rules.oversight import CHECKS, found_on
from wapentake.office.models import Poll, RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind

from .world import AT, YEAR, World, at, officer

pytestmark = pytest.mark.django_db
OVERSIGHT = "/desk/oversight/"


@pytest.fixture(autouse=True)
def november(settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    with time_machine.travel(at("2026-12-10 10:00"), tick=False):
        yield


def signed_in(kind: RoleKind) -> Client:
    client = Client()
    client.force_login(officer(f"Anita {kind.title().replace('_', '-')}", kind))
    return client


def day(text: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return allotted, used and left by fund and holder, of those who were allotted something."""
    found = held_on(dt.date.fromisoformat(text))
    return {
        (one.pot.fund.key, one.holder): (one.pot.allotted, one.used, one.pot.left) for one in found if one.pot.allotted
    }


def test_each_day_stands_as_its_own_entries_left_it(world: World):
    """1 April: £1,584 each, £7,120, £4,000. 24 November: £400 approved. 1 December: paid. 5 December: £50 came back."""
    award = world.approved(40_000)
    world.pay(award, at("2026-12-01 10:00"))
    actions.return_money(award, 5_000, reason="Cheaper", by=world.finch, at=at("2026-12-05 10:00"), key=world.key())
    ashby, iqbal = ("clf", "Cllr Maureen Ashby"), ("clf", "Cllr Tariq Iqbal")
    others = {("capital", "Boston Castle"): (712_000, 0, 712_000), ("housing", "Boston Castle"): (400_000, 0, 400_000)}
    untouched = (158_400, 0, 158_400)
    assert day("2026-03-31") == {}
    assert day("2026-11-23") == {ashby: untouched, iqbal: untouched, **others}
    for then in ("2026-11-24", "2026-12-01"):
        assert day(then) == {ashby: (158_400, 40_000, 118_400), iqbal: untouched, **others}, then
    assert day("2026-12-09") == {ashby: (158_400, 35_000, 123_400), iqbal: untouched, **others}
    paid = {then: next(one.paid for one in by_kind(held_on(dt.date.fromisoformat(then)))) for then in
            ("2026-11-30", "2026-12-01", "2026-12-05")}  # fmt: skip
    assert paid == {"2026-11-30": 0, "2026-12-01": 40_000, "2026-12-05": 35_000}
    page = underspend_page(dt.date(2026, 12, 9))
    assert page.lede == (
        "At the end of 9 December 2026, £13,938.00 of £14,288.00 was not committed. "
        "3 of 4 pots had committed nothing, and 4 less than half."
    )
    assert page.ratio == (
        "For each 1% of revenue that was committed or spent, 0.00% of capital was. "
        "0% of capital was committed or spent, against 11% of revenue."
    )


def test_today_as_at_is_what_the_balances_say(world: World):
    world.pay(world.approved(30_000))
    world.supported(20_000)
    for one in held_on(dt.date(2026, 12, 10)):
        [pot] = queries.pots(YEAR, ward=one.ward, councillor=one.councillor, funds=[one.pot.fund])
        expected = one.pot if one.councillor or one.pot.fund.holder_kind == "ward" else pot
        assert expected == pot
    assert {stage.value for stage in STAGES} <= set(vars(held_on(dt.date(2026, 12, 10))[0].pot))


def test_the_underspend_page_and_its_file(world: World):
    client = signed_in(RoleKind.SECTION_151)
    world.approved(40_000)
    page = client.get(f"{OVERSIGHT}underspend/?on=2026-12-09").content.decode()
    assert "At the end of 9 December 2026, £13,888.00 of £14,288.00 was not committed." in page
    assert "Who has committed nothing (3)" in page
    file = client.get(f"{OVERSIGHT}underspend.csv?on=9/12/2026")
    lines = file.content.decode().splitlines()
    assert lines[1] == (
        "2026-12-09,2026/27,Community Leadership Fund,Revenue,Boston Castle,Cllr Maureen Ashby,1584.00,0.00,"
        "400.00,0.00,0.00,1184.00,25%"
    )
    assert file["Cache-Control"] == "no-store"
    for wrong, said in (("31/12/2026", "Enter a day that has come"), ("soon", "Enter a day, like 9/12/2026")):
        assert said in client.get(f"{OVERSIGHT}underspend/?on={wrong}").content.decode()


def test_who_may_see_what(world: World):
    for kind, status in ((RoleKind.SECTION_151, 200), (RoleKind.MONITORING_OFFICER, 200), (RoleKind.LEADER, 403)):
        client = signed_in(kind)
        assert [client.get(address).status_code for address in (OVERSIGHT, f"{OVERSIGHT}reasons/")] == [status] * 2
    client = Client()
    client.force_login(world.finch)
    assert "Only the Monitoring Officer, the section 151 officer and auditors" in client.get(OVERSIGHT).content.decode()
    assert client.get(f"{OVERSIGHT}underspend/").status_code == 200


def test_what_the_register_shows_is_the_monitoring_officers(world: World):
    assert "Awards to look at again: 0" in signed_in(RoleKind.MONITORING_OFFICER).get(OVERSIGHT).content.decode()
    client = signed_in(RoleKind.SECTION_151)
    assert "Awards to look at again" not in client.get(OVERSIGHT).content.decode()
    assert client.get(f"{OVERSIGHT}register/").status_code == 404


def test_each_thing_that_is_out_of_order_is_counted_and_shown(world: World):
    client = signed_in(RoleKind.SECTION_151)
    text = client.get(OVERSIGHT).content.decode()
    assert "Nothing is out of order today" in text
    award = world.approved()
    waits = world.submitted(1_000)
    RoleHeld.objects.create(user=world.marsden, kind=RoleKind.PARTNER, organisation=world.group, from_date=AT.date())
    copy = Decision.objects.get(application=award, kind="support")
    copy.pk, copy.transfer, copy.key, copy.reasons = None, None, "copy", " "
    copy.basis, copy.on = "member", dt.date(2026, 10, 1)
    copy.save()
    Application.objects.filter(pk=waits.pk).update(submitted_at=at("2026-11-02 09:00"))
    text = client.get(OVERSIGHT).content.decode()
    for said in (
        "Undeclared offices: 1", "Decisions without reasons: 1", "Clocks that ran out: 1",
    ):  # fmt: skip
        assert said in text, said
    shown = {
        "offices": "Helen Marsden, approved",
        "reasons": "No reasons",
        "clocks": waits.reference,
    }
    for key, said in shown.items():
        assert said in client.get(f"{OVERSIGHT}{key}/").content.decode(), key


def test_what_ran_out_is_what_the_queue_calls_late(world: World):
    late, fresh = world.submitted(1_000), world.submitted(1_000)
    Application.objects.filter(pk=late.pk).update(submitted_at=at("2026-11-02 09:00"))
    Application.objects.filter(pk=fresh.pk).update(submitted_at=at("2026-12-07 09:00"))
    page = queue_page(roles_of(officer("Gerald Mills", RoleKind.SECTION_151), day := dt.date(2026, 12, 10)), {}, day)
    assert {view.label: view.count for view in page.views}["Late"] == 1
    assert [row.pk for row, _ in looks.late_steps(day)] == [late.pk]


def test_each_member_who_voted_for_an_award_is_asked_not_only_the_last(world: World):
    award = world.approved()
    RoleHeld.objects.create(user=world.iqbal.user, kind=RoleKind.PARTNER, organisation=world.group, from_date=AT.date())
    given = {"application": award, "at": AT, "on": AT.date(), "reasons": "It is needed.", "body": b"x"}
    vote = {"councillor": world.iqbal, "by": world.iqbal.user}
    Vote.objects.create(**given, **vote, choice="against", key="v1")
    assert looks.undeclared_offices() == []
    cast = Vote.objects.create(**given, **vote, choice="for", key="v2")
    assert looks.undeclared_offices() == [cast]
    assert "Tariq Iqbal, voted for it" in signed_in(RoleKind.SECTION_151).get(f"{OVERSIGHT}offices/").content.decode()
    Vote.objects.create(**given, **vote, choice="aside", key="v3")
    assert looks.undeclared_offices() == []


@pytest.mark.parametrize("basis", ["member", "cabinet"])
def test_who_decides_alone_says_what_else_was_considered(world: World, basis: str):
    award = world.approved()
    assert not looks.without_reasons()
    copy = Decision.objects.get(application=award, kind="support")
    copy.pk, copy.transfer, copy.key, copy.basis, copy.alternatives = None, None, "copy", basis, ""
    copy.save()
    assert list(looks.without_reasons()) == [copy]


def test_what_oversight_finds_stands_on_the_desks_of_both_statutory_officers(world: World):
    waits = world.submitted(1_000)
    Application.objects.filter(pk=waits.pk).update(submitted_at=at("2026-11-02 09:00"))
    both = {kind: signed_in(kind) for kind in (RoleKind.MONITORING_OFFICER, RoleKind.SECTION_151)}
    assert "have not been checked yet" in both[RoleKind.SECTION_151].get("/desk/").content.decode()
    actions.check_records(by=None, at=at("2026-12-10 03:10"))
    for kind, client in both.items():
        text = client.get("/desk/").content.decode()
        assert "Clocks that ran out: 1" in text, kind
        assert f"{OVERSIGHT}clocks/" in text, kind
        assert "Decisions without reasons" not in text, kind
        assert "As of 10 December, 3:10am: one check found something." in text, kind
    assert "Clocks that ran out: 1" not in signed_in(RoleKind.FINANCE).get("/desk/").content.decode()


def test_the_desk_reads_what_was_found_and_looks_over_no_records_itself(world: World):
    client = signed_in(RoleKind.SECTION_151)
    actions.check_records(by=None, at=at("2026-12-10 03:10"))
    client.get("/desk/")
    asked = count_queries(lambda: client.get("/desk/"))
    assert not [sql for sql in asked if "funding_entry" in sql or "funding_paymentrun" in sql], "it looks them over"
    assert sum("funding_recordscheck" in sql for sql in asked) == 2
    over = len(count_queries(lambda: found_on(dt.date(2026, 12, 10))))
    print(f"The desk makes {len(asked)} queries; looking over all records makes {over} more.")
    assert over >= 15


def test_who_oversees_can_have_the_records_checked_again(world: World):
    """Asked for twice, it waits once; the newest look counts, and says who asked."""
    client = signed_in(RoleKind.SECTION_151)
    address = "/desk/check-records/"
    assert "The records are being checked." in client.post(address, follow=True).content.decode()
    assert "being checked already" in client.post(address, follow=True).content.decode()
    [job] = ProcrastinateJob.objects.filter(task_name=actions.CHECK_RECORDS)
    waits = world.submitted(1_000)
    Application.objects.filter(pk=waits.pk).update(submitted_at=at("2026-11-02 09:00"))
    jobs.check_records(**job.args)
    newest = looks.newest_check()
    assert [(one["key"], one["count"]) for one in newest.found] == [("clocks", 1)]
    [record] = audit.history(newest.ref)
    assert (record.action, record.by_id) == ("checked", job.args["by"])
    assert "As of 10 December, 10am" in client.get("/desk/").content.decode()
    assert client.get(address).status_code == 405
    refused = signed_in(RoleKind.FINANCE).post(address)
    assert "Only the Monitoring Officer, the section 151 officer and auditors" in refused.content.decode()
    assert ProcrastinateJob.objects.filter(task_name=actions.CHECK_RECORDS).count() == 1


def test_what_the_desk_counts_is_titled_as_on_the_page():
    titles = {matter.key: matter.title for matter in MATTERS}
    assert all(titles[key] == title for key, title, _ in CHECKS)
    # The register has a line of its own; the two others are lists of what was allowed.
    assert titles.keys() - {key for key, _, _ in CHECKS} == {"register", "overrides", "everywhere"}


def test_monitoring_that_is_overdue_is_counted_and_leads_to_its_form(world: World):
    award = world.approved()
    world.pay(award)
    Monitoring.objects.filter(application=award).update(due_on=dt.date(2026, 12, 3), reminders=1)
    client = signed_in(RoleKind.SECTION_151)
    assert "Monitoring that is overdue: 1" in client.get(OVERSIGHT).content.decode()
    page = client.get(f"{OVERSIGHT}monitoring/").content.decode()
    assert f"/desk/monitoring/{award.reference}/" in page
    assert "7 days late" in page
    Monitoring.objects.filter(application=award).update(due_on=dt.date(2026, 12, 10))
    assert "Monitoring that is overdue: 0" in client.get(OVERSIGHT).content.decode()


def test_an_office_that_had_ended_and_a_refusal_are_nothing(world: World):
    award = world.approved()
    held = {"user": world.marsden, "kind": RoleKind.PARTNER, "organisation": world.group}
    RoleHeld.objects.create(**held, from_date=dt.date(2025, 1, 1), to_date=AT.date())
    assert looks.undeclared_offices() == []
    Application.objects.filter(pk=award.pk).update(contact_email=world.ashby.user.email.upper())
    assert [one.by for one in looks.undeclared_offices()] == [world.ashby.user]


@pytest.mark.parametrize("address", [OVERSIGHT, f"{OVERSIGHT}clocks/", f"{OVERSIGHT}underspend/"])
def test_pages_cost_the_same_however_many_rows(world: World, address: str):
    client = signed_in(RoleKind.SECTION_151)

    def more(count: int) -> None:
        for _ in range(count):
            waits = world.submitted(100)
            Application.objects.filter(pk=waits.pk).update(submitted_at=at("2026-11-02 09:00"))

    more(1)
    assert_same_queries(lambda: client.get(address), more)


def test_my_money_costs_the_same_however_often_i_was_asked(world: World):
    client = Client()
    client.force_login(world.ashby.user)
    assert_same_queries(
        lambda: client.get("/desk/my-money/"), lambda count: [world.submitted(100) for _ in range(count)]
    )


def test_a_councillor_sees_what_is_left_and_what_would_go_on(world: World):
    world.pay(world.approved(40_000))
    client = Client()
    client.force_login(world.ashby.user)
    text = " ".join(client.get("/desk/my-money/").content.decode().split())
    assert "£12,304.00 of £12,704.00 is left to award" in text
    assert text.count("£1,184.00") == 2  # left, and going on: Rotherham carries all over
    assert "Clifton Community Garden: A tool store" in text
    Poll.objects.create(kind="ordinary", on=dt.date(2027, 5, 6))
    text = " ".join(client.get("/desk/my-money/").content.decode().split())
    assert "£1,184 would lapse. Nothing goes past an election of the whole council" in text
    client.force_login(world.finch)
    assert "Only a councillor has money of their own" in client.get("/desk/my-money/").content.decode()
