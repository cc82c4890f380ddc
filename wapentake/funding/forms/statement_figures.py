"""A figure of the infrastructure funding statement as finance types it."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField
from wapentake.places.models import Parish

from ..rules.statement_figures import HAS_AMOUNT, Given, holds_together
from ..states.infrastructure import COUNTED, NAMES_ITEM, NAMES_PARISH, PARAGRAPHS, Figure


class FigureForm(GovForm):
    """One figure of Schedule 2 that no receipt or ledger knows."""

    figure = forms.ChoiceField(
        label="Which figure?",
        choices=[("", "Choose a figure"), *((one.value, f"{PARAGRAPHS[one]}: {one.label}") for one in Figure)],
        error_messages={"required": "Choose the figure"},
    )
    item = forms.CharField(
        label="Item of infrastructure, kind of school, or who was paid",
        help_text="Only for: " + ", ".join(sorted(PARAGRAPHS[one] for one in NAMES_ITEM)) + ".",
        max_length=150,
        required=False,
    )
    parish = forms.ModelChoiceField(
        Parish.objects.none(),
        label="Parish council",
        help_text="Only for: " + ", ".join(sorted(PARAGRAPHS[one] for one in NAMES_PARISH)) + ".",
        required=False,
        empty_label="None",
    )
    amount = PoundsField(
        label="Amount",
        help_text="In pounds. Enter 0 where it is nothing. Not for: "
        + ", ".join(PARAGRAPHS[one] for one in Figure if one not in HAS_AMOUNT)
        + ".",
        at_least=0,
        required=False,
    )
    number = forms.IntegerField(
        label="How many",
        help_text="Homes, school places or things in kind. Only for: "
        + ", ".join(sorted(PARAGRAPHS[one] for one in COUNTED))
        + ".",
        min_value=0,
        max_value=1_000_000,
        required=False,
    )
    source = forms.CharField(
        label="Where it comes from",
        help_text="Shown beside it. For example, general ledger, code 4711.",
        max_length=200,
    )
    on = DateParts(label="The day on which it stood there", help_text="For example, 31 3 2026.")

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["parish"].queryset = Parish.objects.on(today).order_by("name")  # type: ignore[attr-defined]

    @property
    def given(self) -> Given:
        """What was typed, as the action takes it. Call it once the form is sound."""
        said = self.cleaned_data
        return Given(
            Figure(said["figure"]), said["amount"] or 0, said["source"], said["on"], said["item"], said["parish"],
            said["number"],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if self.given.figure in HAS_AMOUNT and cleaned.get("amount") is None:
            self.add_error("amount", "Enter the amount, or 0 where it is nothing")
            return cleaned
        verdict = holds_together(self.given, self.today)
        if not verdict:
            self.add_error(self._at_fault, verdict.reason.removesuffix("."))
        return cleaned

    @property
    def _at_fault(self) -> str:
        """The field that a refusal belongs to."""
        said = self.given
        if said.on > self.today:
            return "on"
        if (said.figure in COUNTED) != (said.number is not None):
            return "number"
        if said.figure not in HAS_AMOUNT and said.pence:
            return "amount"
        return "item" if (said.figure in NAMES_ITEM) != bool(said.item) else "parish"
