"""How the room's views answer: with a page, with a file, with what a POST did."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render

from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import documents


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, if anything was: an empty form that was sent is looked at too."""
    return request.POST if request.method == "POST" else None


def show(request: DeskRequest, template: str, page: Any, status: int = 200, **more: Any) -> HttpResponse:
    """Show a page of the desk, with what was said to whoever comes back to it."""
    return render(
        request, f"plans/{template}.html", {"page": page, "notes": get_messages(request), **more}, status=status
    )


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Answer with a list as a file that nobody keeps on the way."""
    answer = StreamingHttpResponse(documents.csv_lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def done(request: DeskRequest, said: str, to: str, *args: Any) -> HttpResponse:
    """Say what was done, and lead on."""
    messages.success(request, said)
    return redirect(to, *args)


def try_to(act: Callable[[], Any]) -> str:
    """Act, and return why it was refused, or nothing."""
    try:
        act()
    except Refused as refused:
        return refused.reason
    return ""
