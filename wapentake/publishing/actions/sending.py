"""A bulletin begins to go out, is paused, held, goes on, and is done. The mails themselves: `outbox`."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from psycopg import sql

from wapentake.foundation import audit, switches
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import until_words
from wapentake.people.models import User

from ..models import Bulletin, BulletinLink, BulletinMail
from ..queries import hold_of, is_settled, nothing_to_send, parts_of, readers_of
from ..rules import may_go_on, may_pause, may_resume_all, may_send, may_send_despite_hold
from ..states import BULLETIN, OPEN, BulletinState, MailState
from .beats import lock_bulletin, roles_at, tell_bulletin

SEND = "wapentake.publishing.jobs.send_mails"


@transaction.atomic
def start_sending(bulletin: Bulletin, *, by: User, at: dt.datetime) -> Bulletin:
    """Put a mail for each reader into the outbox, for workers to send. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_send(roles_at(by, at), bulletin, at).demand()
    return _begin(bulletin, by, at)


@transaction.atomic
def start_due(bulletin: Bulletin, *, at: dt.datetime) -> Bulletin:
    """Begin a bulletin whose moment has come; in a publicity hold its mails are there and held.

    One with nothing left in it stays approved: its page says why.
    """
    bulletin = lock_bulletin(bulletin)
    if bulletin.state != BulletinState.APPROVED or bulletin.send_at is None or bulletin.send_at > at:
        return bulletin
    if nothing_to_send(bulletin, at):
        return bulletin
    return _begin(bulletin, None, at)


def _begin(bulletin: Bulletin, by: User | None, at: dt.datetime) -> Bulletin:
    BULLETIN.demand(bulletin.state, BulletinState.SENDING)
    bulletin.state, bulletin.sending_at = BulletinState.SENDING, at
    bulletin.save()
    targets = dict.fromkeys(part.link for part in parts_of(bulletin) if part.link)
    BulletinLink.objects.bulk_create(
        BulletinLink(bulletin=bulletin, number=number, target=target) for number, target in enumerate(targets, start=1)
    )
    intended = _fill_outbox(bulletin, at)
    call_lanes(bulletin.pk)
    return tell_bulletin(bulletin, "send", by=by, at=at, public=True, intended=intended)


def _fill_outbox(bulletin: Bulletin, at: dt.datetime) -> int:
    """One statement, so that a million readers take no memory here."""
    readers, given = readers_of(bulletin.wards).values("pk", "email").query.sql_with_params()
    insert = sql.SQL(
        "INSERT INTO publishing_bulletinmail (bulletin_id, subscriber_id, domain, state, attempts, not_before, words)"
        " SELECT %s, reader.pk, split_part(reader.email, '@', 2), 'waiting', 0, %s, '' FROM ({}) AS reader (pk, email)"
        " ON CONFLICT (bulletin_id, subscriber_id) DO NOTHING"
    ).format(sql.SQL(readers))
    with connection.cursor() as cursor:
        cursor.execute(insert, [bulletin.pk, at, *given])
        return int(cursor.rowcount)


@transaction.atomic
def pause_sending(bulletin: Bulletin, *, reason: str, by: User, at: dt.datetime) -> Bulletin:
    """Stop a send until somebody lets it go on: the next mail does not leave. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_pause(roles_at(by, at), bulletin).demand()
    if not reason.strip():
        raise Refused("Say why it is paused: the reason stands beside it.")
    return tell_bulletin(_paused(bulletin, reason.strip()), "pause", by=by, at=at, reason=reason.strip())


@transaction.atomic
def hold_sending(bulletin: Bulletin, *, at: dt.datetime) -> Bulletin:
    """Hold a send, since publicity is held now. What has not left stays here until it may."""
    bulletin = lock_bulletin(bulletin)
    hold = hold_of(bulletin, at)
    if bulletin.state != BulletinState.SENDING or hold is None:
        return bulletin
    because = f"Publicity is held {until_words(hold)}."[:300]
    bulletin.held = True
    _paused(bulletin, because)
    BulletinMail.objects.filter(bulletin=bulletin, state=MailState.WAITING).update(state=MailState.HELD)
    return tell_bulletin(bulletin, "hold", by=None, at=at, reason=because)


def _paused(bulletin: Bulletin, reason: str) -> Bulletin:
    BULLETIN.demand(bulletin.state, BulletinState.PAUSED)
    bulletin.state, bulletin.paused_because = BulletinState.PAUSED, reason
    bulletin.save()
    return bulletin


@transaction.atomic
def go_on_sending(bulletin: Bulletin, *, by: User, at: dt.datetime) -> Bulletin:
    """Let a paused send go on. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_go_on(roles_at(by, at), bulletin, at).demand()
    return tell_bulletin(_going_on(bulletin, at), "go_on", by=by, at=at)


