"""A poll is moved to another day, and the day on which terms end moves with it."""

import datetime as dt

import pytest

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions
from wapentake.office.states import PollKind, TermEnd

from . import factories as make

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
TODAY = AT.date()
FOURTH, EIGHTEENTH = dt.date(2028, 5, 4), dt.date(2028, 5, 18)


def keep(**more):
    return {"by": None, "at": AT, **more}


def test_terms_and_vacancies_end_with_a_poll_that_is_moved():
    ward = make.make_ward(seats=2)
    stays, gone = make.make_councillor(ward), make.make_councillor(ward)
    poll = actions.hold_poll(PollKind.ORDINARY, FOURTH, **keep())
    vacancy = actions.end_term(gone.terms.get(), TermEnd.RESIGNATION, dt.date(2026, 9, 1), **keep())
    Change.objects.all().delete()
    assert actions.move_poll(poll, EIGHTEENTH, **keep()).on == EIGHTEENTH
    assert stays.terms.get().to_date == dt.date(2028, 5, 22)
    assert gone.terms.get().to_date == dt.date(2026, 9, 1)
    vacancy.refresh_from_db()
    assert vacancy.to_date == dt.date(2028, 5, 22)
    record = audit.history(f"poll:{poll.pk}")[-1]
    facts = {"from": "2028-05-04", "to": "2028-05-18", "terms_moved": 1}
    assert (record.action, record.facts_read) == ("moved", facts)
    told = {change.ref for change in Change.objects.all()}
    assert {"council:all", ward.ref, stays.ref} <= told
    actions.move_poll(poll, dt.date(2028, 4, 27), **keep())
    assert stays.terms.get().to_date == dt.date(2028, 5, 1)


def test_a_poll_moved_past_another_leaves_the_terms_to_that_one():
    sitting = make.make_councillor(make.make_ward(seats=1))
    first = actions.hold_poll(PollKind.ORDINARY, FOURTH, **keep())
    actions.hold_poll(PollKind.ORDINARY, dt.date(2028, 6, 1), **keep())
    actions.move_poll(first, dt.date(2028, 7, 6), **keep())
    assert sitting.terms.get().to_date == dt.date(2028, 6, 5)
    actions.move_poll(first, FOURTH, **keep())
    assert sitting.terms.get().to_date == dt.date(2028, 5, 8)


def test_moving_a_by_election_moves_no_term():
    ward = make.make_ward(seats=1)
    sitting = make.make_councillor(ward)
    poll = actions.hold_poll(PollKind.BY_ELECTION, FOURTH, ward, **keep())
    actions.move_poll(poll, EIGHTEENTH, **keep())
    assert (sitting.terms.get().to_date, poll.terms.count()) == (None, 0)


def test_a_poll_that_was_held_or_filled_or_meets_another_is_not_moved():
    ward = make.make_ward(seats=1)
    held = actions.hold_poll(PollKind.BY_ELECTION, TODAY, ward, **keep())
    to_come = actions.hold_poll(PollKind.BY_ELECTION, FOURTH, ward, **keep())
    actions.hold_poll(PollKind.BY_ELECTION, EIGHTEENTH, ward, **keep())
    with pytest.raises(Refused, match="was held on 24 November 2026, so it cannot be moved"):
        actions.move_poll(held, EIGHTEENTH, **keep())
    with pytest.raises(Refused, match="Another poll is recorded for 18 May 2028 already"):
        actions.move_poll(to_come, EIGHTEENTH, **keep())
    with pytest.raises(Refused, match="to a day that lies ahead"):
        actions.move_poll(to_come, TODAY, **keep())
    before = len(audit.history(f"poll:{to_come.pk}"))
    assert actions.move_poll(to_come, FOURTH, **keep()).on == FOURTH
    assert len(audit.history(f"poll:{to_come.pk}")) == before
    actions.elect(actions.add_councillor("Carol Winn", "carol@example.org", **keep()), ward, to_come, **keep())
    with pytest.raises(Refused, match="Somebody is recorded as elected"):
        actions.move_poll(to_come, dt.date(2028, 5, 11), **keep())
    with pytest.raises(Refused, match="Only an administrator"):
        actions.move_poll(to_come, dt.date(2028, 5, 11), **keep(by=make.make_user()))
