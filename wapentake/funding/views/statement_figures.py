"""The figures of an infrastructure funding statement that finance enters: listed, entered, taken out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.office.queries import DeskRequest

from .. import actions, forms
from ..models import StatementFigure
from ..pages.statement_figures import figures_page
from ..rules.statement_figures import may_enter_figures
from .asking import Question, ask, sent, year_of
from .levy import levy_officers_only


@levy_officers_only
def statement_figures(request: DeskRequest, year: int) -> HttpResponse:
    """What was entered of a year, and what is missing."""
    page = figures_page(year_of(year), request.roles)
    context = {"page": page, "year": year, "notes": messages.get_messages(request)}
    return render(request, "funding/statement_figures.html", context)


@levy_officers_only
def enter_figure(request: DeskRequest, year: int) -> HttpResponse:
    """Enter a figure; one that stands there is replaced."""
    when, back = year_of(year), reverse("funding:statement_figures", args=[year])
    lead = "It is published with its source. A figure that stands there already is replaced, and stays on record."
    may = may_enter_figures(request.roles, when)
    question = Question(f"Enter a figure of {when.label}", "Enter the figure", ("Figures", back), lead, may)
    form = forms.FigureForm(request.roles.on, sent(request))

    def act(_: dict[str, Any]) -> tuple[str, str]:
        made = actions.enter_figure(when, form.given, by=request.roles.user, at=calendars.now())
        with_what = f", with {made.amount}" if made.amount else ""
        return f"{made} is entered{with_what}.", back

    return ask(request, question, form, act)


@levy_officers_only
def take_out_figure(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a figure out that does not belong there."""
    found = get_object_or_404(StatementFigure.objects.select_related("parish"), pk=pk)
    when, back = FinancialYear(found.year), reverse("funding:statement_figures", args=[found.year])
    amount = f", {found.amount}" if found.amount else ""
    lead = f"{found}{amount}. It is published as not recorded then, and stays on record."
    may = may_enter_figures(request.roles, when)
    question = Question(f"Take out a figure of {when.label}", "Take it out", ("Figures", back), lead, may, warning=True)
    form = forms.WithdrawForm(sent(request))

    def act(_: dict[str, Any]) -> tuple[str, str]:
        actions.take_out_figure(found, by=request.roles.user, at=calendars.now())
        return f"{found} is taken out.", back

    return ask(request, question, form, act)
