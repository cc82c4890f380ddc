"""A development is put right or withdrawn: its money follows by new entries, what was entered stays as it was."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import queries, rules
from ..models import Development, LevyReceipt
from ..rules import Ground, Site
from ..states.levy import ReceiptKind
from .levy import BOROUGH, _locked_fund, _may, receive_levy, take_back_levy

NO_WHY = "Say why: it is kept with the development."


@transaction.atomic
def change_development(
    development: Development, site: Site, *, why: str, by: User, at: dt.datetime, key: str
) -> Development:
    """Put right where a site lies, what it is called, its plan or its dwellings.

    Receipts whose share then belongs elsewhere are taken out and entered anew on their day, as one act. Raises
    `Refused` where a pot has not so much left: nothing is changed then.
    """
    row = _locked_development(development, by, at)
    if not why.strip():
        raise Refused(NO_WHY)
    ground = rules.ground_of(site, london_date(at))
    before = _facts_of(row)
    _write_ground(row, site, ground)
    after = _facts_of(row)
    if before == after:
        return row
    audit.record(row.ref, "changed", by=by, at=at, facts={"before": before, "after": after, "why": why})
    moved = [one for one in queries.standing_receipts(row) if rules.belongs_elsewhere(row, one)]
    _enter_anew(row, moved, why, by, at, key)
    touch([row.ref, BOROUGH])
    return row


@transaction.atomic
def withdraw_development(development: Development, *, why: str, by: User, at: dt.datetime, key: str) -> Development:
    """Withdraw a development that was entered by mistake: what stands of its receipts is taken out. It stays listed."""
    row = _locked_development(development, by, at)
    if not why.strip():
        raise Refused(NO_WHY)
    _take_out(queries.standing_receipts(row), why, by, at, key)
    row.withdrawn_on, row.withdrawn_why = london_date(at), why
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    audit.record(row.ref, "withdrawn", by=by, at=at, facts={"why": why})
    touch([row.ref, BOROUGH])
    return row


@transaction.atomic
def put_back_development(development: Development, *, by: User, at: dt.datetime) -> Development:
    """Undo a withdrawal. Its receipts are entered anew by whoever knows them."""
    row = Development.objects.select_for_update().get(pk=development.pk)
    _may(by, at)
    if row.withdrawn_on is None:
        return row
    row.withdrawn_on, row.withdrawn_why = None, ""
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    audit.record(row.ref, "put back", by=by, at=at, facts={})
    touch([row.ref, BOROUGH])
    return row


def _locked_development(development: Development, by: User, at: dt.datetime) -> Development:
    _locked_fund()
    rows = Development.objects.select_for_update(of=("self",)).select_related("ward", "parish", "plan")
    row = rows.get(pk=development.pk)
    _may(by, at)
    rules.may_change_development(row).demand()
    return row


def _write_ground(row: Development, site: Site, ground: Ground) -> None:
    row.site, row.dwellings, row.plan, row.ward_reason = site.site, site.dwellings, site.plan, site.reason
    row.longitude, row.latitude = site.point or (None, None)
    row.ward, row.ward_placed, row.parish, row.parish_placed = (
        ground.ward, ground.ward_placed, ground.parish, ground.parish_placed
    )  # fmt: skip
    row.save()


def _facts_of(row: Development) -> dict[str, object]:
    point = "" if row.longitude is None else f"{row.latitude}, {row.longitude}"
    return {
        "site": row.site, "point": point, "ward": row.ward.code, "ward by": str(row.ward_placed),
        "reason": row.ward_reason, "parish": str(row.parish or ""), "parish by": str(row.parish_placed),
        "plan": str(row.plan or ""), "dwellings": row.dwellings,
    }  # fmt: skip


def _take_out(receipts: list[LevyReceipt], why: str, by: User, at: dt.datetime, key: str) -> list[int]:
    """Take out what stands of each receipt; return how much that was, in pence."""
    stood = []
    for one in receipts:
        standing, _ = queries.stands(one)
        kind = ReceiptKind.CORRECTION
        take_back_levy(one, standing, kind, reason=why, on=one.on, by=by, at=at, key=f"{key}:out:{one.pk}")
        stood.append(standing)
    return stood


def _enter_anew(row: Development, receipts: list[LevyReceipt], why: str, by: User, at: dt.datetime, key: str) -> None:
    stood = _take_out(receipts, why, by, at, key)
    for one, standing in zip(receipts, stood, strict=True):
        receive_levy(row, standing, on=one.on, by=by, at=at, key=f"{key}:in:{one.pk}")
