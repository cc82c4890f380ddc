"""One application's way: submitted, supported, approved, paid; or declined, or withdrawn."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import Message
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Dispensation
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, Decision, FundYear, Project
from ..queries.projects import first_part, other_parts
from ..rules import Asked
from ..rules.paying import may_be_booked
from ..states import ApplicationState, DecisionKind, LegalBasis, Stage, TransferKind
from ..states.refs import MONEY
from .groups import organisation_of, typed_by
from .instalments import become_paid, part_paid_by
from .ledger import REUSED, Posting, body_of, next_transfer, post, posted
from .letters import tell
from .monitoring import expect_monitoring
from .officer_checks import keep_checks
from .particulars import keep_more
from .parts import hand_on, hold_project
from .reach import for_statement, keep_reach
from .turns import end_turns, put_on

NO_REASONS = "Give your reasons: they are published with the decision."
NO_EQUALITY = "Say who gains, and whether anybody could lose: it is published with the decision."
INTERESTED = "You have an interest in this, so you cannot decide on it. Declare it, and let somebody else decide."
# What an application is about, and what shows it.
SHOWN = ("fund", "ward", "councillor", "cluster", "priority", "organisation")
NO_ALTERNATIVES = "Say what else was considered, and why not. If nothing was, say so."


# --- Asking ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def submit_application(asked: Asked, *, by: User | None, at: dt.datetime, of: Project | None = None) -> Application:
    """A group asks a fund for money. Returns the application with its reference. `by=None` is the group itself.

    Part `of` a project, it is confirmed with the others. Raises `Refused` when the fund takes no applications today.
    """
    on = london_date(at)
    if asked.pence <= 0:
        raise Refused("Ask for more than £0.")
    rules.may_send(asked, on).demand()
    year, first = FinancialYear.of(on), first_part(of) if of else None
    organisation = first.organisation if first else organisation_of(asked, at=at)
    application = Application.objects.create(
        reference=_next_reference(asked, year), fund=asked.fund, year=year.starts_in, ward=asked.ward,
        councillor=asked.councillor, cluster=asked.cluster, organisation=organisation, priority=asked.priority,
        title=asked.title, purpose=asked.purpose, who_benefits=asked.who_benefits, who_was_asked=asked.who_was_asked,
        pence=asked.pence, contact_name=asked.contact_name, contact_email=asked.contact_email, submitted_at=at,
        cost_pence=asked.cost_pence or None, costs=asked.costs, route=asked.route, admits=list(asked.admits),
        project=of, **for_statement(asked), **typed_by(asked),
    )  # fmt: skip
    keep_reach([(application, asked)] if first is None else [])
    keep_more(application, asked, with_costs=first is None)
    audit.record(
        application.ref, "submitted", by=by, at=at,
        facts={"fund": asked.fund.key, "ward": asked.ward.code, "pence": asked.pence, "group": organisation.pk},
        personal={"name": asked.contact_name, "email": asked.contact_email},
    )  # fmt: skip
    tell(notices.received(application) if of is None else None, at=at)
    put_on(application, at=at)
    tell(notices.asks_elsewhere(application, queries.others_of_group(application), on), at=at)
    touch([application.ref])
    return application


def _next_reference(asked: Asked, year: FinancialYear) -> str:
    """Return the fund's next reference of a year, like CLF-2026-0001; there are no gaps."""
    row = FundYear.objects.select_for_update().get(fund=asked.fund, year=year.starts_in)
    row.last_number += 1
    row.save(update_fields=["last_number"])
    return f"{asked.fund.prefix}-{year.starts_in}-{row.last_number:04d}"


# --- Deciding -------------------------------------------------------------------------------------------------------


@transaction.atomic
def support(
    application: Application, *, reasons: str, interest: bool, equality: str = "", alternatives: str = "", by: User,
    at: dt.datetime, key: str,
) -> Decision:  # fmt: skip
    """The councillor supports an application, which reserves the money. The same `key` decides once.

    Whoever decides alone, by section 236 or for the executive, says what else was considered and who gains or loses.

    `interest` is what they declare: nobody decides on what they have an interest in (Localism Act 2011, section 31).
    """
    application = _locked(application)
    body = body_of("support", application.pk, by.pk, reasons, equality, *filter(None, [alternatives]))
    if done := _decided(key, body):
        return done
    rules.may_support(roles_of(by, london_date(at)), application, at).demand()
    dispensation = _demand_none(interest, application, by, at)
    _demand_text(reasons, NO_REASONS)
    if (basis := rules.first_basis(application, by, london_date(at))) in rules.DECIDES:
        _demand_text(alternatives, NO_ALTERNATIVES)
        _demand_text(equality, NO_EQUALITY)
    return _decide(
        application, DecisionKind.SUPPORT, ApplicationState.SUPPORTED, (Stage.LEFT, Stage.RESERVED),
        Decision(
            basis=basis, reasons=reasons, alternatives=alternatives, equality=equality, interest=interest, key=key,
            body=body, dispensation=dispensation, by=by, at=at,
        ),
        TransferKind.SUPPORT, notices.for_the_approvers(application, london_date(at)),
    )  # fmt: skip


