"""Drafting, approving, withdrawing."""

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Item
from ..queries import is_out, proposal_of
from ..rules import (
    ItemWords,
    may_approve,
    may_discard,
    may_draft,
    may_edit,
    may_propose,
    may_send_back,
    may_take_back,
    may_withdraw,
    only_notice,
    sound_decision,
    sound_times,
    tied,
)
from ..states import ITEM, ItemState, Sizes
from .beats import lock_item, roles_at, tell
from .photos import add_photo, set_alt

OTHER_WORDS = "The words have changed since you read them: read them again before you approve."


@transaction.atomic
def draft_item(words: ItemWords, *, by: User, at: dt.datetime) -> Item:
    """Begin an item. Its address is made of its first title and the month, and stays. Raises `Refused`."""
    may_draft(roles_at(by, at), words.wards).demand()
    _sound(words, london_date(at))
    item = Item(drafted_by=by, drafted_at=at, slug=_free_slug(words.title, london_date(at)))
    _write(item, words)
    return tell(item, "draft", by=by, at=at, title=words.title)


@transaction.atomic
def edit_item(item: Item, words: ItemWords, *, by: User, at: dt.datetime) -> Item:
    """Change a draft. Raises `Refused`."""
    item = lock_item(item)
    roles = roles_at(by, at)
    may_edit(roles, item).demand()
    may_draft(roles, words.wards).demand()
    _sound(words, london_date(at))
    item.changed_by = by
    _write(item, words)
    return tell(item, "edit", by=by, at=at, title=words.title)


@transaction.atomic
def keep_draft(
    item: Item | None, words: ItemWords, *, sizes: Sizes | None = None, alt: str = "", by: User, at: dt.datetime
) -> Item:
    """Begin or change a draft together with its photo: both are kept, or neither. Raises `Refused`."""
    made = draft_item(words, by=by, at=at) if item is None else edit_item(item, words, by=by, at=at)
    if sizes is not None:
        add_photo(made, sizes, alt=alt, by=by, at=at)
    elif item is not None:
        set_alt(made, alt, by=by, at=at)
    return made


@transaction.atomic
def propose(item: Item, *, by: User, at: dt.datetime) -> Item:
    """Put a draft to whoever approves it. Raises `Refused`."""
    item = lock_item(item)
    may_propose(roles_at(by, at), item).demand()
    ITEM.demand(item.state, ItemState.PROPOSED)
    item.state, item.proposed_at, item.sent_back_because = ItemState.PROPOSED, at, ""
    item.save()
    return tell(item, "propose", by=by, at=at)


@transaction.atomic
def approve(
    item: Item, *, by: User, at: dt.datetime, out_from: dt.datetime | None = None,
    out_until: dt.datetime | None = None, read: str = "",
) -> Item:  # fmt: skip
    """Let an item out, now or from a moment on, and until a moment if one is given. Raises `Refused`.

    `read` is the `proposal_of` the words that were read: other words were not approved.
    """
    item = lock_item(item)
    may_approve(roles_at(by, at), item).demand()
    if read and read != proposal_of(item):
        raise Refused(OTHER_WORDS)
    begins = max(out_from or at, at)
    sound_times(begins, out_until, at).demand()
    ITEM.demand(item.state, ItemState.APPROVED)
    item.state, item.approved_by, item.approved_at = ItemState.APPROVED, by, at
    item.out_from, item.out_until = begins, out_until
    item.save()
    until = out_until.isoformat() if out_until else ""
    return tell(item, "approve", by=by, at=at, public=True, out_from=begins.isoformat(), out_until=until)


@transaction.atomic
def send_back(item: Item, *, reason: str, by: User, at: dt.datetime) -> Item:
    """Say what to change instead of approving. Raises `Refused`."""
    item = lock_item(item)
    may_send_back(roles_at(by, at), item).demand()
    if not reason.strip():
        raise Refused("Say what should change: whoever drafted it reads it.")
    ITEM.demand(item.state, ItemState.DRAFT)
    item.state, item.sent_back_because = ItemState.DRAFT, reason.strip()
    item.save()
    return tell(item, "send_back", by=by, at=at, reason=reason.strip())


@transaction.atomic
def take_back(item: Item, *, by: User, at: dt.datetime) -> Item:
    """Make a draft again of what waits, or has its day still to come. Raises `Refused`."""
    item = lock_item(item)
    may_take_back(roles_at(by, at), item, at).demand()
    ITEM.demand(item.state, ItemState.DRAFT)
    item.state, item.approved_by, item.approved_at, item.out_from, item.out_until = (
        ItemState.DRAFT,
        None,
        None,
        None,
        None,
    )
    item.save()
    return tell(item, "take_back", by=by, at=at, public=True)


@transaction.atomic
def discard(item: Item, *, by: User, at: dt.datetime) -> Item:
    """Drop a draft that nobody has seen in public. Raises `Refused`."""
    item = lock_item(item)
    may_discard(roles_at(by, at), item).demand()
    ITEM.demand(item.state, ItemState.DISCARDED)
    item.state = ItemState.DISCARDED
    item.save()
    return tell(item, "discard", by=by, at=at)


@transaction.atomic
def withdraw(item: Item, *, reason: str, shown: str = "", by: User, at: dt.datetime) -> Item:
    """Take an item down: page, lists, feeds and photo are gone within seconds; the reason is kept. Raises `Refused`.

    `shown` is what its address says from then on, beside that it was withdrawn, and when.
    """
    item = lock_item(item)
    may_withdraw(roles_at(by, at), item).demand()
    if not reason.strip():
        raise Refused("Say why it is withdrawn: the reason is kept with it.")
    ITEM.demand(item.state, ItemState.WITHDRAWN)
    was_out = is_out(item, at)
    item.state, item.withdrawn_at, item.withdrawn_because = ItemState.WITHDRAWN, at, reason.strip()
    item.withdrawn_words = shown.strip()
    item.save()
    return tell(item, "withdraw", by=by, at=at, public=True, reason=reason.strip(), was_out=was_out)


def _sound(words: ItemWords, on: dt.date) -> None:
    for verdict in (tied(words), sound_decision(words, on), only_notice(words, on)):
        verdict.demand()


def _write(item: Item, words: ItemWords) -> None:
    item.kind, item.title, item.summary, item.body = words.kind, words.title, words.summary, words.body
    item.priority, item.factual, item.venue = words.priority, words.factual, words.venue
    item.happens_at, item.happens_until = words.happens_at, words.happens_until
    item.award, item.action, item.role = words.award, words.action, words.role
    item.decided_by, item.decided_on, item.decision_link = words.decided_by, words.decided_on, words.decision_link
    item.save()
    item.wards.set(words.wards)


def _free_slug(title: str, day: dt.date) -> str:
    stem = f"{day:%Y-%m}-{slugify(title)[:80].strip('-') or 'news'}"
    taken = set(Item.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
