"""The Monitoring Officer lets an item go on while publicity is held."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import published
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Item
from ..queries import item_refs
from ..rules import may_let_go_on
from .beats import lock_item, roles_at, tell


@transaction.atomic
def let_go_on(item: Item, *, reason: str, by: User, at: dt.datetime) -> Item:
    """Show an item in spite of the hold that is on, until that is over, with a reason. Raises `Refused`."""
    item = lock_item(item)
    may_let_go_on(roles_at(by, at), item, at).demand()
    if not reason.strip():
        raise Refused("Say why it promotes nobody: the reason is kept with it.")
    hold = published.held(item_refs(item), at)
    item.goes_on_because, item.goes_on_by, item.goes_on_from = reason.strip(), by, at
    item.goes_on_until = hold.ends if hold else None
    item.save()
    until = item.goes_on_until.isoformat() if item.goes_on_until else ""
    return tell(item, "let_go_on", by=by, at=at, public=True, reason=reason.strip(), until=until)
