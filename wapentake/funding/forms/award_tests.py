"""What an officer answers to the tests of ring-fenced money, before members decide."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.design.forms import GovForm, PoundsField

from ..models import Application, Development, LevyAnswer, TenantBenefit
from ..rules import Demands, Tenants
from ..states.award_tests import AwardTest

LEVY = ("demands", "developments", "engaged")
HOUSING = ("statement", "homes", "tenancies", "cost", "housing", "override_reason", "other_source")


class AwardTestsForm(GovForm):
    """The levy's questions (regulation 59F) and housing's (Local Government and Housing Act 1989, section 74)."""

    demands = forms.CharField(
        label="Which demands that development puts on the area does it meet?",
        help_text="For example: forty more homes use the crossing.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say which demands that development puts on the area it meets"},
    )
    developments = forms.ModelMultipleChoiceField(
        Development.objects.none(),
        label="Which developments?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Name the development whose demands it meets"},
    )
    engaged = forms.CharField(
        label="How was the community engaged?",
        help_text="For example: a drop-in in May.",
        max_length=1000,
        error_messages={"required": "Say how the community was engaged"},
    )
    statement = forms.CharField(
        label="How do council tenants directly benefit?",
        help_text="Housing money is tenants’ rent: it pays for what benefits them.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say how council tenants directly benefit"},
    )
    homes = forms.IntegerField(label="How many homes benefit?", min_value=1, max_value=100_000)
    tenancies = forms.IntegerField(label="How many of them are council tenancies?", min_value=1, max_value=100_000)
    cost = PoundsField(label="What does the whole project cost?", help_text="In pounds, like 2,400.")
    housing = PoundsField(
        label="Housing’s part, if it is not the tenants’ share",
        help_text="Leave it empty: the share of homes that are council tenancies is worked out.",
        required=False,
    )
    override_reason = forms.CharField(label="Why is it not the tenants’ share?", max_length=300, required=False)
    other_source = forms.CharField(
        label="Who pays the other part?", help_text="Only if not every home is a council tenancy.", max_length=200,
        required=False,
    )  # fmt: skip

    def __init__(self, application: Application, tests: frozenset[str], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _answered(application))
        super().__init__(*args, **kwargs)
        left_out = (LEVY if AwardTest.DEMANDS not in tests else ()) + (
            HOUSING if AwardTest.TENANTS not in tests else ()
        )
        for name in left_out:
            del self.fields[name]
        if "developments" in self.fields:
            offered = Development.objects.filter(ward=application.ward, withdrawn_on=None)
            self.fields["developments"].queryset = offered.order_by("reference")  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        return answers_of(self.cleaned_data)


def answers_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was answered to the tests among a form's clean values, as an action takes it."""
    demands = tenants = None
    if "demands" in said:
        demands = Demands(said["demands"], said["engaged"], tuple(said["developments"]))
    if "statement" in said:
        tenants = Tenants(
            said["statement"], said["homes"], said["tenancies"], said["cost"], said["housing"],
            said["override_reason"], said["other_source"],
        )  # fmt: skip
    return {"demands": demands, "tenants": tenants}


def _answered(application: Application) -> dict[str, Any]:
    """Return what the form begins with: the answers that are there."""
    found: dict[str, Any] = {"cost": application.cost_pence}
    levy = LevyAnswer.objects.filter(application=application).first()
    if levy is not None:
        found |= {"demands": levy.demands, "engaged": levy.engaged, "developments": list(levy.developments.all())}
    row = TenantBenefit.objects.filter(application=application).first()
    if row is not None:
        found |= {
            "statement": row.statement, "homes": row.homes, "tenancies": row.tenancies, "cost": row.cost_pence,
            "housing": row.housing_pence if row.override_reason else None, "override_reason": row.override_reason,
            "other_source": row.other_source,
        }  # fmt: skip
    return found
