"""A new cycle begins from the last: chosen one by one; and where boundaries changed, from the wards before."""

import datetime as dt

import pytest
import time_machine

from wapentake.foundation.calendars import LONDON
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.places.models import Edition, Ward, WardSuccession

from ..actions import agree, carry_forward, change_action_state, open_cycle, propose, publish
from ..models import Priority
from ..queries import can_be_carried
from ..rules import ActionWords, PriorityWords
from ..states import ActionState, PriorityState
from .cast import NOW, Town
from .test_pages import desk, page_after, text_of

NEXT = dt.date(2028, 7, 3)
THEN = dt.datetime(2028, 7, 3, 10, 0, tzinfo=LONDON)
WORDS = PriorityWords("Slower, safer streets", "Drivers at the limit.", "Residents asked.",
                      actions=(ActionWords("Two speed signs"), ActionWords("A crossing")))  # fmt: skip


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(THEN, tick=False):
        yield


def old_one(castle: Town) -> Priority:
    """A published priority of the cycle before, one of its two actions done."""
    priority = castle.published(WORDS)
    change_action_state(priority.actions.first(), ActionState.DONE, by=castle.dan, at=NOW + dt.timedelta(days=2))
    return priority


def test_what_is_chosen_goes_on_and_the_old_stands_until_then(castle: Town):
    old = old_one(castle)
    with pytest.raises(Refused, match="No cycle of ward plans covers today"):
        carry_forward(old, castle.ward, [], by=castle.dan, at=THEN)
    cycle = open_cycle(dt.date(2028, 7, 1), by=castle.head, at=THEN)
    [offered] = can_be_carried(castle.roles(castle.dan, NEXT), castle.ward)
    assert [str(one) for one in offered.actions] == ["A crossing"]
    done = old.actions.get(text="Two speed signs")
    with pytest.raises(Refused, match="not finished"):
        carry_forward(old, castle.ward, [done], by=castle.dan, at=THEN)
    with pytest.raises(Refused, match="can draft its priorities"):
        carry_forward(old, castle.ward, [], by=castle.stranger, at=THEN)
    new = carry_forward(old, castle.ward, offered.actions, by=castle.dan, at=THEN)
    assert (new.cycle, new.version, new.replaces, new.state) == (cycle, 2, old, PriorityState.DRAFT)
    assert can_be_carried(castle.roles(castle.dan, NEXT), castle.ward) == []
    with pytest.raises(Refused, match="being carried forward already"):
        carry_forward(old, castle.ward, [], by=castle.dan, at=THEN)
    propose(new, by=castle.dan, at=THEN)
    for member in (castle.ashby, castle.iqbal, castle.okafor):
        new = agree(new, by=member, at=THEN)
    new = publish(new, by=castle.dan, at=THEN)
    old.refresh_from_db()
    assert (old.state, [str(one) for one in new.actions.all()]) == (PriorityState.SUPERSEDED, ["A crossing"])


def test_priorities_of_old_wards_are_offered_where_the_ground_went(castle: Town):
    old = old_one(castle)
    open_cycle(dt.date(2028, 7, 1), by=castle.head, at=THEN)
    Edition.objects.update(to_date=dt.date(2030, 5, 1))
    edition = Edition.objects.create(name="27 wards", from_date=dt.date(2030, 5, 1))
    new_ward = Ward.objects.create(
        code="E05019999", edition=edition, slug="clifton", name="Clifton", ons_name="Clifton", number=1, seats=3
    )
    with pytest.raises(Refused, match="can draft its priorities"):
        carry_forward(old, new_ward, [], by=castle.dan, at=THEN)
    RoleHeld.objects.create(user=castle.dan, kind=RoleKind.CO_ORDINATOR, from_date=NEXT, ward=new_ward)
    with pytest.raises(Refused, match="took over none of Boston Castle’s ground"):
        carry_forward(old, new_ward, [], by=castle.dan, at=THEN)
    assert can_be_carried(castle.roles(castle.dan, NEXT), new_ward) == []
    WardSuccession.objects.create(predecessor=castle.ward, successor=new_ward, share=0.6)
    [offered] = can_be_carried(castle.roles(castle.dan, NEXT), new_ward)
    assert (offered.priority, offered.own, offered.share) == (old, False, 0.6)
    new = carry_forward(old, new_ward, offered.actions, by=castle.dan, at=THEN)
    assert (new.ward, new.carried_from, new.replaces, new.version) == (new_ward, old, None, 1)
    assert can_be_carried(castle.roles(castle.dan, NEXT), new_ward) == []


def test_the_desk_offers_and_carries(castle: Town):
    old, client = old_one(castle), desk(castle.dan)
    page = "/desk/plan/boston-castle/carry/"
    assert "There is nothing to carry forward" in text_of(client.get(page))
    open_cycle(dt.date(2028, 7, 1), by=castle.head, at=THEN)
    said = text_of(client.get(page))
    assert "Carry forward “Slower, safer streets”" in said
    assert "A crossing" in said
    assert "Two speed signs" not in said
    assert "Choose at least one priority" in text_of(client.post(page, {}))
    crossing = old.actions.get(text="A crossing")
    typed = {f"take_{old.pk}": "on", f"actions_{old.pk}": [str(crossing.pk)]}
    assert "They are drafts of this cycle now." in page_after(client, page, typed)
    assert Priority.objects.get(replaces=old).actions.count() == 1
    assert desk(castle.finance).get(page).status_code == 403
