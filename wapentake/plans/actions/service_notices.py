"""Service notices: drafted, given to members before something comes, changed, called off."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.organisations.models import Organisation
from wapentake.people.models import User

from .. import notices, queries
from ..models import NoticeChange, NoticeTold, ServiceNotice
from ..queries import members_in, team_in, told_now
from ..rules import (
    NoticeWords,
    may_acknowledge,
    may_call_off,
    may_discard_notice,
    may_edit_notice,
    may_give_for,
    may_give_notice,
    may_write_notices,
    notice_is_complete,
)
from ..states import NOTICE, NoticeState
from .beats import roles_at

WORDS = ("service", "kind", "title", "what", "place", "begins_on", "ends_on", "contact", "link", "public")


@transaction.atomic
def draft_notice(words: NoticeWords, *, by: User, at: dt.datetime) -> ServiceNotice:
    """Write a notice down; nobody is told yet. The same draft sent twice is one. Raises `Refused`."""
    service = Organisation.objects.select_for_update(no_key=True).get(pk=words.service.pk)
    roles = roles_at(by, at)
    may_write_notices(roles).demand()
    may_give_for(roles, service, words.wards).demand()
    notice_is_complete(words).demand()
    same = ServiceNotice.objects.filter(
        state=NoticeState.DRAFT, drafted_by=by, service=service, title=words.title.strip(), begins_on=words.begins_on
    ).first()
    notice = same or ServiceNotice(drafted_by=by, drafted_at=at)
    _fill_notice(notice, words)
    return _tell_of_notice(notice, "draft", by=by, at=at, wards=[ward.code for ward in words.wards])


@transaction.atomic
def edit_notice(notice: ServiceNotice, words: NoticeWords, *, by: User, at: dt.datetime) -> ServiceNotice:
    """Say a draft's words anew. Raises `Refused`."""
    notice = _lock_notice(notice)
    if notice.state != NoticeState.DRAFT:
        raise Refused("It has been given meanwhile: change it from its page, and the members are told what changed.")
    _may_say(notice, words, by, at)
    _fill_notice(notice, words)
    return _tell_of_notice(notice, "edit", by=by, at=at, wards=[ward.code for ward in words.wards])


@transaction.atomic
def give_notice(notice: ServiceNotice, *, by: User, at: dt.datetime) -> ServiceNotice:
    """Tell each member of the wards, and the wards' teams, what is coming. Raises `Refused`."""
    notice = _lock_notice(notice)
    may_give_notice(roles_at(by, at), notice).demand()
    NOTICE.demand(notice.state, NoticeState.GIVEN)
    notice.state, notice.given_at, notice.warned_on = NoticeState.GIVEN, at, london_date(at)
    notice.save()
    told = _tell_members(notice, None, at)
    return _tell_of_notice(notice, "give", by=by, at=at, told=told, warning=notice.warning)


@transaction.atomic
def change_notice(notice: ServiceNotice, words: NoticeWords, *, why: str, by: User, at: dt.datetime) -> ServiceNotice:
    """Change what was given, and tell again what changed. Wards that join hear of it, those that leave too."""
    notice = _lock_notice(notice)
    if notice.state != NoticeState.GIVEN:
        raise Refused("Only a notice that was given is changed, and it was called off or is still a draft.")
    _may_say(notice, words, by, at)
    if not why.strip():
        raise Refused("Say why it changed: the members read it.")
    before, wards, begins_on = _read_notice(notice), set(notice.wards.all()), notice.begins_on
    changed = [[what, old, new] for (what, old), (_, new) in zip(before, _read_words(words), strict=True) if old != new]
    if not changed:
        raise Refused("Nothing is different from what was given, so there is nothing to tell.")
    if words.begins_on < begins_on:
        notice.warned_on = london_date(at)
    notice.version += 1
    _fill_notice(notice, words)
    change = NoticeChange.objects.create(
        notice=notice, version=notice.version, why=why.strip(), changed=changed, by=by, at=at
    )
    told = _tell_members(notice, change, at, also=wards)
    also = [ward.ref for ward in wards]
    return _tell_of_notice(notice, "change", by=by, at=at, also=also, told=told, changed=[what for what, *_ in changed])


@transaction.atomic
def call_off_notice(notice: ServiceNotice, *, why: str, by: User, at: dt.datetime) -> ServiceNotice:
    """Call off what was given, and tell the members why. It stays on record. Raises `Refused`."""
    notice = _lock_notice(notice)
    may_call_off(roles_at(by, at), notice).demand()
    if not why.strip():
        raise Refused("Say why it is called off: the members read it.")
    notice.state, notice.version = NoticeState.CANCELLED, notice.version + 1
    notice.save()
    change = NoticeChange.objects.create(notice=notice, version=notice.version, why=why.strip(), by=by, at=at)
    told = _tell_members(notice, change, at)
    return _tell_of_notice(notice, "call_off", by=by, at=at, told=told)


@transaction.atomic
def discard_notice(notice: ServiceNotice, *, by: User, at: dt.datetime) -> ServiceNotice:
    """Throw a draft away: nobody was told of it. Raises `Refused`."""
    notice = _lock_notice(notice)
    may_discard_notice(roles_at(by, at), notice).demand()
    NOTICE.demand(notice.state, NoticeState.DISCARDED)
    notice.state = NoticeState.DISCARDED
    notice.save()
    return _tell_of_notice(notice, "discard", by=by, at=at)


