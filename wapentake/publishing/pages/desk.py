"""The desk's pages of news: what is posted, what waits, and one item with what can be done."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles, moment_words
from wapentake.places.queries import wards_on

from .. import queries, rules
from ..models import Correction, Item
from ..states import ItemKind, ItemState
from .item import Tie, ties_of
from .prose import Block, blocks_of
from .public import decided_words, happens_words

SHOWN = 100


@dataclass(frozen=True)
class NewsDesk:
    """What waits for this person, and what there is."""

    waiting: list[tuple[str, str, str]]
    held: list[tuple[str, str, str]]
    table: Table
    rule: str
    source: str
    newsletters: list[tuple[str, str]]
    may_set: Verdict
    may_write: Verdict


@dataclass(frozen=True)
class Button:
    """An act with its verdict."""

    key: str
    text: str
    verdict: Verdict
    href: str
    main: bool = False
    warning: bool = False


@dataclass(frozen=True)
class Corrected:
    """A correction, with the words as they were before it."""

    row: Correction
    what: str
    when: str
    happens: str
    body: list[Block]


@dataclass(frozen=True)
class ItemDesk:
    """One item at the desk."""

    item: Item
    read: str
    tag: Tag
    lede: str
    happens: str
    decided: str
    wards: str
    body: list[Block]
    buttons: list[Button]
    held: str
    ties: list[Tie]
    corrections: list[Corrected]
    photo: str
    public_href: str


def news_desk(roles: Roles, at: dt.datetime) -> NewsDesk:
    """Return what a person sees of what is posted."""
    rows = list(queries.items_visible_to(roles, at)[:SHOWN])
    rule = queries.approval_on(roles.on)
    return NewsDesk(
        waiting=[
            (item.title, reverse("publishing:desk_item", args=[item.pk]), f"{item.drafted_by.name} drafted it.")
            for item in queries.waiting_for(roles)
        ],
        held=_held(rows, at),
        table=Table(
            "What is posted",
            [Column("Title"), Column("About"), Column("Drafted"), Column("Where it stands")],
            [Row([_link(item), _wards(item), f"{item.drafted_by.name}, {_day(item.drafted_at)}", tag_of(item, at)])
             for item in rows],
            empty="Nothing is posted yet.",
        ),
        rule=rule.get_by_display() if rule else "One other person: a member of the ward, or its co-ordinator",
        source=f"Since {long_date(rule.from_date)}: {rule.source}." if rule else "No other rule is set.",
        newsletters=_newsletters(roles),
        may_set=rules.may_set_approval(roles),
        may_write=rules.may_write_guidance(roles),
    )  # fmt: skip


def _held(rows: list[Item], at: dt.datetime) -> list[tuple[str, str, str]]:
    """Return what a hold leaves out, though it is approved: each with until when, and why."""
    stopped = queries.held_items([item for item in rows if item.state == ItemState.APPROVED], at)
    return [
        (item.title, reverse("publishing:desk_item", args=[item.pk]), f"{_wards(item)}. {stopped[item.pk].sentence}")
        for item in rows if item.pk in stopped
    ]  # fmt: skip


def _newsletters(roles: Roles) -> list[tuple[str, str]]:
    """Return the wards for which this person makes a newsletter."""
    wards = [ward for ward in wards_on(roles.on) if rules.may_draft(roles, [ward])]
    return [(ward.name, reverse("publishing:newsletter", args=[ward.slug])) for ward in wards]


def item_desk(item: Item, roles: Roles, at: dt.datetime) -> ItemDesk:
    """Return an item with what this person can do to it."""
    held = queries.held_items([item], at).get(item.pk)
    public = reverse("publishing:item", args=[item.slug])
    return ItemDesk(
        item=item,
        read=queries.proposal_of(item),
        tag=tag_of(item, at, bool(held)),
        lede=_lede(item, at),
        happens=happens_words(item),
        decided=decided_words(item),
        wards=_wards(item),
        body=blocks_of(item.body),
        buttons=_buttons(item, roles, at),
        held=f"Publicity is held: residents do not see it. {held.sentence}" if held else _goes_on(item, at),
        ties=ties_of(item),
        corrections=[_corrected(row) for row in item.corrections.select_related("by")],
        photo=reverse("publishing:desk_photo", args=[item.pk]) if hasattr(item, "photo") else "",
        public_href=public if queries.is_out(item, at) and not held else "",
    )


def _corrected(row: Correction) -> Corrected:
    """Return a correction with the words before it."""
    facts = happens_words(row) or decided_words(row)
    return Corrected(row, row.what, f"{row.by.name}, {moment_words(row.at)}.", facts, blocks_of(row.body))


def _goes_on(item: Item, at: dt.datetime) -> str:
    """Say who let it go on in a hold, and why."""
    if item.goes_on_by is None or item.factual or not queries.goes_on(item, at):
        return ""
    return f"{item.goes_on_by.name} let it go on while publicity is held: {item.goes_on_because}"


def tag_of(item: Item, at: dt.datetime, held: bool = False) -> Tag:
    """Return where an item stands as a tag."""
    if item.state == ItemState.APPROVED:
        if queries.is_out(item, at):
            return Tag("Out", "done") if not held else Tag("Held", "late")
        return Tag("Over" if item.out_until and item.out_until <= at else "To come", "")
    kind = {ItemState.PROPOSED: "open", ItemState.WITHDRAWN: "late"}.get(ItemState(item.state), "")
    return Tag(item.get_state_display(), kind)


def _lede(item: Item, at: dt.datetime) -> str:
    if item.state == ItemState.WITHDRAWN and item.withdrawn_at:
        return f"Withdrawn on {moment_words(item.withdrawn_at)}: {item.withdrawn_because}"
    if item.state != ItemState.APPROVED or item.out_from is None:
        return f"{item.drafted_by.name} drafted it on {_day(item.drafted_at)}."
    verb = "It goes out" if item.out_from > at else "It has been out since"
    until = f", until {moment_words(item.out_until)}" if item.out_until else ""
    by = f" {item.approved_by.name} approved it." if item.approved_by else ""
    return f"{verb} {moment_words(item.out_from)}{until}.{by}"


def _buttons(item: Item, roles: Roles, at: dt.datetime) -> list[Button]:
    asked: list[tuple[str, str, Verdict, tuple[ItemState, ...]]] = [
        ("edit", "Change the draft", rules.may_edit(roles, item), (ItemState.DRAFT,)),
        ("propose", "Ask for approval", rules.may_propose(roles, item), (ItemState.DRAFT,)),
        ("approve", "Let it out", rules.may_approve(roles, item), (ItemState.PROPOSED, ItemState.DRAFT)),
        ("send_back", "Say what to change", rules.may_send_back(roles, item), (ItemState.PROPOSED,)),
        ("take_back", "Take it back to draft", rules.may_take_back(roles, item, at),
         (ItemState.PROPOSED, ItemState.APPROVED)),
        ("discard", "Discard it", rules.may_discard(roles, item), (ItemState.DRAFT, ItemState.PROPOSED)),
        ("correct", "Correct it", rules.may_correct(roles, item, at), (ItemState.APPROVED,)),
        ("withdraw", "Withdraw it now", rules.may_withdraw(roles, item), (ItemState.APPROVED,)),
    ]  # fmt: skip
    if queries.held_items([item], at):
        asked.append(("let_go_on", "Let it go on", rules.may_let_go_on(roles, item, at), (ItemState.APPROVED,)))
    printed = rules.may_print(roles, item, at)
    asked.append(("press_release", "Press release (PDF)", printed, (ItemState.APPROVED,)))
    if item.kind == ItemKind.EVENT:
        asked.append(("flyer", "Flyer (PDF)", printed, (ItemState.APPROVED,)))
    out = queries.is_out(item, at)
    second = rules.needs_a_second(roles)
    return [
        Button(key, text, verdict, reverse(f"publishing:{key}", args=[item.pk]), main=key in ("propose", "approve"),
               warning=key == "withdraw")
        for key, text, verdict, states in asked
        if item.state in states
        and not (key == "approve" and item.state == ItemState.DRAFT and second)
        and not (key == "propose" and not second)
        and not (key == "take_back" and out)
        and not (key == "correct" and not out)
    ]  # fmt: skip


def _link(item: Item) -> Link:
    return Link(item.title, reverse("publishing:desk_item", args=[item.pk]), item.get_kind_display())


def _wards(item: Item) -> str:
    return ", ".join(ward.name for ward in queries.wards_of(item)) or "Every ward"


def _day(at: dt.datetime) -> str:
    return long_date(london_date(at))
