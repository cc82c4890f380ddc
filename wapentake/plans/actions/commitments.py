"""What services and partners say that they will do: written, made, changed, kept, taken back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import queries, rules
from ..models import Commitment, EarlierWords, Priority
from ..rules import CommitmentWords
from ..states import CommitmentState
from .beats import roles_at

PLAIN = ("organisation", "text", "due_on", "source_kind", "source_title", "source_on", "source_link")


@transaction.atomic
def write_commitment(words: CommitmentWords, *, key: uuid.UUID, by: User, at: dt.datetime) -> Commitment:
    """Write a commitment down as a draft. The same form sent twice writes it once. Raises `Refused`."""
    rules.may_speak_for(roles_at(by, at), words.organisation).demand()
    rules.commitment_is_sound(words, london_date(at)).demand()
    said = {name: getattr(words, name) for name in PLAIN} | {"written_by": by, "written_at": at}
    made, new = Commitment.objects.get_or_create(key=key, defaults=said)
    if new:
        _record_commitment(made, "written", by, at, **_reach(made, words))
    return made


@transaction.atomic
def publish_commitment(commitment: Commitment, *, by: User, at: dt.datetime) -> Commitment:
    """Make it: from now on all staff see it. Raises `Refused`."""
    commitment = _lock_commitment(commitment)
    rules.may_publish_commitment(roles_at(by, at), commitment).demand()
    commitment.state, commitment.published_at = CommitmentState.PUBLISHED, at
    commitment.save()
    return _record_commitment(commitment, "made", by, at)


@transaction.atomic
def change_commitment(
    commitment: Commitment, words: CommitmentWords, *, reason: str, by: User, at: dt.datetime
) -> Commitment:
    """Change its words. Once it is made a reason is needed, and what it said is kept. Raises `Refused`."""
    commitment = _lock_commitment(commitment)
    roles = roles_at(by, at)
    rules.may_change_commitment(roles, commitment).demand()
    rules.may_speak_for(roles, words.organisation).demand()
    rules.commitment_is_sound(words, london_date(at)).demand()
    if commitment.state != CommitmentState.DRAFT:
        _keep_words(commitment, _reason(reason, "Say why it changes: the reason is kept with it."), by, at)
    for name in PLAIN:
        setattr(commitment, name, getattr(words, name))
    commitment.save()
    return _record_commitment(commitment, "changed", by, at, **_reach(commitment, words))


@transaction.atomic
def keep_commitment(commitment: Commitment, *, by: User, at: dt.datetime) -> Commitment:
    """Say that it is done. Raises `Refused`."""
    commitment = _lock_commitment(commitment)
    rules.may_keep_commitment(roles_at(by, at), commitment).demand()
    commitment.state, commitment.closed_on = CommitmentState.KEPT, london_date(at)
    commitment.save()
    return _record_commitment(commitment, "kept", by, at)


@transaction.atomic
def reopen_commitment(commitment: Commitment, *, by: User, at: dt.datetime) -> Commitment:
    """Open it again: it was marked as kept by mistake. Raises `Refused`."""
    commitment = _lock_commitment(commitment)
    rules.may_reopen_commitment(roles_at(by, at), commitment).demand()
    changed = commitment.earlier.exists()
    commitment.state = CommitmentState.CHANGED if changed else CommitmentState.PUBLISHED
    commitment.closed_on = None
    commitment.save()
    return _record_commitment(commitment, "opened again", by, at)


@transaction.atomic
def withdraw_commitment(commitment: Commitment, *, reason: str, by: User, at: dt.datetime) -> Commitment:
    """Take it back, with the reason. Raises `Refused`."""
    commitment = _lock_commitment(commitment)
    rules.may_withdraw_commitment(roles_at(by, at), commitment).demand()
    commitment.because = _reason(reason, "Say why it is taken back: the reason is kept with it.")
    commitment.state, commitment.closed_on = CommitmentState.WITHDRAWN, london_date(at)
    commitment.save()
    return _record_commitment(commitment, "taken back", by, at)


@transaction.atomic
def say_what_it_serves(
    commitment: Commitment, ward: Ward, priorities: Sequence[Priority], *, by: User, at: dt.datetime
) -> Commitment:
    """Say which of a ward's priorities it serves; all else that it serves stays. Raises `Refused`."""
    commitment = _lock_commitment(commitment)
    rules.may_say_what_it_serves(roles_at(by, at), commitment, ward).demand()
    if any(priority.ward_id != ward.pk for priority in priorities):
        raise Refused(f"Choose among the priorities of {ward}.")
    offered = queries.priorities_to_serve(ward).order_by().values("slug")
    commitment.priorities.remove(*commitment.priorities.filter(ward=ward, slug__in=offered))
    commitment.priorities.add(*priorities)
    chosen = sorted(priority.pk for priority in priorities)
    return _record_commitment(commitment, "serves", by, at, ward=ward.code, priorities=chosen)


def _lock_commitment(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return rows.get(pk=commitment.pk)


def _keep_words(commitment: Commitment, reason: str, by: User, at: dt.datetime) -> None:
    EarlierWords.objects.create(
        commitment=commitment, text=commitment.text, due_on=commitment.due_on, reason=reason, by=by, at=at
    )
    commitment.state, commitment.because, commitment.closed_on = CommitmentState.CHANGED, reason, None


def _reason(text: str, missing: str) -> str:
    if not text.strip():
        raise Refused(missing)
    return text.strip()[:300]


def _reach(commitment: Commitment, words: CommitmentWords) -> dict[str, Any]:
    """Write down for what it is, and return that as the record says it."""
    for name in ("wards", "places", "themes"):
        getattr(commitment, name).set(getattr(words, name))
    return {
        "wards": sorted(ward.code for ward in words.wards),
        "places": sorted(place.pk for place in words.places),
        "themes": sorted(theme.pk for theme in words.themes),
    }


def _record_commitment(commitment: Commitment, what: str, by: User, at: dt.datetime, **facts: Any) -> Commitment:
    known = {"organisation": commitment.organisation_id, "state": str(commitment.state), "due": commitment.due_on}
    audit.record(commitment.ref, what, by=by, at=at, facts=known | facts)
    touch([commitment.ref])
    return commitment
