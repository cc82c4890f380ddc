"""A bulletin is drafted from what happened, changed, put to the members, approved, withdrawn."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import Message, send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Bulletin, BulletinComment, BulletinPart
from ..queries import parts_of, parts_of_month, print_of_bulletin
from ..rules import (
    may_add_part,
    may_approve_bulletin,
    may_change_bulletin,
    may_comment,
    may_consult,
    may_take_back_bulletin,
    may_test_bulletin,
    may_withdraw_bulletin,
    may_write_bulletin,
    sound_comments_by,
    sound_part,
)
from ..states import BULLETIN, BulletinState, PartWords
from .beats import lock_bulletin, roles_at, tell_bulletin
from .items import OTHER_WORDS
from .sending import stop_mails


@transaction.atomic
def write_bulletin(ward: Ward | None, month: dt.date, *, by: User, at: dt.datetime) -> Bulletin:
    """Begin a month's bulletin: its first draft is what happened. Raises `Refused`."""
    roles = roles_at(by, at)
    may_write_bulletin(roles, ward).demand()
    month = month.replace(day=1)
    if Bulletin.objects.filter(ward=ward, month=month).exclude(state=BulletinState.WITHDRAWN).exists():
        raise Refused(f"There is a bulletin for {month:%B %Y} already: change that one.")
    subject = f"{ward.name if ward else 'Your neighbourhood'}, {month:%B %Y}"
    bulletin = Bulletin.objects.create(ward=ward, month=month, subject=subject, drafted_by=by, drafted_at=at)
    words = parts_of_month(ward, month, min(london_date(at), bulletin.last_day))
    BulletinPart.objects.bulk_create(_part(bulletin, part, number) for number, part in enumerate(words, start=1))
    return tell_bulletin(bulletin, "draft", by=by, at=at, parts=len(words))


@transaction.atomic
def change_heading(bulletin: Bulletin, subject: str, opening: str, *, by: User, at: dt.datetime) -> Bulletin:
    """Give a draft another subject and opening words. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_change_bulletin(roles_at(by, at), bulletin).demand()
    bulletin.subject, bulletin.opening = " ".join(subject.split()), opening.strip()
    _changed(bulletin, by)
    return tell_bulletin(bulletin, "heading", by=by, at=at)


@transaction.atomic
def add_part(bulletin: Bulletin, words: PartWords, *, by: User, at: dt.datetime) -> BulletinPart:
    """Add a part at the end. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_add_part(roles_at(by, at), bulletin, len(parts_of(bulletin))).demand()
    sound_part(words).demand()
    last = bulletin.parts.aggregate(last=Max("position"))["last"] or 0
    part = _part(bulletin, words, last + 1)
    part.save()
    _changed(bulletin, by)
    tell_bulletin(bulletin, "add_part", by=by, at=at, part=part.pk)
    return part


@transaction.atomic
def edit_part(part: BulletinPart, words: PartWords, *, by: User, at: dt.datetime) -> BulletinPart:
    """Say a part in other words. Raises `Refused`."""
    bulletin = lock_bulletin(part.bulletin)
    may_change_bulletin(roles_at(by, at), bulletin).demand()
    sound_part(words).demand()
    part = bulletin.parts.get(pk=part.pk)
    part.title, part.text, part.kind, part.flag = words.title, words.text, words.kind, words.flag
    part.link, part.link_words, part.on = words.link, words.link_words, words.on
    part.save()
    _changed(bulletin, by)
    tell_bulletin(bulletin, "edit_part", by=by, at=at, part=part.pk)
    return part


@transaction.atomic
def move_part(part: BulletinPart, to: int, *, by: User, at: dt.datetime) -> Bulletin:
    """Put a part in a place, counted from 1; the others make room. Raises `Refused`."""
    bulletin = lock_bulletin(part.bulletin)
    may_change_bulletin(roles_at(by, at), bulletin).demand()
    there = bulletin.parts.filter(pk=part.pk, taken_out_at=None).first()
    if there is None:
        raise Refused("It was taken out meanwhile, so it has no place. Put it back first.")
    parts = [each for each in parts_of(bulletin) if each.pk != part.pk]
    to = min(max(to, 1), len(parts) + 1)
    parts.insert(to - 1, there)
    for number, each in enumerate(parts, start=1):
        each.position = number
    BulletinPart.objects.bulk_update(parts, ["position"])
    _changed(bulletin, by)
    return tell_bulletin(bulletin, "move_part", by=by, at=at, part=part.pk, to=to)


@transaction.atomic
def take_out_part(part: BulletinPart, *, by: User, at: dt.datetime) -> Bulletin:
    """Take a part out; it can be put back. Raises `Refused`."""
    bulletin = lock_bulletin(part.bulletin)
    may_change_bulletin(roles_at(by, at), bulletin).demand()
    bulletin.parts.filter(pk=part.pk, taken_out_at=None).update(taken_out_at=at)
    _changed(bulletin, by)
    return tell_bulletin(bulletin, "take_out_part", by=by, at=at, part=part.pk)


