"""A fund's year: frozen at once, unfrozen, and closed with what was left carried over, as one locked act."""

import datetime as dt

from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import Fund, FundYear
from ..rules import CarryLine
from ..states import FundYearState, Stage, TransferKind
from .funds import BOROUGH, _may
from .ledger import Posting, open_accounts, post, source_account

CHANGED = "What is left has changed since you looked. Nothing was closed: check the table again."


# house: two postings, one in each year, as one act; each is a record of its own year.
@transaction.atomic
def close_year(fund: Fund, year: FinancialYear, *, by: User, at: dt.datetime, shown: str = "") -> None:
    """Close a fund's financial year for good: what is left goes on to the next year by the rules, or lapses.

    One act: it waits for the transfers that are under way, those after it are refused, and asked again it does nothing.
    The old year's entry is dated its last day, the new year's today. The next year is opened with it if it must be.
    `shown` is the `rules.print_of_lines` that a person confirmed; raises `Refused` if something else is left by now.
    """
    row = _locked_alone(fund, year)
    if row.state == FundYearState.CLOSED:
        return
    on = london_date(at)
    rules.may_close_year(roles_of(by, on), fund, year).demand()
    lines = rules.carry_lines(fund, year, on)
    if shown and shown != rules.print_of_lines(lines):
        raise Refused(CHANGED)
    _settle_old(fund, year, lines, by, at)
    _settle_new(fund, FinancialYear(year.starts_in + 1), lines, by, at)
    row.state, row.settled = FundYearState.CLOSED, True
    row.save(update_fields=["state", "settled"])
    touch({f"fund:{fund.key}", BOROUGH}.union(*(_refs(line) for line in lines)))


def _locked_alone(fund: Fund, year: FinancialYear) -> FundYear:
    """Hold a fund's year alone: whoever moves money in it holds the same lock together with others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(funding_year_key(%s, %s))", [fund.pk, year.starts_in])
    row = FundYear.objects.select_for_update().filter(fund=fund, year=year.starts_in).first()
    if row is None:
        raise Refused(f"{fund} was never opened for {year.label}.")
    return row


def _settle_old(fund: Fund, year: FinancialYear, lines: list[CarryLine], by: User, at: dt.datetime) -> None:
    """Post what is left of the old year to carried and lapsed; without any, only say that it is closed."""
    told = {"year": year.starts_in, "carried": sum(one.carried for one in lines)}
    told |= {"lapsed": sum(one.lapsed for one in lines), "came back": sum(one.back for one in lines)}
    if not lines:
        audit.record(f"fund:{fund.key}", "year closed", by=by, at=at, facts=told)
        return
    legs: dict[int, int] = {}
    for one in lines:
        moved = {Stage.LEFT: one.back - one.left, Stage.CARRIED: one.carried, Stage.LAPSED: one.lapsed}
        moved |= {Stage.RETURNED: -one.back, Stage.SETTLED: one.back}
        held = open_accounts(fund, year.starts_in, one.holder, [stage for stage, pence in moved.items() if pence])
        legs |= {held[stage]: pence for stage, pence in moved.items() if pence}
    # What came back is told as that for good; as much is given anew, to go on or to lapse.
    if back := sum(one.back for one in lines):
        legs[source_account(fund, year.starts_in)] = -back
    key = f"close:{fund.key}:{year.starts_in}"
    post(
        Posting(
            key=key, kind=TransferKind.CLOSE, legs=legs, by=by, at=at, on=year.end, stream=f"fund:{fund.key}",
            action="year closed", facts=told, whose="The fund has",
        )
    )  # fmt: skip


def _settle_new(fund: Fund, year: FinancialYear, lines: list[CarryLine], by: User, at: dt.datetime) -> None:
    """Post what was carried into the new year, which is opened for it if nobody has opened it yet."""
    carried = [one for one in lines if one.carried and one.to]
    if not carried:
        return
    row, _ = FundYear.objects.get_or_create(fund=fund, year=year.starts_in)
    if row.state == FundYearState.CLOSED:
        raise Refused(f"{fund} is closed for {year.label}, so nothing can go on to it.")
    legs = {source_account(fund, year.starts_in): -sum(one.carried for one in carried)}
    for one in carried:
        assert one.to is not None  # chosen so above
        account = open_accounts(fund, year.starts_in, one.to)[Stage.LEFT]
        legs[account] = legs.get(account, 0) + one.carried
    post(
        Posting(
            key=f"carry:{fund.key}:{year.starts_in}", kind=TransferKind.CARRY, legs=legs, by=by, at=at,
            on=max(year.start, min(london_date(at), year.end)), stream=f"fund:{fund.key}", action="carried over",
            facts={"year": year.starts_in},
        )
    )  # fmt: skip


def _refs(line: CarryLine) -> set[str]:
    return line.holder.holder_refs | (line.to.holder_refs if line.to else set())


@transaction.atomic
def freeze(fund: Fund, year: FinancialYear, *, because: str, by: User, at: dt.datetime) -> None:
    """Freeze a fund's year at once: nothing more is promised from it; what was awarded is paid. Once is enough.

    It waits for the transfers that are under way; those after it obey it.
    """
    row = _locked_alone(fund, year)
    if row.frozen_at is not None and row.frozen_because == because:
        return
    rules.may_freeze(roles_of(by, london_date(at)), fund, year).demand()
    if not because.strip():
        raise Refused("Say why the fund is frozen: councillors read it.")
    row.frozen_at, row.frozen_by, row.frozen_because = at, by, because
    row.save(update_fields=["frozen_at", "frozen_by", "frozen_because"])
    facts = {"year": year.starts_in, "reason": because}
    audit.record(f"fund:{fund.key}", "frozen", by=by, at=at, facts=facts)
    touch([f"fund:{fund.key}", BOROUGH])


@transaction.atomic
def unfreeze(fund: Fund, year: FinancialYear, *, reason: str, by: User, at: dt.datetime) -> None:
    """Let awards go on from a frozen fund."""
    row = _locked_alone(fund, year)
    rules.may_unfreeze(roles_of(by, london_date(at)), fund, year).demand()
    row.frozen_at, row.frozen_by, row.frozen_because = None, None, ""
    row.save(update_fields=["frozen_at", "frozen_by", "frozen_because"])
    facts = {"year": year.starts_in, "reason": reason}
    audit.record(f"fund:{fund.key}", "unfrozen", by=by, at=at, facts=facts)
    touch([f"fund:{fund.key}", BOROUGH])


@transaction.atomic
def close_past_year(fund: Fund, year: FinancialYear, *, by: User, at: dt.datetime) -> None:
    """Close a year of before this program, whose awards were brought in: what was left was settled elsewhere.

    Nothing is carried over here, so the council gives what it carried as money of its first year. Raises `Refused`
    where anything of the year was decided here.
    """
    row = _locked_alone(fund, year)
    if row.state == FundYearState.CLOSED:
        return
    _may(by, at)
    rules.may_close_past_year(roles_of(by, london_date(at)), fund, year).demand()
    row.state = FundYearState.CLOSED
    row.save(update_fields=["state"])
    audit.record(f"fund:{fund.key}", "past year closed", by=by, at=at, facts={"year": year.starts_in})
    touch([f"fund:{fund.key}", BOROUGH])
