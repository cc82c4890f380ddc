"""What is said about applications, decisions, and money that is left."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import capfirst

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds_short
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind

from ..models import Application, Decision, Draft, Turn
from ..queries import Review, monitoring_of, offer_on, once_supported
from ..queries.projects import waited_for
from ..rules import Deadline, LeftIn, Reader, Waiting, clock_words, waiting
from ..rules.complaints import how_to_complain
from ..rules.footing import decided_words
from ..states.footing import RECORDED
from .afterwards import given_as, monitoring_link, offer_link, payee_link
from .base import desk_link, to_group
from .outside import other_funds_link


def received(application: Application) -> Message | None:
    """To the group: we have it, this is its number, and here you can follow it."""
    return to_group(
        application,
        f"We have your application {application.reference}",
        f"You asked {_whom(application)} for {pounds_short(application.pence)}: {application.title}.\n\n"
        f"Your reference number is {application.reference}. {capfirst(application.deciders)} will "
        "say whether to support it, and a council officer decides. We will write to you when it is decided.",
    )


def declined(application: Application, decision: Decision) -> Message | None:
    """To the group: no, who decided and why, where the record is, where else to turn, and how to complain."""
    record = ""
    if decision.basis in RECORDED:
        record = f"The record of the decision is published: {record_link(application)}\n\n"
    return to_group(
        application,
        f"Your application {application.reference} was declined",
        f"You asked for {pounds_short(application.pence)}: {application.title}. {decided_words(application, decision)}"
        f"\n\nThe reasons: {decision.reasons}\n\n{record}"
        "You can apply again with another project. These other funds may help, and your neighbourhood co-ordinator "
        f"knows more of them: {other_funds_link(application)}\n\n{how_to_complain().words}",
    )


def sent_back(application: Application, decision: Decision) -> Message | None:
    """To the councillor: what you decided cannot be carried out, why, and that it is yours again."""
    councillor = application.councillor
    if councillor is None or councillor.user is None:
        return None
    return Message(
        to=[councillor.user.email],
        subject=f"Your decision came back: {application.reference}",
        text=f"You decided that {application.organisation} gets {pounds_short(application.pence)}: "
        f"{application.title}. {decision.reasons}\n\nThe money is left again, and it is yours to decide anew: "
        f"{desk_link(application)}\n",
    )


def record_link(application: Application) -> str:
    """Return the address of the public record of a decision."""
    return f"{settings.WAPENTAKE_ADDRESS}/awards/{application.reference}/"


def awarded(application: Application, on: dt.date) -> Message | None:
    """To the group: yes, and what comes next."""
    return to_group(
        application,
        f"Your application {application.reference}: you have been awarded the money",
        f"{pounds_short(application.pence)} has been awarded for {application.title}. "
        "The award is published on the council’s site.\n\n"
        f"{_what_next(application, on)}\n\n"
        "A monitoring form comes with the payment: please send it back in time.",
    )


def _what_next(application: Application, on: dt.date) -> str:
    if waited_for(application):
        return "Your project goes ahead only with all its parts: we write again when all of them are awarded."
    return what_next(application, on)


def what_next(application: Application, on: dt.date) -> str:
    """Return what the group does now to be paid what it was awarded."""
    offer = offer_on(application, on)
    if offer is None:
        return f"Tell us where to pay it: {payee_link(application)}"
    return (
        f"Read the conditions and accept the offer by {long_date(offer.until)}, or it lapses: {offer_link(application)}"
        f"\n\nThen tell us where to pay it: {payee_link(application)}"
    )


def paid(application: Application, on: dt.date) -> Message | None:
    """To the group: the money is on its way, and by when we ask what it did."""
    form = monitoring_of(application)
    asks = f"\n\nTell us what it did by {long_date(form.due_on)}: {monitoring_link(form)}" if form else ""
    return to_group(
        application,
        f"Your application {application.reference} has been paid",
        f"{pounds_short(application.pence)} for {application.title} has been paid."
        f"{given_as(application, application.pence, on)}{asks}",
    )


def for_the_councillor(application: Application) -> Message | None:
    """To the councillor: an application waits for you; nothing where no address is known."""
    councillor = application.councillor
    if councillor is None or councillor.user is None:
        return None
    return Message(
        to=[councillor.user.email],
        subject=f"An application waits for you: {application.reference}",
        text=f"{application.organisation} asks for {pounds_short(application.pence)}: {application.title}.\n\n"
        f"Decide here: {desk_link(application)}\n",
    )


def put_to(application: Application, turn: Turn, now: Waiting, on: dt.date) -> Message:
    """To whoever is asked now: it is with you, why, and until when."""
    return Message(
        to=[turn.user.email],
        subject=f"An application is put to you: {application.reference}",
        text=f"{application.organisation} asks {_whom(application)} for {pounds_short(application.pence)}: "
        f"{application.title}.\n\nWhy it is with you: {now.why}\n\n{clock_words(now, on)}\n\n"
        f"Decide here: {desk_link(application)}\n",
    )


def colleague_voted(application: Application, turn: Turn, said: str, now: Waiting, on: dt.date) -> Message:
    """To a member who has still to vote: a colleague has."""
    return Message(
        to=[turn.user.email],
        subject=f"A colleague has voted: {application.reference}",
        text=f"{said}\n\n{application.organisation} asks for {pounds_short(application.pence)}: "
        f"{application.title}.\n\nYour vote is still to come. {now.why} {clock_words(now, on)}\n\n"
        f"Vote here: {desk_link(application)}\n",
    )


def still_with_you(application: Application, turn: Turn, now: Waiting, on: dt.date) -> Message:
    """To whoever was asked and has not decided: how long there is, or how late it is."""
    late = f" It is {now.late}." if now.late else ""
    return Message(
        to=[turn.user.email],
        subject=f"Still waiting for you: {application.reference}",
        text=f"{clock_words(now, on)}{late}\n\n{application.organisation} asks "
        f"{_whom(application)} for {pounds_short(application.pence)}: {application.title}.\n\n"
        f"Why it is with you: {now.why}\n\nDecide here: {desk_link(application)}\n",
    )


def for_the_approvers(application: Application, on: dt.date) -> Message | None:
    """To whoever approves on a day: a councillor supports this; nothing where there is no officer."""
    officers = holders(RoleKind.APPROVER, on)
    if not officers:
        return None
    now = waiting(once_supported(application, on), Reader(officers[0].user_id, approves=True), on)
    return Message(
        to=sorted({role.user.email for role in officers}),
        subject=f"An award waits for approval: {application.reference}",
        text=f"{_who_supports(application)} {pounds_short(application.pence)} for {application.organisation}: "
        f"{application.title}.\n\nWhy it is with you: {now.why}\n\n{clock_words(now, on)}\n\n"
        f"Check and decide here: {desk_link(application)}\n",
    )


def return_links(email: str, drafts: Sequence[tuple[Draft, dt.date]]) -> Message:
    """To the group: how to come back to what it is writing. Nothing that it wrote is in the mail."""
    lines = [f"{draft_link(draft)}\nIt works until {long_date(until)}." for draft, until in drafts]
    return Message(
        to=[email],
        subject="Go on with your application",
        text="Go on with your application for ward money here:\n\n" + "\n\n".join(lines) + "\n\n"
        "Whoever has the link can read and change your answers, so do not pass it on. If you did not ask for it, "
        f"you need do nothing.\n\nAsk for a new link: {settings.WAPENTAKE_ADDRESS}/apply/return/\n",
    )


def reminder(draft: Draft, email: str, until: dt.date) -> Message | None:
    """To the group: your draft will be forgotten; nothing where what was typed is no address."""
    if not _is_address(email):
        return None
    return Message(
        to=[email],
        subject="Your application has not been sent yet",
        text=f"You began an application for ward money. What you saved is deleted after {long_date(until)}.\n\n"
        f"Go on with it: {draft_link(draft)}\n\nIf you no longer want to apply, you need do nothing.\n",
    )


def draft_link(draft: Draft) -> str:
    """Return the address that opens a draft."""
    return f"{settings.WAPENTAKE_ADDRESS}/apply/{draft.token}/"


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def asks_elsewhere(application: Application, others: Sequence[Application], on: dt.date) -> Message | None:
    """To the ward's co-ordinator: the same group asks elsewhere too. Nothing if not, or if nobody is."""
    roles = [role for role in holders(RoleKind.CO_ORDINATOR, on) if role.ward_id == application.ward_id]
    if not others or not roles:
        return None
    lines = [
        f"{one.reference}, {one.councillor or one.fund}: {pounds_short(one.pence)}, {one.get_state_display().lower()}"
        for one in others
    ]
    return Message(
        to=sorted({role.user.email for role in roles}),
        subject=f"A group asks more than once: {application.reference}",
        text=f"{application.organisation} asks {_whom(application)} for {pounds_short(application.pence)}. "
        "The same group also asked:\n\n" + "\n".join(lines) + f"\n\nLook at it here: {desk_link(application)}\n",
    )


