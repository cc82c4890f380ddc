"""The demonstration's levy: invented developments whose shares outside parishes come to each ward's pot exactly."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.funding import actions as funding
from wapentake.funding.models import Development, NeighbourhoodPlan
from wapentake.funding.queries.infrastructure import levy_years
from wapentake.funding.rules import Site
from wapentake.funding.states.levy import PlanKind, ReceiptKind
from wapentake.places.models import Parish
from wapentake.places.queries import ward_at

from .statement_figures import enter_figures
from .world import World, moment, working_day

LOCAL = 15
PLAN = "Dinnington St John’s neighbourhood plan"
INVENTED = "Invented for the demonstration"
# Of the wards and parishes below; large enough that the year's limit is not reached, but for Treeton.
DWELLINGS, FEW = 4_200, 40


@dataclass(frozen=True)
class Row:
    """A development: `parts` are the hundredths of its ward's pot, or the pounds received, of each instalment by year.

    Outside parishes the parts of a ward's developments come to 100.
    """

    reference: str
    site: str
    ward: str
    dwellings: int
    point: tuple[float, float]
    parts: tuple[tuple[int, int], ...]
    parish: str = ""


ROWS = (
    Row("RB2021/0412", "Broom Valley Nurseries, Broom Road", "E05013012", 64, (-1.329, 53.412),
        ((2022, 30), (2023, 30))),
    Row("RB2022/0958", "Former depot, Herringthorpe Valley Road", "E05013012", 41, (-1.318, 53.416), ((2024, 40),)),
    Row("RB2022/1120", "Glebe Farm, Whiston", "E05013012", 38, (-1.314, 53.393),
        ((2023, 61_400), (2024, 61_400)), "whiston"),
    Row("RB2023/0077", "Land off Moorgate Road", "E05012996", 22, (-1.35, 53.407), ((2024, 55),)),
    Row("RB2023/1301", "Old Brewery yard, Clifton Lane", "E05012996", 17, (-1.345, 53.428), ((2025, 45),)),
    Row("RB2022/0644", "Cinder Bridge Road", "E05013001", 12, (-1.373, 53.45), ((2024, 100),)),
    Row("RB2021/0890", "Packman Lane, West Melton", "E05013003", 33, (-1.356, 53.509), ((2023, 60), (2024, 40))),
    Row("RB2023/0415", "Elsecar Road, Brampton Bierlow", "E05013003", 27, (-1.378, 53.504),
        ((2024, 48_250),), "brampton-bierlow"),
    Row("RB2022/0231", "Wortley Road, Kimberworth Park", "E05013004", 24, (-1.408, 53.444), ((2023, 100),)),
    Row("RB2022/1402", "Wharf Road, Kilnhurst", "E05013005", 18, (-1.311, 53.475), ((2024, 100),)),
    Row("RB2023/0702", "Kilnhurst Road, Rawmarsh", "E05013007", 11, (-1.328, 53.453), ((2025, 100),)),
    Row("RB2023/0566", "Doncaster Road, East Dene", "E05013010", 9, (-1.329, 53.43), ((2025, 100),)),
    Row("RB2022/0815", "Ferham Works, Masbrough", "E05013011", 14, (-1.383, 53.43), ((2024, 100),)),
    Row("RB2021/1177", "Rockingham Pottery fields", "E05013013", 16, (-1.328, 53.487), ((2023, 100),)),
    Row("RB2021/0305", "Manvers Way", "E05013016", 58, (-1.33, 53.509), ((2022, 35), (2023, 35), (2024, 30))),
    Row("RB2020/1544", "Lodge Lane, Dinnington", "E05013000", 72, (-1.211, 53.375),
        ((2022, 98_000), (2023, 98_000)), "dinnington-st-johns"),
    Row("RB2023/0933", "Oldcotes Road, Dinnington", "E05013000", 30, (-1.192, 53.366),
        ((2025, 84_600),), "dinnington-st-johns"),
    Row("RB2021/0641", "Rotherham Road, Maltby", "E05013006", 44, (-1.201, 53.428), ((2023, 70_500),), "maltby"),
    Row("RB2022/0374", "Morthen Road, Wickersley", "E05013014", 19, (-1.276, 53.411), ((2024, 39_990),), "wickersley"),
    Row("RB2023/0188", "Front Street, Treeton", "E05013009", 21, (-1.351, 53.385), ((2024, 52_750),), "treeton"),
)  # fmt: skip


def load_levy(world: World, year: FinancialYear, at: dt.datetime) -> None:
    """Enter the developments and what they paid before a year, so that its allotment gathers the wards' shares."""
    parishes = {row.slug: row for row in Parish.objects.all()}
    plan = funding.add_plan(
        PLAN, PlanKind.PLAN, from_date=dt.date(2021, 6, 1), source=INVENTED, by=world.people["colin"], at=at
    )
    _count(world, parishes, at)
    left = dict(world.borough.library.levy_pence)
    last = {row.ward: row.reference for row in ROWS if not row.parish}
    for row in ROWS:
        if row.parish and row.parish not in parishes:
            continue
        made = _add(world, row, parishes, plan, at)
        instalments = [each for each in row.parts if each[0] < year.starts_in]
        for number, (starts_in, part) in enumerate(instalments, 1):
            ends = last.get(row.ward) == row.reference and number == len(instalments)
            pence = part * 100 if row.parish else _received(world, row.ward, part, left, ends=ends)
            _receive(world, made, pence, starts_in, at, f"{row.reference}:{number}")
    _correct(world, at)
    # On a late day there are years after the last receipt: nothing is published of those.
    for one in sorted(levy_years()):
        if one.starts_in == year.starts_in - 1:
            enter_figures(world, one, whole=False, at=at)
        if one.starts_in < year.starts_in - 1:
            enter_figures(world, one, whole=True, at=moment(working_day(dt.date(one.starts_in + 1, 10, 14))))
            day = moment(working_day(dt.date(one.starts_in + 1, 11, 20)))
            funding.publish_statement(one, by=world.people["colin"], at=day)


