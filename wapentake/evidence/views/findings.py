"""The desk's pages of findings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, queries, rules
from ..models import Finding

YES = Verdict.yes()


@dataclass(frozen=True)
class FindingQuestion:
    """What a page that asks says: its title, its button, where it leads back to, and what to know before."""

    title: str
    button: str
    back: tuple[str, str]
    lead: str = ""
    may: Verdict = YES
    warning: bool = False


def _ask(
    request: DeskRequest, asked: FindingQuestion, form: BaseForm, act: Callable[[dict[str, Any]], tuple[str, Finding]]
) -> HttpResponse:
    """Show a form; once it is sent and sound, act, say what was done, and show it. A refusal stands above the form."""
    if request.method == "POST":
        asked.may.demand()
        if form.is_valid():
            try:
                said, found = act(form.cleaned_data)
                messages.success(request, said)
                return redirect("evidence:finding", pk=found.pk)
            except Refused as refused:
                form.add_error(None, refused.reason)
    return render(request, "evidence/finding_form.html", {"form": form, "asked": asked})


def _finding(request: DeskRequest, pk: int) -> Finding:
    """Return a finding that this person may see, or 404."""
    rows = queries.findings_visible_to(request.roles).filter(pk=pk).select_related("recorded_by", "replaces")
    found = rows.prefetch_related("wards").first()
    if found is None:
        raise Http404
    return found


def _back(finding: Finding) -> tuple[str, str]:
    return "What is known", reverse("evidence:finding", args=[finding.pk])


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_safe
def findings(request: DeskRequest) -> HttpResponse:
    """What is known of the wards, narrowed and sorted."""
    page = pages.findings_page(request.roles, request.GET.dict())
    return render(request, "evidence/findings.html", {"page": page})


@require_safe
def findings_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The list as it is narrowed, as CSV."""
    rows = pages.narrowed_findings(forms.FindingFilterForm(request.roles.on, request.GET), request.roles)
    lines = documents.findings_csv(rows.iterator(chunk_size=500))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="findings.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def finding(request: DeskRequest, pk: int) -> HttpResponse:
    """One finding."""
    page = pages.finding_page(_finding(request, pk), request.roles)
    return render(request, "evidence/finding.html", {"page": page, "messages": get_messages(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def record_finding(request: DeskRequest) -> HttpResponse:
    """Record what is known."""
    may = rules.may_record_findings(request.roles)
    may.demand()
    lead = "What you, a service, a partner or residents know of a ward, to stand beside the figures."
    asked = FindingQuestion("Record what is known", "Record it", ("Findings", reverse("evidence:findings")), lead, may)
    form = forms.FindingForm(request.roles.on, _sent(request))

    def act(said: dict[str, Any]) -> tuple[str, Finding]:
        return "It is recorded.", actions.record_finding(form.words, by=request.roles.user, at=calendars.now())

    return _ask(request, asked, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def replace_finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what is known better; what was said before is kept."""
    found = _finding(request, pk)
    lead = "What stands now is kept as it was, and plans that cite it still read it."
    may = rules.may_close_finding(request.roles, found)
    asked = FindingQuestion("Say what is known better", "Replace it", _back(found), lead, may)
    form = forms.FindingForm(request.roles.on, _sent(request), finding=found)

    def act(said: dict[str, Any]) -> tuple[str, Finding]:
        made = actions.replace_finding(found, form.words, by=request.roles.user, at=calendars.now())
        return "It is replaced. What was said before stands below.", made

    return _ask(request, asked, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a finding back."""
    found = _finding(request, pk)
    lead = "It leaves the profile at once, and stays on record with the reason."
    may = rules.may_close_finding(request.roles, found)
    asked = FindingQuestion("Withdraw this finding?", "Withdraw it", _back(found), lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, Finding]:
        actions.withdraw_finding(found, why=said["why"], by=request.roles.user, at=calendars.now())
        return "It is withdrawn.", found

    return _ask(request, asked, forms.WithdrawFindingForm(_sent(request)), act)
