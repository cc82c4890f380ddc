"""What residents, councillors and administrators see and do."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.querycount import assert_same_queries
from wapentake.foundation.calendars import LONDON
from wapentake.office import actions, queries
from wapentake.office.actions import Entry
from wapentake.office.models import Councillor, Interest, Poll, RoleHeld, Suspension, Term
from wapentake.office.states import Holder, RoleKind, TermEnd
from wapentake.organisations.models import Organisation
from wapentake.people.actions import BACKEND
from wapentake.people.models import User

from . import factories as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ward():
    return make.make_ward("Boston Castle", seats=3)


@pytest.fixture
def grace(ward):
    return make.make_councillor(ward, "Grace Okafor")


@pytest.fixture
def robin():
    user = make.make_user("Robin Sowerby")
    make.give_role(user, RoleKind.ADMINISTRATOR)
    return user


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def says(response) -> str:
    assert response.status_code == 200, response
    page = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def day(name: str, on: dt.date) -> dict[str, int]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def entry(**more) -> Entry:
    said = {"category": "body", "holder": "member", "description": "Treasurer of a club", "arose_on": TODAY}
    return Entry(**{**said, **more})


# --- Residents ------------------------------------------------------------------------------------------------------


def test_residents_find_everybody_with_a_seat(client, ward, grace):
    make.make_councillor(ward, "Derek Stainforth", dt.date(2021, 5, 10), dt.date(2024, 5, 6))
    actions.end_term(make.make_councillor(ward, "Gone Away").terms.get(), TermEnd.DEATH, TODAY, by=None, at=NOW)
    page = says(client.get(reverse("office:councillors")))
    assert "Cllr Grace Okafor" in page
    assert "Stainforth" not in page
    assert "Gone Away" not in page
    assert "One seat in Boston Castle has been vacant since 24 November 2026." in page


def test_residents_read_how_to_reach_a_councillor(client, grace):
    page_of = {"public_email": "grace@example.org", "surgery": "Library, first Monday, 6pm"}
    actions.update_councillor(grace, page_of, by=None, at=NOW)
    make.give_role(grace.user, RoleKind.CABINET_MEMBER, title="Cabinet Member for Neighbourhood Working")
    page = says(client.get(reverse("office:councillor", args=[grace.slug])))
    for words in (
        "Councillor for Boston Castle",
        "grace@example.org",
        "Library, first Monday",
        "Neighbourhood Working",
    ):
        assert words in page


def test_a_former_councillor_keeps_a_page_and_no_address(client, ward):
    derek = make.make_councillor(ward, "Derek Stainforth", dt.date(2021, 5, 10), dt.date(2024, 5, 6))
    Councillor.objects.filter(pk=derek.pk).update(public_email="derek@example.org", surgery="At home")
    page = says(client.get(reverse("office:councillor", args=[derek.slug])))
    assert "Derek Stainforth was a councillor for Boston Castle until 6 May 2024." in page
    assert "derek@example.org" not in page
    assert "At home" not in page
    assert client.get(reverse("office:register", args=[derek.slug])).status_code == 404


def test_a_suspension_is_said_without_its_reason(client, grace):
    make.suspend(grace, TODAY, dt.date(2026, 12, 1))
    page = says(client.get(reverse("office:councillor", args=[grace.slug])))
    assert "is suspended and cannot act as a councillor until 1 December 2026" in page
    assert "Standards" not in page


def test_the_published_register_withholds_what_is_sensitive(client, grace):
    actions.register_interest(grace, entry(holder="partner"), by=grace.user, at=NOW)
    secret = entry(description="A house at 4 Hidden Lane", category="land", sensitive=True)
    actions.register_interest(grace, secret, by=grace.user, at=NOW)
    page = says(client.get(reverse("office:register", args=[grace.slug])))
    assert "Treasurer of a club" in page
    assert not any(whose in page for whose in Holder.labels[1:])  # no relative is told of: the desk keeps whose it is
    assert "Hidden Lane" not in page
    assert "1 interest not shown yet: the councillor asks to withhold it" in page
    assert "withheld from publication" not in page
    anita = make.make_user("Anita Mwangi")
    make.give_role(anita, RoleKind.MONITORING_OFFICER)
    actions.settle_withholding(queries.requests_to_withhold()[0], True, by=anita, at=NOW)
    page = says(client.get(reverse("office:register", args=[grace.slug])))
    assert "Hidden Lane" not in page
    assert "1 interest withheld from publication" in page
    assert "not shown yet" not in page
    assert "every interest within 28 days" not in page
    assert "the council’s code of conduct does" in page
    assert "Nothing is published under: " in page
    assert "Land in the council" in page.split("Nothing is published under")[1]


def test_lists_cost_the_same_whatever_their_length(client, ward, robin):
    ward.seats = None
    ward.save()
    people = enter(robin)
    assert_same_queries(
        lambda: client.get(reverse("office:councillors")), lambda n: [make.make_councillor(ward) for _ in range(n)]
    )

    def add_people(count: int) -> None:
        for _ in range(count):
            make.give_role(make.make_user(), RoleKind.CO_ORDINATOR, ward=ward)

    assert_same_queries(lambda: people.get(reverse("office:people")), add_people)
    assert_same_queries(
        lambda: people.get(reverse("office:polls")),
        lambda n: [make.make_poll(dt.date(2000 + Poll.objects.count(), 5, 4)) for _ in range(n)],
    )


def test_a_register_costs_the_same_whatever_its_length(grace):
    member = enter(grace.user)
    assert_same_queries(
        lambda: member.get(reverse("office:interests_of", args=[grace.slug])),
        lambda n: [actions.register_interest(grace, entry(), by=grace.user, at=NOW) for _ in range(n)],
    )


# --- Councillors ----------------------------------------------------------------------------------------------------


def test_a_member_registers_changes_and_ends_an_interest(grace, clock):
    club = Organisation.objects.create(kind="group", sector="voluntary", name="Eastwood Youth Club", slug="eyc")
    member, home = enter(grace.user), reverse("office:interests_of", args=[grace.slug])
    assert member.get(reverse("office:interests"))["Location"] == home
    empty = says(member.get(home))
    assert "No interest is registered" in empty
    assert "Came into office on 6 May 2024: every interest held then is registered by 3 June 2024." in empty
    add = reverse("office:add_interest", args=[grace.slug])
    said = {"category": "body", "holder": "partner", "description": "Chair", "body": "eastwood youth club"}
    missing = says(member.post(add, {**said, "description": "", **day("arose_on", TODAY)}))
    assert "Enter what it is" in missing
    assert "this day lies ahead" in says(member.post(add, {**said, **day("arose_on", dt.date(2026, 12, 1))}))
    assert member.post(add, {**said, **day("arose_on", dt.date(2026, 10, 20))})["Location"] == home
    found = Interest.objects.get()
    assert (found.organisation, found.holder) == (club, "partner")
    page = says(member.get(home))
    assert "Registered 7 days late: 17 November 2026 was the last of the 28 days." in page
    clock.shift(dt.timedelta(days=1))
    member = enter(grace.user)
    change = reverse("office:change_interest", args=[grace.slug, found.entry])
    assert "Chair" in says(member.get(change))
    member.post(change, {**said, "description": "President", **day("arose_on", dt.date(2026, 10, 20))})
    assert "24 November 2026: Chair" in says(member.get(home))
    as_at = {f"on-{part}": value for part, value in (("day", 24), ("month", 11), ("year", 2026))}
    assert "Chair" in says(member.get(home, as_at))
    end = reverse("office:end_interest", args=[grace.slug, found.entry])
    member.post(end, day("on", dt.date(2026, 11, 25)))
    assert "Ended 25 November 2026" in says(member.get(home))


def test_one_members_register_is_closed_to_another_at_the_desk(ward, grace):
    colleague = enter(make.make_councillor(ward).user)
    for name in ("interests_of", "add_interest"):
        refused = colleague.get(reverse(f"office:{name}", args=[grace.slug]))
        assert refused.status_code == 403
        assert "keeps their own register" in refused.content.decode()


def test_the_monitoring_officer_reads_every_register(grace):
    officer = make.make_user("Anita Mwangi")
    make.give_role(officer, RoleKind.MONITORING_OFFICER)
    actions.register_interest(grace, entry(description="Hidden", sensitive=True), by=grace.user, at=NOW)
    client = enter(officer)
    assert "Cllr Grace Okafor" in says(client.get(reverse("office:interests")))
    assert "Hidden" in says(client.get(reverse("office:interests_of", args=[grace.slug])))


def test_a_member_says_how_residents_reach_them(grace, ward):
    page = reverse("office:change_councillor", args=[grace.slug])
    enter(grace.user).post(page, {"group": "Green", "surgery": "Library, Mondays"})
    grace.refresh_from_db()
    assert (grace.group, grace.surgery) == ("Green", "Library, Mondays")
    colleague = enter(make.make_councillor(ward).user)
    assert "Only the councillor" in says(colleague.post(page, {"surgery": "Elsewhere"}))


# --- Administrators -------------------------------------------------------------------------------------------------


def test_a_person_is_added_and_given_a_role(robin, ward):
    client = enter(robin)
    added = client.post(reverse("office:add_person"), {"name": "Dan Holroyd", "email": "dan@example.org"})
    dan = User.objects.get(email="dan@example.org")
    home = reverse("office:person", args=[dan.public_id])
    assert added["Location"] == home
    assert "No role, so the desk is closed" in says(client.get(home))
    again = says(client.post(reverse("office:add_person"), {"name": "Dan", "email": "DAN@example.org"}))
    assert "is the address of another account" in again
    grant = reverse("office:grant_role", args=[dan.public_id])
    said = {"kind": "co_ordinator", "place": f"ward-{ward.pk}", **day("from_date", TODAY)}
    assert "held for a locality or a ward: choose one" in says(client.post(grant, {**said, "place": ""}))
    assert client.post(grant, said)["Location"] == home
    assert "Neighbourhood co-ordinator, Boston Castle" in says(client.get(home))
    assert "Neighbourhood co-ordinator, Boston Castle" in says(
        client.get(reverse("office:people"), {"q": "holroyd dan"})
    )
    assert "Nobody is found" in says(client.get(reverse("office:people"), {"kind": "finance"}))


def test_a_role_is_covered_handed_over_and_ended(robin, ward):
    role = make.give_role(make.make_user("Dan"), RoleKind.CO_ORDINATOR, ward=ward)
    kim, client = make.make_user("Kim"), enter(robin)
    dates = {**day("from_date", TODAY), **day("to_date", dt.date(2026, 12, 1))}
    unknown = says(client.post(reverse("office:cover", args=[role.pk]), {"email": "x@example.org", **dates}))
    assert "No open account has this address" in unknown
    client.post(reverse("office:cover", args=[role.pk]), {"email": kim.email, **dates})
    assert RoleHeld.objects.get(user=kim).covers_for == role
    over = {"email": kim.email, "note": "Mind the lease.", **day("on", dt.date(2026, 12, 1))}
    client.post(reverse("office:hand_over", args=[role.pk]), over)
    new = RoleHeld.objects.get(user=kim, covers_for=None)
    assert "Mind the lease." in says(client.get(reverse("office:person", args=[kim.public_id])))
    client.post(reverse("office:end_role", args=[new.pk]), day("on", dt.date(2027, 1, 1)))
    new.refresh_from_db()
    assert new.to_date == dt.date(2027, 1, 1)


def test_a_term_ends_and_a_by_election_fills_the_seat(robin, ward, grace):
    client = enter(robin)
    end = reverse("office:end_term", args=[grace.terms.get().pk])
    assert "Choose how the term ended" in says(client.post(end, day("on", TODAY)))
    declare = client.post(end, {"how": "resignation", **day("on", TODAY)})["Location"]
    client.post(declare, day("on", TODAY))
    assert "Declared on 24 November 2026." in says(client.get(reverse("office:polls")))
    poll = {"kind": "by_election", **day("on", dt.date(2027, 1, 14))}
    assert "Choose the ward" in says(client.post(reverse("office:hold_poll"), poll))
    page = client.post(reverse("office:hold_poll"), {**poll, "ward": ward.pk})["Location"]
    assert "comes into office on 15 January 2027" in says(client.get(page))
    won = {"name": "Carol Winn", "email": "carol@example.org", "ward": ward.pk, "group": "Green"}
    client.post(f"{page}elect/", won)
    assert Term.objects.get(councillor__name="Carol Winn").from_date == dt.date(2027, 1, 15)
    assert "Every seat is taken" not in says(client.get(reverse("office:polls")))


def test_a_councillor_is_suspended_and_comes_back(robin, grace):
    client = enter(robin)
    said = {"reason": "Standards committee", **day("from_date", TODAY)}
    client.post(reverse("office:suspend", args=[grace.slug]), said)
    suspension = Suspension.objects.get()
    home = reverse("office:person", args=[grace.user.public_id])
    assert "Standards committee" in says(client.get(home))
    client.post(reverse("office:end_suspension", args=[suspension.pk]), day("on", dt.date(2026, 12, 1)))
    suspension.refresh_from_db()
    assert suspension.to_date == dt.date(2026, 12, 1)


@pytest.mark.parametrize("name", ["invite", "forget_second_step", "close_account"])
def test_accounts_are_looked_after(robin, name):
    user, client = make.make_user("Dan Holroyd"), enter(robin)
    page = reverse(f"office:{name}", args=[user.public_id])
    assert "Dan Holroyd" in says(client.get(page))
    assert client.post(page, {"reason": "left"})["Location"] == reverse("office:person", args=[user.public_id])


def test_a_closed_account_is_opened_or_forgotten(robin):
    user, client = make.make_user("Dan Holroyd"), enter(robin)
    client.post(reverse("office:close_account", args=[user.public_id]), {"reason": "left"})
    assert "Dan Holroyd" in says(client.get(reverse("office:people"), {"closed": "on"}))
    client.post(reverse("office:open_account", args=[user.public_id]))
    assert User.objects.get(pk=user.pk).is_active
    client.post(reverse("office:close_account", args=[user.public_id]), {"reason": "left"})
    client.post(reverse("office:forget_person", args=[user.public_id]))
    gone = User.objects.get(pk=user.pk)
    assert gone.name == f"Former user {user.pk}"
    assert "asked to be forgotten" in says(client.get(reverse("office:person", args=[gone.public_id])))


def test_nobody_closes_the_own_account(robin):
    page = reverse("office:close_account", args=[robin.public_id])
    assert "Nobody gives themselves a role" not in says(enter(robin).get(page))
    assert "own account" in says(enter(robin).post(page, {"reason": "left"}))


def test_name_and_address_are_changed(robin):
    user, client = make.make_user("Dan Holroyd"), enter(robin)
    client.post(
        reverse("office:change_person", args=[user.public_id]),
        {"name": "Dan Holroyd-Marsh", "email": "dhm@example.org"},
    )
    user.refresh_from_db()
    assert (user.name, user.email) == ("Dan Holroyd-Marsh", "dhm@example.org")


def test_an_administrator_moves_a_poll_to_another_day(robin, ward):
    desk = enter(robin)
    councillor = make.make_councillor(ward)
    poll = actions.hold_poll("ordinary", dt.date(2028, 5, 4), by=None, at=NOW)
    href = reverse("office:move_poll", args=[poll.pk])
    assert "Move it to another day" in says(desk.get(reverse("office:poll", args=[poll.pk])))
    assert "It stands on 4 May 2028." in says(desk.get(href))
    page = says(desk.post(href, day("on", dt.date(2026, 11, 24))))
    assert "A poll is moved to a day that lies ahead." in page
    assert desk.post(href, day("on", dt.date(2028, 5, 18))).url == reverse("office:poll", args=[poll.pk])
    assert councillor.terms.get().to_date == dt.date(2028, 5, 22)
    assert "Ordinary election of councillors, 18 May 2028" in says(desk.get(reverse("office:poll", args=[poll.pk])))
    held = Poll.objects.order_by("on").first()
    page = desk.get(reverse("office:poll", args=[held.pk])).content.decode()
    assert "This poll was held on 2 May 2024, so it cannot be moved." in page
    assert "aria-disabled" in page
    assert enter(councillor.user).post(href, day("on", dt.date(2028, 5, 11))).status_code == 403


def test_the_monitoring_officer_decides_whether_to_withhold(grace):
    secret = entry(description="A house at 4 Hidden Lane", category="land", sensitive=True)
    asked = actions.register_interest(grace, secret, by=grace.user, at=NOW)
    address = reverse("office:withhold_interest", args=[grace.slug, asked.entry])
    member = enter(grace.user)
    register = reverse("office:interests_of", args=[grace.slug])
    assert "Not published: the Monitoring Officer decides" in says(member.get(register))
    assert address not in member.get(register).content.decode()
    assert member.post(address, {"agreed": "yes"}).status_code == 403
    anita = make.make_user("Anita Mwangi")
    make.give_role(anita, RoleKind.MONITORING_OFFICER)
    officer = enter(anita)
    assert address in officer.get(register).content.decode()
    assert "4 Hidden Lane" in says(officer.get(address))
    officer.post(address, {"agreed": "no"})
    assert "4 Hidden Lane" in says(Client().get(reverse("office:register", args=[grace.slug])))
    assert officer.get(address).status_code == 403
