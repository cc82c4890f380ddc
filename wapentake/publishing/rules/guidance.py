"""Who writes guidance, who publishes it, and when it is due to be looked at again."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Guidance
from ..queries import differs_from_published
from ..states import GuidanceState

YES = Verdict.yes()


@dataclass(frozen=True)
class GuidanceWords:
    """What a page of guidance says, who answers for it, and by when somebody looks at it again."""

    title: str
    summary: str
    body: str
    owner: str
    position: int
    review_on: dt.date


def may_write_guidance(roles: Roles) -> Verdict:
    """Co-ordinators and the Head of Neighbourhoods write it."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.CO_ORDINATOR):
        return YES
    return Verdict.no("Guidance is written by co-ordinators and the Head of Neighbourhoods.")


def may_publish_guidance(roles: Roles, guidance: Guidance) -> Verdict:
    """The Head of Neighbourhoods publishes what is new in it, with a day of review that lies ahead."""
    if not roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return Verdict.no("Guidance is published by the Head of Neighbourhoods.")
    return first_refusal(_is_new(guidance), sound_review(guidance.review_on, roles.on))


def _is_new(guidance: Guidance) -> Verdict:
    if guidance.state == GuidanceState.PUBLISHED and not differs_from_published(guidance):
        return Verdict.no("Residents read these words already: change them first.")
    return YES


def may_withdraw_guidance(roles: Roles, guidance: Guidance) -> Verdict:
    """What residents read is taken down by the Head of Neighbourhoods or the Monitoring Officer."""
    if guidance.state != GuidanceState.PUBLISHED:
        return Verdict.no("Residents do not see it.")
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Guidance is withdrawn by the Head of Neighbourhoods or the Monitoring Officer.")


def sound_review(review_on: dt.date, on: dt.date) -> Verdict:
    """It is looked at again on a day that lies ahead."""
    if review_on > on:
        return YES
    return Verdict.no("The day by which it is looked at again has come: give a later one.")
