"""An award is cancelled by an officer, and by a second one where the fund's rule asks for two."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.money import pounds
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries
from ..models import Application, Cancellation
from ..queries.cancellations import cancellation_of, print_of_cancellation
from ..rules.cancellations import may_cancel, may_drop_cancellation, unpaid
from ..states.cancellations import CancellationState
from .asking import Question, ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_award(request: DeskRequest, reference: str) -> HttpResponse:
    """Cancel what is not paid of an award; what waits for a second officer is confirmed or dropped here."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    waiting = cancellation_of(found)
    if waiting is not None and waiting.state == CancellationState.PROPOSED:
        return _confirm(request, found, waiting)
    may, back = may_cancel(request.roles, found), reverse("funding:application", args=[reference])
    lead = (
        f"{pounds(unpaid(found))} is not paid, and would be left to award again. The group is told why, and "
        "where else to turn. What was paid is not touched: that is asked back."
    )
    question = Question("Cancel the award", "Cancel it", (reference, back), lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.cancel_award(found, **said, by=request.roles.user, at=calendars.now())
        done = made.state == CancellationState.DONE
        return "The award is cancelled." if done else "It is proposed: a second officer confirms it.", back

    return ask(request, question, forms.CancelForm(sent(request)), act)


def _confirm(request: DeskRequest, found: Application, waiting: Cancellation) -> HttpResponse:
    waiting.application = found
    back = reverse("funding:application", args=[found.reference])
    lead = f"{waiting.proposed_by.name} proposes to cancel {pounds(waiting.pence)}. The reason: {waiting.reason}"
    may = may_drop_cancellation(request.roles, waiting)
    question = Question("Cancel the award: a second officer", "Record my answer", (found.reference, back), lead, may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        by, at = request.roles.user, calendars.now()
        if said["answer"] == "confirm":
            actions.confirm_cancellation(waiting, by=by, at=at)
            return "The award is cancelled.", back
        actions.drop_cancellation(waiting, by=by, at=at)
        return "The award stands.", back

    return ask(request, question, forms.ConfirmCancelForm(sent(request), read=print_of_cancellation(waiting)), act)
