"""What a group says about selling, as an officer writes it down."""

from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from .offers import YES_NO


class SellsForm(GovForm):
    """Whether a group sells goods or services, and what."""

    sells = forms.ChoiceField(
        label="Does the group sell goods or services?", choices=YES_NO, widget=forms.RadioSelect,
        help_text="Also where it is a charity: entry fees, a café, hiring out a hall.",
        error_messages={"required": "Say whether the group sells goods or services"},
    )  # fmt: skip
    sold = forms.CharField(label="What does it sell?", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("sells") == "yes" and not said.get("sold", "").strip() and "sold" not in self.errors:
            self.add_error("sold", "Say in a few words what the group sells")
        return said
