"""Words of the mails about accounts. Addresses in them come from the setting, never from the request."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from wapentake.foundation.mail import Message

from .models import User


def invitation(user: User) -> Message:
    """A link to choose a password. It works once, for three days."""
    key = default_token_generator.make_token(user)
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    text = (
        f"Dear {user.name},\n\n"
        f"You have an account for {settings.WAPENTAKE_SITE_NAME}. Choose a password to sign in:\n\n"
        f"{settings.WAPENTAKE_ADDRESS}{link}\n\n"
        "The link works for three days. After that, ask for a new one on the sign-in page:\n\n"
        f"{settings.WAPENTAKE_ADDRESS}{reverse('account_reset_password')}\n"
    )
    return Message(to=[user.email], subject=f"Your account for {settings.WAPENTAKE_SITE_NAME}", text=text)


def address_changed(before: str, user: User) -> Message:
    """Tell the old address that the account has another one now."""
    text = (
        f"Dear {user.name},\n\n"
        f"Your account for {settings.WAPENTAKE_SITE_NAME} now has another e-mail address.\n\n"
        f"If you did not ask for that, write to {settings.WAPENTAKE_CONTACT_EMAIL} at once.\n"
    )
    return Message(to=[before], subject="Your account has another e-mail address", text=text)


def second_factor_forgotten(user: User) -> Message:
    """Tell a person that their second factors were removed."""
    text = (
        f"Dear {user.name},\n\n"
        "Your second steps of signing in were removed by an administrator. You will set one up next time.\n\n"
        f"If you did not ask for that, write to {settings.WAPENTAKE_CONTACT_EMAIL} at once.\n"
    )
    return Message(to=[user.email], subject="Your second step of signing in was removed", text=text)
