"""What else is asked for the same project: other councillors, other funds of the ward, other wards; and what if not."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.design.forms import PoundsField
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict

from ... import rules
from ...queries import rule_sets
from ...rules.parts import AskedPart, asked_twice, kinds_of, parts_agree, pay_for_together
from .answers import Answers, StepForm, YesNoField
from .money import SECTION, AmountForm, lines_of
from .rows import RowsForm

ALL, GRANTED = "all", "granted"


class PartsForm(RowsForm):
    section = SECTION
    name = "Other funds and councillors"
    heading = "Do you ask other funds or councillors for the same project?"
    task_hint = "Each decides on their own part"
    lead = (
        "You can ask other councillors, other funds of the ward and other wards for a part each. You fill in this form "
        "once; each part is decided on by itself and has a reference number of its own. Ask nobody twice."
    )
    row_name = "Other part"
    none_label = "I ask nobody else"

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        self.askable = asking.askable
        super().__init__(asking, data)

    def row_fields(self) -> dict[str, forms.Field]:
        asked = [(key, words) for key, (words, _) in self.askable.items()]
        return {
            "whom": forms.ChoiceField(
                label="Whom you ask",
                choices=[("", "Choose whom you ask"), *asked],
                error_messages={"required": "Choose whom you ask for this part"},
            ),
            "part": PoundsField(
                label="How much", at_least=1, error_messages={"required": "Enter how much you ask for, like 300"}
            ),
        }

    def read(self, row: Mapping[str, Any]) -> AskedPart:
        _, (fund, ward, councillor) = self.askable[str(row["whom"])]
        costs = rules.kind_of(lines_of(self.asking), self.asking.rules_of(fund))
        return AskedPart(fund, ward, councillor, int(row["part"]), costs)

    def nothing_said(self) -> str:
        return "Choose whom else you ask, or tick “I ask nobody else”"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first = first_part(self.asking) if self.rows and not self.errors else None
        if first is not None:
            place, why = refused(self.asking, (first, *self.rows))
            if why:
                self.add_error(f"part-{max(place - 1, 0)}", why.removesuffix("."))
        return cleaned

    @property
    def sums(self) -> list[tuple[str, str]]:
        """Each part with the first, and what they come to; nothing while there is only one."""
        first = first_part(self.asking)
        parts = (first, *self.rows) if first and self.is_bound and self.is_valid() else ()
        if len(parts) < 2:
            return []
        return [*((part.whom, pounds(part.pence)) for part in parts), ("In all", pounds(_sum(parts)))]

    @property
    def said(self) -> list[tuple[str, str]]:
        lines = [f"{part.whom}: {pounds_short(part.pence)}" for part in self.rows]
        first = first_part(self.asking)
        total = [("In all", pounds(_sum((first, *self.rows))))] if lines and first else []
        return [("Others whom you ask", "\n".join(lines) or "Nobody"), *total]


def _sum(parts: tuple[AskedPart, ...]) -> int:
    return sum(part.pence for part in parts)


def first_part(asking: Answers) -> AskedPart | None:
    """Return what is asked of whoever was chosen first, nothing while that does not hold."""
    form = AmountForm(asking, asking.answer("amount") or None)
    if asking.fund is None or asking.ward is None or not form.is_valid():
        return None
    costs = rules.kind_of(lines_of(asking), asking.rules)
    pence = form.cleaned_data["amount"]
    return AskedPart(asking.fund, asking.ward, asking.councillor, pence, costs, asking.cluster)


def parts_of(asking: Answers) -> tuple[AskedPart, ...]:
    """Return what else is asked for, nothing while it does not hold."""
    form = PartsForm(asking, asking.answer("parts") or None)
    return form.rows if form.is_valid() else ()


def refused(asking: Answers, parts: tuple[AskedPart, ...]) -> tuple[int, str]:
    """Return the place of the first part that cannot be asked for, and why; an empty reason if all can."""
    lines = lines_of(asking)
    cost, total = rules.sum_of_lines(lines), _sum(parts)
    sets = rule_sets([part.fund for part in parts], asking.on)
    twice = asked_twice([part.holder for part in parts])
    if twice is not None:
        return twice, parts_agree(parts, cost).reason
    for place, part in enumerate(parts):
        wish = rules.Wish(part.pence, cost, part.costs, others=total - part.pence)
        for verdict in (
            rules.may_apply(part.fund, asking.on),
            rules.within_rules(part.fund, wish, asking.on),
            rules.may_pay_for(sets[part.fund.pk], lines, part.pence),
        ):
            if not verdict:
                return place, verdict.reason
    paid_by = [(kinds_of(sets[part.fund.pk]), part.pence) for part in parts]
    together: tuple[Verdict, ...] = (parts_agree(parts, cost), pay_for_together(paid_by, lines))
    return len(parts) - 1, next((verdict.reason for verdict in together if not verdict), "")


class TogetherForm(StepForm):
    """Asked of a project in parts: does it go ahead without some of them, and is it for the whole council area?"""

    section = SECTION
    name = "If not all parts are granted"
    heading = "Your project as a whole"
    needs = forms.ChoiceField(
        label="If not everybody grants their part, does the project go ahead?",
        choices=[
            (GRANTED, "Yes, with what is granted"),
            (ALL, "No, only with all parts"),
        ],
        widget=forms.RadioSelect,
        help_text="If it needs all parts, nothing is paid before all are awarded.",
        error_messages={"required": "Say whether the project goes ahead without some of its parts"},
    )
    everywhere = YesNoField(
        label="Does the project serve the whole council area?",
        help_text="Ward money is for the wards that give it, so such a project is looked at with this in mind.",
        error_messages={"required": "Say whether the project serves the whole council area"},
    )

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return any(name.startswith("whom-") for name in asking.answer("parts"))
