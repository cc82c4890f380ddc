"""A decision explained: what was decided, who decided it, on which day, and where that stands."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.design.forms import DateParts

from ..models import Item
from ..states import ItemKind
from .items import ItemForm

HTTPS = "Enter a link that begins with https://"


class DecisionForm(ItemForm):
    """A decision that touches a ward, explained in plain words."""

    kind = ItemKind.DECISION
    decided_by = forms.CharField(
        label="Who decided?",
        max_length=120,
        help_text="Like “Cabinet”, “Planning Board” or “South Yorkshire Mayoral Combined Authority”.",
        error_messages={"required": "Enter who decided"},
    )
    decided_on = DateParts(
        label="On which day?",
        help_text="The day of the decision. For example, 12 10 2026.",
        error_messages={"required": "Enter the day of the decision"},
    )
    decision_link = forms.URLField(
        label="Link to the decision",
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text="Its minute or report, if it is published. The link begins with https://.",
        error_messages={"invalid": HTTPS},
    )
    field_order = ("title", "decided_by", "decided_on", "decision_link", "summary", "body")

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["title"].label = "What was decided?"
        self.fields["title"].help_text = "Like “Wellgate gets a wider pavement from March”."
        self.fields["title"].error_messages["required"] = "Enter what was decided"
        self.fields["body"].help_text = f"Say what it means for the ward. {self.fields['body'].help_text}"
        if "factual" in self.fields:
            self.fields["factual"].help_text = (
                "A plain record of a decision goes out in the weeks before an election too. Whatever praises it, or "
                "promotes or names a candidate, waits."
            )

    def clean_decided_on(self) -> dt.date:
        """Nothing was decided on a day to come."""
        day: dt.date = self.cleaned_data["decided_on"]
        if day > self.on:
            raise forms.ValidationError("That day has not come yet: give the day on which it was decided")
        return day

    def clean_decision_link(self) -> str:
        """Residents are led to a page that nobody can change on its way to them."""
        link: str = self.cleaned_data["decision_link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(HTTPS)
        return link

    def event(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {name: said[name] for name in ("decided_by", "decided_on", "decision_link")}

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        decided = {"decided_by": item.decided_by, "decided_on": item.decided_on, "decision_link": item.decision_link}
        return ItemForm.initial_of(item) | decided
