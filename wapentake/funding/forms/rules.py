"""A fund's dated rules and figures as a finance officer types them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, PoundsField
from wapentake.foundation.money import BadAmount, parse_pounds
from wapentake.places.models import Ward

from ..models import Fund
from ..states import FigureKind, FundKind, HolderKind
from ..states.award_tests import AwardTest, GroupQuestion
from ..states.fund_rules import KINDS, CarryOver, CostType, Decider, Exclusion, Footing, Leaver, Route
from ..states.papers import Paper
from ..states.payees import PaidTo
from ..states.returned import Returned
from ..states.subsidies import SellingAsked

Fields = dict[str, forms.Field]
CHOICES = {
    "cost_type": CostType,
    "routes": Route,
    "exclusions": Exclusion,
    "decided_by": Decider,
    "legal_basis": Footing,
    "award_tests": AwardTest,
    "group_questions": GroupQuestion,
    "subsidy_asked": SellingAsked,
    "paid_to": PaidTo,
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _number(label: str, most: int, help_text: str = "", *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, help_text=help_text, required=required)


def _pounds(label: str, help_text: str = "", *, required: bool = True) -> PoundsField:
    return PoundsField(label=label, help_text=help_text, at_least=1, required=required)


def amount_fields(fund: Fund) -> Fields:
    """Return what an amount is made of for a fund: one sum for each councillor, or a ward's several parts."""
    if fund.holder_kind == HolderKind.COUNCILLOR:
        return {"per_councillor": _pounds("For each councillor")}
    found: Fields = {}
    if fund.holder_kind == HolderKind.CLUSTER:
        found["per_cluster"] = _pounds("For each cluster, the same", required=False)
    found |= {
        "per_ward": _pounds("For each ward, the same", required=False),
        "per_seat": _pounds("For each seat of a ward", required=False),
    }
    if fund.kind == FundKind.HOUSING:
        hint = "Give the homes of each ward as figures."
        found["per_home"] = _pounds("For each council home", hint, required=False)
    if fund.kind == FundKind.LEVY:
        found["levy_share"] = _number("Per cent of the levy received", 100, required=False)
    return found


def _day_fields(fund: Fund) -> Fields:
    months = [(str(place), name) for place, name in enumerate(MONTHS, 1)]
    month = forms.TypedChoiceField(label="Month", choices=months, coerce=int)
    return {"day": _number("Day", 31), "month": month}


def _carry_fields(fund: Fund) -> Fields:
    return {
        "what": forms.ChoiceField(label="What goes on", choices=CarryOver.choices, widget=forms.RadioSelect),
        "cap": _pounds("The limit for each holder", "Only where there is one.", required=False),
        "across_election": forms.BooleanField(label="Also past an election of the whole council", required=False),
    }


def _choice_fields(key: str) -> Callable[[Fund], Fields]:
    def made(fund: Fund) -> Fields:
        field = forms.MultipleChoiceField(label=KINDS[key].label, choices=CHOICES[key].choices)
        field.widget = forms.CheckboxSelectMultiple(choices=CHOICES[key].choices)
        return {"chosen": field}

    return made


FIELDS: dict[str, Callable[[Fund], Fields]] = {
    "amount": amount_fields,
    "minimum_award": lambda fund: {"pence": _pounds("The smallest award")},
    "maximum_award": lambda fund: {"pence": _pounds("The largest award")},
    "maximum_share": lambda fund: {
        "percent": _number("Per cent of the whole cost", 100),
        "whole_up_to": _pounds("Paid in full up to", required=False),
    },
    "match": lambda fund: {"percent": _number("Per cent of a pot that is for projects with match", 100)},
    "second_officer": lambda fund: {"pence": _pounds("Two officers look at awards from")},
    "papers": lambda fund: {
        paper.value: _pounds(f"{paper.label} from", "Only where it is asked for.", required=False) for paper in Paper
    },
    "split_within": lambda fund: {"days": _number("Days", 366)},
    "keep_personal": lambda fund: {"months": _number("Months", 120)},
    "keep_awarded": lambda fund: {"months": _number("Months after its money last moved", 120)},
    "keep_bank_details": lambda fund: {"months": _number("Months after the payment", 120)},
    "received_by": _day_fields,
    "last_decision": _day_fields,
    "statement_reminder": _day_fields,
    "statement_due": _day_fields,
    "spend_within": lambda fund: {"months": _number("Months", 60)},
    "monitoring_within": lambda fund: {"months": _number("Months", 36)},
    "answer_within": lambda fund: {"working_days": _number("Working days", 250)},
    "carry_over": _carry_fields,
    "leaver": lambda fund: {
        "what": forms.ChoiceField(label="The balance", choices=Leaver.choices, widget=forms.RadioSelect)
    },
    "returned": lambda fund: {
        "what": forms.ChoiceField(label="What comes back", choices=Returned.choices, widget=forms.RadioSelect)
    },
    "conditions": lambda fund: {
        "lines": forms.CharField(
            label="The conditions, each on a line of its own",
            widget=forms.Textarea(attrs={"rows": 6}),
            max_length=3000,
        )
    },
    "offer_within": lambda fund: {"days": _number("Days", 366)},
    "subsidy_limit": lambda fund: {"pence": _pounds("The most in this and the two financial years before")},
    "levy_split": lambda fund: {
        "local": _number("Local share in per cent", 100),
        "with_plan": _number("Local share with a neighbourhood plan, in per cent", 100),
        "administration": _number("Kept for running the levy, in per cent", 100, required=False),
    },
    "levy_cap": lambda fund: {"pence": _pounds("For each dwelling in the area, before it is indexed")},
    "levy_index": lambda fund: {
        "figure": _number("Index figure of the year", 100_000),
        "base": _number("Index figure that it is measured against", 100_000),
    },
    "cabinet_title": lambda fund: {"title": forms.CharField(label="Title of the office", max_length=120)},
    "delegation": lambda fund: {
        "title": forms.CharField(
            label="Part of the scheme", help_text="For example, Scheme of Delegation, paragraph 12.", max_length=120
        )
    },
    **{key: _choice_fields(key) for key in CHOICES},
}
# What a finance officer can write down here; how monitoring goes is not applied by the program, and has no form.
WRITABLE = tuple(key for key in KINDS if key in FIELDS)


