"""Where an award is paid to: for the officers of the desk, and what the group is to do about it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, BankAccount, Fund, PayeeDetails
from ..states.payees import PayeeState

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class PayeePage:
    """Where one award is paid to, for one reader. `full` is the account where it was asked for and may be seen."""

    reference: str
    title: str
    lede: str
    details: PayeeDetails | None
    facts: Facts
    full: Facts
    warning: str
    may_see: Verdict
    may_check: Verdict
    may_refuse: Verdict
    may_give: Verdict
    held: str
    before: list[Facts]


def payee_page(application: Application, roles: Roles, account: BankAccount | None = None) -> PayeePage:
    """Return the desk's page of an award's bank details."""
    details, rows = queries.details_of(application), queries.all_details_of(application)
    refused = Verdict.no("The group has given no bank details yet.")
    return PayeePage(
        reference=application.reference,
        title=f"{application.organisation}: where it is paid to",
        lede=f"{pounds_short(application.pence)} for {application.title}. {application.get_state_display()}.",
        details=details,
        facts=_facts(details) if details else [],
        full=_full(account),
        warning=_warning(application, account),
        may_see=rules.may_see_details(roles),
        may_check=rules.may_check_details(roles, details),
        may_refuse=rules.may_refuse_details(roles, details) if details else refused,
        may_give=rules.may_give_details(roles, application),
        held=rules.details_stand(application).reason,
        before=[_facts(row) for row in rows if details is None or row.pk != details.pk],
    )


def _facts(details: PayeeDetails) -> Facts:
    given = "the group, by its link" if details.given_by is None else details.given_by.name
    found = [("Account", details.masked), ("Given", f"{long_date(london_date(details.given_at))} by {given}")]
    if details.settled_by is None or details.settled_at is None:
        return [*found, ("Checked", "Not yet. The payment is held.")]
    who = f"{long_date(london_date(details.settled_at))} by {details.settled_by.name}"
    if details.state == PayeeState.REFUSED:
        return [*found, ("Refused", who), ("Why", details.said)]
    return [*found, ("Checked", who), ("How", f"{details.get_how_display()}. {details.said}")]


def _full(account: BankAccount | None) -> Facts:
    if account is None:
        return []
    code = "-".join(account.sort_code[place : place + 2] for place in (0, 2, 4))
    return [("Name on the account", account.name), ("Sort code", code), ("Account number", account.number)]


def _warning(application: Application, account: BankAccount | None) -> str:
    payee = queries.payee_of(application).name
    if account is None or rules.names_agree(account, payee):
        return ""
    return f"The name on the account is not that of the group, {payee}. Ask why before you check them."


def accounts_words(applications: list[Application], on: dt.date) -> dict[int, list[str]]:
    """Return the bank details of some applications, masked, with how each stands and how long they are kept."""
    found: dict[int, list[str]] = {one.pk: [] for one in applications}
    kept = {fund: _kept(fund, on) for fund in {one.fund for one in applications}}
    for row in PayeeDetails.objects.filter(application__in=found).select_related("application__fund").order_by("pk"):
        account = row.account
        name = f" of {account.name}" if account else ""
        stands = row.get_state_display().lower()
        found[row.application_id].append(f"{row.masked}{name}, {stands}. {kept[row.application.fund]}".strip())
    return found


def _kept(fund: Fund, on: dt.date) -> str:
    rule = queries.rule_on(fund, "keep_bank_details", on)
    return rule.text if rule else "No rule says how long they are kept."


def payee_words(application: Application) -> str:
    """Return in a sentence how an award's bank details stand."""
    details = queries.details_of(application)
    if details is None:
        return "The group has given no bank details."
    return f"{details.masked}: {details.get_state_display().lower()}."


@dataclass(frozen=True)
class ToDo:
    """What a group is to do now, why, and where; `later` is what it may do and nothing waits for."""

    title: str
    text: str
    button: str
    href: str
    later: bool = False


def payee_to_do(application: Application) -> ToDo | None:
    """Return what the group is to do about its bank details; nothing before it is awarded and once it is paid."""
    if not rules.may_give_details(None, application):
        return None
    details, href = queries.details_of(application), reverse("funding:give_details", args=[application.token])
    if details is None:
        return ToDo(
            "Where do we pay?", "We need the bank details of the group’s own account.", "Give bank details", href
        )
    if details.state == PayeeState.GIVEN:
        said = (
            f"{details.masked}, given on {long_date(london_date(details.given_at))}. A second officer makes sure of "
            "them from something that we knew before, such as your telephone number. The payment waits for that."
        )
        return ToDo("We check your bank details", said, "Give other bank details", href, later=True)
    said = f"{details.masked}, checked. If you change it, the payment waits until the new one is checked."
    return ToDo("Where we pay", said, "Change your bank details", href, later=True)
