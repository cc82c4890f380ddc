"""What is held on a person, in every room: each names the places where it may stand (WAPENTAKE_HELD)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model, Q
from django.utils.module_loading import import_string
from procrastinate.contrib.django.models import ProcrastinateJob

from ..models import AuditPersonal, AuditRecord, Hold, StoredFile

SHORTEST = 3  # letters: less would find everybody
Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where words about a person may stand in a model: texts, and keys to users.

    `gives` is what else of a row is told; `only` narrows the rows.
    """

    model: type[Model]
    called: str
    fields: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    only: Q | None = None


@dataclass(frozen=True)
class Group:
    """What one place holds on somebody."""

    called: str
    rows: list[Row]


# What foundation itself holds. A row of the queue is an e-mail's only where it names its reader.
HELD = (
    Place(AuditRecord, "What they did, on record", users=("by_id",), gives=("stream", "action", "at")),
    Place(AuditPersonal, "Words kept beside the record", ("data",), gives=("record__stream", "record__at")),
    Place(ProcrastinateJob, "E-mails sent and waiting", ("args",), gives=("status", "scheduled_at")),
    Place(StoredFile, "Files", ("name",), ("uploaded_by",), gives=("uploaded_at",)),
    Place(Hold, "Holds on pages", ("reason",), ("made_by",), gives=("kind", "starts", "ends")),
)


def places() -> Iterator[Place]:
    """Yield every place that a room has named."""
    for name in settings.WAPENTAKE_HELD:
        yield from import_string(name)


def held_in_rooms(text: str) -> list[Group]:
    """Return what every room holds under a name, an address or a number, place by place."""
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        return []
    users = get_user_model()._default_manager.filter(Q(name__icontains=text) | Q(email__icontains=text))
    groups = [Group(place.called, _rows(place, text, list(users.values_list("pk", flat=True)))) for place in places()]
    return [group for group in groups if group.rows]


def _rows(place: Place, text: str, users: list[int]) -> list[Row]:
    stands = [Q(**{f"{name}__icontains": text}) for name in place.fields]
    stands += [Q(**{f"{name}__in": users}) for name in place.users]
    rows = place.model._default_manager.filter(place.only or Q(), reduce(or_, stands)).order_by("pk")
    names = {one.name: dict(one.flatchoices) for one in place.model._meta.concrete_fields if one.flatchoices}
    return [
        {name: names[name].get(value, value) if name in names else value for name, value in row.items()}
        for row in rows.values(*place.fields, *place.gives)
    ]
