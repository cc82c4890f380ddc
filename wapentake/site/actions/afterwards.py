"""The demonstration's awards after they were made: offers accepted, bank details given and checked, a payment run."""

import datetime as dt

from wapentake.foundation.calendars import london_date
from wapentake.funding import actions as funding
from wapentake.funding.models import Application, BankAccount
from wapentake.funding.queries import awards_with_checked_details, offer_of
from wapentake.funding.rules import Answer, may_be_sent
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.payees import CheckedBy
from wapentake.office.queries import roles_of

from .world import World

WHO = (("Ann Marsh", "Chair"), ("Imran Shah", "Treasurer"), ("Beth Oldroyd", "Secretary"))
IN_A_RUN = 2


def accept(application: Application, at: dt.datetime) -> None:
    """The group accepts what it was offered, by the last day on which it can."""
    offer = offer_of(application)
    if offer is None or offer.answer is not None:
        return
    name, position = WHO[application.pk % len(WHO)]
    late = max(london_date(at) - offer.until, dt.timedelta())
    given = Answer(accepts=True, name=name, position=position, sells=False)
    funding.answer_offer(application, given, by=None, at=at - late)


def load_afterwards(world: World) -> None:
    """Of what waits to be paid: most is accepted, some has bank details, of which most are checked; a run is made."""
    waiting = Application.objects.filter(state=ApplicationState.APPROVED, instalments=None).order_by("pk")
    offered = [row for row in waiting.select_related("fund", "organisation") if offer_of(row) is not None]
    for number, row in enumerate(offered):
        offer = offer_of(row)
        if number % 4 or (offer and offer.until < world.on):
            accept(row, world.at)
            _pay_to(world, row, number)
    roles = roles_of(world.people["colin"], world.on)
    ready = [row for row in awards_with_checked_details() if may_be_sent(roles, row, world.at)][:IN_A_RUN]
    if ready:
        funding.make_run(ready, by=world.people["colin"], at=world.at, key="demonstration:run")


def _pay_to(world: World, row: Application, number: int) -> None:
    """The group says where to pay; a finance officer has called it, or not yet."""
    if number % 5 == 0:
        return
    account = BankAccount(row.organisation.name, "000000", f"{10_000_000 + row.pk % 80_000_000}")
    details = funding.give_details(row, account, by=None, at=world.at)
    if number % 3:
        said = "The treasurer, on the number of the application"
        funding.check_details(details, how=CheckedBy.CALL, said=said, by=world.people["nadia"], at=world.at)
