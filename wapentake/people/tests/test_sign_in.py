"""Signing in: with a password and a second step, again after a while, and not at all."""

import datetime as dt
import re

import html5lib
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import get_resolver, reverse

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.people import actions, queries
from wapentake.people.models import User
from wapentake.people.urls import sign_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
PASSWORD = "otter lantern gravel"
NEW = "kettle marrow thimble"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def user() -> User:
    return actions.create_user("dan@example.org", "Dan Holroyd", by=None, at=NOW, at_start=PASSWORD, invite=False)


def enter(client: Client, email="dan@example.org", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def says(response) -> str:
    page = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_is_ours_and_valid(client):
    page = says(client.get(reverse("account_login")))
    assert "Residents need no account" in page
    assert "passkey" in page
    assert "council account" not in page


@pytest.mark.parametrize(
    ("email", "password", "reason"),
    [
        ("", "", "Enter your e-mail address"),
        ("dan", "x", "Enter an e-mail address, like name@example.gov.uk"),
        ("dan@example.org", "wrong", "The e-mail address or the password is wrong"),
        ("nobody@example.org", PASSWORD, "The e-mail address or the password is wrong"),
    ],
)
def test_what_is_wrong_is_said_plainly(client, user, email, password, reason):
    response = enter(client, email, password)
    assert reason in says(response)
    assert "Error: Sign in" in says(response)
    assert not is_in(client)


def test_a_password_signs_in_and_the_session_key_is_new(client, user):
    client.get(reverse("account_login"))
    client.session["planted"] = "yes"
    client.cookies["session"] = "a" * 32
    response = enter(client, "DAN@example.org")
    assert response["Location"] == "/desk/"
    assert client.cookies["session"].value != "a" * 32
    assert client.session.get("planted") is None


def test_sign_in_leads_only_to_pages_of_ours(client, user):
    data = {"login": "dan@example.org", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("account_login"), data)["Location"] == "/desk/"


def test_seven_wrong_tries_stop_their_source_and_not_the_owner_elsewhere(client, user):
    for _ in range(7):
        enter(client, password="wrong")
    same = Client()
    assert "too many wrong tries" in says(enter(same)).lower()
    assert not is_in(same)
    owner = Client(REMOTE_ADDR="10.0.0.9")
    enter(owner)
    assert is_in(owner)


def test_guessing_from_many_places_stops_after_fifty_tries_and_not_the_owner_where_they_signed_in(user, clock):
    """Each source by itself stays under its own limit; what all of them may try together does not grow with them."""
    enter(home := Client(REMOTE_ADDR="10.0.0.9"))
    home.post(reverse("account_logout"))
    for number in range(52):
        said = says(enter(Client(REMOTE_ADDR=f"10.1.0.{number}"), password="wrong"))
        assert ("from places we do not know" in said) == (number >= 50)
    strange = Client(REMOTE_ADDR="10.2.0.1")
    enter(strange)
    assert not is_in(strange)
    enter(home)
    assert is_in(home)
    for _ in range(5):
        enter(Client(REMOTE_ADDR="10.0.0.9"), password="wrong")
    assert "too many wrong tries" in says(enter(Client(REMOTE_ADDR="10.0.0.9"))).lower()
    clock.shift(3601)
    enter(strange)
    assert is_in(strange)


def test_sources_are_told_apart_behind_the_proxies(user, settings):
    """What a visitor writes into the header by themselves is no source of its own."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(6):
        said = enter(Client(), password="wrong", HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, 10.9.9.9")
    assert "too many wrong tries" in says(said).lower()


def test_many_tries_from_one_place_are_stopped_with_a_page(client):
    answers = [enter(client, f"person{n}@example.org", "wrong") for n in range(31)]
    assert answers[-1].status_code == 429
    assert "Wait five minutes" in says(answers[-1])


def test_signing_out_is_a_post(client, user):
    enter(client)
    assert "Sign out" in says(client.get(reverse("account_logout")))
    assert is_in(client)
    old = client.cookies["session"].value
    client.post(reverse("account_logout"))
    client.cookies["session"] = old
    assert not is_in(client)


def test_an_app_is_the_second_step(client, user, settings):
    settings.WAPENTAKE_SECOND_FACTOR = True
    enter(client)
    assert "Set up your second step" in says(client.get(reverse("mfa_index")))
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret if page.context else client.session["mfa.totp.secret"]
    assert "Enter the six figures" in says(client.post(reverse("mfa_activate_totp"), {"code": ""}))
    assert "not the code" in says(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    codes = client.post(reverse("mfa_activate_totp"), {"code": code(secret)}, follow=True)
    assert "Your recovery codes" in says(codes)
    assert codes["Cache-Control"] == "no-store"
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored
    assert "Remove the app" in says(client.get(reverse("mfa_index")))


def second_step(user: User) -> str:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    return secret


def test_a_password_alone_does_not_sign_in_then(client, user):
    secret = second_step(user)
    response = enter(client)
    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "Code from your app" in says(client.get(reverse("mfa_authenticate")))
    assert "not the code" in says(client.post(reverse("mfa_authenticate"), {"code": "000000"}))
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert is_in(client)


def test_a_code_works_once(client, user):
    secret = second_step(user)
    used = code(secret)
    enter(client)
    client.post(reverse("mfa_authenticate"), {"code": used})
    other = Client()
    enter(other)
    assert "not the code" in says(other.post(reverse("mfa_authenticate"), {"code": used}))
    assert not is_in(other)


def test_the_only_second_step_stays_where_it_is_compulsory(client, user, settings, clock):
    settings.WAPENTAKE_SECOND_FACTOR = True
    secret = second_step(user)
    enter(client)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    clock.shift(600)
    again = client.get(reverse("mfa_deactivate_totp"), follow=True)
    assert "who you are once more" in says(again)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "only second step" in says(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_a_password_change_ends_other_sessions(client, user):
    other = Client()
    enter(client)
    enter(other)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), data)
    assert client.get(reverse("mfa_index")).status_code == 200
    assert other.get(reverse("mfa_index")).status_code == 302


def test_forgetting_the_second_step_ends_every_session(client, user):
    administrator = actions.create_user("robin@example.org", "Robin Sowerby", by=None, at=NOW, invite=False)
    other = Client()
    enter(client)
    enter(other)
    assert client.get(reverse("mfa_index")).status_code == other.get(reverse("mfa_index")).status_code == 200
    actions.forget_second_factor(user, by=administrator, at=NOW)
    assert client.get(reverse("mfa_index")).status_code == other.get(reverse("mfa_index")).status_code == 302
    enter(client)
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_new_or_removed_second_step_ends_the_other_sessions_and_keeps_this_one(client, user):
    other = Client()
    enter(client)
    enter(other)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code(client.session["mfa.totp.secret"])})
    assert client.get(reverse("mfa_index")).status_code == 200
    assert other.get(reverse("mfa_index")).status_code == 302
    third = Client()
    third.force_login(user.__class__.objects.get(pk=user.pk))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(reverse("mfa_index")).status_code == 200
    assert third.get(reverse("mfa_index")).status_code == 302
    said = [each.facts_read["because"] for each in audit.history(user.ref) if each.action == "sessions_ended"]
    assert said == ["an app was set up", "the app was removed"]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "at least 12"),
        ("password1234", "too common"),
        ("dan@example.org", "too similar"),
        ("dan holroyd 1", "too similar"),
    ],
)
def test_passwords_that_are_easy_to_guess_are_refused(client, user, password, reason):
    enter(client)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert reason in says(client.post(reverse("account_change_password"), data))


def test_the_link_has_the_sites_own_address_whatever_the_host_header(client, user, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAPENTAKE_ADDRESS = "https://neighbourhoods.example.gov.uk"
    sent = []
    import wapentake.people.access as door

    original, door.mail.send_after_commit = door.mail.send_after_commit, sent.append
    try:
        client.post(reverse("account_reset_password"), {"email": user.email}, HTTP_HOST="evil.example")
    finally:
        door.mail.send_after_commit = original
    [message] = sent
    assert "https://neighbourhoods.example.gov.uk/sign-in/forgotten/" in message.text
    assert "evil.example" not in message.text
    link = re.search(r"https://[^/]+(/\S+)", message.text)[1]
    page = client.get(link, follow=True)
    assert "New password" in says(page)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    enter(client, password=NEW)
    assert is_in(client)
    assert "works no more" in says(Client().get(link, follow=True))


def test_a_stranger_gets_no_mail_and_the_same_answer(client, user, monkeypatch):
    sent = []
    monkeypatch.setattr("wapentake.foundation.mail.send_after_commit", sent.append)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    known = client.post(reverse("account_reset_password"), {"email": user.email})
    assert unknown.status_code == known.status_code == 302
    assert unknown["Location"] == known["Location"]
    assert [message.to for message in sent] == [[user.email]]


def test_an_invitation_chooses_the_first_password(client):
    user = actions.create_user("new@example.org", "Nell Ward", by=None, at=NOW)
    path = re.sub(r"https?://[^/]+", "", queries.password_link(user))
    page = client.get(path, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    enter(client, "new@example.org", NEW)
    assert is_in(client)


def test_nobody_signs_themselves_up():
    names = set(get_resolver().reverse_dict)
    for name in ("account_signup", "account_email", "socialaccount_connections", "socialaccount_signup"):
        assert name not in names


def test_45_idle_days_close_the_account(client, user, clock):
    enter(client)
    client.post(reverse("account_logout"))
    clock.shift(dt.timedelta(days=44, hours=23))
    enter(client)
    assert is_in(client)
    client.post(reverse("account_logout"))
    clock.shift(dt.timedelta(days=45))
    page = enter(client, follow=True)
    assert "Your account is closed" in says(page)
    assert not is_in(client)
    assert actions.close_idle_accounts(at=NOW + dt.timedelta(days=90)) == 1
    assert audit.history(user.ref)[-1].facts_read == {"reason": "idle for 45 days"}


def test_closing_an_account_ends_its_sessions_for_good(client, user):
    enter(client)
    administrator = actions.create_user("robin@example.org", "Robin Sowerby", by=None, at=NOW, invite=False)
    actions.deactivate(user, "left", by=administrator, at=NOW)
    assert client.get(reverse("mfa_index")).status_code == 302
    actions.reactivate(user, by=administrator, at=NOW)
    assert client.get(reverse("mfa_index")).status_code == 302


def test_one_click_is_for_the_demonstration_only(rf, user, settings, client):
    from django.contrib.auth import SESSION_KEY

    from wapentake.foundation.verdicts import Refused

    request = rf.post("/demo/")
    request.session = client.session
    settings.WAPENTAKE_DEMO = False
    with pytest.raises(Refused, match="not the demonstration"):
        actions.demo_sign_in(request, user)
    settings.WAPENTAKE_DEMO = True
    actions.demo_sign_in(request, user)
    assert request.session[SESSION_KEY] == str(user.pk)


def test_every_page_of_signing_in_is_ours(client, user):
    """Each routed page that a person can open by GET renders in the house's own layout, as valid HTML."""
    enter(client)
    for pattern in sign_in:
        if "<" in str(pattern.pattern) or "(?P" in str(pattern.pattern):
            continue
        for visitor in (client, Client()):
            page = visitor.get(reverse(pattern.name), follow=True)
            if page.status_code == 200 and "html" in page["Content-Type"]:
                assert "govuk-template" in page.content.decode(), pattern.name
                says(page)


@pytest.mark.parametrize("odd", ["http://[", "//[", "https://example.org/"])
def test_what_is_no_address_of_ours_leads_nobody_anywhere(client: Client, user: User, odd: str):
    for name in ("account_login", "account_reset_password"):
        assert client.get(reverse(name), {"next": odd}).status_code == 200
    answer = client.post(reverse("account_login"), {"login": "dan@example.org", "password": PASSWORD, "next": odd})
    assert odd not in answer.get("Location", "")
