"""An officer's word on several applications of one group."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import Application, NotSplit


@transaction.atomic
def say_not_split(application: Application, why: str, *, by: User, at: dt.datetime) -> NotSplit:
    """Keep why several applications of one group are no splitting. Raises `Refused` where nothing is to be said."""
    found = Application.objects.select_for_update(of=("self",))
    application = found.select_related("fund", "ward", "organisation").get(pk=application.pk)
    rules.may_say_not_split(roles_of(by, london_date(at)), application, london_date(at)).demand()
    if not why.strip():
        raise Refused("Say why it is not splitting: it is kept with the application.")
    split = queries.split_of(application, london_date(at))
    said = NotSplit.objects.create(application=application, why=why, by=by, at=at)
    facts = {"with": [one.reference for one in split.others] if split else []}
    audit.record(application.ref, "said not to be split", by=by, at=at, facts=facts)
    touch([application.ref])
    return said