def _count(world: World, parishes: dict[str, Parish], at: dt.datetime) -> None:
    named = {row.parish for row in ROWS} & set(parishes)
    areas = {parishes[slug]: FEW if slug == "treeton" else DWELLINGS for slug in sorted(named)}
    wards = {world.wards[code]: DWELLINGS for code in sorted({row.ward for row in ROWS if not row.parish})}
    funding.count_dwellings(FinancialYear(2022), areas | wards, source=INVENTED, by=world.people["colin"], at=at)


def _add(world: World, row: Row, parishes: dict[str, Parish], plan: NeighbourhoodPlan, at: dt.datetime) -> Development:
    ward = world.wards[row.ward]
    on_map = ward_at(*row.point, london_date(at))
    site = Site(
        reference=row.reference, site=row.site, dwellings=row.dwellings, parish=parishes.get(row.parish),
        point=row.point if on_map == ward else None, ward=ward,
        plan=plan if row.parish == "dinnington-st-johns" else None,
    )  # fmt: skip
    return funding.add_development(site, by=world.people["colin"], at=at)


def _received(world: World, ward: str, part: int, left: dict[str, int], *, ends: bool) -> int:
    """Return what was received for a part of a ward's pot; the last takes what is left of it, to the penny."""
    share = left[ward] if ends else world.borough.library.levy_pence[ward] * part // 100
    left[ward] -= share
    return -(-share * 100 // LOCAL)


def _receive(world: World, made: Development, pence: int, starts_in: int, at: dt.datetime, key: str) -> None:
    on = working_day(dt.date(starts_in, 10, 3))
    funding.receive_levy(made, pence, on=on, by=world.people["colin"], at=at, key=f"demonstration:{key}")


def _correct(world: World, at: dt.datetime) -> None:
    """One receipt was entered twice and taken out again, so that a correction can be seen."""
    made = Development.objects.get(reference="RB2023/0566")
    row = funding.receive_levy(
        made, 2_500_000, on=dt.date(2024, 11, 4), by=world.people["colin"], at=at, key="demonstration:twice"
    )
    funding.take_back_levy(
        row, row.pence, ReceiptKind.CORRECTION, reason="It belongs to another development and was entered here.",
        on=row.on, by=world.people["colin"], at=at, key="demonstration:taken-out",
    )  # fmt: skip
