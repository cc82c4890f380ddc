"""Localities, clusters, parishes and named places: begun, changed from a date on, and ended."""

import datetime as dt

import pytest

from wapentake.foundation.audit import history
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.models import Cluster, Locality, NamedPlace, Parish, Ward
from wapentake.places.queries import clusters_of, named_places_of, parishes_of, wards_on
from wapentake.places.rules import PlaceDetails

from .conftest import AT, CODES, ON
from .state import state

pytestmark = pytest.mark.django_db
LATER = dt.date(2027, 4, 1)


class Acting:
    """Somebody with roles, as the room above has them."""

    user, on = None, ON

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def has(self, *kinds: str) -> bool:
        return bool(set(self.kinds) & set(kinds))


def act(**more):
    return {"by": None, "at": AT, **more}


@pytest.fixture
def wards(council):
    return list(wards_on(ON))


@pytest.fixture
def valley(wards):
    return actions.start_cluster("Beck valley", "Flooding", wards[:2], on=ON, **act())


def told() -> set[str]:
    return {change.ref for change in Change.objects.all()}


def test_a_few_wards_work_together_from_a_day_on(wards):
    Change.objects.all().delete()
    valley = actions.start_cluster(" Beck valley ", "Flooding", wards[:2], on=ON, **act())
    assert (valley.slug, valley.name, str(valley)) == ("beck-valley", "Beck valley", "Beck valley")
    assert [list(clusters_of(ward, ON)) for ward in wards] == [[valley], [valley], [], []]
    assert not clusters_of(wards[0], dt.date(2026, 11, 21)).exists()
    [record] = history("cluster:beck-valley")
    assert record.facts_read == {"name": "Beck valley", "wards": CODES[:2], "from": "2026-11-22"}
    assert told() == {"council:all", "cluster:beck-valley", f"ward:{CODES[0]}", f"ward:{CODES[1]}"}


@pytest.mark.parametrize(("count", "words"), [(1, "two wards or more"), (4, "never the whole borough")])
def test_a_cluster_is_a_few_wards(wards, count, words):
    before = state()
    with pytest.raises(Refused, match=words):
        actions.start_cluster("All", "", wards[:count], on=ON, **act())
    assert (state(), Cluster.objects.count()) == (before, 0)


def test_wards_join_and_leave_a_cluster_from_a_day_on(wards, valley):
    actions.set_cluster_wards(valley, wards[1:3], on=LATER, **act())
    assert [clusters_of(ward, ON).count() for ward in wards] == [1, 1, 0, 0]
    assert [clusters_of(ward, LATER).count() for ward in wards] == [0, 1, 1, 0]
    facts = history("cluster:beck-valley")[-1].facts_read
    assert facts == {"joined": [CODES[2]], "left": [CODES[0]], "on": "2027-04-01"}
    with pytest.raises(Refused, match="A change after 22 November 2026 is already recorded for Beck valley"):
        actions.set_cluster_wards(valley, wards[:3], on=ON, **act())
    records = len(history("cluster:beck-valley"))
    actions.set_cluster_wards(valley, wards[1:3], on=LATER, **act())
    assert len(history("cluster:beck-valley")) == records


def test_a_ward_that_joined_by_mistake_never_did(wards, valley):
    actions.set_cluster_wards(valley, wards[:3], on=ON, **act())
    actions.set_cluster_wards(valley, wards[:2], on=ON, **act())
    assert valley.members.count() == 2


def test_a_cluster_is_described_anew_and_keeps_its_address(wards, valley):
    actions.describe_cluster(valley, "The becks", "Flooding and paths", **act())
    assert Cluster.objects.values_list("slug", "name", "purpose").get() == (
        "beck-valley", "The becks", "Flooding and paths",
    )  # fmt: skip
    records = len(history("cluster:beck-valley"))
    actions.describe_cluster(valley, "The becks", "Flooding and paths", **act())
    assert len(history("cluster:beck-valley")) == records
    actions.start_cluster("Uplands", "", wards[2:], on=ON, **act())
    with pytest.raises(Refused, match="another called uplands"):
        actions.describe_cluster(valley, "uplands", "", **act())


def test_a_cluster_ends_once_and_its_wards_leave_with_it(wards, valley):
    with pytest.raises(Refused, match="cannot end before the day after"):
        actions.end_group(valley, on=ON, **act())
    actions.end_group(valley, on=LATER, **act())
    assert clusters_of(wards[0], dt.date(2027, 3, 31)).exists()
    assert not clusters_of(wards[0], LATER).exists()
    assert history("cluster:beck-valley")[-1].facts_read == {"on": "2027-04-01", "wards": CODES[:2]}
    with pytest.raises(Refused, match="ends on 1 April 2027 already"):
        actions.end_group(valley, on=dt.date(2027, 5, 1), **act())
    with pytest.raises(Refused, match="does not exist on 1 April 2027"):
        actions.set_cluster_wards(valley, wards[:3], on=LATER, **act())
    assert actions.start_cluster("Beck valley", "", wards[:2], on=LATER, **act()).slug == "beck-valley-2"


