"""Strategies and who decides what."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from wapentake.places.models import Ward

from ..models import DecidingBody, Strategy, StrategyVersion
from ..states import VersionState

PUBLIC = (VersionState.PUBLISHED, VersionState.SUPERSEDED)


def strategies_in_force() -> list[StrategyVersion]:
    """Return the version in force of every strategy, by name. One query."""
    rows = StrategyVersion.objects.filter(state=VersionState.PUBLISHED).select_related("strategy")
    return list(rows.order_by("strategy__name"))


def public_versions(strategy: Strategy) -> list[StrategyVersion]:
    """Return the published versions of a strategy, newest first. One query."""
    return list(strategy.versions.filter(state__in=PUBLIC).select_related("strategy").order_by("-number"))


def every_version() -> list[StrategyVersion]:
    """Return every version at the desk, drafts among them, by strategy, newest first. One query."""
    rows = StrategyVersion.objects.exclude(state=VersionState.DISCARDED).select_related("strategy")
    return list(rows.order_by("strategy__name", "-number"))


def public_addresses() -> list[tuple[str, int, bool]]:
    """Return each published version as its strategy's slug, its number, and whether it is in force. One query."""
    rows = StrategyVersion.objects.filter(state__in=PUBLIC).order_by("strategy__slug", "number")
    return [(slug, number, state == VersionState.PUBLISHED)
            for slug, number, state in rows.values_list("strategy__slug", "number", "state")]  # fmt: skip


def strategy_by_slug(slug: str) -> Strategy | None:
    """Return a strategy by its address."""
    return Strategy.objects.filter(slug=slug).first()


def bodies_deciding(ward: Ward | None, on: dt.date) -> list[DecidingBody]:
    """Return who decides what on a day: for a ward with what is for all, or for all alone. One query."""
    named = DecidingBody.wards.through.objects.filter(decidingbody=OuterRef("pk"))
    rows = DecidingBody.objects.on(on)
    for_all = ~Exists(named)
    rows = rows.filter(for_all | Q(Exists(named.filter(ward=ward)))) if ward else rows.filter(for_all)
    return list(rows.order_by("name", "pk"))


def bodies_at_desk(on: dt.date) -> list[DecidingBody]:
    """Return everybody who decides on a day, with their wards. Two queries."""
    return list(DecidingBody.objects.on(on).prefetch_related("wards").order_by("tier", "name", "pk"))
