"""A check of a fund, as it is written down."""

from django import forms

from wapentake.design.forms import DateParts, GovForm


class FundCheckForm(GovForm):
    """What officers check before an award of a fund is approved, from a day on."""

    words = forms.CharField(
        label="What is checked", help_text="As officers read it. For example, The group has a safeguarding policy.",
        max_length=200,
    )  # fmt: skip
    source = forms.CharField(
        label="Where it is laid down", help_text="Shown beside it. For example, Contract rules, part 3.", max_length=200
    )
    may_not_apply = forms.BooleanField(label="It may not apply: the officer then says why", required=False)
    from_date = DateParts(label="First day", help_text="For example, 1 4 2027.")
