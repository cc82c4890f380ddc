"""A project in parts: when it may be sent, when one part waits for the others, and who lets it go ahead with less."""

import datetime as dt

from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application
from ..queries.projects import parts_of, waited_for
from .asked import Asked
from .parts import AskedPart, kinds_of, parts_agree, pay_for_together, whom

YES = Verdict.yes()


def may_send_parts(asked: Asked, on: dt.date) -> Verdict:
    """Whether a project's parts go together and can be paid of its costs. Each part has its fund's own rules too."""
    parts = [
        AskedPart(one.fund, one.ward, one.councillor, one.pence, one.costs, one.cluster) for one in asked.each_part
    ]
    lines = asked.more.lines if asked.more else ()
    sets = queries.rule_sets([part.fund for part in parts], on)
    paid_by = [(kinds_of(sets[part.fund.pk]), part.pence) for part in parts]
    return first_refusal(parts_agree(parts, asked.cost_pence), pay_for_together(paid_by, lines))


# --- All or nothing -------------------------------------------------------------------------------------------------


def no_part_is_gone(application: Application) -> Verdict:
    """Nothing more is promised to a project that needs all its parts once one of them is gone."""
    gone = [part for part in waited_for(application) if part.state in queries.GONE]
    if not gone:
        return YES
    return Verdict.no(
        f"The project goes ahead only with all its parts, and {_named(gone[0])}. Decline this part, or let the group "
        "say that it goes ahead with less."
    )


def parts_awarded(application: Application) -> Verdict:
    """Nothing is offered or paid to a project that needs all its parts before each of them is awarded."""
    return nothing_waits(waited_for(application))


def nothing_waits(waits: list[Application]) -> Verdict:
    """The same, of the parts that stand in the way."""
    if not waits:
        return YES
    gone = [part for part in waits if part.state in queries.GONE]
    then = "Ask the group whether it goes ahead with less." if gone else "It waits for that decision."
    return Verdict.no(f"Held: the project goes ahead only with all its parts, and {_named((gone or waits)[0])}. {then}")


def _named(part: Application) -> str:
    state = "is not awarded yet" if part.state not in queries.GONE else f"was {part.get_state_display().lower()}"
    asked = whom(part.fund, part.ward, part.councillor, part.cluster)
    return f"{part.reference}, {pounds_short(part.pence)} of {asked}, {state}"


def may_go_ahead_with_less(roles: Roles | None, application: Application) -> Verdict:
    """The group says by its link (no roles), or its co-ordinator for it, that what is left is enough to go ahead."""
    project = application.project
    if project is None or not project.needs_all:
        return Verdict.no("The project goes ahead with what is granted already.")
    return first_refusal(_says_it(roles, application), _lost_a_part(application))


def _says_it(roles: Roles | None, application: Application) -> Verdict:
    if roles is None or roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return YES
    return Verdict.no("Only the group, or the ward’s co-ordinator for it, can say that it goes ahead with less.")


def _lost_a_part(application: Application) -> Verdict:
    parts = parts_of(application)
    gone = sum(part.state in queries.GONE for part in parts)
    if not gone:
        return Verdict.no("No part was declined or withdrawn, so nothing is missing.")
    return Verdict.no("No part is left, so nothing goes ahead.") if gone == len(parts) else YES
