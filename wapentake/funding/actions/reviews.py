"""An interest that the register shows only after an award: the Monitoring Officer is told once."""

import datetime as dt
import json

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, ReviewClosed

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
    entry, version = str(review.interest.entry), review.interest.pk
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=review.application.pk)
        if ReviewClosed.objects.filter(application=application, interest=version).exists():
            return False
        closed = ReviewClosed.objects.filter(application=application, interest__entry=entry).first()
        told = (record for record in audit.history(application.ref) if record.action == RAISED)
        since = (record for record in told if closed is None or record.at > closed.at)
        if any(json.loads(record.facts).get("entry") == entry for record in since):
            return False
        facts = {"entry": entry, "councillor": review.councillor.ref, "arose_before": review.arose_before}
        audit.record(application.ref, RAISED, by=None, at=at, facts=facts)
        touch({application.ref})
        for message in notices.look_again(review, at):
            send_after_commit(message)
    return True


@transaction.atomic
def close_review(
    review: queries.Review, outcome: str, *, reasons: str, publish: bool, by: User, at: dt.datetime
) -> ReviewClosed:
    """Close what an entry raised, with how it came out and why. Closed once; a later version raises it again."""
    application = Application.objects.select_for_update().get(pk=review.application.pk)
    again = ReviewClosed.objects.filter(application=application, interest=review.interest).first()
    rules.may_close_review(roles_of(by, london_date(at)), again).demand()
    closed = ReviewClosed.objects.create(
        application=application, interest=review.interest, outcome=outcome, reasons=reasons, published=publish,
        by=by, at=at,
    )  # fmt: skip
    facts = {"entry": str(review.interest.entry), "outcome": outcome, "published": publish}
    audit.record(application.ref, "looked_at_again", by=by, at=at, facts=facts)
    touch({application.ref})
    return closed
