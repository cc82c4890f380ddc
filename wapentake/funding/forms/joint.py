"""What is typed about a purchase for several wards."""

from django import forms

from wapentake.design.forms import GovForm


class TakeUpForm(GovForm):
    """That somebody takes a purchase up."""

    note = forms.CharField(
        label="What happens with it?",
        help_text="For example: Highways buys all of them by March. Or why each ward buys its own.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
