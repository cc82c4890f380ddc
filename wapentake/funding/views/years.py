"""A fund's year and its rules: close, freeze, what if, rules and figures. For money officers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..rules.allotments import wards_with_figures
from ..states import FigureKind
from ..states.fund_rules import KINDS
from .asking import Question, ask, fund_of, money_officers_only, sent, stop_awards_too, year_of


@money_officers_only
def close_year(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Close a fund's year, once what becomes of every balance has been seen."""
    found, when, refused = fund_of(key), year_of(year), ""
    form = forms.CloseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            shown = form.cleaned_data["shown"]
            actions.close_year(found, when, by=request.roles.user, at=calendars.now(), shown=shown)
        except Refused as refusal:
            refused = refusal.reason
        else:
            messages.success(request, f"{when.label} is closed for {found}.")
            return redirect(pages.year_href(found, when))
    page = pages.close_page(found, when, request.roles)
    return render(request, "funding/close.html", {"page": page, "refused": refused}, status=403 if refused else 200)


@stop_awards_too
def freeze(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Freeze a fund at once."""
    found, when = fund_of(key), year_of(year)
    href = pages.year_href(found, when)
    lead = "Nothing more can be applied for, supported or approved. What was awarded is still paid."
    may = rules.may_freeze(request.roles, found, when)
    question = Question(f"Freeze {found}", "Freeze it now", (f"{found}, {when.label}", href), lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.freeze(found, when, because=said["because"], by=request.roles.user, at=calendars.now())
        return f"{found} is frozen.", href

    return ask(request, question, forms.BecauseForm(sent(request)), act)


@stop_awards_too
def unfreeze(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Let awards go on."""
    found, when = fund_of(key), year_of(year)
    href = pages.year_href(found, when)
    may = rules.may_unfreeze(request.roles, found, when)
    question = Question(f"Let awards from {found} go on", "Let them go on", (f"{found}, {when.label}", href), "", may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.unfreeze(found, when, reason=said["because"], by=request.roles.user, at=calendars.now())
        return f"Awards from {found} go on.", href

    return ask(request, question, forms.BecauseForm(sent(request)), act)


@money_officers_only
def what_if(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Try other amounts. A GET: nothing is written."""
    found, when, value = fund_of(key), year_of(year), None
    form = forms.WhatIfForm(found, request.GET or None)
    if form.is_bound and form.is_valid():
        value = form.value or None
    page = pages.what_if_page(found, when, request.roles, value)
    return render(request, "funding/what_if.html", {"page": page, "form": form, "tried": value})


@money_officers_only
def fund_rules(request: DeskRequest, key: str) -> HttpResponse:
    """Every rule of a fund with its source and history."""
    page = pages.rules_page(fund_of(key), request.roles)
    return render(request, "funding/rules.html", {"page": page, "notes": messages.get_messages(request)})


@money_officers_only
def set_rule(request: DeskRequest, key: str, rule: str) -> HttpResponse:
    """Write a rule down from a day on."""
    found = fund_of(key)
    if rule not in forms.WRITABLE:
        raise Http404("There is no such rule.")
    href = reverse("funding:fund_rules", args=[key])
    lead = "The rule that stands now ends when this one begins. What has been in force stays on record."
    question = Question(f"{KINDS[rule].label}: {found}", "Write the rule down", (f"Rules of {found}", href), lead)
    standing = queries.rule_on(found, rule, request.roles.on)
    initial = forms.initial_of(rule, standing.value) | {"text": standing.text} if standing else {}
    form = forms.RuleForm(found, rule, sent(request), initial=initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        words = {"text": said["text"], "source": said["source"], "from_date": said["from_date"]}
        actions.set_rule(found, rule, form.value, **words, by=request.roles.user, at=calendars.now())
        return f"The rule is in force from {calendars.long_date(said['from_date'])}.", href

    return ask(request, question, form, act)


@money_officers_only
def end_rule(request: DeskRequest, key: str, rule: str) -> HttpResponse:
    """Let a rule end with nothing in its place."""
    found = fund_of(key)
    if rule not in forms.WRITABLE:
        raise Http404("There is no such rule.")
    href = reverse("funding:fund_rules", args=[key])
    lead = "From the day after, the fund has no rule of this kind."
    question = Question(f"End the rule: {KINDS[rule].label.lower()}", "End it", (f"Rules of {found}", href), lead)
    form = forms.EndRuleForm(sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.end_rule(found, rule, **said, by=request.roles.user, at=calendars.now())
        return f"The rule ends on {calendars.long_date(said['last_day'])}.", href

    return ask(request, question, form, act)


@money_officers_only
def figures(request: DeskRequest, key: str, year: int, kind: str) -> HttpResponse:
    """What is known of every ward for a year: homes, levy, or what is added."""
    found, when = fund_of(key), year_of(year)
    if kind not in FigureKind.values:
        raise Http404("There are no such figures.")
    which, href = FigureKind(kind), pages.year_href(found, when)
    wards = wards_with_figures(found, rules.day_of_rules(when, request.roles.on))
    lead = "The year’s allotments are worked out from them. They can be changed until the money is allotted."
    may = rules.may_set_figures(request.roles, found, when)
    title = f"{pages.FIGURES_LINKS[which]}: {found}, {when.label}"
    question = Question(title, "Save the figures", (f"{found}, {when.label}", href), lead, may)
    initial = {"lines": pages.figure_lines(found, when, which, wards)}
    form = forms.FiguresForm(which, wards, sent(request), initial=initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"source": said["source"], "by": request.roles.user, "at": calendars.now()}
        actions.set_figures(found, when, which, said["lines"], **given)
        return "The figures are saved.", href

    return ask(request, question, form, act)
