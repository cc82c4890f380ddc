"""Who holds which office on a day. Nothing here is cached: an answer is as new as the question."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest

from wapentake.foundation import switches
from wapentake.foundation.dated import DatedQuerySet
from wapentake.foundation.prepared import prepared
from wapentake.people.models import User
from wapentake.places.models import Ward, WardLocality
from wapentake.places.queries import wards_on

from ..models import Councillor, RoleHeld, Suspension, Term
from ..states import NEEDS_A_SEAT, RoleKind


@dataclass(frozen=True)
class Roles:
    """What a person may act as on a day. Rules take this, never a user.

    `councillor`, `term` and `ward` are set only with a live term and without a suspension. `held` leaves out roles that
    rest on a seat (leader, cabinet member, scrutiny member) when the councillor's own seat is gone or suspended.
    `unconfirmed_since`: the records were put back from a backup then, and may say that somebody holds what they have
    given up since. Until an administrator has looked, nobody acts as anything else than administrator.
    """

    user: User
    on: dt.date
    councillor: Councillor | None = None
    term: Term | None = None
    ward: Ward | None = None
    held: tuple[RoleHeld, ...] = ()
    locality_wards: frozenset[tuple[int, int]] = field(default=frozenset(), repr=False)
    unconfirmed_since: dt.datetime | None = None

    @property
    def may_use_desk(self) -> bool:
        """Any live role opens the desk."""
        return self.term is not None or bool(self.held)

    def has(self, *kinds: str) -> bool:
        """Say whether any of these roles is held anywhere."""
        if RoleKind.WARD_COUNCILLOR in kinds and self.term is not None:
            return True
        return any(role.kind in kinds for role in self.held)

    def in_ward(self, kind: RoleKind, ward: Ward) -> bool:
        """Say whether a role is held for a ward: by name, for its locality, or for the whole council."""
        if kind == RoleKind.WARD_COUNCILLOR:
            return self.is_member_of(ward)
        return any(role.kind == kind and self._covers(role, ward) for role in self.held)

    def is_member_of(self, ward: Ward) -> bool:
        """Say whether this is one of the ward's members."""
        return self.ward is not None and self.ward.pk == ward.pk

    def ward_keys(self, *kinds: str) -> set[int]:
        """Return the keys of the wards that are a person's own: the one they sit for, and those of roles they hold.

        `kinds` are the roles that count. One held for a locality counts for its wards, one held for the whole council
        for every ward of the day (only that costs a query), and one held in an organisation for none.
        """
        seat = {self.ward.pk} if self.ward is not None else set()
        return seat | self.ward_keys_held(*kinds)

    def ward_keys_held(self, *kinds: str) -> set[int]:
        """Return the keys of the wards that a person holds a role for, as `ward_keys`; a seat is no such role."""
        wards: set[int] = set()
        for role in self.held:
            if role.kind not in kinds:
                continue
            if role.ward_id is not None:
                wards.add(role.ward_id)
            elif role.locality_id is not None:
                wards |= {ward for locality, ward in self.locality_wards if locality == role.locality_id}
            elif role.organisation_id is None:
                wards |= set(wards_on(self.on).values_list("pk", flat=True))
        return wards

    def _covers(self, role: RoleHeld, ward: Ward) -> bool:
        if role.ward_id is not None:
            return role.ward_id == ward.pk
        if role.locality_id is not None:
            return (role.locality_id, ward.pk) in self.locality_wards
        return role.organisation_id is None


class DeskRequest(HttpRequest):
    """A request for a desk page, for type hints only: `roles` is put there by `office.access`."""

    roles: Roles


