"""What a group told besides what is published: for those who decide and check, with costs of each kind apart."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.words import file_size
from wapentake.foundation.money import pounds, pounds_short

from ..models import Application, CostLine, OtherMoney, Particulars
from ..queries.projects import told_with
from ..queries.splitting import together
from ..states.fund_rules import CostType


@dataclass(frozen=True)
class Costs:
    """The cost lines of one kind, with what they come to."""

    title: str
    lines: list[tuple[str, str]]
    sum: str


@dataclass(frozen=True)
class Told:
    """`facts` are questions with their answers, `share` says which part of the whole cost is asked for."""

    costs: list[Costs]
    share: str
    others: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    papers: list[tuple[str, str]]
    match: str


def told_by(application: Application) -> Told | None:
    """Return what the group told, or nothing where it was not asked."""
    row = Particulars.objects.filter(application=application).prefetch_related("also_serves").first()
    if row is None:
        return None
    told = told_with(application)  # of a project in parts, with the first one
    lines = list(told.cost_lines.all())
    kinds = (CostType.REVENUE, CostType.CAPITAL)
    costs = [_costs(kind, [line for line in lines if line.kind == kind]) for kind in kinds]
    return Told(
        costs=[one for one in costs if one.lines],
        share=_share(application),
        others=[(one.who, _given(one)) for one in told.other_money.all()],
        facts=_facts(told, row),
        papers=_papers(application, told),
        match=reverse("funding:match", args=[application.reference]) if told.pk == application.pk else "",
    )


def _papers(application: Application, told: Application) -> list[tuple[str, str]]:
    """Return each paper by its kind and name, with where to save it from."""
    rows = told.attachments.select_related("file")
    return [
        (
            f"{one.get_kind_display()}: {one.file.name}, {file_size(one.file.size)}",
            reverse("funding:paper", args=[application.reference, one.file.public_id]),
        )
        for one in rows
    ]


def _costs(kind: CostType, lines: list[CostLine]) -> Costs:
    said = [(line.what, pounds(line.pence)) for line in lines]
    return Costs(kind.label, said, pounds(sum(line.pence for line in lines)))


def _share(application: Application) -> str:
    cost = application.cost_pence or 0
    if not cost:
        return ""
    asked = together(application)
    percent, all_parts = asked * 100 // cost, " with all parts" if application.project_id is not None else ""
    return f"{pounds_short(asked)} of {pounds_short(cost)} is asked for{all_parts}, {percent}% of the whole cost."


def _given(one: OtherMoney) -> str:
    kind, sure = ("in kind" if one.in_kind else "money"), ("confirmed" if one.confirmed else "not confirmed yet")
    return f"{pounds(one.pence)}, {kind}, {sure}"


def _facts(application: Application, row: Particulars) -> list[tuple[str, str]]:
    reached = [f"{one.get_community_display()}: {one.people}" for one in application.reached.order_by("community")]
    also = [priority.title for priority in row.also_serves.all()]
    found = [
        ("Company number", row.company_number),
        ("Other bodies that help to do it", row.delivered_with),
        ("People who benefit", f"About {row.people:,}" if row.people else ""),
        ("Council tenants among them", f"About {row.tenants:,}" if row.tenants else ""),
        ("How council tenants benefit", row.tenant_benefit),
        ("Demands of development that it meets", row.demands),
        ("Communities reached", ", ".join(reached)),
        ("Also serves", ", ".join(also)),
        ("Account", _account(row)),
        ("Sells goods or services", _selling(row)),
        ("Owner of what lasts", row.owner),
        ("Insured by", row.insurer),
        ("Kept in repair by", row.maintainer),
        ("Telephone", row.phone),
        ("Address for letters", ", ".join(row.postal_address.splitlines())),
    ]
    return [(term, text) for term, text in found if text]


def _account(row: Particulars) -> str:
    if row.own_account is None:
        return ""
    if not row.own_account:
        return f"None of its own. {row.held_by} would take the money."
    who = " and ".join(row.signatories)
    return f"Its own. {who} sign, {'and are unrelated.' if row.unrelated else 'and are related or share a home.'}"


def _selling(row: Particulars) -> str:
    if row.sells is None:
        return ""
    return f"Yes: {row.sold}. Ask what subsidy it had in three years." if row.sells else "No"
