"""What is said after an award: the offer, bank details, the monitoring form."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds, pounds_short
from wapentake.office.queries import co_ordinator_of

from ..models import Application, Instalment, Monitoring, OfferAnswer, Recovery
from ..queries import offer_of
from ..queries.instalments import SHOWN_WORDS, instalment_terms, next_instalment
from ..queries.recoveries import recoveries_of
from ..states.instalments import ShownFirst
from ..states.offers import OfferAnswered
from .base import to_group

# --- The monitoring form --------------------------------------------------------------------------------------------


def monitoring_link(monitoring: Monitoring) -> str:
    """Return the address of the form, which the group alone has."""
    return f"{settings.WAPENTAKE_ADDRESS}/apply/follow/{monitoring.application.token}/monitoring/"


def monitoring_reminder(monitoring: Monitoring, on: dt.date) -> Message | None:
    """To the group: the form is due soon, or late, and what follows if it does not come."""
    application = monitoring.application
    late = monitoring.due_on < on
    when = f"It was due on {long_date(monitoring.due_on)}" if late else f"It is due by {long_date(monitoring.due_on)}"
    return to_group(
        application,
        f"Your award {application.reference}: the monitoring form {'is late' if late else 'is due soon'}",
        f"You were paid {pounds_short(application.pence)} for {application.title}. Please tell us what it did. {when}. "
        f"It takes five minutes: {monitoring_link(monitoring)}\n\n"
        + ("If it does not come, the council has to ask for the money back." if late else "If you have spent less, "
           "say so: what is left over comes back."),
    )  # fmt: skip


def monitoring_received(monitoring: Monitoring, on: dt.date) -> Message | None:
    """To the ward's co-ordinator: a form is there to be read; nothing where nobody is named."""
    helper = co_ordinator_of(monitoring.application.ward, on)
    if helper is None:
        return None
    return Message(
        to=[helper.user.email],
        subject=f"A monitoring form has come: {monitoring.application.reference}",
        text=f"{monitoring.application.organisation} says what its award did: {monitoring.application.title}.\n\n"
        f"Read it here: {settings.WAPENTAKE_ADDRESS}/desk/monitoring/{monitoring.application.reference}/\n",
    )


def monitoring_accepted(monitoring: Monitoring, let_go: Sequence[Recovery] = ()) -> Message | None:
    """To the group: thank you, that is all; and what was asked back for want of the form is asked for no longer."""
    award, sums = monitoring.application, pounds(sum(row.pence for row in let_go))
    no_longer = f" We no longer ask for the {sums} back that we wrote to you about: do not pay it." if let_go else ""
    rest = _still_asked(award)
    return to_group(
        award,
        f"Your award {award.reference}: thank you",
        f"We have read what {award.title} did.{no_longer} {rest or 'Nothing more is asked of you for this award.'}",
    )


def _still_asked(award: Application) -> str:
    """Return what the group is still asked to pay back, in a sentence; nothing where nothing is."""
    pence = sum(row.to_come for row in recoveries_of(award))
    return f"{pounds(pence)} of the award is still to come back, as we wrote to you." if pence else ""


def monitoring_again(monitoring: Monitoring) -> Message | None:
    """To the group: something is missing."""
    return to_group(
        monitoring.application,
        f"Your award {monitoring.application.reference}: please add to the monitoring form",
        f"Something is missing: {monitoring.said}\n\nAdd it here: {monitoring_link(monitoring)}",
    )


# --- Bank details ---------------------------------------------------------------------------------------------------


def payee_link(application: Application) -> str:
    """Return the address at which the group says where to pay."""
    return f"{settings.WAPENTAKE_ADDRESS}/apply/follow/{application.token}/payee/"


def details_given(application: Application, addresses: Sequence[str], *, changed: bool) -> list[Message]:
    """To the group, wherever it was known before: bank details were given, never which. The link stays out."""
    what = "changed" if changed else "given"
    text = (
        f"Bank details were {what} for the award {application.reference} to {application.organisation}: "
        f"{application.title}.\n\nNothing is paid to them before a second officer has made sure of them.\n\n"
        "If it was not you, tell your neighbourhood co-ordinator at once. Do not use a telephone number or a link that "
        "came in another message.\n"
    )
    subject = f"Bank details were {what} for {application.reference}"
    return [Message(to=[address], subject=subject, text=text) for address in addresses]


