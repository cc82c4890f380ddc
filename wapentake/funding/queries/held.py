"""What is held on a person in drafts, applications, and everything that belongs to one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Max, Model, Q

from wapentake.foundation.calendars import london_date, months_after
from wapentake.foundation.operations import held as rooms

from ..models import (
    Application,
    Attachment,
    Cancellation,
    CorrectedRecord,
    CostLine,
    Decision,
    DeclaredInterest,
    Draft,
    Entered,
    FreezeOverride,
    Fund,
    ImportLine,
    Instalment,
    Letter,
    LevyAnswer,
    Minute,
    Monitoring,
    NotSplit,
    OfferAnswer,
    OfficerCheck,
    OtherMoney,
    OutsideFollow,
    Particulars,
    PayeeDetails,
    PaymentLine,
    PurposeAnswer,
    PurposeChange,
    Receipt,
    Recovery,
    ReviewClosed,
    TenantBenefit,
    Turn,
    Vote,
    WriteOff,
)
from ..states import ApplicationState, TransferKind
from ..states.recoveries import RecoveryState
from .fund_rules import rule_on
from .splitting import GONE

SHORTEST = 3  # letters: less would find everybody
DIGITS = 6  # of an account or sort code: less would find anybody's


@dataclass(frozen=True)
class Place:
    """Where words about a person may stand: the fields of a model, what that is called, and whose application it is."""

    model: type[Model]
    called: str
    fields: tuple[str, ...]
    application: str = "application"


_OFFICER = ("by__name", "by__email")
# Every text of an application that may name somebody. `tests/test_held_everywhere.py` holds it to the models.
PLACES = (
    Place(
        Application,
        "application",
        ("contact_name", "contact_email", "typed_name", "title", "purpose", "who_benefits", "who_was_asked"),
        "pk",
    ),
    Place(
        Particulars,
        "what the group said of itself",
        (
            "phone",
            "postal_address",
            "signatories",
            "held_by",
            "sold",
            "delivered_with",
            "owner",
            "insurer",
            "maintainer",
            "demands",
            "tenant_benefit",
        ),
    ),
    Place(CostLine, "costs", ("what",)),
    Place(OtherMoney, "other money", ("who",)),
    Place(Attachment, "papers", ("file__name",)),
    Place(Entered, "how it came", ("agreed", *_OFFICER), "draft__application"),
    Place(LevyAnswer, "tests of the fund", ("demands", "engaged", *_OFFICER)),
    Place(
        TenantBenefit,
        "tests of the fund",
        (
            "statement",
            "override_reason",
            "other_source",
            "signed_note",
            "signed_by__name",
            "signed_by__email",
            *_OFFICER,
        ),
    ),
    Place(Vote, "votes", ("reasons", *_OFFICER)),
    Place(DeclaredInterest, "declared interests", ("nature", *_OFFICER)),
    Place(Decision, "decisions", ("reasons", "alternatives", "equality", "payee_name", *_OFFICER)),
    Place(
        CorrectedRecord, "decisions", ("reasons", "alternatives", "equality", "what", "why"), "decision__application"
    ),
    Place(OfficerCheck, "decisions", ("found", "note", *_OFFICER)),
    Place(NotSplit, "decisions", ("why",)),
    Place(Minute, "decisions", ("said",)),
    Place(Turn, "decisions", ("why",)),
    Place(FreezeOverride, "decisions", ("reason", *_OFFICER)),
    Place(ReviewClosed, "interests looked at again", ("reasons",)),
    Place(ImportLine, "files of past awards", ("cells", "problems")),
    Place(OfferAnswer, "answer to the offer", ("name", "position", "reason", "other_from")),
    Place(PayeeDetails, "bank details", ("said", "settled_by__name", "settled_by__email")),
    Place(PaymentLine, "payments", ("said",)),
    Place(Instalment, "payments", ("shown",)),
    Place(PurposeChange, "changes of purpose", ("purpose", "why", "name", "backed_why", "settled_why")),
    Place(PurposeAnswer, "changes of purpose", ("reasons",), "change__application"),
    Place(Cancellation, "decisions", ("reason",)),
    Place(Recovery, "money asked back", ("said", "how")),
    Place(WriteOff, "money asked back", ("reason",), "recovery__application"),
    Place(Letter, "letters", ("subject", "text")),
    Place(Monitoring, "monitoring", ("done", "said", "settled_by__name", "settled_by__email")),
    Place(Receipt, "receipts", ("what",), "monitoring__application"),
)


# What this room holds beside applications, found as in every other room.
HELD = rooms.kept(
    rooms.RECORD,
    rooms.Place(OutsideFollow, "Funds of others that they follow", users=("user",), gives=("fund__name",)),
    rooms.Place(
        Turn, "Was asked to decide", users=("user",), gives=("application__reference", "since", "due_on", "ended_at")
    ),
)


@dataclass(frozen=True)
class Held:
    """The drafts and applications in which a text stands, newest first, with what of each it stands in."""

    drafts: list[Draft]
    applications: list[Application]
    where: dict[int, list[str]] = field(default_factory=dict)


def held_on(text: str) -> Held:
    """Return everything in which a name, an address or a number of a person was given, newest first."""
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        return Held([], [])
    drafts = Draft.objects.filter(Q(email__icontains=text) | Q(answers__icontains=text), application=None)
    where: dict[int, list[str]] = {}
    for called, pks in _found_in(text):
        for pk in pks:
            names = where.setdefault(pk, [])
            if called not in names:
                names.append(called)
    found = Application.objects.filter(pk__in=where).select_related("fund", "ward", "organisation")
    return Held(list(drafts.order_by("-saved_at")), list(found.order_by("-submitted_at")), where)


def _found_in(text: str) -> Iterator[tuple[str, Iterable[int]]]:
    for place in PLACES:
        stands = reduce(or_, (Q(**{f"{name}__icontains": text}) for name in place.fields))
        rows = place.model._default_manager.filter(stands).order_by()
        yield place.called, (pk for pk in rows.values_list(place.application, flat=True) if pk is not None)
    yield "bank details", _accounts_of(text)


def _accounts_of(text: str) -> list[int]:
    """Return the applications whose bank details are of a person: they are encrypted, so each is opened and closed."""
    digits = "".join(each for each in text if each.isdecimal())
    numbers = digits if len(digits) >= DIGITS and len(digits) + 4 >= len(text) else ""
    found = []
    for row in PayeeDetails.objects.exclude(sealed=b"").order_by().iterator(chunk_size=500):
        account = row.account
        if account is not None and (
            text.casefold() in account.name.casefold() or (numbers and numbers in (account.number, account.sort_code))
        ):
            found.append(row.application_id)
    return found


def kept_too_long(on: dt.date) -> list[Application]:
    """Return what was declined or withdrawn longer ago than its fund's rule keeps names for."""
    found = Application.objects.filter(state__in=GONE).exclude(contact_name="").select_related("fund")
    months = {fund: rule_on(fund, "keep_personal", on) for fund in {row.fund for row in found}}
    return [
        row
        for row in found
        if (rule := months[row.fund]) is not None
        and months_after(row.decided_on or london_date(row.submitted_at), int(rule.value["months"])) < on
    ]


