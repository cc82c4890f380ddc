"""What the demonstration's awards came to later: one in instalments, one for another purpose, two asked back, one over.

Each is told where its days fall into the year; an award that was not made, or not paid by then, is left as it is.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Application, BankAccount
from wapentake.funding.rules import Part, Showing
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.instalments import ShownFirst
from wapentake.funding.states.payees import CheckedBy
from wapentake.funding.states.recoveries import RecoveryReason

from .afterwards import accept
from .world import DAY, World, moment, working_day

CASTLE = "E05012996"
IN_PARTS, ANOTHER_PURPOSE = "English with a crèche", "Jackets for the walking bus"
CALLED = "The treasurer, on the number of the application"
SHOWN = "Five mornings are done. Fourteen women came, and eleven children were minded next door."
JACKETS = "Bright jackets, and covers for school bags that shine in the dark."
JACKETS_WHY = "The road safety team gave the training evening for nothing, so the money for it is free."


@dataclass(frozen=True)
class AskedBack:
    """What is asked back of which award, why, how long ago, what came, and what was given up by a second person."""

    title: str
    pence: int
    why: RecoveryReason
    said: str
    days_ago: int
    came: int
    given_up: int
    reason: str
    agreed: bool


RAINED_OFF = AskedBack(
    "Summer music, free to all", 12_000, RecoveryReason.UNSPENT,
    "Two of the concerts were rained off, and their players were not paid.", 50, 8_500, 3_500,
    "The deposit for the stage was lost with the two concerts: the group sent the hirer’s letter.", agreed=True,
)  # fmt: skip
# Late, and the second person has still to agree.
NOT_HELD = AskedBack(
    "", 14_000, RecoveryReason.UNSPENT, "Four of the eight sessions were not held.", 44, 6_000, 8_000,
    "The rest went on a room that had to be paid for all the same: its invoice is with the form.", agreed=False,
)  # fmt: skip


def load_changed(world: World) -> None:
    """Load each of them, where an award of the day fits."""
    _in_instalments(world)
    _for_another_purpose(world)
    _asked_back(world, _paid(world, CASTLE, title=RAINED_OFF.title), RAINED_OFF, 0)
    _asked_back(world, _paid(world, "E05013008", pence__gte=20_000), NOT_HELD, 1)


def _paid(world: World, ward: str, **which: Any) -> Application | None:
    """Return an award of this year's to a group of a ward that has been paid, if there is one."""
    year = FinancialYear.of(world.on).starts_in
    rows = Application.objects.filter(state=ApplicationState.PAID, year=year, ward__code=ward, **which)
    groups = rows.filter(fund__key="clf").select_related("fund", "ward", "organisation", "councillor__user")
    return groups.order_by("pk").first()


def _in_instalments(world: World) -> None:
    """Half at once, half when the group has shown how it goes, which it has; nobody has read it yet."""
    row = Application.objects.filter(
        state=ApplicationState.APPROVED, title=IN_PARTS, ward__code=CASTLE, offer_answer=None
    ).first()
    if row is None:
        return
    half, finance, on = row.pence // 200 * 100, world.people["colin"], world.on
    later = working_day(on + 35 * DAY)
    parts = [Part(row.pence - half, on), Part(half, later, ShownFirst.NOTE)]
    funding.set_instalments(row, parts, by=finance, at=world.at)
    accept(row, world.at)
    details = funding.give_details(row, BankAccount(row.organisation.name, "000000", "20000471"), by=None, at=world.at)
    funding.check_details(details, how=CheckedBy.CALL, said=CALLED, by=world.people["nadia"], at=world.at)
    funding.pay(row, by=finance, at=world.at, key="demonstration:instalment", number=1)
    funding.show_for_instalment(row, Showing(SHOWN), by=None, at=world.at)


def _for_another_purpose(world: World) -> None:
    """A group asked its councillor, who agreed; the approving officer published it."""
    row, asked_on = _paid(world, CASTLE, title=ANOTHER_PURPOSE), working_day(world.on - 9 * DAY)
    if row is None or not _since_paid(row, asked_on) or asked_on + 5 * DAY > world.on:
        return
    assert row.councillor is not None
    assert row.councillor.user is not None
    given = {"purpose": JACKETS, "why": JACKETS_WHY, "name": row.contact_name}
    change = funding.ask_purpose_change(row, **given, by=None, at=moment(asked_on, 20))
    why = "The children are seen in the dark either way, and the covers are what their parents asked for."
    backed_on = working_day(asked_on + 2 * DAY)
    change = funding.answer_purpose_change(
        change, consents=True, reasons=why, interest=False, by=row.councillor.user, at=moment(backed_on, 130)
    )
    funding.answer_purpose_change(
        change, consents=True, reasons="It serves the same priority, and costs no more.", interest=False,
        by=world.people["priya"], at=moment(min(working_day(backed_on + 2 * DAY), world.on), 210),
    )  # fmt: skip


def _asked_back(world: World, row: Application | None, told: AskedBack, number: int) -> None:
    """The ward's co-ordinator's team asks; some comes, and finance proposes to give the rest up."""
    asked_on = working_day(world.on - told.days_ago * DAY)
    if row is None or row.pence < told.pence or not _since_paid(row, asked_on):
        return
    colin, gerald, key = world.people["colin"], world.people["gerald"], f"demonstration:recovery:{number}"
    recovery = funding.open_recovery(
        row, told.pence, why=told.why, said=told.said, due_on=asked_on + 28 * DAY, by=world.people["priya"],
        how=f"By bank transfer to the council, with the reference {row.reference}.", at=moment(asked_on, 30), key=key,
    )  # fmt: skip
    funding.take_in(recovery, told.came, by=colin, at=_at(world, asked_on + 18 * DAY, 60), key=f"{key}:came")
    write_off = funding.propose_write_off(
        recovery, told.given_up, reason=told.reason, by=colin, at=_at(world, asked_on + 36 * DAY, 90)
    )
    if told.agreed:
        funding.settle_write_off(write_off, agree=True, by=gerald, at=_at(world, asked_on + 40 * DAY, 15))


def _since_paid(row: Application, on: dt.date) -> bool:
    """Whether an award was paid by a day, and nothing of it has come back."""
    kinds = dict(row.transfers.values_list("kind", "on"))
    return "return" not in kinds and kinds.get("pay", dt.date.max) <= on


def _at(world: World, day: dt.date, minutes: int) -> dt.datetime:
    return moment(min(working_day(day), world.on), minutes)
