"""A paper of an application, for those who may see the application."""

from typing import cast
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wapentake.foundation import uploads
from wapentake.office.queries import DeskRequest

from .. import queries, rules
from ..models import Attachment
from ..queries.projects import told_with


@require_safe
def paper(request: HttpRequest, reference: str, public_id: UUID) -> HttpResponse:
    """The bytes, to be saved: never shown inside a page of ours, and kept by no browser or proxy."""
    rules.may_see_people(cast(DeskRequest, request).roles).demand()
    seen = queries.applications_visible_to(cast(DeskRequest, request).roles)
    found = get_object_or_404(
        Attachment.objects.select_related("file"),
        application=told_with(get_object_or_404(seen, reference=reference)),
        file__public_id=public_id,
    )
    answer = HttpResponse(uploads.read(found.file), content_type=found.file.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file.name)}"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
