"""The desk opens to live roles only, and closes at the next request, whatever the session."""

import datetime as dt
import re

import html5lib
import pytest
import time_machine
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as METHODS_OF
from django.test import Client
from django.urls import reverse

from wapentake.foundation.calendars import LONDON
from wapentake.office import actions
from wapentake.office.states import PollKind, RoleKind, TermEnd
from wapentake.people.actions import BACKEND

from . import factories as make

pytestmark = pytest.mark.django_db
# A page of the desk that any live role may open; it is refused with its own reason to those who may not act on it.
PAGE = "/desk/organisations/"


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2024, 5, 1, 9, tzinfo=LONDON), tick=False) as traveller:
        yield traveller


def enter(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def says(response) -> str:
    page = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_nobody_is_led_to_sign_in():
    response = Client().get(PAGE)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_access_ends_with_the_term_on_a_bank_holiday_with_the_same_cookie(clock):
    councillor = make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10))
    actions.hold_poll(PollKind.ORDINARY, dt.date(2024, 5, 2), by=None, at=dt.datetime(2024, 5, 1, 9, tzinfo=LONDON))
    client = enter(councillor.user)
    clock.move_to(dt.datetime(2024, 5, 5, 23, 59, 59, tzinfo=LONDON))
    client.force_login(councillor.user, backend=BACKEND)
    assert client.get(PAGE).status_code == 200
    clock.move_to(dt.datetime(2024, 5, 6, 0, 0, 0, tzinfo=LONDON))
    refused = client.get(PAGE)
    assert refused.status_code == 403
    assert "Your term of office ended on 6 May 2024, so you can no longer use the desk." in says(refused)
    assert client.post(PAGE, {}).status_code == 403


@pytest.mark.parametrize("how", [TermEnd.RESIGNATION, TermEnd.DISQUALIFICATION, TermEnd.NON_ATTENDANCE, TermEnd.DEATH])
def test_access_ends_however_the_term_ends(clock, how):
    councillor = make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10))
    client = enter(councillor.user)
    assert client.get(PAGE).status_code == 200
    now = dt.datetime(2024, 5, 1, 9, tzinfo=LONDON)
    actions.end_term(councillor.terms.get(), how, now.date(), by=None, at=now)
    assert client.get(PAGE).status_code == 403


def test_suspension_closes_and_its_end_opens_again(clock):
    councillor = make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10))
    client = enter(councillor.user)
    make.suspend(councillor, dt.date(2024, 5, 1), dt.date(2024, 5, 3))
    assert "suspended until 3 May 2024" in says(client.get(PAGE))
    clock.move_to(dt.datetime(2024, 5, 3, 8, tzinfo=LONDON))
    client.force_login(councillor.user, backend=BACKEND)
    assert client.get(PAGE).status_code == 200


def test_a_role_that_ends_closes_the_desk_and_one_that_covers_opens_it(clock):
    ward, user, cover = make.make_ward(), make.make_user(), make.make_user()
    role = make.give_role(user, RoleKind.CO_ORDINATOR, dt.date(2024, 1, 1), ward=ward)
    client, other = enter(user), enter(cover)
    assert (client.get(PAGE).status_code, other.get(PAGE).status_code) == (200, 403)
    at = dt.datetime(2024, 5, 1, 9, tzinfo=LONDON)
    actions.arrange_cover(role, cover, at.date(), dt.date(2024, 5, 8), by=None, at=at)
    assert other.get(PAGE).status_code == 200
    clock.move_to(dt.datetime(2024, 5, 8, 9, tzinfo=LONDON))
    other.force_login(cover, backend=BACKEND)
    assert "Your role ended on 8 May 2024" in says(other.get(PAGE))


def test_the_desk_is_never_kept_by_a_cache(clock):
    client = enter(make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10)).user)
    assert client.get(PAGE)["Cache-Control"] == "no-store"


def test_without_a_second_step_the_desk_stays_closed(clock, settings):
    settings.WAPENTAKE_SECOND_FACTOR = True
    client = enter(make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10)).user)
    for page in (PAGE, reverse("office:interests"), reverse("office:people")):
        response = client.get(page)
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))


def test_the_councils_own_sign_in_counts_only_where_the_setting_says_so(clock, settings):
    settings.WAPENTAKE_SECOND_FACTOR = True
    user = make.make_councillor(make.make_ward(), began=dt.date(2021, 5, 10)).user
    client = enter(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": 0}]
    session[METHODS_OF] = str(user.pk)
    session.save()
    assert client.get(PAGE).status_code == 302
    settings.OIDC_GIVES_SECOND_FACTOR = True
    assert client.get(PAGE).status_code == 200


def test_a_public_page_asks_nobody_who_they_are(clock):
    response = Client().get(reverse("office:councillors"))
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("name", ["people", "polls", "add_person", "hold_poll"])
def test_only_administrators_open_people_and_polls(clock, name):
    ward, administrator = make.make_ward(), make.make_user()
    make.give_role(administrator, RoleKind.ADMINISTRATOR, dt.date(2024, 1, 1))
    councillor = make.make_councillor(ward, began=dt.date(2021, 5, 10))
    refused = enter(councillor.user).get(reverse(f"office:{name}"))
    assert refused.status_code == 403
    assert "Only an administrator" in says(refused)
    assert enter(administrator).get(reverse(f"office:{name}")).status_code == 200
