"""Dispensations: recorded by the Monitoring Officer, for one member, one body, named acts and at most four years."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions, pages, rules
from wapentake.office.models import Councillor, Dispensation
from wapentake.office.queries import dispensation_for
from wapentake.office.rules import Dispensing
from wapentake.office.states import GrantedBy, Ground, Lifts, RoleKind
from wapentake.organisations.models import Organisation
from wapentake.people.actions import BACKEND
from wapentake.people.models import User

from . import factories as make
from .test_interests import AT, entry, make_group

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = AT.date()


@pytest.fixture
def grace() -> Councillor:
    return make.make_councillor(make.make_ward(), "Grace Okafor")


@pytest.fixture
def anita() -> User:
    user = make.make_user("Anita Mwangi")
    make.give_role(user, RoleKind.MONITORING_OFFICER)
    return user


@pytest.fixture
def group() -> Organisation:
    return make_group()


def said(group: Organisation, **changes: object) -> Dispensing:
    values: dict = {
        "organisation": group, "lifts": Lifts.VOTE, "ground": Ground.TOO_FEW, "granted_by": GrantedBy.STANDARDS,
        "reference": "MO/2026/1",
        "reason": "The other seat is vacant.", "asked_on": TODAY, "from_date": TODAY, "to_date": TODAY + 30 * DAY,
    }  # fmt: skip
    return Dispensing(**values | changes)


def test_it_lifts_what_it_says_for_that_body_from_that_moment_until_that_day(
    grace: Councillor, anita: User, group: Organisation
) -> None:
    other = make_group("Boston Park Friends")
    for body in (group, other):
        actions.register_interest(grace, entry(body), by=grace.user, at=AT - DAY)
    actions.record_dispensation(grace, said(group), by=anita, at=AT)
    asked = [
        (group, AT, False, True),
        (group, AT, True, False),  # it does not let her decide alone
        (group, AT - dt.timedelta(seconds=1), False, False),  # it never covers what was before
        (group, AT + 29 * DAY, False, True),
        (group, AT + 30 * DAY, False, False),
        (other, AT, False, False),
    ]
    for body, when, alone, may in asked:
        assert bool(rules.may_take_part(grace, body, when, alone=alone)) == may, (body, when, alone)
    assert [record.action for record in audit.history(grace.ref)].count("dispensation_recorded") == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"from_date": TODAY - DAY}, "it never covers what was done before"),
        ({"asked_on": TODAY + DAY}, "asked in writing: that day lies ahead"),
        ({"to_date": TODAY}, "must come after its first day"),
        ({"to_date": dt.date(2030, 11, 25)}, "Four years at most .* over by 24 November 2030"),
    ],
)
def test_wrong_days_are_refused_with_the_reason(
    grace: Councillor, anita: User, group: Organisation, changes: dict, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        actions.record_dispensation(grace, said(group, **changes), by=anita, at=AT)
    assert not Dispensation.objects.exists()


def test_four_years_to_the_day_and_from_a_leap_day() -> None:
    assert rules.last_end(TODAY) == dt.date(2030, 11, 24)
    assert rules.last_end(dt.date(2096, 2, 29)) == dt.date(2100, 3, 1)


def test_the_database_holds_four_years_too(grace: Councillor, anita: User, group: Organisation) -> None:
    made = actions.record_dispensation(grace, said(group), by=anita, at=AT)
    for wrong in (None, TODAY + 1462 * DAY):
        with transaction.atomic(), pytest.raises(IntegrityError):
            Dispensation.objects.filter(pk=made.pk).update(to_date=wrong)


def test_only_the_monitoring_officer_and_nobody_for_themselves(grace: Councillor, group: Organisation) -> None:
    with pytest.raises(Refused, match="Nobody grants a dispensation to themselves"):
        actions.record_dispensation(grace, said(group), by=grace.user, at=AT)
    with pytest.raises(Refused, match="Only the Monitoring Officer"):
        actions.record_dispensation(grace, said(group), by=make.make_user(), at=AT)


def test_sent_twice_it_is_one_and_another_needs_its_own_reference(
    grace: Councillor, anita: User, group: Organisation
) -> None:
    first = actions.record_dispensation(grace, said(group), by=anita, at=AT)
    assert actions.record_dispensation(grace, said(group), by=anita, at=AT) == first
    with pytest.raises(Refused, match="Another dispensation has this reference"):
        actions.record_dispensation(grace, said(group, reason="Another."), by=anita, at=AT)


def test_the_list_costs_the_same_however_long(grace: Councillor, anita: User) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            group = make_group(f"Group {Dispensation.objects.count()}")
            actions.record_dispensation(grace, said(group, reference=group.name), by=anita, at=AT)

    assert_same_queries(lambda: pages.dispensations_page(AT), add)
    assert len(pages.dispensations_page(AT).counting.rows) == 3


def test_withdrawn_it_counts_no_more_from_that_moment(grace: Councillor, anita: User, group: Organisation) -> None:
    made = actions.record_dispensation(grace, said(group), by=anita, at=AT)
    later = AT + dt.timedelta(minutes=5)
    actions.withdraw_dispensation(made, "The seat is filled.", by=anita, at=later)
    assert dispensation_for(grace, group, AT) == made
    assert dispensation_for(grace, group, later) is None
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_dispensation(made, "Again.", by=anita, at=later)


def test_the_monitoring_officer_records_and_withdraws_at_the_desk(
    grace: Councillor, anita: User, group: Organisation
) -> None:
    client = Client()
    client.force_login(anita, backend=BACKEND)
    home = reverse("office:dispensations")
    days = {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("asked_on", TODAY), ("from_date", TODAY), ("to_date", dt.date(2031, 1, 1)))
        for part in ("day", "month", "year")
    }
    sent = {
        "councillor": grace.pk, "body": group.name, "lifts": "alone", "ground": "otherwise",
        "granted_by": "head", "reference": "MO/1",
        "reason": "A code interest only.", **days,
    }  # fmt: skip
    with time_machine.travel(AT, tick=False):
        assert "No dispensation counts now." in client.get(home).content.decode()
        wrong = client.post(reverse("office:add_dispensation"), sent)
        assert "Four years at most (Localism Act 2011, section 33)" in wrong.content.decode()
        assert "A code interest only." in wrong.content.decode()
        right = client.post(reverse("office:add_dispensation"), sent | {"to_date-year": "2027"})
        assert right["Location"] == home
        page = client.get(home).content.decode()
        for word in (
            "Cllr Grace Okafor",
            "Decide alone as well",
            "until 1 January 2027",
            "MO/1. The Head of Paid Service.",
            "A code interest only.",
        ):
            assert word in page
        made = Dispensation.objects.get()
        gone = client.post(reverse("office:withdraw_dispensation", args=[made.pk]), {"because": "Sold her shares."})
        assert gone["Location"] == home
        assert "Withdrawn on 24 November 2026: Sold her shares." in client.get(home).content.decode()
