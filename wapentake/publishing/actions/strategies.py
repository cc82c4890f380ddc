"""Strategies are written and published in versions."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from wapentake.foundation import audit
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Strategy, StrategyLine, StrategyVersion
from ..rules import VersionWords, may_edit_version, may_keep_strategies, may_publish_version
from ..states import STRATEGY, LineKind, VersionState
from .beats import roles_at

STRATEGIES = "strategies:all"


@transaction.atomic
def draft_version(words: VersionWords, *, by: User, at: dt.datetime) -> StrategyVersion:
    """Begin a version of a strategy, or a strategy with its first. Raises `Refused`."""
    may_keep_strategies(roles_at(by, at)).demand()
    strategy = words.strategy or Strategy.objects.create(slug=_slug_for(words.name), name=words.name)
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    if strategy.versions.filter(state=VersionState.DRAFT).exists():
        raise Refused("A version of it is being drafted already: change that one.")
    last = strategy.versions.aggregate(last=Max("number"))["last"] or 0
    version = StrategyVersion(strategy=strategy, number=last + 1, drafted_by=by, drafted_at=at)
    _write_version(version, words)
    audit.record(strategy.ref, "draft", by=by, at=at, facts={"version": version.number, "title": version.title})
    return version


@transaction.atomic
def edit_version(version: StrategyVersion, words: VersionWords, *, by: User, at: dt.datetime) -> StrategyVersion:
    """Change a draft. Raises `Refused`."""
    version = _lock_version(version)
    may_edit_version(roles_at(by, at), version).demand()
    _write_version(version, words)
    facts = {"version": version.number, "title": version.title}
    audit.record(version.strategy.ref, "edit", by=by, at=at, facts=facts)
    return version


@transaction.atomic
def publish_version(version: StrategyVersion, *, by: User, at: dt.datetime) -> StrategyVersion:
    """Let a version come into force; the one before is replaced, and stays readable. Raises `Refused`."""
    version = _lock_version(version)
    promised, signed = (version.lines.filter(kind=kind).count() for kind in LineKind)
    may_publish_version(roles_at(by, at), version, promised, signed).demand()
    STRATEGY.demand(version.state, VersionState.PUBLISHED)
    before = version.strategy.versions.filter(state=VersionState.PUBLISHED)
    before.update(state=VersionState.SUPERSEDED, superseded_at=at)
    version.state, version.published_by, version.published_at = VersionState.PUBLISHED, by, at
    version.save()
    facts = {"version": version.number, "commitments": promised, "sign_offs": signed}
    audit.record(version.strategy.ref, "publish", by=by, at=at, facts=facts)
    touch([version.strategy.ref, STRATEGIES])
    return version


@transaction.atomic
def discard_version(version: StrategyVersion, *, by: User, at: dt.datetime) -> StrategyVersion:
    """Drop a draft. Raises `Refused`."""
    version = _lock_version(version)
    may_edit_version(roles_at(by, at), version).demand()
    STRATEGY.demand(version.state, VersionState.DISCARDED)
    version.state = VersionState.DISCARDED
    version.save()
    audit.record(version.strategy.ref, "discard", by=by, at=at, facts={"version": version.number})
    return version


def _lock_version(version: StrategyVersion) -> StrategyVersion:
    rows = StrategyVersion.objects.select_for_update(of=("self",), no_key=True).select_related("strategy")
    return rows.get(pk=version.pk)


def _write_version(version: StrategyVersion, words: VersionWords) -> None:
    version.title, version.summary, version.body = words.title, words.summary, words.body
    version.adopted_on, version.ends_on, version.source = words.adopted_on, words.ends_on, words.source
    version.save()
    version.lines.all().delete()
    lines = [(LineKind.COMMITMENT, heading, text) for heading, text in words.commitments]
    lines += [(LineKind.SIGN_OFF, "", text) for text in words.sign_offs]
    StrategyLine.objects.bulk_create(
        StrategyLine(version=version, kind=kind, number=number, heading=heading, text=text)
        for number, (kind, heading, text) in enumerate(lines, start=1)
    )


def _slug_for(name: str) -> str:
    stem = slugify(name)[:70].strip("-") or "strategy"
    taken = set(Strategy.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
