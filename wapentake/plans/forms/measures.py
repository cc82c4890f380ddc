"""What people type about measures, as clean values."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.evidence.models import Indicator

from ..rules import MeasureWords, ReadingWords
from ..states import Sureness, Wanted

OFTEN = [("1", "Every month"), ("3", "Every three months"), ("6", "Twice a year"), ("12", "Once a year"),
         ("24", "Every two years")]  # fmt: skip


def _figure(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, widget=forms.TextInput,
        error_messages={
            "invalid": "Enter a number, like 41 or 12.5", "min_value": "Enter 0 or more",
            "max_decimal_places": "Enter a number with two decimals at most",
            "max_digits": "Enter a shorter number", "max_whole_digits": "Enter a shorter number",
        },
        **more,
    )  # fmt: skip


class ReadingForm(GovForm):
    """What a measure came to on a day, and how sure that is."""

    value = _figure("What did it come to?", help_text="The number alone.")
    on = DateParts(label="Date on which it was read", help_text="For what lasted some days, the last of them.")
    sure = forms.ChoiceField(
        label="How sure is it?", widget=forms.RadioSelect, choices=Sureness.choices, initial=Sureness.COUNTED
    )
    low = _figure("Lowest that it could be", required=False, help_text="Only for a range.")
    high = _figure("Highest that it could be", required=False, help_text="Only for a range.")
    source = forms.CharField(
        label="Where does the figure come from?",
        max_length=200,
        help_text="Such as a survey, who made it, and of whom.",
    )
    note = forms.CharField(
        label="What should stand beside the date?",
        required=False,
        max_length=120,
        help_text="A few words, such as “before the signs”.",
    )

    @property
    def words(self) -> ReadingWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        ends = (said["low"], said["high"]) if said["sure"] == Sureness.RANGE else (None, None)
        low, high = (None if end is None else float(end) for end in ends)
        return ReadingWords(said["on"], float(said["value"]), said["source"], said["sure"], low, high, said["note"])


class TargetForm(GovForm):
    """A new target, and why."""

    target = _figure("What should it come to?", help_text="The number alone.")
    by_date = DateParts(label="Date by which", help_text="For example, 1 7 2028.")
    because = forms.CharField(
        label="Why does the target change?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Residents read it.",
    )


class _MeasureForm(GovForm):
    name = forms.CharField(
        label="What is measured?", max_length=120, help_text="Such as “Drivers over 35 mph on Clifton Lane”."
    )
    wanted = forms.ChoiceField(label="Which way is good?", widget=forms.RadioSelect, choices=Wanted.choices)
    target = _figure("What should it come to?", help_text="The number alone.")
    by_date = DateParts(label="Date by which", help_text="For example, 1 7 2028.")
    every_months = forms.ChoiceField(
        label="How often is there a new reading?",
        choices=OFTEN,
        initial="12",
        help_text="When one is overdue, the public page says since when there has been none.",
    )


class HandMeasureForm(_MeasureForm, ReadingForm):
    """A measure whose readings are entered by hand."""

    unit = forms.CharField(
        label="What follows the number?",
        required=False,
        max_length=60,
        help_text="Such as “% of drivers” or “people hurt”.",
    )
    decimals = forms.ChoiceField(
        label="With how many decimals is it written?", choices=[("0", "None"), ("1", "One"), ("2", "Two")], initial="0"
    )
    field_order = [
        "name", "unit", "decimals", "wanted", "value", "on", "sure", "low", "high", "source", "note", "target",
        "by_date", "every_months",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = "What was it when you began?"

    @property
    def measure(self) -> MeasureWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        return MeasureWords(
            said["name"], said["wanted"], float(said["target"]), said["by_date"], int(said["every_months"]),
            said["unit"], int(said["decimals"]), self.words,
        )  # fmt: skip


class EvidenceMeasureForm(_MeasureForm):
    """A measure whose readings come from the ward's evidence by themselves."""

    figure = forms.ChoiceField(label="Which figure of the ward?", help_text="Those that the ward profile shows.")
    period = forms.CharField(
        label="From which month or year does it begin?",
        max_length=10,
        help_text="As 2025-04 for April 2025, or 2021 for a year. The newest figure of that time is kept as it stands.",
    )
    field_order = ["figure", "name", "wanted", "period", "target", "by_date", "every_months"]

    def __init__(self, *args: Any, known: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in known}
        self.fields["name"].required = False
        self.fields["name"].help_text = "Leave it empty to call it as the ward profile does."
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a figure"), *((key, one.name) for key, one in self.known.items())]

    def clean_period(self) -> str:
        period = self.cleaned_data["period"].strip()
        year, _, month = period.partition("-")
        if not (year.isascii() and year.isdigit() and len(year) == 4 and (not month or month in MONTHS)):
            raise forms.ValidationError("Enter a month as 2025-04, or a year as 2021")
        return period

    @property
    def measure(self) -> MeasureWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        indicator = self.known[said["figure"]]
        return MeasureWords(
            said["name"] or indicator.name[:120], said["wanted"], float(said["target"]), said["by_date"],
            int(said["every_months"]), indicator=indicator, period=said["period"],
        )  # fmt: skip


MONTHS = {f"{dt.date(2000, number, 1):%m}" for number in range(1, 13)}


class BecauseForm(GovForm):
    """Why something is ended or struck out."""

    because = forms.CharField(
        label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="Kept with it."
    )
