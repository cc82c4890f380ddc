"""What the views of the places' desk share: who may come in, what was sent, and who acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from wapentake.foundation import calendars

from ..rules import ActingRequest, may_keep_places

View = Callable[..., HttpResponse]


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
