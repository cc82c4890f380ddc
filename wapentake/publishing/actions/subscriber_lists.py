"""An earlier list is read and kept, looked at, then brought in whole or not at all; and figures as published."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, start_of_day
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.queries import wards_on

from ..models import Consent, PublishedFigure, Subscriber, SubscriberList, Subscription
from ..queries import known_addresses, normalised
from ..rules import (
    ListLine,
    Wanted,
    addresses_in,
    by_hand,
    facts_of,
    guess_list_columns,
    may_bring_in,
    may_keep_lists,
    planned_lines,
    print_of_list,
)
from ..states import ConsentBy, ConsentTo, JoinedBy, LineOutcome, ListColumn, ListState, SubscriberState
from .beats import roles_at

LOCK = 7_236_310
MOST_LINES = 60_000
CHANGED = "What it would bring in has changed since you looked. Nothing was brought in: look at it again."


@transaction.atomic
def stage_list(
    lines: Sequence[tuple[int, list[str]]], headings: Sequence[str], file: Source, *, by: User, at: dt.datetime
) -> tuple[SubscriberList, bool]:
    """Keep a file to be looked at; return it and whether it is new: the same bytes are there. Raises `Refused`."""
    may_keep_lists(roles_at(by, at)).demand()
    _one_list_at_a_time()
    same = SubscriberList.objects.exclude(state=ListState.DISCARDED).filter(sha256=file.sha256).first()
    if same:
        return same, False
    found = SubscriberList.objects.create(
        name=file.name[-100:], sha256=file.sha256, headings=list(headings), columns=guess_list_columns(headings),
        lines=list(lines), read_by=by, read_at=at,
    )  # fmt: skip
    audit.record(found.ref, "list kept", by=by, at=at, facts={"sha256": file.sha256, "lines": len(lines)})
    return found, True


@transaction.atomic
def map_list(found: SubscriberList, columns: Mapping[str, str], *, by: User, at: dt.datetime) -> SubscriberList:
    """Say which column holds what. Raises `Refused`."""
    may_keep_lists(roles_at(by, at)).demand()
    found = _lock_list(found)
    if found.state != ListState.STAGED:
        raise Refused("It is no longer only kept, so how it is read stays as it was.")
    if unknown := [heading for heading in columns.values() if heading and heading not in found.headings]:
        raise Refused(f"The file has no column “{unknown[0]}”.")
    found.columns = {ListColumn(what).value: heading for what, heading in columns.items() if heading}
    found.save()
    audit.record(found.ref, "columns named", by=by, at=at, facts={"columns": found.columns})
    return found


@transaction.atomic
def import_list(found: SubscriberList, *, shown: str, by: User, at: dt.datetime) -> SubscriberList:
    """Bring in what a list has that is new, all or none. Brought in already, it does nothing. Raises `Refused`.

    `shown` is what the person saw and confirmed. Each address comes with its evidence in the log of consents.
    """
    _one_list_at_a_time()
    found = _lock_list(found)
    if found.state == ListState.APPLIED:
        return found
    on = london_date(at)
    known = known_addresses(addresses_in(found), lock=True)
    lines = planned_lines(found, wards_on(on), known, on)
    may_bring_in(roles_at(by, at), found, lines).demand()
    if shown != print_of_list(lines):
        raise Refused(CHANGED)
    _write_list([one for one in lines if one.outcome in (LineOutcome.NEW, LineOutcome.ADDS)], at)
    found.counts, found.lines = facts_of(lines), []
    found.state, found.applied_by, found.applied_at = ListState.APPLIED, by, at
    found.save()
    audit.record(found.ref, "list brought in", by=by, at=at, facts={"sha256": found.sha256, **found.counts})
    return found


@transaction.atomic
def discard_list(found: SubscriberList, *, by: User, at: dt.datetime) -> SubscriberList:
    """Forget a file that was only kept, with all its addresses. Raises `Refused`."""
    may_keep_lists(roles_at(by, at)).demand()
    found = _lock_list(found)
    if found.state == ListState.DISCARDED:
        return found
    if found.state == ListState.APPLIED:
        raise Refused("It is brought in: who does not want the bulletin leaves it one by one.")
    found.state, found.lines = ListState.DISCARDED, []
    found.save()
    audit.record(found.ref, "list discarded", by=by, at=at, facts={"sha256": found.sha256})
    return found


@transaction.atomic
def enter_published_figure(
    kind: str, on: dt.date, value: int, *, source: str, by: User, at: dt.datetime
) -> PublishedFigure:
    """Keep a figure as it was published, or a target, in place of one of the same day. Raises `Refused`."""
    may_keep_lists(roles_at(by, at)).demand()
    if not source.strip():
        raise Refused("Say where it was published.")
    given = {"value": value, "source": source.strip(), "entered_by": by, "entered_at": at}
    found, _ = PublishedFigure.objects.update_or_create(kind=kind, on=on, defaults=given)
    facts = {"kind": kind, "on": on.isoformat(), "value": value, "source": source.strip()}
    audit.record("bulletin-figures:all", "figure entered", by=by, at=at, facts=facts)
    return found


@transaction.atomic
def enter_subscription(
    email: str, wanted: Wanted, *, evidence: str, agreed_on: dt.date, source: str, by: User, at: dt.datetime
) -> None:
    """Begin what somebody asked for on paper, by telephone or face to face. Raises `Refused`."""
    roles = roles_at(by, at)
    may_keep_lists(roles).demand()
    _one_list_at_a_time()
    known = known_addresses([normalised(email) or ""], lock=True)
    line = by_hand(email, wanted, evidence.strip(), agreed_on, next(iter(known.values()), None), roles.on)
    if line.why:
        raise Refused(line.why)
    if line.outcome == LineOutcome.SAME:
        raise Refused("This address gets all of that already.")
    _write_list([line], at, source=source, how=ConsentBy.PAPER if source == JoinedBy.PAPER else ConsentBy.DESK)
    facts = {"wards": [ward.code for ward in wanted.wards], "everywhere": wanted.everywhere, "source": source}
    audit.record("subscriptions:all", "subscription entered", by=by, at=at, facts=facts)


def _write_list(
    lines: Sequence[ListLine], at: dt.datetime, *, source: str = JoinedBy.IMPORT, how: str = ConsentBy.IMPORT
) -> None:
    """Write addresses, consents and subscriptions, each in a few statements whatever the number."""
    new = {one.email: one for one in lines if one.outcome == LineOutcome.NEW}
    Subscriber.objects.bulk_create([Subscriber(email=email, asked_at=at) for email in new], ignore_conflicts=True)
    Subscriber.objects.filter(email__in=list(new)).update(
        state=SubscriberState.CONFIRMED, confirmed_at=at, left_at=None
    )
    known = known_addresses([one.email for one in lines], lock=True)
    placed = [(known[one.email].subscriber, one) for one in lines]
    at_home = [(one, line.wanted.postcode) for one, line in placed if line.wanted.postcode]
    for one, code in at_home:
        one.postcode = code
    Subscriber.objects.bulk_update([one for one, _ in at_home], ["postcode"], batch_size=1000)
    Consent.objects.bulk_create([
        Consent(subscriber=one, to=ConsentTo.BULLETIN, agreed=True, how=how, words=line.evidence,
                what="; ".join(line.wanted.names)[:1000], at=start_of_day(line.agreed_on))
        for one, line in placed if line.agreed_on
    ])  # fmt: skip
    Subscription.objects.bulk_create([
        Subscription(subscriber=one, ward_id=ward, source=source, since=at)
        for one, line in placed
        for ward in _wanted_keys(line)
        if (ward not in known[line.email].wards if ward else not known[line.email].everywhere)
    ])  # fmt: skip


def _wanted_keys(line: ListLine) -> list[int | None]:
    whole: list[int | None] = [None] if line.wanted.everywhere else []
    return [*whole, *(ward.pk for ward in line.wanted.wards)]


def _lock_list(found: SubscriberList) -> SubscriberList:
    return SubscriberList.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _one_list_at_a_time() -> None:
    """Lists are read and brought in one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
