"""The parts of a project: of whom each is asked, how it stands, and what they come to. Amounts are integer pence."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet, Sum

from wapentake.foundation.calendars import FinancialYear
from wapentake.places.models import Ward

from ..models import Application, Decision, Project
from ..states import DecisionKind
from .applications import AWARDED
from .splitting import GONE


def parts_of(application: Application) -> list[Application]:
    """Return all parts of the project that an application is part of, its first one first; nothing without one."""
    if application.project_id is None:
        return []
    rows = Application.objects.filter(project=application.project_id)
    return list(
        rows.select_related("fund", "ward", "councillor__user", "cluster", "organisation", "project").order_by("pk")
    )


def other_parts(application: Application) -> list[Application]:
    """Return the other parts of an application's project."""
    return [part for part in parts_of(application) if part.pk != application.pk]


def first_part(project: Project) -> Application | None:
    """Return the part that a project was begun with."""
    return project.parts.select_related("organisation").order_by("pk").first()


def told_with(application: Application) -> Application:
    """Return the application that costs, papers and other money are kept with: a project's first part that stands."""
    parts = parts_of(application)
    return next((part for part in parts if part.state not in GONE), next(iter(parts), application))


def waited_for(application: Application) -> list[Application]:
    """Return the other parts that stand in the way: not awarded, of a project that needs all its parts."""
    if application.project is None or not application.project.needs_all:
        return []
    return [part for part in other_parts(application) if part.state not in AWARDED]


def complete_on(application: Application) -> dt.date | None:
    """Return the day from which on an award may be offered: once every part was approved, where all are needed.

    Nothing before that day. What became of the parts since is not looked at: an offer that was made stays made.
    """
    if application.project is None:
        return dt.date.min
    return complete_days([application.project])[application.project.pk]


def complete_days(projects: Iterable[Project]) -> dict[int, dt.date | None]:
    """Return from which day on the parts of some projects may be offered, by the project's key; nothing before it."""
    found = {project.pk: project.settled_on for project in projects if not project.needs_all}
    whole = {project.pk for project in projects if project.needs_all}
    if not whole:
        return dict(found)
    approved = Decision.objects.filter(application__project__in=whole, kind=DecisionKind.APPROVE).order_by("pk")
    days: dict[int, dict[int, dt.date]] = {}
    for project, part, on in approved.values_list("application__project", "application", "on"):
        days.setdefault(project, {})[part] = on
    parts = parts_in_all(whole)
    full = {key: max(on.values()) for key, on in days.items() if len(on) == parts[key]}
    return {**found, **{key: full.get(key) for key in whole}}


def in_the_way(projects: Iterable[int]) -> QuerySet[Application]:
    """Return the parts that others wait for: not awarded, of some projects that need all their parts."""
    rows = Application.objects.filter(project__in=projects, project__all_or_nothing=True, project__let_go_at=None)
    return rows.exclude(state__in=AWARDED).order_by("pk")


def sums_together(projects: set[int]) -> dict[int, int]:
    """Return what some projects ask for in all, by their key, in pence: all parts but those that are gone."""
    if not projects:
        return {}
    rows = Application.objects.filter(project__in=projects).exclude(state__in=GONE).order_by().values("project")
    return {row["project"]: row["pence"] for row in rows.annotate(pence=Sum("pence"))}


def signed_on(parts: list[Application]) -> dict[int, dt.date]:
    """Return when each part was signed by whoever it is asked of, by the part's key."""
    rows = Decision.objects.filter(application__in=parts, kind=DecisionKind.SUPPORT)
    return dict(rows.order_by("pk").values_list("application", "on"))


def parts_in_all(projects: set[int]) -> dict[int, int]:
    """Return how many parts some projects have, by their key. One query, none where there are no projects."""
    if not projects:
        return {}
    rows = Application.objects.filter(project__in=projects).order_by().values("project")
    return {row["project"]: row["parts"] for row in rows.annotate(parts=Count("pk"))}


def awarded_parts() -> dict[int, tuple[str, ...]]:
    """Return the references of the other awarded parts of its project, by an award's key. One query."""
    rows = Application.objects.filter(project__isnull=False, state__in=AWARDED).order_by("pk")
    projects: dict[int, list[tuple[int, str]]] = {}
    for key, reference, project in rows.values_list("pk", "reference", "project"):
        projects.setdefault(project, []).append((key, reference))
    return {key: tuple(other for one, other in parts if one != key) for parts in projects.values() for key, _ in parts}


def is_borough_wide(project: Project) -> bool:
    """Say whether a project serves the whole borough: the group says so, or every ward is asked."""
    return project.pk in wide_projects([project])


def wide_projects(projects: Iterable[Project]) -> set[int]:
    """Return which projects serve the whole borough, by their keys, in as many queries for many as for one."""
    found = {project.pk: project for project in projects}
    asked: dict[int, set[int]] = {}
    rows = Application.objects.filter(project__in=found).exclude(state__in=GONE).order_by()
    for project, ward in rows.values_list("project", "ward"):
        asked.setdefault(project, set()).add(ward)
    editions: dict[int, set[int]] = {}
    wards = Ward.objects.filter(edition__in=Ward.objects.filter(pk__in=set().union(*asked.values())).values("edition"))
    for edition, ward in wards.values_list("edition", "pk"):
        editions.setdefault(edition, set()).add(ward)
    every = {key for key, some in asked.items() if all(of <= some for of in editions.values() if of & some)}
    return {key for key, project in found.items() if project.whole_borough or key in every}


def borough_wide(on: dt.date) -> list[Application]:
    """Return the parts of this year's projects that serve the whole borough, which were not declined or withdrawn."""
    year = FinancialYear.of(on).starts_in
    rows = Application.objects.filter(~Q(state__in=GONE), project__isnull=False, year=year)
    found = list(rows.select_related("project", "ward", "fund", "councillor", "cluster", "organisation").order_by("pk"))
    projects = {part.project_id: part.project for part in found if part.project is not None}
    wide = wide_projects(projects.values())
    return [part for part in found if part.project_id in wide]
