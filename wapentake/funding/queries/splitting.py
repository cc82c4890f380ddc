"""Whether the same group has asked elsewhere, and whether its asking adds up past a limit of the fund."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from wapentake.foundation.money import pounds_short
from wapentake.organisations.queries import plain_name, same_body

from ..models import Application, NotSplit
from ..states import ApplicationState
from ..states.fund_rules import Count, Limit, Papers
from .fund_rules import InForce, RuleSet, rule_set

GONE = (ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.CANCELLED)


@dataclass(frozen=True)
class Split:
    """Applications that together pass a limit under which each of them stays."""

    others: list[Application]
    pence: int
    limit: int
    rule: InForce

    @property
    def words(self) -> str:
        """What was found, in a sentence with the rule."""
        named = ", ".join(f"{one.reference} for {pounds_short(one.pence)}" for one in self.others)
        return (
            f"With {named}, the group asks for {pounds_short(self.pence)} here within a short time. From "
            f"{pounds_short(self.limit)} on, more would be asked of it. {self.rule.cited}"
        )


def others_of_group(application: Application) -> list[Application]:
    """Return what else the same group asks for in a year, or was awarded, whatever it calls itself, oldest first.

    The same: by the council's list, by number, by e-mail address, or by its name in the same ward. The other parts of
    its own project are no other asking.
    """
    number, email = application.typed_number, application.contact_email
    alike = Q(organisation__in=same_body(application.organisation)) | Q(ward=application.ward)
    alike |= Q(contact_email__iexact=email) if email else Q()
    alike |= Q(typed_number=number) | Q(organisation__charity_number=number) if number else Q()
    found = Application.objects.filter(alike, year=application.year).exclude(pk=application.pk).exclude(state__in=GONE)
    if application.project_id is not None:
        found = found.exclude(project=application.project_id)  # asked in the open, and shown beside it
    rows = found.select_related("organisation", "councillor", "fund", "ward").order_by("submitted_at", "pk")
    return [row for row in rows if _same(application, row)]


def _same(one: Application, other: Application) -> bool:
    roots = {each.organisation.merged_into_id or each.organisation_id for each in (one, other)}
    numbers = {each.typed_number or each.organisation.charity_number for each in (one, other)}
    emails = {each.contact_email.casefold() for each in (one, other)}
    names = {plain_name(each.typed_name or each.organisation.name) for each in (one, other)}
    return any(len(kind) == 1 and bool(next(iter(kind))) for kind in (roots, numbers, emails, names))


def split_of(application: Application, on: dt.date) -> Split | None:
    """Return what a group asks one pot for within the fund's days, where it adds up past a limit."""
    rules = rule_set(application.fund, on)
    within = rules.one("split_within", Count)
    limits = _limits(rules)
    # A part counts alone, and with the other parts of its project: neither may be kept under a limit.
    sums = {application.pence, together(application)}
    if within is None or not any(limit > min(sums) for limit, _ in limits):
        return None
    days = dt.timedelta(days=within[0].number)
    near = [
        one
        for one in others_of_group(application)
        if _pot(one) == _pot(application) and abs(one.submitted_at - application.submitted_at) <= days
    ]
    more = sum(one.pence for one in near)
    passed = [(own + more, limit, rule) for limit, rule in limits for own in sorted(sums) if own < limit <= own + more]
    return Split(near, *passed[0]) if near and passed else None


def _pot(one: Application) -> tuple[int, int, int]:
    return one.fund_id, one.cluster_id or 0, 0 if one.cluster_id else one.ward_id


def _limits(rules: RuleSet) -> list[tuple[int, InForce]]:
    """Return the amounts from which on more is asked of a group, or nothing is given, lowest first."""
    found: list[tuple[int, InForce]] = []
    if most := rules.one("maximum_award", Limit):
        found.append((most[0].pence + 1, most[1]))
    if second := rules.one("second_officer", Limit):
        found.append((second[0].pence, second[1]))
    if papers := rules.one("papers", Papers):
        found += [(pence, papers[1]) for pence in papers[0].pence.values()]
    return sorted(found, key=lambda one: one[0])


def said_not_split(application: Application) -> NotSplit | None:
    """Return what an officer has said of why it is no splitting, the newest."""
    return application.not_split.select_related("by").order_by("-pk").first()


def together(application: Application) -> int:
    """Return what a project asks for in all: its parts but those that were declined or withdrawn. Pence."""
    if application.project_id is None:
        return application.pence
    rows = Application.objects.filter(project=application.project_id).exclude(pk=application.pk)
    return application.pence + sum(rows.exclude(state__in=GONE).values_list("pence", flat=True))
