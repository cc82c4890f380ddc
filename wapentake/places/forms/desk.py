"""What administrators say about wards, localities, parishes, clusters and named places."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm

from ..models import Cluster, Locality, NamedPlace, Parish, Ward
from ..queries import localities_on, wards_on
from ..rules import PlaceDetails
from ..states import Cover, NamedPlaceKind, ParishKind

EXAMPLE = "For example, 24 11 2026."
A_CODE = "A GSS code is E and eight digits, like E04000113"


class WardForm(GovForm):
    """What the council says of a ward."""

    name = forms.CharField(label="Name", max_length=100, help_text="As the council writes it.")
    seats = forms.IntegerField(
        label="Seats",
        min_value=1,
        max_value=5,
        help_text="How many councillors it elects, as its order says.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "A ward has one to five seats"),
    )
    description = forms.CharField(
        label="Where it is", max_length=300, required=False, help_text="Half a sentence for its public page."
    )
    on = DateParts(label="From which day", help_text="The day of the council’s decision: today, or a day before.")


class MoveWardForm(GovForm):
    """The locality of a ward from a day on."""

    locality = forms.ModelChoiceField(Locality.objects.none(), label="Locality", empty_label="Choose one")
    on = DateParts(label="First day in it", help_text=EXAMPLE)

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locality"].queryset = localities_on(on)  # type: ignore[attr-defined]


class CoverForm(GovForm):
    """Whether a ward is parished."""

    cover = forms.ChoiceField(label="Does the ward lie in parishes?", choices=Cover.choices, widget=forms.RadioSelect)
    on = DateParts(label="From which day", help_text=EXAMPLE)

    def clean_cover(self) -> Cover:
        return Cover(self.cleaned_data["cover"])


class EndForm(GovForm):
    """The day on which something is no more."""

    on = DateParts(label="First day on which it is no more", help_text=EXAMPLE)


class LocalityForm(GovForm):
    """A new locality."""

    name = forms.CharField(label="Name", max_length=60, help_text="Such as North.")
    on = DateParts(label="First day", help_text=EXAMPLE)


class RenameForm(GovForm):
    """Another name for a locality."""

    name = forms.CharField(label="Name", max_length=60)

    def __init__(self, *args: Any, row: Locality, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": row.name}, **kwargs)


class _WardsForm(GovForm):
    """Something that has wards, chosen among those of a day."""

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wards"].queryset = wards_on(on).order_by("name")  # type: ignore[attr-defined]


def _wards(label: str = "Wards") -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Ward.objects.none(), label=label, widget=forms.CheckboxSelectMultiple, required=True
    )


def _degrees(label: str, low: int, high: int, example: str) -> forms.FloatField:
    wrong = f"{label} must be a number of degrees from {low} to {high}"
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    return forms.FloatField(
        label=label, min_value=low, max_value=high, required=False, help_text=example, error_messages=messages
    )


class ClusterForm(_WardsForm):
    """A new cluster."""

    name = forms.CharField(label="Name", max_length=100)
    purpose = forms.CharField(label="What it is for", max_length=300, required=False)
    wards = _wards("Which wards work together?")
    on = DateParts(label="First day", help_text=EXAMPLE)


class DescribeClusterForm(GovForm):
    """A cluster's name and what it is for."""

    name = forms.CharField(label="Name", max_length=100)
    purpose = forms.CharField(label="What it is for", max_length=300, required=False)

    def __init__(self, *args: Any, row: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": row.name, "purpose": row.purpose}, **kwargs)


class ClusterWardsForm(_WardsForm):
    """Which wards are in a cluster from a day on."""

    wards = _wards("Which wards work together?")
    on = DateParts(label="From which day", help_text=EXAMPLE)


class ParishForm(_WardsForm):
    """A parish, new or as it is."""

    name = forms.CharField(label="Name", max_length=100)
    kind = forms.ChoiceField(label="What it has", choices=ParishKind.choices, widget=forms.RadioSelect)
    code = forms.RegexField(
        r"^E\d{8}$", label="GSS code", required=False, help_text="Leave it empty if you do not know it.",
        error_messages={"invalid": A_CODE},
    )  # fmt: skip
    wards = _wards("Which wards does it lie in, wholly or in part?")
    on = DateParts(label="From which day", help_text=EXAMPLE)

    def __init__(self, *args: Any, row: Parish | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            self.initial = {**self.initial, "name": row.name, "kind": row.kind, "code": row.code}

    def details(self) -> PlaceDetails:
        """Return what was said of it, without its wards."""
        said = self.cleaned_data
        return PlaceDetails(said["name"], said["kind"], said["code"])


class NamedPlaceForm(_WardsForm):
    """A named place, new or as it is. A new one is asked for its first day."""

    name = forms.CharField(label="Name", max_length=100)
    kind = forms.ChoiceField(label="What it is", choices=NamedPlaceKind.choices, widget=forms.RadioSelect)
    wards = _wards("Which wards does it touch?")
    latitude = _degrees("Latitude of its middle", 49, 61, "For example, 53.430.")
    longitude = _degrees("Longitude of its middle", -9, 3, "For example, -1.357.")
    on = DateParts(label="First day", help_text=EXAMPLE)

    def __init__(self, *args: Any, row: NamedPlace | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            fields = ("name", "kind", "latitude", "longitude")
            self.initial = {**self.initial, **{field: getattr(row, field) for field in fields}}
            del self.fields["on"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        one, other = found.get("latitude"), found.get("longitude")
        if (one is None) != (other is None) and not self.errors:
            self.add_error("longitude" if other is None else "latitude", "Give both latitude and longitude, or neither")
        return found

    def details(self) -> PlaceDetails:
        """Return what was said of it, without its wards."""
        said = self.cleaned_data
        return PlaceDetails(said["name"], said["kind"], longitude=said["longitude"], latitude=said["latitude"])
