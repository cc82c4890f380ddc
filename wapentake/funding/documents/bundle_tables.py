"""Every model that belongs to an application, as a table of the audit bundle or left out with its reason.

`tests/test_bundle_is_whole.py` holds the two lists to the models: what is added to an application is in one of them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Field, ForeignKey, JSONField, Model, QuerySet

from wapentake.office.models import Dispensation

from ..models import (
    Application,
    Attachment,
    Cancellation,
    CopyGiven,
    CorrectedRecord,
    CostLine,
    Decision,
    DeclaredInterest,
    Draft,
    Entered,
    Entry,
    FreezeOverride,
    ImportLine,
    Instalment,
    Letter,
    LevyAnswer,
    LevyReceipt,
    Minute,
    Monitoring,
    Move,
    NotSplit,
    OfferAnswer,
    OfficerCheck,
    OtherMoney,
    Particulars,
    PayeeDetails,
    PaymentLine,
    PurposeAnswer,
    PurposeChange,
    Reached,
    Receipt,
    Recovery,
    RecoveryReceipt,
    ReviewClosed,
    TenantBenefit,
    Transfer,
    Turn,
    Vote,
    WriteOff,
)
from .cells import Value, in_pounds

LEFT_OUT = "left out: for the Monitoring Officer alone"


@dataclass(frozen=True)
class Kept:
    """One file: every row of a model with every field, but `without` at all and `contacts` for one reader alone.

    `path` leads from the model to the application; `also` are fields of what it points at.
    """

    name: str
    model: type[Model]
    path: str = "application"
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


TABLES = (
    Kept("votes.csv", Vote, also=("dispensation__granted_by", "dispensation__reason")),
    Kept("copies-given.csv", CopyGiven, "decision__application"),
    Kept("interests-declared.csv", DeclaredInterest, contacts=("nature",)),
    Kept("interests-looked-at-again.csv", ReviewClosed),
    Kept("not-split.csv", NotSplit),
    Kept("minutes.csv", Minute),
    Kept("turns.csv", Turn),
    Kept("freezes-passed-over.csv", FreezeOverride, also=("freeze__from_date", "freeze__to_date")),
    Kept("levy-tests.csv", LevyAnswer),
    Kept("housing-tests.csv", TenantBenefit),
    Kept(
        "particulars.csv",
        Particulars,
        contacts=(
            "phone",
            "postal_address",
            "signatories",
            "held_by",
            "owner",
            "insurer",
            "maintainer",
            "sold",
            "delivered_with",
            "demands",
            "tenant_benefit",
        ),
    ),
    Kept("communities.csv", Reached),
    Kept("costs.csv", CostLine, contacts=("what",)),
    Kept("other-money.csv", OtherMoney, contacts=("who",)),
    Kept("papers.csv", Attachment, also=("file__size", "file__sha256", "file__uploaded_at"), contacts=("file",)),
    Kept("entered-for-groups.csv", Entered, "draft__application", contacts=("agreed",)),
    Kept("offers.csv", OfferAnswer, contacts=("name", "position", "reason", "other_from")),
    Kept("changes-of-purpose.csv", PurposeChange, contacts=("purpose", "why", "name")),
    Kept("answers-on-purposes.csv", PurposeAnswer, "change__application"),
    # The account itself is in no file: it is encrypted, and each look at it is recorded.
    Kept("bank-details.csv", PayeeDetails, without=("sealed",), contacts=("said",)),
    Kept("payments.csv", PaymentLine, also=("run__made_by", "run__made_at"), contacts=("said",)),
    Kept("instalments.csv", Instalment, contacts=("shown",)),
    Kept("monitoring.csv", Monitoring, contacts=("done", "said")),
    Kept("receipts.csv", Receipt, "monitoring__application", contacts=("what",)),
    Kept("cancellations.csv", Cancellation),
    Kept("recovery-receipts.csv", RecoveryReceipt, "recovery__application"),
    Kept("write-offs.csv", WriteOff, "recovery__application"),
    Kept("letters.csv", Letter, contacts=("subject", "text")),
)
# What has a file of its own shape.
OWN_FILES: dict[type[Model], str] = {
    Application: "applications.csv",
    Decision: "decisions.csv",
    CorrectedRecord: "corrected-records.csv",
    Transfer: "entries.csv",
    Entry: "entries.csv",
    OfficerCheck: "checks.csv",
    Recovery: "recoveries.csv",
}
# What stays out, and why.
NOT_IN: dict[type[Model], str] = {
    Draft: "What a group typed before it sent its form. What it sent is in applications.csv and particulars.csv.",
    ImportLine: "A row of a file of many councils’ awards, with everybody’s words. The award itself is here.",
    Move: "Moves between funds belong to no award. Their legs are in entries.csv of a year.",
    LevyReceipt: "Receipts of levy belong to a development, and no award. They are in the infrastructure statement.",
}
# What says nothing to a reader: keys of rows and of forms that were sent, and prints of what was asked.
NEVER = ("id", "key", "body", "application", "draft")


def heads_of(kept: Kept) -> list[str]:
    """Return the headings of a file."""
    return ["Reference", *(_head(field) for field in _fields(kept)), *(_also_head(name) for name in kept.also)]


def rows_of(kept: Kept, found: QuerySet[Application], *, contacts: bool) -> Iterator[list[Value]]:
    """Yield every row of a model that belongs to some applications, in their order. One query."""
    fields = _fields(kept)
    follows = [kept.path, *(field.name for field in fields if isinstance(field, ForeignKey))]
    follows += [name.rsplit("__", 1)[0] for name in kept.also]
    rows = kept.model._default_manager.filter(**{f"{kept.path}__in": found}).select_related(*follows)
    for row in rows.order_by(f"{kept.path}__reference", "pk").iterator():
        shown = [
            LEFT_OUT if field.name in kept.contacts and not contacts else _value(row, field.name) for field in fields
        ]
        yield [_followed(row, f"{kept.path}__reference"), *shown, *(_followed(row, name) for name in kept.also)]


def _fields(kept: Kept) -> "list[Field[Any, Any]]":
    first = kept.path.split("__")[0]
    out = (*NEVER, *kept.without, first)
    return [field for field in kept.model._meta.concrete_fields if field.name not in out]


def _head(field: "Field[Any, Any]") -> str:
    words = str(field.verbose_name).replace("pence", "in pounds")
    return words[:1].upper() + words[1:]


def _also_head(name: str) -> str:
    return name.replace("__", " ").replace("_", " ").capitalize()


def _followed(row: Model, path: str) -> Value:
    *steps, last = path.split("__")
    at: Any = row
    for step in steps:
        at = getattr(at, step)
        if at is None:
            return ""
    return _value(at, last)


def _value(row: Any, name: str) -> Value:
    """Return a field as a reader wants it: a choice by its label, an amount in pounds, a person by the name."""
    value, field = getattr(row, name), row._meta.get_field(name)
    if value is None:
        return ""
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(field, ForeignKey):
        return _named(value)
    if isinstance(field, BooleanField):
        return "yes" if value else "no"
    if name.endswith("pence"):
        return in_pounds(value)
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return value if isinstance(value, dt.date) else _text(field, value)


def _text(field: "Field[Any, Any]", value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(field, JSONField) and isinstance(value, list) else str(value)


def _named(other: Any) -> str:
    """Return what a row points at: by its name, or by its number where it has none."""
    if isinstance(other, Dispensation):
        return other.cited
    name = getattr(other, "name", "")
    return str(name or (other if type(other).__str__ is not Model.__str__ else other.pk))
