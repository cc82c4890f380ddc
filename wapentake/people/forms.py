"""Allauth's forms in our words. What they check, and what they do, is allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from wapentake.design.forms import GovForm

CODE = "Code from your app, or a recovery code"
RULES = "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess."


def _say(form: forms.Form, name: str, label: str, missing: str, hint: str = "") -> None:
    """Give a field its label, its hint and what is said when it is empty; allauth's placeholders go."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


class SignIn(GovForm, account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "E-mail address", "Enter your e-mail address")
        _say(self, "password", "Password", "Enter your password")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].error_messages["invalid"] = "Enter an e-mail address, like name@example.gov.uk"


class SignInAgain(GovForm, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "Password", "Enter your password")


class Forgotten(GovForm, account.ResetPasswordForm):
    """Where the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", "E-mail address", "Enter your e-mail address")
        self.fields["email"].error_messages["invalid"] = "Enter an e-mail address, like name@example.gov.uk"


class _TwoPasswords(GovForm):
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", "New password", "Choose a password", RULES)
        _say(self, "password2", "New password again", "Enter the password again")
        self.fields["password1"].widget.attrs["autocomplete"] = "new-password"
        self.fields["password2"].widget.attrs["autocomplete"] = "new-password"


class ChoosePassword(_TwoPasswords, account.ResetPasswordKeyForm):
    """From the link in the mail."""


class FirstPassword(_TwoPasswords, account.SetPasswordForm):
    """For somebody who signed in another way."""


class ChangePassword(_TwoPasswords, account.ChangePasswordForm):
    """The old password and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "The password you have now", "Enter the password you have now")


class SecondStep(GovForm, mfa.AuthenticateForm):
    """The code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", CODE, "Enter the six figures that your app shows now")


class SecondStepAgain(GovForm, mfa.ReauthenticateForm):
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", CODE, "Enter the six figures that your app shows now")


class SetUpApp(GovForm, totp.ActivateTOTPForm):
    """The first code of an app shows that it has been set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "The six figures that your app shows", "Enter the six figures that your app shows")
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class AddKey(GovForm, webauthn.AddWebAuthnForm):
    """A passkey with a name that its owner knows it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "Name of the key", "Enter a name", "So that you can tell your keys apart: My phone.")
        _say(self, "passwordless", "Let me sign in with this key alone, without my password", "")


class NameKey(GovForm, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "Name of the key", "Enter a name")
