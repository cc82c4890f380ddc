"""What needs somebody's yes before residents read it."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.publishing.queries import drafts_waiting_for, guidance_to_review
from wapentake.publishing.queries import waiting_for as items_waiting_for

from ..lines import SHOWN, need_by_aim, need_of

APPROVES = (RoleKind.CO_ORDINATOR, RoleKind.HEAD_OF_NEIGHBOURHOODS)


def to_approve(roles: Roles, on: dt.date) -> list[Need]:
    """Return the news that waits for this person's approval."""
    if roles.councillor is None and not roles.has(*APPROVES):
        return []
    return [
        need_by_aim(
            item.proposed_at,
            f"Read “{item.title}”, and let it out or say what to change",
            reverse("publishing:desk_item", args=[item.pk]),
            f"{item.drafted_by.name} drafted it. A second person reads what goes out.",
            "Residents do not see it before.",
            on,
        )
        for item in items_waiting_for(roles)[:SHOWN]
    ]


def to_comment(roles: Roles, on: dt.date) -> list[Need]:
    """Return the drafts of the ward's bulletin that a member is asked about."""
    return [
        need_of(
            draft.comments_by or on,
            f"Say what you think of the bulletin’s draft for {draft.month:%B}",
            reverse("publishing:desk_bulletin", args=[draft.pk]),
            f"{draft.drafted_by.name} asks its members.",
            "It goes to everybody who asked for it.",
            on,
        )
        for draft in drafts_waiting_for(roles)
    ]


def to_review(roles: Roles, on: dt.date) -> list[Need]:
    """Return the guidance whose words somebody was to look at again by now: the Head of Neighbourhoods publishes it."""
    if not roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return []
    return [
        need_of(
            version.review_on,
            f"Look again at the guidance “{version.title}”",
            reverse("publishing:guidance_one", args=[version.guidance_id]),
            f"{version.owner} answers for it. It was to be looked at by {long_date(version.review_on)}.",
            "Residents read it meanwhile as it is.",
            on,
        )
        for version in guidance_to_review(on)[:SHOWN]
    ]
