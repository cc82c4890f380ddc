"""The desk's pages of calls for input: asked, read, marked, and what was heard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import DeskRequest, Roles
from wapentake.organisations.models import Organisation
from wapentake.places.queries import ward_by_slug

from .. import actions, documents, forms, pages, queries, rules
from ..models import InputAnswer, InputCall

CSV = "text/csv; charset=utf-8"


@require_safe
def input_calls(request: DeskRequest) -> HttpResponse:
    """Every call for input that this person may see."""
    page = pages.calls_page(request.roles, calendars.now(), request.GET.dict())
    return render(request, "plans/input_calls.html", {"page": page, "messages": get_messages(request)})


@require_safe
def input_call(request: DeskRequest, pk: int) -> HttpResponse:
    """A call, with its answers for whoever reads them."""
    page = pages.call_page(_call(request, pk), request.roles, calendars.now(), request.GET.dict())
    return render(request, "plans/input_call.html", {"page": page, "messages": get_messages(request)})


@require_safe
def input_answers_csv(request: DeskRequest, pk: int) -> StreamingHttpResponse:
    """The answers as they are narrowed, as CSV, without names and addresses."""
    found = _call(request, pk)
    rules.may_read_answers(request.roles, found).demand()
    rows = pages.answers_asked(found, request.roles, request.GET.dict())
    lines = documents.input_answers_csv(found, rows.iterator(chunk_size=500))
    answer = StreamingHttpResponse(lines, content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="answers-{found.pk}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def input_new(request: DeskRequest, slug: str) -> HttpResponse:
    """Write a call for a ward's plan down."""
    if (place := ward_by_slug(slug, request.roles.on)) is None:
        raise Http404
    rules.may_ask_for_input(request.roles, place, queries.cycle_on(request.roles.on)).demand()
    form = forms.CallForm(_sent(request))

    def act(_: dict[str, Any]) -> str:
        made = actions.draft_call(place, form.words, by=request.roles.user, at=calendars.now())
        return _saved(request, made, "It is saved. Nobody is asked yet.")

    back = (f"{place.name}’s plan", reverse("plans:ward", args=[place.slug]))
    return ask(request, Question(f"Ask for input on {place.name}’s plan", "Save the draft", back), form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def input_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = _call(request, pk)
    rules.may_edit_call(request.roles, found).demand()
    form = forms.CallForm(_sent(request), call=found)

    def act(_: dict[str, Any]) -> str:
        actions.edit_call(found, form.words, by=request.roles.user, at=calendars.now())
        return _saved(request, found, "It is saved. Nobody is asked yet.")

    return ask(request, Question(f"Change “{found.title}”", "Save the draft", _back(found)), form, act)


@dataclass(frozen=True)
class InputAct:
    """An act on a call that a page asks about first."""

    do: Callable[..., InputCall]
    may: Callable[[Roles, InputCall], Verdict]
    title: str
    lead: str
    done: str
    form: type[django_forms.Form] = forms.PlanQuestionForm
    warning: bool = False


INPUT_ACTS = {
    "input_open": InputAct(
        actions.open_call, lambda roles, call: rules.may_open_call(roles, call, calendars.now()), "Publish it and ask",
        "It stands on the ward’s public page, and those asked by name get an e-mail at once. Its words stand from then "
        "on; only the closing date can move.",
        "It is published. Residents see it within seconds.",
    ),
    "input_extend": InputAct(
        actions.extend_call, lambda roles, call: rules.may_extend_call(roles, call, calendars.now()),
        "Keep it open for longer", "The page says until when, and why.", "It stays open for longer.",
        forms.ExtendCallForm,
    ),
    "input_close": InputAct(
        actions.close_call, lambda roles, call: rules.may_close_call(roles, call, calendars.now()), "Close it early",
        "No answer is taken from then on. The page says why.", "It is closed.", forms.CallReasonForm, warning=True,
    ),
    "input_withdraw": InputAct(
        actions.withdraw_call, rules.may_withdraw_call, "Take it back",
        "No answer is taken from then on. What came is kept until the rule erases it.", "It is taken back.",
        forms.CallReasonForm, warning=True,
    ),
    "input_heard": InputAct(
        actions.publish_heard, lambda roles, call: rules.may_publish_heard(roles, call, calendars.now()),
        "Publish what was heard", "It is published on the page of the call and with the ward’s plan.",
        "It is published. Residents see it within seconds.", forms.HeardForm,
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def input_act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Ask, then act."""
    found, asked = _call(request, pk), INPUT_ACTS[name]
    if not (verdict := asked.may(request.roles, found)):
        messages.error(request, verdict.reason)
        return redirect("plans:input_call", pk=pk)

    def act(said: dict[str, Any]) -> str:
        asked.do(found, **said, by=request.roles.user, at=calendars.now())
        return _saved(request, found, asked.done)

    question = Question(asked.title, asked.title, _back(found), asked.lead, asked.warning)
    return ask(request, question, asked.form(_sent(request)), act)


@require_http_methods(["GET", "HEAD", "POST"])
def input_enter(request: DeskRequest, pk: int) -> HttpResponse:
    """Enter what a resident said on paper, by telephone or face to face."""
    found = _call(request, pk)
    rules.may_enter_answers(request.roles, found, calendars.now()).demand()
    form = forms.EnterAnswerForm(found, request.roles.on, _sent(request))
    return _enter(request, found, form, "Enter what a resident said", lambda: None)


@require_http_methods(["GET", "HEAD", "POST"])
def input_answer_for(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer for one's own service, or enter what a partner or a parish council said."""
    found, at = _call(request, pk), calendars.now()
    bodies = [one.body for one in found.asked.all()]
    mine = [body for body in bodies if rules.may_answer_for(request.roles, found, body, at)]
    if not mine:
        rules.may_answer_for(request.roles, found, bodies[0] if bodies else None, at).demand()
        raise Http404("Nobody was asked by name.")
    form = forms.BodyAnswerForm(found, request.roles.on, mine, _sent(request))
    return _enter(request, found, form, "Answer for a service or a partner", lambda: form.body)


def _enter(
    request: DeskRequest, found: InputCall, form: forms.AnswerForm, title: str, body: Callable[[], Organisation | None]
) -> HttpResponse:
    def act(_: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        made = actions.answer_at_desk(found, form.words, form.key, body=body(), by=by, at=at)
        return _saved(request, found, f"It is kept as {made.reference}.")

    question = Question(title, "Keep the answer", _back(found), "It is kept as it is written, and marked as entered.")
    return ask(request, question, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def input_answer(request: DeskRequest, pk: int) -> HttpResponse:
    """An answer with its versions; say which priorities it speaks to."""
    found = _answer(request, pk)
    priorities = queries.published_priorities(found.call.ward, request.roles.on)
    marked = [mark.priority_id for mark in found.marks.all()]
    form = forms.MarkForm(priorities, _sent(request), initial={"priorities": marked})
    if request.method == "POST":
        rules.may_mark_answers(request.roles, found.call).demand()
        if form.is_valid():
            chosen = form.cleaned_data["priorities"]
            actions.mark_answer(found, chosen, by=request.roles.user, at=calendars.now())
            return redirect(_saved(request, found.call, f"{found.reference} is marked."))
    context = {"page": pages.answer_page(found, request.roles), "form": form, "messages": get_messages(request)}
    return render(request, "plans/input_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def input_withhold(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep an answer from ever being quoted."""
    found = _answer(request, pk)
    rules.may_withhold_answer(request.roles, found.call).demand()
    form = forms.WithholdForm(_sent(request), initial={"why": found.withheld})

    def act(said: dict[str, Any]) -> str:
        actions.withhold_answer(found, said["why"], by=request.roles.user, at=calendars.now())
        return reverse("plans:input_answer", args=[found.pk])

    back = (found.reference, reverse("plans:input_answer", args=[found.pk]))
    return ask(request, Question(f"Never quote {found.reference}", "Save", back), form, act)


def _call(request: DeskRequest, pk: int) -> InputCall:
    """Return a call that this person may see, or 404."""
    rows = queries.calls_visible_to(request.roles).prefetch_related("questions", "asked__body", "extensions")
    return get_object_or_404(rows, pk=pk)


def _answer(request: DeskRequest, pk: int) -> InputAnswer:
    """Return an answer that this person may read, or 404."""
    found = get_object_or_404(InputAnswer.objects.select_related("call__ward"), pk=pk)
    return get_object_or_404(queries.answers_read_by(request.roles, found.call), pk=pk)


def _back(found: InputCall) -> tuple[str, str]:
    return found.title, reverse("plans:input_call", args=[found.pk])


def _saved(request: DeskRequest, found: InputCall, words: str) -> str:
    messages.success(request, words)
    return reverse("plans:input_call", args=[found.pk])


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None
