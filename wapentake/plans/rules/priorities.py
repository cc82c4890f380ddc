"""Who may do what with a ward's plan, and why not. Reads no clock: the day is in the roles."""

import datetime as dt
from dataclasses import dataclass, field

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, hold_of_ward, members_of, until_words
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward

from ..models import Cycle, Outcome, Priority
from ..queries import OPEN, TEAM, agreed_by_all, plan_rule_on, published_priorities, quiet_since
from ..states import PRIORITY, PriorityState
from .frameworks import may_be_named
from .keepers import only_keepers

MOST_ACTIONS = 12


@dataclass(frozen=True)
class ActionWords:
    """What a draft says about one action. `pk` names the action that it rewrites; None adds one."""

    text: str
    owner: Organisation | None = None
    lead: Councillor | None = None
    due_on: dt.date | None = None
    pk: int | None = None
    community: str = ""


@dataclass(frozen=True)
class PriorityWords:
    """What a draft says: title (100 letters), summary (300), why, its actions in their order, and what it names.

    `outcomes` are the themes, aims, outcomes and communities that it names; None leaves them as they are.
    """

    title: str
    summary: str
    why: str = ""
    overarching: bool = False
    actions: tuple[ActionWords, ...] = field(default=())
    outcomes: tuple[Outcome, ...] | None = None


def is_team(roles: Roles, ward: Ward) -> bool:
    """Say whether a person is the ward's co-ordinator, their cover, or its support officer."""
    return any(roles.in_ward(kind, ward) for kind in TEAM)


def may_draft(roles: Roles, ward: Ward) -> Verdict:
    """Members and the ward's team draft its priorities."""
    if roles.is_member_of(ward) or is_team(roles, ward):
        return Verdict.yes()
    return Verdict.no(f"Only {ward}’s councillors, co-ordinator and support officer can draft its priorities.")


def may_edit(roles: Roles, priority: Priority) -> Verdict:
    """A draft may be changed by those who draft; from the proposal on, its words stand."""
    return first_refusal(may_draft(roles, priority.ward), _is_draft(priority))


def _is_draft(priority: Priority) -> Verdict:
    if priority.state == PriorityState.DRAFT:
        return Verdict.yes()
    if priority.state == PriorityState.PUBLISHED:
        return Verdict.no("It is published: start a new version to change its words.")
    if priority.state in OPEN:
        return Verdict.no("The members have been asked to agree to these words: take it back to draft to change them.")
    return Verdict.no(f"This version is {priority.get_state_display().lower()}, and kept as it was.")


def may_propose(roles: Roles, priority: Priority) -> Verdict:
    """A draft with at least one action may be put to the ward's members."""
    if verdict := first_refusal(may_draft(roles, priority.ward), _is_draft(priority)):
        if not members_of(priority.ward, roles.on):
            return Verdict.no("Nobody sits for this ward who could agree: wait until a seat is filled.")
        if not priority.actions.exists():
            return Verdict.no("Add at least one action first: what will be done, by whom, by when.")
    return verdict


def may_agree(roles: Roles, priority: Priority) -> Verdict:
    """Each member of the ward agrees for themselves, once."""
    if not roles.is_member_of(priority.ward) or roles.councillor is None:
        return Verdict.no(f"Only {priority.ward}’s councillors can agree to its priorities.")
    if priority.agreements.filter(councillor=roles.councillor).exists():
        return Verdict.no("You have agreed to this.")
    if priority.state == PriorityState.DRAFT:
        return Verdict.no("It is still a draft: it can be agreed when it has been put to the members.")
    return PRIORITY.verdict(priority.state, PriorityState.AGREED)


def may_undo_agreement(roles: Roles, priority: Priority) -> Verdict:
    """A member takes back their own agreement, until the priority is published."""
    if roles.councillor is None or not priority.agreements.filter(councillor=roles.councillor).exists():
        return Verdict.no("You have not agreed to this, so there is nothing to undo.")
    if priority.state not in OPEN:
        return Verdict.no("It has been published as agreed. To change it, start a new version.")
    return Verdict.yes()


def may_take_back(roles: Roles, priority: Priority) -> Verdict:
    """Back to draft, to change the words: those who draft may, until it is published."""
    if priority.state == PriorityState.DRAFT:
        return Verdict.no("It is a draft already.")
    if priority.state not in OPEN:
        return Verdict.no("It has been published. To change it, start a new version.")
    return may_draft(roles, priority.ward)


def may_publish(roles: Roles, priority: Priority, at: dt.datetime) -> Verdict:
    """The ward's co-ordinator, or whoever covers, publishes what all members have agreed, while nothing is held."""
    if not roles.in_ward(RoleKind.CO_ORDINATOR, priority.ward):
        return Verdict.no(f"Only {priority.ward}’s neighbourhood co-ordinator can publish its priorities.")
    return first_refusal(_is_agreed(roles, priority), nothing_is_held(priority.ward, at))