def _who_supports(application: Application) -> str:
    return f"{capfirst(application.deciders)} support{'s' if application.councillor else ''}"


def _whom(application: Application) -> str:
    held = f"{application.cluster}’s {application.fund}" if application.cluster else application.fund
    return str(application.councillor or held)


def look_again(review: Review, at: dt.datetime) -> list[Message]:
    """To each Monitoring Officer: an award to look at again. What the interest is stays in the register."""
    award, member = review.application, review.councillor
    text = (
        f"{member} decided on the award {award.reference} to {award.organisation}. Since then the register of "
        f"interests shows an interest of theirs in that group.\n\nEvery such award: {settings.WAPENTAKE_ADDRESS}"
        "/desk/money/to-look-at-again/\n"
    )
    subject = f"An award to look at again: {award.reference}"
    officers = holders(RoleKind.MONITORING_OFFICER, london_date(at))
    return [Message(to=[role.user.email], subject=subject, text=text) for role in officers]


# --- The end of the year --------------------------------------------------------------------------------------------


def money_left(deadline: Deadline) -> Message | None:
    """To the councillor: what is left, by when to decide, and what becomes of the rest; nothing without an account."""
    user = deadline.councillor.user
    if user is None:
        return None
    lines = [_left_words(line) for line in deadline.lines]
    return Message(
        to=[user.email],
        subject=f"Decide by {long_date(deadline.last_day)}: {pounds_short(deadline.left)} is left to award",
        text=f"Dear {deadline.councillor},\n\nThis is left of {deadline.year.label}, and nobody has been awarded it "
        "yet:\n\n" + "\n\n".join(lines) + "\n\nWhat waits for you, and groups that you can invite to apply: "
        f"{settings.WAPENTAKE_ADDRESS}/desk/my-money/\n\nYou get this once a month until the last day, and not at all "
        "once nothing is left.\n",
    )


def _left_words(line: LeftIn) -> str:
    said = f"{line.named}: {pounds_short(line.left)} of {pounds_short(line.allotted)}. "
    said += f"Decide by {long_date(line.last_day)}."
    if line.apply_by is not None:
        said += f" Groups apply by {long_date(line.apply_by)}."
    if line.lapses:
        return f"{said} {pounds_short(line.lapses)} of it lapses at the end of the year."
    return f"{said} By the rule of today, it would go on to the next year."
