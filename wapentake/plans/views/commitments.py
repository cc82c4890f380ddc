"""The desk's pages of commitments."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import ward_by_slug

from .. import actions, forms, pages, queries, rules
from ..models import Commitment
from ..states import CommitmentState
from .answers import csv_file, done, sent, show, try_to

LIST = "Commitments"


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """The list, for all staff."""
    desk = cast(DeskRequest, request)
    return show(desk, "commitments", pages.commitments_page(desk.roles, request.GET.dict()))


@require_safe
def commitments_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as it is narrowed, as CSV."""
    roles = cast(DeskRequest, request).roles
    rows = pages.narrowed_commitments(roles, forms.CommitmentsFilterForm(roles.on, request.GET))
    return csv_file("commitments", pages.COMMITMENT_HEADS, map(pages.commitment_cells, rows))


@require_http_methods(["GET", "HEAD", "POST"])
def write_commitment(request: DeskRequest) -> HttpResponse:
    """Write a commitment down."""
    roles = request.roles
    rules.may_write_commitments(roles).demand()
    own = queries.services().filter(pk__in=queries.bodies_of(roles)).first()
    form = forms.CommitmentForm(roles.on, sent(request), initial={"organisation": own} if own else {})
    lead = "It is a draft first. Once it is made, all staff see it."
    question = Question("Write down a commitment", "Save the draft", (LIST, reverse("plans:commitments")), lead)

    def act(_: Any) -> str:
        key = form.cleaned_data["key"]
        made = actions.write_commitment(form.words, key=key, by=roles.user, at=calendars.now())
        messages.success(request, "The draft is saved. Say next which priorities it serves, then make it.")
        return pages.commitment_href(made)

    return ask(request, question, form, act)


ACTS = {
    "publish": (actions.publish_commitment, "It is made. All staff see it."),
    "keep": (actions.keep_commitment, "It is marked as kept."),
    "reopen": (actions.reopen_commitment, "It stands again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: DeskRequest, pk: int) -> HttpResponse:
    """One commitment; a POST does one of the small acts, and leads back here."""
    found, refused = _commitment(request, pk), ""
    if request.method == "POST" and (chosen := ACTS.get(request.POST.get("act", ""))):
        act, said = chosen
        refused = try_to(lambda: act(found, by=request.roles.user, at=calendars.now()))
        if not refused:
            return done(request, said, "plans:commitment", pk)
    page = pages.commitment_page(found, request.roles)
    return show(request, "commitment", page, 403 if refused else 200, refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
def change_commitment(request: DeskRequest, pk: int) -> HttpResponse:
    """Change what a commitment says."""
    found = _commitment(request, pk)
    rules.may_change_commitment(request.roles, found).demand()
    draft = found.state == CommitmentState.DRAFT
    kind = forms.CommitmentForm if draft else forms.ChangeCommitmentForm
    form = kind(request.roles.on, sent(request), commitment=found)
    lead = "" if draft else "All staff have read it: what it says now is kept beside the new words, with your reason."

    def act(said: dict[str, Any]) -> str:
        reason, by = said.get("reason", ""), request.roles.user
        actions.change_commitment(found, form.words, reason=reason, by=by, at=calendars.now())
        messages.success(request, "The changes are saved.")
        return pages.commitment_href(found)

    return ask(request, Question("Change the commitment", "Save the changes", _back(found), lead), form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_commitment(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a commitment back."""
    found = _commitment(request, pk)
    rules.may_withdraw_commitment(request.roles, found).demand()
    question = Question("Take the commitment back?", "Take it back", _back(found), found.text, warning=True)

    def act(said: dict[str, Any]) -> str:
        actions.withdraw_commitment(found, reason=said["reason"], by=request.roles.user, at=calendars.now())
        messages.success(request, "It is taken back. It stays on record with your reason.")
        return pages.commitment_href(found)

    return ask(request, question, forms.TakeBackCommitmentForm(sent(request)), act)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_serves(request: DeskRequest, pk: int) -> HttpResponse:
    """Say which of a ward's priorities a commitment serves."""
    found = _commitment(request, pk)
    ward = ward_by_slug(request.GET.get("ward", ""), request.roles.on)
    rules.may_say_what_it_serves(request.roles, found, ward).demand()
    if ward is None:
        return show(request, "commitment_serves", pages.serves_page(found, request.roles, None))
    form = forms.ServesForm(ward, sent(request), initial={"priorities": queries.served_in(found, ward)})
    question = Question(f"What it serves in {ward}", "Save", _back(found), found.text)

    def act(said: dict[str, Any]) -> str:
        chosen = list(said["priorities"])
        actions.say_what_it_serves(found, ward, chosen, by=request.roles.user, at=calendars.now())
        messages.success(request, f"It is saved what it serves in {ward}.")
        return pages.commitment_href(found)

    return ask(request, question, form, act)


def _commitment(request: DeskRequest, pk: int) -> Commitment:
    """Return a commitment that this person may see, or 404."""
    found = queries.with_reach(queries.commitments_visible_to(request.roles)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _back(found: Commitment) -> tuple[str, str]:
    return ("The commitment", pages.commitment_href(found))
