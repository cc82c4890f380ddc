"""Where a link to return goes."""

from django import forms

from wapentake.design.forms import GovForm


class AddressForm(GovForm):
    """One e-mail address. It is never published, and a link is all that is sent to it."""

    email = forms.EmailField(
        label="Your e-mail address",
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
