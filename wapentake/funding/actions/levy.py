"""Levy by development: sites are added, receipts come in and go back, and each share reaches its ward's pot."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles, roles_of
from wapentake.people.models import User
from wapentake.places.models import Parish, Ward

from .. import queries, rules
from ..models import AreaDwellings, Development, Fund, LevyReceipt, NeighbourhoodPlan, Transfer
from ..queries import Whose
from ..rules import Site
from ..states import Stage, TransferKind
from ..states.levy import PlanKind, ReceiptKind
from .ledger import REUSED, Posting, next_transfer, open_accounts, post, source_account

BOROUGH = "council:all"


def _may(by: User | None, at: dt.datetime) -> Roles | None:
    """Demand the right to keep the levy. `by=None` is the program itself: its demonstration."""
    if by is None:
        return None
    roles = roles_of(by, london_date(at))
    rules.may_keep_levy(roles).demand()
    return roles


@transaction.atomic
def add_plan(
    name: str, kind: PlanKind, *, from_date: dt.date, source: str, by: User | None, at: dt.datetime
) -> NeighbourhoodPlan:
    """Write down a neighbourhood plan or order, from the day on which it was made. The same name answers with it."""
    _may(by, at)
    found, new = NeighbourhoodPlan.objects.get_or_create(
        name=name, defaults={"kind": kind, "from_date": from_date, "source": source}
    )
    if new:
        facts = {"plan": name, "kind": str(kind), "from": from_date.isoformat(), "source": source}
        audit.record(BOROUGH, "neighbourhood plan written down", by=by, at=at, facts=facts)
    return found


@transaction.atomic
def count_dwellings(
    year: FinancialYear, numbers: Mapping[Ward | Parish, int], *, source: str, by: User | None, at: dt.datetime
) -> None:
    """Write down how many dwellings areas have in a year: parishes, and what of each ward lies outside parishes."""
    _may(by, at)
    if not source.strip():
        raise Refused("Say where the figures come from.")
    for area, number in numbers.items():
        ward, parish = (area, None) if isinstance(area, Ward) else (None, area)
        AreaDwellings.objects.update_or_create(
            year=year.starts_in, ward=ward, parish=parish, defaults={"number": number, "source": source}
        )
    facts = {"year": year.starts_in, "source": source, "numbers": {str(area): n for area, n in numbers.items()}}
    audit.record(BOROUGH, "dwellings counted", by=by, at=at, facts=facts)


@transaction.atomic
def add_development(site: Site, *, by: User | None, at: dt.datetime) -> Development:
    """Add a development that pays the levy, its ward by its point on the map or by hand with a reason.

    Asked again with the same, it answers with what is there. Raises `Refused` if the reference stands for another site.
    """
    _may(by, at)
    ground = rules.ground_of(site, london_date(at))
    standing = Development.objects.filter(reference=site.reference).first()
    if standing is not None:
        if (standing.site, standing.ward_id, standing.parish) == (site.site, ground.ward.pk, site.parish):
            return standing
        raise Refused(f"{site.reference} is here already, for another site: {standing.site}.")
    longitude, latitude = site.point or (None, None)
    made = Development.objects.create(
        reference=site.reference, site=site.site, longitude=longitude, latitude=latitude, dwellings=site.dwellings,
        ward=ground.ward, ward_placed=ground.ward_placed, ward_reason=site.reason, parish=ground.parish,
        parish_placed=ground.parish_placed, plan=site.plan, added_by=by, added_at=at,
    )  # fmt: skip
    facts = {
        "site": site.site, "ward": ground.ward.code, "ward by": str(ground.ward_placed), "reason": site.reason,
        "parish": str(site.parish or ""), "plan": str(site.plan or ""), "dwellings": site.dwellings,
    }  # fmt: skip
    audit.record(made.ref, "added", by=by, at=at, facts=facts)
    touch([made.ref, BOROUGH])
    return made


@transaction.atomic
def receive_levy(
    development: Development, pence: int, *, on: dt.date, by: User | None, at: dt.datetime, key: str
) -> LevyReceipt:
    """Enter a payment of a development's levy. Its share goes to the parish, or into the ward's pot if a year is open.

    The same `key` enters it once.
    """
    fund = _locked_fund()
    if done := _done(key, development, pence, on):
        return done
    roles = _may(by, at)
    if roles is not None:
        rules.may_receive(roles, on).demand()
    rules.may_change_development(development).demand()
    if pence <= 0:
        raise Refused("Enter an amount of more than £0.")
    share = rules.worked_out(development, on, pence)
    return _keep_line(
        fund,
        LevyReceipt(
            development=development, kind=ReceiptKind.RECEIVED, on=on, year=FinancialYear.of(on).starts_in, pence=pence,
            ward=share.ward, parish=share.parish, plan=share.plan, percent=share.percent, cap=share.cap,
            administration=share.administration, share=share.pence, key=key, by=by, at=at,
        ),
    )  # fmt: skip


@transaction.atomic
def take_back_levy(
    receipt: LevyReceipt, pence: int, kind: ReceiptKind, *, reason: str, on: dt.date, by: User | None, at: dt.datetime,
    key: str,
) -> LevyReceipt:  # fmt: skip
    """Enter what went back to a developer, or take out what was entered wrongly; linked to its receipt.

    The share of what stays is at the receipt's own rate; the rest leaves the pot. Raises `Refused` if the pot has not
    so much left.
    """
    fund = _locked_fund()
    receipt = LevyReceipt.objects.select_related("development", "ward", "parish", "plan", "transfer").get(pk=receipt.pk)
    if done := _done(key, receipt.development, -pence, on):
        return done
    standing, share = queries.stands(receipt)
    roles = _may(by, at)
    if roles is not None:
        rules.may_take_back(roles, receipt, pence, standing).demand()
    if not reason.strip():
        raise Refused("Say why: it is kept with the correction.")
    if on < receipt.on:
        raise Refused("It cannot go back before it was received.")
    same_year = receipt.year if kind == ReceiptKind.CORRECTION else FinancialYear.of(on).starts_in
    return _keep_line(
        fund,
        LevyReceipt(
            development=receipt.development, kind=kind, corrects=receipt, on=on, year=same_year, pence=-pence,
            ward=receipt.ward, parish=receipt.parish, plan=receipt.plan, percent=receipt.percent, cap=receipt.cap,
            administration=receipt.administration, share=rules.share_after(receipt, standing, share, pence) - share,
            reason=reason, key=key, by=by, at=at,
        ),
    )  # fmt: skip


def _locked_fund() -> Fund:
    """Return the levy's fund, held: receipts, and the allotment that gathers them, wait for each other."""
    fund = queries.levy_fund()
    if fund is None:
        raise Refused("No fund holds the levy yet. Set up the funds first.")
    return Fund.objects.select_for_update().get(pk=fund.pk)


