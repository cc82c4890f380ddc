"""A group's answer to the offer of an award."""

from typing import Any

from django import forms

from wapentake.design.forms import PoundsField

from ..rules import Answer
from ..rules.offers import TERMS_CHANGED
from .reading import ReadForm

YES_NO = [("yes", "Yes"), ("no", "No")]


class OfferForm(ReadForm):
    """Yes or no to the conditions; with a limit on subsidies, what else the group had. `sells`: as it told before."""

    changed = TERMS_CHANGED
    answer = forms.ChoiceField(
        label="Does the group accept the offer and its conditions?",
        choices=[("accept", "Yes, we accept"), ("decline", "No, we do not want it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the group accepts the offer"},
    )
    name = forms.CharField(
        label="Your name", max_length=150, error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    position = forms.CharField(
        label="What are you in the group?", help_text="For example, chair or treasurer.", max_length=100
    )
    sells = forms.ChoiceField(
        label="Does the group sell goods or services?",
        help_text="Also where it is a charity: entry fees, a café, hiring out a hall. This is for the Subsidy Control "
        "Act 2022: if it does, this award is Minimal Financial Assistance.",
        choices=YES_NO, widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    other = PoundsField(
        label="Other Minimal Financial Assistance, or assistance for services of public economic interest (SPEI)",
        at_least=0, required=False,
        help_text="If it sells anything: how much it had from other public bodies in this and the two financial years "
        "before. This council’s own awards are counted already: leave them out. Write 0 if none.",
    )  # fmt: skip
    other_from = forms.CharField(label="From whom", max_length=300, required=False)
    reason = forms.CharField(
        label="If you do not want it, why?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, declares: bool, sells: bool | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not declares:
            for name in ("sells", "other", "other_from"):
                del self.fields[name]
        elif sells is not None:
            self.fields["sells"].initial = "yes" if sells else "no"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "sells" not in self.fields or said.get("answer") != "accept":
            return said
        if not said.get("sells"):
            self.add_error("sells", "Say whether the group sells goods or services")
        elif said["sells"] == "yes" and said.get("other") is None and "other" not in self.errors:
            self.add_error("other", "Enter how much other assistance the group had, or 0")
        return said

    @property
    def given(self) -> Answer:
        """The answer. Call it once the form is sound."""
        said = self.cleaned_data
        sells = {"yes": True, "no": False}.get(said.get("sells", ""))
        return Answer(
            said["answer"] == "accept", said["name"], said["position"], said["reason"], sells, said.get("other"),
            said.get("other_from", ""), said["seen"],
        )  # fmt: skip
