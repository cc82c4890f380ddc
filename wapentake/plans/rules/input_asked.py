"""Who may ask for input, answer, read and mark what was answered, and until when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward

from ..models import Cycle, InputAnswer, InputCall
from ..queries import own_bodies, works_with
from ..states import CALL, AnswerChannel, CallState
from .priorities import has_cycle, is_team, nothing_is_held


@dataclass(frozen=True)
class CallWords:
    """What a call says. `bodies` are asked by name, beside the residents or instead of them."""

    title: str
    why: str
    use: str
    questions: tuple[str, ...]
    opens_on: dt.date
    closes_on: dt.date
    residents: bool = True
    bodies: tuple[Organisation, ...] = ()


@dataclass(frozen=True)
class AnswerWords:
    """What somebody answers: a text for each question's key, and what they choose to say of themselves."""

    texts: dict[int, str]
    name: str = ""
    email: str = ""
    ward: Ward | None = None
    communities: tuple[int, ...] = ()
    may_quote: bool = False
    channel: AnswerChannel = AnswerChannel.ONLINE
    received_on: dt.date | None = None


def may_ask_for_input(roles: Roles, ward: Ward, cycle: Cycle | None) -> Verdict:
    """A ward's members and its team ask for input on its plan."""
    return first_refusal(_is_of(roles, ward), has_cycle(cycle))


def _is_of(roles: Roles, ward: Ward) -> Verdict:
    if roles.is_member_of(ward) or is_team(roles, ward):
        return Verdict.yes()
    return Verdict.no(f"Only {ward}’s councillors, co-ordinator and support officer can ask for input on its plan.")


def _co_ordinates(roles: Roles, ward: Ward, what: str) -> Verdict:
    if roles.in_ward(RoleKind.CO_ORDINATOR, ward):
        return Verdict.yes()
    return Verdict.no(f"Only {ward}’s neighbourhood co-ordinator can {what}.")


def call_is_complete(words: CallWords) -> Verdict:
    """What a call must say, whoever writes it."""
    if not words.title.strip() or not words.why.strip() or not words.use.strip():
        return Verdict.no("Say in a few words what is asked, then why, and how the answers are used.")
    if not any(text.strip() for text in words.questions):
        return Verdict.no("Write at least one question.")
    if not words.residents and not words.bodies:
        return Verdict.no("Choose who is asked: residents, or at least one service, partner or parish council.")
    if words.closes_on < words.opens_on:
        return Verdict.no("The closing date must be the day of opening or a later one.")
    return Verdict.yes()


def may_edit_call(roles: Roles, call: InputCall) -> Verdict:
    """A draft may be changed; what was published stands, but for its closing date."""
    verdict = _is_of(roles, call.ward)
    if verdict and call.state != CallState.DRAFT:
        return Verdict.no("It was published, and people answer what they read. Only its closing date can move.")
    return verdict


def may_open_call(roles: Roles, call: InputCall, at: dt.datetime) -> Verdict:
    """A draft may be published by the ward's own, unless it closes in the past or publicity is held."""
    if call.state != CallState.DRAFT:
        return CALL.verdict(call.state, CallState.OPEN)
    if call.closes_on < london_date(at):
        return Verdict.no(f"Its closing date, {long_date(call.closes_on)}, is over: change it first.")
    return first_refusal(_is_of(roles, call.ward), nothing_is_held(call.ward, at))


def takes_answers(call: InputCall, at: dt.datetime) -> Verdict:
    """Answers are taken from the first moment of the day of opening to the last of the closing date, in London."""
    on = london_date(at)
    if call.state == CallState.WITHDRAWN:
        return Verdict.no("This was taken back, so no answers are taken.")
    if call.state == CallState.DRAFT or on < call.opens_on:
        return Verdict.no(f"This opens on {long_date(call.opens_on)}: no answers are taken before.")
    if call.state != CallState.OPEN or on > call.closes_on:
        return Verdict.no(
            f"This closed on {long_date(_last_day(call))}, so no more answers are taken. "
            f"You can still write to the councillors of {call.ward}, or to its co-ordinator."
        )
    return Verdict.yes()


def _last_day(call: InputCall) -> dt.date:
    """The last day on which answers were taken: the closing date, or the day on which it was closed early."""
    return min(call.closes_on, london_date(call.closed_at)) if call.closed_at else call.closes_on


def may_answer_online(call: InputCall, at: dt.datetime) -> Verdict:
    """Anybody answers what residents are asked, while it is open."""
    if not call.residents:
        return Verdict.no("This is asked of services and partners, who answer at the desk.")
    return takes_answers(call, at)


