"""How the mails of a bulletin leave: claimed in batches, handed over one by one, each marked before and after.

What is promised: nobody is forgotten; nobody is sent two mails but where a worker dies, and then at most one person
for each death, or where a server takes a letter and its answer is lost; the report is true at every moment.

- The outbox holds one row a reader (UNIQUE). A worker claims a batch with SKIP LOCKED, and for a time (the lease): it
  writes its name into the rows and puts `not_before` to the end of the lease. Any number of workers do so.
- Before a mail is handed over, it is marked `trying`, in the same statement that marks the mail before it `sent`;
  that statement is committed before the provider hears of the mail. So whatever moment a worker dies at, one mail at
  most has left without being marked. It is `trying` still, and is taken over when its lease is over: a provider that
  can be asked by our reference is asked; to a plain mail server it is sent again, under the same Message-ID.
- That statement changes nothing where the lease is lost, or the bulletin was paused or withdrawn: then nothing leaves.
- The same statement looks at the reader once more, and says where they get it and what they agreed to by now. Who has
  left, or may not be written to any more, is marked so instead.
- A letter is poured while the answer about the one before is awaited, from what the claim read. Where the statement
  then says something else of its reader, it is poured anew.
- 4xx answers come again after a wait that grows, up to a number of tries; 5xx are failed, with the provider's words. A
  provider that cannot be reached gives the whole batch back and is nobody's try. Where a letter was handed over and no
  answer came, it stays `trying`, and comes again as after a 4xx answer: the provider is asked first, if it can tell.
- What is given back keeps its state: a mail that another worker died over is asked after whoever tries it next.
"""

import contextlib
import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from psycopg import Cursor

from wapentake.foundation.mail import Mould
from wapentake.foundation.mail.providers import Away, Later, Letter, Never, Provider, Unanswered
from wapentake.foundation.prepared import Mark

from ..models import Bulletin, DomainPace
from ..queries import (
    OwnPaths,
    is_settled,
    mail_token,
    message_id,
    readers_of,
    why_nothing_leaves,
)
from ..queries.sending import hold_of
from ..states import BulletinState, MailState
from .sending import finish_sending, hold_sending

BATCH = 20
LOOK_AGAIN = dt.timedelta(milliseconds=250)  # how old what is known of holds and pauses may be
AWAY = dt.timedelta(seconds=5)
WORDS = 300

CLAIM = """
WITH chosen AS (
  SELECT id, subscriber_id FROM publishing_bulletinmail
  WHERE bulletin_id = %s AND state IN ('waiting', 'trying') AND not_before <= %s
    AND domain <> ALL(%s) AND (%s = '' OR domain = %s)
  ORDER BY not_before, id LIMIT %s FOR UPDATE SKIP LOCKED)
UPDATE publishing_bulletinmail AS mail SET claimed_by = %s, not_before = %s
FROM chosen JOIN publishing_subscriber AS reader ON reader.id = chosen.subscriber_id WHERE mail.id = chosen.id
RETURNING mail.id, mail.subscriber_id, mail.state,
  coalesce(reader.email, ''), reader.secret, reader.promotions_agreed, reader.opens_agreed
"""
SENT = """
UPDATE publishing_bulletinmail SET state = 'sent', sent_at = %s, claimed_by = NULL, words = ''
WHERE id = %s AND claimed_by = %s AND state = 'trying'
"""
TRY = """
WITH before AS (
  UPDATE publishing_bulletinmail SET state = 'sent', sent_at = %(at)s, claimed_by = NULL, words = ''
  WHERE id = %(before)s AND claimed_by = %(me)s AND state = 'trying')
UPDATE publishing_bulletinmail AS mail SET state = 'trying', attempts = attempts + 1, not_before = %(lease)s
FROM ({reader}) AS reader (email, secret, promotions_agreed, opens_agreed)
WHERE mail.id = %(mail)s AND claimed_by = %(me)s AND not_before > %(at)s
  AND EXISTS (SELECT FROM publishing_bulletin WHERE id = %(bulletin)s AND state = 'sending')
RETURNING attempts, reader.*
"""
AGAIN = """
UPDATE publishing_bulletinmail SET state = %s, not_before = %s, claimed_by = NULL, words = %s
WHERE id = %s AND claimed_by = %s
"""
GIVE_BACK = """
UPDATE publishing_bulletinmail SET not_before = %s, claimed_by = NULL
WHERE bulletin_id = %s AND claimed_by = %s AND state IN ('waiting', 'trying')
"""
NOT_HANDED_OVER = """
UPDATE publishing_bulletinmail SET state = %s, attempts = attempts - 1 WHERE id = %s AND claimed_by = %s
"""


