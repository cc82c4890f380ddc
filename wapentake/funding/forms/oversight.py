"""Which day a page is about."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.foundation.calendars import FinancialYear

from ..states.reviews import ReviewOutcome

OLDEST = dt.date(2000, 4, 1)


class DayForm(GovForm):
    """A day up to today, as 2026-12-09 or 9/12/2026. What cannot be read is said at the field, and today is shown."""

    on = forms.DateField(
        label="As at the end of",
        help_text="For example, 9/12/2026",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={"invalid": "Enter a day, like 9/12/2026"},
    )

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("on", f"{today:%d/%m/%Y}")

    def clean_on(self) -> dt.date | None:
        """The future has no entries yet."""
        day: dt.date | None = self.cleaned_data["on"]
        if day is not None and not OLDEST <= day <= self.today:
            raise forms.ValidationError("Enter a day that has come, from April 2000 on")
        return day

    @property
    def day(self) -> dt.date:
        """The day that was asked for; today where none was, or it cannot be read."""
        asked = self.cleaned_data.get("on") if self.is_bound and self.is_valid() else None
        return asked or self.today


class CloseReviewForm(GovForm):
    """How an award that was looked at again came out."""

    outcome = forms.ChoiceField(
        label="How did it come out?",
        choices=ReviewOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came out"},
    )
    reasons = forms.CharField(
        label="Why",
        help_text="What you looked at, and what follows. Say nothing of a withheld interest.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why it came out so"},
    )
    publish = forms.ChoiceField(
        label="Publish the outcome and why on the award’s page?",
        choices=[("yes", "Yes"), ("no", "No, it stays at the desk")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to publish it"},
    )


class BundleForm(GovForm):
    """Of what an audit bundle is: one award, or a year."""

    reference = forms.CharField(
        label="Reference of an application or award", help_text="For example, CLF-2026-0001", required=False,
        max_length=40,
    )  # fmt: skip
    year = forms.CharField(
        label="Or a whole financial year", help_text="For example, 2021-22", required=False, max_length=7
    )

    def clean_reference(self) -> str:
        """References are written in capital letters."""
        return str(self.cleaned_data["reference"]).strip().upper()

    def clean_year(self) -> FinancialYear | None:
        """A year as addresses write it."""
        text = str(self.cleaned_data["year"]).strip().replace("/", "-")
        try:
            return FinancialYear.of_slug(text) if text else None
        except ValueError:
            raise forms.ValidationError("Enter a financial year, like 2021-22") from None

    def clean(self) -> dict[str, Any]:
        """One of them, not both."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("reference")) == bool(cleaned.get("year")):
            self.add_error("reference", "Enter a reference or a financial year, one of them")
        return cleaned
