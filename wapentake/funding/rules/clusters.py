"""Funds that clusters of wards hold: which formulas make sense for them, and whose pot a project can ask."""

import datetime as dt
from typing import Any

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Verdict
from wapentake.places.models import Ward

from .. import queries
from ..models import Fund
from ..states import FundKind, HolderKind
from .asked import Asked

YES = Verdict.yes()
# A cluster's pot stays its own; who decides on it is looked at on each day.
VOTERS = (
    "The members of all wards that are in the cluster on the day of the vote decide. "
    "A cluster keeps its pot when wards join or leave it."
)


def kind_fits(kind: str, holder_kind: str) -> Verdict:
    """Whether a kind of money can be held by clusters. Levy follows the development, in its own ward."""
    if holder_kind == HolderKind.CLUSTER and kind == FundKind.LEVY:
        return Verdict.no("Levy money belongs to the area of the development that paid it, so no cluster can hold it.")
    return YES


def amount_fits(holder_kind: str, value: Any) -> Verdict:
    """Whether an amount's parts make sense for whoever holds the fund."""
    parts = set(value) if isinstance(value, dict) else set()
    if holder_kind != HolderKind.CLUSTER:
        if "per_cluster" in parts:
            return Verdict.no("Only a fund that clusters hold can be given by cluster.")
        return YES
    if "per_councillor" in parts:
        return Verdict.no("A cluster’s fund is shared by all its members: give it by cluster, or by seat of its wards.")
    if "levy_share" in parts:
        return Verdict.no("A share of the levy stays in the ward of the development: give the cluster another amount.")
    return YES


def is_of_a_cluster(fund: Fund, ward: Ward, on: dt.date) -> Verdict:
    """Whether a ward is in a cluster that holds money of a fund in the year of a day."""
    if queries.clusters_to_ask(fund, ward, FinancialYear.of(on).starts_in, on):
        return YES
    return Verdict.no(f"{ward} is in no cluster that holds money of {fund} this year. Ask another fund.")


def asks_a_holder(asked: Asked, on: dt.date) -> Verdict:
    """A cluster's fund is asked for a project in one of its wards; any other fund is asked without a cluster."""
    if asked.fund.holder_kind != HolderKind.CLUSTER:
        return YES if asked.cluster is None else Verdict.no(f"{asked.fund} is held by no cluster.")
    if not (verdict := is_of_a_cluster(asked.fund, asked.ward, on)):
        return verdict
    found = queries.clusters_to_ask(asked.fund, asked.ward, FinancialYear.of(on).starts_in, on)
    if asked.cluster in found:
        return YES
    named = " or ".join(str(one) for one in found)
    return Verdict.no(f"Say which cluster of {asked.ward} is asked: {named}.")
