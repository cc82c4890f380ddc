"""The desk's list of organisations. Roles stand on the request as the room above puts them there."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import resolve, reverse

from tests.querycount import assert_same_queries
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.verdicts import Refused
from wapentake.organisations import actions
from wapentake.organisations.models import Contact, Organisation
from wapentake.organisations.rules import Details
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


class Acting:
    """Somebody with roles."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = set(kinds)
        self.user = User.objects.create(name="Dan Holroyd", email=f"{'-'.join(kinds) or 'nobody'}@example.org")

    def has(self, *kinds: str) -> bool:
        return bool(self.kinds & set(kinds))


@pytest.fixture
def dan():
    return Acting("co_ordinator")


def go(acting, name, *args, post=None, query=None):
    path = reverse(f"organisations:{name}", args=args)
    factory = RequestFactory()
    request = factory.post(path, post) if post is not None else factory.get(path, query)
    request.user, request.roles = acting.user, acting
    view = resolve(path)
    return view.func(request, *view.args, **view.kwargs)


def says(response) -> str:
    assert response.status_code == 200, response
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def make(name="Eastwood Youth Club", **more) -> Organisation:
    details = Details(**{"name": name, "kind": "group", "sector": "voluntary", **more})
    return actions.register(details, by=None, at=NOW)


TYPED = {"name": "Eastwood Youth Club", "kind": "group", "sector": "voluntary"}


def test_an_organisation_is_added_with_its_wards(dan):
    edition = Edition.objects.create(name="Wards", from_date=dt.date(2021, 5, 6))
    ward = Ward.objects.create(code="E1", edition=edition, slug="w", name="Wath", ons_name="Wath", number=1, seats=2)
    typed = {**TYPED, "wards": [ward.pk], "charity_number": "1181234", "website": "www.example.org"}
    done = go(dan, "add", post=typed)
    made = Organisation.objects.get()
    assert done["Location"] == reverse("organisations:organisation", args=[made.slug])
    assert (list(made.wards.all()), made.charity_number, made.website) == ([ward], "1181234", "https://www.example.org")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"name": ""}, "Enter name"),
        ({"charity_number": "12"}, "Enter a charity number, like 1234567"),
        ({"company_number": "1"}, "Enter a company number, like 01234567"),
        ({"website": "not an address"}, "Enter an address, like www.example.org"),
        ({"public_email": "x"}, "Enter an e-mail address, like name@example.org"),
        ({"sector": ""}, "Choose sector"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(dan, typed, reason):
    assert reason in says(go(dan, "add", post={**TYPED, **typed}))
    assert not Organisation.objects.exists()


def test_a_look_alike_is_shown_first_and_may_be_added_all_the_same(dan):
    make()
    warned = says(go(dan, "add", post={**TYPED, "name": "The Eastwood Youth Club CIC"}))
    assert "Is it one of these? Eastwood Youth Club" in warned
    assert "It looks like an organisation that is here already" in warned
    assert Organisation.objects.count() == 1
    go(dan, "add", post={**TYPED, "name": "The Eastwood Youth Club CIC", "known": "on"})
    assert Organisation.objects.count() == 2


def test_a_change_is_kept_and_the_own_name_is_no_look_alike(dan):
    club = make()
    assert "Eastwood Youth Club" in says(go(dan, "change", club.slug))
    go(dan, "change", club.slug, post={**TYPED, "purpose": "Evenings"})
    club.refresh_from_db()
    assert club.purpose == "Evenings"


def test_the_list_is_searched_sorted_and_paged(dan):
    for number in range(30):
        make(f"Friends of Park {number:02}")
    make("Wath Bowls", kind="business", sector="private")
    assert "31 organisations" in says(go(dan, "list"))
    found = says(go(dan, "list", query={"q": "park 07"}))
    assert "1 organisation." in found
    assert "Park 07" in found
    assert "Wath Bowls" in says(go(dan, "list", query={"kind": "business"}))
    assert "Wath Bowls" in says(go(dan, "list", query={"sort": "-pk"}))
    assert "Wath Bowls" not in says(go(dan, "list"))
    assert "Wath Bowls" in says(go(dan, "list", query={"page": "2"}))
    for odd in ("0", "x", "999", "-1", "²"):
        assert "31 organisations" in says(go(dan, "list", query={"page": odd}))
    assert "No organisation is found" in says(go(dan, "list", query={"q": "nothing of that name"}))


def test_the_list_costs_the_same_whatever_its_length(dan):
    count = iter(range(100))
    assert_same_queries(lambda: go(dan, "list"), lambda n: [make(f"Group {next(count)}") for _ in range(n)])


def test_a_merge_asks_once_more_and_the_old_page_leads_to_the_new(dan):
    old, new = make("Eastwood Boys"), make("Eastwood Young People", charity_number="1181234")
    assert "No organisation has this name" in says(go(dan, "merge", old.slug, post={"into": "Nobody"}))
    sure = go(dan, "merge", old.slug, post={"into": "1181234"})
    assert sure["Location"] == reverse("organisations:merge_into", args=[old.slug, new.slug])
    assert "Awards, interests and contacts" in says(go(dan, "merge_into", old.slug, new.slug))
    old.refresh_from_db()
    assert old.merged_into is None
    go(dan, "merge_into", old.slug, new.slug, post={})
    assert go(dan, "organisation", old.slug)["Location"].endswith(f"/{new.slug}/")
    assert "Merged into it: Eastwood Boys." in says(go(dan, "organisation", new.slug))
    assert "was merged already" in says(go(dan, "merge_into", old.slug, new.slug, post={}))


def test_contacts_are_for_those_who_need_them(dan):
    club = make()
    go(dan, "add_contact", club.slug, post={"name": "Jo Marsh", "phone": "01709 000000"})
    assert "Jo Marsh" in says(go(dan, "organisation", club.slug))
    partner = says(go(Acting("partner"), "organisation", club.slug))
    assert "Jo Marsh" not in partner
    assert "Contacts are shown to the neighbourhoods team and to councillors." in partner
    go(dan, "remove_contact", club.slug, Contact.objects.get().pk, post={})
    assert not Contact.objects.exists()


def test_one_that_closed_leaves_the_list(dan):
    club = make()
    go(dan, "close", club.slug, post={"on-day": 1, "on-month": 11, "on-year": 2026})
    assert "0 organisations" in says(go(dan, "list"))
    assert "Closed 1 November 2026" in says(go(dan, "organisation", club.slug))
    assert "Eastwood Youth Club" in says(go(dan, "list", query={"closed": "on"}))


@pytest.mark.parametrize("name", ["add", "change", "merge", "close", "add_contact"])
def test_others_look_and_change_nothing(name):
    club, partner = make(), Acting("partner")
    args = [] if name == "add" else [club.slug]
    with pytest.raises(Refused):
        go(partner, name, *args)
    assert "The neighbourhoods team keeps this list" in says(go(partner, "list"))