@transaction.atomic
def approve(
    application: Application,
    *,
    reasons: str,
    alternatives: str,
    equality: str,
    interest: bool,
    by: User,
    at: dt.datetime,
    key: str,
) -> Decision:
    """An officer approves under delegation, on the member's recommendation, which commits the money and publishes.

    Reasons and alternatives are kept as regulation 13 of SI 2012/2089 asks, and who gains or loses as
    section 149 of the Equality Act 2010 does. The same `key` decides once.
    """
    application = _locked(application)
    body = body_of("approve", application.pk, by.pk, reasons, alternatives, equality)
    if done := _decided(key, body):
        return done
    rules.may_approve(roles_of(by, london_date(at)), application, at).demand()
    _demand_none(interest, application, by, at)
    _demand_text(reasons, NO_REASONS)
    _demand_text(alternatives, NO_ALTERNATIVES)
    _demand_text(equality, NO_EQUALITY)
    return _decide(
        application, DecisionKind.APPROVE, ApplicationState.APPROVED, (Stage.RESERVED, Stage.COMMITTED),
        Decision(
            basis=rules.approved_on(application), reasons=reasons, alternatives=alternatives, equality=equality,
            interest=False, key=key, body=body, by=by, at=at,
        ),
        TransferKind.APPROVE, notices.awarded(application, london_date(at)),
    )  # fmt: skip


@transaction.atomic
def check(application: Application, *, reasons: str, interest: bool, by: User, at: dt.datetime, key: str) -> Decision:
    """The first of two officers checks an award from a fund's threshold on; no money moves. The `key` checks once."""
    application = _locked(application)
    body = body_of("check", application.pk, by.pk, reasons)
    if done := _decided(key, body):
        return done
    rules.may_check(roles_of(by, london_date(at)), application, at).demand()
    _demand_none(interest, application, by, at)
    _demand_text(reasons, NO_REASONS)
    return _decide(
        application, DecisionKind.CHECK, ApplicationState.SUPPORTED, None,
        Decision(basis=LegalBasis.OFFICER, reasons=reasons, interest=False, key=key, body=body, by=by, at=at),
        TransferKind.APPROVE,
    )  # fmt: skip


def _decide(
    application: Application,
    kind: DecisionKind,
    to: ApplicationState,
    between: tuple[Stage, Stage] | None,
    decision: Decision,
    moved: TransferKind,
    *messages: Message | None,
) -> Decision:
    """Write a decision: its row, the new state, the news and mails, and last the money with its audit record."""
    transfer = next_transfer() if between else None
    at, by = decision.at, decision.by
    decision.application, decision.kind = application, kind
    decision.on, decision.transfer_id = london_date(at), transfer
    if kind == DecisionKind.APPROVE:
        decision.payee_name, decision.payee_number = queries.payee_now(application.organisation)
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:
        # The key was used on another application at the same moment.
        raise Refused(REUSED) from None
    if kind == DecisionKind.APPROVE and decision.basis != LegalBasis.ENTERED:
        keep_checks(decision)
    _become(application, to, decided_on=decision.on)
    end_turns(application, at=at)
    tell(*messages, *notices.to_the_parts(application, decision.on), at=at)
    said = "sent_back" if kind == DecisionKind.RETURN else str(to)
    facts = {"decision": decision.pk, "pence": application.pence, "state": to, "basis": decision.basis}
    if between and transfer:
        post(_posting(application, decision.key, moved, between, by, at, said, facts, bytes(decision.body)), transfer)
    else:
        audit.record(application.ref, str(to), by=by, at=at, facts=facts)
    return decision


