"""What needs the two statutory officers: what oversight finds, and the Monitoring Officer's own registers."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import (
    clock_time,
    london_date,
    long_date,
    short_date,
    start_of_day,
    working_days_after,
)
from wapentake.funding.models import RecordsCheck
from wapentake.funding.queries import answer_within, open_reviews, proposed_freezes
from wapentake.funding.queries.oversight import newest_check
from wapentake.office.queries import entered_since, proposed_holds, requests_to_withhold, wards_of_poll
from wapentake.office.rules import DAYS_TO_REGISTER, days_left_to_register

from ..lines import counted, need_of


def oversight(on: dt.date) -> list[Need]:
    """Return what needs the Monitoring Officer on a day. What an interest is stays in the register."""
    return [*_to_withhold(on), *_entered_late(on), *_to_look_at_again(on), *_to_hold(on), *_to_freeze(on)]


def checks(on: dt.date) -> list[Need]:
    """Return a line for each check that found something when all records were last looked over."""
    newest = newest_check()
    return [
        need_of(
            on,
            f"{one['title']}: {one['count']}",
            reverse("funding:oversight_rows", args=[one["key"]]),
            f"{_as_of(newest)}, by a check over all records.",
            "It stands here until a check finds none.",
            on,
        )
        for one in (newest.found if newest else ())
    ]


def checked_words() -> str:
    """Return in a sentence when all records were last looked over, and what was found."""
    newest = newest_check()
    if newest is None:
        return "The records have not been checked yet. They are each night."
    found = counted(len(newest.found), "check") + " found something." if newest.found else "Nothing was out of order."
    return f"{_as_of(newest)}: {found} The records are checked each night."


def _as_of(check: RecordsCheck | None) -> str:
    return f"As of {short_date(london_date(check.at))}, {clock_time(check.at)}" if check else ""


def _to_withhold(on: dt.date) -> list[Need]:
    days = answer_within(on)
    return [
        need_of(
            working_days_after(london_date(asked.recorded_at), days),
            f"Decide whether to withhold an interest of {asked.councillor}",
            reverse("office:withhold_interest", args=[asked.councillor.slug, asked.entry]),
            f"Asked on {long_date(london_date(asked.recorded_at))}. It takes the member and you.",
            "Until then it is not published.",
            on,
        )
        for asked in requests_to_withhold()
    ]


def _entered_late(on: dt.date) -> list[Need]:
    """Late entries stand here for 28 days from when they were made: there is nothing to send off with a button."""
    found = []
    for interest, first, began in entered_since(start_of_day(on - dt.timedelta(days=DAYS_TO_REGISTER))):
        entered = london_date(first)
        late = -days_left_to_register(interest.arose_on, entered, began)
        if late > 0:
            title = f"Look at a late entry in the register of {interest.councillor}"
            href = reverse("office:interests_of", args=[interest.councillor.slug])
            reason = f"Entered on {long_date(entered)}, {counted(late, 'day')} after the last of the 28."
            found.append(need_of(on, title, href, reason, "It stands here for 28 days.", on))
    return found


def _to_look_at_again(on: dt.date) -> list[Need]:
    if not (found := open_reviews()):
        return []
    title = f"Look again at {counted(len(found), 'award')}"
    reason = "The register shows an interest that it did not show when the councillor decided."
    return [need_of(on, title, reverse("funding:reviews"), reason, "Each stands with its reason.", on)]


def _to_freeze(on: dt.date) -> list[Need]:
    """A poll lies ahead, and it is to be settled whether awards are frozen before it. By the day it would begin."""
    return [
        need_of(
            one.begins,
            f"Decide whether to freeze awards in {one.poll.ward or 'every ward'}",
            reverse("funding:freeze_for_poll", args=[one.poll.pk]),
            f"There is a poll on {long_date(one.poll.on)}.",
            f"By the council’s rule a freeze begins on {long_date(one.begins)}.",
            on,
        )
        for one in proposed_freezes(on)
    ]


def _to_hold(on: dt.date) -> list[Need]:
    """A poll lies ahead, and no hold of publicity covers it yet. By the day on which the rule would begin it."""
    return [
        need_of(
            one.begins,
            f"Set the publicity hold before the poll on {long_date(one.poll.on)}",
            reverse("office:hold_for_poll", args=[one.poll.pk]),
            f"It concerns {', '.join(ward.name for ward in wards_of_poll(one.poll)) or 'every ward'}.",
            f"By the council’s rule a hold begins on {long_date(one.begins)} (Local Government Act 1986, section 2).",
            on,
        )
        for one in proposed_holds(on)
    ]
