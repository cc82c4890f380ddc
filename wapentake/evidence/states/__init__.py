"""Choices of the evidence room."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle

from .lookups import LookupKind as LookupKind


class Unit(TextChoices):
    """What a reading's value is."""

    COUNT = "count", "Count"
    RATE = "rate", "Rate"
    PERCENTAGE = "percentage", "Percentage"
    SCORE = "score", "Score"
    RANK = "rank", "Rank"
    DECILE = "decile", "Decile"


class Spread(TextChoices):
    """How what is counted lies over an area: the shares by which an area is divided among wards follow from it."""

    PEOPLE = "people", "As people live"
    HOUSEHOLDS = "households", "As homes stand"
    AREA = "area", "Evenly over the ground"
    POINTS = "points", "At points"


class Geography(TextChoices):
    """What a reading was published for."""

    POINT = "point", "Points"
    LSOA21 = "lsoa21", "Lower super output areas of 2021"
    LSOA11 = "lsoa11", "Lower super output areas of 2011"
    WARD = "ward", "Wards"
    COUNCIL = "council", "The whole council"
    OTHER = "other", "Areas of a service or of the police"


class Method(TextChoices):
    """How readings came to a ward."""

    EXACT = "exact", "Published for the ward"
    POINTS = "points", "Points in the ward"
    POPULATION_SHARE = "population-share", "Shared by addresses"
    AREA_SHARE = "area-share", "Shared by ground"
    BEST_FIT = "best-fit", "Each area in the ward that holds most of it"
    WEIGHTED_MEAN = "weighted-mean", "Mean of areas, weighted by addresses"
    DIVIDED = "divided", "One fitted figure divided by another"


class Topic(TextChoices):
    """Under which heading of the ward profile an indicator stands."""

    PEOPLE = "people", "People"
    DEPRIVATION = "deprivation", "Deprivation"
    CRIME = "crime", "Crime and anti-social behaviour"
    HOMES = "homes", "Homes"
    HEALTH = "health", "Health"
    WORK = "work", "Work, income and learning"
    ENVIRONMENT = "environment", "Streets and environment"
    ASSETS = "assets", "The community’s assets"


class Better(TextChoices):
    """Which way is good."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither"


class Shape(TextChoices):
    """How the figures stand in a file."""

    LONG = "long", "One figure a line, in one column"
    PERIODS = "periods", "A column for each period"
    CATEGORIES = "categories", "A column for each category"
    INDICATORS = "indicators", "A column for each indicator"


class LoadState(TextChoices):
    """How far a file of readings has come."""

    KEPT = "kept", "Columns to be named"
    READING = "reading", "Being read"
    REFUSED = "refused", "Refused"
    STAGED = "staged", "Read, not applied"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    DISCARDED = "discarded", "Discarded"
    WITHDRAWN = "withdrawn", "Withdrawn"


LOAD = Lifecycle(
    "file of readings",
    {
        LoadState.KEPT: {LoadState.READING, LoadState.DISCARDED},
        LoadState.READING: {LoadState.STAGED, LoadState.REFUSED, LoadState.DISCARDED},
        LoadState.REFUSED: {LoadState.KEPT, LoadState.DISCARDED},
        LoadState.STAGED: {LoadState.KEPT, LoadState.APPLYING, LoadState.APPLIED, LoadState.DISCARDED},
        LoadState.APPLYING: {LoadState.APPLIED, LoadState.STAGED},
        LoadState.APPLIED: {LoadState.WITHDRAWN},
        LoadState.WITHDRAWN: set(),
        LoadState.DISCARDED: set(),
    },
)
