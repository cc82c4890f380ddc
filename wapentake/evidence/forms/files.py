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


class ReadingFileForm(GovForm):
    """A file of readings."""

    file = forms.FileField(
        label="Readings",
        help_text="CSV, as its publisher gives it: a month of street-level crime, an index of deprivation, Census "
        "2021, FixMyStreet’s counts; or with the columns indicator, area_code, period, category and value.",
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
