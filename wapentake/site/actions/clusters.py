"""Clusters of the demonstration: a few wards that work together."""

import datetime as dt

from wapentake.places.actions import start_cluster

from .world import World, moment

# Name, what it is for, the GSS codes of its wards, and its first day.
CLUSTERS = (
    (
        "Maltby",
        "One high street in two wards: events, shop fronts and places for young people.",
        ("E05013002", "E05013006"),
        dt.date(2025, 6, 2),
    ),
    (
        "Rawmarsh and Parkgate",
        "Litter, parking and speeding around the retail park and the schools on both sides of the boundary.",
        ("E05013007", "E05013008"),
        dt.date(2025, 9, 1),
    ),
)


def load_clusters(world: World) -> None:
    """Let a few wards work together."""
    for name, purpose, codes, on in CLUSTERS:
        wards = [world.wards[code] for code in codes]
        start_cluster(name, purpose, wards, on=on, by=None, at=moment(on))
