"""What is said about another purpose of an award: to those who decide, to the approving officers, to the group."""

import datetime as dt

from django.conf import settings

from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds_short
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from ..models import PurposeChange
from ..states.purposes import PurposeState
from .base import to_group


def purpose_to_deciders(change: PurposeChange, users: list[int]) -> list[Message]:
    """To those whose answer it waits for now, each by themselves."""
    addresses = User.objects.filter(pk__in=users).order_by("pk").values_list("email", flat=True)
    return [_to_desk(change, [address], "waits for your answer") for address in addresses]


def purpose_to_approvers(change: PurposeChange, on: dt.date) -> list[Message]:
    """To the approving officers: those who decide agree, and one of the officers confirms it."""
    addresses = sorted({role.user.email for role in holders(RoleKind.APPROVER, on)})
    return [_to_desk(change, [address], "is agreed to, and waits to be confirmed") for address in addresses]


def _to_desk(change: PurposeChange, to: list[str], what: str) -> Message:
    award = change.application
    return Message(
        to=to,
        subject=f"Another purpose {what}: {award.reference}",
        text=f"{award.organisation} asks to use {pounds_short(award.pence)} for something else: {change.purpose}\n\n"
        f"Answer here: {settings.WAPENTAKE_ADDRESS}/desk/money/{award.reference}/purpose/\n",
    )


def purpose_settled(change: PurposeChange) -> Message | None:
    """To the group: yes, or no and why."""
    award, yes = change.application, change.state == PurposeState.CONSENTED
    said = (
        f"You may use {pounds_short(award.pence)} for this instead: {change.purpose}\n\nThis is the council’s written "
        "consent. It is published with the award. The amount and the other conditions stay."
        if yes
        else f"The council does not agree that the money is used for this instead: {change.purpose}\n\nThe award "
        "stands for what it was made for. If you can no longer do that, tell your neighbourhood co-ordinator."
    )
    return to_group(
        award,
        f"Your award {award.reference}: {'you may use it for another purpose' if yes else 'its purpose stays'}",
        f"{said}\n\nThe reasons: {change.settled_why}",
    )
