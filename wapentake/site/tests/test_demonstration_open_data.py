"""With WAPENTAKE_OPEN_DATA the demonstration shows the official boundaries and Code-Point's postcodes."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from wapentake.foundation import calendars
from wapentake.places.models import Postcode
from wapentake.places.queries import active_set, editions, ward_for_postcode
from wapentake.site.management.commands.demo import Command
from wapentake.site.readers import read_ended_postcodes

FOLDER = os.environ.get("WAPENTAKE_OPEN_DATA", "")
pytestmark = [
    pytest.mark.skipif(
        not (Path(FOLDER) / "rotherham-boundaries").is_dir(), reason="WAPENTAKE_OPEN_DATA names no such folder"
    ),
    pytest.mark.timeout(300),
]


def test_places_are_official(db, settings) -> None:
    settings.WAPENTAKE_OPEN_DATA = FOLDER
    call_command("set_up_council")
    Command()._load_places()
    for edition in editions():
        chosen = active_set(edition.from_date)
        assert chosen is not None
        assert not chosen.schematic
    assert active_set(calendars.today()) is not None
    # The package gave its postcodes of unknown state first; Code-Point then says which are live.
    assert Postcode.objects.filter(council_code="E08000018", state="live").count() == 6_587
    answer = ward_for_postcode("s60 1ae")
    assert answer.ward is not None
    assert answer.ward.name == "Boston Castle"
    ended, _ = read_ended_postcodes()
    states = set(Postcode.objects.filter(code__in=ended).values_list("code", "state"))
    assert states == {(code, "terminated") for code in ended}, "Code-Point must not list what we say has ended"
