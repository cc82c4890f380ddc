"""Files of readings at the desk: all of them, what one holds, and the sources that there are."""

from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, QuerySet

from wapentake.office.states import RoleKind

from ..models import Reading, ReadingFile, Source, StagedReading
from ..states import LoadState
from ..states.catalogue import SOURCES

# Who brings readings in.
KEEP_READINGS = (
    RoleKind.ADMINISTRATOR, RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS,
)  # fmt: skip


def reading_files(state: str = "", source: str = "") -> QuerySet[ReadingFile]:
    """Return files of readings, newest first: those of a state and of a source's key, or all."""
    rows = ReadingFile.objects.select_related("source", "read_by")
    if state:
        rows = rows.filter(state=state)
    return rows.filter(source__key=source) if source else rows


def files_by_state() -> dict[str, int]:
    """Return how many files there are in each state."""
    return dict(ReadingFile.objects.order_by("state").values_list("state").annotate(n=Count("pk")))


def sources() -> list[Source]:
    """Return every source of which a file was read."""
    return list(Source.objects.all())


def known_sources() -> dict[str, str]:
    """Return the titles of the sources that a file may be of, by key: those known by name, and the council's own."""
    return {one.key: one.title for one in SOURCES} | {one.key: one.title for one in Source.objects.all()}


def staged_before(sha256: str) -> ReadingFile | None:
    """Return a file of the same bytes that is read and waits to be applied."""
    return ReadingFile.objects.filter(sha256=sha256, state=LoadState.STAGED).first()


def applied_before(sha256: str) -> bool:
    """Say whether a file of the same bytes was applied."""
    return ReadingFile.objects.filter(sha256=sha256, state=LoadState.APPLIED).exists()


class Held(NamedTuple):
    """What a file holds of an indicator: its first and last period, how many periods, how many readings."""

    indicator: str
    first: str
    last: str
    periods: int
    readings: int


def held_by(found: ReadingFile) -> list[Held]:
    """Return what a file holds, by indicator."""
    rows: Any = StagedReading.objects if found.state == LoadState.STAGED else Reading.objects
    grouped = rows.filter(file=found).order_by("indicator__name").values_list("indicator__name")
    counted = grouped.annotate(Min("period"), Max("period"), Count("period", distinct=True), Count("pk"))
    return [Held(*row) for row in counted]
