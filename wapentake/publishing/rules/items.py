"""Who drafts, approves and withdraws what is posted. Reads no clock: the day is in the roles, moments are given."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.funding.models import Application
from wapentake.office.models import SevenRole
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward
from wapentake.plans.models import Action, Priority
from wapentake.plans.rules import is_team

from ..models import Item
from ..queries import approval_on, held_items, is_out, wards_of
from ..queries.items import WITHOUT_A_RULE
from ..states import Approval, ItemKind, ItemState

YES = Verdict.yes()


@dataclass(frozen=True)
class ItemWords:
    """What a draft says. No ward is the whole borough; the times are an event's, what it tells of a case study's.

    Who decided, on which day, and where that stands are an explained decision's.
    """

    title: str
    summary: str
    body: str
    kind: str = ItemKind.NEWS
    wards: tuple[Ward, ...] = ()
    priority: Priority | None = None
    factual: bool = False
    happens_at: dt.datetime | None = None
    happens_until: dt.datetime | None = None
    venue: str = ""
    award: Application | None = None
    action: Action | None = None
    role: SevenRole | None = None
    decided_by: str = ""
    decided_on: dt.date | None = None
    decision_link: str = ""


def may_draft(roles: Roles, wards: Sequence[Ward]) -> Verdict:
    """Members and a ward's team draft for their wards; for the whole borough the Head of Neighbourhoods does."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return YES
    if not wards:
        return Verdict.no("What is about every ward is posted by the Head of Neighbourhoods: name your wards.")
    for ward in wards:
        if not roles.is_member_of(ward) and not is_team(roles, ward):
            return Verdict.no(f"Only {ward}’s councillors, co-ordinator and support officer can post for it.")
    return YES


def may_edit(roles: Roles, item: Item) -> Verdict:
    """A draft is changed by those who draft for its wards; from the proposal on, its words stand."""
    return first_refusal(may_draft(roles, wards_of(item)), _is(item, ItemState.DRAFT, "Its words stand: take it back."))


def may_propose(roles: Roles, item: Item) -> Verdict:
    """A draft is put to whoever approves it."""
    return may_edit(roles, item)


def needs_a_second(roles: Roles) -> bool:
    """Say whether an item needs somebody else's yes on a day."""
    return _approval(roles) != Approval.NOBODY


def may_approve(roles: Roles, item: Item) -> Verdict:
    """Who approves is neither who drafted nor who changed it last, unless the council's rule asks nobody else."""
    return first_refusal(_waits(item, roles), is_second(roles, wards_of(item), item.drafted_by_id, item.changed_by_id))


def _waits(item: Item, roles: Roles) -> Verdict:
    if item.state == ItemState.DRAFT and not needs_a_second(roles):
        return may_edit(roles, item)
    return _is(item, ItemState.PROPOSED, "It does not wait for approval.")


def is_second(roles: Roles, wards: Sequence[Ward], author: int, changer: int | None = None) -> Verdict:
    """Say whether a person is the second pair of eyes on what somebody drafted for these wards; none is every ward.

    `changer` wrote the words that stand last: two people have read every word only if somebody else approves them.
    """
    rule = _approval(roles)
    if rule == Approval.NOBODY:
        return may_draft(roles, wards)
    if author == roles.user.pk:
        return Verdict.no("You drafted it: somebody else approves it, so that two people have read it.")
    if changer == roles.user.pk:
        return Verdict.no("You changed it last: somebody else approves it, so that two people have read it.")
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS) or (not wards and roles.has(RoleKind.CO_ORDINATOR)):
        return YES
    if not wards:
        return Verdict.no("What is about every ward is approved by a co-ordinator or the Head of Neighbourhoods.")
    if any(roles.in_ward(RoleKind.CO_ORDINATOR, ward) for ward in wards):
        return YES
    if rule == Approval.ANOTHER and any(roles.is_member_of(ward) for ward in wards):
        return YES
    who = "co-ordinator" if rule == Approval.CO_ORDINATOR else "members or its co-ordinator"
    return Verdict.no(f"It is approved by the ward’s {who}.")


