"""The instalments of an award as an officer sets them, and what a group shows for one."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField

from ..models import Instalment
from ..rules import MOST, Part, Showing
from ..rules.instalments import SHOWN_CHANGED
from ..states.instalments import ShownFirst
from .reading import ReadForm

ALL_OF_IT = "Fill in the amount and the day, or leave both empty"


class InstalmentsForm(GovForm):
    """Up to four parts: how much, from which day, what is shown first. Empty ones are left out."""

    def __init__(self, made: Sequence[Instalment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [tuple(f"{name}_{row}" for name in ("pounds", "due", "first")) for row in range(1, MOST + 1)]
        for row, (amount, due, first) in enumerate(self.rows, 1):
            one = made[row - 1] if row <= len(made) else None
            self.fields[amount] = PoundsField(
                label=f"Instalment {row}: amount", at_least=1, required=False, initial=one.pence if one else None
            )
            self.fields[due] = DateParts(
                label=f"Instalment {row}: paid from", required=False, initial=one.due_on if one else None
            )
            self.fields[first] = forms.ChoiceField(
                label=f"Instalment {row}: what the group shows first", choices=ShownFirst.choices, required=False,
                initial=one.first if one else ShownFirst.NOTHING,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for names in self.rows:
            pair = names[:2]
            empty = [name for name in pair if cleaned.get(name) is None and name not in self.errors]
            if len(empty) == 1:
                self.add_error(empty[0], ALL_OF_IT)
        return cleaned

    @property
    def parts(self) -> list[Part]:
        """The parts that were filled in. Call it once the form is sound."""
        said = self.cleaned_data
        return [
            Part(said[amount], said[due], ShownFirst(said[first] or ShownFirst.NOTHING))
            for amount, due, first in self.rows
            if said.get(amount) is not None
        ]


class ShowForm(GovForm):
    """What an instalment waits for: a note, or a receipt with its date and amount."""

    words = forms.CharField(
        label="How does it go?",
        help_text="A few sentences: what is done, and what comes next. Name no private person.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say in a few sentences how it goes"},
    )
    receipt_on = DateParts(label="The date of the receipt", error_messages={"required": "Enter its date"})
    receipt = PoundsField(
        label="The amount of the receipt", at_least=1, error_messages={"required": "Enter its amount, in pounds"}
    )

    def __init__(self, first: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first != ShownFirst.RECEIPT:
            del self.fields["receipt_on"], self.fields["receipt"]
            return
        words = self.fields["words"]
        words.label, words.help_text = "What was bought, and where?", "As the receipt says it. Keep the receipt itself."
        words.error_messages["required"] = "Say what was bought"

    @property
    def said(self) -> Showing:
        """What is shown. Call it once the form is sound."""
        said = self.cleaned_data
        return Showing(said["words"], said.get("receipt_on"), said.get("receipt"))


class SeenForm(ReadForm):
    """Only which instalment is meant: what was shown for it has been read."""

    changed = SHOWN_CHANGED
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
