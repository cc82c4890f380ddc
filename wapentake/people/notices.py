"""Words of the mails about accounts. Addresses in them come from the setting, never from the request."""

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.mail import Message

from .models import User
from .queries import link_to, password_link

# What allauth tells a person about, by its own names.
_HAPPENED = {
    "account/email/password_changed": "The password of your account was changed",
    "account/email/password_set": "A password was chosen for your account",
    "account/email/password_reset": "The password of your account was chosen anew",
    "mfa/email/totp_activated": "An authenticator app was set up for your account",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account",
    "mfa/email/webauthn_added": "A passkey was added to your account",
    "mfa/email/webauthn_removed": "A passkey was removed from your account",
}


def invitation(user: User) -> Message:
    """A new account, or one that was opened again: choose a password."""
    text = (
        f"Dear {user.name},\n\n"
        f"You have an account for {settings.WAPENTAKE_SITE_NAME}. Choose a password to sign in:\n\n"
        f"{password_link(user)}\n\n"
        "The link works once, for three days. After that, ask for another on the sign-in page:\n\n"
        f"{link_to(reverse('account_reset_password'))}\n"
    )
    return Message(to=[user.email], subject=f"Your account for {settings.WAPENTAKE_SITE_NAME}", text=text)


def forgotten(email: str, link: str) -> Message:
    """Somebody asked for the link to choose a password."""
    text = (
        f"Somebody asked to choose a new password for your account for {settings.WAPENTAKE_SITE_NAME}:\n\n"
        f"{link}\n\n"
        "The link works once, for three days. If it was not you, do nothing: your password stays as it is.\n"
    )
    return Message(to=[email], subject="Choose a new password", text=text)


def happened(what: str, email: str) -> Message:
    """Tell a person what was done to how they sign in. `what` is allauth's name for it."""
    said = _HAPPENED.get(what, "How you sign in to your account was changed")
    return Message(to=[email], subject=said, text=f"{said} for {settings.WAPENTAKE_SITE_NAME}.\n\n{_not_you()}")


def address_changed(before: str, user: User) -> Message:
    """Tell the old address that the account has another one now."""
    text = f"Dear {user.name},\n\nYour account now has another e-mail address.\n\n{_not_you()}"
    return Message(to=[before], subject="Your account has another e-mail address", text=text)


def second_factor_forgotten(user: User) -> Message:
    """Tell a person that their second factors were removed."""
    said = "Your second steps of signing in were removed by an administrator. You will set one up next time."
    text = f"Dear {user.name},\n\n{said}\n\n{_not_you()}"
    return Message(to=[user.email], subject="Your second step of signing in was removed", text=text)


def _not_you() -> str:
    return f"If you did not ask for that, write to {settings.WAPENTAKE_CONTACT_EMAIL} at once.\n"
