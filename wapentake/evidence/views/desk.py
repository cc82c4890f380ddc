"""Readings at the desk: every file, one with what it would change, apply and discard, and the indicators there are."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, on_disk
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import ReadingFile
from ..readers import Opened, open_file

View = Callable[..., HttpResponse]
LEAD = "The file is read and compared with what is here. Nothing changes until you have looked at it and applied it."
WHOSE = "Its columns are those of our own export, which may hold any source’s figures: choose whose they are below."


def _keepers_only(view: View) -> View:
    """Close a view to everybody but those who bring readings in; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rules.may_keep_readings(request.roles).demand()
        return view(request, *args, **kwargs)

    return kept


def _found(pk: int) -> ReadingFile:
    return get_object_or_404(queries.reading_files(), pk=pk)


def _by(request: DeskRequest) -> dict[str, Any]:
    roles = request.roles
    return {"on": roles.on, "by": roles.user, "at": calendars.now(), "roles": roles}


@_keepers_only
def files(request: DeskRequest) -> HttpResponse:
    """Every file of readings, by state and source."""
    asked = request.GET
    page = pages.files_page(asked.get("state", ""), asked.get("source", ""), asked.get("page", "1"))
    return render(request, "evidence/files.html", {"page": page, "notes": messages.get_messages(request)})


@_keepers_only
def known(request: DeskRequest) -> HttpResponse:
    """The sources and indicators that there are, each with its newest period."""
    return render(request, "evidence/known.html", {"page": pages.known_page(request.roles.on)})


@_keepers_only
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """One file: what was read, what it would change or has changed, and what may be done with it."""
    page = pages.file_page(_found(pk))
    return render(request, "evidence/file.html", {"page": page, "notes": messages.get_messages(request)})


@_keepers_only
def add_file(request: DeskRequest) -> HttpResponse:
    """Read a file and stage it. No figure changes."""
    question = Question("Add readings", "Read and compare", ("Evidence", reverse("evidence:desk")), LEAD)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.ReadingFileForm(request.roles.on, *sent)

    def act(said: dict[str, Any]) -> str:
        with on_disk(said["file"]) as path:
            opened = open_file(path, said["source"])
            found, note = _stage(request, opened, said)
        messages.success(request, note)
        return pages.file_href(found)

    return ask(request, question, form, act)


def _stage(request: DeskRequest, opened: Opened, said: dict[str, Any]) -> tuple[ReadingFile, str]:
    """Stage an opened file; return it with what to tell. Whatever is wrong with it is a `BadFile`."""
    source = said["source"] or opened.layout.source
    if not source:
        raise BadFile(opened.source.name, "line 1", WHOSE)
    if waiting := queries.staged_before(opened.source.sha256):
        return waiting, "The same file was read before, and waits to be applied."
    try:
        found, new = actions.stage_file(
            _short_enough(opened.rows()), opened.source, layout=opened.layout.key, source=source,
            retrieved_on=said["retrieved_on"], **_by(request),
        )  # fmt: skip
    except Refused as refused:
        raise BadFile(opened.source.name, "", refused.reason) from refused
    return found, "The file was read. Look at what it would change." if new else (
        f"The same file was applied before, as {found.name}: there is nothing to change."
    )


def _short_enough(rows: Iterable[rules.Row]) -> Iterator[rules.Row]:
    for number, row in enumerate(rows, start=1):
        rules.may_read_here(number).demand()
        yield row


@_keepers_only
def apply_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Apply a file as it was shown. A second time does nothing."""
    found = _found(pk)
    if request.method == "POST":
        try:
            actions.apply_file(found, shown=request.POST.get("shown", ""), **_by(request))
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            messages.success(request, "The file is applied. The wards’ figures have changed with it.")
    return redirect(pages.file_href(found))


@_keepers_only
def discard_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Discard a file that was read and not applied."""
    found = _found(pk)
    if request.method != "POST" and not rules.may_apply(found):
        return redirect(pages.file_href(found))
    lead = "What was read of it is forgotten. No figure changes, and you can read the file again."
    question = Question(f"Discard {found.name}", "Discard the file", (found.name, pages.file_href(found)), lead, True)

    def act(said: dict[str, Any]) -> str:
        by = {key: value for key, value in _by(request).items() if key != "on"}
        actions.discard_file(found, **by)
        messages.success(request, f"{found.name} is discarded.")
        return reverse("evidence:desk")

    return ask(request, question, django_forms.Form(request.POST if request.method == "POST" else None), act)
