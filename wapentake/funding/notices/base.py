"""To whom a message of the funding room goes: by e-mail, or by letter."""

import re
from dataclasses import dataclass, field

from django.conf import settings

from wapentake.foundation.mail import Message

from ..models import Application


@dataclass(frozen=True)
class ByPost(Message):
    """What is told by letter: the group has no e-mail address, since it came on paper or by telephone."""

    application: Application = field(kw_only=True)


def follow_link(application: Application) -> str:
    """Return the address of the page by which the group follows its application."""
    return f"{settings.WAPENTAKE_ADDRESS}/apply/follow/{application.token}/"


def desk_link(application: Application) -> str:
    return f"{settings.WAPENTAKE_ADDRESS}/desk/money/{application.reference}/"


def to_group(application: Application, subject: str, text: str) -> Message | None:
    """Return a message to the group: an e-mail with its link, a letter without one; nothing once it was erased."""
    if not application.contact_name:
        return None  # it has been erased: there is nobody to write to
    greeting = f"Dear {application.contact_name},"
    if not application.contact_email:
        told = without_links(application, text)
        return ByPost(to=[], subject=subject, text=f"{greeting}\n\n{told}\n", application=application)
    link = f"Follow your application: {follow_link(application)}"
    return Message(to=[application.contact_email], subject=subject, text=f"{greeting}\n\n{text}\n\n{link}\n")


def without_links(application: Application, text: str) -> str:
    """Return words for a letter: its links are the group's alone, and whoever prints it must not have them."""
    link = rf"{re.escape(settings.WAPENTAKE_ADDRESS)}/apply/\S*{application.token}\S*"
    words = f"by telephone or on paper, with the reference {application.reference}"
    return re.sub(link, words, re.sub(rf"{link}(?=\n|$)", f"{words}.", text))
