"""Boards: one page for each switch, and a list of them. What a board says can ask for trouble."""

import datetime as dt
import os
import time

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import path

from wapentake.foundation import calendars, changes, published
from wapentake.foundation.models import Switch

FETE = "Come to the summer fete."
LONG_AGO = dt.date(2020, 1, 1)


def write(key, words, at=None):
    """Put words on a board, as an action would: one transaction with its news."""
    with transaction.atomic():
        Switch.objects.update_or_create(
            key=key, defaults={"on": True, "reason": words, "at": at or calendars.start_of_day(LONG_AGO)}
        )
        changes.touch([f"board:{key}"])


def remove(key):
    with transaction.atomic():
        Switch.objects.filter(key=key).delete()
        changes.touch([f"board:{key}"])


def keys():
    return [f"/boards/{key}/" for key in Switch.objects.values_list("key", flat=True)]


def trouble(words):
    """What a board can ask for."""
    if words == "fail":
        raise RuntimeError("this board was asked to fail")
    if words == "write":
        Switch.objects.create(key="written", on=True, reason="", at=calendars.now())
    if words.startswith("wait for "):
        _, _, name = words.rpartition(" ")
        open(f"{name}.begun", "w").close()
        while not os.path.exists(name):
            time.sleep(0.01)


@published.published_page("board", paths=keys, watches={"board"})
def board(request, key):
    at = published.moment(request)
    switch = Switch.objects.filter(key=key).first()
    if switch is None:
        raise Http404
    trouble(switch.reason)
    ref = f"board:{key}"
    extra = "<form method='post'></form>" if switch.reason == "post" else ""
    answer = published.response(
        request,
        "board.html",
        {
            "words": switch.reason,
            "promotion": None if published.held([ref], at) else FETE,
            "items": ["before" if switch.at > at else "after"],
            "extra": extra,
        },
        shows=[ref],
        valid_until=switch.at if switch.at > at else None,
    )
    if switch.reason == "cookie":
        answer.set_cookie("session", "mine")
    return answer


@published.published_page("boards", paths=lambda: ["/boards/"], watches=())
def boards(request):
    rows = list(Switch.objects.order_by("key"))
    return published.response(
        request,
        "board.html",
        {"words": "All boards", "items": [f"{row.key}: {row.reason}" for row in rows]},
        shows=["boards:all", *(f"board:{row.key}" for row in rows)],
        promotes=False,
    )


def alone(request):
    """A page that is not published and asks the database."""
    return HttpResponse(str(Switch.objects.count()))


def plain(request):
    """A page that is not published and asks nobody."""
    return HttpResponse("plain")


def broken(request):
    raise RuntimeError("this view is broken")


urlpatterns = [
    path("boards/", boards),
    path("boards/<slug:key>/", board),
    path("alone/", alone),
    path("plain/", plain),
    path("broken/", broken),
]
