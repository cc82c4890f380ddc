"""What the members are told of an award that an officer entered as theirs."""

import datetime as dt

from django.conf import settings

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds_short
from wapentake.office.queries import members_of

from ..models import Application, Minute
from ..queries import voting_wards
from .base import desk_link


def entered_as_yours(award: Application, minute: Minute, entered_by: str, on: dt.date) -> list[Message]:
    """To each member of the ward, or the cluster's wards: the award stands on their word, so each hears of it.

    One officer enters it; that those in whose name it is are told at once is what stands against a slip or worse.
    """
    members = [member for ward in voting_wards(award, on) for member in members_of(ward, on)]
    text = (
        f"{entered_by} has entered what you and your colleagues decided at your meeting of {long_date(minute.met_on)}: "
        f"{pounds_short(award.pence)} from {award.fund} for {award.organisation}, {award.title}.\n\n"
        f"The minute: {minute.said}\n\n"
        "It is published, and the money is committed. If this is not what you decided, tell the Monitoring Officer "
        f"today, before it is paid: {settings.WAPENTAKE_CONTACT_EMAIL}.\n\nThe award: {desk_link(award)}\n"
    )
    subject = f"Entered as decided by your meeting of {long_date(minute.met_on)}: {award.reference}"
    return [Message(to=[member.user.email], subject=subject, text=text) for member in members if member.user]
