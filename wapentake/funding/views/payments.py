"""Payment runs: make one, save its file, say what the bank did."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, on_disk
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, queries, rules
from ..actions import BankSaid
from ..models import PaymentRun
from ..readers.payments import COLUMNS, read_answer
from .asking import Question, ask, money_officers_only, sent


@money_officers_only
def payment_runs(request: DeskRequest) -> HttpResponse:
    """Every run; a POST makes one of what was chosen."""
    rules.may_run_payments(request.roles).demand()
    at = calendars.now()
    if done := queries.payment_runs(request.roles).filter(key=forms.key_of(request.POST) or "none").first():
        return redirect("funding:payment_run", pk=done.pk)
    page = pages.runs_page(request.roles, request.GET.get("page", "1"), at)
    form = forms.RunForm(page.ready, sent(request) if page.ready else None)
    if form.is_valid():
        try:
            run = actions.make_run(form.chosen, by=request.roles.user, at=at, key=form.cleaned_data["key"])
            messages.success(request, "The run is made. Save its file, and give it to the finance system.")
            return redirect("funding:payment_run", pk=run.pk)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    context = {"page": page, "form": form, "notes": messages.get_messages(request)}
    return render(request, "funding/payment_runs.html", context, status=403 if form.non_field_errors() else 200)


@money_officers_only
def payment_run(request: DeskRequest, pk: int) -> HttpResponse:
    """One run; a POST says what the bank did with its lines."""
    run = _run(request, pk)
    page = pages.run_page(run)
    form = forms.SettleForm(page.waiting, sent(request))
    if form.is_valid():
        try:
            _settle(request, run, form.said)
            return redirect("funding:payment_run", pk=pk)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    context = {"page": page, "form": form, "pk": pk, "notes": messages.get_messages(request)}
    return render(request, "funding/payment_run.html", context, status=403 if form.non_field_errors() else 200)


@require_POST
def payment_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The file of a run, with bank details in full. That it was saved is recorded."""
    run = _run(request, pk)
    lines = actions.save_run(run, by=request.roles.user, at=calendars.now())
    answer = StreamingHttpResponse(documents.payment_lines(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{documents.payment_file_name(run)}"'
    return answer


@money_officers_only
def paid_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Take in the file that came back from the bank."""
    run, back = _run(request, pk), reverse("funding:payment_run", args=[pk])
    lead = "Each line is matched by its reference, and by its amount where the file has one. Two columns are "
    lead += "enough, Reference and Status, as a spreadsheet or as text with commas, semicolons or tabs between."
    question = Question("What the bank did", "Take it in", (str(run), back), lead)
    form = forms.PaidFileForm(sent(request), request.FILES if request.method == "POST" else None)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        try:
            with on_disk(said["file"]) as path, reading(path, least=COLUMNS) as table:
                found = read_answer(table.headings, table.lines(), queries.lines_of_run(run))
        except BadFile as bad:
            raise Refused(str(bad)) from bad
        _settle(request, run, found.said, found.unmatched)
        return "The bank’s answer is taken in.", back

    return ask(request, question, form, act)


def _settle(request: DeskRequest, run: PaymentRun, said: dict[int, tuple[bool, str]], unmatched: Any = ()) -> None:
    known = {pk: BankSaid(*each) for pk, each in said.items()}
    actions.settle_run(run, known, unmatched, by=request.roles.user, at=calendars.now())


def _run(request: DeskRequest, pk: int) -> PaymentRun:
    rules.may_run_payments(request.roles).demand()
    return get_object_or_404(queries.payment_runs(request.roles), pk=pk)