class RuleForm(GovForm):
    """One rule of a fund from a day on: its own fields, its words, its source."""

    text = forms.CharField(
        label="The rule in words",
        help_text="Shown to its users. One sentence, with a full stop.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )
    source = forms.CharField(
        label="Where it is laid down",
        help_text="Shown beside the rule. For example, Cabinet, 10 February 2026, item 7.",
        max_length=200,
    )
    from_date = DateParts(label="First day", help_text="For example, 1 4 2027.")

    def __init__(self, fund: Fund, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.own = key, FIELDS[key](fund)
        self.fields = {**self.own, **self.fields}

    @property
    def value(self) -> Any:
        """The rule's value as it is kept. Call it once the form is sound."""
        said = self.cleaned_data
        if "chosen" in self.own:
            return list(said["chosen"])
        given = {name: said[name] for name in self.own if said[name] not in (None, "", False)}
        if self.key == "carry_over":
            given["across_election"] = said["across_election"]
        return given


def initial_of(key: str, value: Any) -> dict[str, Any]:
    """Return what a rule's own fields hold for a value that stands."""
    if key in CHOICES:
        return {"chosen": value}
    return dict(value) if isinstance(value, Mapping) else {}


class WhatIfForm(GovForm):
    """Amounts to try. Nothing is written."""

    def __init__(self, fund: Fund, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(amount_fields(fund))

    @property
    def value(self) -> dict[str, int]:
        """The amounts that were typed."""
        return {name: number for name, number in self.cleaned_data.items() if number}


class FiguresForm(GovForm):
    """A number for every ward, a line each, all at once."""

    lines = forms.CharField(widget=forms.Textarea, required=False)
    source = forms.CharField(label="Where they come from", max_length=200)

    def __init__(self, kind: FigureKind, wards: list[Ward], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.wards = kind, {ward.name.casefold(): ward for ward in wards}
        what = "the number of council homes" if kind == FigureKind.HOMES else "the amount in pounds"
        self.fields["lines"].label = "A line for each ward"
        self.fields["lines"].help_text = f"The ward, a colon, and {what}. A ward without a line has none."

    def clean_lines(self) -> dict[Ward, int]:
        found: dict[Ward, int] = {}
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if not line.strip():
                continue
            name, _, amount = line.rpartition(":")
            ward = self.wards.get(" ".join(name.split()).casefold())
            if ward is None:
                raise forms.ValidationError(f"Line {number}: write a ward’s name, a colon and a number")
            if ward in found:
                raise forms.ValidationError(f"Line {number}: {ward} has a line already")
            found[ward] = self._read(amount, number)
        return found

    def _read(self, text: str, line: int) -> int:
        if self.kind == FigureKind.HOMES:
            plain = text.strip().replace(",", "")
            if not (plain.isascii() and plain.isdigit() and len(plain) <= 7):
                raise forms.ValidationError(f"Line {line}: give the homes as a whole number, like 1240")
            return int(plain)
        try:
            return parse_pounds(text)
        except BadAmount as wrong:
            raise forms.ValidationError(f"Line {line}: {str(wrong).removesuffix('.')}") from None


class BecauseForm(GovForm):
    """Why a fund is frozen, or goes on."""

    because = forms.CharField(label="Why", help_text="Councillors and groups read it.", max_length=200)


class CloseForm(GovForm):
    """What becomes of what is left, as it was shown."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)


class EndRuleForm(GovForm):
    """When a rule ends with nothing in its place."""

    last_day = DateParts(label="Last day on which it is in force", help_text="For example, 31 3 2027.")
    reason = forms.CharField(label="Why", help_text="Kept on record.", max_length=200)
