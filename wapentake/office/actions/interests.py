"""The register of interests. Every change is a new version; the earlier one stays and says until when it stood."""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User

from .. import queries, rules
from ..models import Councillor, Interest
from ..rules import Entry


def register_interest(councillor: Councillor, entry: Entry, *, by: User, at: dt.datetime) -> Interest:
    """Add an entry to a councillor's register."""
    with transaction.atomic():
        councillor = _locked(councillor)
        _demand_keeper(councillor, by, at)
        interest = _version(uuid.uuid4(), councillor, entry, by, at)
        _record(interest, "interest_registered", by, at)
    return interest


def change_interest(interest: Interest, entry: Entry, *, by: User, at: dt.datetime) -> Interest:
    """Put another version in the place of an entry's current one. The same words again change nothing."""
    with transaction.atomic():
        councillor = _locked(interest.councillor)
        _demand_keeper(councillor, by, at)
        current = Interest.objects.select_for_update(of=("self",)).get(entry=interest.entry, superseded_at=None)
        if replace(_said_by(current), withholding_agreed=False) == entry:
            return current
        new = _supersede(current, entry, by, at)
        _record(new, "interest_changed", by, at)
    return new


def end_interest(interest: Interest, on: dt.date, *, by: User, at: dt.datetime) -> Interest:
    """Say that an interest ended on a day; the entry stays readable as at any date before."""
    with transaction.atomic():
        councillor = _locked(interest.councillor)
        _demand_keeper(councillor, by, at)
        current = Interest.objects.select_for_update(of=("self",)).get(entry=interest.entry, superseded_at=None)
        rules.may_end_interest(current, on).demand()
        new = _supersede(current, replace(_said_by(current), ended_on=on), by, at)
        _record(new, "interest_ended", by, at)
    return new


def settle_withholding(interest: Interest, agreed: bool, *, by: User, at: dt.datetime) -> Interest:
    """Say for the Monitoring Officer whether an entry is withheld; one that is not is published at once.

    It takes the member and the Monitoring Officer (Localism Act 2011, section 32): the member asks with the entry.
    """
    with transaction.atomic():
        councillor = _locked(interest.councillor)
        current = Interest.objects.select_for_update(of=("self",)).get(entry=interest.entry, superseded_at=None)
        rules.may_settle_withholding(queries.roles_of(by, london_date(at)), councillor, current).demand()
        # What was read is what is settled: a change meanwhile is asked about anew.
        if current.pk != interest.pk:
            Verdict.no("This entry was changed meanwhile: read it again, then decide.").demand()
        new = _supersede(current, replace(_said_by(current), sensitive=agreed, withholding_agreed=agreed), by, at)
        _record(new, "withholding_agreed" if agreed else "withholding_refused", by, at)
    return new


def _locked(councillor: Councillor) -> Councillor:
    return Councillor.objects.select_for_update(of=("self",)).get(pk=councillor.pk)


def _demand_keeper(councillor: Councillor, by: User, at: dt.datetime) -> None:
    rules.may_keep_register(queries.roles_of(by, london_date(at)), councillor).demand()


def _said_by(interest: Interest) -> Entry:
    return Entry(
        category=interest.category,
        holder=interest.holder,
        description=interest.description,
        arose_on=interest.arose_on,
        organisation=interest.organisation,
        sensitive=interest.sensitive,
        withholding_agreed=interest.withholding_agreed,
        ended_on=interest.ended_on,
    )


def _supersede(current: Interest, entry: Entry, by: User, at: dt.datetime) -> Interest:
    current.superseded_at = at
    current.save(update_fields=["superseded_at"])
    return _version(current.entry, current.councillor, entry, by, at)


def _version(key: uuid.UUID, councillor: Councillor, entry: Entry, by: User, at: dt.datetime) -> Interest:
    return Interest.objects.create(
        entry=key,
        councillor=councillor,
        category=entry.category,
        holder=entry.holder,
        description=entry.description.strip(),
        organisation=entry.organisation,
        arose_on=entry.arose_on,
        ended_on=entry.ended_on,
        sensitive=entry.sensitive,
        withholding_agreed=entry.withholding_agreed,
        recorded_at=at,
        recorded_by=by,
    )


def _record(interest: Interest, action: str, by: User, at: dt.datetime) -> None:
    """Audit on the councillor; what the entry says is personal and stays outside the hash."""
    facts = {"entry": interest.entry, "category": interest.category, "sensitive": interest.sensitive}
    personal = {"holder": interest.holder, "description": interest.description}
    audit.record(interest.councillor.ref, action, by=by, at=at, facts=facts, personal=personal)
    touch({interest.councillor.ref})
