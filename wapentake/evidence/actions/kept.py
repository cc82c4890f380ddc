"""A file that was sent to the desk: kept, its columns named if need be, read by a worker, or refused line by line."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from procrastinate.contrib.django import app

from wapentake.foundation import audit
from wapentake.foundation.files import BadFile
from wapentake.foundation.files import Source as FileSource
from wapentake.foundation.progress import Tell
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles
from wapentake.people.models import User

from ..models import Indicator, KeptFile, LayoutMapping, LineFault, LoadProgress, ReadingFile, Source, StagedReading
from ..queries import applied_before, in_hand
from ..rules import (
    Columns,
    Faults,
    Row,
    each_has_an_indicator,
    line_of,
    may_keep_readings,
    may_name_columns,
    may_read_by,
    signature,
)
from ..states import LoadState
from .catalogue import keep_source
from .shares import lock_evidence
from .staging import stage_rows

# The job that reads a file: it loads, and calls `stage_kept` or `refuse_file`.
READ = "wapentake.evidence.read_file"


@transaction.atomic
def keep_file(
    file: FileSource,
    contents: bytes,
    *,
    layout: str,
    source: str,
    headings: Sequence[str],
    sample: Sequence[str],
    columns: Columns,
    retrieved_on: dt.date,
    by: User,
    at: dt.datetime,
    roles: Roles,
) -> tuple[ReadingFile, bool]:
    """Keep a file that was sent, to be read by a worker; return it and whether it is new.

    `headings` are those of a file whose columns a person names; without a `source` it waits for that.
    """
    may_keep_readings(roles).demand()
    with connection.cursor() as cursor:
        # The same bytes, sent twice at once, are kept once. What a worker has in hand is not waited for.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [file.sha256])
    if there := in_hand(file.sha256):
        return there, False
    publisher = keep_source(source) if source else None
    found = ReadingFile.objects.create(
        source=publisher, layout=layout, name=file.name, sha256=file.sha256, headings=list(headings),
        sample=list(sample), columns=columns.kept() if headings else {}, retrieved_on=retrieved_on,
        read_by=by, read_at=at, state=LoadState.READING if publisher else LoadState.KEPT,
    )  # fmt: skip
    LoadProgress.objects.create(of=found)
    KeptFile.objects.create(of=found, contents=contents)
    audit.record(found.ref, "file kept", by=by, at=at, facts={"sha256": file.sha256, "layout": layout})
    if publisher:
        _ask_to_read(found)
    return found, True


@transaction.atomic
def name_columns(found: ReadingFile, columns: Columns, *, by: User, at: dt.datetime, roles: Roles) -> ReadingFile:
    """Say which column holds what. What was read of the file is forgotten: it is read by these. Raises `Refused`."""
    may_keep_readings(roles).demand()
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    may_name_columns(found).demand()
    may_read_by(columns, found.headings).demand()
    StagedReading.objects.filter(file=found).delete()
    found.faults.all().delete()
    found.state, found.columns, found.stopped, found.counts = LoadState.KEPT, columns.kept(), "", {}
    found.save(update_fields=["state", "columns", "stopped", "counts"])
    audit.record(found.ref, "columns named", by=by, at=at, facts={"columns": found.columns})
    return found


@transaction.atomic
def remember_columns(
    found: ReadingFile, indicators: Mapping[str, str], *, by: User, at: dt.datetime, roles: Roles
) -> ReadingFile:
    """Say which indicators the figures are of, by their columns, and remember all of it for files of these headings.

    The file is read by it then. Raises `Refused`.
    """
    may_keep_readings(roles).demand()
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    may_name_columns(found).demand()
    columns = Columns.of({**found.columns, "indicators": dict(indicators)})
    may_read_by(columns, found.headings).demand()
    chosen = {one.key: one for one in Indicator.objects.select_related("source").filter(key__in=indicators.values())}
    each_has_an_indicator(columns, {key: one.source.key for key, one in chosen.items()}).demand()
    source = next(iter(chosen.values())).source
    found.source = source
    found.state, found.columns = LoadState.READING, columns.kept()
    found.save(update_fields=["state", "columns", "source"])
    mapping = _remember(found, source, by, at)
    facts = {"columns": found.columns, "file": found.pk, "sha256": found.sha256}
    audit.record(mapping.ref, "columns remembered", by=by, at=at, facts=facts)
    _ask_to_read(found)
    return found


def _remember(found: ReadingFile, source: Source, by: User, at: dt.datetime) -> LayoutMapping:
    """Put what was said of a layout in the place of what was said before, which stays known."""
    signed = signature(found.headings)
    LayoutMapping.objects.filter(source=source, signature=signed, replaced_at=None).update(replaced_at=at)
    return LayoutMapping.objects.create(
        source=source, signature=signed, headings=found.headings, columns=found.columns, said_by=by, said_at=at
    )


def _ask_to_read(found: ReadingFile) -> None:
    LoadProgress.objects.filter(of=found).update(step="", done=0, total=0)
    app.configure_task(READ, queue="default", priority=2).defer(pk=found.pk)


@transaction.atomic
def stage_kept(
    found: ReadingFile,
    rows: Iterable[Row],
    *,
    faults: Faults,
    strict: bool,
    tell: Tell,
    total: int,
    on: dt.date,
    at: dt.datetime,
) -> None:
    """Read a kept file's rows into the stage. Read or discarded already, it does nothing.

    Raises `Refused`, and `BadLines` with all that is wrong: nothing is kept of it then.
    """
    lock_evidence()
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    if found.state != LoadState.READING:
        return
    if applied_before(found.sha256):
        raise Refused(f"The same file as {found.name} was applied already.")
    stage_rows(found, rows, faults, strict=strict, tell=tell, total=total, on=on, at=at)
    found.state = LoadState.STAGED
    found.save(update_fields=["state", "counts"])
    facts = {"sha256": found.sha256, "layout": found.layout, **found.counts}
    audit.record(found.ref, "readings staged", by=found.read_by, at=at, facts=facts)


@transaction.atomic
def refuse_file(found: ReadingFile, faults: Sequence[BadFile], *, at: dt.datetime) -> None:
    """Put down why a file was refused, line by line, to be shown to whoever sent it."""
    found = ReadingFile.objects.select_for_update().get(pk=found.pk)
    if found.state != LoadState.READING:
        return
    LineFault.objects.bulk_create(
        [LineFault(of=found, line=line_of(bad), why=_sentence(bad)) for bad in faults], batch_size=500
    )
    if not found.headings:
        KeptFile.objects.filter(of=found).delete()
    found.state = LoadState.REFUSED
    found.counts = {"faults": len(faults)}
    found.save(update_fields=["state", "counts"])
    audit.record(found.ref, "refused", by=None, at=at, facts={"sha256": found.sha256, "faults": len(faults)})


def _sentence(bad: BadFile) -> str:
    """Return a fault with the place in the file where that is no line."""
    return bad.reason if line_of(bad) is not None or not bad.where else f"{bad.where}: {bad.reason}"
