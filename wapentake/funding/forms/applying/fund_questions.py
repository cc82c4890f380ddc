"""What ring-fenced money asks a group besides: how it meets development's demands, how council tenants benefit."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ... import rules
from ...states.award_tests import GroupQuestion
from .answers import Answers, StepForm
from .project import MOST_PEOPLE, SECTION


class DemandsForm(StepForm):
    """Asked for levy: the council's co-ordinator, too, says so before members decide."""

    section = SECTION
    name = "What development asks of the area"
    demands = forms.CharField(
        label="How does it meet demands that development puts on the area?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say how it meets demands that development puts on the area"},
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        self.fields["demands"].help_text = (
            "This money comes from developers. Say what new homes or buildings nearby have made necessary, for "
            f"example: forty more homes use the crossing. Do not name people. {_cited(asking, GroupQuestion.DEMANDS)}"
        )

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return rules.asks_for(asking.rules, GroupQuestion.DEMANDS) is not None


class TenantsForm(StepForm):
    """Asked for housing money, which is council tenants' rent."""

    section = SECTION
    name = "Council tenants"
    heading = "How council tenants benefit"
    tenant_benefit = forms.CharField(
        label="How do council tenants benefit?",
        help_text="For example: the door entry of their flats is renewed. Do not name people.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say how council tenants benefit"},
    )
    tenants = forms.IntegerField(
        label="How many of those who benefit are council tenants?",
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={
            "required": "Enter about how many of those who benefit are council tenants",
            "invalid": "Enter a whole number, like 40",
            "min_value": "Enter 1 or more: this fund pays only for what benefits council tenants",
            "max_value": "Enter fewer than a million people",
        },
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        typed = str(asking.answer("people").get("people", "")).strip()
        self.people = int(typed) if typed.isdecimal() else None
        self.lead = f"This money is council tenants’ rent. {_cited(asking, GroupQuestion.TENANTS)}".strip()
        said = f"Of about {self.people:,} who benefit, as you said. " if self.people else ""
        self.fields["tenants"].help_text = f"{said}A guess will do."

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        return rules.asks_for(asking.rules, GroupQuestion.TENANTS) is not None

    def clean_tenants(self) -> int:
        tenants = int(self.cleaned_data["tenants"])
        if self.people is not None and tenants > self.people:
            said = f"Enter {self.people:,} or fewer: you said that about {self.people:,} people benefit in all"
            raise forms.ValidationError(said)
        return tenants


def _cited(asking: Answers, question: GroupQuestion) -> str:
    """Return the fund's rule in words, with its date and source, as it is shown at the question."""
    rule = rules.asks_for(asking.rules, question)
    return f"{rule.rule.text} {rule.cited}" if rule else ""
