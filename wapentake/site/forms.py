"""What people ask the whole site for."""

from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.places.models import Ward


class SearchForm(GovForm):
    """Words to search for, and the ward that they are about."""

    q = forms.CharField(label="Search for", required=False, max_length=200)
    ward = forms.ChoiceField(label="About", required=False)

    def __init__(self, *args: Any, wards: list[Ward], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_slug = {ward.slug: ward for ward in wards}
        field = self.fields["ward"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "Every ward"),
            *((ward.slug, ward.name) for ward in sorted(wards, key=lambda one: one.name)),
        ]

    def clean_q(self) -> str:
        """Take out what no page can hold."""
        return " ".join(str(self.cleaned_data["q"]).replace("\x00", " ").split())

    @property
    def chosen(self) -> Ward | None:
        """The ward that was chosen, if any."""
        return self.by_slug.get(self.cleaned_data.get("ward") or "")
