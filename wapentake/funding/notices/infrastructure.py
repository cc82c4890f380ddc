"""To the officers who publish the yearly infrastructure funding statement: it is due soon, or late."""

import datetime as dt

from django.conf import settings

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.mail import Message
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind


def statement_reminders(year: FinancialYear, due_on: dt.date, on: dt.date) -> list[Message]:
    """To each planning and finance officer: the infrastructure funding statement is due soon, or late."""
    late = due_on < on
    title = f"The infrastructure funding statement {year.label} is {'late' if late else 'due'}"
    when = f"It was due by {long_date(due_on)}" if late else f"It is to be published by {long_date(due_on)}"
    page = f"{settings.WAPENTAKE_ADDRESS}/budget/{year.slug}/infrastructure/"
    publish = f"{settings.WAPENTAKE_ADDRESS}/desk/levy/statements/{year.starts_in}/publish/"
    text = (
        f"{when} (Community Infrastructure Levy Regulations 2010, regulation 121A). Its neighbourhood portion is made "
        f"of the ledger already.\n\nRead it: {page}\nPublish it: {publish}\n"
    )
    kinds = (RoleKind.PLANNING_OFFICER, RoleKind.FINANCE)
    addresses = sorted({held.user.email for kind in kinds for held in holders(kind, on)})
    return [Message(to=[address], subject=title, text=text) for address in addresses]
