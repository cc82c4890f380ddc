"""What finance enters of the demonstration’s infrastructure funding statements: invented, from what was received."""

import datetime as dt

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import LevyReceipt
from wapentake.funding.rules import Given
from wapentake.funding.states.infrastructure import Figure
from wapentake.places.models import Parish

from .world import World

SOURCE = "Invented for the demonstration: general ledger"
# Items of larger infrastructure, with the hundredths of what was received for it that were spent in the year.
ITEMS = (("Fitzwilliam Road bus lane", 25), ("Herringthorpe sports pitches", 10))
HELD = ("Waverley primary school, first phase", 30)


def enter_figures(world: World, year: FinancialYear, *, whole: bool, at: dt.datetime) -> None:
    """Enter a year's figures; of the newest year finance has not given all of them yet."""
    rows = list(LevyReceipt.objects.filter(year=year.starts_in))
    larger = sum(row.strategic for row in rows)
    spent = {item: larger * part // 100 for item, part in ITEMS}
    running = sum(row.kept for row in rows)
    plain = {Figure.DEMANDED: sum(row.pence for row in rows) * 11 // 10, Figure.ADMINISTRATION: running}
    if whole:
        held = larger * HELD[1] // 100
        plain |= {
            Figure.EARLIER: larger // 4, Figure.ALLOCATED: larger // 5, Figure.BORROWED: 0, Figure.HELD: held,
            Figure.SPENT: sum(spent.values()) + running, Figure.KEPT: larger - sum(spent.values()),
            Figure.KEPT_BEFORE: larger // 4,
        }  # fmt: skip
    given = [Given(figure, pence, SOURCE, year.end) for figure, pence in plain.items()]
    given += [Given(Figure.ITEM, pence, SOURCE, year.end, item=item) for item, pence in spent.items()]
    if whole:
        given.append(Given(Figure.ITEM_HELD, plain[Figure.HELD], SOURCE, year.end, item=HELD[0]))
    given += [*_passed(rows, year), *_agreed(year, larger, whole=whole), *_listed(year)]
    for one in given:
        funding.enter_figure(year, one, by=world.people["colin"], at=at)


def _agreed(year: FinancialYear, larger: int, *, whole: bool) -> list[Given]:
    """Section 106, in proportion to the levy, so that every seed has figures that come together."""
    spent, held = larger // 2, larger // 3
    money = {Figure.AGREED: larger * 3, Figure.PAID_IN: larger * 2, Figure.MONITORED: spent // 20, Figure.REPAID: 0}
    if whole:
        money |= {
            Figure.OLD_MONEY: larger, Figure.PAID_OUT: spent + spent // 20, Figure.SET_ASIDE: held,
            Figure.HELD_AT_END: larger * 2, Figure.COMMUTED: larger // 10,
        }  # fmt: skip
    source = SOURCE.replace("general ledger", "register of obligations")
    found = [Given(figure, pence, source, year.end) for figure, pence in money.items()]
    found += [Given(Figure.PAID_FOR, spent, source, year.end, item="Play area, Bassingthorpe Farm")]
    found += [Given(Figure.SET_ASIDE_FOR, held, source, year.end, item="Footpath along the canal")] if whole else []
    found += [Given(Figure.HOMES, 0, source, year.end, number=64)]
    found += [Given(Figure.PLACES, 0, source, year.end, item="Primary", number=42)]
    return found


def _listed(year: FinancialYear) -> list[Given]:
    items = ("Primary and secondary school places", "Strategic flood defences along the Don", "Country parks")
    return [
        Given(Figure.LISTED, 0, SOURCE.replace("general ledger", "Cabinet report"), year.end, item=i) for i in items
    ]


def _passed(rows: list[LevyReceipt], year: FinancialYear) -> list[Given]:
    """What each parish council was due was passed to it."""
    due: dict[int, int] = {}
    for row in rows:
        if row.parish_id is not None:
            due[row.parish_id] = due.get(row.parish_id, 0) + row.share
    parishes = Parish.objects.in_bulk(list(due))
    return [Given(Figure.PASSED, due[pk], SOURCE, year.end, parish=parishes[pk]) for pk in sorted(due)]
