"""The rules by which every ward's plan goes: what a plan holds, and how long answers to it are kept."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import GovForm, Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries, rules

BACK = "How long a plan runs"


@require_http_methods(["GET", "POST"])
def plan_rule(request: DeskRequest) -> HttpResponse:
    """Say from a day on how many priorities a plan has, and when they and their evidence are old."""
    rules.may_keep_plan_rule(request.roles).demand()
    lead = "Plans follow it from its day on. What was decided before stays in the history."
    question = Question("What a ward plan holds", "Save", (BACK, reverse("plans:cycles")), lead)

    def set_it(said: dict[str, Any], **given: Any) -> None:
        actions.set_plan_rule(rules.PlanRuleWords(**said), **given)

    done = "It is saved: plans follow it from that day on."
    return _next_version(request, question, forms.PlanRuleForm, queries.plan_rule_on(calendars.today()), set_it, done)


@require_http_methods(["GET", "POST"])
def input_rule(request: DeskRequest) -> HttpResponse:
    """Say from a day on how long answers are kept, when those asked are reminded, and which counts are shown."""
    rules.may_keep_input_rule(request.roles).demand()
    lead = "Who answers reads on the form how long it is kept. What was decided before stays in the history."
    question = Question("How long answers are kept", "Save", (BACK, reverse("plans:cycles")), lead)

    def set_it(said: dict[str, Any], **given: Any) -> None:
        actions.set_input_rule(rules.InputRuleWords(**said), **given)

    done = "It is saved: calls follow it from that day on."
    return _next_version(request, question, forms.InputRuleForm, queries.input_rule_on(calendars.today()), set_it, done)


def _next_version(
    request: DeskRequest, question: Question, form: type[GovForm], now: Model | None, set_it: Callable[..., None],
    done: str,
) -> HttpResponse:  # fmt: skip
    """Ask for a rule's next version, with what holds now filled in but for its day and by whose word it is."""
    kept = model_to_dict(now, exclude=["from_date", "to_date", "source"]) if now else {}
    asked = form(request.POST if request.method == "POST" else None, initial=kept)

    def act(said: dict[str, Any]) -> str:
        words = {name: value for name, value in said.items() if name != "from_date"}
        set_it(words, from_date=said["from_date"], by=request.roles.user, at=calendars.now())
        messages.success(request, done)
        return reverse("plans:cycles")

    return ask(request, question, asked, act)
