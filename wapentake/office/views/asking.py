"""One way to ask and act: a form, an action, where to go on. A refusal stands above the form in its own words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wapentake.foundation.verdicts import Refused

from ..queries import DeskRequest
from ..rules import may_keep_offices

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
    return render(request, "office/form.html", {"form": form, "question": question})


def keepers_only(view: View) -> View:
    """Close a view to everybody but those who keep the council's offices; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_keep_offices(request.roles).demand()
        return view(request, *args, **kwargs)

    return kept
