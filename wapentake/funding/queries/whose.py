"""Who holds a pot: a ward, one of its councillors, or a cluster of wards; and who votes on a cluster's money."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from wapentake.foundation.prepared import one_of
from wapentake.office.models import Councillor
from wapentake.places.models import Cluster, ClusterMember, Ward
from wapentake.places.queries import wards_in_cluster

from ..models import Account, Application, Fund
from ..states import HolderKind, Stage

NOBODY = 0  # the key of no row


class HasHolder:
    """What belongs to one holder says whose it is. A cluster's money is in no ward, and in no councillor's hands."""

    ward: Ward | None
    councillor: Councillor | None
    cluster: Cluster | None

    @property
    def place(self) -> Ward | Cluster:
        """The ward, or the cluster of wards."""
        found = self.cluster or self.ward
        assert found is not None  # the database holds it
        return found

    @property
    def named(self) -> str:
        """The holder alone: the councillor, the ward or the cluster."""
        return str(self.councillor or self.place.name)

    @property
    def in_full(self) -> str:
        """The holder, a councillor with the ward."""
        return f"{self.councillor}, {self.place}" if self.councillor else self.place.name

    @property
    def holder_key(self) -> tuple[int, int, int]:
        """What tells this holder from all others."""
        return tuple(one.pk if one else 0 for one in (self.ward, self.councillor, self.cluster))  # type: ignore[return-value]

    @property
    def of_account(self) -> dict[str, Any]:
        """By what the accounts of this holder are found, and opened."""
        return {"ward": self.ward, "councillor": self.councillor, "cluster": self.cluster}

    @property
    def holder_refs(self) -> set[str]:
        """What shows this holder's money."""
        return {one.ref for one in (self.ward, self.councillor, self.cluster) if one is not None}


@dataclass(frozen=True)
class Whose(HasHolder):
    """A holder and nothing else."""

    ward: Ward | None
    councillor: Councillor | None = None
    cluster: Cluster | None = None


def whose(found: Application | Account) -> Whose:
    """Return whose pot an application draws on, or whose an account is. An application names the project's ward too."""
    if found.cluster is not None:
        return Whose(None, None, found.cluster)
    return Whose(found.ward, found.councillor)


def clusters_in(keys: set[int]) -> dict[int, Cluster]:
    """Return clusters by their keys; no query where there are none, as in most councils."""
    return Cluster.objects.in_bulk(keys) if keys else {}


def same_pot(application: Application) -> dict[str, Any]:
    """Return by what the applications that draw on the same pot are found."""
    same = {"fund": application.fund, "year": application.year}
    if application.cluster is not None:
        return same | {"cluster": application.cluster}
    return same | {"ward": application.ward, "councillor": application.councillor, "cluster": None}


def voting_wards(application: Application, on: dt.date) -> list[Ward]:
    """Return the wards whose members vote on an application: its own, or those that make up its cluster on that day."""
    return [application.ward] if application.cluster is None else wards_in_cluster(application.cluster, on)


def votes_for_ward(application: Application, ward: Ward | None, on: dt.date) -> bool:
    """Say whether a ward's members vote on an application on a day."""
    return ward is not None and ward.pk in {one.pk for one in voting_wards(application, on)}


def clusters_of_wards(wards: Any, on: Any) -> Q:
    """Return the condition that a thing's cluster is made up of one of these wards, among others, on a day."""
    return Q(cluster__in=ClusterMember.objects.on(on).filter(one_of("ward", wards)).values("cluster"))


def wards_of_clusters(clusters: Iterable[int], on: dt.date) -> dict[int, list[int]]:
    """Return which wards make up each of some clusters on a day, all by their keys. One query, none for no cluster."""
    keys, found = list(clusters), dict[int, list[int]]()
    for cluster, ward in _ward_keys(keys, on) if keys else ():
        found.setdefault(cluster, []).append(ward)
    return found


def _ward_keys(clusters: list[int], on: dt.date) -> Iterable[tuple[int, int]]:
    return ClusterMember.objects.on(on).filter(cluster__in=clusters).values_list("cluster", "ward")


def clusters_to_ask(fund: Fund, ward: Ward, year: int, on: dt.date) -> list[Cluster]:
    """Return the clusters of a ward on a day that hold a pot of a fund in a year, by name."""
    if fund.holder_kind != HolderKind.CLUSTER:
        return []
    of_ward = ClusterMember.objects.on(on).filter(ward=ward).values("cluster")
    with_money = Account.objects.filter(fund=fund, year=year, stage=Stage.LEFT).values("cluster")
    return list(Cluster.objects.on(on).filter(pk__in=of_ward).filter(pk__in=with_money).order_by("name"))
