"""Strategies and who decides what, for residents and at the desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Action, GovForm, Question, ask
from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import ward_by_slug, wards_on

from .. import actions, forms, pages, queries, rules
from ..models import DecidingBody, StrategyVersion, UsefulLink

form_or_sent = require_http_methods(["GET", "HEAD", "POST"])
BACK = "publishing:desk_strategies"


@published.published_page("strategies", paths=lambda: pages.strategy_paths()[:1])
def strategies(request: HttpRequest) -> HttpResponse:
    """The strategies in force."""
    context = {"page": pages.strategies_page()}
    return published.response(request, "publishing/strategies.html", context, shows={"strategies:all"}, promotes=False)


@published.published_page("strategy", paths=lambda: pages.strategy_paths()[1:], watches={"strategies"})
def strategy(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A strategy as it is in force, or as one of its versions."""
    found = queries.strategy_by_slug(slug)
    page = pages.strategy_page(found, number) if found else None
    if found is None or page is None:
        raise Http404("There is no such strategy.")
    shows = {"strategies:all", found.ref}
    return published.response(request, "publishing/strategy.html", {"page": page}, shows=shows, promotes=False)


@published.published_page("who_decides", paths=lambda: pages.who_decides_paths(calendars.today()), watches={"council"})
def who_decides(request: HttpRequest, slug: str) -> HttpResponse:
    """Who decides what in a ward."""
    on = london_date(published.moment(request))
    if (ward := ward_by_slug(slug, on)) is None:
        raise Http404("There is no such ward.")
    page = pages.who_decides_page(ward, on)
    return published.response(request, "publishing/who_decides.html", {"page": page}, shows=page.shows, promotes=False)


@published.published_page("who_decides_all", paths=lambda: [reverse("publishing:who_decides_all")])
def who_decides_all(request: HttpRequest) -> HttpResponse:
    """Who decides what in the whole borough."""
    page = pages.who_decides_page(None, london_date(published.moment(request)))
    return published.response(request, "publishing/who_decides.html", {"page": page}, shows=page.shows, promotes=False)


@require_safe
def desk_strategies(request: DeskRequest) -> HttpResponse:
    """Every version, and who decides what."""
    page = pages.strategies_desk(request.roles)
    return render(request, "publishing/desk_strategies.html", {"page": page, "notes": messages.get_messages(request)})


@require_safe
def desk_strategy(request: DeskRequest, pk: int) -> HttpResponse:
    """One version with what can be done."""
    page = pages.strategy_desk(_version(pk), request.roles)
    return render(request, "publishing/desk_strategy.html", {"page": page, "notes": messages.get_messages(request)})


@form_or_sent
def new_strategy(request: DeskRequest) -> HttpResponse:
    """Begin a strategy."""
    rules.may_keep_strategies(request.roles).demand()
    return _write(request, None, None)


@form_or_sent
def new_version(request: DeskRequest, pk: int) -> HttpResponse:
    """Begin the next version of a strategy, with the words of this one."""
    rules.may_keep_strategies(request.roles).demand()
    return _write(request, _version(pk), None)


@form_or_sent
def edit_strategy(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = _version(pk)
    rules.may_edit_version(request.roles, found).demand()
    return _write(request, found, found)


def _write(request: DeskRequest, base: StrategyVersion | None, draft: StrategyVersion | None) -> HttpResponse:
    initial = forms.VersionForm.initial_of(base) if base else {}
    form = forms.VersionForm(request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> str:
        words, by, at = form.words(base.strategy if base else None), request.roles.user, calendars.now()
        made = actions.edit_version(draft, words, by=by, at=at) if draft else actions.draft_version(words, by=by, at=at)
        messages.success(request, "The draft is saved.")
        return reverse("publishing:desk_strategy", args=[made.pk])

    title = "Change the draft" if draft else f"A new version of {base.strategy}" if base else "Enter a strategy"
    return ask(request, Question(title, "Save the draft", ("Strategies", reverse(BACK))), form, act)


@form_or_sent
def publish_strategy(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a version come into force."""
    lead = "It is read by everybody within seconds, and replaces the version before, which stays readable."
    return _act(request, _version(pk), actions.publish_version, "Publish it", lead)


@form_or_sent
def discard_strategy(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a draft go."""
    return _act(request, _version(pk), actions.discard_version, "Discard it", "The draft is kept in the record only.")


def _act(request: DeskRequest, found: StrategyVersion, action: Action, title: str, lead: str) -> HttpResponse:
    rules.may_keep_strategies(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        action(found, by=request.roles.user, at=calendars.now())
        messages.success(request, "It is done.")
        return reverse(BACK)

    question = Question(f"{title}: {found}", title, ("Strategies", reverse(BACK)), lead)
    return ask(request, question, GovForm(request.POST if request.method == "POST" else None), act)


@form_or_sent
def add_deciding_body(request: DeskRequest) -> HttpResponse:
    """Say who decides something."""
    return _add(request, forms.DecidingBodyForm, actions.add_deciding_body, "Who decides what?")


@form_or_sent
def add_useful_link(request: DeskRequest) -> HttpResponse:
    """Show residents a link."""
    return _add(request, forms.UsefulLinkForm, actions.add_useful_link, "Which link helps residents?")


def _add(request: DeskRequest, kind: Any, action: Action, title: str) -> HttpResponse:
    rules.may_keep_strategies(request.roles).demand()
    form = kind(request.POST or None, wards=list(wards_on(request.roles.on)), on=request.roles.on)

    def act(said: dict[str, Any]) -> str:
        action(form.words, by=request.roles.user, at=calendars.now())
        messages.success(request, "It is saved.")
        return reverse(BACK)

    return ask(request, Question(title, "Save", ("Strategies", reverse(BACK))), form, act)


@form_or_sent
def end_deciding_body(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that it decides no more."""
    found = get_object_or_404(DecidingBody, pk=pk)
    return _take_out(request, found, actions.end_deciding_body, found.decides)


@form_or_sent
def remove_useful_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a link out."""
    found = get_object_or_404(UsefulLink, pk=pk)
    return _take_out(request, found, actions.remove_useful_link, found.about)


def _take_out(request: DeskRequest, found: DecidingBody | UsefulLink, action: Action, lead: str) -> HttpResponse:
    rules.may_keep_strategies(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        action(found, by=request.roles.user, at=calendars.now())
        messages.success(request, "It is taken out. Add it again if something of it has changed.")
        return reverse(BACK)

    question = Question(f"Take out: {found}", "Take it out", ("Strategies", reverse(BACK)), lead, warning=True)
    return ask(request, question, GovForm(request.POST if request.method == "POST" else None), act)


def _version(pk: int) -> StrategyVersion:
    return get_object_or_404(StrategyVersion.objects.select_related("strategy"), pk=pk)