def _done(key: str, development: Development, pence: int, on: dt.date) -> LevyReceipt | None:
    done = LevyReceipt.objects.filter(key=key).first()
    if done is not None and (done.development_id, done.pence, done.on) != (development.pk, pence, on):
        raise Refused(REUSED)
    return done


def _keep_line(fund: Fund, row: LevyReceipt) -> LevyReceipt:
    """Write a line of levy and, where its share belongs into a pot that is open, post it as the last thing."""
    moves = row.parish_id is None and row.share != 0 and queries.is_open(fund, _pot_year(row))
    if row.corrects is not None and row.corrects.transfer_id is None:
        moves = False  # what it belongs to waits too: both are gathered together
    if moves:
        row.transfer_id = next_transfer()
    row.save(force_insert=True)
    refs = {row.development.ref, row.ward.ref, f"fund:{fund.key}", BOROUGH}
    touch(refs)
    facts = {
        "line": row.pk, "kind": str(row.kind), "on": row.on, "pence": row.pence, "share": row.share,
        "percent": row.percent, "ward": row.ward.code, "parish": str(row.parish or ""), "reason": row.reason,
        "corrects": row.corrects_id,
    }  # fmt: skip
    if not moves:
        audit.record(row.development.ref, str(row.kind), by=row.by, at=row.at, facts=facts)
        return row
    post(_posting(fund, row, facts), row.transfer_id)
    return row


def _pot_year(row: LevyReceipt) -> int:
    """Return the year whose pot a line moves: that which runs when it is entered."""
    return FinancialYear.of(london_date(row.at)).starts_in


def _posting(fund: Fund, row: LevyReceipt, facts: dict[str, object]) -> Posting:
    year = _pot_year(row)
    pot = open_accounts(fund, year, Whose(row.ward))[Stage.LEFT]
    undone = _undoes(row, pot)
    return Posting(
        key=f"levy:{row.key}", kind=TransferKind.REVERSE if undone else TransferKind.ALLOT, by=row.by, at=row.at,
        legs={source_account(fund, year): -row.share, pot: row.share}, stream=row.development.ref,
        action=str(row.kind), facts=facts, whose=f"{row.ward} has", reverses=undone,
    )  # fmt: skip


def _undoes(row: LevyReceipt, pot: int) -> Transfer | None:
    """Return the posting that a line undoes exactly: the receipt's own, in the same pot, all of it, not undone yet."""
    first = row.corrects
    if first is None or first.transfer is None or row.share != -first.share:
        return None
    own = first.transfer.key == f"levy:{first.key}" and not Transfer.objects.filter(reverses=first.transfer).exists()
    return first.transfer if own and first.transfer.entries.filter(account=pot).exists() else None


def gather_levy(year: FinancialYear, wards: set[int], transfer: int) -> None:
    """Note on the receipts that an allotment gathers that it brought them into their wards' pots."""
    queries.waiting_receipts(year).filter(ward__in=wards).update(transfer=transfer)
