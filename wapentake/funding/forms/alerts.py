"""When councillors are told of money that is left."""

from django import forms

from wapentake.design.forms import DateParts, GovForm

MONTHS = (
    (7, "July"), (8, "August"), (9, "September"), (10, "October"), (11, "November"), (12, "December"), (1, "January"),
)  # fmt: skip


class AlertRuleForm(GovForm):
    """From which day of a year alerts go out, and when the last."""

    month = forms.TypedChoiceField(label="Alerts begin in", choices=MONTHS, coerce=int)
    day = forms.IntegerField(
        label="On which day of that month", min_value=1, max_value=28,
        error_messages={"min_value": "Enter a day from 1 to 28", "max_value": "Enter a day from 1 to 28"},
    )  # fmt: skip
    last_days = forms.IntegerField(
        label="How many days before the last day to decide the last alert goes out", min_value=1, max_value=60,
        error_messages={"min_value": "Enter 1 or more", "max_value": "Enter 60 or fewer"},
    )  # fmt: skip
    from_date = DateParts(label="In force from", help_text="For example, 1 4 2027. It is today or later.")
    source = forms.CharField(
        label="Where this is laid down", max_length=300, help_text="For example, Cabinet, 10 February 2027, item 7."
    )
