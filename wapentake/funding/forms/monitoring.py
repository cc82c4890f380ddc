"""The monitoring form that a group sends back, and what its reader says."""

from django import forms

from wapentake.design.forms import GovForm, PoundsField


class MonitoringForm(GovForm):
    """What an award did. Three questions: a volunteer answers them in five minutes."""

    done = forms.CharField(
        label="What did the money do?",
        help_text="A few sentences. The council keeps them, and may quote them in its report. Name no private person.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say in a few sentences what the money did"},
    )
    people = forms.IntegerField(
        label="About how many people did it help?",
        min_value=0,
        max_value=1_000_000,
        error_messages={
            "required": "Enter how many people it helped, as a number",
            "invalid": "Enter a whole number, like 40",
            "min_value": "Enter 0 or more people",
            "max_value": "Enter a million people or fewer",
        },
    )
    spent = PoundsField(
        label="How much of the money did you spend?",
        help_text="In pounds, like 380 or 380.50. What is left over comes back to the ward.",
        at_least=0,
        error_messages={"required": "Enter how much you spent, in pounds"},
    )


class AcceptForm(GovForm):
    """Nothing is asked: the form is accepted as it is."""


class MonitoringReasonForm(GovForm):
    """Why a form goes to the group again, or why the money is asked for back."""

    reason = forms.CharField(
        label="What do you tell the group?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why: the group reads it"},
    )
