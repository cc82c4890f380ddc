"""The list of organisations: found again under any name or number, merged without losing anything."""

import datetime as dt
from dataclasses import replace

import pytest

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.organisations import actions, queries
from wapentake.organisations.actions import Details
from wapentake.organisations.models import Contact
from wapentake.places.models import Edition, Ward

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
CLUB = Details(name="Eastwood Youth Club", kind="group", sector="voluntary", charity_number="1181234")


class Acting:
    """Somebody with roles, as the room above gives them."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = set(kinds)

    def has(self, *kinds: str) -> bool:
        return bool(self.kinds & set(kinds))


def register(details=CLUB, **more):
    return actions.register(details, **{"by": None, "at": AT, **more})


def make_ward(number: int) -> Ward:
    edition, _ = Edition.objects.get_or_create(name="Wards", defaults={"from_date": dt.date(2021, 5, 6)})
    code, slug = f"E{number:08}", f"ward-{number}"
    return Ward.objects.create(code=code, edition=edition, slug=slug, name=slug, ons_name=slug, number=number, seats=2)


def test_two_bodies_of_one_name_have_two_addresses():
    assert [register().slug, register(replace(CLUB, charity_number="")).slug] == [
        "eastwood-youth-club",
        "eastwood-youth-club-2",
    ]


@pytest.mark.parametrize("text", ["eastwood", "youth east", "1181234", "CLUB"])
def test_search_finds_by_name_and_number(text):
    club = register()
    register(replace(CLUB, name="Wath Bowls", charity_number=""))
    assert list(queries.search(text)) == [club]


def test_search_filters_by_kind_and_leaves_out_closed_ones():
    club = register()
    assert list(queries.search(kind="partner")) == []
    actions.close(club, dt.date(2026, 11, 1), by=None, at=AT)
    assert list(queries.search("eastwood")) == []
    assert list(queries.search("eastwood", closed=True)) == [club]
    with pytest.raises(Refused, match="closed already"):
        actions.close(club, dt.date(2026, 11, 2), by=None, at=AT)
    actions.reopen(club, by=None, at=AT)
    assert list(queries.search("eastwood")) == [club]


@pytest.mark.parametrize(
    ("name", "numbers", "found"),
    [
        ("The Eastwood Youth Club CIC", {}, True),
        ("Eastwood Youth Clubb", {}, True),
        ("EASTWOOD YOUTH-CLUB", {}, True),
        ("Something else", {"charity": "1181234"}, True),
        ("Eastwood Art Club", {}, False),
        ("Westwood Old Folk", {"charity": "999"}, False),
    ],
)
def test_duplicates_are_warned_of(name, numbers, found):
    club = register()
    assert queries.duplicates_of(name, **numbers) == ([club] if found else [])
    assert queries.duplicates_of(name, but=club.pk, **numbers) == []


def test_a_merge_keeps_everything_and_one_step_leads_to_what_stands():
    first, second, third = (
        register(),
        register(replace(CLUB, name="Eastwood Boys")),
        register(replace(CLUB, name="EYP")),
    )
    here, there = make_ward(1), make_ward(2)
    first.wards.set([here])
    third.wards.set([there])
    actions.add_contact(first, "Jo Marsh", by=None, at=AT, email="jo@example.org")
    actions.merge(first, second, by=None, at=AT)
    actions.merge(second, third, by=None, at=AT)
    for body in (first, second, third):
        body.refresh_from_db()
        assert queries.standing(body) == third
        assert queries.same_body(body) == [first, second, third]
    assert set(third.wards.all()) == {here, there}
    assert Contact.objects.get().organisation == third
    assert list(queries.search("boys")) == [third]
    assert queries.by_number(charity="1181234") == third
    assert audit.history(first.ref)[-1].facts_read == {"into": second.pk, "name": "Eastwood Youth Club"}
    assert {f"organisation:{one.pk}" for one in (first, second, third)} <= set(
        Change.objects.values_list("ref", flat=True)
    )


def test_what_cannot_be_merged():
    first, second = register(), register(replace(CLUB, name="EYP"))
    with pytest.raises(Refused, match="into itself"):
        actions.merge(first, first, by=None, at=AT)
    actions.merge(first, second, by=None, at=AT)
    with pytest.raises(Refused, match="was merged already"):
        actions.merge(first, second, by=None, at=AT)
    with pytest.raises(Refused, match="choose that instead"):
        actions.merge(second, first, by=None, at=AT)


@pytest.mark.parametrize(
    ("kinds", "keeps", "merges"),
    [
        (("co_ordinator",), True, True),
        (("support_officer",), True, False),
        (("finance",), False, False),
        (("ward_councillor", "partner"), False, False),
    ],
)
def test_who_keeps_the_list(kinds, keeps, merges):
    club, other = register(), register(replace(CLUB, name="EYP"))
    acting = Acting(*kinds)
    if keeps:
        actions.change(club, replace(CLUB, purpose="Clubs"), by=None, at=AT, acting=acting)
    else:
        with pytest.raises(Refused, match="neighbourhoods team keeps"):
            actions.change(club, replace(CLUB, purpose="Clubs"), by=None, at=AT, acting=acting)
    if merges:
        actions.merge(club, other, by=None, at=AT, acting=acting)
    else:
        with pytest.raises(Refused, match="may merge"):
            actions.merge(club, other, by=None, at=AT, acting=acting)


def test_nothing_new_is_nothing_done():
    club = register()
    actions.change(club, CLUB, by=None, at=AT)
    assert [record.action for record in audit.history(club.ref)] == ["registered"]
    changed = actions.change(
        club, replace(CLUB, purpose="Evenings for young people"), by=None, at=AT, wards=[make_ward(1)]
    )
    assert changed.purpose == "Evenings for young people"
    assert audit.history(club.ref)[-1].facts_read["fields"] == ["purpose"]


def test_a_contact_is_personal_and_can_be_forgotten():
    club = register()
    contact = actions.add_contact(club, "Jo Marsh", by=None, at=AT, phone="01709 000000")
    assert "Jo" not in audit.history(club.ref)[-1].facts
    actions.remove_contact(contact, by=None, at=AT)
    assert queries.contacts_of(club) == []
    with pytest.raises(Refused, match="what kind"):
        register(replace(CLUB, sector="other"))
