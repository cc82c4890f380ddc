"""Readings at the desk: every file, one with what it would change, apply and discard, and the indicators there are."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, on_disk
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, queries, rules
from ..models import ReadingFile
from ..readers import AT_THE_DESK, MAPPED, Opened, open_file
from ..rules import Columns

View = Callable[..., HttpResponseBase]
LEAD = "The file is read and compared with what is here. Nothing changes until you have looked at it and applied it."
WHOSE = "Its columns are those of our own export, which may hold any source’s figures: choose whose they are below."


def keepers_only(view: View) -> View:
    """Close a view to everybody but those who bring readings in; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rules.may_keep_readings(request.roles).demand()
        return view(request, *args, **kwargs)

    return kept


def found_file(pk: int) -> ReadingFile:
    """Return a file of readings; 404 without it."""
    return get_object_or_404(queries.reading_files(), pk=pk)


def sent(request: DeskRequest) -> QueryDict | None:
    """Return what a form has sent, if it has."""
    return request.POST if request.method == "POST" else None


def _by(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.roles.user, "at": calendars.now(), "roles": request.roles}


@keepers_only
def files(request: DeskRequest) -> HttpResponse:
    """Every file of readings, by state and source."""
    asked = request.GET
    said = {name: asked.get(name, "") for name in ("state", "source", "q", "order")}
    page = pages.files_page(pages.FilesAsked(**said), asked.get("page", "1"))
    form = forms.FilesFilterForm(initial={"q": page.asked.q})
    context = {"page": page, "form": form, "notes": messages.get_messages(request)}
    return render(request, "evidence/files.html", context)


@keepers_only
def known(request: DeskRequest) -> HttpResponse:
    """The sources and indicators that there are, each with its newest period."""
    return render(request, "evidence/known.html", {"page": pages.known_page(request.roles.on)})


@keepers_only
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """One file: what was read, what it would change or has changed, and what may be done with it."""
    page = pages.file_page(found_file(pk), request.GET.get("only", ""), request.GET.get("page", "1"))
    context = {"page": page, "notes": messages.get_messages(request), "refresh": 5 if page.works else 0}
    return render(request, "evidence/file.html", context)


@keepers_only
def add_file(request: DeskRequest) -> HttpResponse:
    """Keep a file, to be read by a worker. No figure changes."""
    question = Question("Add readings", "Read and compare", ("Evidence", reverse("evidence:desk")), LEAD)
    given = request.FILES if request.method == "POST" else None
    form = forms.ReadingFileForm(request.roles.on, sent(request), given)

    def act(said: dict[str, Any]) -> str:
        with on_disk(said["file"]) as path:
            found, new = _keep(request, open_file(path, said["source"], AT_THE_DESK), path, said)
        if not new:
            messages.success(request, f"The same file is here already, as {found.name}: look at it below.")
        return pages.file_href(found) if found.source else reverse("evidence:name_columns", args=[found.pk])

    return ask(request, question, form, act)


def _keep(request: DeskRequest, opened: Opened, path: Path, said: dict[str, Any]) -> tuple[ReadingFile, bool]:
    """Keep an opened file; one whose layout is not known by what is remembered of it, or as its headings suggest."""
    source, headings, columns = said["source"], opened.headings, Columns()
    if opened.layout:
        source, headings = source or opened.layout.source, ()
        if not source:
            raise BadFile(opened.source.name, "line 1", WHOSE)
    else:
        known = queries.mapping_for(rules.signature(headings), source)
        source = known.source.key if known else ""
        columns = Columns.of(known.columns) if known else rules.guess_columns(headings)
    return actions.keep_file(
        opened.source, path.read_bytes(), layout=opened.layout.key if opened.layout else MAPPED, source=source,
        headings=headings, sample=[] if opened.layout else opened.sheet.sample(), columns=columns,
        retrieved_on=said["retrieved_on"], **_by(request),
    )  # fmt: skip


@keepers_only
def apply_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for a file to be applied as it was shown, in the background. A second time does nothing."""
    found = found_file(pk)
    if request.method == "POST":
        try:
            actions.queue_file(found, shown=request.POST.get("shown", ""), **_by(request))
        except Refused as refused:
            messages.error(request, refused.reason)
    return redirect(pages.file_href(found))


@keepers_only
def faults_csv(request: DeskRequest, pk: int) -> HttpResponseBase:
    """What is wrong with a file that was refused, line by line, as CSV."""
    answer = StreamingHttpResponse(documents.faults_csv(found_file(pk)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="faults-{pk}.csv"'
    return answer


@keepers_only
def discard_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Discard a file that was read and not applied."""
    found = found_file(pk)
    if request.method != "POST" and not rules.may_discard(found):
        return redirect(pages.file_href(found))
    lead = "What was read of it is forgotten. No figure changes, and you can read the file again."
    question = Question(f"Discard {found.name}", "Discard the file", (found.name, pages.file_href(found)), lead, True)

    def act(said: dict[str, Any]) -> str:
        actions.discard_file(found, **_by(request))
        messages.success(request, f"{found.name} is discarded.")
        return reverse("evidence:desk")

    return ask(request, question, django_forms.Form(sent(request)), act)


@keepers_only
def withdraw_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Withdraw the last file of a source: what it replaced comes back."""
    found = found_file(pk)
    if request.method != "POST" and not pages.file_page(found).may_withdraw:
        return redirect(pages.file_href(found))
    lead = "Its readings are taken out, what stood before it comes back, and the wards’ figures are fitted anew."
    question = Question(f"Withdraw {found.name}", "Withdraw the file", (found.name, pages.file_href(found)), lead, True)

    def act(said: dict[str, Any]) -> str:
        actions.withdraw_file(found, said["because"], on=request.roles.on, **_by(request))
        messages.success(request, "The file is withdrawn. What stood before it stands again.")
        return pages.file_href(found)

    return ask(request, question, forms.WithdrawFileForm(sent(request)), act)