@transaction.atomic
def send_despite_hold(bulletin: Bulletin, *, reason: str, by: User, at: dt.datetime) -> Bulletin:
    """Let a bulletin out although publicity is held, with the Monitoring Officer's reason. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_send_despite_hold(roles_at(by, at), bulletin, at).demand()
    if not reason.strip():
        raise Refused("Say why it may go out: the reason is kept with it.")
    bulletin.despite_hold_by, bulletin.despite_hold_because = by, reason.strip()
    if bulletin.state == BulletinState.PAUSED:
        _going_on(bulletin, at)
    bulletin.save()
    return tell_bulletin(bulletin, "despite_hold", by=by, at=at, reason=reason.strip())


def _going_on(bulletin: Bulletin, at: dt.datetime) -> Bulletin:
    BULLETIN.demand(bulletin.state, BulletinState.SENDING)
    bulletin.state, bulletin.paused_because, bulletin.held = BulletinState.SENDING, "", False
    bulletin.save()
    held = BulletinMail.objects.filter(bulletin=bulletin, state=MailState.HELD)
    held.update(state=MailState.WAITING, not_before=at)
    call_lanes(bulletin.pk)
    return bulletin


@transaction.atomic
def finish_sending(bulletin: Bulletin, *, at: dt.datetime) -> Bulletin:
    """Say that a bulletin is sent, once every mail of it has come to its end."""
    bulletin = lock_bulletin(bulletin)
    if bulletin.state != BulletinState.SENDING or not is_settled(bulletin):
        return bulletin
    BULLETIN.demand(bulletin.state, BulletinState.SENT)
    bulletin.state, bulletin.sent_at = BulletinState.SENT, at
    bulletin.save()
    return tell_bulletin(bulletin, "sent", by=None, at=at)


@transaction.atomic
def resume_all_sending(*, reason: str, by: User, at: dt.datetime) -> None:
    """Let mail go out again after a restore. Raises `Refused`."""
    may_resume_all(roles_at(by, at)).demand()
    if not reason.strip():
        raise Refused("Say what you looked at: the reason is kept.")
    switches.turn(switches.SENDING, on=True, reason=reason.strip(), by=by, at=at)
    audit.record("sending:all", "resumed", by=by, at=at, facts={"reason": reason.strip()})


def stop_mails(bulletin: Bulletin) -> None:
    """End what has not left of a withdrawn bulletin. What is being handed over this moment may still arrive."""
    BulletinMail.objects.filter(bulletin=bulletin, state__in=OPEN).update(state=MailState.STOPPED, claimed_by=None)


# house: it asks a worker; what the worker does is recorded where it is done.
def call_lanes(bulletin: int, wait: float = 0) -> None:
    """Ask workers to send a bulletin's mails, in as many lanes as are set; a lane that waits already is not doubled."""
    for lane in range(settings.WAPENTAKE_BULLETIN_LANES):
        call_lane(bulletin, lane, wait)


# house: it asks a worker; what the worker does is recorded where it is done.
def call_lane(bulletin: int, lane: int, wait: float = 0) -> None:
    """Ask a worker to send a bulletin's mails in one lane, at once or in some seconds."""
    name = f"bulletin-{bulletin}-{lane}"
    later: Any = {"seconds": wait} if wait else None
    try:
        with transaction.atomic():
            task = app.configure_task(SEND, lock=name, queueing_lock=name, schedule_in=later)
            task.defer(bulletin=bulletin, lane=lane)
    except AlreadyEnqueued:
        return
