"""Before the task list: may it be asked for at all, where, from which fund, and whom."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.foundation.money import pounds_short

from ... import rules
from ...models import Fund
from ...queries import rule_sets
from ...rules.clusters import VOTERS, is_of_a_cluster
from ...states import FundKind, HolderKind
from ...states.fund_rules import Exclusion
from .answers import Answers, StepForm

SECTION = "Before you start"
NONE_OF_THESE = "none"
# Where else to turn, said with each reason why a fund cannot help.
ELSEWHERE = {
    Exclusion.BOROUGH_WIDE: "Your neighbourhood co-ordinator knows of funds for the whole area, or ask for one ward.",
    Exclusion.INDIVIDUALS: "The council’s website says what help there is for one person. A group can apply here.",
    Exclusion.RETROSPECTIVE: "Ask for something that you have not bought or done yet.",
    Exclusion.CONTINUING: "Your neighbourhood co-ordinator knows of funders who pay for more than one year.",
    Exclusion.POLITICAL: "Public money may never go to a party or a campaign.",
}
PAYS_FOR = {
    FundKind.REVENUE: "For running something: an event, a club’s costs, a clean-up.",
    FundKind.CAPITAL: "For something that lasts longer than a year: equipment, a building, a bench.",
    FundKind.HOUSING: "For what directly benefits the tenants of council homes.",
    FundKind.LEVY: "For what a new development makes necessary.",
}


class EligibleForm(StepForm):
    section = SECTION
    name = "Check that you can apply"
    admits = forms.MultipleChoiceField(
        label="Is any of this true of your project?",
        help_text="Tick all that are. The money is not for such projects, and we say where else to turn.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what is true of your project, or “None of these”"},
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["admits"]
        assert isinstance(field, forms.ChoiceField)
        barred = _barred_everywhere(asking)
        known = [(each, Exclusion(each).label) for each in Exclusion.values if each in barred]
        field.choices = [*known, (NONE_OF_THESE, "None of these")]

    @property
    def options(self) -> dict[str, Any]:
        return {"divider": (NONE_OF_THESE, "or")}

    def clean_admits(self) -> list[str]:
        admitted = list(self.cleaned_data["admits"])
        if NONE_OF_THESE in admitted and len(admitted) > 1:
            raise forms.ValidationError("Tick what is true of your project, or “None of these”, not both")
        barred = _barred_everywhere(self.asking)
        found = next((each for each in admitted if each in barred), None)
        if found:
            raise forms.ValidationError(f"{barred[found]} {ELSEWHERE[Exclusion(found)]}".removesuffix("."))
        return []


def _barred_everywhere(asking: Answers) -> dict[str, str]:
    """Return what no fund that could be asked is for, with the sentence of the first that says so."""
    funds = [asking.fund] if asking.fund else asking.funds
    sets = rule_sets(funds, asking.on).values()
    found: dict[str, str] = {}
    for each in Exclusion.values:
        said = [rules.not_excluded(one, (each,)) for one in sets]
        if said and not any(said):
            found[each] = said[0].reason
    return found


class WardForm(StepForm):
    section = SECTION
    name = "The ward"
    ward = forms.ChoiceField(
        label="Which ward is your project in?",
        help_text="If you are not sure, find the ward by postcode on the front page.",
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["ward"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a ward"), *((ward.slug, ward.name) for ward in asking.wards)]
        field.error_messages["required"] = "Choose the ward that your project is in"


class FundForm(StepForm):
    """Asked where groups can apply to several funds: by what the money is for."""

    section = SECTION
    name = "What the money is for"
    fund = forms.ChoiceField(
        label="What is the money for?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the money is for"},
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["fund"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(fund.key, fund.name) for fund in asking.funds]

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return len(asking.funds) > 1

    @property
    def hints(self) -> dict[str, str]:
        """What each fund is for, and that it takes no applications now."""
        return {fund.key: self._hint(fund) for fund in self.asking.funds}

    def _hint(self, fund: Fund) -> str:
        what, may = PAYS_FOR[FundKind(fund.kind)], rules.may_apply(fund, self.asking.on)
        return what if may else f"{what} {may.reason}"

    def clean_fund(self) -> str:
        key = str(self.cleaned_data["fund"])
        fund = next(fund for fund in self.asking.funds if fund.key == key)
        may = rules.may_apply(fund, self.asking.on)
        if not may:
            raise forms.ValidationError(may.reason.removesuffix("."))
        if fund.holder_kind == HolderKind.CLUSTER and self.asking.ward is not None:
            may = is_of_a_cluster(fund, self.asking.ward, self.asking.on)
            if not may:
                raise forms.ValidationError(may.reason.removesuffix("."))
        return key


class ClusterForm(StepForm):
    """Asked where the ward works in several clusters that hold money of the fund."""

    section = SECTION
    name = "Which cluster you ask"
    cluster = forms.ChoiceField(
        label="Which cluster of wards are you asking?",
        help_text=VOTERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the cluster that you ask"},
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["cluster"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.slug, one.name) for one in asking.clusters]

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return len(asking.clusters) > 1


class CouncillorForm(StepForm):
    section = SECTION
    name = "Whom you ask"
    councillor = forms.ChoiceField(
        label="Which councillor are you asking?",
        help_text="Each councillor recommends from their own fund. You can ask one in this application.",
        widget=forms.RadioSelect,
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["councillor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(member.slug, str(member)) for member in asking.members]
        field.error_messages["required"] = "Choose the councillor whom you ask"

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return asking.asks_councillor

    @property
    def hints(self) -> dict[str, str]:
        """What each councillor has left."""
        if self.asking.fund is None:
            return {}
        pots_left = {member.slug: self.asking.pot(member).left for member in self.asking.members}
        return {slug: f"{pounds_short(left)} left this year" for slug, left in pots_left.items()}
