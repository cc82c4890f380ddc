"""The Monitoring Officer's publicity at the desk: what polls ask for, holds, and withdrawn pages."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from tests.querycount import assert_same_queries
from wapentake.foundation.calendars import LONDON, start_of_day
from wapentake.foundation.models import AuditRecord, Hold, PageState, PublishedPage
from wapentake.office.models import Poll
from wapentake.office.queries import proposed_holds
from wapentake.office.rules import may_elect_at
from wapentake.office.rules.publicity import page_path
from wapentake.office.states import PollKind, RoleKind
from wapentake.people.actions import BACKEND
from wapentake.people.models import User
from wapentake.places.models import Parish, Ward, WardParish

from . import factories as make

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 3, 1, 10, tzinfo=LONDON)
TODAY = AT.date()
POLL = dt.date(2027, 5, 6)
DAYS = {
    "begins-day": "30", "begins-month": "3", "begins-year": "2027",
    "last-day": "6", "last-month": "5", "last-year": "2027",
    "reason": "the ward is in the pre-election period", "sure": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def keppel() -> Ward:
    return make.make_ward("Keppel")


def somebody(kind: RoleKind) -> Client:
    user = make.make_user("Anita Mwangi")
    make.give_role(user, kind)
    client = Client()
    client.force_login(user, BACKEND)
    return client


@pytest.fixture
def anita() -> Client:
    return somebody(RoleKind.MONITORING_OFFICER)


def page(path: str) -> PublishedPage:
    return PublishedPage.objects.create(path=path, family="ward", wanted_at=AT)


def words(client: Client, name: str = "office:publicity", *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_poll_to_come_is_proposed_until_a_hold_covers_it(anita, keppel):
    poll = Poll.objects.create(kind=PollKind.BY_ELECTION, on=POLL, ward=keppel)
    [proposed] = proposed_holds(TODAY)
    assert (proposed.begins, proposed.over) == (dt.date(2027, 3, 31), dt.date(2027, 5, 7))
    assert "From 31 March 2027 to 6 May 2027: the ward is in the pre-election period" in words(anita)
    form = words(anita, "office:hold_for_poll", poll.pk)
    assert 'value="31"' in form
    anita.post(reverse("office:hold_for_poll", args=[poll.pk]), DAYS)
    made = Hold.objects.get()
    assert (made.refs, made.kind) == ([keppel.ref], "election")
    assert (made.starts, made.ends) == (start_of_day(dt.date(2027, 3, 30)), start_of_day(dt.date(2027, 5, 7)))
    assert proposed_holds(TODAY) == []
    Poll.objects.update(on=POLL + dt.timedelta(days=7))
    assert len(proposed_holds(TODAY)) == 1  # it has moved out of the hold


def test_a_hold_is_set_read_and_lifted_by_name(anita, keppel):
    answer = anita.post(reverse("office:hold_publicity"), DAYS | {"ward": keppel.code})
    made = Hold.objects.get()
    assert answer["Location"] == reverse("office:publicity_hold", args=[made.pk])
    assert "To come" in words(anita)
    anita.post(reverse("office:lift_hold", args=[made.pk]), {"reason": "No poll is held."})
    said = words(anita, "office:publicity_hold", made.pk)
    assert "was lifted before" in said
    assert "Lifted on 1 March 2027, 10am, by Anita Mwangi. No poll is held." in said
    assert [row.action for row in AuditRecord.objects.filter(stream=f"hold:{made.pk}")] == ["held", "lifted"]
    assert anita.post(reverse("office:lift_hold", args=[made.pk]), {"reason": "Again."}).status_code == 403


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sure": ""}, "Tick this to go on"),
        ({"reason": ""}, "Say why: residents read it"),
        ({"last-month": "3", "last-day": "1"}, "The last day must be the first day, or later"),
        ({"begins-year": "2026", "last-year": "2026"}, "A hold ends at a moment that lies ahead."),
        ({"last-year": "2029"}, "A hold lasts a year at most"),
    ],
)
def test_what_is_wrong_is_said_at_the_form_and_nothing_is_held(anita, changes, says):
    answer = anita.post(reverse("office:hold_publicity"), DAYS | changes)
    assert says in answer.content.decode()
    assert not Hold.objects.exists()


def test_sent_twice_it_is_held_once(anita):
    for _ in range(2):
        answer = anita.post(reverse("office:hold_publicity"), DAYS)
    assert "The same is held from 30 March 2027 until 7 May 2027 already" in answer.content.decode()
    assert Hold.objects.count() == 1


def test_an_administrator_withdraws_a_page_and_puts_it_back():
    admin, there = somebody(RoleKind.ADMINISTRATOR), page("/wards/keppel/")
    given = {"path": "https://www.example.gov.uk/wards/keppel/?from=mail", "reason": "A name.", "sure": "on"}
    admin.post(reverse("office:withdraw_page"), given)
    there.refresh_from_db()
    assert there.state == PageState.WITHDRAWN
    assert "1 March 2027, 10am, by Anita Mwangi" in words(admin)
    again = admin.post(reverse("office:withdraw_page"), given)
    assert "This page is withdrawn already." in again.content.decode()
    unknown = admin.post(reverse("office:withdraw_page"), given | {"path": "/nowhere"})
    assert "Nothing is published at this address" in unknown.content.decode()
    admin.post(reverse("office:reinstate_page", args=[there.pk]), {"reason": "The name is gone."})
    there.refresh_from_db()
    assert there.state == PageState.GONE  # until it is rendered
    assert "No page is withdrawn." in words(admin)
    assert admin.get(reverse("office:hold_publicity")).status_code == 403


def test_others_see_it_and_change_nothing_or_do_not_see_it():
    dan, finance = somebody(RoleKind.HEAD_OF_NEIGHBOURHOODS), somebody(RoleKind.FINANCE)
    assert "Only the Monitoring Officer sets or lifts a publicity hold." in words(dan)
    for name in ("hold_publicity", "withdraw_page"):
        assert dan.post(reverse(f"office:{name}"), DAYS | {"path": "/"}).status_code == 403
    assert finance.get(reverse("office:publicity")).status_code == 403
    assert not Hold.objects.exists()
    assert User.objects.count() == 2


def test_the_list_costs_the_same_however_many_holds_and_pages(anita, keppel):
    anita.post(reverse("office:hold_publicity"), DAYS | {"ward": keppel.code})
    values = Hold.objects.values().get()
    values.pop("id")

    def more(rows: int) -> None:
        for _ in range(rows):
            number = PublishedPage.objects.count() + 1
            Hold.objects.create(**values | {"reason": f"Poll {number}"})
            PublishedPage.objects.create(path=f"/gone/{number}/", family="x", wanted_at=AT, state=PageState.WITHDRAWN)

    assert_same_queries(lambda: words(anita), more)
    assert "Poll 3" in words(anita)


def test_each_kind_of_poll_is_entered_and_holds_what_it_concerns(anita, keppel):
    """By-election: its ward. Parish: the wards that it lies in. The others: the whole council; they fill no seat."""
    known = {"from_date": dt.date(2021, 5, 6)}
    parish, nowhere = (Parish.objects.create(name=name, slug=name.lower(), **known) for name in ("Thorpe", "Elsewhere"))
    WardParish.objects.create(ward=keppel, parish=parish, **known)
    keeper = somebody(RoleKind.ADMINISTRATOR)
    when = {"on-day": "6", "on-month": "5", "on-year": "2027"}
    where = {PollKind.BY_ELECTION: {"ward": keppel.pk}, PollKind.PARISH: {"parish": parish.pk}}
    for kind in PollKind:
        answer = keeper.post(reverse("office:hold_poll"), {"kind": kind, **when, **where.get(kind, {})})
        assert answer.status_code == 302, kind
    refused = keeper.post(reverse("office:hold_poll"), {"kind": PollKind.PARISH, **when}).content.decode()
    assert "Choose the parish that elects" in refused
    refs = {}
    for poll in Poll.objects.order_by("pk"):
        Hold.objects.all().delete()
        assert poll.pk in {one.poll.pk for one in proposed_holds(TODAY)}
        anita.post(reverse("office:hold_for_poll", args=[poll.pk]), DAYS)
        refs[poll.kind] = Hold.objects.get().refs
        assert poll.pk not in {one.poll.pk for one in proposed_holds(TODAY)}
    assert refs == {PollKind.ORDINARY: [], PollKind.BY_ELECTION: [keppel.ref], PollKind.PARISH: [keppel.ref],
                    PollKind.MAYORAL: [], PollKind.GENERAL: []}  # fmt: skip
    general = Poll.objects.get(kind=PollKind.GENERAL)
    assert "elects no councillor" in words(keeper, "office:poll", general.pk)
    assert "elects no councillor" in may_elect_at(general).reason
    unknown = Poll.objects.create(kind=PollKind.PARISH, on=POLL, parish=nowhere)
    assert anita.post(reverse("office:hold_for_poll", args=[unknown.pk]), DAYS).status_code == 403
    assert Hold.objects.count() == 1


@pytest.mark.parametrize("odd", ["http://[", "//[", "http://[::1"])
def test_what_is_no_address_is_the_address_of_no_page(odd):
    assert page_path(odd) not in ("/", "//")
