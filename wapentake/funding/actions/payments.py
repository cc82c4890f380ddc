"""Payment runs: made once, saved as a file, settled line by line with what the bank did."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles, roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import Application, PaymentLine, PaymentRun
from ..queries.instalments import next_instalment
from ..queries.payments import BY_LINE
from ..states.payees import PayeeState
from ..states.payments import LineState
from .applications import pay
from .ledger import REUSED
from .payee_details import refuse_details

NOTHING = "Choose at least one award to pay."
NO_REASON_OF_BANK = "Say why the bank rejected it: the group is asked for other bank details."


@dataclass(frozen=True)
class BankSaid:
    """What the bank did with a line: paid, or rejected and why."""

    paid: bool
    why: str = ""


@transaction.atomic
def make_run(awards: Sequence[Application], *, by: User, at: dt.datetime, key: str) -> PaymentRun:
    """Finance makes a run of these awards. Nothing is paid by it. The same `key` makes one run."""
    asked = sorted(award.pk for award in awards)
    found = Application.objects.select_for_update(of=("self",)).filter(pk__in=asked).order_by("pk")
    rows = list(found.select_related("fund", "ward", "councillor__user", "organisation"))
    if done := PaymentRun.objects.filter(key=key).first():
        if sorted(done.lines.values_list("application", flat=True)) != asked or done.made_by_id != by.pk:
            raise Refused(REUSED)
        return done
    roles = roles_of(by, london_date(at))
    rules.may_run_payments(roles).demand()
    if not rows:
        raise Refused(NOTHING)
    lines = [_line_for(roles, row, at) for row in rows]
    total = sum(line.pence for line in lines)
    try:
        with transaction.atomic():
            run = PaymentRun.objects.create(key=key, made_by=by, made_at=at, count=len(lines), pence=total)
    except IntegrityError:
        raise Refused(REUSED) from None
    for line in lines:
        line.run = run
    PaymentLine.objects.bulk_create(lines)
    facts = {"count": run.count, "pence": run.pence, "awards": [row.reference for row in rows]}
    audit.record(run.ref, "made", by=by, at=at, facts=facts)
    return run


def _line_for(roles: Roles, row: Application, at: dt.datetime) -> PaymentLine:
    verdict = rules.may_be_sent(roles, row, at)
    if not verdict:
        raise Refused(f"{row.reference}: {verdict.reason}")
    part = next_instalment(row)
    pence = part.pence if part else row.pence
    return PaymentLine(application=row, instalment=part, details=queries.details_of(row), pence=pence)


@transaction.atomic
def save_run(run: PaymentRun, *, by: User, at: dt.datetime) -> list[PaymentLine]:
    """Hand the lines out for the file, with the bank details in full. Each time is recorded; the file is the same."""
    rules.may_run_payments(roles_of(by, london_date(at))).demand()
    audit.record(run.ref, "file saved", by=by, at=at, facts={"count": run.count, "pence": run.pence})
    return list(queries.lines_of_run(run))


@transaction.atomic
def settle_run(
    run: PaymentRun, said: Mapping[int, BankSaid], unmatched: Sequence[str] = (), *, by: User, at: dt.datetime
) -> PaymentRun:
    """Say what the bank did, by the line's key. What was paid moves in the ledger; what was rejected asks the group.

    `unmatched` are lines of the bank's answer that are of none of ours: they are kept to be looked into.
    """
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    roles = roles_of(by, london_date(at))
    rules.may_run_payments(roles).demand()
    lines = {line.pk: line for line in queries.lines_of_run(run)}
    settled = [pk for pk in sorted(said) if pk in lines and not _as_before(lines[pk], said[pk])]
    for pk in settled:
        rules.may_settle_line(roles, lines[pk]).demand()
        _settle_line(lines[pk], said[pk], by, at)
    run.unmatched = list(dict.fromkeys([*run.unmatched, *unmatched]))
    run.save(update_fields=["unmatched"])
    facts = {
        "paid": [pk for pk in settled if said[pk].paid], "rejected": [pk for pk in settled if not said[pk].paid],
        "unmatched": len(run.unmatched),
    }  # fmt: skip
    audit.record(run.ref, "settled", by=by, at=at, facts=facts)
    return run


def _as_before(line: PaymentLine, said: BankSaid) -> bool:
    """Whether the same was said of a line before: a form that comes twice."""
    return line.state == (LineState.PAID if said.paid else LineState.REJECTED)


def _settle_line(line: PaymentLine, said: BankSaid, by: User, at: dt.datetime) -> None:
    line.state, line.said, line.settled_at = (LineState.PAID if said.paid else LineState.REJECTED), said.why, at
    line.save(update_fields=["state", "said", "settled_at"])
    if said.paid:
        number = line.instalment.number if line.instalment else None
        pay(line.application, by=by, at=at, key=f"{BY_LINE}{line.pk}", number=number, by_bank=True)
        return
    if not said.why.strip():
        raise Refused(f"{line.application.reference}: {NO_REASON_OF_BANK}")
    if line.details.state == PayeeState.CHECKED:
        refuse_details(line.details, said=f"Rejected by the bank: {said.why.strip()}", by=by, at=at)
