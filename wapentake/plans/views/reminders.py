"""When the owners of actions are reminded: the rule that holds, its history, and another."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries, rules


@require_http_methods(["GET", "POST"])
def reminders(request: DeskRequest) -> HttpResponse:
    """Say how many days before its date an action's owner is reminded."""
    rules.may_set_reminders(request.roles).demand()
    form = forms.ReminderForm(request.POST if request.method == "POST" else None)
    known = [f"{one.days} days since {long_date(one.from_date)} ({one.source})." for one in queries.reminder_rules()]
    lead = f"Owners get one e-mail a week at most about what is late or soon due. Soon: {' Before that: '.join(known)}"
    back = reverse("plans:actions")

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.set_reminder_rule(said["days"], said["from_date"], source=said["source"], by=by, at=at)
        messages.success(request, "It is saved: reminders follow it from that day on.")
        return back

    return ask(request, Question("When owners are reminded", "Save", ("Actions", back), lead), form, act)
