"""Which awards go into a payment run, and what the bank did with its lines."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.foundation.money import pounds
from wapentake.foundation.uploads import MEGABYTE

from ..models import Application, PaymentLine
from .desk import ActForm


class RunForm(ActForm):
    """The awards to be paid at once."""

    awards = forms.MultipleChoiceField(
        label="Which awards are paid?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one award to pay"},
    )

    def __init__(self, ready: Sequence[tuple[Application, int]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(one.pk), f"{one.organisation}: {pounds(pence)}, {one.reference}") for one, pence in ready]
        self.fields["awards"].choices = names  # type: ignore[attr-defined]
        self.fields["awards"].initial = [pk for pk, _ in names]
        self.ready = {str(one.pk): one for one, _ in ready}

    @property
    def chosen(self) -> list[Application]:
        """The awards that were chosen. Call it once the form is sound."""
        return [self.ready[pk] for pk in self.cleaned_data["awards"]]


class PaidFileForm(GovForm):
    """The bank's answer as a file."""

    file = forms.FileField(
        label="The file that came back",
        help_text="CSV, XLSX or ODS with the columns Reference and Status (paid or rejected), and Amount and Reason if "
        "it has them. Lines that are none of ours are kept to be looked into.",
        max_length=200,
        error_messages={"required": "Choose the file that came back", "empty": "The file is empty"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MEGABYTE:
            raise forms.ValidationError("The file must be smaller than 1 MB")
        return file


CHOICES = [("", "Not known yet"), ("paid", "Paid"), ("rejected", "Rejected")]


class SettleForm(GovForm):
    """What the bank did with each line that waits."""

    def __init__(self, lines: Sequence[PaymentLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            award = line.application
            self.fields[f"line_{line.pk}"] = forms.ChoiceField(
                label=f"{award.organisation}: {pounds(line.pence)}, {award.reference}", choices=CHOICES, required=False
            )
            self.fields[f"why_{line.pk}"] = forms.CharField(
                label=f"Why {award.reference} was rejected", required=False, max_length=200
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for line in self.lines:
            if said.get(f"line_{line.pk}") == "rejected" and not said.get(f"why_{line.pk}"):
                self.add_error(f"why_{line.pk}", "Say why the bank rejected it")
        if self.lines and not any(said.get(f"line_{line.pk}") for line in self.lines):
            self.add_error(f"line_{self.lines[0].pk}", "Say of at least one line what the bank did")
        return said

    @property
    def said(self) -> dict[int, tuple[bool, str]]:
        """Paid or not, and why not, by the line's key. Call it once the form is sound."""
        clean = self.cleaned_data
        chosen = {line.pk: (clean[f"line_{line.pk}"], clean[f"why_{line.pk}"]) for line in self.lines}
        return {pk: (what == "paid", why) for pk, (what, why) in chosen.items() if what}
