"""An award that members decided elsewhere, as an officer enters it."""

import copy
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from wapentake.design.forms import DateParts, GovForm, PoundsField
from wapentake.foundation.calendars import long_date
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import Cluster, Ward
from wapentake.plans.models import Priority

from ..models import Development, Fund
from ..rules import Asked, Group, More
from ..rules.minutes import Minuted
from ..states.award_tests import AwardTest
from ..states.fund_rules import CostType, Route
from .award_tests import HOUSING, LEVY, AwardTestsForm, answers_of
from .desk import ActForm
from .offers import YES_NO

LONG = forms.Textarea(attrs={"rows": 3})
KINDS = [
    (kind.value, kind.label)
    for kind in (OrganisationKind.GROUP, OrganisationKind.CHARITY, OrganisationKind.PARISH_COUNCIL)
]


class ChoosePotForm(GovForm):
    """From whose money: a fund, and the ward where the project is."""

    fund = forms.ModelChoiceField(Fund.objects.none(), to_field_name="key", label="Fund", empty_label="Choose")
    ward = forms.ModelChoiceField(
        Ward.objects.none(), to_field_name="slug", label="Ward of the project", empty_label="Choose"
    )

    def __init__(self, funds: QuerySet[Fund], wards: QuerySet[Ward], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("fund", funds), ("ward", wards)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class RecordAwardForm(ActForm):
    """What the award is for, to whom, and where the members decided on it; with the tests of the fund."""

    cluster = forms.ModelChoiceField(Cluster.objects.none(), label="Whose money?", empty_label="Choose")
    group = forms.CharField(
        label="To whom", help_text="The name as the council’s list of organisations has it; a new name is added to it.",
        max_length=200,
    )  # fmt: skip
    kind = forms.ChoiceField(label="What is it, if it is new?", choices=KINDS, widget=forms.RadioSelect,
                             initial=OrganisationKind.GROUP)  # fmt: skip
    charity = forms.RegexField(r"^\d{6,8}(-\d{1,2})?$", label="Charity number, if it is new", required=False)
    title = forms.CharField(label="The project in a few words", help_text="Published. Name no person.", max_length=100)
    purpose = forms.CharField(label="What the money is for", widget=LONG, max_length=2000)
    who_benefits = forms.CharField(label="Who benefits", widget=LONG, max_length=1000)
    who_was_asked = forms.CharField(label="Who was asked", required=False, max_length=1000)
    amount = PoundsField(label="Amount awarded", at_least=1)
    whole = PoundsField(label="What does the whole project cost?", at_least=1, required=False)
    costs = forms.ChoiceField(label="What it pays for", choices=[("", "Choose"), *CostType.choices], required=False)
    route = forms.ChoiceField(label="How it is spent", choices=[("", "Choose"), *Route.choices], required=False)
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label="Which of the ward’s priorities does it serve?", required=False,
        empty_label="None of these",
    )  # fmt: skip
    sells = forms.ChoiceField(
        label="Does it sell goods or services?", choices=YES_NO, widget=forms.RadioSelect,
        help_text="Ask it. Also where it is a charity: entry fees, a café, hiring out a hall.",
    )  # fmt: skip
    sold = forms.CharField(label="What does it sell?", max_length=300, required=False)
    contact_name = forms.CharField(label="Who speaks for it", max_length=150)
    contact_email = forms.EmailField(
        label="E-mail address", help_text="Empty: letters are made to be posted.", required=False
    )
    met_on = DateParts(label="Day of the members’ meeting", help_text="For example, 3 11 2026.")
    minute = forms.CharField(
        label="The minute", help_text="Its number, or where it is found. Published with the award. For example: "
        "Ward meeting, minute 12.", max_length=120,
    )  # fmt: skip
    aside = forms.ModelMultipleChoiceField(
        Councillor.objects.none(), label="Which members had an interest, and took no part?", required=False,
        help_text="Published with the award. Leave all empty where all took part.",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reasons = forms.CharField(label="Reasons", help_text="Published.", widget=LONG, max_length=4000)
    alternatives = forms.CharField(label="Alternatives that were rejected", widget=LONG, max_length=4000)
    equality = forms.CharField(
        label="How it affects different people", help_text="Equality Act 2010, section 149.", widget=LONG,
        max_length=4000,
    )  # fmt: skip

    def __init__(
        self, fund: Fund, ward: Ward, clusters: list[Cluster], priorities: list[Priority], tests: frozenset[str],
        asks_selling: bool, members: list[Councillor], today: dt.date, *args: Any, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fund, self.ward, self.tests, self.today = fund, ward, tests, today
        self._offer("cluster", Cluster, clusters)
        self._offer("priority", Priority, priorities)
        self._offer("aside", Councillor, members)
        if len(clusters) == 1:
            self.fields["cluster"].initial = clusters[0].pk
        for name in (*(() if clusters else ("cluster",)), *(() if asks_selling else ("sells", "sold"))):
            del self.fields[name]
        wanted = (LEVY if AwardTest.DEMANDS in tests else ()) + (HOUSING if AwardTest.TENANTS in tests else ())
        self.fields |= {name: copy.deepcopy(AwardTestsForm.base_fields[name]) for name in wanted}
        if "developments" in self.fields:
            found = list(Development.objects.filter(ward=ward, withdrawn_on=None))
            self._offer("developments", Development, found)
            self.fields["developments"].required = bool(found)

    def _offer(self, name: str, model: type[Any], rows: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = model.objects.filter(pk__in=[one.pk for one in rows])

    def clean_met_on(self) -> dt.date:
        met_on: dt.date = self.cleaned_data["met_on"]
        if met_on > self.today:
            raise forms.ValidationError(f"The meeting was held today, {long_date(self.today)}, or earlier")
        return met_on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("sells") == "yes" and not said.get("sold", "").strip() and "sold" not in self.errors:
            self.add_error("sold", "Say in a few words what the group sells")
        if "developments" in self.fields and not self.fields["developments"].required:
            self.add_error(None, f"{self.ward} has no development: write it down under Levy first")
        return said

    @property
    def minuted(self) -> Minuted:
        """Where the members decided. Call it once the form is sound."""
        return Minuted(self.cleaned_data["met_on"], self.cleaned_data["minute"], tuple(self.cleaned_data["aside"]))

    def asked(self, known: Organisation | None) -> Asked:
        """Return the award as clean values, for a body of the council's list or a new one. The form must be sound."""
        said = self.cleaned_data
        sells = {"yes": True, "no": False}.get(said.get("sells", ""))
        group = known or Group(said["group"], OrganisationKind(said["kind"]), said["charity"])
        more = None if sells is None else More(sells=sells, sold=said["sold"].strip() if sells else "")
        return Asked(
            fund=self.fund, ward=self.ward, councillor=None, cluster=said.get("cluster"), organisation=group,
            title=said["title"], purpose=said["purpose"], pence=said["amount"], cost_pence=said["whole"] or 0,
            costs=said["costs"], route=said["route"], priority=said["priority"], who_benefits=said["who_benefits"],
            who_was_asked=said["who_was_asked"], contact_name=said["contact_name"],
            contact_email=said["contact_email"], more=more, **answers_of(said),
        )  # fmt: skip
