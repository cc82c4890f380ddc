"""Guidance: for residents as published pages, and at the desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars, published
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import Guidance

form_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@published.published_page("guidance", paths=lambda: ["/guidance/"])
def guidance(request: HttpRequest) -> HttpResponse:
    """All guidance."""
    page = pages.guidance_list()
    return published.response(request, "publishing/guidance.html", {"page": page}, shows=page.refs, promotes=False)


@published.published_page("guidance_page", paths=pages.guidance_paths, watches={"guidance"})
def guidance_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of guidance."""
    return _guidance(request, slug, None)


@published.published_page("guidance_version", paths=pages.version_paths, watches={"guidance"})
def guidance_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version of a page of guidance."""
    return _guidance(request, slug, number)


def _guidance(request: HttpRequest, slug: str, number: int | None) -> HttpResponse:
    found = queries.guidance_by_slug(slug)
    page = pages.guidance_page(found, published.moment(request), number) if found else None
    if page is None:
        raise Http404("There is no such guidance.")
    return published.response(
        request, "publishing/guidance_page.html", {"page": page}, shows=page.refs, valid_until=page.valid_until,
        promotes=False,
    )  # fmt: skip


@require_safe
def guidance_desk(request: DeskRequest) -> HttpResponse:
    """All guidance as its writers have it."""
    rules.may_write_guidance(request.roles).demand()
    context = {"table": pages.guidance_desk_list(request.roles), "notes": messages.get_messages(request)}
    return render(request, "publishing/guidance_desk.html", context)


@require_safe
def guidance_one(request: DeskRequest, pk: int) -> HttpResponse:
    """One page of guidance with what can be done."""
    rules.may_write_guidance(request.roles).demand()
    page = pages.guidance_desk(_one(pk), request.roles)
    return render(request, "publishing/guidance_one.html", {"page": page, "notes": messages.get_messages(request)})


@form_or_sent
def new_guidance(request: DeskRequest) -> HttpResponse:
    """Begin a page of guidance."""
    return _write(request, None, "Write guidance")


@form_or_sent
def write_guidance(request: DeskRequest, pk: int) -> HttpResponse:
    """Change what its writers have."""
    return _write(request, _one(pk), "Change the guidance")


def _write(request: DeskRequest, found: Guidance | None, title: str) -> HttpResponse:
    rules.may_write_guidance(request.roles).demand()
    form = forms.GuidanceForm(request.POST or None, initial=forms.GuidanceForm.initial_of(found) if found else {})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_guidance(found, form.words, by=request.roles.user, at=calendars.now())
            messages.success(request, "It is saved. Residents read it once it is published.")
            return redirect("publishing:guidance_one", made.pk)
        except Refused as refused:
            form.add_error("review_on", refused.reason)
    return render(request, "publishing/guidance_edit.html", {"form": form, "title": title, "guidance": found})


@form_or_sent
def publish_guidance(request: DeskRequest, pk: int) -> HttpResponse:
    """Let residents read it as a new version."""
    found = _one(pk)
    rules.may_publish_guidance(request.roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        version = actions.publish_guidance(found, what=said["what"], by=request.roles.user, at=calendars.now())
        messages.success(request, f"Version {version.number} is published. Residents read it within seconds.")
        return _back_to(found)[1]

    lead = "The version before stays at an address of its own."
    question = Question(f"Publish “{found.title}”", "Publish it", _back_to(found), lead)
    return ask(request, question, forms.PublishGuidanceForm(request.POST or None), act)


@form_or_sent
def withdraw_guidance(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it down now."""
    found = _one(pk)
    rules.may_withdraw_guidance(request.roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        actions.withdraw_guidance(found, reason=said["reason"], by=request.roles.user, at=calendars.now())
        messages.success(request, "It is withdrawn.")
        return _back_to(found)[1]

    lead = "Within seconds it is gone, with every version. It can be published again as a new version."
    question = Question(f"Withdraw “{found.title}”", "Withdraw it now", _back_to(found), lead, warning=True)
    return ask(request, question, forms.ReasonForm(request.POST or None), act)


def _back_to(found: Guidance) -> tuple[str, str]:
    return found.title, reverse("publishing:guidance_one", args=[found.pk])


def _one(pk: int) -> Guidance:
    return get_object_or_404(Guidance.objects.select_related("changed_by"), pk=pk)
