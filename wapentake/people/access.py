"""The door: every page needs a signed-in person unless listed, and how allauth behaves when somebody signs in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from wapentake.foundation import calendars

from . import rules
from .models import User


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Closed unless listed: public views say `login_not_required`."""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Turn away closed and idle accounts, whichever way they came."""
        if not rules.may_sign_in(user, calendars.now()):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)
