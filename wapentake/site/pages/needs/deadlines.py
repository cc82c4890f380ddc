"""What needs a councillor because money is left and its last day nears."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds_short
from wapentake.funding.queries import copies_to_give
from wapentake.funding.queries.declared import to_register
from wapentake.funding.rules import Deadline, copy_due, deadlines
from wapentake.funding.states import HolderKind
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..lines import need_of


def money_deadlines(roles: Roles, on: dt.date) -> list[Need]:
    """Return one line for all that is left, once the rule's first day has come; nothing where nothing is left."""
    if roles.councillor is None:
        return []
    return [_need(one, on) for one in deadlines(on, roles.councillor)]


def copies_to_hand_in(roles: Roles, on: dt.date) -> list[Need]:
    """Return the decisions under section 236 whose copy this person is to give, or, as proper officer, to have."""
    keeps = roles.has(RoleKind.MONITORING_OFFICER)
    if roles.councillor is None and not keeps:
        return []
    rows = [one for one in copies_to_give() if one.by_id == roles.user.pk or (keeps and copy_due(one) < on)]
    return [
        need_of(
            copy_due(one),
            f"Give the copy of your decision on {one.application.title}" if one.by_id == roles.user.pk
            else f"Ask {one.by} for the copy of a decision",
            reverse("funding:give_copy", args=[one.application.reference]),
            f"You decided on {long_date(one.on)} under section 236." if one.by_id == roles.user.pk
            else f"Decided on {long_date(one.on)} under section 236: {one.application.reference}.",
            "The proper officer has it within one month.",
            on,
        )
        for one in rows
    ]  # fmt: skip


def interests_to_register(roles: Roles, on: dt.date) -> list[Need]:
    """Return the interests that a councillor declared and whose body the register does not have yet."""
    if roles.councillor is None:
        return []
    return [
        need_of(
            one.register_by,
            f"Register this interest by {long_date(one.register_by)} (Localism Act 2011, section 31(7))",
            reverse("office:interests_of", args=[roles.councillor.slug]),
            f"You declared an interest in {one.application.organisation} on {long_date(one.on)}"
            + (f": {one.nature.rstrip('.')}." if one.nature else "."),
            "It is done once your register names that body.",
            on,
        )
        for one in to_register(roles.councillor, on)
        if one.register_by is not None
    ]


def _need(one: Deadline, on: dt.date) -> Need:
    own = sum(line.left for line in one.lines if line.fund.holder_kind == HolderKind.COUNCILLOR)
    title = f"Award what is left by {long_date(one.last_day)}: {pounds_short(one.left)}"
    shared = sum(line.left for line in one.lines if line.cluster is not None)
    ward = one.left - own - shared
    said = ((own, "yours"), (ward, "your ward’s"), (shared, "of your ward’s clusters"))
    parts = [f"{pounds_short(pence)} is {whose}" for pence, whose in said if pence]
    lapses = sum(line.lapses for line in one.lines)
    after = f"{pounds_short(lapses)} of it lapses after 31 March." if lapses else "By today’s rules it would go on."
    return need_of(one.last_day, title, reverse("funding:mine"), f"{' and '.join(parts)}.", after, on)
