"""What people ask the whole site for."""

from typing import Any

from django import forms
from django.utils.text import slugify

from wapentake.design.forms import GovForm
from wapentake.places.models import Ward

# A longer list is no choice any more: then the ward's name is typed.
MOST_CHOICES = 60


class SearchForm(GovForm):
    """Words to search for, and the ward that they are about: chosen from a short list, or typed."""

    q = forms.CharField(label="Search for", required=False, max_length=200)
    ward = forms.ChoiceField(label="About", required=False)

    def __init__(self, *args: Any, wards: list[Ward], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_slug = {ward.slug: ward for ward in wards}
        if len(wards) > MOST_CHOICES:
            self.fields["ward"] = forms.CharField(
                label="About", required=False, max_length=100, help_text="A ward’s name, or nothing for every ward"
            )
            return
        field = self.fields["ward"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "Every ward"),
            *((ward.slug, ward.name) for ward in sorted(wards, key=lambda one: one.name)),
        ]

    def clean_q(self) -> str:
        """Take out what no page can hold."""
        return " ".join(str(self.cleaned_data["q"]).replace("\x00", " ").split())

    def clean_ward(self) -> str:
        """Take a typed name for the ward that has it, however it is written."""
        typed = str(self.cleaned_data["ward"])
        slug = typed if typed in self.by_slug else slugify(typed.replace("&", " and "))
        if typed and slug not in self.by_slug:
            raise forms.ValidationError("No ward has that name. Check its spelling, or leave it empty for every ward.")
        return slug

    @property
    def chosen(self) -> Ward | None:
        """The ward that was chosen, if any."""
        return self.by_slug.get(self.cleaned_data.get("ward") or "")
