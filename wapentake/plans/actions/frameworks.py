"""The lists that priorities name: begun, added to, ended. What was named stays as it was."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Framework, Outcome
from ..rules import may_add_to, may_keep_frameworks
from ..states import FrameworkKind
from .beats import roles_at

LISTS = 7_236_202


@transaction.atomic
def begin_framework(
    name: str, kind: FrameworkKind, outcomes: list[str], *, from_date: dt.date, source: str, by: User, at: dt.datetime,
    about: str = "",
) -> Framework:  # fmt: skip
    """Begin a list that priorities may name from a day on, with its outcomes in their order. Raises `Refused`."""
    _lock_lists()
    may_keep_frameworks(roles_at(by, at)).demand()
    names = [one.strip() for one in outcomes if one.strip()]
    if not name.strip() or not source.strip() or not names:
        raise Refused("Enter a name, where it was decided, and at least one of what stands on the list.")
    if len({one.casefold() for one in names}) < len(names):
        raise Refused("One of them stands on the list twice: leave it out once.")
    taken = set(Framework.objects.values_list("key", flat=True))
    framework = Framework.objects.create(
        key=_free_key(name, taken), name=name.strip(), kind=kind, about=about.strip(), source=source.strip(),
        from_date=from_date, position=Framework.objects.count() + 1,
    )  # fmt: skip
    keys: set[str] = set()
    for position, words in enumerate(names, start=1):
        key = _free_key(words, keys)
        keys.add(key)
        Outcome.objects.create(framework=framework, key=key, name=words, position=position)
    return _told(framework, "begin", by, at, outcomes=len(names), from_date=from_date)


@transaction.atomic
def add_outcome(
    framework: Framework, name: str, *, by: User, at: dt.datetime, part_of: Outcome | None = None
) -> Outcome:
    """Add one at the end of a list, or as a part of one that stands there. Raises `Refused`."""
    _lock_lists()
    framework = Framework.objects.select_for_update(no_key=True).get(pk=framework.pk)
    may_keep_frameworks(roles_at(by, at)).demand()
    may_add_to(framework, london_date(at)).demand()
    there = list(framework.outcomes.all())
    if not name.strip() or name.strip().casefold() in {one.name.casefold() for one in there}:
        raise Refused("Enter a name that does not stand on the list yet.")
    if part_of is not None and part_of.pk not in {one.pk for one in there}:
        raise Refused("Choose one of the same list that it is a part of, or none.")
    key = _free_key(name, {one.key for one in there})
    position = max((one.position for one in there), default=0) + 1
    outcome = Outcome.objects.create(
        framework=framework, key=key, name=name.strip(), position=position, part_of=part_of
    )
    _told(framework, "add", by, at, outcome=outcome.pk)
    return outcome


@transaction.atomic
def end_framework(framework: Framework, on: dt.date, *, by: User, at: dt.datetime) -> Framework:
    """Let a list be named no longer from a day on; priorities that name it keep what they said. Raises `Refused`."""
    _lock_lists()
    framework = Framework.objects.select_for_update(no_key=True).get(pk=framework.pk)
    may_keep_frameworks(roles_at(by, at)).demand()
    may_add_to(framework, london_date(at)).demand()
    if on <= framework.from_date:
        raise Refused("It ends after the day on which it began: choose a later day.")
    framework.to_date = on
    framework.save()
    return _told(framework, "end", by, at, to=on)


def _told(framework: Framework, act: str, by: User, at: dt.datetime, **facts: Any) -> Framework:
    audit.record(framework.ref, act, by=by, at=at, facts=facts)
    touch(["plans:all"])
    return framework


def _lock_lists() -> None:
    """Lists are changed one at a time, for their keys are given one after another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LISTS])


def _free_key(name: str, taken: set[str]) -> str:
    base = slugify(name)[:50].strip("-") or "list"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
