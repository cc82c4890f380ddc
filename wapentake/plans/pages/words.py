"""Words and addresses that the pages of ward plans share."""

import datetime as dt
from collections.abc import Collection

from django.urls import reverse

from wapentake.foundation.calendars import london_date, long_date

from ..models import InputAnswer, Priority
from ..states import PriorityState

TAGS = {PriorityState.DRAFT: "open", PriorityState.PROPOSED: "", PriorityState.AGREED: "done"}


def href_of(priority: Priority) -> str:
    """Return the address of a priority on the desk."""
    return reverse("plans:priority", args=[priority.pk])


def public_href_of(priority: Priority) -> str:
    """Return the address of a published priority's public page."""
    return reverse("site:priority", args=[priority.ward.slug, priority.slug])


def day_of(at: dt.datetime | None) -> str:
    """Return the date of a moment in words, or nothing."""
    return long_date(london_date(at)) if at else ""


def span_of(priority: Priority) -> str:
    """Return from when until when a version was public."""
    began = f"from {day_of(priority.published_at)}"
    return f"{began} to {day_of(priority.closed_at)}" if priority.closed_at else began


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them: `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def lower_first(text: str) -> str:
    """Return words as they stand within a sentence: the first letter small, names and months as they were."""
    return f"{text[:1].lower()}{text[1:]}"


def keys_of(refs: Collection[str], kind: str) -> list[int] | None:
    """Return the keys that refs of a kind name, or None where a ref is of another kind: `council:all`.

    `input:all` beside `input:7` says of the list that it changed, and adds no address.
    """
    split = [ref.partition(":") for ref in refs]
    if any(of != kind for of, _, _ in split):
        return None
    return [int(key) for _, _, key in split if key != "all"]


def came_words(answer: InputAnswer) -> str:
    """Return how an answer came, and on which day where an officer entered it."""
    day = f", on {long_date(answer.received_on)}" if answer.received_on else ""
    return f"{answer.get_channel_display()}{day}"
