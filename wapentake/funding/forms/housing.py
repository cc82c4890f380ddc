"""What a housing officer types."""

from django import forms

from wapentake.design.forms import GovForm


class SignOffForm(GovForm):
    """What the sign-off rests on."""

    note = forms.CharField(
        label="What you checked", max_length=300, help_text="Kept on record. For example, the tenancies of the estate."
    )