def nothing_is_held(ward: Ward, at: dt.datetime) -> Verdict:
    """What stands published stays in a hold of publicity; nothing new comes into it, for its title would show."""
    hold = hold_of_ward(ward, at)
    if hold is None:
        return Verdict.yes()
    then = "It can be published then." if hold.ends else "Ask the Monitoring Officer until when."
    return Verdict.no(f"Publicity in {ward} is held {until_words(hold)}. {then}")


def _is_agreed(roles: Roles, priority: Priority) -> Verdict:
    if priority.state == PriorityState.PROPOSED and agreed_by_all(priority, roles.on):
        return Verdict.yes()  # the last one waited for has left
    if priority.state in (PriorityState.DRAFT, PriorityState.PROPOSED):
        return Verdict.no("It can be published when all of the ward’s councillors have agreed.")
    if priority.state == PriorityState.AGREED and not agreed_by_all(priority, roles.on):
        return Verdict.no(
            "A councillor who sits for the ward now has not agreed to it. Take it back to draft and propose it again."
        )
    if priority.replaces and priority.replaces.state != PriorityState.PUBLISHED:
        return Verdict.no("The version that it was to replace is no longer published: draft it as a new priority.")
    return PRIORITY.verdict(priority.state, PriorityState.PUBLISHED)


def may_revise(roles: Roles, priority: Priority) -> Verdict:
    """A published priority gets one new version at a time."""
    if priority.state != PriorityState.PUBLISHED:
        return Verdict.no("Only a published priority needs a new version.")
    if Priority.objects.filter(replaces=priority).exists():
        return Verdict.no("A new version is being prepared already.")
    return may_draft(roles, priority.ward)


def may_withdraw(roles: Roles, priority: Priority) -> Verdict:
    """Before publication those who draft may withdraw; a published priority is the co-ordinator's to withdraw."""
    if not (verdict := PRIORITY.verdict(priority.state, PriorityState.WITHDRAWN)):
        return verdict
    if priority.state in OPEN:
        return may_draft(roles, priority.ward)
    if not roles.in_ward(RoleKind.CO_ORDINATOR, priority.ward):
        return Verdict.no(f"Only {priority.ward}’s neighbourhood co-ordinator can withdraw what is published.")
    return Verdict.yes()


def may_keep_cycles(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators open cycles and say how long they last."""
    return only_keepers(roles, "change the cycle of ward plans")


def has_cycle(cycle: Cycle | None) -> Verdict:
    """Priorities are drafted for a cycle."""
    if cycle is None:
        return Verdict.no("No cycle of ward plans covers today: ask the Head of Neighbourhoods to open one.")
    return Verdict.yes()


def words_are_complete(words: PriorityWords, ward: Ward, on: dt.date) -> Verdict:
    """What a draft must say, whoever writes it: a title, a summary, and actions whose lead sits for the ward."""
    if not words.title.strip() or not words.summary.strip():
        return Verdict.no("Enter a title and a sentence that says what it is about.")
    if len(words.actions) > MOST_ACTIONS:
        return Verdict.no(f"Keep it to {MOST_ACTIONS} actions: make two priorities of it, or leave out the smallest.")
    if any(not action.text.strip() for action in words.actions):
        return Verdict.no("Say of each action what will be done.")
    members = {member.pk for member in members_of(ward, on)}
    if any(action.lead and action.lead.pk not in members for action in words.actions):
        return Verdict.no(f"Choose one of {ward}’s councillors to lead an action, or nobody.")
    return may_be_named(words.outcomes or (), on)


def warnings(ward: Ward, on: dt.date, overarching: bool = False) -> list[str]:
    """Return what a ward's published plan should be told about itself; nothing here refuses."""
    plan, rule = published_priorities(ward, on), plan_rule_on(on)
    said: list[str] = []
    if rule is None:
        return said
    if plan and not rule.fewest <= len(plan) <= rule.most:
        number = "1 published priority" if len(plan) == 1 else f"{len(plan)} published priorities"
        said.append(f"{ward} has {number}. A ward plan usually has {rule.fewest} to {rule.most}.")
    if sum(priority.overarching for priority in plan) + overarching > rule.most_overarching:
        said.append("More than one priority is overarching. A ward plan usually has one at most.")
    quiet = quiet_since(plan, on, rule.quiet_days)
    said += [f"Nothing was said of “{one}” since {long_date(quiet[one.pk])}." for one in plan if one.pk in quiet]
    ended = {one.cycle for one in plan if one.cycle.to_date and one.cycle.to_date <= on}
    said += [f"Some priorities are of {one}, which has ended: carry them forward." for one in sorted(ended, key=str)]
    return said
