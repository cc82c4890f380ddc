"""What the neighbourhoods team types about other people's funds and the bids to them."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import named, standing
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..models import OutsideFund
from ..rules import FundFacts
from ..states.outside import BidResult, OutsideTheme

EXAMPLE = "For example, 24 11 2026."
RESULTS = [(value, label) for value, label in BidResult.choices if value != BidResult.WAITING]
WHEN = {"open": "Open now", "soon": "Closing within four weeks", "later": "Opens later", "old": "To be looked at again",
        "gone": "Closed or off the list"}  # fmt: skip


class OutsideFundForm(GovForm):
    """An outside fund."""

    name = forms.CharField(label="Name of the fund", max_length=120)
    giver = forms.CharField(label="Who gives it", max_length=120)
    purpose = forms.CharField(
        label="What it pays for, and for whom", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In plain words: this is published.",
    )  # fmt: skip
    theme = forms.ChoiceField(label="Theme", choices=OutsideTheme.choices, widget=forms.RadioSelect)
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.none(), label="Wards where it pays", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Tick none if it pays everywhere here.",
    )  # fmt: skip
    least = PoundsField(label="Smallest award", required=False, at_least=1)
    most = PoundsField(label="Largest award", required=False, at_least=1)
    opens_on = DateParts(label="Opens on", required=False, help_text=EXAMPLE)
    closes_on = DateParts(
        label="Last day for bids", required=False, help_text="Leave it empty if the fund is always open."
    )
    link = forms.URLField(
        label="Where to read more and bid", assume_scheme="https", max_length=200,
        error_messages={"invalid": "Enter an address, like www.example.org/grants"},
    )  # fmt: skip

    def __init__(self, on: dt.date, *args: Any, fund: OutsideFund | None = None, **kwargs: Any) -> None:
        if fund is not None:
            kwargs.setdefault("initial", _known(fund))
        super().__init__(*args, **kwargs)
        self.fields["wards"].queryset = wards_on(on)  # type: ignore[attr-defined]

    @property
    def facts(self) -> FundFacts:
        """The fund as it was described. Call it once the form is sound."""
        said = self.cleaned_data
        names = ("name", "giver", "purpose", "theme", "link", "opens_on", "closes_on")
        return FundFacts(
            **{name: said[name] for name in names}, wards=list(said["wards"]), least_pence=said["least"],
            most_pence=said["most"],
        )  # fmt: skip


def _known(fund: OutsideFund) -> dict[str, Any]:
    names = ("name", "giver", "purpose", "theme", "link", "opens_on", "closes_on")
    known = {name: getattr(fund, name) for name in names}
    return known | {"wards": fund.wards.all(), "least": fund.least_pence, "most": fund.most_pence}


class BidForm(GovForm):
    """A bid that was sent to an outside fund."""

    group = forms.CharField(
        label="Which group bid?", required=False, max_length=200,
        help_text="Its name as it stands under Organisations. Leave it empty if the council bid itself.",
    )  # fmt: skip
    title = forms.CharField(label="What for", max_length=120)
    asked = PoundsField(label="Amount asked for", at_least=1)
    ward = forms.ModelChoiceField(Ward.objects.none(), label="Ward", required=False, empty_label="None in particular")
    sent_on = DateParts(label="Day on which it was sent", help_text=EXAMPLE)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards_on(on)  # type: ignore[attr-defined]

    def clean_group(self) -> Organisation | None:
        typed = self.cleaned_data["group"]
        found = named(typed) if typed.strip() else None
        if typed.strip() and found is None:
            raise forms.ValidationError("No organisation has this name: look it up under Organisations, or add it")
        return standing(found) if found else None


class BidResultForm(GovForm):
    """How a bid came out."""

    result = forms.ChoiceField(
        label="How did it come out?", choices=RESULTS, widget=forms.RadioSelect,
        error_messages={"required": "Say how it came out"},
    )  # fmt: skip
    won = PoundsField(label="Amount won", required=False, help_text="Leave it empty for a bid that won nothing.")
    on = DateParts(label="Day of the result", help_text=EXAMPLE)


class OtherFundsFilterForm(GovForm):
    """What narrows the list of other funds."""

    q = forms.CharField(label="Name, giver or what it pays for", max_length=100, required=False)
    when = forms.ChoiceField(label="When", choices=[("", "All"), *WHEN.items()], required=False)
    theme = forms.ChoiceField(label="Theme", choices=[("", "All themes"), *OutsideTheme.choices], required=False)
    ward = forms.ChoiceField(label="Pays in", required=False)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named_wards = [("", "All wards"), *((ward.code, ward.name) for ward in wards_on(on))]
        self.fields["ward"].choices = named_wards  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
