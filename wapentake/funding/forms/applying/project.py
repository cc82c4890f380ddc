"""The project: what and why, whom it helps, who was asked, which of the ward's priorities it serves."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ... import rules
from ...states import COMMUNITIES_ASKED, Community
from ...states.award_tests import GroupQuestion
from .answers import Answers, StepForm

SECTION = "Your project"
NO_PRIORITY = "none"
MOST_PEOPLE = 1_000_000


class ProjectForm(StepForm):
    section = SECTION
    heading = "What you want to do, and why"
    title = forms.CharField(
        label="Your project in a few words",
        help_text="This is published if it is awarded. For example, a tool store for the community garden.",
        max_length=100,
    )
    purpose = forms.CharField(
        label="What will you do with the money, and what will be better for it?",
        widget=forms.Textarea,
        max_length=2000,
    )
    delivered_with = forms.CharField(
        label="Which other bodies help to do it?",
        help_text="For example the parish council, a charity, a council service. Do not name people.",
        max_length=300,
        required=False,
    )


class PeopleForm(StepForm):
    section = SECTION
    heading = "Who it helps"
    who_benefits = forms.CharField(
        label="Who will benefit?",
        help_text="Who they are: for example neighbours, older people, young people. Do not name people.",
        widget=forms.Textarea,
        max_length=1000,
    )
    people = forms.IntegerField(
        label="About how many people?",
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={
            "required": "Enter about how many people will benefit",
            "invalid": "Enter a whole number, like 40",
            "min_value": "Enter 1 or more",
            "max_value": "Enter fewer than a million people",
        },
    )


class CommunitiesForm(StepForm):
    section = SECTION
    name = "Communities it reaches"
    heading = "How many people of these communities will it reach?"
    depends = tuple(each.value for each in COMMUNITIES_ASKED)
    task_hint = "If you know: leave out what you do not"
    lead = (
        "We ask so that the council can show whom its money reaches (Equality Act 2010, section 149). A guess will do. "
        "Only totals of ten people and more are published."
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        for community in COMMUNITIES_ASKED:
            self.fields[community.value] = forms.IntegerField(
                label=community.label,
                min_value=0,
                max_value=MOST_PEOPLE,
                required=False,
                error_messages={
                    "invalid": "Enter a whole number, like 40, or nothing",
                    "min_value": "Enter 0 or more",
                    "max_value": "Enter fewer than a million people",
                },
            )

    @property
    def as_typed(self) -> dict[str, Any]:
        return {**super().as_typed, "sent": "yes"}

    @property
    def said(self) -> list[tuple[str, str]]:
        reached = [f"{Community(key).label}: {count}" for key, count in self.cleaned_data.items() if count]
        return [("Communities reached", ", ".join(reached) or "Not said")]


class ConsultedForm(StepForm):
    section = SECTION
    name = "Who was asked about it"
    who_was_asked = forms.CharField(
        label="Who has been asked about it?",
        help_text="For example neighbours, members, the school. Say what they answered. Do not name people.",
        widget=forms.Textarea,
        max_length=1000,
    )


class PriorityForm(StepForm):
    section = SECTION
    name = "The priorities it serves"
    priority = forms.MultipleChoiceField(
        label="Which of the ward’s priorities does it serve?",
        help_text="The councillors agreed these after hearing what people say. Money goes to them first. Tick one or "
        "more.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the priorities that it serves, or “None of these”"},
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["priority"]
        assert isinstance(field, forms.ChoiceField)
        known = [(str(priority.pk), priority.title) for priority in asking.priorities]
        field.choices = [*known, (NO_PRIORITY, "None of these")] if known else [(NO_PRIORITY, "None is published yet")]

    @property
    def options(self) -> dict[str, Any]:
        return {"divider": (NO_PRIORITY, "or")} if self.asking.priorities else {}

    @property
    def _needed(self) -> str:
        """Say what to do where the fund pays for priorities alone and none was chosen."""
        if self.asking.priorities:
            return "Tick a priority that it serves: this fund pays for nothing else."
        return f"{self.asking.ward} has published no priority yet, and this fund pays for nothing else: choose another."

    def clean_priority(self) -> list[str]:
        chosen = list(self.cleaned_data["priority"])
        rule = rules.asks_for(self.asking.rules, GroupQuestion.PRIORITY)
        if rule is not None and NO_PRIORITY in chosen:
            raise forms.ValidationError(f"{self._needed} {rule.cited}".removesuffix("."))
        if NO_PRIORITY in chosen and len(chosen) > 1:
            raise forms.ValidationError("Tick priorities, or “None of these”, not both")
        return chosen
