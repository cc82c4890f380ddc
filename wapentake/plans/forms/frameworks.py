"""What is typed about the lists that priorities name."""

from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm

from ..models import Framework, Outcome
from ..states import FrameworkKind


class FrameworkForm(GovForm):
    """A list that begins, with what stands on it."""

    name = forms.CharField(label="What is the list called?", max_length=120, help_text="Such as Council Plan themes.")
    kind = forms.ChoiceField(label="What stands on it?", choices=FrameworkKind.choices, widget=forms.RadioSelect)
    outcomes = forms.CharField(
        label="Each of them, one a line",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="At most 160 letters a line, in the order in which they are offered.",
        error_messages={"required": "Enter at least one, each on a line of its own"},
    )
    about = forms.CharField(
        label="What must whoever drafts a priority know of it?", max_length=200, required=False,
        help_text="It stands beside the boxes to tick.",
    )  # fmt: skip
    from_date = DateParts(label="Date from which it may be named", help_text="For example, 1 7 2026.")
    source = forms.CharField(label="Where was it decided?", max_length=200, help_text="Such as Cabinet, and the date.")

    def clean_outcomes(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["outcomes"].splitlines() if line.strip()]
        if any(len(line) > 160 for line in lines):
            raise forms.ValidationError("Keep each line to 160 letters or fewer")
        return lines


class OutcomeForm(GovForm):
    """One more on a list."""

    name = forms.CharField(label="What is added?", max_length=160)
    part_of = forms.ChoiceField(label="Is it a part of one that stands there?", required=False)

    def __init__(self, framework: Framework, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in framework.outcomes.all() if one.part_of_id is None}
        field = self.fields["part_of"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "No, it stands by itself"), *((key, one.name) for key, one in self.offered.items())]

    @property
    def whole(self) -> Outcome | None:
        """What it is a part of, or None."""
        return self.offered.get(self.cleaned_data["part_of"])


class EndFrameworkForm(GovForm):
    """When a list ends."""

    on = DateParts(label="First day on which it can no longer be named", help_text="For example, 1 4 2027.")
