"""Files of readings at the desk: all of them, what one holds, and the sources that there are."""

from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Min, Q, QuerySet

from wapentake.office.states import RoleKind

from ..models import Indicator, LayoutMapping, LineFault, Reading, ReadingFile, Source, StagedReading
from ..states import LoadState
from ..states.catalogue import SOURCES

# Who brings readings in.
KEEP_READINGS = (
    RoleKind.ADMINISTRATOR, RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS,
)  # fmt: skip


# In which orders files are listed, with what each is called.
ORDERS = {
    "": ("Newest first", ("-read_at", "-pk")), "name": ("By name", ("name", "-pk")),
    "source": ("By source", ("source__title", "-read_at", "-pk")),
    "taken": ("By the day it was taken", ("-retrieved_on", "-pk")),
}  # fmt: skip


def reading_files(state: str = "", source: str = "", words: str = "", order: str = "") -> QuerySet[ReadingFile]:
    """Return files of readings, newest first: those of a state, of a source's key and with words in it, or all."""
    rows = ReadingFile.objects.select_related("source", "read_by", "applied_by", "progress")
    if state:
        rows = rows.filter(state=state)
    if words:
        here = Q(name__icontains=words) | Q(source__title__icontains=words) | Q(read_by__name__icontains=words)
        rows = rows.filter(here)
    rows = rows.filter(source__key=source) if source else rows
    return rows.order_by(*ORDERS.get(order, ORDERS[""])[1])


def files_by_state() -> dict[str, int]:
    """Return how many files there are in each state."""
    return dict(ReadingFile.objects.order_by("state").values_list("state").annotate(n=Count("pk")))


def sources() -> list[Source]:
    """Return every source of which a file was read."""
    return list(Source.objects.all())


def known_sources() -> dict[str, str]:
    """Return the titles of the sources that a file may be of, by key: those known by name, and the council's own."""
    return {one.key: one.title for one in SOURCES} | {one.key: one.title for one in Source.objects.all()}


def in_hand(sha256: str) -> ReadingFile | None:
    """Return a file of the same bytes that is applied, or on its way there."""
    states = (LoadState.APPLIED, LoadState.APPLYING, LoadState.STAGED, LoadState.READING, LoadState.KEPT)
    return ReadingFile.objects.filter(sha256=sha256, state__in=states).order_by("applied_at", "pk").first()


def mapping_for(signed: str, source: str = "") -> LayoutMapping | None:
    """Return what is remembered of a layout, of a source's key where it is given; None where two sources have it."""
    rows = LayoutMapping.objects.filter(signature=signed, replaced_at=None).select_related("source", "said_by")
    found = list(rows.filter(source__key=source) if source else rows)
    return found[0] if len(found) == 1 else None


def measured() -> list[Indicator]:
    """Return the indicators that a file can give figures of, by source: not those that are divided from others."""
    rows = Indicator.objects.filter(over=None).select_related("source")
    return list(rows.order_by("source__title", "name"))


def applying_now(found: ReadingFile) -> ReadingFile | None:
    """Return another file of the same source that is being applied."""
    others = ReadingFile.objects.filter(source=found.source_id, state=LoadState.APPLYING)
    return others.exclude(pk=found.pk).first() if found.source_id else None


def applied_before(sha256: str) -> bool:
    """Say whether a file of the same bytes was applied."""
    return ReadingFile.objects.filter(sha256=sha256, state=LoadState.APPLIED).exists()


def newest_applied(found: ReadingFile) -> ReadingFile | None:
    """Return the file of the same source that was applied last."""
    rows = ReadingFile.objects.filter(source=found.source_id, state=LoadState.APPLIED)
    return rows.order_by("-applied_at", "-pk").first() if found.source_id else None


def still_standing(found: ReadingFile) -> int:
    """Return how many readings of a file stand."""
    return Reading.objects.filter(file=found).count()


def faults_of(found: ReadingFile) -> QuerySet[LineFault]:
    """Return what is wrong with a file that was refused, by line."""
    return LineFault.objects.filter(of=found).order_by(F("line").asc(nulls_first=True), "pk")


class Held(NamedTuple):
    """What a file holds of an indicator: its first and last period, how many periods, how many readings."""

    indicator: str
    first: str
    last: str
    periods: int
    readings: int


def held_by(found: ReadingFile) -> list[Held]:
    """Return what a file holds, by indicator."""
    staged = found.state in {LoadState.STAGED, LoadState.APPLYING}
    rows: Any = StagedReading.objects if staged else Reading.objects
    grouped = rows.filter(file=found).order_by("indicator__name").values_list("indicator__name")
    counted = grouped.annotate(Min("period"), Max("period"), Count("period", distinct=True), Count("pk"))
    return [Held(*row) for row in counted]
