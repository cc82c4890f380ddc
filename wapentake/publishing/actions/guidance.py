"""Guidance is written, published version by version, and withdrawn."""

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Guidance, GuidanceVersion
from ..queries import versions_of_guidance
from ..rules import GuidanceWords, may_publish_guidance, may_withdraw_guidance, may_write_guidance, sound_review
from ..states import GUIDANCE, GuidanceState
from .beats import roles_at

LIST = "guidance:all"


@transaction.atomic
def write_guidance(guidance: Guidance | None, words: GuidanceWords, *, by: User, at: dt.datetime) -> Guidance:
    """Begin a page of guidance, or change what its writers have; residents go on reading what is published.

    Raises `Refused`.
    """
    roles = roles_at(by, at)
    guidance = _lock_guidance(guidance) if guidance else Guidance(slug=_free_address(words.title))
    may_write_guidance(roles).demand()
    sound_review(words.review_on, roles.on).demand()
    for name in ("title", "summary", "body", "owner", "position", "review_on"):
        setattr(guidance, name, getattr(words, name))
    guidance.changed_by, guidance.changed_at = by, at
    guidance.save()
    audit.record(guidance.ref, "write", by=by, at=at, facts={"title": words.title})
    touch([guidance.ref, LIST])
    return guidance


@transaction.atomic
def publish_guidance(guidance: Guidance, *, what: str, by: User, at: dt.datetime) -> GuidanceVersion:
    """Let residents read it as a new version; the one before is kept at its own address. Raises `Refused`."""
    guidance = _lock_guidance(guidance)
    may_publish_guidance(roles_at(by, at), guidance).demand()
    GUIDANCE.demand(guidance.state, GuidanceState.PUBLISHED)
    earlier = versions_of_guidance(guidance)
    if earlier and not what.strip():
        raise Refused("Say what is new: residents read it with the version.")
    guidance.versions.filter(closed_at=None).update(closed_at=at)
    version = GuidanceVersion.objects.create(
        guidance=guidance, number=len(earlier) + 1, title=guidance.title, summary=guidance.summary, body=guidance.body,
        owner=guidance.owner, review_on=guidance.review_on, what=what.strip(), published_by=by, published_at=at,
    )  # fmt: skip
    guidance.state, guidance.withdrawn_because = GuidanceState.PUBLISHED, ""
    guidance.save()
    audit.record(guidance.ref, "publish", by=by, at=at, facts={"version": version.number, "what": version.what})
    touch([guidance.ref, LIST])
    return version


@transaction.atomic
def withdraw_guidance(guidance: Guidance, *, reason: str, by: User, at: dt.datetime) -> Guidance:
    """Take a page with all its versions down; the reason is kept. Raises `Refused`."""
    guidance = _lock_guidance(guidance)
    may_withdraw_guidance(roles_at(by, at), guidance).demand()
    if not reason.strip():
        raise Refused("Say why it is withdrawn: the reason is kept with it.")
    GUIDANCE.demand(guidance.state, GuidanceState.WITHDRAWN)
    guidance.versions.filter(closed_at=None).update(closed_at=at)
    guidance.state, guidance.withdrawn_because = GuidanceState.WITHDRAWN, reason.strip()
    guidance.save()
    audit.record(guidance.ref, "withdraw", by=by, at=at, facts={"reason": reason.strip()})
    touch([guidance.ref, LIST])
    return guidance


def _lock_guidance(guidance: Guidance) -> Guidance:
    return Guidance.objects.select_for_update(of=("self",), no_key=True).get(pk=guidance.pk)


def _free_address(title: str) -> str:
    stem = slugify(title)[:90].strip("-") or "guidance"
    taken = set(Guidance.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
