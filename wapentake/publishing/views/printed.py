"""What is posted, printed: a ward's newsletter, the flyer of an event, a press release."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import ward_by_slug

from .. import documents, forms, pages, rules
from .desk import item_or_404


@require_safe
def flyer(request: DeskRequest, pk: int) -> HttpResponse:
    """The flyer of an event."""
    return _print(request, pk, "flyer", documents.flyer_pdf)


@require_safe
def press_release(request: DeskRequest, pk: int) -> HttpResponse:
    """A press release."""
    return _print(request, pk, "press-release", documents.press_pdf)


def _print(request: DeskRequest, pk: int, name: str, pdf: Callable[..., bytes]) -> HttpResponse:
    found, at = item_or_404(request, pk), calendars.now()
    rules.may_print(request.roles, found, at).demand()
    return _file(f"{found.slug}-{name}.pdf", pdf(pages.printed(found, at), request.roles.on))


@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: DeskRequest, slug: str) -> HttpResponse:
    """Choose what a ward's newsletter has, and make it."""
    ward, at = ward_by_slug(slug, request.roles.on), calendars.now()
    if ward is None:
        raise Http404("There is no such ward.")
    rules.may_draft(request.roles, [ward]).demand()
    there = pages.newsletter_choices(ward, at)
    choices = [(str(item.pk), item.title) for item in there]
    form = forms.NewsletterForm(
        request.POST or None, choices=choices, initial={"chosen": [key for key, _ in choices[: pages.FITS]]}
    )
    if request.method == "POST" and form.is_valid():
        page = pages.newsletter(ward, {int(key) for key in form.cleaned_data["chosen"]}, at)
        return _file(f"{slug}-newsletter.pdf", documents.newsletter_pdf(page, request.roles.on))
    return render(request, "publishing/newsletter.html", {"form": form, "ward": ward, "there": there})


def _file(name: str, contents: bytes) -> HttpResponse:
    answer = HttpResponse(contents, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
