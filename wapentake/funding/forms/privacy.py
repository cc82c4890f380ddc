"""Whom to look for."""

from django import forms

from wapentake.design.forms import GovForm


class HeldForm(GovForm):
    """A name, an e-mail address or a telephone number. It is sent in the body, so that no log keeps it."""

    text = forms.CharField(
        label="Name, e-mail address or telephone number",
        help_text="At least three letters. Try the name as it may have been written.",
        min_length=3,
        max_length=200,
    )