def roles_of(user: User | AnonymousUser, on: dt.date) -> Roles:
    """Return what a person may act as on a day, in three queries, or four where a role is held for a locality."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return Roles(user, on)  # type: ignore[arg-type]  # nobody: it has no role, and no rule lets it do anything
    term = _term_of.first(user=user.pk, on=on)
    held = _held_by(user=user.pk, on=on)
    if since := switches.off_since(switches.ROLES):
        keeps = tuple(role for role in held if role.kind == RoleKind.ADMINISTRATOR)
        return Roles(user, on, held=keeps, unconfirmed_since=since)
    localities = {role.locality_id for role in held if role.locality_id is not None}
    return Roles(
        user=user,
        on=on,
        councillor=term.councillor if term else None,
        term=term,
        ward=term.ward if term else None,
        held=tuple(role for role in held if _stands(role, seated=term is not None)),
        locality_wards=_wards_of(localities, on),
    )


def live_terms(on: dt.date, *, include_suspended: bool = False) -> DatedQuerySet[Term]:
    """Return the terms that run on a day; those of suspended councillors only if asked for."""
    terms = Term.objects.on(on)
    if include_suspended:
        return terms
    return terms.exclude(Exists(Suspension.objects.on(on).filter(councillor=OuterRef("councillor"))))


def members_of(ward: Ward, on: dt.date, *, include_suspended: bool = False) -> list[Councillor]:
    """Return the ward's members on a day, by name. A suspended member is left out unless asked for."""
    asked = _seated if include_suspended else _members
    return asked(ward=ward.pk, on=on)


@prepared
def _members(ward: Any, on: Any) -> QuerySet[Councillor]:
    return _sitting(live_terms(on).filter(ward=ward))


@prepared
def _seated(ward: Any, on: Any) -> QuerySet[Councillor]:
    return _sitting(live_terms(on, include_suspended=True).filter(ward=ward))


def _sitting(terms: QuerySet[Term]) -> QuerySet[Councillor]:
    return Councillor.objects.filter(pk__in=terms.values("councillor")).order_by("name")


def terms_of_members(ward: Ward, on: dt.date) -> list[Term]:
    """Return every term, up to a day, of the ward's members on that day: by member's name, oldest first. One query."""
    return _terms(ward=ward.pk, on=on)


@prepared
def _terms(ward: Any, on: Any) -> QuerySet[Term]:
    now = live_terms(on).filter(ward=ward).values("councillor")
    rows = Term.objects.filter(councillor__in=now, from_date__lte=on).select_related("councillor")
    return rows.order_by("councillor__name", "councillor", "from_date")


def suspensions_in(ward: Ward, on: dt.date) -> list[Suspension]:
    """Return the suspensions, running or to come, of those with a seat in a ward on a day; the first to end first."""
    return _suspensions(ward=ward.pk, on=on)


@prepared
def _suspensions(ward: Any, on: Any) -> QuerySet[Suspension]:
    seated = Term.objects.on(on).filter(ward=ward).values("councillor")
    rows = Suspension.objects.filter(Q(to_date=None) | Q(to_date__gt=on), councillor__in=seated)
    return rows.select_related("councillor").order_by(F("to_date").asc(nulls_last=True), "pk")


def co_ordinator_of(ward: Ward, on: dt.date) -> RoleHeld | None:
    """Return who answers for a ward as its co-ordinator on a day: whoever covers comes before whom they cover for."""
    return _co_ordinators.first(ward=ward.pk, on=on)


@prepared
def _co_ordinators(ward: Any, on: Any) -> QuerySet[RoleHeld]:
    localities = WardLocality.objects.on(on).filter(ward=ward).values("locality")
    return (
        RoleHeld.objects.on(on)
        .filter(Q(ward=ward) | Q(ward=None, locality__in=localities), kind=RoleKind.CO_ORDINATOR, user__is_active=True)
        .select_related("user", "covers_for__user")
        .only("title", "user__name", "user__email", "covers_for__user__name")
        .order_by(F("covers_for").desc(nulls_last=True), F("ward").desc(nulls_last=True), "-from_date", "pk")[:1]
    )


