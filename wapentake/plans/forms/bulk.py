"""A file of progress, as it is given at the desk."""

from django import forms

from wapentake.design.forms import GovForm


class ProgressFileForm(GovForm):
    """The file."""

    file = forms.FileField(
        label="File of actions (CSV)",
        help_text="In the shape of the list that you took as a file. Nothing changes before you have looked at it.",
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={"required": "Choose the file of actions that you changed"},
    )
