"""The photo of a draft."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import uploads
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Item, Photo
from ..rules import may_edit
from ..states import Sizes
from .beats import lock_item, roles_at, tell


@transaction.atomic
def add_photo(item: Item, sizes: Sizes, *, alt: str, credit: str = "", by: User, at: dt.datetime) -> Photo:
    """Give a draft its photo, in place of one that it had. Raises `Refused` without words for who does not see it."""
    item = lock_item(item)
    may_edit(roles_at(by, at), item).demand()
    if not alt.strip():
        raise Refused("Say what the photo shows, for people who do not see it.")
    _drop(item)
    wide, small = (
        uploads.keep(uploads.Checked(f"{item.slug}-{name}.jpg", "image/jpeg", data), by=by, at=at)
        for name, data in (("wide", sizes.wide), ("small", sizes.small))
    )
    photo = Photo.objects.create(
        item=item, wide=wide, small=small, alt=alt.strip(), credit=credit.strip(), width=sizes.width,
        height=sizes.height,
    )  # fmt: skip
    _changed(item, by)
    tell(item, "add_photo", by=by, at=at, sha256=wide.sha256)
    return photo


@transaction.atomic
def set_alt(item: Item, alt: str, *, by: User, at: dt.datetime) -> Item:
    """Put other words beside the photo that a draft has; nothing where it has none. Raises `Refused`."""
    item = lock_item(item)
    may_edit(roles_at(by, at), item).demand()
    if Photo.objects.filter(item=item).exclude(alt=alt.strip()).update(alt=alt.strip()):
        _changed(item, by)
        tell(item, "set_alt", by=by, at=at)
    return item


def _changed(item: Item, by: User) -> None:
    """Note whose picture and words stand now: somebody else approves them."""
    item.changed_by = by
    item.save()


def _drop(item: Item) -> None:
    for photo in Photo.objects.filter(item=item).select_related("wide", "small"):
        photo.delete()
        uploads.forget(photo.wide)
        uploads.forget(photo.small)
