"""How long what people answer is kept: its next version."""

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
def input_rule(request: DeskRequest) -> HttpResponse:
    """Say from a day on how long answers are kept, when those asked are reminded, and which counts are shown."""
    rules.may_keep_input_rule(request.roles).demand()
    now = queries.input_rule_on(calendars.today())
    kept = model_to_dict(now, exclude=["from_date", "to_date", "source"]) if now else {}
    form = forms.InputRuleForm(request.POST if request.method == "POST" else None, initial=kept)
    lead = "Who answers reads on the form how long it is kept. What was decided before stays in the history."
    back = reverse("plans:cycles")

    def act(said: dict[str, Any]) -> str:
        words = rules.InputRuleWords(**{name: value for name, value in said.items() if name != "from_date"})
        actions.set_input_rule(words, said["from_date"], by=request.roles.user, at=calendars.now())
        messages.success(request, "It is saved: calls follow it from that day on.")
        return back

    question = Question("How long answers are kept", "Save", ("How long a plan runs", back), lead)
    return ask(request, question, form, act)
