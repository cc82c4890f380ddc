"""What planning and finance officers type about the levy: a site, a receipt, what went back, dwellings, a plan."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField
from wapentake.places.models import Parish, Ward
from wapentake.places.queries import wards_on

from ..models import Development, NeighbourhoodPlan
from ..rules import Site
from ..states.levy import Placed, PlanKind, ReceiptKind
from .desk import ActForm, new_key
from .points import BadPoint, read_point

EXAMPLE = "For example, 24 11 2026."
MOST_DWELLINGS = 100_000


class SiteForm(GovForm):
    """A development that pays the levy."""

    reference = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9/.-]{2,19}$",
        label="Planning reference",
        help_text="For example, RB2024/0123.",
        error_messages={"invalid": "Enter the reference as planning writes it, like RB2024/0123"},
    )
    site = forms.CharField(label="Site", max_length=200, help_text="Its address, or where it is.")
    point = forms.CharField(
        label="Its point on the map",
        max_length=60,
        required=False,
        help_text="Latitude and longitude, or an OS easting and northing. The ward is worked out from it.",
    )
    ward = forms.ModelChoiceField(
        Ward.objects.none(),
        label="Ward",
        required=False,
        empty_label="By its point on the map",
        help_text="Choose one only where there is no point, or the map is wrong.",
    )
    in_parish = forms.ChoiceField(
        label="Is the site itself in a parish?",
        help_text="A ward may have both kinds of ground: the money follows the site. In a parish, the local share is "
        "the parish council’s (regulation 59A of the Community Infrastructure Levy Regulations 2010).",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the site is in a parish"},
    )
    parish = forms.ModelChoiceField(Parish.objects.none(), label="Which parish", required=False, empty_label="None")
    plan = forms.ModelChoiceField(
        NeighbourhoodPlan.objects.all(),
        label="Neighbourhood plan or order that covers the site",
        required=False,
        empty_label="None",
        help_text="It counts for receipts from the day on which it was made.",
    )
    dwellings = forms.IntegerField(label="New dwellings", min_value=0, max_value=MOST_DWELLINGS)
    reason = forms.CharField(
        label="Why, if you say otherwise than the map", max_length=200, required=False, help_text="Kept on record."
    )

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards_on(on)  # type: ignore[attr-defined]
        self.fields["parish"].queryset = Parish.objects.on(on)  # type: ignore[attr-defined]

    def clean_point(self) -> tuple[float, float] | None:
        try:
            return read_point(self.cleaned_data["point"])
        except BadPoint as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("in_parish") == "yes" and "parish" in said and said["parish"] is None:
            self.add_error("parish", "Choose the parish that the site is in")
        if said.get("in_parish") == "no" and said.get("parish") is not None:
            self.add_error("in_parish", "You chose a parish: say that the site is in it, or choose none")
        return said

    @property
    def asked(self) -> Site:
        """The site as it was described. Call it once the form is sound."""
        said = self.cleaned_data
        return Site(
            reference=said["reference"].upper(), site=said["site"], dwellings=said["dwellings"], parish=said["parish"],
            point=said["point"], ward=said["ward"], reason=said["reason"], plan=said["plan"],
        )  # fmt: skip


class ChangeSiteForm(SiteForm, ActForm):
    """A development that is put right: all but its reference."""

    why = forms.CharField(label="Why it is put right", max_length=300, help_text="Kept with the development.")

    def __init__(self, on: dt.date, development: Development, *args: Any, **kwargs: Any) -> None:
        super().__init__(on, *args, initial=_initial(development), **kwargs)
        self.of = development.reference
        del self.fields["reference"]

    @property
    def asked(self) -> Site:
        """The site as it was described. Call it once the form is sound."""
        self.cleaned_data["reference"] = self.of
        return super().asked


def _initial(development: Development) -> dict[str, Any]:
    point = "" if development.latitude is None else f"{development.latitude}, {development.longitude}"
    return {
        "key": new_key(), "site": development.site, "point": point, "dwellings": development.dwellings,
        "ward": None if development.ward_placed == Placed.POINT else development.ward_id,
        "in_parish": "yes" if development.parish_id else "no", "parish": development.parish_id,
        "plan": development.plan_id, "reason": development.ward_reason,
    }  # fmt: skip


class WithdrawSiteForm(ActForm):
    """Why a development is withdrawn."""

    why = forms.CharField(label="Why it is withdrawn", max_length=300, help_text="Kept with the development.")


class PutBackForm(ActForm):
    """A development that counts again."""


class ReceiptForm(ActForm):
    """A payment of a development's levy."""

    amount = PoundsField(label="Amount received", at_least=1, help_text="One instalment at a time.")
    on = DateParts(label="Day on which it was received", help_text=EXAMPLE)


class TakeBackForm(ActForm):
    """What went back to the developer, or was entered wrongly."""

    kind = forms.ChoiceField(
        label="What happened?",
        choices=[
            (ReceiptKind.CORRECTION.value, "It was entered wrongly: take it out"),
            (ReceiptKind.REFUND.value, "Money went back to the developer"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what happened"},
    )
    amount = PoundsField(label="Amount", at_least=1)
    on = DateParts(label="On which day", help_text=EXAMPLE)
    reason = forms.CharField(label="Why", max_length=300, help_text="Kept with the receipt.")


class PublishForm(GovForm):
    """The infrastructure funding statement as it was shown: what it says is unspent, in pence."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=20)


class PlanForm(GovForm):
    """A neighbourhood plan or order, from the day on which it was made."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="What is it?", choices=PlanKind.choices, widget=forms.RadioSelect)
    from_date = DateParts(label="Day on which it was made", help_text=EXAMPLE)
    source = forms.CharField(label="Where that is laid down", max_length=200)


class DwellingsForm(GovForm):
    """How many dwellings areas have: a line each."""

    lines = forms.CharField(
        label="A line for each area",
        help_text="A parish, or a ward for its ground outside parishes; a colon; and the number of dwellings.",
        widget=forms.Textarea,
        max_length=20_000,
    )
    source = forms.CharField(
        label="Where they come from", max_length=200, help_text="For example, the council tax list."
    )

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas: dict[str, Ward | Parish] = {ward.name.casefold(): ward for ward in wards_on(on)}
        for parish in Parish.objects.on(on):
            # A parish of a ward's name is told apart by its kind: "Wales parish".
            name = parish.name.casefold()
            self.areas[f"{name} parish" if name in self.areas else name] = parish

    def clean_lines(self) -> dict[Ward | Parish, int]:
        found: dict[Ward | Parish, int] = {}
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            name, _, count = line.rpartition(":")
            area, plain = self.areas.get(" ".join(name.split()).casefold()), count.strip().replace(",", "")
            if area is None:
                raise forms.ValidationError(f"Line {number}: write a ward’s or parish’s name, a colon and a number")
            if area in found:
                raise forms.ValidationError(f"Line {number}: {area} has a line already")
            if not (plain.isascii() and plain.isdigit() and len(plain) <= 6):
                raise forms.ValidationError(f"Line {number}: give the dwellings as a whole number, like 3450")
            found[area] = int(plain)
        return found


WHERE = {"": "Everywhere", "out": "Outside parishes", "in": "In a parish"}


class LevyFilterForm(GovForm):
    """What narrows the list of developments."""

    q = forms.CharField(label="Planning reference or site", max_length=100, required=False)
    ward = forms.ChoiceField(label="Ward", required=False)
    where = forms.ChoiceField(label="Where the site lies", choices=list(WHERE.items()), required=False)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", "All wards"), *((ward.code, ward.name) for ward in wards_on(on))]
        self.fields["ward"].choices = named  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
