"""Polls, and how terms begin, pause and end. `by=None` is the system itself: a command, or the demonstration."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.operations import tombstones
from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User
from wapentake.places.models import Parish, Ward

from .. import queries, rules
from ..models import Councillor, ElectionRule, Poll, RoleHeld, Suspension, Term, Vacancy
from ..states import NEEDS_A_SEAT, OF_COUNCILLORS, PollKind, TermEnd

COUNCIL = "council:all"


def demand_keeper(by: User | None, at: dt.datetime) -> None:
    """Raise Refused unless this is the system, or somebody who keeps the council's offices."""
    if by is not None:
        rules.may_keep_offices(queries.roles_of(by, london_date(at))).demand()


def hold_poll(
    kind: str, on: dt.date, ward: Ward | None = None, *, parish: Parish | None = None, by: User | None, at: dt.datetime
) -> Poll:
    """Record a poll, past or to come. An ordinary one ends every term that runs on the fourth day after it.

    So access ends by itself, on a bank holiday too, with nobody at work. The same poll twice changes nothing.
    """
    with transaction.atomic():
        demand_keeper(by, at)
        own = kind in OF_COUNCILLORS
        same: dict[str, Any] = {"kind__in": OF_COUNCILLORS} if own else {"kind": kind, "parish": parish}
        poll, made = Poll.objects.select_for_update().get_or_create(
            on=on, ward=ward, **same, defaults={"kind": kind, "parish": parish}
        )
        _demand_same_kind(poll, kind)
        if not made:
            return poll
        ended = _retire(poll) if kind == PollKind.ORDINARY else []
        facts = {"kind": kind, "on": on, "ward": ward.code if ward else None, "terms_ended": len(ended)}
        facts |= {"parish": parish.code} if parish else {}
        audit.record(f"poll:{poll.pk}", "held", by=by, at=at, facts=facts)
        touch({COUNCIL, *_refs(ended)})
    return poll


def _demand_same_kind(poll: Poll, kind: str) -> None:
    if poll.kind != kind:
        Verdict.no(f"Another poll is recorded for that day: {poll.get_kind_display()}.").demand()


def _retire(poll: Poll) -> list[Term]:
    """End the terms that an ordinary election ends, and the vacancies that it fills."""
    changeover = queries.poll_days(poll)
    ended = list(queries.terms_ended_by_poll(poll).select_for_update(of=("self",)).select_related("ward"))
    for term in ended:
        term.to_date, term.ended_by = changeover, TermEnd.POLL
        term.save(update_fields=["to_date", "ended_by"])
    empty = Vacancy.objects.filter(to_date=None, from_date__lt=changeover)
    (empty.filter(ward=poll.ward) if poll.ward_id else empty).update(to_date=changeover)
    return ended


def move_poll(poll: Poll, to: dt.date, *, by: User | None, at: dt.datetime) -> Poll:
    """Move a poll that has not been held to another day to come. The day on which terms end moves with it.

    The same day again changes nothing. Raises `Refused`.
    """
    with transaction.atomic():
        demand_keeper(by, at)
        poll = Poll.objects.select_for_update(of=("self",)).select_related("ward").get(pk=poll.pk)
        if poll.on == to:
            return poll
        rules.may_move_poll(poll, london_date(at)).demand()
        rules.may_hold_on(poll, to, london_date(at)).demand()
        was, old_end = poll.on, queries.poll_days(poll)
        poll.on = to
        poll.save(update_fields=["on"])
        moved = _move_ends(poll, old_end) if poll.kind == PollKind.ORDINARY else []
        facts = {"from": was, "to": to, "terms_moved": len(moved)}
        audit.record(f"poll:{poll.pk}", "moved", by=by, at=at, facts=facts)
        touch({COUNCIL, *_refs(moved), *({poll.ward.ref} if poll.ward else ())})
    return poll


