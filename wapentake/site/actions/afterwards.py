"""The demonstration's awards after they were made: offers accepted."""

import datetime as dt

from wapentake.funding import actions as funding
from wapentake.funding.models import Application
from wapentake.funding.queries import offer_of
from wapentake.funding.rules import Answer

WHO = (("Ann Marsh", "Chair"), ("Imran Shah", "Treasurer"), ("Beth Oldroyd", "Secretary"))


def accept(application: Application, at: dt.datetime) -> None:
    """The group accepts what it was offered, by the last day on which it can."""
    offer = offer_of(application)
    if offer is None or offer.answer is not None:
        return
    name, position = WHO[application.pk % len(WHO)]
    late = max(at.date() - offer.until, dt.timedelta())
    given = Answer(accepts=True, name=name, position=position, sells=False)
    funding.answer_offer(application, given, by=None, at=at - late)
