"""What is held on a person, in every room: each names the places where it may stand (WAPENTAKE_HELD)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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

    `gives` is what else of a row is told; `only` narrows the rows. Whoever asks to be forgotten is erased by `erase`,
    the name of a function that takes a row's key, `by` and `at`, or is told by `kept` why the row stands.
    """

    model: type[Model]
    called: str
    fields: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    only: Q | None = None
    kept: str = ""
    erase: str = ""


def kept(why: str, *rows: Place) -> tuple[Place, ...]:
    """Return places with the reason why their rows are kept; who can be erased in one needs none."""
    return tuple(row if row.erase or row.kept else replace(row, kept=why) for row in rows)


@dataclass(frozen=True)
class Group:
    """What one place holds on somebody. `keys` are those of the rows, where they can be erased one by one."""

    called: str
    rows: list[Row]
    kept: str = ""
    keys: list[int] = field(default_factory=list)


RECORD = "It is the record of who held which office and decided what, and is kept (UK GDPR, article 17(3)(b))."
WORK = "It is the council’s own work. Whoever keeps that page takes a person’s words out of it there."
# What foundation itself holds. A row of the queue is an e-mail's only where it names its reader.
HELD = kept(
    RECORD,
    Place(AuditRecord, "What they did, on record", users=("by_id",), gives=("stream", "action", "at")),
    Place(
        AuditPersonal,
        "Words kept beside the record",
        ("data",),
        gives=("record__stream", "record__at"),
        kept="They go with what they stand beside: erase that, and they are gone too.",
    ),
    Place(
        ProcrastinateJob,
        "E-mails sent and waiting",
        ("args",),
        gives=("status", "scheduled_at"),
        erase="wapentake.foundation.mail.forget",
    ),
    Place(
        StoredFile,
        "Files",
        ("name",),
        ("uploaded_by",),
        gives=("uploaded_at",),
        kept="They go with the application or the page that they belong to.",
    ),
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
    keys = list(users.values_list("pk", flat=True))
    groups = [_group(place, text, keys) for place in places()]
    return [group for group in groups if group.rows]


def erase_row(text: str, called: str, key: int, *, by: Any, at: dt.datetime) -> bool:
    """Erase a row that was found under a text, as its place says; whether there was one. Raises `Refused`."""
    for place in places():
        if place.called == called and place.erase and key in _group(place, text, []).keys:
            import_string(place.erase)(key, by=by, at=at)
            return True
    return False


def _group(place: Place, text: str, users: list[int]) -> Group:
    stands = [Q(**{f"{name}__icontains": text}) for name in place.fields]
    stands += [Q(**{f"{name}__in": users}) for name in place.users]
    rows = place.model._default_manager.filter(place.only or Q(), reduce(or_, stands)).order_by("pk")
    keys = [int(row.pk) for row in rows.only("pk")] if place.erase else []
    names = {one.name: dict(one.flatchoices) for one in place.model._meta.concrete_fields if one.flatchoices}
    found = [
        {name: names[name].get(value, value) if name in names else value for name, value in row.items()}
        for row in rows.values(*place.fields, *place.gives)
    ]
    return Group(place.called, found, place.kept, keys)
