"""What the plans room writes to people."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.people.models import User
from wapentake.people.queries import link_to

from ..rules import owner_words
from ..states import ActionState


def actions_need_you(user: User, actions: Sequence[Any], on: dt.date, days: int) -> Message:
    """Return the week's one e-mail to somebody about actions that are late or soon due: what to do, and where."""
    late = [one for one in actions if one.due_on < on]
    soon = [one for one in actions if one.due_on >= on]
    parts = [f"Dear {user.name},", _opening(len(late), len(soon))]
    if late:
        parts += ["LATE", *map(_line, late)]
    if soon:
        parts += [f"DUE WITHIN {days} DAYS", *map(_line, soon)]
    parts += [WHAT_TO_DO, f"All of yours: {link_to(reverse('plans:actions'))}?list=mine", WHY]
    counted = " and ".join(filter(None, [f"{len(late)} late" if late else "", f"{len(soon)} soon due" if soon else ""]))
    noun = "1 action of a ward plan" if len(actions) == 1 else f"{len(actions)} actions of ward plans"
    return Message(to=[user.email], subject=f"{noun}: {counted}", text="\n\n".join(parts) + "\n")


WHAT_TO_DO = (
    "Follow a link and say how it goes: done, under way, or blocked, and by what. If the date cannot be kept, say "
    "which day can, and why: residents read the reason."
)
WHY = (
    "You get this because you own or lead these actions, or co-ordinate their ward. It comes once a week at most, and "
    "not at all when nothing is late or soon due."
)


def _opening(late: int, soon: int) -> str:
    if late and soon:
        return f"{_count(late)} late, and {_count(soon).lower()} due soon."
    if late:
        return f"{_count(late)} late."
    return f"{_count(soon)} due soon."


def _count(number: int) -> str:
    return "One action is" if number == 1 else f"{number} actions are"


def _line(action: Any) -> str:
    where = link_to(reverse("plans:progress", args=[action.pk]))
    stands = ActionState(action.state).label.lower()
    blocked = f" What blocks it: {action.blocked_by}" if action.blocked_by else ""
    return (
        f"{action.text}\n{action.priority.ward}, {action.priority}. {owner_words(action)}.\n"
        f"Due {long_date(action.due_on)}; it stands at {stands}.{blocked}\n{where}"
    )
