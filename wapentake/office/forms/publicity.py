"""What is typed about publicity holds and withdrawn pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.calendars import DAY, start_of_day
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..rules import Holding, page_path

TICK = "Tick this to go on"


class HoldDaysForm(GovForm):
    """The first and the last day of a hold, and what residents read."""

    begins = DateParts(label="First day", help_text="For example, 30 3 2027. It begins as the day does.")
    last = DateParts(label="Last day", help_text="The day of the poll should be in it. It is over at midnight.")
    reason = forms.CharField(
        label="Why",
        max_length=200,
        help_text="Residents read it in place of what is left out, after “Left out until 7 May 2027:”.",
        error_messages={"required": "Say why: residents read it where something is left out"},
    )
    sure = forms.BooleanField(
        label="Leave out what promotes, on every page of it, from the first day to the last",
        error_messages={"required": TICK},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "begins" in said and "last" in said and said["last"] < said["begins"]:
            self.add_error("last", "The last day must be the first day, or later")
        return said

    def holding(self, ward: Ward | None, kind: str, wards: Sequence[Ward] = ()) -> Holding:
        """Return what is to be held. Call it once the form is sound."""
        said = self.cleaned_data
        starts, ends = start_of_day(said["begins"]), start_of_day(said["last"] + DAY)
        return Holding(starts, ends, said["reason"], ward, kind=kind, wards=tuple(wards))


class HoldForm(HoldDaysForm):
    """A hold of one ward, or of the whole council."""

    ward = forms.ModelChoiceField(
        Ward.objects.none(), label="Ward", required=False, empty_label="The whole council", to_field_name="code"
    )
    field_order = ("ward", "begins", "last", "reason", "sure")

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards_on(on)  # type: ignore[attr-defined]


class WhyForm(GovForm):
    """Why something is lifted or put back. It is kept in the record."""

    reason = forms.CharField(
        label="Why", max_length=200, help_text="It is kept in the record and not shown to residents.",
        error_messages={"required": "Say why: it is kept in the record"},
    )  # fmt: skip


class PageForm(WhyForm):
    """A page to withdraw now."""

    path = forms.CharField(
        label="Address of the page",
        max_length=300,
        help_text="As the browser shows it. For example, /wards/boston-castle/.",
        error_messages={"required": "Enter the address of the page"},
    )
    sure = forms.BooleanField(label="Withdraw it on every host, now", error_messages={"required": TICK})
    field_order = ("path", "reason", "sure")

    def clean_path(self) -> str:
        """Return the address within the site."""
        return page_path(self.cleaned_data["path"])