class Reader(NamedTuple):
    """To whom a letter goes, and what they agreed to: flagged parts, opens."""

    email: str
    secret: str
    promotional: bool
    opens: bool


class Claimed(NamedTuple):
    """A mail that this lane has claimed, with its reader as they were then."""

    mail: int
    subscriber: int
    state: str
    reader: Reader


@dataclass
class Lane:
    """One worker's way through a bulletin's outbox. `moulds` gives the mould by (flagged parts too?, opens agreed?)."""

    bulletin: Bulletin
    moulds: Callable[[bool, bool], Mould]
    provider: Provider
    clock: Callable[[], dt.datetime]
    site: str
    domain: str
    me: uuid.UUID = field(default_factory=uuid.uuid4)
    gone: int = 0  # handed over and not yet marked
    poured: tuple[Claimed, Letter] | None = None
    looked_at: dt.datetime | None = None
    may_go_on: bool = False

    def __post_init__(self) -> None:
        self.paths = OwnPaths(self.bulletin.pk)
        self.trying, self.given = _written(self.bulletin)

    @property
    def lease(self) -> dt.timedelta:
        return dt.timedelta(seconds=settings.WAPENTAKE_BULLETIN_LEASE)


# house: every mail is a row of the outbox, which says itself what became of it and when.
def send_some(lane: Lane, *, until: dt.datetime) -> float | None:
    """Send mails until a moment. Return after how many seconds to come again; None where nothing is left to do."""
    try:
        while (at := lane.clock()) < until:
            if not _may_go_on(lane, at):
                return None
            batch = _claim(lane, at)
            if not batch:
                return _nothing_to_claim(lane)
            for claimed, following in zip(batch, [*batch[1:], None], strict=True):
                if not _may_go_on(lane, lane.clock()) or not _one(lane, claimed, following):
                    return AWAY.total_seconds()
        return 0
    finally:
        _mark_gone(lane)
        _ask(GIVE_BACK, [lane.clock(), lane.bulletin.pk, lane.me])


def _may_go_on(lane: Lane, at: dt.datetime) -> bool:
    """Look again, now and then, whether anything may leave. A hold that has begun is written down."""
    if lane.looked_at is not None and at - lane.looked_at < LOOK_AGAIN:
        return lane.may_go_on
    found = Bulletin.objects.select_related("ward").get(pk=lane.bulletin.pk)
    lane.looked_at = at
    lane.may_go_on = found.state == BulletinState.SENDING and not why_nothing_leaves(found, at)
    if found.state == BulletinState.SENDING and not lane.may_go_on and hold_of(found, at):
        _mark_gone(lane)
        hold_sending(found, at=at)
    return lane.may_go_on


def _nothing_to_claim(lane: Lane) -> float | None:
    """Either all is done, or what is left waits for its time or is another worker's."""
    _mark_gone(lane)
    if is_settled(lane.bulletin):
        finish_sending(lane.bulletin, at=lane.clock())
        return None
    return 2.0


@dataclass
class _Turn:
    """How far the turn of one mail has come: the state that it goes back to, how often it was tried, whether it is."""

    state: str
    attempts: int = 1
    begun: bool = False


