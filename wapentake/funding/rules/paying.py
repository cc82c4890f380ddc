"""Who pays an award, and what holds it: asked of one, or of many at once by what is known of them already."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, Decision
from ..queries.offers import is_offered
from ..queries.paying import Paying, paying_of
from ..states import ApplicationState
from ..states.fund_rules import Choices
from ..states.instalments import ShownFirst
from ..states.payees import PaidTo
from .applications import _no_part_in, _support_still_stands, _year_over, _year_takes
from .award_tests import signed_off_by
from .barred import not_among
from .being_paid import nobody_cancels, not_in_run
from .instalments import part_may_be_paid
from .offers import offer_stands
from .payee_details import another_pays, details_are_checked
from .projects import nothing_waits
from .steps import may_become

YES = Verdict.yes()


@dataclass(frozen=True)
class Hold:
    """What can hold a payment, in a few words, and what to do about it."""

    title: str
    todo: str


STEP = Hold("It is not at the step where it is paid", "Open it, and see where it stands.")
OWN_PART = Hold("You had another part in it", "Another finance officer makes the run that pays it.")
INTEREST = Hold("The register shows an interest in the group", "The Monitoring Officer looks at it first.")
RENAMED = Hold("The payee is not named as it was", "Ask the co-ordinator to put it right.")
IN_A_RUN = Hold("It is in a payment run", "Say in that run what the bank did.")
PROJECT = Hold("Other parts of its project are missing", "It can be paid once they are awarded, or less is enough.")
OFFER = Hold(
    "The group has not accepted its offer",
    "The group accepts it by its link, or tells its co-ordinator, who writes it down. Then it can be paid.",
)
CANCELLED = Hold("It is to be cancelled", "A second officer confirms that, or drops it.")
INSTALMENT = Hold("Its next instalment is not due", "It can be paid from its day on, once what it waits for was read.")
DETAILS = Hold("Its bank details are not checked", "Open the award, and see where it is paid to.")
HOUSING = Hold("Housing has not signed it off", "A housing officer signs off the tenants’ benefit first.")
CLOSED = Hold("Its year is closed", "Nothing is paid of a closed year. Open the award, and see what can be done.")


def may_pay(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """A finance officer pays, and never what they approved, supported, applied for or have a part in."""
    return may_pay_it(roles, paying_of([application])[application.pk], at)


def may_pay_it(roles: Roles, known: Paying, at: dt.datetime) -> Verdict:
    """The same, of an award of which all is known: nothing more is asked, but of a payee that the register may name."""
    return first_refusal(*(verdict for _, verdict in holds(roles, known, at)))


def holds(roles: Roles, known: Paying, at: dt.datetime) -> list[tuple[Hold, Verdict]]:
    """Return all that can hold a payment, and whether it does, in the order in which it is told."""
    if not roles.has(RoleKind.FINANCE):
        return [(OWN_PART, Verdict.no("Only a finance officer can pay an award."))]
    application, approval = known.application, known.approval
    if approval is not None and approval.by_id == roles.user.pk:
        return [(OWN_PART, Verdict.no("You approved this award, so another officer must pay it."))]
    return [
        (STEP, may_become(application, ApplicationState.PAID)),
        (OWN_PART, not_among(roles, known.declared)),
        (OWN_PART, _no_part_in(roles, application, known.supporters, known.entered, known.voters)),
        (INTEREST, _support_still_stands(application, at) if known.interest else YES),
        (RENAMED, _payee_stands(application, approval)),
        (IN_A_RUN, not_in_run(known.line)),
        (PROJECT, nothing_waits(known.waits)),
        (OFFER, offer_stands(application, known.offer)),
        (CANCELLED, nobody_cancels(known.cancellation)),
        (INSTALMENT, part_may_be_paid(known.part, roles.on)),
        (DETAILS, details_are_checked(known.details, given=known.given)),
        (DETAILS, _details_are_given(known, roles.on)),
        (OWN_PART, another_pays(roles, known.details)),
        (OWN_PART, another_wrote_it_down(roles, known)),
        (HOUSING, signed_off_by(known.rules.on(application.fund_id, roles.on), signed=known.signed)),
        (CLOSED, YES if known.open else _year_over(application)),
    ]


def _details_are_given(known: Paying, on: dt.date) -> Verdict:
    """Where the fund's rule of the day wants it, a group is paid to bank details that were checked and nowhere else."""
    rule = known.rules.on(known.application.fund_id, on).one("paid_to", Choices)
    if rule is None or PaidTo.CHECKED not in rule[0].values or known.details is not None:
        return YES
    if not is_offered(known.application):
        return YES
    return Verdict.no(
        "Held: the group has given no bank details. It gives them by its link, or its co-ordinator types them in; then "
        f"a second person checks them. {rule[1].cited}"
    )


def another_wrote_it_down(roles: Roles, known: Paying) -> Verdict:
    """Nobody lets out money on their own word: on what they wrote down, read or signed off."""
    me, details, offer, part = roles.user.pk, known.details, known.offer, known.part
    if known.signer == me:
        return Verdict.no("You signed off the tenants’ benefit, so another officer must pay.")
    if details is not None and details.given_by_id == me:
        return Verdict.no("You wrote down these bank details, so another officer must pay.")
    if offer is not None and offer.answer is not None and offer.answer.entered_by_id == me:
        return Verdict.no("You wrote down that the group accepts the offer, so another officer must pay.")
    if part is not None and part.first != ShownFirst.NOTHING and me in (part.seen_by_id, part.shown_by_id):
        return Verdict.no("You read what the group showed for this instalment, so another officer must pay it.")
    return YES


def may_be_booked(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """What the bank has paid is entered whatever changed since it was sent: the money is gone."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no("Only a finance officer can say what the bank did.")
    return first_refusal(may_become(application, ApplicationState.PAID), _year_takes(application))


def _payee_stands(application: Application, approval: Decision | None) -> Verdict:
    """The money goes to the body that was approved: one that was renamed since is decided on again."""
    if approval is None or not approval.payee_name:
        return YES
    now = queries.payee_now(application.organisation)
    if now == (approval.payee_name, approval.payee_number):
        return YES
    was, is_now = (_named(*each) for each in ((approval.payee_name, approval.payee_number), now))
    return Verdict.no(
        f"It was awarded to {was}, and the list of organisations now says {is_now}. Ask the co-ordinator to put the "
        "list right, or to withdraw the award, so that it is decided again."
    )


def _named(name: str, number: str) -> str:
    return f"{name}, number {number}" if number else f"{name}, without a number"
