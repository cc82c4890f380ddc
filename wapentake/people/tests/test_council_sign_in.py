"""Signing in with the council's own accounts: a whole round through an identity provider that is played here."""

import base64
import datetime as dt
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.urls import reverse

from wapentake.foundation.calendars import LONDON
from wapentake.people import actions
from wapentake.people.access import CouncilSignInAdapter
from wapentake.people.models import User

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
SERVER = "https://login.example"


class Answer:
    """What the provider sends back."""

    def __init__(self, said: dict) -> None:
        self.said, self.status_code, self.text = said, 200, json.dumps(said)
        self.headers = {"content-type": "application/json"}

    def json(self) -> dict:
        return self.said

    def raise_for_status(self) -> None:
        """All is well."""


class Provider:
    """An identity provider that knows one person."""

    def __init__(self, claims: dict) -> None:
        self.claims = {"iss": SERVER, "aud": "wapentake", "sub": "42", "exp": NOW.timestamp() + 300, **claims}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def get(self, url, **_):
        if "well-known" not in url:
            return Answer(self.claims)
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return Answer(
            {
                "issuer": SERVER,
                "jwks_uri": f"{SERVER}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
            | {f"{name}_endpoint": f"{SERVER}/{path}" for name, path in ends.items()}
        )

    def request(self, method, url, **_):
        body = base64.urlsafe_b64encode(json.dumps(self.claims).encode()).rstrip(b"=").decode()
        head = base64.urlsafe_b64encode(b'{"alg":"RS256","kid":"1"}').rstrip(b"=").decode()
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": f"{head}.{body}.c2ln"})


@pytest.fixture(autouse=True)
def council(settings, monkeypatch):
    """Have it as the program begins with the settings given: the provider's app is there only then."""
    monkeypatch.setitem(registry.provider_map, OpenIDConnectProvider.id, OpenIDConnectProvider)
    app = {"provider_id": "council", "name": "Council", "client_id": "wapentake", "secret": "s"}
    settings.OIDC_SERVER_URL = SERVER
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{**app, "settings": {"server_url": SERVER}}]}}
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def user() -> User:
    return actions.create_user("dan@example.org", "Dan Holroyd", by=None, at=NOW, invite=False)


def go_round(client, monkeypatch, **claims):
    """Press the button, be known to the provider, come back."""
    monkeypatch.setattr(CouncilSignInAdapter, "get_requests_session", lambda self: Provider(claims))
    away = client.post(reverse("openid_connect_login", args=["council"]))
    assert away["Location"].startswith(f"{SERVER}/authorize")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    return client.get(reverse("openid_connect_callback", args=["council"]), {"code": "c", "state": state})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_button_is_there_only_when_it_leads_somewhere(client, settings):
    page = client.get(reverse("account_login")).content.decode()
    assert "Sign in with your council account" in page
    settings.OIDC_SERVER_URL = ""
    assert "council account" not in client.get(reverse("account_login")).content.decode()


def test_a_verified_address_opens_the_account_that_is_there(client, monkeypatch, user):
    response = go_round(client, monkeypatch, email="Dan@Example.org", email_verified=True)
    assert response["Location"] == "/desk/"
    assert client.session["_auth_user_id"] == str(user.pk)
    client.logout()
    assert go_round(client, monkeypatch, email="dan@example.org", email_verified=True)["Location"] == "/desk/"
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "dan@example.org", "email_verified": False},
        {"email": "dan@example.org"},
        {"email": "stranger@example.org", "email_verified": True},
        {},
    ],
)
def test_nobody_else_comes_in_and_no_account_is_made(client, monkeypatch, user, claims):
    response = go_round(client, monkeypatch, **claims)
    assert response["Location"] == reverse("account_unknown")
    assert not is_in(client)
    assert User.objects.count() == 1
    page = client.get(response["Location"])
    assert page.status_code == 403
    assert "Ask the council’s administrator to add you" in page.content.decode()


def test_a_closed_account_stays_closed(client, monkeypatch, user):
    actions.deactivate(user, "left", by=None, at=NOW)
    response = go_round(client, monkeypatch, email="dan@example.org", email_verified=True)
    assert response["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_an_answer_that_was_not_asked_for_is_refused(client, monkeypatch, user):
    monkeypatch.setattr(CouncilSignInAdapter, "get_requests_session", lambda self: Provider({}))
    page = client.get(reverse("openid_connect_callback", args=["council"]), {"code": "c", "state": "made-up"})
    assert not is_in(client)
    assert "did not work" in page.content.decode()


def test_without_the_setting_there_is_nothing_there(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert client.post(reverse("openid_connect_login", args=["council"])).status_code == 404
