"""Which views are asked for."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.places.models import Ward


class ViewsForm(GovForm):
    """A month, and a ward by its name or nothing for all."""

    month = forms.ChoiceField(label="Month", required=False)
    ward = forms.CharField(
        label="Ward", required=False, max_length=100, help_text="A ward’s name, or nothing for every ward"
    )

    def __init__(self, *args: Any, months: list[dt.date], wards: list[Ward], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_name = {ward.name.casefold(): ward for ward in wards}
        field = self.fields["month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "The newest"), *((f"{month:%Y-%m}", f"{month:%B %Y}") for month in months)]

    def clean_ward(self) -> str:
        """Refuse what is no ward's name."""
        typed = " ".join(str(self.cleaned_data["ward"]).split())
        if typed and typed.casefold() not in self.by_name:
            raise forms.ValidationError("No ward has that name. Check its spelling, or leave it empty for every ward.")
        return typed

    @property
    def chosen(self) -> Ward | None:
        """The ward that was asked for, if any."""
        return self.by_name.get(str(self.cleaned_data.get("ward") or "").casefold())
