"""The questions of an application, a page each. A form reads its own answer and, where it must, those before it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from wapentake.design.forms import GovForm, PoundsField
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds_short
from wapentake.office.models import Councillor
from wapentake.office.queries import members_of
from wapentake.organisations.states import CHARITY_NUMBER, NO_CHARITY_NUMBER, OrganisationKind
from wapentake.places.models import Edition, Ward
from wapentake.plans.models import Priority
from wapentake.plans.queries import published_priorities

from .. import rules
from ..models import Draft, Fund
from ..queries import Pot, RuleSet, fund_for_groups, pots, rule_set
from ..rules import Asked, Group
from ..states.fund_rules import Choices, Exclusion, Match, ShareLimit

NO_PRIORITY = "none"
LONGEST = 2000  # characters of any answer
# Who may ask. A council's own service or a business does not use this form.
KINDS = (
    OrganisationKind.GROUP,
    OrganisationKind.CHARITY,
    OrganisationKind.PARISH_COUNCIL,
    OrganisationKind.PARTNER,
)


@dataclass
class Asking:
    """An application as far as it has been written, on a day. Answers that no longer hold count as not given."""

    draft: Draft
    on: dt.date

    def answer(self, step: str) -> Mapping[str, Any]:
        """Return what was typed at a step, as it was typed."""
        return dict(self.draft.answers.get(step, {}))

    @cached_property
    def fund(self) -> Fund | None:
        return fund_for_groups()

    @cached_property
    def rules(self) -> RuleSet:
        """The fund's rules that are in force on the day."""
        return rule_set(self.fund, self.on) if self.fund else RuleSet({})

    @cached_property
    def wards(self) -> list[Ward]:
        return list(Ward.objects.filter(edition__in=Edition.objects.on(self.on)).order_by("name"))

    @cached_property
    def ward(self) -> Ward | None:
        slug = self.answer("ward").get("ward")
        return next((ward for ward in self.wards if ward.slug == slug), None)

    @cached_property
    def members(self) -> list[Councillor]:
        return members_of(self.ward, self.on) if self.ward else []

    @cached_property
    def councillor(self) -> Councillor | None:
        slug = self.answer("councillor").get("councillor")
        return next((member for member in self.members if member.slug == slug), None)

    @cached_property
    def priorities(self) -> list[Priority]:
        return published_priorities(self.ward, self.on) if self.ward else []

    def pot(self, councillor: Councillor) -> Pot:
        """Return what stands in a councillor's fund this year."""
        funds = [self.fund] if self.fund else []
        return pots(FinancialYear.of(self.on), ward=self.ward, councillor=councillor, funds=funds)[0]

    def form(self, step: str) -> "StepForm":
        """Return a step's form, filled with the answer that was given."""
        return STEPS[step](self, self.answer(step) or None)

    def first_to_answer(self) -> str | None:
        """Return the first step without an answer that holds, or nothing when it can be sent."""
        return next((step for step in STEPS if not self.form(step).is_valid()), None)

    def asked(self) -> Asked:
        """Return the whole of it as clean values; call it only when nothing is left to answer."""
        clean: dict[str, Any] = {}
        for step in STEPS:
            form = self.form(step)
            form.full_clean()
            clean |= form.cleaned_data
        if self.fund is None or self.ward is None:
            raise ValueError("An application is sent when every question has been answered.")
        chosen = clean["priority"]
        return Asked(
            fund=self.fund, ward=self.ward, councillor=self.councillor,
            organisation=Group(clean["group"], OrganisationKind(clean["kind"]), clean["charity_number"]),
            priority=next((priority for priority in self.priorities if str(priority.pk) == chosen), None),
            title=clean["title"], purpose=clean["purpose"], pence=clean["amount"], who_benefits=clean["who_benefits"],
            who_was_asked=clean["who_was_asked"], contact_name=clean["contact_name"],
            contact_email=clean["contact_email"], cost_pence=clean.get("cost") or 0,
            admits=tuple(clean.get("admits", ())),
        )  # fmt: skip


class StepForm(GovForm):
    """One page of questions. `caption` stands above the heading, `heading` is the page's when it asks several."""

    caption = ""
    heading = ""

    def __init__(self, asking: Asking, data: Mapping[str, Any] | None = None) -> None:
        self.asking = asking
        super().__init__(data)

    @property
    def as_typed(self) -> dict[str, Any]:
        """What was typed, to be kept in the draft: without spaces around it, and no longer than any answer may be.

        Of several boxes, those that were ticked.
        """
        typed: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name not in self.data:
                continue
            if isinstance(field, forms.MultipleChoiceField) and isinstance(self.data, QueryDict):
                typed[name] = [each[:LONGEST] for each in self.data.getlist(name)]
            else:
                typed[name] = str(self.data.get(name, "")).strip()[:LONGEST]
        return typed


