"""Sources and indicators that the program knows by name, so that their files need no mapping.

A council adds its own beside them. Keys are for addresses, commands and files; they never change once published.
"""

from dataclasses import dataclass

from . import Better, Spread, Topic, Unit

OGL = ("Open Government Licence v3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Who publishes figures, under which licence, and the words that the licence asks for."""

    key: str
    publisher: str
    title: str
    link: str
    licence: tuple[str, str] = OGL
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """What is measured. A derived one divides `over` by `under` (key and category, "" for all) and takes it `times`."""

    key: str
    source: str
    name: str
    unit: Unit
    spread: Spread
    topic: Topic
    better: Better = Better.NEITHER
    decimals: int = 0
    note: str = ""
    over: tuple[str, str] = ("", "")
    under: tuple[str, str] = ("", "")
    times: int = 1
    headline: bool = False


SOURCES = (
    SourceInfo(
        "police", "Home Office, from South Yorkshire Police", "Street-level crime and anti-social behaviour",
        "https://data.police.uk/about/", attribution="Contains public sector information from data.police.uk.",
    ),
    SourceInfo(
        "imd-2025", "Ministry of Housing, Communities and Local Government", "English indices of deprivation 2025",
        "https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
    ),
    SourceInfo(
        "imd-2019", "Ministry of Housing, Communities and Local Government", "English indices of deprivation 2019",
        "https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019",
    ),
    SourceInfo(
        "census-2021", "Office for National Statistics", "Census 2021", "https://www.ons.gov.uk/census",
        attribution="Source: Office for National Statistics.",
    ),
    SourceInfo(
        "fixmystreet", "mySociety", "FixMyStreet: problems that people reported", "https://www.fixmystreet.com/",
        licence=("Open Data Commons Attribution Licence v1.0", "https://opendatacommons.org/licenses/by/1-0/"),
        attribution="Contains information from mySociety’s FixMyStreet, made available under the ODC-BY 1.0.",
    ),
)  # fmt: skip

POLICE_CAVEAT = (
    "The police move each point to a nearby place before they publish it, and one street may lie in two wards."
)
CRIME = IndicatorInfo(
    "crime", "police", "Crimes and anti-social behaviour recorded", Unit.COUNT, Spread.POINTS, Topic.CRIME,
    Better.LOWER, note=POLICE_CAVEAT,
)  # fmt: skip
REPORTED = "People report what they see and care about: few reports do not mean few problems."
STREET_REPORTS = IndicatorInfo(
    "street-reports", "fixmystreet", "Street problems reported on FixMyStreet", Unit.COUNT, Spread.PEOPLE,
    Topic.ENVIRONMENT, note=REPORTED,
)  # fmt: skip

# --- The indices of deprivation -------------------------------------------------------------------------------------

DOMAINS = {
    "IMD": ("overall", "deprivation, all domains together"),
    "Income": ("income", "income deprivation"),
    "Employment": ("employment", "employment deprivation"),
    "Education": ("education", "education, skills and training deprivation"),
    "Health": ("health", "health deprivation and disability"),
    "Crime": ("crime", "crime"),
    "Housing_and_Access": ("housing", "barriers to housing and services"),
    "Housing_and_Services": ("housing", "barriers to housing and services"),
    "Environment": ("environment", "living environment deprivation"),
    "children_and_young_people": ("children", "education of children and young people"),
    "adult_skills": ("adult-skills", "adult skills"),
    "geographical_barriers": ("geographical-barriers", "geographical barriers"),
    "wider_barriers": ("wider-barriers", "wider barriers to housing"),
    "indoors": ("indoors", "indoors living environment"),
    "outdoors": ("outdoors", "outdoors living environment"),
}
MEASURES = {
    "score": (Unit.SCORE, "Score of {}", 3),
    "rank": (Unit.RANK, "Rank of {}", 0),
    "decile": (Unit.DECILE, "Areas by decile of {}", 0),
}
RANKED = "1 is the most deprived area of England. Ranks and deciles are never averaged: areas are counted."


def deprivation(year: int, column: str) -> IndicatorInfo | None:
    """Return the indicator of a column of an index of deprivation, such as Income_decile; None for another column."""
    domain, _, measure = column.rpartition("_")
    if domain not in DOMAINS or measure not in MEASURES:
        return None
    slug, said = DOMAINS[domain]
    unit, name, decimals = MEASURES[measure]
    return IndicatorInfo(
        f"imd-{year}-{slug}-{measure}", f"imd-{year}", f"{name.format(said)} ({year})", unit, Spread.PEOPLE,
        Topic.DEPRIVATION, Better.LOWER if unit == Unit.SCORE else Better.HIGHER, decimals,
        note="" if unit == Unit.SCORE else RANKED, headline=slug == "overall" and measure == "rank",
    )  # fmt: skip


SHOWN_FIRST = {
    "comparative_illness_and_disability_ratio_indicator",
    "mental_health_indicator",
    "connectivity_score",
    "entry_to_higher_education_indicator",
}


def _of(column: str, name: str, unit: Unit, topic: Topic, better: Better, decimals: int = 1) -> IndicatorInfo:
    slug = column.replace("_", "-")[:60].strip("-")
    return IndicatorInfo(
        f"imd-2025-{slug}", "imd-2025", name, unit, Spread.PEOPLE, topic, better,
        0 if unit == Unit.COUNT else decimals, headline=column in SHOWN_FIRST,
    )  # fmt: skip


_P, _R, _S, _C = Unit.PERCENTAGE, Unit.RATE, Unit.SCORE, Unit.COUNT
_UP, _DOWN = Better.HIGHER, Better.LOWER
UNDERLYING = {
    found[0]: _of(*found)
    for found in (
        ("income_domain_numerator", "People who are income deprived", _C, Topic.WORK, _DOWN),
        ("income_deprivation_affecting_children_index_idaci_numerator", "Children in income-deprived families", _C,
         Topic.WORK, _DOWN),
        ("income_deprivation_affecting_older_people_index_idaopi_numerator", "Older people who are income deprived",
         _C, Topic.WORK, _DOWN),
        ("employment_domain_numerator", "People of working age kept out of work", _C, Topic.WORK, _DOWN),
        ("adult_skills_and_english_language_proficiency_indicator", "Adults with few qualifications or little English",
         _S, Topic.WORK, _DOWN, 3),
        ("entry_to_higher_education_indicator", "Young people who do not enter higher education", _S, Topic.WORK,
         _DOWN, 3),
        ("acute_morbidity_indicator", "Emergency admissions to hospital, compared with England", _S, Topic.HEALTH,
         _DOWN),
        ("comparative_illness_and_disability_ratio_indicator", "Illness and disability, compared with England", _S,
         Topic.HEALTH, _DOWN),
        ("mental_health_indicator", "Mood and anxiety disorders, compared with England", _S, Topic.HEALTH, _DOWN, 3),
        ("years_of_potential_life_lost_indicator", "Years of potential life lost, compared with England", _S,
         Topic.HEALTH, _DOWN),
        ("violence_with_injury_rate_per_1_000_at_risk_population", "Violence with injury, per 1,000 people", _R,
         Topic.CRIME, _DOWN),
        ("violence_without_injury_rate_per_1_000_at_risk_population", "Violence without injury, per 1,000 people", _R,
         Topic.CRIME, _DOWN),
        ("stalking_and_harassment_rate_per_1_000_at_risk_population", "Stalking and harassment, per 1,000 people", _R,
         Topic.CRIME, _DOWN),
        ("burglary_rate_per_1_000_at_risk_properties", "Burglary, per 1,000 properties", _R, Topic.CRIME, _DOWN),
        ("theft_rate_per_1_000_at_risk_population", "Theft, per 1,000 people", _R, Topic.CRIME, _DOWN),
        ("criminal_damage_rate_per_1_000_at_risk_population", "Criminal damage, per 1,000 people", _R, Topic.CRIME,
         _DOWN),
        ("public_order_and_possession_of_weapons_rate_per_1_000_at_risk_population",
         "Public order and weapons, per 1,000 people", _R, Topic.CRIME, _DOWN),
        ("anti_social_behaviour_rate_per_1_000_at_risk_population", "Anti-social behaviour, per 1,000 people", _R,
         Topic.CRIME, _DOWN),
        ("connectivity_score", "How well services can be reached", _S, Topic.ENVIRONMENT, _UP),
        ("owner_occupation_affordability_component_of_housing_affordability_indicator",
         "Difficulty of affording to buy", _S, Topic.HOMES, _DOWN, 3),
        ("private_rental_affordability_component_of_housing_affordability_indicator",
         "Difficulty of affording to rent", _S, Topic.HOMES, _DOWN, 3),
        ("housing_affordability_indicator", "Difficulty of affording a home", _S, Topic.HOMES, _DOWN, 3),
        ("digital_connectivity_broadband_download_and_upload_speeds", "Broadband speed", _S, Topic.ENVIRONMENT, _UP),
        ("core_homelessness_rate_percent_of_households", "Households in core homelessness, per cent", _S, Topic.HOMES,
         _DOWN, 3),
        ("patient_to_gp_ratio", "Patients for each general practitioner", _S, Topic.HEALTH, _DOWN),
        ("homelessness_indicator_rate_per_1_000_households", "Homelessness, per 1,000 households", _S, Topic.HOMES,
         _DOWN, 3),
        ("household_overcrowding_indicator_rooms", "Overcrowded households, by rooms", _S, Topic.HOMES, _DOWN, 3),
        ("household_overcrowding_indicator_bedrooms", "Overcrowded households, by bedrooms", _S, Topic.HOMES, _DOWN, 3),
    )
}  # fmt: skip

# --- Census 2021 ----------------------------------------------------------------------------------------------------


def _census(key: str, name: str, spread: Spread, topic: Topic) -> IndicatorInfo:
    return IndicatorInfo(f"census-2021-{key}", "census-2021", name, Unit.COUNT, spread, topic)


CENSUS = {
    "census21_pop": _census("age", "Residents by age", Spread.PEOPLE, Topic.PEOPLE),
    "disability21_lsoa21_ew": _census("disability", "Residents by disability", Spread.PEOPLE, Topic.HEALTH),
    "ethnicity21_lsoa21": _census("ethnicity", "Residents by ethnic group", Spread.PEOPLE, Topic.PEOPLE),
    "religion21_lsoa21": _census("religion", "Residents by religion", Spread.PEOPLE, Topic.PEOPLE),
    "household_deprivation21_lsoa21": _census(
        "household-deprivation", "Households by dimensions of deprivation", Spread.HOUSEHOLDS, Topic.DEPRIVATION
    ),
    "household_overcrowding21_lsoa21": _census(
        "occupancy", "Households by bedrooms more or fewer than they need", Spread.HOUSEHOLDS, Topic.HOMES
    ),
    "household_tenure21_lsoa21": _census("tenure", "Households by tenure", Spread.HOUSEHOLDS, Topic.HOMES),
    "household_type21_lsoa21": _census("home-type", "Households by kind of home", Spread.HOUSEHOLDS, Topic.HOMES),
}
RESIDENTS = ("census-2021-age", "")
RESIDENTS_OF = "Residents are those of Census 2021, shared out by addresses."


def _share(
    key: str, name: str, over: tuple[str, str], topic: Topic, better: Better = Better.NEITHER, *, headline: bool = False
) -> IndicatorInfo:
    """Return a percentage of a census table's own total."""
    return IndicatorInfo(
        key,
        "census-2021",
        name,
        Unit.PERCENTAGE,
        Spread.PEOPLE,
        topic,
        better,
        1,
        "",
        over,
        (over[0], ""),
        100,
        headline,
    )


DERIVED = (
    IndicatorInfo(
        "crime-rate", "police", "Crimes and anti-social behaviour, per 1,000 residents", Unit.RATE, Spread.POINTS,
        Topic.CRIME, Better.LOWER, 1, RESIDENTS_OF, ("crime", ""), RESIDENTS, 1000, True,
    ),
    IndicatorInfo(
        "anti-social-behaviour-rate", "police", "Anti-social behaviour, per 1,000 residents", Unit.RATE, Spread.POINTS,
        Topic.CRIME, Better.LOWER, 1, RESIDENTS_OF, ("crime", "Anti-social behaviour"),
        RESIDENTS, 1000, True,
    ),
    IndicatorInfo(
        "street-reports-rate", "fixmystreet", "Street problems reported on FixMyStreet, per 1,000 residents", Unit.RATE,
        Spread.PEOPLE, Topic.ENVIRONMENT, Better.NEITHER, 1, f"{REPORTED} {RESIDENTS_OF}", ("street-reports", ""),
        RESIDENTS, 1000, True,
    ),
    IndicatorInfo(
        "income-deprived", "imd-2025", "People who are income deprived, per 100 residents", Unit.RATE, Spread.PEOPLE,
        Topic.WORK, Better.LOWER, 1, RESIDENTS_OF, ("imd-2025-income-domain-numerator", ""), RESIDENTS, 100, True,
    ),
    IndicatorInfo(
        "kept-out-of-work", "imd-2025", "People of working age kept out of work, per 100 residents", Unit.RATE,
        Spread.PEOPLE, Topic.WORK, Better.LOWER, 1, RESIDENTS_OF, ("imd-2025-employment-domain-numerator", ""),
        RESIDENTS, 100, True,
    ),
    _share("aged-15-and-under", "Residents aged 15 and under", ("census-2021-age", "Aged 15 years and under"),
           Topic.PEOPLE, headline=True),
    IndicatorInfo(
        "violence-rate", "police", "Violence and sexual offences, per 1,000 residents", Unit.RATE, Spread.POINTS,
        Topic.CRIME, Better.LOWER, 1, RESIDENTS_OF, ("crime", "Violence and sexual offences"), RESIDENTS, 1000, True,
    ),
    _share("aged-16-to-24", "Residents aged 16 to 24", ("census-2021-age", "Aged 16 to 24 years"), Topic.PEOPLE,
           headline=True),
    _share("owned-outright", "Households that own their home outright",
           ("census-2021-tenure", "Owned: Owns outright"), Topic.HOMES, headline=True),
    _share("aged-65-and-over", "Residents aged 65 and over", ("census-2021-age", "Aged 65 years and over"),
           Topic.PEOPLE, headline=True),
    _share("disabled", "Residents who are disabled under the Equality Act",
           ("census-2021-disability", "Disabled under the Equality Act"), Topic.HEALTH, headline=True),
    _share("rented-from-council", "Households that rent from the council",
           ("census-2021-tenure", "Social rented: Rents from council or Local Authority"), Topic.HOMES, headline=True),
    _share("rented-privately", "Households that rent from a private landlord",
           ("census-2021-tenure", "Private rented: Private landlord or letting agency"), Topic.HOMES, headline=True),
    _share("not-deprived", "Households not deprived in any dimension",
           ("census-2021-household-deprivation", "Household is not deprived in any dimension"), Topic.DEPRIVATION,
           Better.HIGHER, headline=True),
)  # fmt: skip

# What a profile shows first where it is loaded; what of it is not there, the page names with its source.
FIRST = tuple(
    one for one in (*DERIVED, *UNDERLYING.values(), deprivation(2025, "IMD_rank")) if one is not None and one.headline
)
