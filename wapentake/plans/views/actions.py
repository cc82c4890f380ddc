"""The desk's pages of actions: the list of all, how one goes, its date."""

from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, rules
from ..models import Action
from .priorities import _done, _show


@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    """Every published action, narrowed and in order."""
    page = pages.actions_page(request.roles, request.GET.dict())
    return render(request, "plans/actions.html", {"page": page, "messages": get_messages(request)})


@require_GET
def actions_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The list as a file, in the shape in which progress can be given back."""
    rows = pages.actions_asked(request.roles, request.GET.dict())
    answer = StreamingHttpResponse(documents.actions_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="actions-{request.roles.on:%Y-%m-%d}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
def progress(request: DeskRequest, pk: int) -> HttpResponse:
    """Say how an action goes."""
    action = _action(pk)
    rules.may_note_progress(request.roles, action).demand()
    form = forms.ProgressForm(request.POST if request.method == "POST" else None, action=action)
    if request.method == "POST" and form.is_valid():
        try:
            _note(request, action, form)
            return _done(request, action.priority, "Thank you. Residents see it within seconds.")
        except Refused as refused:
            form.add_error(None, refused.reason)
    return _show(request, "progress", pages.progress_page(action, request.roles), form=form)


@require_http_methods(["GET", "POST"])
def move_date(request: DeskRequest, pk: int) -> HttpResponse:
    """Move an action's date, and say why."""
    action = _action(pk)
    rules.may_note_progress(request.roles, action).demand()
    if not (verdict := rules.may_move_date(request.roles, action)):
        messages.error(request, verdict.reason)
        return redirect("plans:progress", pk=pk)
    form = forms.DueDateForm(request.POST if request.method == "POST" else None)
    back = pages.progress_href(action)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.move_due_date(action, said["due_on"], because=said["because"], by=by, at=at)
        messages.success(request, "The date is moved. The page says from when, and why.")
        return back

    lead = f"It was due on {calendars.long_date(action.due_on)}." if action.due_on else "It has no date yet."
    return ask(request, Question("Move the date", "Move the date", (action.text, back), lead), form, act)


def _action(pk: int) -> Action:
    found = Action.objects.select_related("priority__ward", "owner", "lead").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _note(request: DeskRequest, action: Action, form: forms.ProgressForm) -> None:
    said, by, at = form.cleaned_data, request.roles.user, calendars.now()
    if said["state"] != action.state:
        actions.change_action_state(
            action, said["state"], by=by, at=at, done_on=said["done_on"], note=said["note"],
            blocked_by=said["blocked_by"], unblocks=said["unblocks"],
        )  # fmt: skip
        return
    if form.says_anew:
        actions.say_what_blocks(action, said["blocked_by"], said["unblocks"], by=by, at=at)
    if said["note"]:
        actions.note_progress(action, said["note"], by=by, at=at)
