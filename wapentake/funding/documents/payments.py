"""A payment run as the file that the finance system reads."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings

from wapentake.foundation.calendars import london_date

from ..models import BankAccount, PaymentLine, PaymentRun
from .cells import Value, csv_lines, in_pounds

COLUMNS: dict[str, Callable[[PaymentLine, BankAccount], Value]] = {
    "Reference": lambda line, account: line.reference,
    "Payee": lambda line, account: account.name,
    "Sort code": lambda line, account: account.sort_code,
    "Account number": lambda line, account: account.number,
    "Amount": lambda line, account: in_pounds(line.pence),
    "Instalment": lambda line, account: str(line.instalment.number) if line.instalment else "",
    "Organisation": lambda line, account: line.application.organisation.name,
    "Fund": lambda line, account: line.application.fund.name,
    "Cost centre": lambda line, account: line.application.fund.prefix,
    "Ward": lambda line, account: line.application.ward.name,
    "Date": lambda line, account: london_date(line.run.made_at),
}


def payment_lines(lines: Iterable[PaymentLine]) -> Iterator[str]:
    """Yield the file line by line, with exactly the columns of the setting, in its order."""
    heads = settings.WAPENTAKE_PAYMENT_COLUMNS
    rows = ((line, line.details.account) for line in lines)
    yield from csv_lines(heads, ([COLUMNS[head](line, account) for head in heads] for line, account in rows if account))


def payment_file_name(run: PaymentRun) -> str:
    """Return the file's name, which carries the control count and total."""
    return f"payment-run-{run.pk}-{run.count}-lines-{in_pounds(run.pence):.2f}.csv"
