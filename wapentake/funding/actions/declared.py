"""Somebody who is to decide declares an interest: it is kept, and an officer is barred from the case."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from ..models import Application, DeclaredInterest
from ..rules.barred import may_declare, register_by
from .applications import _locked
from .ledger import REUSED, body_of


@transaction.atomic
def declare_interest(
    application: Application, *, nature: str = "", by: User, at: dt.datetime, key: str
) -> DeclaredInterest:
    """An approving officer declares an interest, and leaves the case to another. The same `key` declares once."""
    application = _locked(application)
    body = body_of("declare", application.pk, by.pk, nature)
    done = DeclaredInterest.objects.filter(key=key).first()
    if done is not None:
        if bytes(done.body) != body:
            raise Refused(REUSED)
        return done
    may_declare(roles_of(by, london_date(at)), application).demand()
    made = DeclaredInterest.objects.create(
        application=application, by=by, nature=nature.strip(), at=at, on=london_date(at), key=key, body=body
    )
    audit.record(application.ref, "interest_declared", by=by, at=at, facts={"declared": made.pk})
    touch([application.ref])
    return made


def keep_declared(
    application: Application, councillor: Councillor, *, nature: str, by: User, at: dt.datetime, key: str
) -> DeclaredInterest:
    """Keep what a councillor declared beside their standing aside, and until when it is registered. Part of that."""
    on = london_date(at)
    return DeclaredInterest.objects.create(
        application=application, by=by, councillor=councillor, nature=nature.strip(),
        register_by=register_by(councillor, application, on, at), at=at, on=on, key=key,
        body=body_of("aside", application.pk, by.pk, nature),
    )  # fmt: skip
