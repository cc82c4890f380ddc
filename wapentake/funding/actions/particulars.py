"""What a group says besides what is decided on, written down with its application."""

from ..models import Application, CostLine, OtherMoney, Particulars
from ..rules import Asked


def keep_more(application: Application, asked: Asked, *, with_costs: bool = True) -> None:
    """Write down the particulars, cost lines and other money of an application, where they were asked for.

    The parts of a project share their costs and other money, which are kept once: they would be counted twice.
    """
    more = asked.more
    if more is None:
        return
    row = Particulars.objects.create(
        application=application, company_number=more.company_number, phone=more.phone,
        postal_address=more.postal_address, own_account=more.own_account,
        held_by=more.held_by, signatories=list(more.signatories), unrelated=more.unrelated, sells=more.sells,
        sold=more.sold, people=more.people, owner=more.owner, insurer=more.insurer, maintainer=more.maintainer,
        delivered_with=more.delivered_with, demands=more.demands, tenant_benefit=more.tenant_benefit,
        tenants=more.tenants,
    )  # fmt: skip
    row.also_serves.set(one for one in more.also_serves if one.ward_id == application.ward_id)
    if not with_costs:
        return
    CostLine.objects.bulk_create(
        CostLine(application=application, what=line.what, kind=line.kind, pence=line.pence) for line in more.lines
    )
    OtherMoney.objects.bulk_create(
        OtherMoney(application=application, who=one.who, pence=one.pence, in_kind=one.in_kind, confirmed=one.confirmed)
        for one in more.others
    )
