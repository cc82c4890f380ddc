"""The next version of how long answers are kept."""

from django import forms

from wapentake.design.forms import DateParts, GovForm


class InputRuleForm(GovForm):
    """How long answers are kept, when those asked are reminded, from when on, and by whose word."""

    months_kept = forms.IntegerField(
        label="For how many months after the plan’s cycle are answers kept?", min_value=0, max_value=120,
        help_text="Then names, addresses and what people wrote are erased. Where a shorter time was promised when an "
        "answer was given, that one holds.",
    )  # fmt: skip
    days_before = forms.IntegerField(
        label="How many days before the closing date are those asked reminded?", min_value=1, max_value=60
    )
    smallest = forms.IntegerField(
        label="Which is the smallest count of people that is shown?", min_value=1, max_value=100,
        help_text="Smaller counts could lead to a person.",
    )  # fmt: skip
    from_date = DateParts(label="Date from which it holds", help_text="For example, 1 4 2027.")
    source = forms.CharField(
        label="Where was it decided?", max_length=300,
        help_text="Such as the council’s retention schedule, and its date.",
    )  # fmt: skip
