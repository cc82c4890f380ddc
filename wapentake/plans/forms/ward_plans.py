"""What is typed about a ward's plan as a whole."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.places.models import Parish

from ..models import WardPlan


class PlanWordsForm(GovForm):
    """The equality analysis, and what each parish of the ward works on."""

    equality = forms.CharField(
        label="What does the plan mean for people with protected characteristics?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Who gains, who might lose out, and what is done about it. It is published. "
        "Source: the public sector equality duty, Equality Act 2010, section 149.",
        error_messages={"required": "Enter what the plan means for people with protected characteristics"},
    )

    def __init__(self, plan: WardPlan, parishes: Sequence[Parish], *args: Any, **kwargs: Any) -> None:
        there = {one.parish_id: one.text for one in plan.parish_priorities.all()}
        initial = {"equality": plan.equality} | {f"parish_{one.pk}": there.get(one.pk, "") for one in parishes}
        super().__init__(*args, initial=initial, **kwargs)
        self.offered = {f"parish_{one.pk}": one for one in parishes}
        for name, parish in self.offered.items():
            self.fields[name] = forms.CharField(
                label=f"What does {parish} work on?", max_length=500, required=False,
                widget=forms.Textarea(attrs={"rows": 2}), help_text="It stands beside the ward’s own priorities.",
            )  # fmt: skip

    @property
    def parishes(self) -> dict[Parish, str]:
        """What was typed of each parish."""
        return {parish: self.cleaned_data[name] for name, parish in self.offered.items()}


class EngagementForm(GovForm):
    """Who was asked, how, when, and what they said."""

    who = forms.CharField(label="Who was asked?", max_length=200, help_text="Such as residents, or Highways.")
    how = forms.CharField(label="How?", max_length=200, help_text="Such as a stall at the market, or by letter.")
    on = DateParts(label="On which day?", help_text="The last day, where it took several. For example, 1 6 2026.")
    said = forms.CharField(
        label="What did they say?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No names of residents. It is published.",
    )  # fmt: skip


class PlanQuestionForm(GovForm):
    """A question about a plan that is answered by its button alone."""


class AgreePlanForm(PlanQuestionForm):
    """Agreement to the very plan that was read."""

    read_at = forms.CharField(widget=forms.HiddenInput)

    def clean_read_at(self) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["read_at"])
        except ValueError:
            raise forms.ValidationError("Open the page again and read the plan before you agree") from None


class RefusePlanForm(PlanQuestionForm):
    """Why a member refuses."""

    reason = forms.CharField(
        label="What should change?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The other members and whoever writes on see it, under your name. It is kept.",
        error_messages={"required": "Enter what should change"},
    )
