"""An interest that the register shows only after an award: the Monitoring Officer is told once."""

import datetime as dt
import json

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit

from .. import notices, queries
from ..models import Application

RAISED = "look_again"


def raise_reviews(refs: list[str], *, at: dt.datetime) -> int:
    """Raise what these councillors' registers newly show, and return how many. Asked again, it raises nothing twice."""
    wanted = {ref.partition(":")[2] for ref in refs}
    found = [review for review in queries.awards_to_look_at_again() if str(review.councillor.pk) in wanted]
    return sum(raise_review(review, at=at) for review in found)


def raise_review(review: queries.Review, *, at: dt.datetime) -> bool:
    """Note on an award that it is to be looked at again, and write to the Monitoring Officer; False if that was done.

    What the interest is stays in the register: it may be a withheld one.
    """
    entry = str(review.interest.entry)
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=review.application.pk)
        told = (record for record in audit.history(application.ref) if record.action == RAISED)
        if any(json.loads(record.facts).get("entry") == entry for record in told):
            return False
        facts = {"entry": entry, "councillor": review.councillor.ref, "arose_before": review.arose_before}
        audit.record(application.ref, RAISED, by=None, at=at, facts=facts)
        touch({application.ref})
        for message in notices.look_again(review, at):
            send_after_commit(message)
    return True
