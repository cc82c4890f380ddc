"""What a group says about selling, when an officer asks it: what it wrote itself is never lost from the record."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from ..models import Application, Particulars
from ..rules.subsidies import may_say_sells


@transaction.atomic
def say_sells(application: Application, sells: bool, sold: str = "", *, by: User, at: dt.datetime) -> Particulars:
    """Write down whether a group sells goods or services, and what. The same words again change nothing."""
    found = Application.objects.select_for_update(of=("self",))
    application = found.select_related("fund", "ward", "organisation").get(pk=application.pk)
    sold = sold.strip() if sells else ""
    row = Particulars.objects.filter(application=application).first() or Particulars(application=application)
    if row.pk is not None and (row.sells, row.sold) == (sells, sold):
        return row
    may_say_sells(roles_of(by, london_date(at)), application).demand()
    if sells and not sold:
        raise Refused("Say in a few words what the group sells.")
    facts = {"sells": sells, "said before": row.sells}
    row.sells, row.sold = sells, sold
    row.save()
    audit.record(application.ref, "said whether it sells", by=by, at=at, facts=facts)
    touch([application.ref])
    return row