def _move_ends(poll: Poll, old_end: dt.date) -> list[Term]:
    """Work out anew when the terms end that an election ended, or now ends; vacancies end with them."""
    new_end = queries.poll_days(poll)
    concerned = Q(to_date=old_end, ended_by=TermEnd.POLL) | Q(pk__in=queries.terms_ended_by_poll(poll).values("pk"))
    terms = Term.objects.filter(concerned).exclude(poll=poll)
    terms = terms.filter(ward=poll.ward) if poll.ward_id else terms
    moved = list(terms.select_for_update(of=("self",)).select_related("ward__edition"))
    for term in moved:
        term.to_date = _retires_on(term.ward, term.from_date)
        term.ended_by = TermEnd.POLL if term.to_date else ""
        term.save(update_fields=["to_date", "ended_by"])
    # A seat that is filled before then has another end and keeps it.
    open_then = Q(to_date=None) | Q(to_date__gt=new_end) | Q(to_date=old_end)
    empty = Vacancy.objects.filter(open_then, from_date__lt=new_end).select_related("ward__edition")
    for vacancy in empty.filter(ward=poll.ward) if poll.ward_id else empty:
        vacancy.to_date = _retires_on(vacancy.ward, vacancy.from_date)
        vacancy.save(update_fields=["to_date"])
    return moved


def elect(
    councillor: Councillor,
    ward: Ward,
    poll: Poll,
    *,
    by: User | None,
    at: dt.datetime,
    takes_office_on: dt.date | None = None,
) -> Term:
    """Record that a councillor was elected. The term begins when the poll says; a vacancy of the ward is filled by it.

    The ward's row is locked, so that two clerks at once never fill more seats than there are.
    """
    with transaction.atomic():
        demand_keeper(by, at)
        _hold_ward(ward)
        rules.may_elect_at(poll).demand()
        begins = takes_office_on or queries.poll_days(poll)
        ends = _retires_on(ward, begins)
        rules.may_sit(councillor, ward, begins, ends).demand()
        term = Term.objects.create(
            councillor=councillor,
            ward=ward,
            poll=poll,
            from_date=begins,
            to_date=ends,
            ended_by=TermEnd.POLL if ends else "",
        )
        _fill_vacancy(ward, begins)
        facts = {"ward": ward.code, "poll": poll.on, "from": begins, "to": ends}
        audit.record(councillor.ref, "elected", by=by, at=at, facts=facts)
        touch(_refs([term]) | {COUNCIL})
    return term


def _hold_ward(ward: Ward) -> None:
    Ward.objects.select_for_update().get(pk=ward.pk)


def _retires_on(ward: Ward, begins: dt.date) -> dt.date | None:
    """The changeover of the next ordinary election that is recorded already, or the end of the ward's edition."""
    later = (
        Poll.objects.filter(Q(ward=None) | Q(ward=ward), kind=PollKind.ORDINARY, on__gte=begins).order_by("on").first()
    )
    ends = [queries.poll_days(later)] if later else []
    if ward.edition.to_date is not None:
        # A ward that is abolished stands until its last members retire, on the fourth day after the poll.
        ends.append(rules.term_ends(ward.edition.to_date))
    return min(ends, default=None)


def _fill_vacancy(ward: Ward, begins: dt.date) -> None:
    """End the longest vacancy of the ward on that day: one whose end the next election has set is filled like any."""
    open_then = Vacancy.objects.filter(ward=ward, from_date__lt=begins).exclude(to_date__lte=begins)
    vacancy = open_then.order_by("from_date", "pk").first()
    if vacancy is not None:
        vacancy.to_date = begins
        vacancy.save(update_fields=["to_date"])


def end_term(term: Term, how: str, on: dt.date, *, by: User | None, at: dt.datetime) -> Vacancy:
    """End a term by resignation, death, disqualification or non-attendance, from a day on; the seat is then vacant.

    What rests on the seat ends with it (leader, cabinet member, scrutiny member). Local Government Act 1972, sections
    80 and 84 to 87.
    """
    with transaction.atomic():
        demand_keeper(by, at)
        term = Term.objects.select_for_update(of=("self",)).select_related("ward", "councillor").get(pk=term.pk)
        rules.may_end_term(term, how, on).demand()
        until = term.to_date
        term.to_date, term.ended_by = on, how
        term.save(update_fields=["to_date", "ended_by"])
        _end_what_rests_on_it(term.councillor, on)
        vacancy = Vacancy.objects.create(ward=term.ward, term=term, from_date=on, to_date=until)
        facts = {"ward": term.ward.code, "how": how, "on": on}
        audit.record(term.councillor.ref, "term_ended", by=by, at=at, facts=facts)
        touch(_refs([term]) | {COUNCIL})
        if by is not None:
            tombstones.note("term", f"{term.pk} {how} {on}")
    return vacancy


