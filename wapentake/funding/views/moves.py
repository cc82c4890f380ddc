"""Moves of money between pots: one money officer proposes, another confirms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from .asking import Question, ask, fund_of, money_officers_only, sent, year_of


@money_officers_only
def moves(request: DeskRequest) -> HttpResponse:
    """Every move, newest first."""
    return render(request, "funding/moves.html", {"page": pages.moves_page(request.GET.get("page", "1"))})


@money_officers_only
def propose_move(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Propose to move what is left in a pot of this fund to another; only where the rules let it go."""
    found, when = fund_of(key), year_of(year)
    sources = list(queries.accounts_to_move(when, found))
    every = queries.accounts_to_move(when)
    targets = [one for one in every if rules.funds_may_exchange(found, one.fund)]
    question = Question(
        f"Propose a move from {found}",
        "Propose the move",
        (f"{found}, {when.label}", pages.year_href(found, when)),
        "Nothing moves until a second money officer confirms it. Only pots that this money may go to are listed.",
        rules.may_allot(request.roles, found, when),
    )
    form = forms.MoveForm(sources, targets, sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        ends = form.accounts[said["source"]], form.accounts[said["target"]]
        given = {"reason": said["reason"], "by": request.roles.user, "at": calendars.now()}
        made = actions.propose_move(*ends, said["amount"], **given)
        return "The move is proposed. It waits for a second person.", reverse("funding:move", args=[made.pk])

    return ask(request, question, form, act)


@money_officers_only
def move(request: DeskRequest, pk: int) -> HttpResponse:
    """One move; a POST confirms it or refuses it. What is not allowed comes back with the reason."""
    found, refused = get_object_or_404(queries.moves(), pk=pk), ""
    if request.method == "POST":
        by, at = request.roles.user, calendars.now()
        try:
            if request.POST.get("act") == "confirm":
                actions.confirm_move(found, by=by, at=at)
                messages.success(request, "The money has moved.")
            else:
                actions.refuse_move(found, by=by, at=at)
                messages.success(request, "The move is refused. Nothing moved.")
            return redirect("funding:move", pk=pk)
        except Refused as refusal:
            refused = refusal.reason
    page = pages.move_page(found, request.roles)
    context = {"page": page, "refused": refused, "notes": messages.get_messages(request)}
    return render(request, "funding/move.html", context, status=403 if refused else 200)
