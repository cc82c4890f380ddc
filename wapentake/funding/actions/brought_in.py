"""Awards of years before this program, brought in as the council's own statements give them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import connection, transaction

from wapentake.foundation.calendars import FinancialYear, london_date, start_of_day
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import queries, rules
from ..models import Account, Application, Decision, Fund, FundYear
from ..rules import Asked
from ..states import ApplicationState, DecisionKind, LegalBasis, Stage, TransferKind
from .funds import BOROUGH, _may
from .groups import organisation_of
from .ledger import Posting, body_of, post
from .reach import for_statement, keep_reach

NOTHING_KNOWN = "Not recorded: brought in from the statement of that year."
Holder = tuple[int, int, int]


@dataclass(frozen=True)
class PastAward:
    """An award as a statement gives it: paid in full in the year that it was awarded in."""

    asked: Asked
    awarded_on: dt.date


@transaction.atomic
def bring_in_awards(awards: Sequence[PastAward], *, source: str, by: User, at: dt.datetime) -> list[Application]:
    """Bring in awards that were made and paid elsewhere, all or none, and return them in the order of their dates.

    The money goes from left to paid on the day of the award; `source` is told as the decision's reason. Of a year that
    is not over nothing is brought in. Raises `Refused`, also where a holder had too little money.
    """
    _may(by, at)
    if not source.strip():
        raise Refused("Say which statement the awards come from.")
    rows = sorted(awards, key=lambda award: (award.asked.fund.pk, award.awarded_on))
    made: list[Application] = []
    for (fund, year), group in groupby(rows, key=lambda award: (award.asked.fund, award_year(award))):
        if year.end >= london_date(at):
            raise Refused(f"The year {year.label} is not over: its awards are decided here.")
        made += _bring_in(fund, year, list(group), source, by, at)
    touch({BOROUGH, *(f"fund:{one.fund.key}" for one in made), *(one.ward.ref for one in made)})
    return made


def award_year(award: PastAward) -> FinancialYear:
    """Return the financial year that an award was made in."""
    return FinancialYear.of(award.awarded_on)


def _bring_in(
    fund: Fund, year: FinancialYear, awards: list[PastAward], source: str, by: User, at: dt.datetime
) -> list[Application]:
    row = FundYear.objects.select_for_update().get(fund=fund, year=year.starts_in)
    first = row.last_number + 1
    row.last_number += len(awards)
    row.save(update_fields=["last_number"])
    applications = Application.objects.bulk_create(
        _application(award, f"{fund.prefix}-{year.starts_in}-{number:04d}", year, at)
        for number, award in enumerate(awards, first)
    )
    keep_reach((application, award.asked) for application, award in zip(applications, awards, strict=True))
    transfers = _next_transfers(len(awards))
    Decision.objects.bulk_create(
        _decision(application, transfer, source, by, at)
        for application, transfer in zip(applications, transfers, strict=True)
    )
    accounts = _accounts(fund, year)
    for application, transfer in zip(applications, transfers, strict=True):
        post(_posting(application, accounts, by, source), transfer)
    return applications


def _application(award: PastAward, reference: str, year: FinancialYear, at: dt.datetime) -> Application:
    asked = award.asked
    return Application(
        reference=reference, fund=asked.fund, year=year.starts_in, ward=asked.ward, councillor=asked.councillor,
        cluster=asked.cluster,
        organisation=organisation_of(asked, at=at), priority=asked.priority, title=asked.title, purpose=asked.purpose,
        who_benefits=asked.who_benefits, who_was_asked=asked.who_was_asked, pence=asked.pence,
        contact_name=asked.contact_name, contact_email=asked.contact_email, state=ApplicationState.PAID,
        submitted_at=start_of_day(award.awarded_on), decided_on=award.awarded_on, **for_statement(asked),
    )  # fmt: skip


def _decision(application: Application, transfer: int, source: str, by: User, at: dt.datetime) -> Decision:
    assert application.decided_on is not None  # _application sets it
    key = f"brought-in:{application.reference}"
    name, number = queries.payee_now(application.organisation)
    return Decision(
        payee_name=name, payee_number=number,
        application=application, kind=DecisionKind.APPROVE, by=by, on=application.decided_on, at=at,
        basis=LegalBasis.ENTERED, reasons=source, alternatives=NOTHING_KNOWN, key=key,
        body=body_of("brought in", application.reference, source), transfer_id=transfer,
    )  # fmt: skip


def _posting(application: Application, accounts: Mapping[Holder, Mapping[str, int]], by: User, source: str) -> Posting:
    held = accounts.get(queries.whose(application).holder_key, {})
    had = f"{application.cluster or application.ward} had"
    if Stage.LEFT not in held:
        raise Refused(rules.enough_left(0, application.pence, had).reason)
    return Posting(
        key=f"brought-in:{application.reference}", kind=TransferKind.PAY,
        legs={held[Stage.LEFT]: -application.pence, held[Stage.PAID]: application.pence}, by=by,
        at=application.submitted_at, stream=application.ref, action="brought in", facts={"source": source},
        application=application, whose=had,
    )  # fmt: skip


def _accounts(fund: Fund, year: FinancialYear) -> dict[Holder, dict[str, int]]:
    found: dict[Holder, dict[str, int]] = {}
    for account in Account.objects.filter(fund=fund, year=year.starts_in).exclude(stage=Stage.SOURCE):
        key = (account.ward_id or 0, account.councillor_id or 0, account.cluster_id or 0)
        found.setdefault(key, {})[account.stage] = account.pk
    return found


def _next_transfers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('funding_transfer', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [int(row[0]) for row in cursor.fetchall()]
