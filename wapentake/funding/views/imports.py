"""Past awards and developments from files: keep, say how they are read, look at what changes, bring in, undo."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, on_disk
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.organisations.states import Sector
from wapentake.places.models import Parish

from .. import actions, documents, forms, pages, queries, rules
from ..models import AwardImport, Fund, NeighbourhoodPlan
from ..states.imports import Heading, ImportOf, LevyHeading
from .asking import Question, ask, money_officers_only, sent

PAST = "Past awards"
KEEP = "The file is kept and compared with what is here. Nothing changes until you have looked and brought it in."


def _found(pk: int) -> AwardImport:
    return get_object_or_404(AwardImport.objects.select_related("progress", "staged_by", "applied_by"), pk=pk)


@money_officers_only
def imports(request: DeskRequest) -> HttpResponse:
    """Every file of past awards or developments."""
    page = pages.imports_page(request.GET.get("page", "1"))
    return render(request, "funding/imports.html", {"page": page, "notes": messages.get_messages(request)})


@money_officers_only
def import_file(request: DeskRequest) -> HttpResponse:
    """Keep a file of past awards and compare it. Nothing of the council's changes."""
    question = Question("Add past awards", "Keep and compare", (PAST, reverse("funding:imports")), KEEP)
    form = forms.AwardFileForm(sent(request), request.FILES if request.method == "POST" else None)
    return _keep(request, question, form, ImportOf.AWARDS)


@money_officers_only
def import_developments(request: DeskRequest) -> HttpResponse:
    """Keep a file of developments with their receipts and compare it. Nothing of the council's changes."""
    question = Question("Add developments from a file", "Keep and compare", ("Levy", reverse("funding:levy")), KEEP)
    form = forms.DevelopmentFileForm(sent(request), request.FILES if request.method == "POST" else None)
    return _keep(request, question, form, ImportOf.DEVELOPMENTS)


def _keep(request: DeskRequest, question: Question, form: django_forms.Form, of: ImportOf) -> HttpResponse:
    """Ask for a file, keep it and compare it."""

    def act(said: dict[str, Any]) -> tuple[str, str]:
        try:
            with on_disk(said["file"]) as path, reading(path) as table:
                found = actions.stage_import(
                    table.lines(), table.headings, table.source, by=request.roles.user, at=calendars.now(), of=of
                )
        except BadFile as bad:
            raise Refused(str(bad)) from bad
        return "The file is kept. Look at what it would change.", pages.import_href(found)

    return ask(request, question, form, act)


@money_officers_only
def import_awards(request: DeskRequest, pk: int) -> HttpResponse:
    """One file, with what it would change; how far it is while it is brought in."""
    asked = request.GET
    page = pages.import_page(_found(pk), request.roles, asked.get("only", ""), asked.get("page", "1"))
    context = {"page": page, "notes": messages.get_messages(request), "refresh": 5 if page.works else 0}
    return render(request, "funding/import.html", context)


@money_officers_only
def map_import(request: DeskRequest, pk: int) -> HttpResponse:
    """Say which column holds what, and what values mean."""
    found = _found(pk)
    lead = "What you say is remembered for files with the same headings."
    may = rules.may_map_import(request.roles, found)
    back = (found.name, pages.import_href(found))
    question = Question("What the columns hold", "Read it so", back, lead, may)
    unclear = queries.unclear_values(found)
    form = forms.MapForm(found.layout, found.headings, found.columns, unclear, _meanings(found), sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        values = form.values(found.values)
        actions.map_import(found, form.columns, values, by=request.roles.user, at=calendars.now())
        return "The file was read again.", pages.import_href(found)

    return ask(request, question, form, act)


def _meanings(found: AwardImport) -> dict[str, list[tuple[str, str]]]:
    """Return what values may mean: a ward of any edition, a fund or a sector; of developments, a parish or a plan."""
    wards = sorted(queries.wards_by_code().values(), key=lambda ward: (ward.name, ward.code))
    places = [(ward.code, f"{ward.name}, {ward.edition.name} ({ward.code})") for ward in wards]
    named: dict[str, list[tuple[str, str]]] = {Heading.PLACE_CODE: places, Heading.PLACE: places}
    if found.of == ImportOf.DEVELOPMENTS:
        parishes = [("none", "No parish"), *((one.slug, one.name) for one in Parish.objects.all())]
        plans = [("none", "No plan"), *((str(one.pk), one.name) for one in NeighbourhoodPlan.objects.all())]
        return {**named, LevyHeading.PARISH: parishes, LevyHeading.PLAN: plans}
    funds = [(fund.key, fund.name) for fund in Fund.objects.all()]
    sectors = [(str(value), str(label)) for value, label in Sector.choices]
    return {**named, Heading.FUND: funds, Heading.SECTOR: sectors}


@money_officers_only
def apply_import(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for a file to be brought in, in the background."""
    found = _found(pk)
    href = pages.import_href(found)
    if request.method != "POST":
        return redirect(href)
    try:
        shown = request.POST.get("shown", "")
        actions.queue_import(found, shown=shown, by=request.roles.user, at=calendars.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(href)


@money_officers_only
def undo_import(request: DeskRequest, pk: int) -> HttpResponse:
    """Undo an import as a whole, with the reason."""
    found = _found(pk)
    page = pages.import_page(found, request.roles)
    lead = "All that it brought in is taken back by postings that reverse its own. The organisations stay."
    question = Question(
        f"Undo {found.name}", "Undo the import", (found.name, pages.import_href(found)), lead, page.may_undo, True
    )

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.undo_import(found, because=said["because"], by=request.roles.user, at=calendars.now())
        return "The import is undone.", pages.import_href(found)

    return ask(request, question, forms.WhyForm(sent(request)), act)


@money_officers_only
def drop_import(request: DeskRequest, pk: int) -> HttpResponse:
    """Throw a file away that was only kept."""
    found = _found(pk)
    may = rules.may_drop_import(request.roles, found)
    lead = "Its lines are deleted. Nothing that was brought in changes."
    question = Question(
        f"Throw {found.name} away", "Throw it away", (found.name, pages.import_href(found)), lead, may, True
    )

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.drop_import(found, by=request.roles.user, at=calendars.now())
        return f"{found.name} is thrown away.", reverse("funding:imports")

    return ask(request, question, django_forms.Form(sent(request)), act)


@money_officers_only
def refused_lines(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The refused lines as CSV, as they stand in the file, each with its reasons: to correct and add again."""
    answer = StreamingHttpResponse(documents.refused_lines(_found(pk)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{pk}.csv"'
    return answer
