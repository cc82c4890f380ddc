"""Councillors as people: added one by one or from a file, their public page, and the first administrator."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.people.actions import create_user, deactivate
from wapentake.people.models import User
from wapentake.people.queries import user_by_email
from wapentake.places.models import Ward

from .. import queries, rules
from ..models import Councillor, Poll, RoleHeld, Term
from ..rules import BadLines, LoadedCouncillor
from ..states import PollKind, RoleKind
from .roles import grant_role
from .terms import COUNCIL, demand_keeper, elect, hold_poll

PAGE = ("name", "group", "public_email", "public_phone", "surgery")


def record_result(
    poll: Poll, ward: Ward, name: str, email: str, group: str, *, by: User | None, at: dt.datetime
) -> Term:
    """Record that somebody was elected: who has no account gets one, who was never a councillor becomes one."""
    with transaction.atomic():
        councillor = Councillor.objects.filter(user__email__iexact=email.strip()).first()
        if councillor is None:
            councillor = add_councillor(name, email, by=by, at=at, page={"group": group})
        return elect(councillor, ward, poll, by=by, at=at)


def close_account(user: User, reason: str, *, by: User, at: dt.datetime) -> None:
    """Close an account at the desk. Nobody closes their own, so the last administrator stays."""
    with transaction.atomic():
        rules.may_close_account(queries.roles_of(by, london_date(at)), user).demand()
        deactivate(user, reason, by=by, at=at)


@dataclass(frozen=True)
class LoadReport:
    """What a load did, or on a dry run would do."""

    added: int
    changed: int
    unchanged: int


def add_councillor(
    name: str,
    email: str,
    *,
    by: User | None,
    at: dt.datetime,
    invite: bool = True,
    invented: bool = False,
    at_start: str = "",
    page: Mapping[str, str] | None = None,
) -> Councillor:
    """Add a councillor with an account, or make one of an account that is there. Terms come with `elect`.

    `page` is what residents see: group, public_email, public_phone, surgery. `at_start` is a first password.
    """
    with transaction.atomic():
        demand_keeper(by, at)
        user = user_by_email(email) or create_user(email, name, by=by, at=at, invite=invite, at_start=at_start)
        if Councillor.objects.filter(user=user).exists():
            Verdict.no(f"{user.name} is a councillor here already.").demand()
        councillor = Councillor.objects.create(
            user=user, name=name.strip(), slug=_slug(name), invented=invented, **(page or {})
        )
        personal = {"name": name, **(page or {})}
        audit.record(councillor.ref, "added", by=by, at=at, facts={"user": user.pk}, personal=personal)
        touch({councillor.ref, COUNCIL})
    return councillor


def update_councillor(
    councillor: Councillor, page: Mapping[str, str], *, by: User | None, at: dt.datetime
) -> Councillor:
    """Change what residents see of a councillor: name, group, public_email, public_phone, surgery."""
    with transaction.atomic():
        councillor = Councillor.objects.select_for_update().get(pk=councillor.pk)
        _demand_own_page(councillor, by, at)
        changed = {field: page[field] for field in PAGE if field in page and getattr(councillor, field) != page[field]}
        if not changed:
            return councillor
        for field, value in changed.items():
            setattr(councillor, field, value)
        councillor.save(update_fields=list(changed))
        facts = {"fields": sorted(changed)}
        audit.record(councillor.ref, "page_changed", by=by, at=at, facts=facts, personal=changed)
        terms = queries.live_terms(london_date(at), include_suspended=True).filter(councillor=councillor)
        touch({councillor.ref, COUNCIL, *(term.ward.ref for term in terms.select_related("ward"))})
    return councillor


def _demand_own_page(councillor: Councillor, by: User | None, at: dt.datetime) -> None:
    if by is not None:
        rules.may_change_page(queries.roles_of(by, london_date(at)), councillor).demand()


def create_administrator(email: str, name: str, *, at: dt.datetime, at_start: str = "") -> User:
    """Make the first administrator, from the command line; an account that is there gets the role.

    Raises Refused if that person is an administrator already.
    """
    with transaction.atomic():
        user = user_by_email(email) or create_user(email, name, by=None, at=at, at_start=at_start)
        on = london_date(at)
        if RoleHeld.objects.on(on).filter(user=user, kind=RoleKind.ADMINISTRATOR).exists():
            Verdict.no(f"{user.email} is an administrator already.").demand()
        grant_role(user, RoleKind.ADMINISTRATOR, on, by=None, at=at)
    return user


def load_councillors(
    rows: Sequence[LoadedCouncillor],
    sha256: str,
    *,
    by: User | None,
    at: dt.datetime,
    dry_run: bool = False,
    invite: bool = False,
) -> LoadReport:
    """Load councillors with their terms: all of them or none, one audit record with the file's hash.

    The same file twice changes nothing. Raises BadLines with every line that a rule refuses.
    """
    with transaction.atomic():
        demand_keeper(by, at)
        faults: list[tuple[int, str]] = []
        newest = {row.email.casefold(): row for row in _oldest_first(rows)}
        outcome = []
        for row in _oldest_first(rows):
            # What residents see comes from a person's newest line.
            shows = newest[row.email.casefold()] is row
            outcome.append(_load_one(row, faults, shows=shows, by=by, at=at, invite=invite))
        if faults:
            raise BadLines(sorted(faults))
        report = LoadReport(outcome.count("added"), outcome.count("changed"), outcome.count("unchanged"))
        if dry_run:
            transaction.set_rollback(True)
        elif report.added or report.changed:
            facts = {"sha256": sha256, "added": report.added, "changed": report.changed}
            audit.record("council:councillors", "loaded", by=by, at=at, facts=facts)
    return report


def _oldest_first(rows: Sequence[LoadedCouncillor]) -> list[LoadedCouncillor]:
    return sorted(rows, key=lambda row: (row.elected_on, row.line))


def _load_one(
    row: LoadedCouncillor,
    faults: list[tuple[int, str]],
    *,
    shows: bool,
    by: User | None,
    at: dt.datetime,
    invite: bool,
) -> str:
    """Load one line, or add to the faults why not."""
    try:
        with transaction.atomic():
            before = _snapshot(row)
            councillor = _councillor_of(row, shows=shows, by=by, at=at, invite=invite)
            kind, ward = (PollKind.BY_ELECTION, row.ward) if row.by_election else (PollKind.ORDINARY, None)
            poll = hold_poll(kind, row.elected_on, ward, by=by, at=at)
            if not Term.objects.filter(councillor=councillor, poll=poll).exists():
                elect(councillor, row.ward, poll, by=by, at=at)
            return _outcome(before, _snapshot(row))
    except Refused as refused:
        faults.append((row.line, refused.reason))
        return "refused"


def _councillor_of(row: LoadedCouncillor, *, shows: bool, by: User | None, at: dt.datetime, invite: bool) -> Councillor:
    page = {field: getattr(row, field) for field in PAGE}
    councillor = Councillor.objects.filter(user__email__iexact=row.email).first()
    if councillor is None:
        more = {field: value for field, value in page.items() if field != "name"}
        return add_councillor(row.name, row.email, by=by, at=at, invite=invite, page=more)
    return update_councillor(councillor, page, by=by, at=at) if shows else councillor


Snapshot = tuple[object, ...] | None


def _snapshot(row: LoadedCouncillor) -> Snapshot:
    councillor = Councillor.objects.filter(user__email__iexact=row.email).first()
    if councillor is None:
        return None
    term = Term.objects.filter(councillor=councillor, poll__on=row.elected_on).first()
    return (*(getattr(councillor, field) for field in PAGE), term.pk if term else None)


def _outcome(before: Snapshot, after: Snapshot) -> str:
    if before is None:
        return "added"
    return "unchanged" if before == after else "changed"


def _slug(name: str) -> str:
    """A slug of a name that no other councillor has."""
    base = slugify(name)[:40] or "councillor"
    taken = set(Councillor.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
