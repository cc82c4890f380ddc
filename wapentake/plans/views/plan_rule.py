"""What a ward plan holds: its next version."""

from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries, rules


@require_http_methods(["GET", "POST"])
def plan_rule(request: DeskRequest) -> HttpResponse:
    """Say from a day on how many priorities a plan has, and when they and their evidence are old."""
    rules.may_keep_plan_rule(request.roles).demand()
    now = queries.plan_rule_on(calendars.today())
    kept = model_to_dict(now, exclude=["from_date", "to_date", "source"]) if now else {}
    form = forms.PlanRuleForm(request.POST if request.method == "POST" else None, initial=kept)
    lead = "Plans follow it from its day on. What was decided before stays in the history."
    back = reverse("plans:cycles")

    def act(said: dict[str, Any]) -> str:
        words = rules.PlanRuleWords(**{name: value for name, value in said.items() if name != "from_date"})
        actions.set_plan_rule(words, said["from_date"], by=request.roles.user, at=calendars.now())
        messages.success(request, "It is saved: plans follow it from that day on.")
        return back

    return ask(request, Question("What a ward plan holds", "Save", ("How long a plan runs", back), lead), form, act)