def test_a_locality_is_added_and_ends_when_every_ward_has_left(wards):
    west = actions.add_locality("West", on=ON, **act())
    assert (west.slug, west.position) == ("west", 3)
    assert history("council:all")[-1].facts_read["name"] == "West"
    with pytest.raises(Refused, match="another called west"):
        actions.add_locality("west", on=ON, **act())
    with pytest.raises(Refused, match="another called North"):
        actions.rename_locality(west, "North", **act())
    actions.move_ward_to_locality(wards[0], west, on=LATER, **act())
    with pytest.raises(Refused, match="Alder and Ash is still in West on 1 May 2027"):
        actions.end_group(west, on=dt.date(2027, 5, 1), **act())
    actions.move_ward_to_locality(wards[0], Locality.objects.get(slug="south"), on=dt.date(2027, 5, 1), **act())
    actions.end_group(west, on=dt.date(2027, 5, 1), **act())
    assert Locality.objects.get(slug="west").to_date == dt.date(2027, 5, 1)


def test_a_parish_is_added_changed_and_confirmed(wards):
    brook = actions.add_parish(PlaceDetails("Brook", "town", "E04000113"), wards[:1], on=ON, **act())
    assert list(parishes_of(wards[0], ON)) == [brook]
    beck = Parish.objects.get(slug="beck")
    assert not beck.wards.get().confirmed
    actions.change_parish(beck, PlaceDetails("Beck and Clough", "parish"), wards[1:3], on=LATER, **act())
    beck.refresh_from_db()
    assert (beck.name, beck.slug) == ("Beck and Clough", "beck")
    assert list(beck.wards.order_by("ward").values_list("ward__code", "from_date", "confirmed")) == [
        (CODES[1], dt.date(2021, 5, 6), True), (CODES[2], LATER, True),
    ]  # fmt: skip
    facts = history("parish:beck")[-1].facts_read
    assert (facts["joined"], facts["confirmed"], facts["name"]) == ([CODES[2]], 1, "Beck and Clough")
    records = len(history("parish:beck"))
    actions.change_parish(beck, PlaceDetails("Beck and Clough", "parish"), wards[1:3], on=LATER, **act())
    assert len(history("parish:beck")) == records
    with pytest.raises(Refused, match="another called Brook"):
        actions.add_parish(PlaceDetails("Brook", "parish"), wards[:1], on=ON, **act())
    actions.end_group(brook, on=LATER, **act())
    assert not parishes_of(wards[0], LATER).exists()


def test_a_named_place_is_added_changed_and_ended(wards):
    mill = actions.add_named_place(PlaceDetails("Mill", "village", "", -1.4, 53.4), wards[:2], on=ON, **act())
    assert [place.name for place in named_places_of(wards[1], ON)] == ["Mill"]
    actions.change_named_place(mill, PlaceDetails("Mill Green", "town_centre"), wards[:1], **act())
    found = NamedPlace.objects.get()
    assert (found.name, found.kind, found.latitude, found.slug) == ("Mill Green", "town_centre", None, "mill")
    assert not named_places_of(wards[1], ON).exists()
    records = len(history("named-place:mill"))
    actions.change_named_place(mill, PlaceDetails("Mill Green", "town_centre"), wards[:1], **act())
    assert len(history("named-place:mill")) == records
    actions.end_group(mill, on=LATER, **act())
    assert not named_places_of(wards[0], LATER).exists()


def test_a_ward_is_changed_from_a_day_that_has_come(wards):
    ward = wards[0]
    with pytest.raises(Refused, match="come back on 1 April 2027"):
        actions.change_ward(ward, seats=3, on=LATER, **act())
    actions.change_ward(ward, seats=3, on=dt.date(2026, 11, 2), **act())
    facts = history(ward.ref)[-1].facts_read
    assert facts == {"from": {"seats": 2}, "to": {"seats": 3}, "on": "2026-11-02"}


def test_only_administrators_change_places_at_the_desk(wards, valley):
    nobody, keeper = Acting("co_ordinator", "ward_councillor"), Acting("administrator")
    details = PlaceDetails("Mill", "village")
    before = state()
    for tried in (
        lambda **who: actions.add_locality("West", on=ON, **who),
        lambda **who: actions.start_cluster("Uplands", "", wards[2:], on=ON, **who),
        lambda **who: actions.describe_cluster(valley, "Uplands", "", **who),
        lambda **who: actions.set_cluster_wards(valley, wards[:3], on=ON, **who),
        lambda **who: actions.add_parish(details, wards[:1], on=ON, **who),
        lambda **who: actions.change_parish(Parish.objects.get(), details, wards[:1], on=ON, **who),
        lambda **who: actions.add_named_place(details, wards[:1], on=ON, **who),
        lambda **who: actions.end_group(valley, on=LATER, **who),
        lambda **who: actions.change_ward(wards[0], name="Alder", **who),
        lambda **who: actions.confirm_cover(wards[0], "yes", on=ON, **who),
        lambda **who: actions.rename_locality(Locality.objects.first(), "West", **who),
        lambda **who: actions.move_ward_to_locality(wards[0], Locality.objects.get(slug="north"), on=ON, **who),
    ):
        with pytest.raises(Refused, match="Only an administrator"):
            tried(**act(acting=nobody))
    assert state() == before
    assert actions.add_locality("West", on=ON, **act(acting=keeper)).name == "West"
    assert Ward.objects.count() == 6
