"""To whom an award was made: the name and number that stood in the decision, whatever the body is called later.

Who was paid as a person is named nowhere here: all that asks is read in public.
"""

from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import standing
from wapentake.organisations.states import OrganisationKind

from ..models import Application, Decision
from ..states import DecisionKind

COMPANY_DIGITS = 8


class Payee(NamedTuple):
    """A body's name, and its charity or company number; empty without one."""

    name: str
    number: str


def payee_now(organisation: Organisation) -> Payee:
    """Return a body's name and number as the council's list has them now."""
    return Payee(organisation.name, organisation.charity_number or organisation.company_number)


def with_payees(rows: QuerySet[Application]) -> QuerySet[Any]:
    """Add what the newest approval says of the payee, for `payee_of`."""
    approvals = Decision.objects.filter(application=OuterRef("pk"), kind=DecisionKind.APPROVE).order_by("-pk")
    return rows.annotate(
        payee_name=Subquery(approvals.values("payee_name")[:1]),
        payee_number=Subquery(approvals.values("payee_number")[:1]),
    )


def payee_of(application: Application) -> Payee:
    """Return to whom an award was made. Rows of `awards` carry it; others cost a query.

    Decisions of before names were kept, and applications that are not approved, have the name of now.
    """
    if application.organisation.kind == OrganisationKind.PERSON:
        return Payee(application.organisation.public_name, "")
    carried: dict[str, Any] = vars(application)
    if "payee_name" in carried:
        name, number = carried["payee_name"], carried["payee_number"]
    else:
        approvals = application.decisions.filter(kind=DecisionKind.APPROVE).order_by("-pk")
        name, number = approvals.values_list("payee_name", "payee_number").first() or ("", "")
    return Payee(name, number or "") if name else payee_now(application.organisation)


def numbers_of(application: Application) -> tuple[str, str]:
    """Return the charity number and the company number of an award's payee; empty without one.

    The award keeps one number. Where the list has changed since, eight digits are a company's.
    """
    payee, body = payee_of(application), application.organisation
    if body.kind == OrganisationKind.PERSON:
        return "", ""
    if payee == payee_now(body):
        return body.charity_number, body.company_number
    is_company = len(payee.number) == COMPANY_DIGITS and payee.number.isdecimal()
    return ("", payee.number) if is_company else (payee.number, "")


def named_now(application: Application) -> str:
    """Return what the payee of an award is called now, where that differs from the award; nothing where it does not."""
    now = standing(application.organisation).public_name
    return now if now != payee_of(application).name else ""