def takes_what_came(call: InputCall, received_on: dt.date | None, at: dt.datetime) -> Verdict:
    """What came in time is entered also later, until what was heard is published. `received_on`: unknown as yet."""
    if takes := takes_answers(call, at):
        return takes if received_on is None or received_on <= london_date(at) else Verdict.no("That day is to come.")
    if call.state not in (CallState.OPEN, CallState.CLOSED) or london_date(at) < call.opens_on:
        return takes
    last = _last_day(call)
    if received_on is not None and not call.opens_on <= received_on <= last:
        return Verdict.no(f"This closed on {long_date(last)}: what came on another day than until then is not counted.")
    return Verdict.yes()


def may_enter_answers(roles: Roles, call: InputCall, at: dt.datetime, received_on: dt.date | None = None) -> Verdict:
    """The ward's team enters what somebody said on paper, by telephone or face to face, if it came in time."""
    if not is_team(roles, call.ward):
        return Verdict.no("Only the ward’s team enters what somebody else said.")
    return takes_what_came(call, received_on, at)


def may_answer_for(roles: Roles, call: InputCall, body: Organisation | None, at: dt.datetime) -> Verdict:
    """Who speaks for a body that was asked answers for it; the ward's team enters what anybody else said."""
    if body is not None and body.pk not in {one.body_id for one in call.asked.all()}:
        return Verdict.no(f"{body} was not asked by name.")
    own = body is not None and body.pk in own_bodies(roles)
    if not own and not is_team(roles, call.ward):
        return Verdict.no(
            "Only those who speak for a service, a partner or a parish council that was asked answer here, "
            "and the ward’s team for somebody else."
        )
    return takes_answers(call, at)


def may_change_answer(answer: InputAnswer, at: dt.datetime) -> Verdict:
    """Whoever answered may change or take back their answer until the call closes."""
    if answer.withdrawn_at:
        return Verdict.no("This answer was taken back.")
    if answer.erased_at:
        return Verdict.no("This answer was erased.")
    return takes_answers(answer.call, at)


def answer_says_something(words: AnswerWords) -> Verdict:
    """An empty answer is none."""
    if any(text.strip() for text in words.texts.values()):
        return Verdict.yes()
    return Verdict.no("Answer at least one question.")


def may_extend_call(roles: Roles, call: InputCall, at: dt.datetime) -> Verdict:
    """What is published and not over may stay open for longer."""
    if call.state != CallState.OPEN or london_date(at) > call.closes_on:
        return Verdict.no("Only a call that is published and has not closed can stay open for longer.")
    return _is_of(roles, call.ward)


def may_close_call(roles: Roles, call: InputCall, at: dt.datetime) -> Verdict:
    """The co-ordinator closes it early, with a reason that residents read."""
    if call.state != CallState.OPEN or london_date(at) > call.closes_on:
        return Verdict.no("It takes no answers, so there is nothing to close.")
    return _co_ordinates(roles, call.ward, "close it early")


def may_withdraw_call(roles: Roles, call: InputCall) -> Verdict:
    """A draft is given up by the ward's own; what was published is taken back by its co-ordinator, with a reason."""
    if call.state == CallState.DRAFT:
        return _is_of(roles, call.ward)
    return first_refusal(_co_ordinates(roles, call.ward, "take it back"), CALL.verdict(call.state, CallState.WITHDRAWN))


def may_read_answers(roles: Roles, call: InputCall) -> Verdict:
    """Whoever works on the ward's plan reads the answers."""
    if works_with(roles, call.ward):
        return Verdict.yes()
    return Verdict.no(f"Only those who work on {call.ward}’s plan read the answers: its councillors and its team.")


def may_mark_answers(roles: Roles, call: InputCall) -> Verdict:
    """The ward's own say which priority an answer speaks to."""
    return _is_of(roles, call.ward)


def may_withhold_answer(roles: Roles, call: InputCall) -> Verdict:
    """The ward's team keeps an answer with details of others from ever being quoted."""
    if is_team(roles, call.ward):
        return Verdict.yes()
    return Verdict.no(f"Only {call.ward}’s co-ordinator and support officer can do this.")


def may_publish_heard(roles: Roles, call: InputCall, at: dt.datetime) -> Verdict:
    """The co-ordinator says what was heard and decided once no more answers are taken."""
    if call.state == CallState.HEARD:
        return Verdict.no("What was heard is published.")
    if call.state not in (CallState.OPEN, CallState.CLOSED):
        return CALL.verdict(call.state, CallState.HEARD)
    if takes_answers(call, at) or london_date(at) < call.opens_on:
        return Verdict.no(f"It takes answers until the end of {long_date(call.closes_on)}: read them all first.")
    return first_refusal(_co_ordinates(roles, call.ward, "publish what was heard"), nothing_is_held(call.ward, at))


def counts_shown(counts: Sequence[tuple[str, int]], smallest: int) -> list[tuple[str, str]]:
    """Return counts of people as they may be shown: none below the smallest number."""
    return [(name, str(count) if count >= smallest else f"fewer than {smallest}") for name, count in counts if count]
