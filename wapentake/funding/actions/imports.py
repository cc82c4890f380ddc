"""Past awards or developments from a file: kept on the server, compared, brought in as one act, undone as one act."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import AwardImport, ColumnMapping, ImportLine, ImportProgress
from ..queries.imports import Need, receipts_by_hand
from ..rules.development_lines import CleanReceipt, reader_of
from ..rules.import_lines import Clean
from ..states.imports import Heading, ImportOf, ImportState, Outcome
from .funds import _may

COMPARED = ["outcome", "problems", "key", "contents", "fund", "ward", "awarded_on", "pence"]
LONGEST_NAME = 100


@transaction.atomic
def stage_import(
    lines: Iterable[tuple[int, list[str]]],
    headings: Sequence[str],
    source: Source,
    *,
    by: User,
    at: dt.datetime,
    mapping: ColumnMapping | None = None,
    of: ImportOf = ImportOf.AWARDS,
) -> AwardImport:
    """Keep a file's lines on the server, read as files of its headings were read before, and compare them.

    A file that is kept already is not kept twice: the one there is returned, compared anew.
    """
    _may(by, at)
    waiting = AwardImport.objects.filter(of=of, state__in=(ImportState.STAGED, ImportState.QUEUED))
    kept = waiting.filter(sha256=source.sha256).first()
    if kept is not None:
        return compare_import(kept, at=at) if kept.state == ImportState.STAGED else kept
    fingerprint = rules.fingerprint(headings, of)
    known = mapping or queries.mapping_for(fingerprint)
    columns = known.columns if known else rules.guess_columns(headings, of)
    found = AwardImport.objects.create(
        of=of, name=source.name[-LONGEST_NAME:], sha256=source.sha256, headings=list(headings), fingerprint=fingerprint,
        columns={what: heading for what, heading in columns.items() if heading in headings},
        values=known.values if known else {}, staged_by=by, staged_at=at,
    )  # fmt: skip
    ImportProgress.objects.create(of=found)
    found.lines_read = _write_down(found, lines)
    found.save(update_fields=["lines_read"])
    audit.record(found.ref, "file kept", by=by, at=at, facts={"sha256": source.sha256, "lines": found.lines_read})
    return compare_import(found, at=at)


def _write_down(found: AwardImport, lines: Iterable[tuple[int, list[str]]]) -> int:
    batch: list[ImportLine] = []
    count = 0
    for number, cells in lines:
        batch.append(ImportLine(of=found, number=number, cells=cells))
        count += 1
        if len(batch) == queries.IMPORT_BATCH:
            ImportLine.objects.bulk_create(batch)
            batch = []
    ImportLine.objects.bulk_create(batch)
    return count


@transaction.atomic
def map_import(
    found: AwardImport,
    columns: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
    *,
    by: User,
    at: dt.datetime,
) -> AwardImport:
    """Say which column holds what, and what values mean; both are remembered for files of the same headings."""
    found = _locked(found)
    rules.may_map_import(roles_of(by, london_date(at)), found).demand()
    if unknown := [heading for heading in columns.values() if heading and heading not in found.headings]:
        raise Refused(f"The file has no column “{unknown[0]}”.")
    heads, mapped = found.layout.headings, found.layout.mapped
    found.columns = {heads(what).value: heading for what, heading in columns.items() if heading}
    found.values = {heads(what).value: dict(known) for what, known in values.items() if what in mapped and known}
    found.save(update_fields=["columns", "values"])
    ColumnMapping.objects.update_or_create(
        fingerprint=found.fingerprint,
        defaults={"columns": found.columns, "values": found.values, "changed_by": by, "changed_at": at},
        create_defaults={
            "name": _free_name(found.name), "columns": found.columns, "values": found.values, "changed_by": by,
            "changed_at": at,
        },
    )  # fmt: skip
    audit.record(found.ref, "columns named", by=by, at=at, facts={"columns": found.columns})
    return compare_import(found, at=at)


def _free_name(name: str) -> str:
    base = name.rpartition(".")[0][:80] or name[:80]
    taken = set(ColumnMapping.objects.filter(name__startswith=base).values_list("name", flat=True))
    return next(one for one in (base, *(f"{base} {n}" for n in range(2, len(taken) + 3))) if one not in taken)


# house: nothing of the council's changes: it is written beside each line what would become of it.
@transaction.atomic
def compare_import(found: AwardImport, *, at: dt.datetime) -> AwardImport:
    """Look at every line anew: what is new, what is here, what is refused and why. Changes nothing else."""
    found = _locked(found)
    if found.state == ImportState.STAGED:
        _compare(found, london_date(at))
    return found


def _compare(found: AwardImport, on: dt.date) -> None:
    """Write beside each line what becomes of it, in batches, and add up what the new ones need."""
    reader = reader_of(found, on)
    seen: dict[str, int] = {}
    needs: dict[tuple[int, ...], Need] = {}
    for batch in queries.in_batches(found):
        read = [(line, reader.read(line.cells)) for line in batch]
        keyed = [(line, clean, _key(clean, seen)) for line, clean in read]
        here = queries.brought_in(key for _, _, key in keyed) | _by_hand(keyed)
        ours = queries.ours_of(clean.identifier for _, clean, _ in keyed)
        for line, clean, key in keyed:
            _judge(line, clean, key, here, ours, seen)
            if line.outcome == Outcome.NEW:
                _add(needs, clean)
        _store(batch, COMPARED)
    found.counts = {
        **queries.outcomes_of(found),
        # Receipts bring money with them: only awards need that it is there.
        "short": queries.shortages(needs.values()) if found.of == ImportOf.AWARDS else [],
        "pence": sum(need.pence for need in needs.values()),
    }
    found.save(update_fields=["counts"])


def _by_hand(keyed: Sequence[tuple[ImportLine, Clean | CleanReceipt, str]]) -> dict[str, str]:
    """Return the lines whose receipt somebody has entered by hand, and which stands: it is here already."""
    read = {key: clean for _, clean, key in keyed if isinstance(clean, CleanReceipt)}
    entered = receipts_by_hand({clean.reference for clean in read.values()})
    return {key: one.contents for key, one in read.items() if (one.reference, one.on, one.pence) in entered}


def _key(clean: Clean | CleanReceipt, seen: dict[str, int]) -> str:
    """Return what tells a line from all others: of equal ones without an identifier, the first, the second, ..."""
    key = clean.key
    seen[key] = seen.get(key, 0) + 1
    return key if clean.identifier or seen[key] == 1 else f"{key}#{seen[key]}"


def _judge(
    line: ImportLine,
    clean: Clean | CleanReceipt,
    key: str,
    here: Mapping[str, str],
    ours: Mapping[str, int],
    seen: dict[str, int],
) -> None:
    problems = [asdict(problem) for problem in clean.problems]
    line.fund, line.ward, line.awarded_on, line.pence = clean.fund, clean.ward, clean.on, clean.pence
    line.key, line.contents = key, clean.contents
    if clean.identifier and seen[key] > 1:
        seen_before = "Another line has this identifier. Leave one of them out, or give each its own."
        first = seen.setdefault(f"line {key}", line.number)
        if first != line.number:
            problems.append({"column": Heading.IDENTIFIER.label, "value": clean.identifier[:100], "why": seen_before})
    elif clean.identifier:
        seen.setdefault(f"line {key}", line.number)
    line.problems = problems
    if problems:
        line.outcome = Outcome.REFUSED
    elif clean.identifier in ours:
        line.outcome = Outcome.SAME if ours[clean.identifier] == clean.pence else Outcome.CHANGED
    elif key in here:
        line.outcome = Outcome.SAME if here[key] == line.contents else Outcome.CHANGED
    else:
        line.outcome = Outcome.NEW


def _add(needs: dict[tuple[int, ...], Need], clean: Clean | CleanReceipt) -> None:
    cluster = clean.cluster if isinstance(clean, Clean) else None
    need = queries.need_of(clean.fund, clean.on, clean.ward, clean.councillor, clean.pence, cluster)
    place = (need.fund.pk, need.year.starts_in, *need.whose.holder_key)
    before = needs.get(place)
    needs[place] = need if before is None else before.plus(need.pence)


def _store(lines: Sequence[ImportLine], fields: list[str]) -> None:
    """Write lines back, all in one statement."""
    ImportLine.objects.bulk_create(lines, update_conflicts=True, unique_fields=["id"], update_fields=fields)


@transaction.atomic
def drop_import(found: AwardImport, *, by: User, at: dt.datetime) -> None:
    """Throw a file away that was only kept: its lines are deleted, and that it was there stays known."""
    found = _locked(found)
    rules.may_drop_import(roles_of(by, london_date(at)), found).demand()
    found.lines.all().delete()
    found.state = ImportState.DROPPED
    found.save(update_fields=["state"])
    audit.record(found.ref, "file thrown away", by=by, at=at, facts={"sha256": found.sha256})


def _locked(found: AwardImport) -> AwardImport:
    return AwardImport.objects.select_for_update().get(pk=found.pk)
