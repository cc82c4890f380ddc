"""A file whose layout is not known: what its columns hold, of which indicators its figures are, a new indicator."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import ReadingFile
from ..rules import Columns
from .desk import found_file, keepers_only, sent

COLUMNS = "Say what each column holds. You say it once: it is remembered for files with the same headings."
INDICATORS = (
    "Of which indicator are the figures? It tells their source, their unit and how they are shared among wards."
)
NEW = "It stands in the list of indicators from now on, and on the wards’ profiles once a file gives it figures."


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.roles.user, "at": calendars.now(), "roles": request.roles}


def _href(found: ReadingFile, step: str) -> str:
    return reverse(f"evidence:{step}", args=[found.pk])


@keepers_only
def name_columns(request: DeskRequest, pk: int) -> HttpResponse:
    """Say which column of a file holds what."""
    found = found_file(pk)
    if not rules.may_name_columns(found):
        return redirect(pages.file_href(found))
    question = Question("What the columns hold", "Go on", (found.name, pages.file_href(found)), COLUMNS)
    form = forms.ColumnsForm(found.headings, found.sample, Columns.of(found.columns), sent(request))

    def act(said: dict[str, Any]) -> str:
        actions.name_columns(found, form.columns, **_who(request))
        return _href(found, "name_indicators")

    return ask(request, question, form, act)


@keepers_only
def name_indicators(request: DeskRequest, pk: int) -> HttpResponse:
    """Say of which indicators a file's figures are; it is remembered, and the file is read."""
    found = found_file(pk)
    columns = Columns.of(found.columns)
    if not rules.may_name_columns(found) or not rules.may_read_by(columns, found.headings):
        return redirect(pages.file_href(found))
    back = ("What the columns hold", _href(found, "name_columns"))
    question = Question("What the figures measure", "Remember it and read the file", back, INDICATORS)
    form = forms.IndicatorsForm(columns, queries.measured(), sent(request))

    def act(said: dict[str, Any]) -> str:
        if form.new is None:
            actions.remember_columns(found, form.indicators, **_who(request))
            return pages.file_href(found)
        actions.name_columns(found, replace(columns, indicators=form.indicators), **_who(request))
        return reverse("evidence:add_indicator") + "?" + urlencode({"file": str(found.pk), "of": form.new})

    return ask(request, question, form, act)


@keepers_only
def add_indicator(request: DeskRequest) -> HttpResponse:
    """Describe a new indicator, for a column of a file that waits for it or by itself."""
    found = _waiting(request)
    back = ("Sources and indicators", reverse("evidence:known"))
    if found:
        back = ("What the figures measure", _href(found, "name_indicators"))
    heading = request.GET.get("of", "")
    form = forms.IndicatorForm(sent(request), initial={"name": heading})

    def act(said: dict[str, Any]) -> str:
        made = actions.add_indicator(form.said(said), **_who(request))
        if not found:
            return reverse("evidence:known")
        columns = Columns.of(found.columns)
        chosen = {**columns.indicators, **({heading: made.key} if heading in columns.asked else {})}
        actions.name_columns(found, replace(columns, indicators=chosen), **_who(request))
        return _href(found, "name_indicators")

    return ask(request, Question("Add an indicator", "Add the indicator", back, NEW), form, act)


def _waiting(request: DeskRequest) -> ReadingFile | None:
    """Return the file that an indicator is described for, if its columns can be named."""
    number = request.GET.get("file", "")
    found = queries.reading_files().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    return found if found and rules.may_name_columns(found) else None