def _one(lane: Lane, claimed: Claimed, following: Claimed | None) -> bool:
    """Hand one mail over, or write down why not. False where the provider is away, or did not answer."""
    mail, turn = claimed.mail, _Turn(claimed.state)
    try:
        _hand_over(lane, claimed, following, turn)
    except Later as later:
        _later(lane, mail, turn.attempts, turn.state, str(later))
    except (Never, ValueError) as never:  # a value that no header may hold is refused by the builder itself
        _ask(AGAIN, [MailState.FAILED, lane.clock(), str(never)[:WORDS], mail, lane.me])
    except (Away, Unanswered) as silent:
        if isinstance(silent, Unanswered):
            _later(lane, mail, turn.attempts, MailState.TRYING, str(silent))
        elif turn.begun:
            _ask(NOT_HANDED_OVER, [claimed.state, mail, lane.me])
        return _leave(lane)
    else:
        lane.gone = mail if turn.attempts else lane.gone
    return True


def _hand_over(lane: Lane, claimed: Claimed, following: Claimed | None, turn: _Turn) -> None:
    """Ask after a mail that somebody died over, mark it as being tried, and give it to the provider."""
    reference = message_id(lane.bulletin.pk, claimed.subscriber, lane.domain)
    taken = claimed.state == MailState.TRYING and lane.provider.has_taken(reference)
    if not taken and claimed.reader.email:
        lane.provider.expect(_letter(lane, claimed))
    turn.attempts, reader = _try(lane, claimed)
    if reader is None:
        _not_tried(lane, claimed)
    elif not taken:
        turn.state, turn.begun = MailState.WAITING, True
        lane.provider.send(_letter(lane, claimed._replace(reader=reader)), partial(_pour_ahead, lane, following))


def _leave(lane: Lane) -> bool:
    """Give the rest of the batch back: the provider is away, or did not answer."""
    _mark_gone(lane)
    _ask(GIVE_BACK, [lane.clock() + AWAY, lane.bulletin.pk, lane.me])
    return False


def _written(bulletin: Bulletin) -> tuple[str, dict[str, Any]]:
    """Return the statement that marks a mail as tried, and what it is asked with for every mail of a bulletin."""
    columns = ("email", "secret", "promotions_agreed", "opens_agreed")
    readers = readers_of(bulletin.wards).filter(pk=Mark("subscriber"), email__isnull=False).values_list(*columns)
    sql, values = readers.query.sql_with_params()
    names = ["subscriber" if isinstance(value, Mark) else f"value{n}" for n, value in enumerate(values)]
    given = {name: value for name, value in zip(names, values, strict=True) if name != "subscriber"}
    return TRY.replace("{reader}", sql % tuple(f"%({name})s" for name in names)), given


def _try(lane: Lane, claimed: Claimed) -> tuple[int, Reader | None]:
    """Mark the mail before as sent and this one as being tried.

    Return how often it was tried, with its reader as they are now; 0 and nobody where it is not to be tried.
    """
    at = lane.clock()
    before, lane.gone = lane.gone, 0
    given = lane.given | {
        "at": at, "before": before, "me": lane.me, "lease": at + lane.lease, "mail": claimed.mail,
        "bulletin": lane.bulletin.pk, "subscriber": claimed.subscriber,
    }  # fmt: skip
    connection.ensure_connection()
    with connection.wrap_database_errors:
        # The bare cursor: Django's own takes a tenth of what a mail may take.
        row = Cursor(connection.connection).execute(lane.trying, given).fetchone()
    return (int(row[0]), Reader(*row[1:])) if row else (0, None)


def _not_tried(lane: Lane, claimed: Claimed) -> None:
    """Write down that somebody has left. Else the lease is lost or the bulletin stands still: nothing is to be done."""
    if not readers_of(lane.bulletin.wards).filter(pk=claimed.subscriber).exists():
        _ask(AGAIN, [MailState.LEFT, lane.clock(), "", claimed.mail, lane.me])


