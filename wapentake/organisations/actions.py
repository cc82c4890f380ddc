"""What happens to organisations: registered, changed, merged, closed. `by=None` is the system itself."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import fields

from django.db import transaction
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.changes import touch
from wapentake.foundation.operations import tombstones
from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User
from wapentake.places.models import Ward

from . import rules
from .models import Contact, Organisation
from .rules import Details
from .states import OrganisationKind, Sector


def register(
    details: Details,
    *,
    by: User | None,
    at: dt.datetime,
    acting: rules.Acting | None = None,
    wards: Iterable[Ward] = (),
) -> Organisation:
    """Add an organisation. `acting` are the roles of whoever does it at the desk; a public form has none."""
    with transaction.atomic():
        _demand(acting, rules.may_keep)
        _demand_known(details)
        organisation = Organisation.objects.create(slug=_slug(details.name), **_stored(details))
        organisation.wards.set(wards)
        _record(organisation, "registered", by, at, {"kind": details.kind})
    return organisation


def change(
    organisation: Organisation,
    details: Details,
    *,
    by: User | None,
    at: dt.datetime,
    acting: rules.Acting | None = None,
    wards: Iterable[Ward] | None = None,
) -> Organisation:
    """Change what is known of an organisation; its address stays. Nothing new is nothing done."""
    with transaction.atomic():
        organisation = _locked(organisation)
        _demand(acting, rules.may_keep)
        _demand_known(details)
        stored = _stored(details)
        changed = sorted(field for field, value in stored.items() if getattr(organisation, field) != value)
        left = set(organisation.wards.all())
        moved = wards is not None and _set_wards(organisation, wards)
        if not changed and not moved:
            return organisation
        for field in changed:
            setattr(organisation, field, stored[field])
        organisation.save(update_fields=changed or None)
        _record(organisation, "changed", by, at, {"fields": changed, "wards": moved})
        touch({ward.ref for ward in left})
    return organisation


def merge(
    organisation: Organisation,
    into: Organisation,
    *,
    by: User | None,
    at: dt.datetime,
    acting: rules.Acting | None = None,
) -> Organisation:
    """Merge an organisation into another, which then stands for both: awards, interests and search follow.

    What was merged stays, and so do the records that point to it. Both rows are locked, in the order of their keys.
    """
    with transaction.atomic():
        keys = [organisation.pk, into.pk]
        rows = {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
        organisation, into = rows[organisation.pk], rows[into.pk]
        _demand(acting, rules.may_merge)
        rules.can_merge(organisation, into).demand()
        # One step always leads to what stands: whatever was merged into this one now leads there too.
        Organisation.objects.filter(merged_into=organisation).update(merged_into=into)
        organisation.merged_into = into
        organisation.save(update_fields=["merged_into"])
        into.wards.add(*organisation.wards.all())
        Contact.objects.filter(organisation=organisation).update(organisation=into)
        _record(organisation, "merged", by, at, {"into": into.pk}, also=into)
    return into


def close(
    organisation: Organisation,
    on: dt.date,
    *,
    by: User | None,
    at: dt.datetime,
    acting: rules.Acting | None = None,
) -> Organisation:
    """Mark an organisation as closed since a day: it can ask for nothing more."""
    with transaction.atomic():
        organisation = _locked(organisation)
        _demand(acting, rules.may_keep)
        rules.can_close(organisation).demand()
        organisation.closed_on = on
        organisation.save(update_fields=["closed_on"])
        _record(organisation, "closed", by, at, {"on": on})
    return organisation


def reopen(
    organisation: Organisation, *, by: User | None, at: dt.datetime, acting: rules.Acting | None = None
) -> Organisation:
    """Take back that an organisation is closed."""
    with transaction.atomic():
        organisation = _locked(organisation)
        _demand(acting, rules.may_keep)
        organisation.closed_on = None
        organisation.save(update_fields=["closed_on"])
        _record(organisation, "reopened", by, at, {})
    return organisation


def add_contact(
    organisation: Organisation,
    name: str,
    *,
    by: User | None,
    at: dt.datetime,
    acting: rules.Acting | None = None,
    role: str = "",
    email: str = "",
    phone: str = "",
) -> Contact:
    """Add a person to reach at an organisation. Never published."""
    with transaction.atomic():
        organisation = _locked(organisation)
        _demand(acting, rules.may_keep)
        said = {"name": name.strip(), "role": role.strip(), "email": email.strip(), "phone": phone.strip()}
        contact = Contact.objects.create(organisation=organisation, **said)
        audit.record(organisation.ref, "contact_added", by=by, at=at, facts={"contact": contact.pk}, personal=said)
    return contact


def remove_contact(contact: Contact, *, by: User | None, at: dt.datetime, acting: rules.Acting | None = None) -> None:
    """Forget a person to reach at an organisation."""
    with transaction.atomic():
        organisation = _locked(contact.organisation)
        _demand(acting, rules.may_keep)
        key = contact.pk
        contact.delete()
        added = audit.erase_personal_of("contact_added", {"contact": key})
        audit.record(organisation.ref, "contact_removed", by=by, at=at, facts={"contact": key})
        if added is not None:
            tombstones.note("contact", f"{key} {added.isoformat()}")


def forget_contact(key: int, *, by: User, at: dt.datetime) -> None:
    """Forget a person, as they asked; whoever searched for them has been asked whether they may."""
    remove_contact(Contact.objects.get(pk=key), by=by, at=at)


# house: a restore makes again what was recorded when it was erased; the record came with the erasure.
@transaction.atomic
def forget_contact_again(key: str, *, at: dt.datetime) -> None:
    """Forget again after a restore. Numbers are given anew then, so the moment says who was meant."""
    number, _, added = key.partition(" ")
    facts = {"contact": int(number)}
    if audit.when("contact_added", facts) == dt.datetime.fromisoformat(added):
        Contact.objects.filter(pk=int(number)).delete()
        audit.erase_personal_of("contact_added", facts)


def _demand(acting: rules.Acting | None, rule: Callable[[rules.Acting], Verdict]) -> None:
    if acting is not None:
        rule(acting).demand()


def _demand_known(details: Details) -> None:
    if details.kind not in OrganisationKind.values or details.sector not in Sector.values:
        Verdict.no("Choose what kind of organisation it is, and its sector.").demand()


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _stored(details: Details) -> dict[str, object]:
    found = {field.name: getattr(details, field.name) for field in fields(details)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}


def _set_wards(organisation: Organisation, wards: Iterable[Ward]) -> bool:
    before = set(organisation.wards.values_list("pk", flat=True))
    organisation.wards.set(wards)
    return before != set(organisation.wards.values_list("pk", flat=True))


def _slug(name: str) -> str:
    """A slug of a name that no other organisation has."""
    base = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _record(
    organisation: Organisation,
    action: str,
    by: User | None,
    at: dt.datetime,
    facts: dict[str, object],
    also: Organisation | None = None,
) -> None:
    audit.record(organisation.ref, action, by=by, at=at, facts={"name": organisation.name, **facts})
    wards = (f"ward:{code}" for code in organisation.wards.values_list("code", flat=True))
    touch({organisation.ref, *wards, *([also.ref] if also else [])})
