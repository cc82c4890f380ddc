"""Who may sign in, and how."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from .models import User
from .queries import has_given_second_factor
from .states import IDLE_AFTER

ASK = "Ask the council’s administrator to open your account again."


def may_sign_in(user: User, at: dt.datetime) -> Verdict:
    """Closed accounts may not, nor those that nobody has used for 45 days."""
    if not user.is_active:
        return Verdict.no(f"Your account is closed. {ASK}")
    last = user.last_used_at
    if at - last >= IDLE_AFTER:
        days = IDLE_AFTER.days
        return Verdict.no(f"You last signed in on {long_date(london_date(last))}, more than {days} days ago. {ASK}")
    return Verdict.yes()


def may_pass_without_second_factor(request: HttpRequest) -> Verdict:
    """A second factor is compulsory for the desk, except in the demonstration."""
    if not settings.WAPENTAKE_SECOND_FACTOR or has_given_second_factor(request):
        return Verdict.yes()
    return Verdict.no("The desk needs a second step when you sign in: set it up first.")


def may_demo_sign_in(user: User) -> Verdict:
    """Signing in by one click is for the demonstration, and only for people who were invented for it."""
    if not settings.WAPENTAKE_DEMO:
        return Verdict.no("This is not the demonstration, so nobody signs in without a password.")
    if not user.is_active:
        return Verdict.no("This account is closed.")
    return Verdict.yes()


def may_be_opened(user: User) -> Verdict:
    """A closed account may be opened again, unless its person asked to be forgotten."""
    if user.pseudonymised_at is not None:
        return Verdict.no("This person asked to be forgotten, so the account stays closed.")
    return Verdict.yes()
