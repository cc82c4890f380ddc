"""Letters to print and post: the list, one, its PDF, and the day on which it went."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, queries, rules
from ..models import Letter
from .asking import Question, ask, sent


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that this person may see."""
    rules.may_see_people(cast(DeskRequest, request).roles).demand()
    given = request.GET.get("list", ""), request.GET.get("page", "1")
    page = pages.letters_page(cast(DeskRequest, request).roles, *given)
    return render(request, "funding/letters.html", {"page": page, "notes": messages.get_messages(request)})


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter, as it will be read."""
    page = pages.letter_page(_letter(request, pk), cast(DeskRequest, request).roles)
    return render(request, "funding/letter.html", {"page": page, "pk": pk})


@require_safe
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to print, on one side of A4 where it fits."""
    page = pages.letter_page(_letter(request, pk), cast(DeskRequest, request).roles)
    answer = HttpResponse(documents.letter_pdf(page), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="letter-{page.application[0]}-{pk}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def post_letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Say on which day it was posted."""
    found = _letter(request, pk)
    page = pages.letter_page(found, request.roles)
    question = Question(
        "Put down that it was posted", "Save", (page.title, reverse("funding:letter", args=[pk])), may=page.may_post
    )
    at = calendars.now()
    form = forms.PostedForm(sent(request), initial={"posted_on": calendars.london_date(at)})

    def do(clean: dict[str, Any]) -> tuple[str, str]:
        actions.post_letter(found, **clean, by=request.roles.user, at=at)
        return "It is put down as posted.", reverse("funding:letters")

    return ask(request, question, form, do)


def _letter(request: HttpRequest, pk: int) -> Letter:
    rules.may_see_people(cast(DeskRequest, request).roles).demand()
    return get_object_or_404(queries.letters_visible_to(cast(DeskRequest, request).roles), pk=pk)
