"""Roles: given, ended, handed over, covered."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from wapentake.foundation import audit, switches
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.operations import tombstones
from wapentake.foundation.verdicts import Refused
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Locality, Ward

from .. import queries, rules
from ..models import RoleHeld
from .terms import COUNCIL

Place = Ward | Locality | Organisation | None


def grant_role(
    user: User,
    kind: str,
    from_date: dt.date,
    *,
    by: User | None,
    at: dt.datetime,
    place: Place = None,
    to_date: dt.date | None = None,
    title: str = "",
) -> RoleHeld:
    """Give a person a role from a day on, until `to_date` if that is known, in a place or for the whole council."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        _demand_may_grant(by, user, at)
        rules.may_hold(user, kind, place, from_date).demand()
        rules.holds_once(user, kind, place, title.strip(), from_date).demand()
        role = RoleHeld.objects.create(
            user=user, kind=kind, title=title.strip(), from_date=from_date, to_date=to_date, **_in(place)
        )
        _record(role, "role_given", by, at, {"to": to_date})
    return role


def end_role(role: RoleHeld, on: dt.date, *, by: User | None, at: dt.datetime, handover_note: str = "") -> RoleHeld:
    """End a role from a day on: access goes with it at the next request. Cover for it ends on that day too."""
    with transaction.atomic():
        role = _locked(role)
        _demand_may_grant(by, None, at)
        rules.may_end_role(role, on).demand()
        _end(role, on, handover_note)
        _record(role, "role_ended", by, at, {"on": on})
        _note(role, on, by)
    return role


def hand_over_role(
    role: RoleHeld, user: User, on: dt.date, *, by: User | None, at: dt.datetime, handover_note: str = ""
) -> RoleHeld:
    """Hand a role to somebody else from a day on; the note is for them. Returns the role that they hold."""
    with transaction.atomic():
        role = _locked(role)
        _demand_may_grant(by, user, at)
        rules.may_hand_over(role, user, on).demand()
        place = role.ward or role.locality or role.organisation
        rules.may_hold(user, role.kind, place, on).demand()
        until = role.to_date
        _end(role, on, handover_note)
        new = RoleHeld.objects.create(
            user=user,
            kind=role.kind,
            title=role.title,
            from_date=on,
            to_date=until,
            handover_note=handover_note,
            **_in(place),
        )
        _record(role, "role_handed_over", by, at, {"on": on, "to_role": new.pk})
        _note(role, on, by)
    return new


def arrange_cover(
    role: RoleHeld, user: User, from_date: dt.date, to_date: dt.date | None, *, by: User | None, at: dt.datetime
) -> RoleHeld:
    """Let somebody cover for a role for a time: both may act in it, and residents see who covers."""
    with transaction.atomic():
        role = _locked(role)
        _demand_may_grant(by, user, at)
        rules.may_cover(role, user, from_date, to_date).demand()
        place = role.ward or role.locality or role.organisation
        rules.may_hold(user, role.kind, place, from_date).demand()
        cover = RoleHeld.objects.create(
            user=user,
            kind=role.kind,
            title=role.title,
            from_date=from_date,
            to_date=to_date,
            covers_for=role,
            **_in(place),
        )
        _record(cover, "cover_arranged", by, at, {"for_role": role.pk, "to": to_date})
    return cover


@transaction.atomic
def confirm_roles(*, reason: str, by: User | None, at: dt.datetime) -> None:
    """After a restore: everybody holds what the records say, so the desk opens again. Raises `Refused`."""
    if by is not None:
        rules.may_confirm_roles(queries.roles_of(by, london_date(at))).demand()
    if not reason.strip():
        raise Refused("Say what you looked at: the reason is kept.")
    switches.turn(switches.ROLES, on=True, reason=reason.strip(), by=by, at=at)
    audit.record("roles:all", "confirmed", by=by, at=at, facts={"reason": reason.strip()})


def _in(place: Place) -> dict[str, Place]:
    return {type(place).__name__.lower(): place} if place is not None else {}


def _locked(role: RoleHeld) -> RoleHeld:
    with_places = RoleHeld.objects.select_for_update(of=("self",)).select_related(
        "user", "ward", "locality", "organisation"
    )
    return with_places.get(pk=role.pk)


def _demand_may_grant(by: User | None, user: User | None, at: dt.datetime) -> None:
    if by is None:
        return
    roles = queries.roles_of(by, london_date(at))
    (rules.may_grant(roles, user) if user is not None else rules.may_keep_offices(roles)).demand()


def _end(role: RoleHeld, on: dt.date, handover_note: str) -> None:
    role.to_date, role.handover_note = on, handover_note or role.handover_note
    role.save(update_fields=["to_date", "handover_note"])
    covers = RoleHeld.objects.filter(covers_for=role)
    covers.filter(from_date__gte=on).delete()
    covers.exclude(to_date__lte=on).update(to_date=on)


def _note(role: RoleHeld, on: dt.date, by: User | None) -> None:
    """What a person ended stays ended after a restore; what the system ends, it ends again by itself."""
    if by is not None:
        tombstones.note("role", f"{role.pk} {on}")


def end_role_again(key: str, *, at: dt.datetime) -> None:
    """After a restore: end a role that had ended since the backup. `key` is its number and the day."""
    number, day = key.split()
    on = dt.date.fromisoformat(day)
    with transaction.atomic():
        still = RoleHeld.objects.filter(Q(to_date=None) | Q(to_date__gt=on), pk=number)
        for role in map(_locked, still):
            _end(role, on, "")
            _record(role, "role_ended", None, at, {"on": on, "again": True})


def _record(role: RoleHeld, action: str, by: User | None, at: dt.datetime, facts: dict[str, object]) -> None:
    """Audit the act on the person, and tell the pages that show who holds what where."""
    place = role.ward.code if role.ward else role.locality.slug if role.locality else role.organisation_id
    said = {"role": role.pk, "kind": role.kind, "place": place, "from": role.from_date, **facts}
    audit.record(role.user.ref, action, by=by, at=at, facts=said)
    touch({role.ward.ref if role.ward else COUNCIL})
