"""Bank details: given by the group, seen, checked or refused by a second person."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, BankAccount, PayeeDetails
from ..states.payees import CheckedBy, PayeeState
from .letters import tell

NO_CHECK = "Say whom you asked and where, or what you saw: it is kept with the bank details."
NO_WHY = "Say why you refuse them: it is kept, and the group is asked again."
LOST = "These bank details can no longer be read. Ask the group to give them again."


@transaction.atomic
def give_details(application: Application, account: BankAccount, *, by: User | None, at: dt.datetime) -> PayeeDetails:
    """The group says where to pay (`by=None`: by its own link). The payment is held until a second person checks it."""
    application = _held_award(application)
    roles = roles_of(by, london_date(at)) if by is not None else None
    rules.may_give_details(roles, application).demand()
    newest = queries.details_of(application)
    if newest is not None and newest.account == account:
        return newest
    details = PayeeDetails.objects.create(application=application, sealed=account.sealed(), given_at=at, given_by=by)
    facts = {"details": details.pk, "before": newest.pk if newest else None}
    audit.record(application.ref, "bank details given", by=by, at=at, facts=facts)
    known = queries.addresses_known(application)
    tell(*notices.details_given(application, known, changed=newest is not None), at=at)
    touch([application.ref])
    return details


@transaction.atomic
def check_details(details: PayeeDetails, *, how: CheckedBy, said: str, by: User, at: dt.datetime) -> PayeeDetails:
    """A second person has found the bank details to be the group's, which frees the payment."""
    application, details = _held_details(details)
    if details.state == PayeeState.CHECKED and details.settled_by_id == by.pk:
        return details
    rules.may_check_details(roles_of(by, london_date(at)), details).demand()
    if not said.strip():
        raise Refused(NO_CHECK)
    details.how = how
    _settle_details(details, PayeeState.CHECKED, said, by, at)
    before = application.payee_details.filter(state=PayeeState.CHECKED).exclude(pk=details.pk)
    replaced = sorted(before.values_list("pk", flat=True))
    before.update(state=PayeeState.REPLACED)
    audit.record(
        application.ref, "bank details checked", by=by, at=at,
        facts={"details": details.pk, "how": how, "replaced": replaced},
        personal={"said": said.strip()},
    )  # fmt: skip
    tell(notices.details_checked(application), at=at)
    return details


@transaction.atomic
def refuse_details(details: PayeeDetails, *, said: str, by: User, at: dt.datetime) -> PayeeDetails:
    """A finance officer refuses bank details that are not the group's. What was checked before them stands again."""
    application, details = _held_details(details)
    rules.may_refuse_details(roles_of(by, london_date(at)), details).demand()
    if not said.strip():
        raise Refused(NO_WHY)
    _settle_details(details, PayeeState.REFUSED, said, by, at)
    audit.record(
        application.ref, "bank details refused", by=by, at=at, facts={"details": details.pk},
        personal={"said": said.strip()},
    )  # fmt: skip
    tell(notices.details_refused(application), at=at)
    return details


@transaction.atomic
def open_details(details: PayeeDetails, *, by: User, at: dt.datetime) -> BankAccount:
    """Show bank details in full to somebody who pays. That they looked is recorded."""
    rules.may_see_details(roles_of(by, london_date(at))).demand()
    account = details.account
    if account is None:
        raise Refused(LOST)
    audit.record(details.application.ref, "bank details seen", by=by, at=at, facts={"details": details.pk})
    return account


def _settle_details(details: PayeeDetails, to: PayeeState, said: str, by: User, at: dt.datetime) -> None:
    details.state, details.said, details.settled_by, details.settled_at = to, said.strip(), by, at
    details.save(update_fields=["state", "how", "said", "settled_by", "settled_at"])
    touch([details.application.ref])


def _held_details(details: PayeeDetails) -> tuple[Application, PayeeDetails]:
    """Return the award, held until the end of the action, and the bank details as they are now."""
    application = _held_award(details.application)
    details = PayeeDetails.objects.get(pk=details.pk)
    details.application = application
    return application, details


def _held_award(application: Application) -> Application:
    found = Application.objects.select_for_update(of=("self",))
    return found.select_related("fund", "ward", "councillor__user", "organisation").get(pk=application.pk)
