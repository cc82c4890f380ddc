"""Which wards to set side by side."""

from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.places.models import Ward

PLACES = ("first", "second", "third", "fourth")
FEWEST, MANY = 2, 200  # of more wards than this nobody wants a list to choose from
UNKNOWN = "No ward of today is called that"
TOO_FEW = "Choose at least two wards"


class SideBySideForm(GovForm):
    """Two to four wards of a day, chosen from a list, or by name where the list would be too long."""

    def __init__(self, *args: Any, wards: list[Ward], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_slug = {one.slug: one for one in wards}
        self.by_name = {one.name.casefold(): one for one in wards}
        choices = [("", "Choose a ward"), *((one.slug, one.name) for one in sorted(wards, key=lambda one: one.name))]
        for number, place in enumerate(PLACES, 1):
            label = f"{place.capitalize()} ward{'' if number <= FEWEST else ', if you like'}"
            self.fields[place] = (
                forms.ChoiceField(
                    label=label, required=False, choices=choices, error_messages={"invalid_choice": UNKNOWN}
                )
                if len(wards) <= MANY
                else forms.CharField(label=label, required=False, max_length=100)
            )

    def clean(self) -> dict[str, Any]:
        """Find each ward; the same one twice is one too few."""
        said: dict[str, Any] = super().clean() or {}
        for place in PLACES:
            typed = said.get(place) or ""
            found = self.by_slug.get(typed) or self.by_name.get(typed.strip().casefold())
            if typed and found is None:
                self.add_error(place, UNKNOWN)
            said[place] = found
        chosen = [said[place] for place in PLACES if said[place]]
        if len(chosen) > len(set(chosen)):
            self.add_error(next(place for place in PLACES if chosen.count(said[place]) > 1), "Choose each ward once")
        elif len(chosen) < FEWEST and not self.errors:
            self.add_error(next(place for place in PLACES if not said[place]), TOO_FEW)
        return said

    @property
    def chosen(self) -> list[Ward]:
        """The wards, in the order in which they were chosen, once the form is sound."""
        return [self.cleaned_data[place] for place in PLACES if self.cleaned_data[place]]
