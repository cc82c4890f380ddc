"""What is asked back, what came, and what is given up."""

from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField

from ..states.recoveries import RecoveryReason
from .desk import ActForm
from .reading import ReadForm


class RecoverForm(ActForm):
    """How much is asked back, why, how it is paid and by when."""

    amount = PoundsField(label="How much is asked back?", at_least=1, error_messages={"required": "Enter an amount"})
    why = forms.ChoiceField(
        label="Why?", choices=RecoveryReason.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is asked back"},
    )  # fmt: skip
    said = forms.CharField(
        label="What do you tell the group of the reason?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        error_messages={"required": "Say why: the group reads it"},
    )  # fmt: skip
    how = forms.CharField(
        label="How does the group pay it back?", widget=forms.Textarea(attrs={"rows": 2}), max_length=300,
        error_messages={"required": "Say how the group pays it back"},
    )  # fmt: skip
    due_on = DateParts(label="By which day?", error_messages={"required": "Enter by which day"})

    def __init__(self, reference: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].initial = (
            f"By bank transfer or cheque to the council, with the reference {reference}. Your neighbourhood "
            "co-ordinator tells you the account."
        )


class AskBackForm(RecoverForm):
    """The same, where the reason is that the monitoring form never came."""

    def __init__(self, reference: str, most: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(reference, *args, **kwargs)
        del self.fields["why"]
        self.fields["amount"].initial = most


class TakeInForm(ActForm):
    """What came back."""

    amount = PoundsField(label="How much came back?", at_least=1, error_messages={"required": "Enter an amount"})


class WriteOffForm(GovForm):
    """What is given up, and why."""

    amount = PoundsField(label="How much is given up?", at_least=1, error_messages={"required": "Enter an amount"})
    reason = forms.CharField(
        label="Why?", help_text="Kept with the award for the auditors.", widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000, error_messages={"required": "Say why it is given up"},
    )  # fmt: skip


class SettleWriteOffForm(ReadForm):
    """A second person agrees, or drops it."""

    answer = forms.ChoiceField(
        label="Is it written off?", choices=[("agree", "Yes: it is given up"), ("drop", "No: it is still asked back")],
        widget=forms.RadioSelect, error_messages={"required": "Say whether it is written off"},
    )  # fmt: skip
