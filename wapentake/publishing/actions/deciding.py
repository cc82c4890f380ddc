"""Who decides what is said, and said anew."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.people.models import User

from ..models import DecidingBody
from ..rules import BodyWords, may_keep_strategies
from .beats import roles_at

DECIDES = "decides:all"


@transaction.atomic
def add_deciding_body(words: BodyWords, *, by: User, at: dt.datetime) -> DecidingBody:
    """Say that a body decides something, from today on. Raises `Refused`."""
    may_keep_strategies(roles_at(by, at)).demand()
    body = DecidingBody.objects.create(
        tier=words.tier, name=words.name, decides=words.decides, link=words.link, source=words.source,
        checked_on=words.checked_on, from_date=london_date(at),
    )  # fmt: skip
    body.wards.set(words.wards)
    audit.record(body.ref, "add", by=by, at=at, facts={"tier": words.tier, "name": words.name})
    touch([DECIDES])
    return body


@transaction.atomic
def end_deciding_body(body: DecidingBody, *, by: User, at: dt.datetime) -> None:
    """Say that it decides no more, from today on; one that began today was a mistake and goes. Raises `Refused`."""
    body = DecidingBody.objects.select_for_update().get(pk=body.pk)
    may_keep_strategies(roles_at(by, at)).demand()
    today = london_date(at)
    if body.from_date == today:
        body.wards.clear()
        audit.record(body.ref, "remove", by=by, at=at, facts={"name": body.name})
        body.delete()
    else:
        body.to_date = today
        body.save()
        audit.record(body.ref, "end", by=by, at=at, facts={"name": body.name})
    touch([DECIDES])
