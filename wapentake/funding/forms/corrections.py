"""What is corrected in a published decision record."""

from django import forms

from wapentake.design.forms import GovForm


class CorrectForm(GovForm):
    """The record as it should read, what was wrong and why."""

    reasons = forms.CharField(
        label="The reasons, as they should read", widget=forms.Textarea, max_length=2000,
        error_messages={"required": "Give the reasons as they should read"},
    )  # fmt: skip
    alternatives = forms.CharField(
        label="What else was considered, and why not", widget=forms.Textarea, max_length=2000,
        error_messages={"required": "Say what else was considered, and why not"},
    )  # fmt: skip
    equality = forms.CharField(
        label="Who gains, and could anybody lose?", widget=forms.Textarea, max_length=1000, required=False
    )
    what = forms.CharField(
        label="What was wrong", max_length=300, help_text="Published. Name no private person.",
        error_messages={"required": "Say what was wrong"},
    )  # fmt: skip
    why = forms.CharField(
        label="Why it is corrected", max_length=300, help_text="Published.",
        error_messages={"required": "Say why it is corrected"},
    )  # fmt: skip