def co_ordinators_of(wards: Sequence[Ward], on: dt.date) -> dict[int, str]:
    """Return the names of the co-ordinators of several wards on a day, as `co_ordinator_of`, by ward. Two queries."""
    area = dict(WardLocality.objects.on(on).filter(ward__in=wards).values_list("ward", "locality"))
    found: dict[int, str] = {}
    every = sorted(_holders(kind=RoleKind.CO_ORDINATOR, on=on), key=_comes_first)
    for role in every:
        for ward in wards:
            if role.ward_id == ward.pk or (role.ward_id is None and role.locality_id == area.get(ward.pk, 0)):
                found.setdefault(ward.pk, role.user.name)
    return found


def _comes_first(role: RoleHeld) -> tuple[bool, bool, int, int]:
    return (role.covers_for_id is None, role.ward_id is None, -role.from_date.toordinal(), role.pk)


def holders(kind: RoleKind, on: dt.date) -> list[RoleHeld]:
    """Return everybody who holds a role on a day, with what they hold it for, by name."""
    return _holders(kind=kind, on=on)


def keepers_of_records(on: dt.date) -> list[User]:
    """Return who looks after the council's records on a day, each once: Monitoring Officer, section 151, auditors."""
    kinds = (RoleKind.MONITORING_OFFICER, RoleKind.SECTION_151, RoleKind.AUDITOR)
    return list({role.user_id: role.user for kind in kinds for role in holders(kind, on)}.values())


@prepared
def _holders(kind: Any, on: Any) -> QuerySet[RoleHeld]:
    roles = RoleHeld.objects.on(on).filter(kind=kind, user__is_active=True)
    return roles.select_related("user", "ward", "locality", "organisation").order_by("user__name", "pk")


@prepared
def _term_of(user: Any, on: Any) -> QuerySet[Term]:
    terms = live_terms(on).filter(councillor__user=user).select_related("councillor", "ward")
    return terms.order_by("pk")[:1]


@prepared
def _held_by(user: Any, on: Any) -> QuerySet[RoleHeld]:
    roles = RoleHeld.objects.on(on).filter(user=user).select_related("ward", "locality", "organisation")
    return roles.order_by("pk")


def _stands(role: RoleHeld, *, seated: bool) -> bool:
    """Leader and cabinet members must be councillors; a scrutiny member without a seat is a co-opted one."""
    if seated or role.kind not in NEEDS_A_SEAT:
        return True
    # Asked only of a scrutiny member without a seat: every request asks for roles, and few need to know this.
    return role.kind == RoleKind.SCRUTINY_MEMBER and not Councillor.objects.filter(user=role.user_id).exists()


def _wards_of(localities: set[int], on: dt.date) -> frozenset[tuple[int, int]]:
    if not localities:
        return frozenset()
    rows = WardLocality.objects.on(on).filter(locality__in=localities)
    return frozenset(rows.values_list("locality_id", "ward_id"))


@dataclass(frozen=True)
class Lost:
    """Why a person has no role on a day: the newest of what they had, or the first of what they will have."""

    suspended: bool = False
    suspended_until: dt.date | None = None
    term_ended_on: dt.date | None = None
    term_begins_on: dt.date | None = None
    role_ended_on: dt.date | None = None


def why_no_role(user: User, on: dt.date) -> Lost:
    """Return what a person without a live role had before; for the sentence that says so."""
    if user.pk is None:
        return Lost()
    terms = Term.objects.filter(councillor__user=user)
    if terms.on(on).exists():
        suspension = Suspension.objects.on(on).filter(councillor__user=user).order_by("-to_date").first()
        return Lost(suspended=True, suspended_until=suspension.to_date if suspension else None)
    over = RoleHeld.objects.filter(user=user, to_date__lte=on)
    return Lost(
        term_ended_on=terms.filter(to_date__lte=on).aggregate(last=Max("to_date"))["last"],
        term_begins_on=terms.filter(from_date__gt=on).aggregate(first=Min("from_date"))["first"],
        role_ended_on=over.aggregate(last=Max("to_date"))["last"],
    )
