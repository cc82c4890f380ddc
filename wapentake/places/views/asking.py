"""One way to ask and act at the desk of places. What is refused, and what is wrong with a file, stands at its place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused

from ..rules import ActingRequest, may_keep_places

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Question:
    """What a page that asks says: its title, its button, where it leads back to, and what to know before."""

    title: str
    button: str
    back: tuple[str, str]
    lead: str = ""
    warning: bool = False


def ask(request: HttpRequest, question: Question, form: BaseForm, act: Callable[[Any], str]) -> HttpResponse:
    """Show a form; once it is sent and sound, act on its clean values and go where the action says."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, refused.reason)
        except BadFile as bad:
            where = f"{bad.where[:1].upper()}{bad.where[1:]}: " if bad.where else ""
            form.add_error("file", f"{where}{bad.reason}")
    return render(request, "places/desk/form.html", {"form": form, "question": question})


def keepers_only(view: View) -> View:
    """Close a view to everybody but those who keep the council's places; the reason is shown."""

    @wraps(view)
    def kept(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_keep_places(request.roles).demand()
        return view(request, *args, **kwargs)

    return kept


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, however little; nothing before anything is sent."""
    return request.POST if request.method == "POST" else None


def typed_with_files(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """Return what was sent and its files; nothing before anything is sent."""
    return typed(request), request.FILES if request.method == "POST" else None


def by(request: ActingRequest) -> dict[str, Any]:
    """Return who acts, with what roles, and when, as every action is told."""
    return {"by": request.roles.user, "at": calendars.now(), "acting": request.roles}
