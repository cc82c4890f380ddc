"""A file of readings, whose figures they are, and when it was taken from its publisher."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.files import MEGABYTE

from .. import queries

# What the proxy of docs/how-to/run.md lets through; the command reads larger files.
MOST = 12 * MEGABYTE
OLDEST = dt.date(2000, 1, 1)
BY_ITS_COLUMNS = [("", "Told by its columns")]


def _fits(sent: UploadedFile) -> None:
    if (sent.size or 0) > MOST:
        raise forms.ValidationError(
            f"A page takes files of up to {MOST // MEGABYTE} MB: an administrator loads this one with the command "
            "wapentake load-readings"
        )


class FilesFilterForm(GovForm):
    """What narrows the list of files."""

    q = forms.CharField(label="File, source or person", max_length=100, required=False)


class WithdrawFileForm(GovForm):
    """Why a file is withdrawn."""

    because = forms.CharField(label="Why is it withdrawn?", max_length=200, help_text="It stays in the record.")


class ReadingFileForm(GovForm):
    """A file of readings."""

    file = forms.FileField(
        label="Readings",
        help_text="CSV, XLSX or ODS, as its publisher gives it. Street-level crime, indices of deprivation, Census "
        "2021 and FixMyStreet’s counts are known; of another file you say next what its columns hold, once.",
        validators=[_fits], error_messages={"empty": "The file is empty"}, max_length=200,
    )  # fmt: skip
    source = forms.ChoiceField(
        label="Whose figures they are", required=False,
        help_text="Choose it only where the columns do not tell: a file with the columns indicator, area_code, period, "
        "category and value may be of any source.",
    )  # fmt: skip
    retrieved_on = DateParts(
        label="Day on which it was taken from its publisher", help_text="It stands beside every figure of the file."
    )

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["source"].choices = [*BY_ITS_COLUMNS, *sorted(queries.known_sources().items())]  # type: ignore[attr-defined]
        self.initial.setdefault("retrieved_on", today)

    def clean_retrieved_on(self) -> dt.date:
        """Nobody has taken a file tomorrow."""
        day: dt.date = self.cleaned_data["retrieved_on"]
        if not OLDEST <= day <= self.today:
            raise forms.ValidationError("The day must have come, and be in 2000 or later")
        return day
