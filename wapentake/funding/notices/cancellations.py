"""What a group is told when the council cancels its award."""

from django.conf import settings

from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds_short

from ..models import Cancellation
from .base import to_group


def award_cancelled(cancellation: Cancellation) -> Message | None:
    """To the group: what is not paid any more, why, and where else to turn."""
    award = cancellation.application
    kept = award.pence - cancellation.pence
    stays = f" What was paid, {pounds_short(kept)}, is not touched by this." if kept else ""
    return to_group(
        award,
        f"Your award {award.reference} is cancelled",
        f"The council has cancelled {pounds_short(cancellation.pence)} of your award for {award.title}, and does not "
        f"pay it.{stays}\n\nThe reason: {cancellation.reason}\n\nIf this is a mistake, tell your neighbourhood "
        f"co-ordinator. Other funds that pay in {award.ward}: "
        f"{settings.WAPENTAKE_ADDRESS}/other-funds/{award.ward.slug}/",
    )
