"""When the owners of actions are reminded, as somebody types it."""

from django import forms

from wapentake.design.forms import DateParts, GovForm


class ReminderForm(GovForm):
    """How many days before, from when on, and by whose word."""

    days = forms.IntegerField(label="How many days before its date is an action soon due?", min_value=1, max_value=90)
    from_date = DateParts(label="Date from which it holds", help_text="For example, 1 4 2027.")
    source = forms.CharField(
        label="Where was it decided?", max_length=300, help_text="Such as the Head of Neighbourhoods, and the date."
    )
