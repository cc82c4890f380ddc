"""The door: every page needs a signed-in person unless listed, and how allauth behaves when somebody signs in."""

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from wapentake.foundation import calendars, mail

from . import notices, rules
from .models import User
from .queries import link_to, user_by_email

# For how long a place from which somebody signed in counts as theirs, in seconds.
SOURCE_KNOWN_FOR = 60 * 24 * 60 * 60
FORGOTTEN = "account/email/password_reset_key"


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Closed unless listed: public views say `login_not_required`, and are not asked who is there."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Leave public views alone, session and all; lead everybody else to signing in."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in with a password. Nobody signs themselves up: accounts are made by an administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is wrong. Check both and try again",
        "too_many_login_attempts": "There were too many wrong tries. Wait five minutes, then try again",
        "too_many_login_attempts_anywhere": "There were too many wrong tries from places we do not know. Wait an hour, "
        "sign in with a passkey, or sign in from where you last did",
        "incorrect_password": "The password is wrong. Try again",
        "enter_current_password": "This is not the password you have now. Try again",
        "unknown_email": "Enter the e-mail address of your account",
        "rate_limited": "There were too many tries. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether somebody may be led there; what is no address at all, like `http://[`, is not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong tries are counted by account and source, so that nobody locks out an owner who sits elsewhere."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}@{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the wrong tries of all strange sources at one account too: guessing from many is no cheaper.

        A source from which its owner signed in lately is not held up by them.
        """
        super().pre_authenticate(request, **credentials)
        if cache.get(self._known_source(request, **credentials)):
            return
        account = super()._get_login_attempts_cache_key(request, **credentials)
        usage = ratelimit.consume(request, app="allauth.account", action="login_failed_anywhere", key=account)
        if not usage:
            raise self.validation_error("too_many_login_attempts_anywhere")
        self._login_failed_rl_usage.usage += usage.usage

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Remember the sources from which a password was right."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            cache.set(self._known_source(request, **credentials), True, SOURCE_KNOWN_FOR)
        return user

    def _known_source(self, request: HttpRequest, **credentials: Any) -> str:
        said = self._get_login_attempts_cache_key(request, **credentials)
        return f"people:source:{hashlib.sha256(said.encode()).hexdigest()}"

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Turn away closed and idle accounts, whichever way they came."""
        if not rules.may_sign_in(user, calendars.now()):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who has signed in within the last five minutes need not say who they are once more."""
        records = get_authentication_records(self.request, self.request.user)
        newest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - newest > app_settings.REAUTHENTICATION_TIMEOUT

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only say what went wrong: a page that follows an act shows by itself that it was done."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link has the site's own address, so that a forged Host header leads nobody astray."""
        uid, _, token = key.partition("-")
        return link_to(reverse("account_reset_password_from_key", args=[uid, token]))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's mails by the one sender, in our words."""
        if template_prefix == FORGOTTEN:
            message = notices.forgotten(email, context["password_reset_url"])
        else:
            message = notices.happened(template_prefix, email)
        with transaction.atomic():
            mail.send_after_commit(message)


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step: secrets are stored encrypted with the site's key, so a copied database holds none."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This is not the code that your app shows now. Wait for the next one and try again",
        "cannot_delete_authenticator": "This is your only second step, and the desk needs one: add another first",
    }

    def _get_site_name(self) -> str:
        return str(settings.WAPENTAKE_SITE_NAME)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        return f"Key {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The only second step stays where one is compulsory."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return not settings.WAPENTAKE_SECOND_FACTOR or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret. Raises InvalidToken after the site's key was lost: then the second step is set up anew."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second-step:" + str(key).encode()).digest())) for key in keys]
    )


class CouncilSignInAdapter(DefaultSocialAccountAdapter):
    """Signing in with the council's own accounts opens accounts that are there already, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account by an e-mail address that the identity provider says is verified."""
        if sociallogin.is_existing:
            return
        user = next(
            filter(None, (user_by_email(one.email) for one in sociallogin.email_addresses if one.verified)), None
        )
        if user is None:
            raise ImmediateHttpResponse(redirect("account_unknown"))
        sociallogin.connect(request, user)
