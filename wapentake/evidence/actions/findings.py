"""Findings are recorded, replaced by what is known better, and withdrawn. None is ever changed."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from ..models import Finding
from ..queries import findings_ref
from ..rules import FindingWords, finding_is_sound, may_close_finding, may_record_of
from ..states.findings import FINDING, FindingState


@transaction.atomic
def record_finding(words: FindingWords, *, by: User, at: dt.datetime) -> Finding:
    """Record what is known. The same words sent twice by the same person are one finding. Raises `Refused`."""
    _may_say_finding(words, by, at)
    same = Finding.objects.filter(
        text=words.text.strip(), recorded_by=by, known_on=words.known_on, state=FindingState.STANDS
    ).first()
    if same is not None:
        return same
    return _write_finding(words, None, "record", by, at)


@transaction.atomic
def replace_finding(finding: Finding, words: FindingWords, *, by: User, at: dt.datetime) -> Finding:
    """Say what is known better; what was said before is kept, and what cites it still reads it. Raises `Refused`."""
    finding = _lock_finding(finding)
    may_close_finding(roles_of(by, london_date(at)), finding).demand()
    _may_say_finding(words, by, at)
    _close_finding(finding, FindingState.REPLACED, at)
    return _write_finding(words, finding, "replace", by, at)


@transaction.atomic
def withdraw_finding(finding: Finding, *, why: str, by: User, at: dt.datetime) -> Finding:
    """Take a finding back, with the reason; it stays on record. Raises `Refused`."""
    finding = _lock_finding(finding)
    may_close_finding(roles_of(by, london_date(at)), finding).demand()
    if not why.strip():
        raise Refused("Say why it is withdrawn: the reason is kept with it.")
    finding.withdrawn_because = why.strip()
    _close_finding(finding, FindingState.WITHDRAWN, at)
    audit.record(finding.ref, "withdraw", by=by, at=at, facts={"public": finding.public})
    touch([finding.ref, *_shown_on(finding)])
    return finding


def _lock_finding(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(of=("self",), no_key=True).get(pk=finding.pk)


def _may_say_finding(words: FindingWords, by: User, at: dt.datetime) -> None:
    on = london_date(at)
    may_record_of(roles_of(by, on), words.wards).demand()
    finding_is_sound(words, on).demand()


def _close_finding(finding: Finding, to: FindingState, at: dt.datetime) -> None:
    FINDING.demand(finding.state, to)
    finding.state, finding.closed_at = to, at
    finding.save()


def _write_finding(words: FindingWords, replaces: Finding | None, act: str, by: User, at: dt.datetime) -> Finding:
    made = Finding.objects.create(
        text=words.text.strip(), topic=words.topic, said_by=words.said_by, source=words.source.strip(),
        confidence=words.confidence, place=words.place.strip(), known_on=words.known_on,
        look_again_on=words.look_again_on, public=words.public, replaces=replaces, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    made.wards.set(words.wards)
    facts = {"wards": [ward.code for ward in words.wards], "replaces": replaces.pk if replaces else None}
    audit.record(made.ref, act, by=by, at=at, facts=facts)
    touch([made.ref, *_shown_on(made), *(_shown_on(replaces) if replaces else [])])
    return made


def _shown_on(finding: Finding) -> list[str]:
    """Return the wards whose public profile shows a finding."""
    return [findings_ref(ward) for ward in finding.wards.all()] if finding.public else []
