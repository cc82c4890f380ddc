"""Who asks a service for something, who answers, and what an answer must say."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward

from ..models import Action, Ask, Priority, Protocol
from ..queries import Due, bodies_of
from ..states import ASK, AskState, MadeFrom
from .commitments import BODIES
from .priorities import is_team

YES = Verdict.yes()
KEEP_THE_PROTOCOL = (RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR)


@dataclass(frozen=True)
class AskWords:
    """What a ward asks of a service, why, and what it was made from: an action, a priority, or neither."""

    organisation: Organisation
    text: str
    why: str = ""
    priority: Priority | None = None
    action: Action | None = None

    @property
    def made_from(self) -> MadeFrom:
        """What the ask was made from."""
        if self.action is not None:
            return MadeFrom.ACTION
        return MadeFrom.PRIORITY if self.priority is not None else MadeFrom.REQUEST


def may_ask_for(roles: Roles, ward: Ward) -> Verdict:
    """A ward's members and its team ask for it."""
    if roles.is_member_of(ward) or is_team(roles, ward):
        return YES
    return Verdict.no(f"Only {ward}’s councillors, co-ordinator and support officer can ask for the ward.")


def ask_is_sound(words: AskWords, ward: Ward, due: Due | None) -> Verdict:
    """It says what, of somebody who answers, in this ward's plan; and there is a rule by when."""
    if words.organisation.kind not in BODIES:
        return Verdict.no("Choose a service of the council or a partner.")
    if not words.text.strip():
        return Verdict.no("Say what the ward asks for.")
    if words.priority is not None and words.priority.ward_id != ward.pk:
        return Verdict.no(f"Choose one of {ward}’s own priorities.")
    if due is None:
        return Verdict.no("No rule says by when services answer: ask the Head of Neighbourhoods to set one.")
    return YES


def may_answer(roles: Roles, ask: Ask) -> Verdict:
    """A service's own officers answer; the Head of Neighbourhoods writes down an answer that came another way."""
    if ask.organisation_id in bodies_of(roles) or roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return _is_open(ask)
    return Verdict.no(
        f"Only {ask.organisation}’s own officers can answer. The Head of Neighbourhoods can write it down."
    )


def may_call_off_ask(roles: Roles, ask: Ask) -> Verdict:
    """A ward takes back what it asked, until it is answered."""
    return first_refusal(may_ask_for(roles, ask.ward), _is_open(ask))


def _is_open(ask: Ask) -> Verdict:
    if not ASK.transitions[ask.state]:
        return Verdict.no(f"It is answered: {str(ask.get_state_display()).lower()}. Ask anew if something has changed.")
    return YES


def new_day_is_sound(ask: Ask, until: dt.date, today: dt.date) -> Verdict:
    """More time is asked for until a working day that is later than the one given."""
    if until <= today or until <= ask.due_on:
        return Verdict.no(f"Enter a day after {long_date(max(today, ask.due_on))}.")
    return YES


def promise_is_sound(by: dt.date, today: dt.date) -> Verdict:
    """What is accepted has a day to come."""
    return YES if by >= today else Verdict.no("Enter the day by which it will be done: today or later.")


def may_keep_protocol(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators write the protocol and set the days."""
    if roles.has(*KEEP_THE_PROTOCOL):
        return YES
    return Verdict.no("Only the Head of Neighbourhoods and administrators can change the protocol and its days.")


def may_agree_protocol(roles: Roles, protocol: Protocol | None, organisation: Organisation) -> Verdict:
    """A service agrees by one of its officers, or the Head writes down who agreed for it."""
    if protocol is None:
        return Verdict.no("There is no protocol yet to agree to.")
    if organisation.pk not in bodies_of(roles) and not roles.has(*KEEP_THE_PROTOCOL):
        return Verdict.no(f"Only {organisation}’s own officers and the Head of Neighbourhoods can say that it agrees.")
    if protocol.agreements.filter(organisation=organisation).exists():
        return Verdict.no(f"{organisation} has agreed to this version.")
    return YES


def answered_late(ask: Ask, on: dt.date) -> bool:
    """Say whether an ask is open after its day."""
    return ask.state in (AskState.ASKED, AskState.MORE_TIME) and ask.due_on < on
