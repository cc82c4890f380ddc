"""What is known of a group that asks in the street, and how an application came that an officer enters."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.office.models import Councillor
from wapentake.places.models import Ward

from ..models import Fund
from ..states.papers import Received


class InviteForm(GovForm):
    """Ward, fund, councillor, group and title: all but the ward may be left to the group."""

    ward = forms.ChoiceField(label="Ward")
    fund = forms.ChoiceField(label="Fund", required=False)
    councillor = forms.ChoiceField(label="Councillor", help_text="Only for a councillor’s own fund.", required=False)
    group = forms.CharField(label="Name of the group", max_length=200, required=False)
    title = forms.CharField(
        label="The project in a few words", help_text="Name no person.", max_length=100, required=False
    )

    def __init__(
        self, wards: list[Ward], funds: list[Fund], members: list[Councillor], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "ward": [(ward.slug, ward.name) for ward in wards],
            "fund": [("", "Let the group choose"), *((fund.key, fund.name) for fund in funds)],
            "councillor": [("", "Let the group choose"), *((one.slug, str(one)) for one in members)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """What the application begins with, by its questions."""
        said = self.cleaned_data
        asked = {"ward": "ward", "fund": "fund", "councillor": "councillor", "group": "group", "project": "title"}
        return {step: {name: said[name]} for step, name in asked.items() if said[name]}


class EnterForm(GovForm):
    """How it came, when, and that the group agreed."""

    how = forms.ChoiceField(label="How did it come?", choices=Received.choices, widget=forms.RadioSelect)
    on = DateParts(label="The day on which it came", help_text="For example, 20 11 2026.")
    agreed = forms.CharField(
        label="How did the group agree that you enter it?",
        help_text="For example: the secretary signed the form; or: read back to the treasurer, who agreed.",
        max_length=200,
    )

    def __init__(self, today: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> dt.date:
        on: dt.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("The day on which it came must be today or earlier")
        return on
