"""The money: what the project costs, how much is asked for, who else gives, who looks after what lasts."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.design.forms import PoundsField
from wapentake.foundation.money import pounds, pounds_short

from ... import rules
from ...queries import Pot
from ...states.fund_rules import CostType
from .answers import Answers, StepForm
from .rows import RowsForm

SECTION = "The money"
KINDS = [(CostType.REVENUE.value, CostType.REVENUE.label), (CostType.CAPITAL.value, CostType.CAPITAL.label)]
MONEY, IN_KIND = "money", "in_kind"


class CostsForm(RowsForm):
    section = SECTION
    name = "What it costs"
    heading = "What your whole project costs"
    lead = (
        "Enter each cost on a line of its own, also what others pay. Say whether it is for running something, or for a "
        "thing that lasts longer than a year."
    )
    row_name = "Cost"

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "what": forms.CharField(
                label="What for", max_length=120, error_messages={"required": "Enter what this cost is for"}
            ),
            "kind": forms.ChoiceField(
                label="Kind of cost",
                choices=KINDS,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose what kind of cost this is"},
            ),
            "pence": PoundsField(
                label="How much", at_least=1, error_messages={"required": "Enter how much it costs, like 120 or 99.50"}
            ),
        }

    def read(self, row: Mapping[str, Any]) -> rules.Line:
        return rules.Line(str(row["what"]), CostType(row["kind"]), int(row["pence"]))

    def nothing_said(self) -> str:
        return "Enter at least one cost"

    @property
    def sums(self) -> list[tuple[str, str]]:
        """What the lines come to, by kind and in all; nothing before there is one."""
        lines = self.rows if self.is_bound and self.is_valid() else ()
        kinds = [(str(kind.label), rules.sum_of_lines(lines, kind)) for kind in (CostType.REVENUE, CostType.CAPITAL)]
        found = [(label, pounds(pence)) for label, pence in kinds if pence]
        return [*found, ("In all", pounds(rules.sum_of_lines(lines)))] if found else []

    @property
    def said(self) -> list[tuple[str, str]]:
        lines = [f"{line.what}: {pounds(line.pence)} ({line.kind.label.lower()})" for line in self.rows]
        return [("What it costs", "\n".join(lines)), ("In all", pounds(rules.sum_of_lines(self.rows)))]


def lines_of(asking: Answers) -> tuple[rules.Line, ...]:
    """Return the cost lines that were entered, nothing while they do not hold."""
    form = CostsForm(asking, asking.answer("costs") or None)
    return form.rows if form.is_valid() else ()


class AmountForm(StepForm):
    section = SECTION
    name = "How much you ask for"
    amount = PoundsField(at_least=1, help_text="For example, 400 or 372.50.")
    anyway = forms.BooleanField(required=False)

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        whom = asking.whom
        self.fields["amount"].label = f"How much are you asking {whom} for?" if whom else "How much are you asking for?"
        self.fields["amount"].error_messages["required"] = "Enter the amount that you ask for"
        self.fields["anyway"].label = "Ask for it all the same"
        subject = f"{whom[:1].upper()}{whom[1:]}"
        self.fields["anyway"].help_text = f"{subject} can support it only if enough money comes free."
        self.too_much = False
        self.lines = lines_of(asking)

    @property
    def cost(self) -> int:
        """What the whole project costs, in pence; nought before the costs were entered."""
        return rules.sum_of_lines(self.lines)

    @property
    def pot(self) -> Pot | None:
        """What stands in the fund of whoever is asked; the balance is shown at the question that it limits."""
        asking = self.asking
        if asking.councillor is None and asking.asks_councillor:
            return None
        return asking.pot(asking.councillor) if asking.fund and asking.ward else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pence, pot = cleaned.get("amount"), self.pot
        if pence is None or pot is None or self.asking.fund is None:
            return cleaned
        within = rules.within_rules(self.asking.fund, rules.Wish(pence, self.cost), self.asking.on)
        for verdict in (within, rules.may_pay_for(self.asking.rules, self.lines, pence)):
            if not verdict:
                self.add_error("amount", verdict.reason.removesuffix("."))
                return cleaned
        fits = rules.may_ask_for(pence, pot.left, self.asking.whom)
        self.too_much = not fits
        if not fits and not cleaned.get("anyway"):
            self.add_error("amount", fits.reason.removesuffix("."))
        return cleaned

    @property
    def said(self) -> list[tuple[str, str]]:
        pence = int(self.cleaned_data["amount"])
        rest = self.cost - pence
        found = [("Amount", pounds(pence))]
        return [*found, ("The rest of the cost", pounds(rest))] if rest > 0 else found


class OthersForm(RowsForm):
    section = SECTION
    name = "Other money and help in kind"
    heading = "Who else gives money or help?"
    lead = "Volunteers’ time, a free room and given goods count too: say about what they are worth."
    row_name = "Money or help"
    none_label = "Nobody else gives anything"

    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "who": forms.CharField(
                label="Who gives it", max_length=120, error_messages={"required": "Enter who gives"}
            ),
            "how": forms.ChoiceField(
                label="What they give",
                choices=[(MONEY, "Money"), (IN_KIND, "Help in kind")],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose money or help in kind"},
            ),
            "pence": PoundsField(
                label="What it is worth", at_least=1, error_messages={"required": "Enter what it is worth"}
            ),
            "sure": forms.ChoiceField(
                label="Is it certain?",
                choices=[("yes", "Yes, it is confirmed"), ("no", "Not yet")],
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether it is certain"},
            ),
        }

    def read(self, row: Mapping[str, Any]) -> rules.Other:
        return rules.Other(str(row["who"]), int(row["pence"]), row["how"] == IN_KIND, row["sure"] == "yes")

    def nothing_said(self) -> str:
        return "Enter who gives, or tick “Nobody else gives anything”"

    @property
    def said(self) -> list[tuple[str, str]]:
        return [("Other money and help", "\n".join(in_words(one) for one in self.rows) or "Nobody else gives")]


def in_words(one: rules.Other) -> str:
    """Return what somebody else gives, in a line."""
    kind, sure = ("in kind" if one.in_kind else "money"), ("confirmed" if one.confirmed else "not confirmed yet")
    return f"{one.who}: {pounds_short(one.pence)}, {kind}, {sure}"


class AssetForm(StepForm):
    """Asked where something lasts longer than a year: whose it is, who insures it, who looks after it."""

    section = SECTION
    name = "Who looks after it"
    heading = "Who looks after what you buy or build?"
    owner = forms.CharField(label="Who will own it?", max_length=200)
    insurer = forms.CharField(label="Who will insure it?", max_length=200)
    maintainer = forms.CharField(label="Who will keep it in repair?", max_length=200)

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return rules.sum_of_lines(lines_of(asking), CostType.CAPITAL) > 0
