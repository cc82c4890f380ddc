"""Past awards from a file: the file itself, what its columns hold, what its values mean, and why it is undone."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import TextChoices

from wapentake.design.forms import GovForm
from wapentake.foundation.files import MEGABYTE

from ..states.imports import Layout

# What the proxy of docs/how-to/run.md lets through; the command reads larger files.
MOST = 12 * MEGABYTE
NONE = [("", "No column")]


def _fits(sent: UploadedFile) -> None:
    if (sent.size or 0) > MOST:
        raise forms.ValidationError(f"A page takes files of up to {MOST // MEGABYTE} MB: use the command for this one")


class AwardFileForm(GovForm):
    """A file of past awards."""

    file = forms.FileField(
        label="Past awards",
        help_text="CSV, XLSX or ODS, one award on a line, with headings in the first row. 360Giving’s and the "
        "Transparency Code’s headings are known.",
        validators=[_fits], error_messages={"empty": "The file is empty"}, max_length=200,
    )  # fmt: skip


class DevelopmentFileForm(GovForm):
    """A file of developments with their receipts."""

    file = forms.FileField(
        label="Developments and their receipts",
        help_text="CSV, XLSX or ODS, one receipt on a line, with headings in the first row: planning reference, site, "
        "ward, parish or none, neighbourhood plan or none, received on, amount received, dwellings.",
        validators=[_fits], error_messages={"empty": "The file is empty"}, max_length=200,
    )  # fmt: skip


class MapForm(GovForm):
    """Which column holds what, and what the values mean that were not understood."""

    def __init__(
        self,
        layout: Layout,
        headings: Sequence[str],
        columns: Mapping[str, str],
        unclear: Sequence[tuple[TextChoices, str]],
        choices: Mapping[str, Sequence[tuple[str, str]]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.heads = list(layout.headings)
        self.unclear = {f"value-{place}": one for place, one in enumerate(unclear) if one[0] in choices}
        needed = {what for some in layout.needed if len(some) == 1 for what in some}
        for what in self.heads:
            self.fields[what.value] = forms.ChoiceField(
                label=what.label, required=False, initial=columns.get(what.value, ""),
                choices=[*NONE, *((heading, heading) for heading in dict.fromkeys(headings))],
                help_text="Every line has it." if what in needed else "",
            )  # fmt: skip
        for name, (what, value) in self.unclear.items():
            label = (
                f"{what.label}: what does “{value}” mean?" if value else f"{what.label}: where the file says nothing"
            )
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", "Leave these lines out"), *choices[what]]
            )

    @property
    def columns(self) -> dict[str, str]:
        """Which heading holds what. Call it once the form is sound."""
        return {what.value: self.cleaned_data[what.value] for what in self.heads}

    def values(self, before: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """What values mean, with what was said of others before."""
        found = {what: dict(known) for what, known in before.items()}
        for name, (what, value) in self.unclear.items():
            if meant := self.cleaned_data[name]:
                found.setdefault(what.value, {})[value] = meant
        return found


class WhyForm(GovForm):
    """Why an import is undone."""

    because = forms.CharField(label="Why is it undone?", max_length=200, help_text="It stays in the record.")