def details_checked(application: Application) -> Message | None:
    """To the group: the bank details are checked, and the payment comes next."""
    return to_group(
        application,
        f"Your award {application.reference}: your bank details are checked",
        f"We have checked where {pounds_short(application.pence)} for {application.title} is to be paid. "
        "The payment comes next.",
    )


def details_refused(application: Application) -> Message | None:
    """To the group: we could not confirm the bank details; give them again."""
    return to_group(
        application,
        f"Your award {application.reference}: please give your bank details again",
        "We could not make sure of the bank details that we were given, so nothing is paid to them.\n\n"
        f"Give the details of the group’s own account here: {payee_link(application)}",
    )


# --- The offer ------------------------------------------------------------------------------------------------------


def offer_link(application: Application) -> str:
    """Return the address at which the group reads the offer and answers it."""
    return f"{settings.WAPENTAKE_ADDRESS}/apply/follow/{application.token}/offer/"


def offer_over(application: Application, answer: OfferAnswer) -> Message | None:
    """To the group: the offer was declined, or it lapsed, and what can still be done."""
    lapsed = answer.answer == OfferAnswered.LAPSED
    how = (
        f"It stood until {long_date(answer.until)}, and nobody answered."
        if lapsed
        else "You said that it is not needed."
    )
    return to_group(
        application,
        f"Your award {application.reference}: the offer {'has lapsed' if lapsed else 'was declined'}",
        f"The offer of {pounds_short(application.pence)} for {application.title} is over. {how} The money is there for "
        "others again.\n\nYou can apply again. If this is a mistake, tell your neighbourhood co-ordinator.",
    )


# --- Instalments ----------------------------------------------------------------------------------------------------


def show_link(application: Application) -> str:
    """Return the address at which the group shows what an instalment waits for."""
    return f"{settings.WAPENTAKE_ADDRESS}/apply/follow/{application.token}/instalment/"


def instalments_set(application: Application) -> Message | None:
    """To the group: the offer that it has not answered yet is paid in these parts."""
    offer = offer_of(application)
    words = instalment_terms(application) or "It is paid at once."
    until = ""
    if offer is not None:
        until = f"\n\nRead the offer anew, and answer it by {long_date(offer.until)}: {offer_link(application)}"
    return to_group(
        application,
        f"Your award {application.reference}: how it is paid",
        f"How {pounds_short(application.pence)} for {application.title} is paid has been set anew. {words}{until}",
    )


def instalment_shown(part: Instalment, on: dt.date) -> Message | None:
    """To the ward's co-ordinator: a group has shown what its next instalment waits for; nothing where nobody is."""
    application = part.application
    helper = co_ordinator_of(application.ward, on)
    if helper is None:
        return None
    return Message(
        to=[helper.user.email],
        subject=f"Something is shown for instalment {part.number}: {application.reference}",
        text=f"{application.organisation} has sent what instalment {part.number} of its award waits for.\n\n"
        f"Read it here: {settings.WAPENTAKE_ADDRESS}/desk/money/{application.reference}/instalments/\n",
    )


def given_as(application: Application, pence: int, on: dt.date) -> str:
    """Return the confirmation that a group which sells gets with what is paid; nothing for any other group."""
    offer = offer_of(application)
    sells = offer is not None and offer.limit is not None and offer.answer is not None and offer.answer.sells
    if not sells:
        return ""
    return (
        f"\n\nThis payment of {pounds(pence)} on {long_date(on)} is given as Minimal Financial Assistance under "
        "section 36 of the Subsidy Control Act 2022. Keep this letter for three years."
    )


def instalment_paid(part: Instalment, on: dt.date) -> Message | None:
    """To the group: a part is on its way, and what the next one waits for."""
    application, following = part.application, next_instalment(part.application)
    comes = ""
    if following is not None:
        wants = SHOWN_WORDS[ShownFirst(following.first)]
        comes = f" The next, {pounds_short(following.pence)}, is paid from {long_date(following.due_on)} on{wants}."
        if wants:
            comes += f"\n\nShow it here: {show_link(application)}"
    return to_group(
        application,
        f"Your award {application.reference}: instalment {part.number} has been paid",
        f"{pounds_short(part.pence)} of {pounds_short(application.pence)} for {application.title} has been paid."
        f"{given_as(application, part.pence, on)}{comes}",
    )
