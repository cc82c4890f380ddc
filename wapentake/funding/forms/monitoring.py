"""The monitoring form that a group sends back, and what its reader says."""

from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField

from ..rules import Spent
from ..rules.monitoring import FORM_CHANGED
from .reading import ReadForm

RECEIPTS = 3  # the form asks for the largest


class MonitoringForm(GovForm):
    """What an award did, with its largest receipts: a volunteer answers in five minutes."""

    done = forms.CharField(
        label="What did the money do?",
        help_text="A few sentences. The council keeps them, and may quote them in its report. Name no private person.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say in a few sentences what the money did"},
    )
    people = forms.IntegerField(
        label="About how many people did it help?",
        min_value=0,
        max_value=1_000_000,
        error_messages={
            "required": "Enter how many people it helped, as a number",
            "invalid": "Enter a whole number, like 40",
            "min_value": "Enter 0 or more people",
            "max_value": "Enter a million people or fewer",
        },
    )
    spent = PoundsField(
        label="How much of the money did you spend?",
        help_text="In pounds, like 380 or 380.50. What is left over comes back to the ward.",
        at_least=0,
        error_messages={"required": "Enter how much you spent, in pounds"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [tuple(f"{part}_{row}" for part in ("on", "what", "pounds")) for row in range(1, RECEIPTS + 1)]
        for row, (on, what, pounds) in enumerate(self.rows, 1):
            self.fields[what] = forms.CharField(label=f"Receipt {row}: what was bought", required=False, max_length=120)
            self.fields[on] = DateParts(label=f"Receipt {row}: its date", required=False)
            self.fields[pounds] = PoundsField(label=f"Receipt {row}: its amount", required=False, at_least=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number, row in enumerate(self.rows, 1):
            empty = [name for name in row if cleaned.get(name) in (None, "") and name not in self.errors]
            if 0 < len(empty) < len(row):
                for name in empty:
                    what = str(self.fields[name].label).partition(": ")[2]
                    self.add_error(name, f"Receipt {number}: enter {what}, or leave all of it empty")
        return cleaned

    @property
    def receipts(self) -> list[Spent]:
        """The receipts that were named. Call it once the form is sound."""
        said = self.cleaned_data
        return [Spent(said[on], said[what], said[pounds]) for on, what, pounds in self.rows if said.get(on)]


class AcceptForm(ReadForm):
    """Nothing is asked: the form is accepted as it was read."""

    changed = FORM_CHANGED


class MonitoringReasonForm(GovForm):
    """Why a form goes to the group again, or why the money is asked for back."""

    reason = forms.CharField(
        label="What do you tell the group?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why: the group reads it"},
    )
