"""Requests that write a note, read them, or take their time; a job that writes one."""

import os
import time

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from procrastinate.contrib.django import app


def write(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tinysite_note (words) VALUES (%s) ON CONFLICT DO NOTHING", [words])


@app.task(name="write_note")
def write_note(words: str, seconds: float = 0) -> None:
    """Takes its time, then writes; twice does no harm."""
    time.sleep(seconds)
    write(words)


def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"alive": True, "pid": os.getpid()})


def readyz(request: HttpRequest) -> HttpResponse:
    from wapentake.foundation.supervisor.working import worker_answers

    return JsonResponse({"worker": worker_answers()})


def note(request: HttpRequest, words: str) -> HttpResponse:
    write(words)
    return HttpResponse("written")


def defer(request: HttpRequest, words: str, seconds: int) -> HttpResponse:
    write_note.defer(words=words, seconds=seconds)
    return HttpResponse("promised")


def notes(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM tinysite_note")
        return JsonResponse({"notes": [words for (words,) in cursor.fetchall()]})


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(0.05)
    return HttpResponse(str(os.getpid()))


urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("slow", slow),
    path("notes", notes),
    path("notes/<str:words>", note),
    path("jobs/<str:words>/<int:seconds>", defer),
]


def application(environ, start_response):
    """The WSGI application, made at the first call: Django imports this module for its addresses too."""
    global _application
    _application = _application or get_wsgi_application()
    return _application(environ, start_response)


_application = None
