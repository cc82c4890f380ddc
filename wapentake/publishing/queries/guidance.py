"""Which guidance there is, what residents read of it, and what is due to be looked at again."""

import datetime as dt

from django.db.models import QuerySet

from ..models import Guidance, GuidanceVersion
from ..states import GuidanceState

WORDS = ("title", "summary", "body", "owner", "review_on")


def guidance_in_force() -> QuerySet[GuidanceVersion]:
    """Return what residents read, in the order of the list."""
    rows = GuidanceVersion.objects.filter(closed_at=None, guidance__state=GuidanceState.PUBLISHED)
    return rows.select_related("guidance").order_by("guidance__position", "title", "pk")


def versions_of_guidance(guidance: Guidance) -> list[GuidanceVersion]:
    """Return every version of a page, the newest first."""
    return list(guidance.versions.select_related("published_by").order_by("-number"))


def guidance_by_slug(slug: str) -> Guidance | None:
    """Return the page at an address that was ever published, withdrawn or not."""
    return Guidance.objects.filter(slug=slug).exclude(state=GuidanceState.DRAFT).first()


def published_words(guidance: Guidance) -> GuidanceVersion | None:
    """Return the version that residents read now; None where there is none."""
    return guidance.versions.filter(closed_at=None).first()


def differs_from_published(guidance: Guidance) -> bool:
    """Say whether its writers have words that residents do not read yet."""
    newest = published_words(guidance)
    return newest is None or any(getattr(guidance, name) != getattr(newest, name) for name in WORDS)


def guidance_to_review(on: dt.date) -> QuerySet[GuidanceVersion]:
    """Return what residents read and somebody should have looked at again, longest due first."""
    return guidance_in_force().filter(review_on__lte=on).order_by("review_on", "pk")
