"""The same purchase in several wards is taken up."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import JointPurchase
from ..queries import SamePurchase


@transaction.atomic
def take_up(found: SamePurchase, note: str, *, by: User, at: dt.datetime) -> JointPurchase:
    """Write down who buys for the wards together, or why each buys its own. A later note takes the earlier one's place.

    What stood before is in the audit.
    """
    rules.may_buy_together(roles_of(by, london_date(at))).demand()
    if not note.strip():
        raise Refused("Say who buys it and by when, or why each ward buys its own.")
    standing = JointPurchase.objects.select_for_update().filter(words=found.words).first()
    row = standing or JointPurchase(words=found.words)
    row.what, row.note, row.by, row.at = found.what, note.strip(), by, at
    row.save()
    facts = {"what": found.what, "wards": found.wards, "pence": found.pence, "note": row.note}
    audit.record(row.ref, "taken up", by=by, at=at, facts=facts)
    return row