@transaction.atomic
def acknowledge_notice(notice: ServiceNotice, version: int, *, by: User, at: dt.datetime) -> ServiceNotice:
    """Say as a member that one knows of the version that one read. Raises `Refused`."""
    notice = _lock_notice(notice)
    roles = roles_at(by, at)
    told = told_now(notice, roles)
    may_acknowledge(roles, notice, told).demand()
    if version != notice.version:
        raise Refused("It has changed since you opened the page: read what changed before you acknowledge it.")
    assert told is not None
    told.acknowledged_at, told.seen_at = at, told.seen_at or at
    told.save()
    return _tell_of_notice(notice, "acknowledge", by=by, at=at, version=version)


@transaction.atomic
def see_notice(told: NoticeTold, *, by: User, at: dt.datetime) -> None:
    """Note that a member who was told has opened the notice, the first time only."""
    told = NoticeTold.objects.select_for_update(of=("self",), no_key=True).select_related("notice").get(pk=told.pk)
    if told.seen_at is not None:
        return
    told.seen_at = at
    told.save()
    audit.record(told.notice.ref, "see", by=by, at=at, facts={"version": told.version})


def _lock_notice(notice: ServiceNotice) -> ServiceNotice:
    rows = ServiceNotice.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("service").get(pk=notice.pk)


def _may_say(notice: ServiceNotice, words: NoticeWords, by: User, at: dt.datetime) -> None:
    """Demand that a person may change a notice, and may give it as they say it now."""
    roles = roles_at(by, at)
    may_edit_notice(roles, notice).demand()
    may_give_for(roles, words.service, words.wards).demand()
    notice_is_complete(words).demand()


def _fill_notice(notice: ServiceNotice, words: NoticeWords) -> None:
    for name in WORDS:
        said = getattr(words, name)
        setattr(notice, name, said.strip() if isinstance(said, str) else said)
    notice.save()
    notice.wards.set(words.wards)


def _read_notice(notice: ServiceNotice) -> list[tuple[str, str]]:
    return _as_told(notice, [ward.name for ward in notice.wards.all()], notice.get_kind_display())


def _read_words(words: NoticeWords) -> list[tuple[str, str]]:
    return _as_told(words, [ward.name for ward in sorted(words.wards, key=lambda ward: ward.number)], words.kind.label)


@transaction.atomic
def tell_new_members(*, at: dt.datetime) -> int:
    """Tell whoever has come to sit for a ward what is announced for it and not over; return how many were told.

    Asked again it tells nobody twice: each is told a version once.
    """
    count = 0
    for notice in queries.standing_notices(london_date(at)):
        found = _lock_notice(notice)
        told = _tell_members(found, None, at, team=False) if found.state == NoticeState.GIVEN else 0
        if told:
            audit.record(found.ref, "tell new members", by=None, at=at, facts={"told": told, "version": found.version})
        count += told
    return count


def _as_told(said: ServiceNotice | NoticeWords, wards: list[str], kind: str) -> list[tuple[str, str]]:
    """Return a notice as pairs of a heading and its words, to be compared one by one."""
    return [
        ("When", notices.span_words(said.begins_on, said.ends_on)), ("Where", said.place.strip()),
        ("Wards", ", ".join(wards)), ("What is coming", said.title.strip()), ("What it means", said.what.strip()),
        ("Kind", str(kind)), ("Service", said.service.name), ("Contact", said.contact.strip()),
        ("Link", said.link.strip()), ("Who may read it", "Everybody" if said.public else "Councillors and officers"),
    ]  # fmt: skip


def _tell_members(
    notice: ServiceNotice, change: NoticeChange | None, at: dt.datetime, also: Iterable[object] = (), *,
    team: bool = True,
) -> int:  # fmt: skip
    """Write down whom the version is told, and queue their mail; members of wards that left are told as well.

    Whoever has been told it is not told it again. `team`: the wards' teams hear of it too.
    """
    on = london_date(at)
    keys = {ward.pk for ward in notice.wards.all()} | {ward.pk for ward in also}  # type: ignore[attr-defined]
    known = set(notice.told.filter(version=notice.version).values_list("councillor", flat=True))
    terms = [term for term in members_in(keys, on) if term.councillor_id not in known]
    NoticeTold.objects.bulk_create(
        NoticeTold(notice=notice, version=notice.version, councillor=term.councillor, ward=term.ward, at=at)
        for term in terms
    )
    members = [term.councillor.user for term in terms if term.councillor.user is not None]
    for message in notices.notice_given(notice, members, team_in(keys, on) if team else (), change):
        send_after_commit(message)
    return len(terms)


def _tell_of_notice(
    notice: ServiceNotice, act: str, *, by: User, at: dt.datetime, also: Iterable[str] = (), **facts: object
) -> ServiceNotice:
    """Write the audit record and send the news up: the wards' public pages hear of what is public."""
    audit.record(notice.ref, act, by=by, at=at, facts=facts | {"state": str(notice.state), "version": notice.version})
    drafts = (NoticeState.DRAFT, NoticeState.DISCARDED)
    seen = act in ("give", "change", "call_off") and notice.state not in drafts
    wards = [ward.ref for ward in notice.wards.all()] if seen else []
    touch([notice.ref, *wards, *also])
    return notice
