"""One way to ask and act: a form, an action, where to go on. A refusal stands above the form in its own words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused

# An action of a room, done with what was said: `action(thing, by=user, at=moment, **said)`.
Action = Callable[..., object]


@dataclass(frozen=True)
class Question:
    """What a page that asks says: its title, its button, where it leads back to, and what to know before."""

    title: str
    button: str
    back: tuple[str, str]
    lead: str = ""
    warning: bool = False


def ask(request: HttpRequest, question: Question, form: BaseForm, act: Callable[[Any], str]) -> HttpResponse:
    """Show a form; once it is sent and sound, act on its clean values and go where the action says.

    What is wrong with a file stands at the field `file`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, refused.reason)
        except BadFile as bad:
            where = f"{bad.where[:1].upper()}{bad.where[1:]}: " if bad.where else ""
            form.add_error("file", f"{where}{bad.reason}")
    return render(request, "design/ask.html", {"form": form, "question": question})
