"""What the Monitoring Officer types about award freezes."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

DAY = dt.timedelta(days=1)


class DatesForm(GovForm):
    """The first and the last day of an award freeze, and why."""

    begins = DateParts(label="First day", help_text="For example, 3 3 2027.")
    last = DateParts(label="Last day", help_text="Awards go on the day after. The day of the poll should be in it.")
    reason = forms.CharField(
        label="Why",
        max_length=200,
        help_text="Whoever is refused reads it. For example, by-election on 15 April 2027.",
        error_messages={"required": "Say why: whoever is refused reads it"},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "begins" in said and "last" in said and said["last"] < said["begins"]:
            self.add_error("last", "The last day must be the first day, or later")
        return said

    @property
    def goes_on(self) -> dt.date:
        """The day on which awards go on. Call it once the form is sound."""
        last: dt.date = self.cleaned_data["last"]
        return last + DAY


class AwardFreezeForm(DatesForm):
    """A freeze of one ward, or of every ward."""

    ward = forms.ModelChoiceField(
        Ward.objects.none(), label="Ward", required=False, empty_label="Every ward", to_field_name="code"
    )
    field_order = ("ward", "begins", "last", "reason")

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards_on(on)  # type: ignore[attr-defined]


class TurnDownForm(GovForm):
    """Why awards are not frozen for a poll."""

    reason = forms.CharField(
        label="Why not", max_length=200, error_messages={"required": "Say why awards are not frozen for this poll"}
    )


class LiftForm(GovForm):
    """Why a freeze is lifted before its last day."""

    reason = forms.CharField(
        label="Why it is lifted", max_length=200, error_messages={"required": "Say why it is lifted"}
    )


class FreezeRuleForm(GovForm):
    """From when to when freezes are proposed."""

    before = forms.IntegerField(
        label="How many working days before the poll it begins", min_value=1, max_value=90,
        error_messages={"min_value": "Enter 1 or more", "max_value": "Enter 90 or fewer"},
    )  # fmt: skip
    after = forms.IntegerField(
        label="How many days after the poll awards go on", min_value=1, max_value=60,
        help_text="With 1, they go on the day after the poll.",
        error_messages={"min_value": "Enter 1 or more: the day of the poll is frozen", "max_value": "Enter 60 or less"},
    )  # fmt: skip
    from_date = DateParts(label="For polls from", help_text="For example, 1 4 2027. It is today or later.")
    source = forms.CharField(
        label="Where this is laid down", max_length=300, help_text="For example, Constitution, Part 5, protocol 3."
    )


class OverrideFreezeForm(GovForm):
    """Why one award may be decided while awards are frozen."""

    reason = forms.CharField(
        label="Why it cannot wait",
        max_length=300,
        help_text="Published with the decision. For example, the boiler has failed and the hall is needed in December.",
        error_messages={"required": "Say why it cannot wait: it is published with the decision"},
    )
