"""Files that administrators send: a council's places, boundaries, postcodes."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.files import MEGABYTE

from ..states import AreaKind

# What the proxy of docs/how-to/run.md lets through; the commands read larger files.
MOST = 12 * MEGABYTE
ATTRIBUTION = "Contains OS data © Crown copyright and database right. Source: Office for National Statistics, OGL v3.0."


def _fits(sent: UploadedFile) -> None:
    if (sent.size or 0) > MOST:
        raise forms.ValidationError(f"A page takes files of up to {MOST // MEGABYTE} MB: use the command for this one")


def _file(label: str, help_text: str) -> forms.FileField:
    empty = {"empty": "The file is empty"}
    return forms.FileField(label=label, help_text=help_text, validators=[_fits], error_messages=empty, max_length=200)


class CouncilFileForm(GovForm):
    """A council's places."""

    file = _file("The council’s places", "JSON, shaped like the example of Rotherham in the program’s files.")


class PostcodeFileForm(GovForm):
    """Postcodes."""

    file = _file("Postcodes", "A CSV file of Code-Point Open from Ordnance Survey, such as s.csv.")
    many_ended = forms.BooleanField(
        label="Many postcodes really ended",
        required=False,
        help_text="Tick it only if a file was refused because it leaves out many postcodes, and is right.",
    )


class BoundaryFileForm(GovForm):
    """Boundaries."""

    file = _file("Boundaries", "GeoJSON in longitude and latitude, from the ONS Open Geography Portal.")
    kind = forms.ChoiceField(
        label="What it draws", choices=AreaKind.choices, widget=forms.RadioSelect, initial=AreaKind.WARD
    )
    name = forms.CharField(
        label="Name",
        max_length=200,
        required=False,
        help_text="Such as Wards, December 2025.",
    )
    from_date = DateParts(
        label="First day for which it stands",
        required=False,
        help_text="Leave it empty for wards: the day is then that of the wards whose codes it has.",
    )
    to_date = DateParts(label="First day for which it no longer stands", required=False)
    attribution = forms.CharField(
        label="What the map owes to whom", max_length=300, initial=ATTRIBUTION, help_text="It stands under every map."
    )

    def clean_kind(self) -> AreaKind:
        return AreaKind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begins, ends = found.get("from_date"), found.get("to_date")
        if begins and ends and ends <= begins:
            self.add_error("to_date", "This day must come after the first day")
        return found
