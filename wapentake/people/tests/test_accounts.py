"""Accounts: made once per address, changed with a word to their owner, forgotten on request."""

import datetime as dt
import importlib

import pytest
from django.conf import settings as configured

from wapentake.foundation import audit
from wapentake.foundation.calendars import LONDON
from wapentake.foundation.verdicts import Refused
from wapentake.people import actions, jobs, queries
from wapentake.people.models import User

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)


@pytest.fixture
def sent(monkeypatch):
    mails = []
    monkeypatch.setattr("wapentake.people.actions.send_after_commit", mails.append)
    return mails


@pytest.fixture
def robin(sent):
    return actions.create_user("robin@example.org", "Robin Sowerby", by=None, at=NOW, invite=False)


def test_one_account_per_address_whatever_its_case(robin):
    with pytest.raises(Refused, match="the address of another account"):
        actions.create_user("ROBIN@example.org", "Somebody else", by=robin, at=NOW)
    assert queries.user_by_email(" Robin@Example.ORG ") == robin


def test_a_new_account_is_invited_and_its_name_stays_out_of_the_chain(robin, sent):
    user = actions.create_user("nell@example.org", " Nell Ward ", by=robin, at=NOW)
    assert [mail.to for mail in sent] == [["nell@example.org"]]
    [record] = audit.history(user.ref)
    assert (record.by_id, record.facts_read) == (robin.pk, {"invited": True})
    assert record.personal.data == {"email": "nell@example.org", "name": "Nell Ward"}


def test_the_old_address_is_told_of_the_new_one(robin, sent):
    user = actions.create_user("nell@example.org", "Nell Ward", by=robin, at=NOW, invite=False)
    actions.change_email(user, "nell.ward@example.org", by=robin, at=NOW)
    assert [mail.to for mail in sent] == [["nell@example.org"]]
    assert queries.user_by_email("nell@example.org") is None
    with pytest.raises(Refused):
        actions.change_email(user, "robin@example.org", by=robin, at=NOW)


def test_a_person_is_forgotten_and_the_chain_still_holds(robin):
    user = actions.create_user("nell@example.org", "Nell Ward", by=robin, at=NOW)
    actions.rename(user, "Nell Ward-Marsh", by=robin, at=NOW)
    actions.pseudonymise(user, by=robin, at=NOW)
    gone = User.objects.get(pk=user.pk)
    assert "Nell" not in gone.name
    assert "nell" not in gone.email
    assert not gone.is_active
    assert not any(hasattr(record, "personal") for record in audit.history(user.ref))
    assert list(audit.verify()) == []
    with pytest.raises(Refused, match="asked to be forgotten"):
        actions.reactivate(gone, by=robin, at=NOW)


def test_only_idle_accounts_are_closed(robin, monkeypatch, settings):
    settings.WAPENTAKE_DEMO = False  # the demonstration closes nobody
    used = actions.create_user("nell@example.org", "Nell Ward", by=robin, at=NOW - dt.timedelta(days=100))
    User.objects.filter(pk=used.pk).update(last_login=NOW - dt.timedelta(days=44))
    idle = actions.create_user("kim@example.org", "Kim Marsh", by=robin, at=NOW - dt.timedelta(days=45))
    monkeypatch.setattr("wapentake.foundation.calendars.now", lambda: NOW)
    jobs.close_idle_accounts(timestamp=0)
    assert list(User.objects.filter(is_active=False)) == [idle]
    actions.reactivate(idle, by=robin, at=NOW)
    assert actions.close_idle_accounts(at=NOW + dt.timedelta(days=1)) == 1
    assert User.objects.get(pk=idle.pk).is_active


def test_passwords_are_hashed_with_argon2():
    written = importlib.import_module("config.settings")  # the tests of this room hash faster
    assert written.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert configured.SESSION_COOKIE_HTTPONLY
    assert configured.SESSION_COOKIE_SAMESITE == "Lax"
