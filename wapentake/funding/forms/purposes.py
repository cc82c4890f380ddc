"""Another purpose of an award: what a group asks for, and what is answered."""

from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from .offers import YES_NO
from .reading import ReadForm


class PurposeForm(GovForm):
    """What the money is to be used for instead, and why."""

    purpose = forms.CharField(
        label="What do you want to use the money for instead?", max_length=240,
        help_text="Published, if the council consents. Name no private person.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what the money is to be used for"},
    )  # fmt: skip
    why = forms.CharField(
        label="Why?", max_length=240, help_text="Published too.", widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why"},
    )  # fmt: skip
    name = forms.CharField(
        label="Your name", max_length=150, error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip


class AnswerPurposeForm(ReadForm):
    """Consent or not, with the own declaration first."""

    interest = forms.ChoiceField(
        label="Do you have an interest in this?",
        help_text="You, your partner or your close family: as a member, trustee, employee, supplier or neighbour of "
        "the group or its project. If you do, leave the rest: others answer.",
        choices=[("no", "No"), ("yes", "Yes")], widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have an interest in this"},
    )  # fmt: skip
    consents = forms.ChoiceField(
        label="May the money be used for this instead?", choices=YES_NO, widget=forms.RadioSelect,
        error_messages={"required": "Say whether you consent"},
    )  # fmt: skip
    reasons = forms.CharField(
        label="Your reasons", help_text="The group reads them.", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Give your reasons"},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever declares an interest stands aside, and is asked nothing more."""
        clean = super().clean() or self.cleaned_data
        if clean.get("interest") == "yes":
            for name in ("consents", "reasons"):
                self.errors.pop(name, None)
        return clean

    @property
    def said(self) -> dict[str, Any]:
        """The answer. Call it once the form is sound."""
        clean = self.cleaned_data
        return {
            "consents": clean.get("consents") == "yes", "interest": clean["interest"] == "yes",
            "reasons": clean.get("reasons", ""),
        }  # fmt: skip
