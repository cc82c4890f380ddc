"""The demonstration borough is loaded: all of it or nothing, and the same for the same seed and day."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from wapentake.foundation import audit, mail
from wapentake.foundation.calendars import DAY
from wapentake.foundation.changes import gathered
from wapentake.foundation.operations.demonstration import STREAM
from wapentake.foundation.verdicts import Refused
from wapentake.funding.actions import alert_of_money_left, check_records
from wapentake.office.models import Councillor
from wapentake.places.queries import wards_on

from ..states import Borough
from .afterwards import load_afterwards
from .asks import load_asks
from .bodies import load_bodies
from .bulletins import load_bulletins
from .changed import load_changed
from .checks import tick_some
from .cluster_fund import load_cluster_fund
from .clusters import load_clusters
from .commitments import load_commitments
from .doing import load_doing
from .findings import load_findings
from .freezes import load_freezes
from .imports import load_imports
from .input_asked import load_input_asked
from .letters import post_letters
from .matched import load_match
from .measures import load_measures
from .money import load_money
from .monitoring import load_monitoring
from .news import load_news
from .outside import load_outside_funds
from .people import load_councillors, load_interests, load_offices
from .plans import load_plans, open_cycles, published_on
from .posting import load_posting
from .projects import load_projects
from .publicity import load_publicity
from .ring_fenced import load_ring_fenced
from .service_notices import load_service_notices
from .strategies import load_strategies, load_views
from .subscribers import load_subscribers
from .votes import load_dispensation, load_votes
from .whole_plans import load_whole_plans
from .world import EARLIEST, World, moment


@dataclass(frozen=True)
class Loaded:
    """What was loaded: counts of things, for whoever started it."""

    councillors: int
    organisations: int
    priorities: int
    awards: int


def load_demonstration(borough: Borough, *, on: dt.date, at: dt.datetime, seed: int = 1) -> Loaded:
    """Load the demonstration borough as it stands on a day, into the wards that are set up, and return what it came to.

    Every record is made by the same actions that people use, so every rule holds for it too. Nobody is written to.
    Raises `Refused` where there are councillors already or other wards, and for a day before its newest member sat.
    """
    if on < EARLIEST:
        raise Refused("The demonstration begins on 1 October 2025: choose that day or a later one.")
    with transaction.atomic(), gathered(), mail.withheld():
        if Councillor.objects.exists():
            raise Refused("There are councillors already: the demonstration is loaded into an empty borough only.")
        wards = {ward.code: ward for ward in wards_on(on)}
        if {row.ward for row in borough.councillors} != set(wards):
            raise Refused("The demonstration is of Rotherham: set up its wards first.")
        world = World(borough, on, at, seed, wards)
        loaded = _load(world)
        facts = {"seed": seed, "on": on, "sha256": borough.sha256}
        audit.record(STREAM, "loaded", by=None, at=at, facts=facts)
        audit.make_digest(day=on - DAY, at=at)
    return loaded


def _load_council(world: World) -> None:
    load_bodies(world)
    load_councillors(world)
    load_offices(world)
    load_interests(world)
    load_dispensation(world)
    load_clusters(world)


def _load_publishing(world: World) -> None:
    load_news(world)
    load_subscribers(world)
    load_strategies(world)
    load_views(world)
    load_posting(world)
    load_bulletins(world)


def _load(world: World) -> Loaded:
    _load_council(world)
    cycles = open_cycles(world)
    load_plans(world, cycles)
    load_commitments(world)
    load_service_notices(world)
    load_findings(world)
    load_whole_plans(world, published_on(world, cycles))
    load_input_asked(world)
    load_measures(world, published_on(world, cycles))
    load_doing(world)
    load_asks(world)
    awards = load_money(world, published_on(world, cycles))
    load_votes(world)
    load_cluster_fund(world)
    load_projects(world)
    tick_some(world)
    load_ring_fenced(world)
    load_imports(world)
    load_monitoring(world)
    load_changed(world)
    load_afterwards(world)
    load_freezes(world)
    load_publicity(world)
    alert_of_money_left(at=moment(world.on))
    post_letters(world)
    load_outside_funds(world)
    load_match(world)
    _load_publishing(world)
    check_records(by=None, at=moment(world.on, -350))
    return Loaded(
        councillors=Councillor.objects.count(),
        organisations=len(world.bodies),
        priorities=len(world.borough.priorities) + len(world.borough.waiting),
        awards=awards,
    )
