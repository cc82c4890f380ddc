"""A bulletin as people read it: the mail, and the same on the web. One dataclass, so that both say the same."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.money import pounds
from wapentake.office.queries import members_of

from .. import queries
from ..models import Bulletin, BulletinPart
from ..states import PartKind
from .prose import Block, blocks_of, safe_href

STAGES = ("paid", "committed", "being decided", "left")
NONE: Mapping[str, str] = MappingProxyType({})
COLOURS = ("paid", "committed", "reserved", "left")


@dataclass(frozen=True)
class MoneyCell:
    """A cell of the money bar: how wide in per cent, and of which stage."""

    percent: int
    stage: str


@dataclass(frozen=True)
class PartShown:
    """A part as it is shown. `over` is the label above it, given once for parts of one kind that follow each other."""

    kind: str
    over: str
    title: str
    blocks: list[Block]
    href: str
    link_words: str
    flag: str
    day: str
    month: str
    cells: list[MoneyCell]
    sums: str


@dataclass(frozen=True)
class BulletinShown:
    """A bulletin, whole."""

    bulletin: Bulletin
    place: str
    opening: str
    parts: list[PartShown]
    web: str
    site: str
    demo: bool


def bulletin_shown(
    bulletin: Bulletin, parts: Sequence[BulletinPart], on: dt.date, base: str = "", links: Mapping[str, str] = NONE
) -> BulletinShown:
    """Return a bulletin as it is shown: its links of this site begin with `base`, as in a mail, or are others."""
    shown = [_part(part, base, links.get(part.link, "")) for part in parts]
    kinds = ["", *(one.kind for one in shown)]
    return BulletinShown(
        bulletin=bulletin,
        place=bulletin.ward.name if bulletin.ward else settings.WAPENTAKE_SITE_NAME,
        opening=bulletin.opening or _from_whom(bulletin, on),
        parts=[_with_label(part, before) for part, before in zip(shown, kinds, strict=False)],
        web=archive_path(bulletin),
        site=settings.WAPENTAKE_SITE_NAME,
        demo=settings.WAPENTAKE_DEMO,
    )


def archive_path(bulletin: Bulletin) -> str:
    """Return where a bulletin is read on the web once it is sent."""
    if bulletin.ward is None:
        return reverse("publishing:bulletin", args=[bulletin.slug])
    return reverse("publishing:ward_bulletin", args=[bulletin.ward.slug, bulletin.slug])


def _from_whom(bulletin: Bulletin, on: dt.date) -> str:
    month = f"{bulletin.month:%B %Y}."
    names = [member.name for member in members_of(bulletin.ward, on)] if bulletin.ward else []
    if not names:
        return month
    who = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{month} From {who}, your councillor{'s' if len(names) > 1 else ''}."


def _part(part: BulletinPart, base: str, instead: str) -> PartShown:
    return PartShown(
        kind=part.kind,
        over=PartKind(part.kind).label,
        title=part.title,
        blocks=[_with_base(block, base) for block in blocks_of(part.text)],
        href=instead or absolute(safe_href(part.link), base),
        link_words=part.link_words or ("Read about it" if part.link else ""),
        flag=part.get_flag_display() if part.flag else "",
        day=str(part.on.day) if part.on else "",
        month=f"{part.on:%b}" if part.on else "",
        cells=_cells(part.bar),
        sums=_sums(part.bar),
    )


def absolute(href: str, base: str) -> str:
    """Return an address of this site with the site's own before it; others as they are."""
    return f"{base}{href}" if href.startswith("/") else href


def _with_base(block: Block, base: str) -> Block:
    runs = [replace(run, href=absolute(run.href, base)) for run in block.runs]
    lines = [[replace(run, href=absolute(run.href, base)) for run in line] for line in block.lines]
    return Block(block.kind, runs, lines)


def _with_label(part: PartShown, before: str) -> PartShown:
    return part if part.kind != before else replace(part, over="")


def _cells(bar: Sequence[int]) -> list[MoneyCell]:
    """Return the bar's cells in whole per cents that add up to a hundred; what there is shows."""
    whole = sum(bar)
    if not whole or len(bar) != len(COLOURS):
        return []
    widths = [max(1, round(100 * pence / whole)) if pence else 0 for pence in bar]
    widths[widths.index(max(widths))] += 100 - sum(widths)
    return [MoneyCell(width, stage) for width, stage in zip(widths, COLOURS, strict=True) if width]


def _sums(bar: Sequence[int]) -> str:
    if not sum(bar) or len(bar) != len(STAGES):
        return ""
    said = ", ".join(f"{pounds(pence)} {stage}" for pence, stage in zip(bar, STAGES, strict=True) if pence)
    return f"Of {pounds(sum(bar))}: {said}."


def month_words(bulletin: Bulletin) -> str:
    """Return of what and when a bulletin is, like `Boston Castle, November 2026`."""
    return f"{bulletin.ward.name if bulletin.ward else 'Every ward'}, {bulletin.month:%B %Y}"


def parts_for(bulletin: Bulletin, promotional: bool, at: dt.datetime) -> list[BulletinPart]:
    """Return the parts that somebody gets at a moment: flagged ones only where they agreed to such parts.

    What tells of news or a page that was withdrawn since goes to nobody: a part has words of its own. What tells of
    something held goes to nobody until that is over, unless the Monitoring Officer lets the whole bulletin out.
    """
    parts = [part for part in queries.parts_of(bulletin) if promotional or not part.flag]
    gone = queries.taken_down(parts) | queries.held_back(bulletin, parts, at)
    return [part for part in parts if part.pk not in gone]
