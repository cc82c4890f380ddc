"""Choices of service notices: what is coming, and where a notice stands."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class NoticeKind(TextChoices):
    ROADS = "roads", "Street works"
    WORKS = "works", "Other works"
    CLOSURE = "closure", "Closure"
    HOURS = "hours", "Other opening hours"
    CHANGE = "change", "Change to a service"
    EVENT = "event", "Event or visit"


class NoticeState(TextChoices):
    DRAFT = "draft", "Draft"
    GIVEN = "given", "Given"
    CANCELLED = "cancelled", "Called off"
    DISCARDED = "discarded", "Thrown away"


NOTICE = Lifecycle(
    "notice",
    {
        NoticeState.DRAFT: {NoticeState.GIVEN, NoticeState.DISCARDED},
        NoticeState.GIVEN: {NoticeState.CANCELLED},
        NoticeState.CANCELLED: set(),
        NoticeState.DISCARDED: set(),
    },
)
