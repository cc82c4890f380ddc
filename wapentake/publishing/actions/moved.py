"""An address is changed, and the one before leads on."""

import datetime as dt

from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import MovedAddress
from ..queries import moved_to, plainly, wards_to_lead_on
from ..rules import may_lead_on, may_move_addresses, sound_address
from .beats import roles_at

ALL = "moved:all"
ONE_AT_A_TIME = 7_140  # an advisory lock: two that lead to each other must not pass each other by


@transaction.atomic
def move_address(old: str, new: str, *, because: str, by: User, at: dt.datetime) -> MovedAddress:
    """Have an address lead to another, for ever. Raises `Refused`.

    No chain comes of it: what led to the old address leads to the new one now, and where the new one has itself moved,
    the old leads to where that leads.
    """
    may_move_addresses(roles_at(by, at)).demand()
    if not because.strip():
        raise Refused("Say why it leads on: whoever looks after the site later reads it.")
    for path in (old, new):
        sound_address(path.strip()).demand()
    moved = _lead_on(plainly(old.strip()), plainly(new.strip()), because.strip(), by, at)
    audit.record("moved:all", "moved", by=by, at=at, facts={"old": moved.old, "new": moved.new})
    return moved


@transaction.atomic
def lead_on_from_ended_wards(*, at: dt.datetime) -> int:
    """Have the addresses of wards that stand no more lead to what is kept of them; return how many were new."""
    found = wards_to_lead_on(london_date(at))
    if found:
        for old, new in found:
            _lead_on(old, new, "The ward’s boundaries were replaced.", None, at)
        audit.record("moved:all", "ended_wards", by=None, at=at, facts={"addresses": len(found)})
    return len(found)


def _lead_on(old: str, new: str, because: str, by: User | None, at: dt.datetime) -> MovedAddress:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    new = moved_to(new) or new
    may_lead_on(old, new).demand()
    changed = list(MovedAddress.objects.filter(new=old).values_list("pk", flat=True))
    MovedAddress.objects.filter(pk__in=changed).update(new=new)
    moved, _ = MovedAddress.objects.update_or_create(
        old=old, defaults={"new": new, "because": because, "moved_at": at, "moved_by": by}
    )
    touch([ALL, moved.ref, *(f"moved:{pk}" for pk in changed)])
    return moved
