"""What is said about a project in parts: that all were received, that one is gone, that all are awarded."""

import datetime as dt
from collections.abc import Sequence

from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds_short
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application
from ..queries.projects import other_parts, waited_for
from ..rules.parts import whom
from ..states import ApplicationState
from .applications import what_next
from .base import desk_link, to_group


def parts_received(parts: Sequence[Application]) -> Message | None:
    """To the group: we have it, and these are the numbers of its parts."""
    first = parts[0]
    lines = [f"{part.reference}: {pounds_short(part.pence)} of {_whom(part)}" for part in parts]
    how = "only with all of them" if first.project and first.project.needs_all else "with what is granted"
    return to_group(
        first,
        f"We have your application {first.reference} in {len(parts)} parts",
        f"You asked for {pounds_short(sum(part.pence for part in parts))} in all: {first.title}.\n\n"
        "Each part has its own reference number and is decided on by itself:\n\n" + "\n".join(lines) + "\n\n"
        f"You said that it goes ahead {how}. We will write to you when each is decided.",
    )


def to_the_parts(application: Application, on: dt.date) -> list[Message | None]:
    """To whoever waits for this part of a project that needs all: that it is gone, or that all are awarded now."""
    if application.project is None or not application.project.needs_all:
        return []
    if application.state in queries.GONE:
        left = [part for part in other_parts(application) if part.state not in queries.GONE]
        return [*(_gone(part, application, on) for part in left), _group_of_gone(left, application)]
    if application.state != ApplicationState.APPROVED or waited_for(application):
        return []
    return parts_to_offer(other_parts(application), on)


def parts_to_offer(parts: Sequence[Application], on: dt.date) -> list[Message | None]:
    """To the group: what is next with the awarded parts, now that the project goes ahead."""
    awarded = [part for part in parts if part.state == ApplicationState.APPROVED]
    return [
        to_group(
            part,
            f"Your application {part.reference}: the project goes ahead",
            f"{pounds_short(part.pence)} of {_whom(part)} was awarded for {part.title}, and waits for nothing more.\n\n"
            f"{what_next(part, on)}",
        )
        for part in awarded
    ]


def _gone(part: Application, gone: Application, on: dt.date) -> Message | None:
    """To whoever has a part now: another one of the same project is gone."""
    people = sorted(_who_has(part, on))
    if not people:
        return None
    return Message(
        to=people,
        subject=f"A part of the same project is gone: {part.reference}",
        text=f"{_said(gone)} The project goes ahead only with all its parts, so nothing more is promised or paid to "
        f"{part.reference} before the group says that it goes ahead with less. You can decline or withdraw it for this "
        f"reason.\n\nLook at it here: {desk_link(part)}\n",
    )


def _who_has(part: Application, on: dt.date) -> set[str]:
    """Return the addresses of whoever is to act on a part now."""
    if part.state == ApplicationState.SUPPORTED:
        return {role.user.email for role in holders(RoleKind.APPROVER, on)}
    if part.state != ApplicationState.SUBMITTED:
        found = holders(RoleKind.CO_ORDINATOR, on)
        return {role.user.email for role in found if role.ward_id == part.ward_id}
    if turns := queries.open_turns(part):
        return {turn.user.email for turn in turns}
    return {part.councillor.user.email} if part.councillor and part.councillor.user else set()


def _group_of_gone(left: Sequence[Application], gone: Application) -> Message | None:
    """To the group: one part is gone; say whether the others are enough."""
    if not left:
        return None
    return to_group(
        left[0],
        f"Your application {left[0].reference}: one part of your project is gone",
        f"{_said(gone)} You told us that your project goes ahead only with all its parts, so the others wait.\n\n"
        "If it goes ahead with less, say so on the page where you follow it. If not, withdraw the others there.",
    )


def _said(gone: Application) -> str:
    how = gone.get_state_display().lower()
    return f"{gone.reference}, {pounds_short(gone.pence)} of {_whom(gone)} for {gone.title}, was {how}."


def _whom(part: Application) -> str:
    return whom(part.fund, part.ward, part.councillor, part.cluster)
