"""The next version of what a ward plan holds."""

from django import forms

from wapentake.design.forms import DateParts, GovForm


class PlanRuleForm(GovForm):
    """How many priorities, when they are quiet and their evidence old, from when on, and by whose word."""

    fewest = forms.IntegerField(label="At least how many priorities?", min_value=1, max_value=20)
    most = forms.IntegerField(label="At most how many priorities?", min_value=1, max_value=20)
    most_overarching = forms.IntegerField(
        label="How many may run through the others?", min_value=0, max_value=20, help_text="Overarching priorities."
    )
    quiet_days = forms.IntegerField(
        label="After how many days without news is a priority marked?", min_value=1, max_value=1000
    )
    evidence_months = forms.IntegerField(
        label="After how many months is a cited figure marked as old?", min_value=1, max_value=240,
        help_text="Counted from the end of the figure’s period.",
    )  # fmt: skip
    from_date = DateParts(label="Date from which it holds", help_text="For example, 1 4 2027.")
    source = forms.CharField(
        label="Where was it decided?", max_length=200, help_text="Such as the Head of Neighbourhoods, and the date."
    )