@transaction.atomic
def put_back_part(part: BulletinPart, *, by: User, at: dt.datetime) -> Bulletin:
    """Put back what was taken out, where it was. Raises `Refused`."""
    bulletin = lock_bulletin(part.bulletin)
    may_add_part(roles_at(by, at), bulletin, len(parts_of(bulletin))).demand()
    bulletin.parts.filter(pk=part.pk).update(taken_out_at=None)
    _changed(bulletin, by)
    return tell_bulletin(bulletin, "put_back_part", by=by, at=at, part=part.pk)


@transaction.atomic
def consult(bulletin: Bulletin, comments_by: dt.date, *, by: User, at: dt.datetime) -> Bulletin:
    """Put a draft to the members, until the end of a day. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    roles = roles_at(by, at)
    may_consult(roles, bulletin, len(parts_of(bulletin))).demand()
    sound_comments_by(comments_by, roles.on).demand()
    BULLETIN.demand(bulletin.state, BulletinState.CONSULTED)
    bulletin.state, bulletin.consulted_at, bulletin.comments_by = BulletinState.CONSULTED, at, comments_by
    bulletin.save()
    return tell_bulletin(bulletin, "consult", by=by, at=at, until=comments_by.isoformat())


@transaction.atomic
def comment(
    bulletin: Bulletin, text: str, *, part: BulletinPart | None = None, content: bool = False, by: User,
    at: dt.datetime,
) -> BulletinComment:  # fmt: skip
    """Say something of a draft, or that one is content with it. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_comment(roles_at(by, at), bulletin).demand()
    if not text.strip() and not content:
        raise Refused("Say what you think of it, or tick that you are content.")
    said = BulletinComment.objects.create(
        bulletin=bulletin, part=part, by=by, at=at, text=text.strip(), content=content
    )
    tell_bulletin(bulletin, "comment", by=by, at=at, content=content)
    return said


@transaction.atomic
def approve_bulletin(
    bulletin: Bulletin, *, send_at: dt.datetime | None = None, by: User, at: dt.datetime, read: str = ""
) -> Bulletin:
    """Say yes to a bulletin, to be sent by hand or at a moment. Raises `Refused`.

    `read` is the `print_of_bulletin` that was read: other words were not approved.
    """
    bulletin = lock_bulletin(bulletin)
    may_approve_bulletin(roles_at(by, at), bulletin).demand()
    if read and read != print_of_bulletin(bulletin):
        raise Refused(OTHER_WORDS)
    BULLETIN.demand(bulletin.state, BulletinState.APPROVED)
    bulletin.state, bulletin.approved_by, bulletin.approved_at = BulletinState.APPROVED, by, at
    bulletin.send_at = send_at
    bulletin.save()
    when = send_at.isoformat() if send_at else ""
    return tell_bulletin(bulletin, "approve", by=by, at=at, send_at=when)


@transaction.atomic
def take_back_bulletin(bulletin: Bulletin, *, by: User, at: dt.datetime) -> Bulletin:
    """Make it a draft again: the members are asked anew. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_take_back_bulletin(roles_at(by, at), bulletin).demand()
    BULLETIN.demand(bulletin.state, BulletinState.DRAFT)
    bulletin.state, bulletin.approved_by, bulletin.approved_at = BulletinState.DRAFT, None, None
    bulletin.send_at = bulletin.consulted_at = bulletin.comments_by = None
    bulletin.save()
    return tell_bulletin(bulletin, "take_back", by=by, at=at)


@transaction.atomic
def withdraw_bulletin(bulletin: Bulletin, *, reason: str, by: User, at: dt.datetime) -> Bulletin:
    """Drop a draft, stop a send for good, or take a sent one out of the archive; with a reason. Raises `Refused`."""
    bulletin = lock_bulletin(bulletin)
    may_withdraw_bulletin(roles_at(by, at), bulletin).demand()
    if not reason.strip():
        raise Refused("Say why it is withdrawn: the reason is kept with it.")
    BULLETIN.demand(bulletin.state, BulletinState.WITHDRAWN)
    bulletin.state, bulletin.withdrawn_at, bulletin.withdrawn_because = BulletinState.WITHDRAWN, at, reason.strip()
    bulletin.save()
    stop_mails(bulletin)
    return tell_bulletin(bulletin, "withdraw", by=by, at=at, public=True, reason=reason.strip())


def _changed(bulletin: Bulletin, by: User) -> None:
    """Note whose words stand now: somebody else approves them."""
    bulletin.changed_by = by
    bulletin.save()


def _part(bulletin: Bulletin, words: PartWords, position: int) -> BulletinPart:
    return BulletinPart(
        bulletin=bulletin, position=position, kind=words.kind, title=words.title, text=words.text, link=words.link,
        link_words=words.link_words, flag=words.flag, on=words.on, bar=list(words.bar),
    )  # fmt: skip


@transaction.atomic
def send_test(bulletin: Bulletin, message: Message, *, by: User, at: dt.datetime) -> None:
    """Have a bulletin sent to who works on it, as it stands. Raises `Refused`."""
    may_test_bulletin(roles_at(by, at), bulletin).demand()
    send_after_commit(message)
    audit.record(bulletin.ref, "test", by=by, at=at, facts={})
