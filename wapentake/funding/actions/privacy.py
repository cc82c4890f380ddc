"""Personal data of applications: given to whom it is about, and erased when it is no longer needed.

Money, decisions and audit facts stay; who asked and what was told of people go.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.operations import tombstones
from wapentake.foundation.operations.held import erase_row, held_in_rooms
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import (
    Application,
    Cancellation,
    CostLine,
    Draft,
    Entered,
    Instalment,
    Letter,
    LevyAnswer,
    Monitoring,
    NotSplit,
    OfferAnswer,
    OfficerCheck,
    OtherMoney,
    Particulars,
    PayeeDetails,
    PaymentLine,
    PurposeAnswer,
    PurposeChange,
    Receipt,
    Recovery,
    TenantBenefit,
    WriteOff,
)
from ..states.cancellations import CancellationState
from ..states.purposes import PurposeState
from .attachments import forget_papers

ERASED = {
    "contact_name": "", "contact_email": "", "purpose": "Erased.", "who_benefits": "", "who_was_asked": "",
    "typed_name": "",
}  # fmt: skip
TOLD = (
    "phone", "postal_address", "signatories", "held_by", "owner", "insurer", "maintainer", "sold", "demands",
    "tenant_benefit", "delivered_with",
)  # fmt: skip
NOTHING_TOLD: dict[str, Any] = dict.fromkeys(TOLD, "") | {"signatories": []}
GONE = "Erased."


@transaction.atomic
def erase_application(application: Application, *, by: User | None, at: dt.datetime) -> Application:
    """Erase who asked and what was told of people in what is over. `by=None`: its time is up."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    on = london_date(at)
    long_enough = bool(queries.awards_kept_too_long(on, among=[application]))
    rules.may_erase(roles_of(by, on) if by else None, application, kept_long_enough=long_enough).demand()
    _erase(application)
    audit.record(application.ref, "personal data erased", by=by, at=at, facts={"due": by is None})
    tombstones.note("application", application.reference)
    touch([application.ref])
    return application


