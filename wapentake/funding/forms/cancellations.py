"""Why the council cancels an award, and whether a second officer agrees."""

from django import forms

from wapentake.design.forms import GovForm

from .reading import ReadForm


class CancelForm(GovForm):
    """The reason."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="Published with the award, and told to the group. Name no private person.",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        error_messages={"required": "Say why: it is published, and the group reads it"},
    )  # fmt: skip


class ConfirmCancelForm(ReadForm):
    """A second officer confirms it, or drops it."""

    answer = forms.ChoiceField(
        label="Is the award cancelled?",
        choices=[("confirm", "Yes: what is not paid is left to award again"), ("drop", "No: the award stands")],
        widget=forms.RadioSelect, error_messages={"required": "Say whether the award is cancelled"},
    )  # fmt: skip
