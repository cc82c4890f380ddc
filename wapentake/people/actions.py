"""What happens to accounts: made, invited, changed, closed, opened again, made nameless."""

import datetime as dt
from typing import cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import login, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from wapentake.foundation import audit
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.operations import tombstones
from wapentake.foundation.verdicts import Verdict

from . import notices, queries, rules
from .models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def create_user(
    email: str, name: str, *, by: User | None, at: dt.datetime, invite: bool = True, at_start: str = ""
) -> User:
    """Make an account and write to its owner with a link to choose a password, unless `invite` is off.

    `by=None` is the command line. `at_start` is a password to begin with, for the demonstration and for tests.
    Raises Refused if the name is blank, and if the address belongs to somebody already.
    """
    email = email.strip()
    if not name.strip():
        Verdict.no("Give the person's full name.").demand()
    with transaction.atomic():
        _demand_free(email)
        user = User(email=email, name=name.strip(), open_since=at)
        user.set_password(at_start or None)
        user.save()
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        personal = {"email": email, "name": user.name}
        audit.record(user.ref, "created", by=by, at=at, facts={"invited": invite}, personal=personal)
        if invite:
            send_after_commit(notices.invitation(user))
    return user


def invite_again(user: User, *, by: User, at: dt.datetime) -> None:
    """Send the link to choose a password once more."""
    with transaction.atomic():
        user = _locked(user)
        rules.may_sign_in(user, at).demand()
        audit.record(user.ref, "invited", by=by, at=at, facts={})
        send_after_commit(notices.invitation(user))


def change_email(user: User, email: str, *, by: User, at: dt.datetime) -> User:
    """Give an account another address; the old one is told. Raises Refused if it belongs to somebody already."""
    email = email.strip()
    with transaction.atomic():
        user = _locked(user)
        _demand_free(email, but=user)
        before, user.email = user.email, email
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        personal = {"before": before, "email": email}
        audit.record(user.ref, "email_changed", by=by, at=at, facts={}, personal=personal)
        send_after_commit(notices.address_changed(before, user))
    return user


def rename(user: User, name: str, *, by: User, at: dt.datetime) -> User:
    """Change how a person's name is written."""
    with transaction.atomic():
        user = _locked(user)
        personal = {"before": user.name, "name": name.strip()}
        user.name = name.strip()
        user.save(update_fields=["name"])
        audit.record(user.ref, "renamed", by=by, at=at, facts={}, personal=personal)
    return user


def deactivate(user: User, reason: str, *, by: User | None, at: dt.datetime) -> User:
    """Close an account. Its password is taken away, so no session outlives it, even if the account opens again."""
    with transaction.atomic():
        user = _locked(user)
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        audit.record(user.ref, "closed", by=by, at=at, facts={"reason": reason})
        if by is not None:  # the idle ones are closed again by themselves
            tombstones.note("account", str(user.pk))
    return user


def close_again(key: str, *, at: dt.datetime) -> None:
    """After a restore: close an account that was closed since the backup. Who had it opened again asks once more."""
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is not None:
        deactivate(user, "closed before a restore", by=None, at=at)


def reactivate(user: User, *, by: User, at: dt.datetime) -> User:
    """Open a closed account again and send its owner a link to choose a password. Refused for nameless ones."""
    with transaction.atomic():
        user = _locked(user)
        rules.may_be_opened(user).demand()
        user.is_active, user.open_since = True, at
        user.save(update_fields=["is_active", "open_since"])
        audit.record(user.ref, "opened", by=by, at=at, facts={})
        send_after_commit(notices.invitation(user))
    return user


def close_idle_accounts(*, at: dt.datetime) -> int:
    """Close every account that nobody has used for 45 days, and return how many there were."""
    found = list(queries.idle_users(at))
    for user in found:
        deactivate(user, "idle for 45 days", by=None, at=at)
    return len(found)


def forget_second_factor(user: User, *, by: User, at: dt.datetime) -> int:
    """Remove a person's second factors, for whoever lost them; they set one up anew. Returns how many there were.

    Whoever found what was lost may sit in a session of theirs: all of them end.
    """
    with transaction.atomic():
        user = _locked(user)
        _end_sessions(user)
        count, _ = Authenticator.objects.filter(user=user).delete()
        audit.record(user.ref, "second_factor_forgotten", by=by, at=at, facts={"count": count})
        send_after_commit(notices.second_factor_forgotten(user))
    return count


def end_other_sessions(request: HttpRequest, because: str, *, at: dt.datetime) -> None:
    """End all sessions but this one, once a person has changed how they sign in; this one goes on with a new key."""
    with transaction.atomic():
        user = _locked(cast(User, request.user))
        _end_sessions(user)
        audit.record(user.ref, "sessions_ended", by=user, at=at, facts={"because": because})
    update_session_auth_hash(request, user)


def pseudonymise(user: User, *, by: User | None, at: dt.datetime) -> User:
    """Take a person's name and address out of their account and its audit; the records that point to it stay.

    The hash chain still verifies, since personal data stand outside it.
    """
    with transaction.atomic():
        user = _locked(user)
        user.name, user.email = f"Former user {user.pk}", f"former-{user.pk}@removed.invalid"
        user.is_active, user.pseudonymised_at = False, at
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        audit.erase_personal(user.ref)
        audit.record(user.ref, "made_nameless", by=by, at=at, facts={})
        tombstones.note("user", str(user.pk))
    return user


def pseudonymise_again(key: str, *, at: dt.datetime) -> None:
    """After a restore: do again what was done since the backup. `key` is the number of the account."""
    user = User.objects.filter(pk=key, pseudonymised_at=None).first()
    if user is not None:
        pseudonymise(user, by=None, at=at)


# house: signing in changes no record of the council's.
def demo_sign_in(request: HttpRequest, user: User) -> None:
    """Sign a person of the cast in by one click. Refused outside the demonstration; the session key is made anew."""
    rules.may_demo_sign_in(user).demand()
    login(request, user, backend=BACKEND)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _end_sessions(user: User) -> None:
    user.sessions_ended += 1
    user.save(update_fields=["sessions_ended"])


def _demand_free(email: str, but: User | None = None) -> None:
    taken = queries.user_by_email(email)
    if taken is not None and taken != but:
        Verdict.no(f"{email} is the address of another account.").demand()