def _erase(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(**ERASED)
    PayeeDetails.objects.filter(application=application).update(sealed=b"", said="")
    Particulars.objects.filter(application=application).update(**NOTHING_TOLD)
    Letter.objects.filter(application=application).update(text=GONE)
    CostLine.objects.filter(application=application).update(what=GONE)
    OtherMoney.objects.filter(application=application).update(who=GONE)
    OfferAnswer.objects.filter(application=application).update(name=GONE, position="", reason="", other_from="")
    Instalment.objects.filter(application=application).update(shown="")
    _erase_what_came_after(application)
    Monitoring.objects.filter(application=application).update(done="", said="")
    Receipt.objects.filter(monitoring__application=application).update(what=GONE)
    LevyAnswer.objects.filter(application=application).update(demands=GONE, engaged=GONE)
    TenantBenefit.objects.filter(application=application).update(
        statement=GONE, override_reason="", other_source="", signed_note=""
    )
    Entered.objects.filter(draft__application=application).update(agreed=GONE)
    NotSplit.objects.filter(application=application).update(why=GONE)
    OfficerCheck.objects.filter(application=application).exclude(note="").update(note=GONE)
    ticks = OfficerCheck.objects.filter(application=application).exclude(note="")
    ticks.filter(Q(decision=None) | Q(applies=True)).update(note=GONE)  # the others are published with the decision
    forget_papers(list(application.attachments.select_related("file")))
    audit.erase_personal(application.ref)
    application.refresh_from_db()


def _erase_what_came_after(application: Application) -> None:
    """Empty what was written once it was awarded. What was published of it stays with the decision's record."""
    changes = PurposeChange.objects.filter(application=application)
    PurposeAnswer.objects.filter(change__application=application).update(reasons="")
    changes.update(name=GONE, backed_why="", settled_why="")
    changes.exclude(state=PurposeState.CONSENTED).update(purpose=GONE, why=GONE)
    dropped = Cancellation.objects.filter(application=application).exclude(state=CancellationState.DONE)
    dropped.update(reason=GONE)
    PaymentLine.objects.filter(application=application).update(said="")
    Recovery.objects.filter(application=application).update(said=GONE, how=GONE)
    WriteOff.objects.filter(recovery__application=application).update(reason=GONE)


# house: a restore makes again what was recorded when it was erased; the record came with the erasure.
@transaction.atomic
def erase_application_again(reference: str, *, at: dt.datetime) -> None:
    """Erase again after a restore; what is not there, or is erased, stays as it is."""
    for application in Application.objects.select_for_update().filter(reference=reference):
        _erase(application)


@transaction.atomic
def erase_bank_details(application: Application, *, at: dt.datetime) -> Application:
    """Erase where an award was paid to once its fund's rule no longer keeps it; that it was paid stays."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    sealed = PayeeDetails.objects.filter(application=application).exclude(sealed=b"")
    count = sealed.update(sealed=b"", said="")
    audit.record(application.ref, "bank details erased", by=None, at=at, facts={"count": count})
    touch([application.ref])
    return application


def erase_what_is_due(*, at: dt.datetime) -> int:
    """Erase every application, and the bank details of every award, whose time is up. Returns how many."""
    on = london_date(at)
    due = [*queries.kept_too_long(on), *queries.awards_kept_too_long(on)]
    for application in due:
        erase_application(application, by=None, at=at)
    paid = queries.accounts_kept_too_long(on)  # those that went with the names are erased already
    for application in paid:
        erase_bank_details(application, at=at)
    return len(due) + len(paid)


@transaction.atomic
def erase_draft(draft: Draft, *, by: User, at: dt.datetime) -> None:
    """Delete a draft with its papers, as a person asked."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk, application=None)
    rules.may_search_people(roles_of(by, london_date(at))).demand()
    audit.record(f"draft:{draft.pk}", "draft erased", by=by, at=at, facts={})
    forget_papers(list(draft.attachments.select_related("file")))
    draft.delete()


@transaction.atomic
def erase_held_row(text: str, called: str, key: int, *, by: User, at: dt.datetime) -> None:
    """Erase one row that another room holds on a person, found under a text. What was searched for is not recorded."""
    rules.may_search_people(roles_of(by, london_date(at))).demand()
    if not erase_row(text, called, key, by=by, at=at):
        raise Refused("It is not there any more.")
    audit.record(f"held:{by.pk}", "what is held was erased", by=by, at=at, facts={"place": called, "row": key})


@transaction.atomic
def give_what_is_held(text: str, *, by: User, at: dt.datetime) -> dict[str, Any]:
    """Return everything that is held on a person, as plain values. That it was given is on record; the name is not."""
    rules.may_search_people(roles_of(by, london_date(at))).demand()
    held = queries.held_on(text)
    references = [one.reference for one in held.applications]
    rooms = held_in_rooms(text)
    facts = {"applications": references, "drafts": [one.pk for one in held.drafts]}
    facts |= {"rows": {group.called: len(group.rows) for group in rooms}}
    audit.record(f"held:{by.pk}", "what is held was given", by=by, at=at, facts=facts, personal={"asked": text})
    return {
        "drafts": [
            {"saved": one.saved_at.isoformat(), "email": one.email, "answers": one.answers} for one in held.drafts
        ],
        "applications": [_values(one, held.where[one.pk]) for one in held.applications],
        "elsewhere": {group.called: group.rows for group in rooms},
    }


def _values(one: Application, stands_in: list[str]) -> dict[str, Any]:
    told = Particulars.objects.filter(application=one).values(*TOLD).first()
    names = ("reference", "title", "purpose", "who_benefits", "who_was_asked", "contact_name", "contact_email", "state")
    papers = [paper.file.name for paper in one.attachments.select_related("file")]
    letters = list(one.letters.values_list("text", flat=True))
    sent = {"group": str(one.organisation), "sent": one.submitted_at.isoformat(), "papers": papers, "letters": letters}
    found = {name: getattr(one, name) for name in names} | sent | {"stands_in": stands_in, "particulars": told}
    return found | _afterwards(one)


def _afterwards(one: Application) -> dict[str, Any]:
    """What came after the application: who said what of it. A bank account is named by its holder, never in full."""
    rows = list(one.payee_details.all())
    accounts = [(row.masked, row.account.name if row.account else "", row.given_at.isoformat()) for row in rows]
    receipts = Receipt.objects.filter(monitoring__application=one)
    return {
        "offer": list(
            OfferAnswer.objects.filter(application=one).values("answer", "name", "position", "reason", "other_from")
        ),
        "shown": list(one.instalments.exclude(shown="").values("number", "shown", "receipt_on", "receipt_pence")),
        "payments": list(one.payment_lines.values("pence", "state", "said")),
        "purposes": list(
            one.purpose_changes.values("purpose", "why", "name", "state", "backed_why", "settled_why")
        ),
        "purpose_answers": [
            {"by": str(row.by), "choice": row.choice, "reasons": row.reasons}
            for row in PurposeAnswer.objects.filter(change__application=one).select_related("by")
        ],
        "cancelled": list(one.cancellations.values("pence", "state", "reason")),
        "asked_back": list(one.recoveries.values("pence", "state", "said", "how")),
        "written_off": list(WriteOff.objects.filter(recovery__application=one).values("pence", "state", "reason")),
        "bank_details": [{"account": masked, "name": name, "given": given} for masked, name, given in accounts],
        "monitoring": list(Monitoring.objects.filter(application=one).values("done", "people", "said")),
        "receipts": list(receipts.values("what", "pence")),
        "votes": [{"by": str(row.by), "choice": row.choice, "reasons": row.reasons}
                  for row in one.votes.select_related("by")],
        "decisions": [{"by": str(row.by), "kind": row.kind, "reasons": row.reasons}
                      for row in one.decisions.select_related("by")],
    }  # fmt: skip
