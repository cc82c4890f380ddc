"""The desk's people and their accounts. For administrators."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.numbers import whole
from wapentake.people import actions as accounts
from wapentake.people.models import User

from .. import actions, forms, pages, rules
from ..models import Councillor
from ..queries import DeskRequest
from .asking import keepers_only

BACK = "People"


def _person(public_id: uuid.UUID) -> User:
    return get_object_or_404(User, public_id=public_id)


def _href(user: User) -> str:
    return reverse("office:person", args=[user.public_id])


@keepers_only
def people(request: DeskRequest) -> HttpResponse:
    """Everybody with an account, narrowed by name and role."""
    asked = forms.SearchForm(request.GET)
    said = asked.cleaned_data if asked.is_valid() else {"q": "", "kind": ""}
    number = request.GET.get("page", "1")
    page = pages.people_page(
        said["q"],
        said["kind"],
        request.roles.on,
        closed=request.GET.get("closed") == "on",
        number=whole(number, 1),
    )
    context = {"page": page, "form": asked, "restored": pages.restored_words(request.roles)}
    return render(request, "office/people.html", context | {"notes": messages.get_messages(request)})


@keepers_only
def person(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """One person, with all that they hold and held."""
    page = pages.person_page(_person(public_id), request.roles)
    return render(request, "office/person.html", {"page": page})


@keepers_only
def confirm_roles(request: DeskRequest) -> HttpResponse:
    """After a restore: open the desk again once the list of people has been looked through."""
    rules.may_confirm_roles(request.roles).demand()
    lead = pages.restored_words(request.roles)
    back = (BACK, reverse("office:people"))
    question = Question("Confirm who holds which role", "Confirm and open the desk", back, lead)

    def act(said: dict[str, Any]) -> str:
        actions.confirm_roles(reason=said["reason"], by=request.roles.user, at=calendars.now())
        messages.success(request, "Confirmed. Everybody can use the desk again for what they hold.")
        return reverse("office:people")

    return ask(request, question, forms.LookedForm(request.POST or None), act)


@keepers_only
def add_person(request: DeskRequest) -> HttpResponse:
    """Make an account; its owner gets a link to choose a password."""
    question = Question(
        "Add a person",
        "Add the person",
        (BACK, reverse("office:people")),
        "They get an e-mail with a link to choose a password. Then give them a role: without one the desk is closed.",
    )

    def act(said: dict[str, Any]) -> str:
        at = calendars.now()
        return _href(accounts.create_user(said["email"], said["name"], by=request.roles.user, at=at))

    return ask(request, question, forms.PersonForm(request.POST or None), act)


@keepers_only
def change_person(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Another name or e-mail address for an account."""
    user = _person(public_id)
    question = Question(f"Change {user.name}’s account", "Save", (user.name, _href(user)))
    form = forms.PersonForm(request.POST or None, initial={"name": user.name, "email": user.email})

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        if said["name"] != user.name:
            accounts.rename(user, said["name"], by=by, at=at)
        if said["email"] != user.email:
            accounts.change_email(user, said["email"], by=by, at=at)
        return _href(user)

    return ask(request, question, form, act)


def _confirm(
    request: DeskRequest, public_id: uuid.UUID, words: tuple[str, str, str], act: Callable[[User], object]
) -> HttpResponse:
    """Ask once more, then act on an account. `words`: the question, the button, and what happens."""
    user = _person(public_id)
    title, button, lead = words
    question = Question(title.format(user.name), button, (user.name, _href(user)), lead, warning=True)

    def go(said: dict[str, Any]) -> str:
        act(user)
        return _href(user)

    return ask(request, question, Form(request.POST if request.method == "POST" else None), go)


@keepers_only
def invite(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the link to choose a password once more."""
    words = ("Send {} the link again?", "Send the link", "The link in earlier e-mails stops working once it is used.")
    by = request.roles.user
    return _confirm(request, public_id, words, lambda user: accounts.invite_again(user, by=by, at=calendars.now()))


@keepers_only
def forget_second_step(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """For whoever lost phone and codes."""
    lead = "Make sure that it is they who ask: call a number that you know. They set up another when they sign in."
    words = ("Remove {}’s second steps?", "Remove them", lead)
    by = request.roles.user
    return _confirm(
        request, public_id, words, lambda user: accounts.forget_second_factor(user, by=by, at=calendars.now())
    )


@keepers_only
def close_account(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close an account: its sessions end at once. Roles stay as they are recorded."""
    user = _person(public_id)
    lead = "They are signed out everywhere at once. What they did stays on record under their name."
    question = Question(
        f"Close {user.name}’s account", "Close the account", (user.name, _href(user)), lead, warning=True
    )

    def act(said: dict[str, Any]) -> str:
        actions.close_account(user, said["reason"], by=request.roles.user, at=calendars.now())
        return _href(user)

    return ask(request, question, forms.ReasonForm(request.POST or None), act)


@keepers_only
def open_account(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a closed account again."""
    words = ("Open {}’s account again?", "Open the account", "They get an e-mail with a link to choose a password.")
    by = request.roles.user
    return _confirm(request, public_id, words, lambda user: accounts.reactivate(user, by=by, at=calendars.now()))


@keepers_only
def forget_person(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a person's name and address out of a closed account, for good."""
    lead = "Their name and address are removed from the account and its history. This cannot be undone."
    words = ("Take {}’s name out for good?", "Take the name out", lead)
    by = request.roles.user
    return _confirm(request, public_id, words, lambda user: accounts.pseudonymise(user, by=by, at=calendars.now()))


def change_councillor(request: DeskRequest, slug: str) -> HttpResponse:
    """What residents see of a councillor: their own affair, or an administrator's."""
    councillor = get_object_or_404(Councillor, slug=slug)
    page = reverse("office:councillor", args=[slug])
    fields = ("group", "public_email", "public_phone", "surgery")
    question = Question(f"How residents reach {councillor}", "Save", (f"{councillor}’s page", page))
    form = forms.CouncillorForm(request.POST or None, initial={field: getattr(councillor, field) for field in fields})

    def act(said: dict[str, Any]) -> str:
        actions.update_councillor(councillor, said, by=request.roles.user, at=calendars.now())
        return page

    return ask(request, question, form, act)