def awards_kept_too_long(on: dt.date, *, among: Iterable[Application] | None = None) -> list[Application]:
    """Return the paid awards whose money moved last longer ago than their fund's rule keeps names for.

    While some of it is asked back the names stay.
    """
    paid = Application.objects.filter(state=ApplicationState.PAID).exclude(contact_name="")
    paid = paid.exclude(recoveries__state=RecoveryState.OPEN)
    if among is not None:
        paid = paid.filter(pk__in=[one.pk for one in among])
    rules = {fund.pk: rule_on(fund, "keep_awarded", on) for fund in Fund.objects.all()}
    months = {fund: int(rule.value["months"]) for fund, rule in rules.items() if rule is not None}
    rows = paid.filter(fund__in=months).annotate(moved_on=Max("transfers__on"))
    return [row for row in rows if row.moved_on and months_after(row.moved_on, months[row.fund_id]) < on]


def accounts_kept_too_long(on: dt.date) -> list[Application]:
    """Return the awards that were last paid longer ago than their fund's rule keeps bank details for."""
    paid = Application.objects.filter(transfers__kind=TransferKind.PAY, state=ApplicationState.PAID)
    sealed = paid.filter(pk__in=PayeeDetails.objects.exclude(sealed=b"").values("application"))
    rows = list(sealed.annotate(paid_on=Max("transfers__on", filter=Q(transfers__kind=TransferKind.PAY))))
    rules = {fund: rule_on(fund, "keep_bank_details", on) for fund in Fund.objects.all()}
    months = {fund.pk: int(rule.value["months"]) for fund, rule in rules.items() if rule is not None}
    return [row for row in rows if row.fund_id in months and months_after(row.paid_on, months[row.fund_id]) < on]
