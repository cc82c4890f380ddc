"""Who gives bank details, who checks them, and when a payment is held for them."""

import re

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, BankAccount, PayeeDetails
from ..states import ApplicationState
from ..states.payees import PAYEE, PayeeState
from .being_paid import not_being_paid

YES = Verdict.yes()
NOT_AWARDED = "Nothing is waiting to be paid here, so no bank details are needed."
NONE_STAND = "Held: the bank details that were given were refused, and the group has given no others yet."
ONLY_FINANCE = "Only a finance officer can see or check bank details."


def may_give_details(roles: Roles | None, application: Application) -> Verdict:
    """The group says by its link (no roles) where to pay, once it is awarded; or its co-ordinator types it in."""
    if roles is not None and not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the group, or the ward’s co-ordinator for it, gives bank details.")
    return not_being_paid(application) if application.state == ApplicationState.APPROVED else Verdict.no(NOT_AWARDED)


def may_see_details(roles: Roles) -> Verdict:
    """Bank details are for those who pay. Each look is recorded."""
    return YES if roles.has(RoleKind.FINANCE) else Verdict.no(ONLY_FINANCE)


def may_check_details(roles: Roles, details: PayeeDetails | None) -> Verdict:
    """A second person makes sure of bank details from something that was known before."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no(ONLY_FINANCE)
    if details is None:
        return Verdict.no("The group has given no bank details yet.")
    if details.state != PayeeState.GIVEN:
        return Verdict.no(f"{details.get_state_display()}: nothing is left to check here.")
    newest = queries.details_of(details.application)
    if newest is None or newest.pk != details.pk:
        return Verdict.no("The group has given other bank details since. Look at those.")
    if details.given_by_id == roles.user.pk:
        return Verdict.no("You typed these bank details in, so another officer must check them.")
    return may_give_details(None, details.application)


def may_refuse_details(roles: Roles, details: PayeeDetails) -> Verdict:
    """A finance officer refuses bank details that are not the group's, also checked ones until they are paid to."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no(ONLY_FINANCE)
    if not PAYEE.verdict(details.state, PayeeState.REFUSED):
        return Verdict.no("These bank details have been refused already.")
    return may_give_details(None, details.application)


def details_stand(application: Application) -> Verdict:
    """A payment is held while bank details wait for their check. Without any, it goes by journal or as known before."""
    details = queries.details_of(application)
    return details_are_checked(details, given=details is not None or bool(queries.all_details_of(application)))


def details_are_checked(details: PayeeDetails | None, *, given: bool) -> Verdict:
    """The same, of the details that stand. `given`: there were some, also if none stands now."""
    if details is None:
        return Verdict.no(NONE_STAND) if given else YES
    if details.state == PayeeState.CHECKED:
        return YES
    day = long_date(london_date(details.given_at))
    return Verdict.no(
        f"Held: bank details were given on {day}, and a second person has not checked them. Open “Where it is paid "
        "to”, make sure of them from something that was known before, and record how."
    )


def another_pays(roles: Roles, details: PayeeDetails | None) -> Verdict:
    """Who made sure of the bank details does not pay to them."""
    if details is not None and details.settled_by_id == roles.user.pk:
        return Verdict.no("You checked these bank details, so another officer must pay.")
    return YES


def names_agree(account: BankAccount, payee: str) -> bool:
    """Whether an account's name and a payee's read the same, but for case, signs and what kind of body it is."""
    return _plain(account.name) == _plain(payee)


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", name.casefold().replace("&", " and ")).split()
    return " ".join(word for word in words if word not in ("the", "ltd", "limited", "cic", "cio"))
