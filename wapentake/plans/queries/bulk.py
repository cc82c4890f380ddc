"""Questions about files of progress, and about what they speak of."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from wapentake.office.queries import Roles

from ..models import Action, ProgressFile, ProgressNote
from ..states import PriorityState, ProgressFileState
from .service_notices import is_insider


def actions_by_key(keys: Iterable[int], *, lock: bool = False) -> dict[int, Action]:
    """Return the published actions of some keys; locked in the order of their keys if asked for."""
    rows = Action.objects.filter(pk__in=list(keys), priority__state=PriorityState.PUBLISHED)
    if lock:
        rows = rows.select_for_update(of=("self", "priority"), no_key=True)
    return {one.pk: one for one in rows.select_related("priority__ward", "owner").order_by("pk")}


def newest_notes_of(keys: Iterable[int]) -> dict[int, str]:
    """Return the newest note of each action of some keys that has one."""
    rows = ProgressNote.objects.filter(action__in=list(keys)).order_by("action_id", "-on", "-pk").distinct("action_id")
    return dict(rows.values_list("action_id", "text"))


def progress_files(roles: Roles) -> QuerySet[ProgressFile]:
    """Return the files of progress that a person may see, the newest first, without their lines."""
    rows = ProgressFile.objects.select_related("read_by").defer("lines", "told").order_by("-read_at", "-pk")
    return rows if is_insider(roles) else rows.filter(read_by=roles.user.pk)


def same_progress_file(sha256: str) -> ProgressFile | None:
    """Return a file of the same bytes that was applied, or waits to be."""
    rows = ProgressFile.objects.filter(sha256=sha256).exclude(state=ProgressFileState.DISCARDED)
    return rows.order_by("state", "-pk").first()


def keys_in(lines: Sequence[Any]) -> set[int]:
    """Return the keys of the actions that a file's lines name."""
    named = {cells.get("action_id", "").strip() for _, cells in lines}
    return {int(one) for one in named if one.isascii() and one.isdigit() and len(one) < 10}
