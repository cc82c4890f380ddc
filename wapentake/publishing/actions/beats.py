"""The beats that every act on an item shares: the lock before it, the audit and the news after it."""

import datetime as dt
from typing import Any

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import Roles, roles_of
from wapentake.people.models import User

from ..models import Bulletin, Item
from ..queries import wards_of

ALL, EVERYWHERE = "news:all", "news:everywhere"


def roles_at(by: User, at: dt.datetime) -> Roles:
    """Return what a person holds at a moment."""
    return roles_of(by, on=london_date(at))


def lock_item(item: Item) -> Item:
    """Lock an item and read it afresh. Acts on one item happen one after the other."""
    return Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)


def news_refs(item: Item) -> set[str]:
    """Return what lists are about: all news, and the news of each ward that an item names, or of every ward."""
    return {ALL, *([f"news:{ward.code}" for ward in wards_of(item)] or [EVERYWHERE])}


def tell(item: Item, act: str, *, by: User, at: dt.datetime, public: bool = False, **facts: Any) -> Item:
    """Write the audit record and send the news up. Only what residents see is news to the public pages."""
    audit.record(item.ref, act, by=by, at=at, facts={"state": str(item.state), **facts})
    touch([item.ref, *news_refs(item)] if public else [item.ref])
    return item


def lock_bulletin(bulletin: Bulletin) -> Bulletin:
    """Lock a bulletin and read it afresh. Acts on one bulletin happen one after the other."""
    rows = Bulletin.objects.select_for_update(of=("self",), no_key=True).select_related("ward")
    return rows.get(pk=bulletin.pk)


def bulletin_refs(bulletin: Bulletin) -> set[str]:
    """Return what archives are about: the bulletins of a ward, or the whole council's."""
    return {bulletin.ref, f"bulletins:{bulletin.ward.code if bulletin.ward else 'all'}"}


def tell_bulletin(
    bulletin: Bulletin, act: str, *, by: User | None, at: dt.datetime, public: bool = False, **facts: Any
) -> Bulletin:
    """Write the audit record and send the news up, to the archive too where residents see the difference."""
    audit.record(bulletin.ref, act, by=by, at=at, facts={"state": str(bulletin.state), **facts})
    touch(bulletin_refs(bulletin) if public else [bulletin.ref])
    return bulletin
