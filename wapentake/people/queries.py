"""Questions about users and about how somebody signed in."""

import datetime as dt

from allauth.account.authentication import get_authentication_records
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.urls import reverse

from wapentake.foundation.operations.held import Place, kept

from .models import User
from .states import IDLE_AFTER

# Where this room may hold words about a person. `tests/architecture/test_held.py` holds it to the models.
ACCOUNT = "An account is made nameless on the desk’s page of people once its roles have ended; what it did is kept."
HELD = kept(
    ACCOUNT,
    Place(User, "As a user", ("name", "email"), gives=("joined_at", "last_login", "is_active", "pseudonymised_at")),
    Place(EmailAddress, "Addresses to sign in with", ("email",), ("user",), gives=("verified",)),
    Place(Authenticator, "Second steps at sign-in", users=("user",), gives=("type", "created_at", "last_used_at")),
    Place(SocialAccount, "Sign-in by the council’s own service", ("uid", "extra_data"), ("user",), ("provider",)),
)


def user_by_email(email: str) -> User | None:
    """Return the user with an e-mail address, whatever its case; pseudonymised ones have none."""
    return User.objects.filter(email__iexact=email.strip()).first()


def link_to(path: str) -> str:
    """Return the whole address of a page of this site: from the setting, never from a request's Host header."""
    return f"{settings.WAPENTAKE_ADDRESS.rstrip('/')}{path}"


def password_link(user: User) -> str:
    """Return the link with which a person chooses a password. It works once, for three days."""
    key = default_token_generator.make_token(user)
    return link_to(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key]))


def has_given_second_factor(request: HttpRequest) -> bool:
    """Say whether this session gave a second factor: at sign-in, or by setting one up.

    The council's own sign-in counts where the setting says that it asks for a second factor itself.
    """
    user = request.user
    if not user.is_authenticated:
        return False
    counted = {"mfa", "socialaccount"} if settings.OIDC_GIVES_SECOND_FACTOR else {"mfa"}
    return any(record.get("method") in counted for record in get_authentication_records(request, user))


def idle_users(at: dt.datetime) -> QuerySet[User]:
    """Return the open accounts that nobody has used for 45 days."""
    last_used = Greatest(Coalesce("last_login", "open_since"), "open_since")
    return User.objects.annotate(last_used=last_used).filter(is_active=True, last_used__lte=at - IDLE_AFTER)


def matching(text: str) -> Q:
    """Return the condition that a user's name or e-mail address contains every word of a text."""
    found = Q()
    for word in text.split():
        found &= Q(name__icontains=word) | Q(email__icontains=word)
    return found