def _pour_ahead(lane: Lane, following: Claimed | None) -> None:
    """Pour the letter that is likely to be next; one that cannot be poured says so in its own turn."""
    if following is not None and following.reader.email:
        with contextlib.suppress(ValueError):
            _letter(lane, following)


def _letter(lane: Lane, claimed: Claimed) -> Letter:
    """Return the letter to a reader: what was poured already, where it was for this very reader."""
    if lane.poured is None or lane.poured[0] != claimed:
        lane.poured = (claimed, _pour(lane, claimed))
    return lane.poured[1]


def _pour(lane: Lane, claimed: Claimed) -> Letter:
    email, secret, promotional, opens = claimed.reader
    mould, reference = lane.moulds(promotional, opens), message_id(lane.bulletin.pk, claimed.subscriber, lane.domain)
    values = {"unsubscribe": lane.paths.unsubscribe(secret), "preferences": lane.paths.preferences(secret)}
    if opens:
        values["token"] = mail_token(claimed.mail)
    leave = f"{lane.site}{values['unsubscribe']}"
    headers = {
        "Message-ID": reference,
        "Date": _date(int(lane.clock().timestamp())),
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    raw = mould.pour(email, headers, values)
    return Letter(email, reference, mould.subject, raw, partial(mould.said, values), leave)


@lru_cache(maxsize=2)
def _date(at: int) -> str:
    """Return a moment as mail says it, whatever language the machine speaks."""
    return format_datetime(dt.datetime.fromtimestamp(at, dt.UTC))


def _later(lane: Lane, mail: int, attempts: int, state: str, words: str) -> None:
    """Try it again, from this state, after a wait that grows; after so many tries it has failed."""
    last = attempts >= settings.WAPENTAKE_MAIL_TRIES
    wait = dt.timedelta(seconds=min(settings.WAPENTAKE_MAIL_WAIT * 4 ** (attempts - 1), 6 * 60 * 60))
    _ask(AGAIN, [MailState.FAILED if last else state, lane.clock() + wait, words[:WORDS], mail, lane.me])


def _mark_gone(lane: Lane) -> None:
    if lane.gone:
        _ask(SENT, [lane.clock(), lane.gone, lane.me])
        lane.gone = 0


def _claim(lane: Lane, at: dt.datetime) -> list[Claimed]:
    """Claim mails for a time: of domains that are slowed down as many as their pace allows, and of all others."""
    slow: dict[str, int] = settings.WAPENTAKE_MAIL_PER_MINUTE
    for domain, rate in slow.items():
        with transaction.atomic():
            slots = _slots(domain, rate, at)
            if slots and (found := _claimed(lane, at, "", domain, slots)):
                return found
    return _claimed(lane, at, list(slow), "", BATCH)


def _claimed(lane: Lane, at: dt.datetime, but: Any, domain: str, most: int) -> list[Claimed]:
    given = [lane.bulletin.pk, at, but or [], domain, domain, most, lane.me, at + lane.lease]
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, given)
        rows = cursor.fetchall()
    return [Claimed(mail, subscriber, state, Reader(*said)) for mail, subscriber, state, *said in rows]


def _slots(domain: str, rate: int, at: dt.datetime) -> int:
    """Return how many mails a slowed domain may get now, and count them as given; none while another worker asks."""
    DomainPace.objects.bulk_create([DomainPace(domain=domain, free_at=at)], ignore_conflicts=True)
    pace = DomainPace.objects.select_for_update(skip_locked=True).filter(domain=domain).first()
    if pace is None or pace.free_at > at:
        return 0
    step = dt.timedelta(minutes=1) / rate
    begins = max(pace.free_at, at - step * BATCH)
    slots = min(BATCH, 1 + int((at - begins) / step))
    pace.free_at = begins + step * slots
    pace.save()
    return slots


def _ask(statement: str, given: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
