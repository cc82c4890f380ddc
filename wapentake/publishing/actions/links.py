"""Useful links are added and taken out."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.changes import touch
from wapentake.people.models import User

from ..models import UsefulLink
from ..rules import LinkWords, may_keep_strategies
from .beats import roles_at

LINKS = "links:all"


@transaction.atomic
def add_useful_link(words: LinkWords, *, by: User, at: dt.datetime) -> UsefulLink:
    """Show residents a link. Raises `Refused`."""
    may_keep_strategies(roles_at(by, at)).demand()
    link = UsefulLink.objects.create(title=words.title, href=words.href, about=words.about, checked_on=words.checked_on)
    link.wards.set(words.wards)
    audit.record(link.ref, "add", by=by, at=at, facts={"title": words.title, "href": words.href})
    touch([LINKS])
    return link


@transaction.atomic
def remove_useful_link(link: UsefulLink, *, by: User, at: dt.datetime) -> None:
    """Take a link out; the record keeps it. Raises `Refused`."""
    link = UsefulLink.objects.select_for_update().get(pk=link.pk)
    may_keep_strategies(roles_at(by, at)).demand()
    audit.record(link.ref, "remove", by=by, at=at, facts={"title": link.title, "href": link.href})
    link.wards.clear()
    link.delete()
    touch([LINKS])