@transaction.atomic
def withdraw(application: Application, *, by: User | None, at: dt.datetime) -> Application:
    """The group withdraws (`by=None`: by its own link), or its co-ordinator for it; its money is left again."""
    application = _locked(application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    roles = roles_of(by, london_date(at)) if by is not None else None
    rules.may_withdraw(roles, application).demand()
    held = {ApplicationState.SUPPORTED: Stage.RESERVED, ApplicationState.APPROVED: Stage.COMMITTED}
    stage = held.get(ApplicationState(application.state))
    _become(application, ApplicationState.WITHDRAWN)
    end_turns(application, at=at)
    tell(*notices.to_the_parts(application, london_date(at)), at=at)
    if stage is None:
        audit.record(application.ref, "withdrawn", by=by, at=at, facts={"pence": application.pence})
    else:
        key = f"withdraw:{application.reference}"
        post(_posting(application, key, TransferKind.RELEASE, (stage, Stage.LEFT), by, at, "withdrawn"))
    return application


# --- Paying ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def pay(
    application: Application, *, by: User, at: dt.datetime, key: str, number: int | None = None, by_bank: bool = False
) -> int:
    """Finance pays an award, or instalment `number`, once a `key`; returns the key. `by_bank`: paid since."""
    application = _locked(application)
    part = part_paid_by(application, key)
    pence, facts = (part.pence, {"instalment": part.number}) if part else (None, None)
    posting = _posting(
        application, key, TransferKind.PAY, (Stage.COMMITTED, Stage.PAID), by, at, "paid", facts, pence=pence
    )
    if posted(key):
        return post(posting)
    rules.is_the_next(part, number).demand()
    (may_be_booked if by_bank else rules.may_pay)(roles_of(by, london_date(at)), application, at).demand()
    transfer = next_transfer()
    if part is not None and not become_paid(part, transfer):
        touch(_refs(application))
        tell(notices.instalment_paid(part, london_date(at)), at=at)
        return post(posting, transfer)
    _become(application, ApplicationState.PAID)
    expect_monitoring(application, london_date(at))
    tell(notices.paid(application, london_date(at)), at=at)
    return post(posting, transfer)


# --- What they share ------------------------------------------------------------------------------------------------


def _locked(application: Application) -> Application:
    """Return the application as it is now, held until the end of the action."""
    found = Application.objects.select_for_update(of=("self",)).select_related(*SHOWN, "councillor__user")
    return hold_project(found.get(pk=application.pk))


def _decided(key: str, body: bytes) -> Decision | None:
    """Return what was decided under a key before; raises `Refused` if it was something else."""
    done = Decision.objects.filter(key=key).first()
    if done is not None and bytes(done.body) != body:
        raise Refused(REUSED)
    return done


def _become(application: Application, to: ApplicationState, decided_on: dt.date | None = None) -> None:
    application.state = to
    application.decided_on = decided_on or application.decided_on
    application.save(update_fields=["state", "decided_on"])
    hand_on(application)
    touch(_refs(application))


def _refs(application: Application) -> set[str]:
    """Return what shows this application: it, its ward, fund, councillor, priority, group, and the borough's totals."""
    about = (application, *(getattr(application, name) for name in SHOWN if name != "fund"))
    shown = {thing.ref for thing in (*about, *other_parts(application)) if thing is not None}
    return shown | {f"fund:{application.fund.key}", MONEY}


def _posting(
    application: Application,
    key: str,
    kind: TransferKind,
    between: tuple[Stage, Stage],
    by: User | None,
    at: dt.datetime,
    action: str,
    facts: Mapping[str, Any] | None = None,
    asked: bytes = b"",
    pence: int | None = None,
    personal: Mapping[str, Any] | None = None,
) -> Posting:
    accounts = queries.accounts_of(application.fund, application.year, queries.whose(application))
    amount = application.pence if pence is None else pence
    source, target = between
    if source not in accounts or target not in accounts:
        # Nothing was ever allotted here: there is nothing to take from.
        raise Refused(rules.enough_left(0, amount).reason)
    return Posting(
        key=key, kind=kind, legs={accounts[source]: -amount, accounts[target]: amount}, by=by, at=at,
        stream=application.ref, action=action, facts=facts or {}, asked=asked.hex(), application=application,
        on=_day_of_books(application, at), personal=personal or {},
    )  # fmt: skip


def _day_of_books(application: Application, at: dt.datetime) -> dt.date:
    """Return the day to date a posting: today, or the last day of the award's year while that is not closed yet."""
    return min(london_date(at), FinancialYear(application.year).end)


def _demand_none(interest: bool | None, application: Application, by: User, at: dt.datetime) -> Dispensation | None:
    """Refuse whoever declares an interest, but for a councillor who has a dispensation; return that."""
    dispensation = queries.dispensation_of(application, by, at)
    if interest and dispensation is None:
        raise Refused(INTERESTED)
    return dispensation


def _demand_text(text: str, otherwise: str) -> None:
    if not text.strip():
        raise Refused(otherwise)