def may_send_back(roles: Roles, item: Item) -> Verdict:
    """Whoever may approve may say instead what to change."""
    return may_approve(roles, item)


def may_take_back(roles: Roles, item: Item, at: dt.datetime) -> Verdict:
    """What waits, or has its day still to come, goes back to draft; what is out is withdrawn instead."""
    if is_out(item, at):
        return Verdict.no("Residents see it already: withdraw it, or post what is new.")
    if item.state not in (ItemState.PROPOSED, ItemState.APPROVED):
        return Verdict.no("It is a draft.")
    return may_draft(roles, wards_of(item))


def may_discard(roles: Roles, item: Item) -> Verdict:
    """A draft, or what waits for approval, is discarded by those who draft for its wards."""
    if item.state not in (ItemState.DRAFT, ItemState.PROPOSED):
        return Verdict.no("Only a draft can be discarded.")
    return may_draft(roles, wards_of(item))


def may_withdraw(roles: Roles, item: Item) -> Verdict:
    """What was approved is withdrawn at once by its wards' people, or by the Monitoring Officer."""
    known = _is(item, ItemState.APPROVED, "Only what was approved can be withdrawn.")
    return known if not known or roles.has(RoleKind.MONITORING_OFFICER) else may_draft(roles, wards_of(item))


def may_correct(roles: Roles, item: Item, at: dt.datetime) -> Verdict:
    """What residents read is corrected by whoever may approve it: two people have read every word."""
    if not is_out(item, at):
        return Verdict.no("Residents do not read it: only what is out is corrected.")
    return is_second(roles, wards_of(item), item.drafted_by_id)


def may_let_go_on(roles: Roles, item: Item, at: dt.datetime) -> Verdict:
    """While publicity is held, the Monitoring Officer alone lets an item go on."""
    if item.state != ItemState.APPROVED or not held_items([item], at):
        return Verdict.no("No hold leaves it out.")
    if roles.has(RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Only the Monitoring Officer lets an item go on while publicity is held.")


def may_print(roles: Roles, item: Item, at: dt.datetime) -> Verdict:
    """What was approved is printed by those who draft for its wards, except while publicity is held."""
    held = held_items([item], at).get(item.pk)
    return first_refusal(
        _is(item, ItemState.APPROVED, "Only what was approved is printed."),
        Verdict.no(f"Publicity is held. {held.sentence}") if held else YES,
        may_draft(roles, wards_of(item)),
    )


def tied(words: ItemWords) -> Verdict:
    """A case study tells of something: a priority, an award, an action, or a role of the councillor."""
    if words.kind != ItemKind.CASE_STUDY or words.priority or words.award or words.action or words.role:
        return YES
    return Verdict.no("Say what the case study tells of: a priority, an award, an action, or a role of the councillor.")


def sound_decision(words: ItemWords, on: dt.date) -> Verdict:
    """An explained decision says who decided, on a day that has come, and leads to it by https or not at all."""
    if words.kind != ItemKind.DECISION:
        return YES
    if not words.decided_by.strip() or words.decided_on is None:
        return Verdict.no("Say who decided, and on which day.")
    if words.decided_on > on:
        return Verdict.no("That day has not come yet: a decision is explained once it is made.")
    if words.decision_link and not words.decision_link.startswith("https://"):
        return Verdict.no("A link to a decision begins with https://.")
    return YES


def may_set_approval(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods says whose yes an item needs."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR):
        return YES
    return Verdict.no("The Head of Neighbourhoods says whose yes an item needs.")


def sound_times(out_from: dt.datetime, out_until: dt.datetime | None, at: dt.datetime) -> Verdict:
    """An item ends after it begins, and not before it could be read."""
    if out_until is not None and out_until <= max(out_from, at):
        return Verdict.no("It ends after it comes out: give a later day, or none.")
    return YES


def _approval(roles: Roles) -> str:
    rule = approval_on(roles.on)
    return rule.by if rule else WITHOUT_A_RULE


def _is(item: Item, state: ItemState, otherwise: str) -> Verdict:
    return YES if item.state == state else Verdict.no(f"It is {item.get_state_display().lower()}. {otherwise}")