class WardForm(StepForm):
    caption = "Where"
    ward = forms.ChoiceField(
        label="Which ward is your project in?",
        help_text="If you are not sure, find the ward by postcode on the front page.",
    )

    def __init__(self, asking: Asking, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["ward"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a ward"), *((ward.slug, ward.name) for ward in asking.wards)]
        field.error_messages["required"] = "Choose the ward that your project is in"


class CouncillorForm(StepForm):
    caption = "Whom you ask"
    councillor = forms.ChoiceField(
        label="Which councillor are you asking?",
        help_text="Each councillor recommends from their own fund. You can ask one in this application.",
        widget=forms.RadioSelect,
    )

    def __init__(self, asking: Asking, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["councillor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(member.slug, str(member)) for member in asking.members]
        field.error_messages["required"] = "Choose the councillor whom you ask"

    @property
    def hints(self) -> dict[str, str]:
        """What each councillor has left."""
        pots_left = {member.slug: self.asking.pot(member).left for member in self.asking.members}
        return {slug: f"{pounds_short(left)} left this year" for slug, left in pots_left.items()}


class GroupForm(StepForm):
    caption = "About you"
    heading = "Your group"
    group = forms.CharField(
        label="Name of the group", max_length=200, error_messages={"required": "Enter the name of the group"}
    )
    kind = forms.ChoiceField(
        label="What kind of group is it?",
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    charity_number = forms.CharField(
        label="Charity number",
        help_text="Only if it has one, like 1123456.",
        max_length=12,
        required=False,
    )

    def clean_charity_number(self) -> str:
        number = str(self.cleaned_data["charity_number"]).replace(" ", "").upper()
        if number and not CHARITY_NUMBER.fullmatch(number):
            raise forms.ValidationError(NO_CHARITY_NUMBER)
        return number


class ProjectForm(StepForm):
    caption = "Your project"
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
    admits = forms.MultipleChoiceField(
        label="Is any of this so?",
        help_text="The fund is not for such projects.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, asking: Asking, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        excluded = asking.rules.one("exclusions", Choices)
        field = self.fields["admits"]
        assert isinstance(field, forms.MultipleChoiceField)
        if excluded is None:
            del self.fields["admits"]
        else:
            field.choices = [(each, Exclusion(each).label) for each in excluded[0].values]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        fits = rules.not_excluded(self.asking.rules, tuple(cleaned.get("admits", ())))
        if not fits:
            self.add_error("admits", fits.reason.removesuffix("."))
        return cleaned


class PeopleForm(StepForm):
    caption = "Your project"
    heading = "Who it helps"
    who_benefits = forms.CharField(
        label="Who will benefit?",
        help_text="About how many people, and who they are: for example older people, disabled people, young people.",
        widget=forms.Textarea,
        max_length=1000,
    )
    who_was_asked = forms.CharField(
        label="Who has been asked about it?",
        help_text="For example neighbours, members, the school. Do not name people.",
        widget=forms.Textarea,
        max_length=1000,
    )


class AmountForm(StepForm):
    caption = "What it costs"
    amount = PoundsField(at_least=1, help_text="For example, 400 or 372.50.")
    cost = PoundsField(label="What does the whole project cost?", at_least=1, required=False)
    anyway = forms.BooleanField(required=False)

    def __init__(self, asking: Asking, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        whom = asking.councillor
        self.fields["amount"].label = f"How much are you asking {whom} for?" if whom else "How much are you asking for?"
        self.fields["amount"].error_messages["required"] = "Enter the amount that you ask for"
        self.fields["anyway"].label = "Ask for it all the same"
        self.fields["anyway"].help_text = f"{whom} can support it only if enough money comes free."
        self.too_much = False
        if not asking.rules.one("maximum_share", ShareLimit) and not asking.rules.one("match", Match):
            del self.fields["cost"]

    @property
    def pot(self) -> Pot | None:
        """What stands in the fund of whoever is asked; the balance is shown at the question that it limits."""
        return self.asking.pot(self.asking.councillor) if self.asking.councillor else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pence, pot = cleaned.get("amount"), self.pot
        if pence is None or pot is None:
            return cleaned
        if self.asking.fund:
            wish = rules.Wish(pence, cleaned.get("cost") or 0)
            within = rules.within_rules(self.asking.fund, wish, self.asking.on)
            if not within:
                self.add_error("amount", within.reason.removesuffix("."))
                return cleaned
        fits = rules.may_ask_for(pence, pot.left, str(self.asking.councillor))
        self.too_much = not fits
        if not fits and not cleaned.get("anyway"):
            self.add_error("amount", fits.reason.removesuffix("."))
        return cleaned


class PriorityForm(StepForm):
    caption = "Your project"
    priority = forms.ChoiceField(
        label="Which of the ward’s priorities does it serve?",
        help_text="The councillors agreed these after hearing what people say. Money goes to them first.",
        widget=forms.RadioSelect,
    )

    def __init__(self, asking: Asking, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        field = self.fields["priority"]
        assert isinstance(field, forms.ChoiceField)
        known = [(str(priority.pk), priority.title) for priority in asking.priorities]
        field.choices = [*known, (NO_PRIORITY, "None of these")] if known else [(NO_PRIORITY, "None is published yet")]


class ContactForm(StepForm):
    caption = "About you"
    heading = "How we can reach you"
    contact_name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_email = forms.EmailField(
        label="Your e-mail address",
        help_text="We write to you when it is decided. It is never published.",
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )


STEPS: dict[str, type[StepForm]] = {
    "ward": WardForm,
    "councillor": CouncillorForm,
    "group": GroupForm,
    "project": ProjectForm,
    "people": PeopleForm,
    "amount": AmountForm,
    "priority": PriorityForm,
    "contact": ContactForm,
}
