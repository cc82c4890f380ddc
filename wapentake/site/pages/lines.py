"""Lines that several pages draw in the same way."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Award, FundLine, MoneyBar, Need, PriorityLine, Progress, share_scale
from wapentake.foundation.calendars import FinancialYear, london_date, long_date, short_date, working_days_after
from wapentake.funding.models import Application
from wapentake.funding.queries import Pot, last_days_to_decide, payee_of
from wapentake.places.models import Ward
from wapentake.plans.models import Action, Priority
from wapentake.plans.queries import is_late
from wapentake.plans.states import ActionState

Row = TypeVar("Row", bound=Model)

# How many things of a kind the desk's home shows at most.
SHOWN = 20
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, what: str) -> str:
    """Return a number of things in words: `three councillors`, `12 wards`."""
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {what}{'' if number == 1 else 's'}"


def first_of(rows: QuerySet[Row]) -> list[Row]:
    """Return as many rows as a list shows. Django writes out even a question that has no answer, so it is not asked."""
    return [] if rows.query.is_empty() else list(rows[:SHOWN])


def bar_of(pots: Iterable[Pot]) -> MoneyBar:
    """Return one bar of several pots together, in pence."""
    pots = list(pots)
    return MoneyBar.of(
        paid=sum(pot.paid for pot in pots),
        committed=sum(pot.committed for pot in pots),
        reserved=sum(pot.reserved for pot in pots),
        returned=sum(pot.returned for pot in pots),
        left=sum(pot.left for pot in pots),
    )


def money_lines(pots: Iterable[Pot], href: str = "") -> list[FundLine]:
    """Return the funds that were allotted anything, drawn to one scale; `href` is where their records lie."""
    lines = [FundLine(pot.fund.name, bar_of([pot]), pot.note, href) for pot in pots if pot.allotted]
    return share_scale(lines)


def standing_of(action: Action, on: dt.date) -> str:
    """Return where an action stands on a day, in words."""
    if action.state == ActionState.BLOCKED:
        return "Late, and blocked" if is_late(action, on) else "Blocked"
    if is_late(action, on):
        return f"Late. {action.get_state_display()}"
    if action.state == ActionState.DONE and action.done_on:
        return f"Done on {long_date(action.done_on)}"
    return str(action.get_state_display())


def priority_line(ward: Ward, priority: Priority, number: int, progress: Progress) -> PriorityLine:
    """Return a priority as lists show it, linked to its public page."""
    href = reverse("site:priority", args=[ward.slug, priority.slug])
    return PriorityLine(number, priority.title, href, priority.summary, progress)


def award_line(award: Application) -> Award:
    """Return an award as lists show it. Nothing personal is in it."""
    note = award.fund.name
    if award.decided_on:
        note += f", {short_date(award.decided_on)}"
    note += "."
    if award.priority is not None:
        note += f" Serves “{award.priority.title}”."
    href = reverse("funding:award", args=[award.reference])
    return Award(payee_of(award).name, award.pence, award.title, note, href)


def decide_by_day(year: FinancialYear, on: dt.date) -> dt.date | None:
    """Return the next last day to decide of any fund in a year, or None once all have gone."""
    return next_day(last_days_to_decide(year), on)


def next_day(days: Mapping[int, dt.date], on: dt.date) -> dt.date | None:
    """Return the first of these days that has not gone, or None once all have."""
    return min((day for day in days.values() if day >= on), default=None)


# Within how many working days somebody should answer where no rule says it: our own aim, not a rule of law.
ANSWER_DAYS = 10


def aim_of(began: dt.date) -> tuple[dt.date, str]:
    """Return the day of our own aim for something that came on a day, and the aim in words."""
    return working_days_after(began, ANSWER_DAYS), f"Our aim: within ten working days of {short_date(began)}."


def aim_from(moment: dt.datetime | None, on: dt.date) -> tuple[dt.date, str]:
    """Return the day of our own aim for something that came at a moment, and the aim in words."""
    return aim_of(london_date(moment) if moment else on)


def need_of(by: dt.date, title: str, href: str, reason: str, because: str, on: dt.date) -> Need:
    """Return what needs somebody by a day, marked if that day is over."""
    late = f"{counted((on - by).days, 'day')} late" if by < on else ""
    return Need(by, title, href, reason, because, late)


def need_by_aim(came: dt.datetime | None, title: str, href: str, reason: str, because: str, on: dt.date) -> Need:
    """Return what needs somebody by the day of our own aim, counted from when it came; the aim follows `because`."""
    by, aim = aim_from(came, on)
    return need_of(by, title, href, reason, f"{because} {aim}", on)
