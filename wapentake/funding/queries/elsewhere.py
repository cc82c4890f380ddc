"""Whose money of the same ward an application that came to nothing might ask instead. Amounts are integer pence."""

import datetime as dt

from wapentake.foundation.calendars import FinancialYear
from wapentake.office.models import Councillor
from wapentake.office.queries import members_of

from ..models import Application, Fund
from ..states import HolderKind
from .money import funds_for_groups, pots


def pots_elsewhere(application: Application, on: dt.date) -> list[tuple[Fund, Councillor | None, int]]:
    """Return the ward's other pots that groups apply to, whose they are, and what is left in each today, if any is."""
    year, ward = FinancialYear.of(on), application.ward
    holders: list[tuple[Fund, Councillor | None]] = []
    for fund in funds_for_groups():
        of_councillors = fund.holder_kind == HolderKind.COUNCILLOR
        holders += [(fund, one) for one in (members_of(ward, on) if of_councillors else [None])]
    own = (application.fund_id, application.councillor_id)
    found = [
        (fund, one, pots(year, ward=ward, councillor=one, funds=[fund])[0].left)
        for fund, one in holders
        if (fund.pk, one.pk if one else None) != own
    ]
    return [(fund, one, left) for fund, one, left in found if left > 0]
