"""Who may come in to the views that keep the council's offices."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from ..queries import DeskRequest
from ..rules import may_keep_offices

View = Callable[..., HttpResponse]


def keepers_only(view: View) -> View:
    """Close a view to everybody but those who keep the council's offices; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_keep_offices(request.roles).demand()
        return view(request, *args, **kwargs)

    return kept