def end_term_again(key: str, *, at: dt.datetime) -> None:
    """After a restore: end a term that had ended since the backup. `key` is its number, how it ended, and the day."""
    number, how, day = key.split()
    on = dt.date.fromisoformat(day)
    still = Term.objects.filter(Q(to_date=None) | Q(to_date__gt=on), pk=number).first()
    if still is not None:
        end_term(still, how, on, by=None, at=at)


def _end_what_rests_on_it(councillor: Councillor, on: dt.date) -> None:
    resting = RoleHeld.objects.filter(user=councillor.user, kind__in=NEEDS_A_SEAT)
    # A role that was to begin later never begins: it could not end before its first day.
    resting.filter(from_date__gte=on).delete()
    resting.filter(Q(to_date=None) | Q(to_date__gt=on)).update(to_date=on)


def declare_vacancy(vacancy: Vacancy, on: dt.date, *, by: User | None, at: dt.datetime) -> Vacancy:
    """Record the day on which the council declared a seat vacant (Local Government Act 1972, sections 86 and 87)."""
    with transaction.atomic():
        demand_keeper(by, at)
        vacancy = Vacancy.objects.select_for_update(of=("self",)).select_related("ward").get(pk=vacancy.pk)
        if on < vacancy.from_date:
            Verdict.no("A vacancy is declared on the day when the seat becomes vacant, or later.").demand()
        vacancy.declared_on = on
        vacancy.save(update_fields=["declared_on"])
        audit.record(f"vacancy:{vacancy.pk}", "declared", by=by, at=at, facts={"ward": vacancy.ward.code, "on": on})
        touch({vacancy.ward.ref})
    return vacancy


def suspend(
    councillor: Councillor,
    from_date: dt.date,
    to_date: dt.date | None,
    reason: str,
    *,
    by: User | None,
    at: dt.datetime,
) -> Suspension:
    """Suspend a councillor: the seat stays, and nothing may be done with it until `to_date`."""
    with transaction.atomic():
        demand_keeper(by, at)
        councillor = Councillor.objects.select_for_update().get(pk=councillor.pk)
        rules.may_suspend(councillor, from_date, to_date).demand()
        suspension = Suspension.objects.create(
            councillor=councillor, from_date=from_date, to_date=to_date, reason=reason.strip()
        )
        facts = {"from": from_date, "to": to_date}
        audit.record(councillor.ref, "suspended", by=by, at=at, facts=facts, personal={"reason": reason})
        touch(_refs_of(councillor) | {COUNCIL})
    return suspension


def end_suspension(suspension: Suspension, on: dt.date, *, by: User | None, at: dt.datetime) -> None:
    """Lift a suspension from a day on; one that has not begun then never begins."""
    with transaction.atomic():
        demand_keeper(by, at)
        suspension = (
            Suspension.objects.select_for_update(of=("self",)).select_related("councillor").get(pk=suspension.pk)
        )
        councillor = suspension.councillor
        if on <= suspension.from_date:
            suspension.delete()
        else:
            suspension.to_date = on
            suspension.save(update_fields=["to_date"])
        audit.record(councillor.ref, "suspension_lifted", by=by, at=at, facts={"on": on})
        touch(_refs_of(councillor) | {COUNCIL})


def set_election_rule(
    days_after_poll: int, source: str, from_date: dt.date, *, by: User | None, at: dt.datetime
) -> ElectionRule:
    """Put another rule in force from a day on: how many days after a poll the members change."""
    with transaction.atomic():
        demand_keeper(by, at)
        ElectionRule.objects.on(from_date).update(to_date=from_date)
        rule = ElectionRule.objects.create(days_after_poll=days_after_poll, source=source, from_date=from_date)
        audit.record(
            f"election_rule:{rule.pk}", "set", by=by, at=at, facts={"days": days_after_poll, "from": from_date}
        )
    return rule


def _refs(terms: Iterable[Term]) -> set[str]:
    return {ref for term in terms for ref in (term.ward.ref, f"councillor:{term.councillor_id}")}


def _refs_of(councillor: Councillor) -> set[str]:
    return _refs(councillor.terms.select_related("ward")) | {councillor.ref}
