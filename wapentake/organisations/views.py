"""The desk's organisations: list, page, add, change, merge, close, contacts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.foundation.numbers import whole
from wapentake.foundation.verdicts import Refused

from . import actions, forms, pages
from .models import Contact, Organisation
from .queries import duplicates_of
from .rules import ActingRequest, may_keep, may_merge


@dataclass(frozen=True)
class Question:
    """What a page that asks says."""

    title: str
    button: str
    back: tuple[str, str]
    lead: str = ""


def _ask(
    request: ActingRequest, question: Question, form: BaseForm, act: Callable[[Any], str], **more: Any
) -> HttpResponse:
    """Show a form; once it is sent and sound, act and go on. A refusal stands above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, refused.reason)
    return render(request, "organisations/form.html", {"form": form, "question": question, "alike": [], **more})


def _href(organisation: Organisation) -> str:
    return reverse("organisations:organisation", args=[organisation.slug])


def _found(slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("merged_into", "parish"), slug=slug)


def listing(request: ActingRequest) -> HttpResponse:
    """Every organisation, narrowed by name, number and kind."""
    asked = forms.SearchForm(request.GET)
    said = asked.cleaned_data if asked.is_valid() else {"q": "", "kind": "", "sort": ""}
    number, closed = request.GET.get("page", "1"), request.GET.get("closed") == "on"
    page = pages.list_page(
        request.roles,
        said["q"],
        said["kind"],
        said["sort"],
        closed=closed,
        number=whole(number, 1),
    )
    return render(request, "organisations/list.html", {"page": page, "form": asked})


def organisation(request: ActingRequest, slug: str) -> HttpResponse:
    """One organisation. What was merged leads to what stands for it now."""
    found = _found(slug)
    if found.merged_into is not None:
        return redirect(_href(found.merged_into))
    return render(request, "organisations/organisation.html", {"page": pages.organisation_page(found, request.roles)})


def _alike(form: forms.OrganisationForm, but: Organisation | None = None) -> list[Organisation]:
    """Organisations that the one typed may be; none once the person has said that it is another."""
    if not form.is_valid() or form.cleaned_data["known"]:
        return []
    said = form.cleaned_data
    numbers = {"charity": said["charity_number"], "company": said["company_number"]}
    return duplicates_of(said["name"], but=but.pk if but else None, **numbers)


def add(request: ActingRequest) -> HttpResponse:
    """Add an organisation, after a warning if it looks like one that is there."""
    may_keep(request.roles).demand()
    form = forms.OrganisationForm(request.POST or None, on=calendars.today())
    question = Question("Add an organisation", "Add it", ("Organisations", reverse("organisations:list")))

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        made = actions.register(form.details(), wards=said["wards"], by=by, at=at, acting=request.roles)
        return _href(made)

    return _warned(request, question, form, act, None)


def change(request: ActingRequest, slug: str) -> HttpResponse:
    """Change what is known of an organisation."""
    may_keep(request.roles).demand()
    found = _found(slug)
    form = forms.OrganisationForm(request.POST or None, on=calendars.today(), organisation=found)
    question = Question(f"Change {found}", "Save", (found.name, _href(found)))

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.change(found, form.details(), wards=said["wards"], by=by, at=at, acting=request.roles)
        return _href(found)

    return _warned(request, question, form, act, found)


def _warned(
    request: ActingRequest,
    question: Question,
    form: forms.OrganisationForm,
    act: Callable[[Any], str],
    but: Organisation | None,
) -> HttpResponse:
    alike = _alike(form, but) if request.method == "POST" else []
    if alike:
        form.add_error("known", "It looks like an organisation that is here already. Look at it first")
    elif "known" not in form.data:
        del form.fields["known"]
        form.cleaned_data = {**getattr(form, "cleaned_data", {}), "known": False}
    return _ask(request, question, form, act, alike=pages.links_to(alike))


def merge(request: ActingRequest, slug: str) -> HttpResponse:
    """Say into which organisation this one is merged; the next page asks once more."""
    may_merge(request.roles).demand()
    found = _found(slug)
    question = Question(f"Merge {found} into another", "Continue", (found.name, _href(found)))

    def act(said: dict[str, Any]) -> str:
        return reverse("organisations:merge_into", args=[found.slug, said["into"].slug])

    return _ask(request, question, forms.MergeForm(request.POST or None), act)


def merge_into(request: ActingRequest, slug: str, into: str) -> HttpResponse:
    """Ask once more, then merge."""
    may_merge(request.roles).demand()
    found, stands = _found(slug), _found(into)
    lead = f"Awards, interests and contacts of {found} will stand under {stands}. Its page will lead there."
    question = Question(f"Merge {found} into {stands}?", "Merge them", (found.name, _href(found)), lead)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        return _href(actions.merge(found, stands, by=by, at=at, acting=request.roles))

    return _ask(request, question, forms.ConfirmForm(request.POST if request.method == "POST" else None), act)


def close(request: ActingRequest, slug: str) -> HttpResponse:
    """Say since when an organisation is closed."""
    may_keep(request.roles).demand()
    found = _found(slug)
    question = Question(f"{found} has closed", "Save", (found.name, _href(found)))

    def act(said: dict[str, Any]) -> str:
        actions.close(found, said["on"], by=request.roles.user, at=calendars.now(), acting=request.roles)
        return _href(found)

    return _ask(request, question, forms.CloseForm(request.POST or None), act)


def add_contact(request: ActingRequest, slug: str) -> HttpResponse:
    """Add a person to reach. Never published."""
    may_keep(request.roles).demand()
    found = _found(slug)
    lead = "Shown to the neighbourhoods team and to councillors. Never published."
    question = Question(f"Add a person at {found}", "Add the person", (found.name, _href(found)), lead)

    def act(said: dict[str, Any]) -> str:
        actions.add_contact(found, **said, by=request.roles.user, at=calendars.now(), acting=request.roles)
        return _href(found)

    return _ask(request, question, forms.ContactForm(request.POST or None), act)


def remove_contact(request: ActingRequest, slug: str, pk: int) -> HttpResponse:
    """Forget a person to reach."""
    may_keep(request.roles).demand()
    contact = get_object_or_404(Contact.objects.select_related("organisation"), pk=pk, organisation__slug=slug)
    href = _href(contact.organisation)
    question = Question(f"Remove {contact.name}?", "Remove the person", (contact.organisation.name, href))

    def act(said: dict[str, Any]) -> str:
        actions.remove_contact(contact, by=request.roles.user, at=calendars.now(), acting=request.roles)
        return href

    return _ask(request, question, forms.ConfirmForm(request.POST if request.method == "POST" else None), act)
