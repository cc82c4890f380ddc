"""What residents have read already is corrected: they are told what was, and the words as they were are kept."""

import dataclasses
import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Correction, Item
from ..rules import ItemWords, may_correct, only_notice, sound_decision
from .beats import lock_item, roles_at, tell

CORRECTED = (
    "title", "summary", "body", "happens_at", "happens_until", "venue", "decided_by", "decided_on", "decision_link",
)  # fmt: skip


@transaction.atomic
def correct(item: Item, words: ItemWords, *, what: str, by: User, at: dt.datetime) -> Correction:
    """Change the words, the times or the decision of an item that is out. Wards and photo stay. Raises `Refused`."""
    item = lock_item(item)
    may_correct(roles_at(by, at), item, at).demand()
    if not what.strip():
        raise Refused("Say what was corrected: residents read it under the item.")
    sound_decision(dataclasses.replace(words, kind=item.kind), london_date(at)).demand()
    only_notice(dataclasses.replace(words, factual=item.factual), london_date(at)).demand()
    before = {name: getattr(item, name) for name in CORRECTED}
    if all(getattr(words, name) == before[name] for name in CORRECTED):
        raise Refused("Nothing is different: change what was wrong.")
    made = Correction.objects.create(item=item, what=what.strip(), by=by, at=at, **before)
    for name in CORRECTED:
        setattr(item, name, getattr(words, name))
    item.corrected_at = at
    item.save()
    tell(item, "correct", by=by, at=at, public=True, what=made.what)
    return made
