"""The ward page: who speaks for it, what they work on, what money there is and where it went."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.urls import reverse

from wapentake.design.pictures import Award, Dated, FundLine, News, Outline, Person, PriorityLine, YearLine
from wapentake.design.words import mailto
from wapentake.evidence.queries import has_figures
from wapentake.foundation.calendars import DAY, FinancialYear, london_date, long_date, short_date, start_of_day
from wapentake.foundation.money import pounds_short
from wapentake.funding.queries import Pot, fund_lines, last_days_to_decide, latest_awards, of_groups, spelt_out
from wapentake.funding.queries.statement import statement_years
from wapentake.funding.rules import not_frozen
from wapentake.office.models import Councillor, RoleHeld, Term
from wapentake.office.queries import NOTHING, LeftOut, co_ordinator_of, suspensions_in, terms_of_members
from wapentake.office.states import HeldPart
from wapentake.places.models import Locality, Ward
from wapentake.places.queries import locality_of, outline_of, predecessors, wards_on
from wapentake.plans.models import Action, Priority
from wapentake.plans.queries import (
    NOT_FINISHED,
    actions_by_priority,
    coming_to,
    is_late,
    latest_news,
    open_calls,
    progress_in,
    published_plan,
    published_priorities,
)
from wapentake.publishing.models import Item
from wapentake.publishing.queries import goes_on, held_items, news_of_ward, refs_of_items

from .announced import announced_line, asked_line
from .lines import NUMBERS, award_line, counted, money_lines, next_day, priority_line, standing_of

SOON = dt.timedelta(days=92)


@dataclass(frozen=True)
class WardMoney:
    """A ward's money in a year: what is left in pence, what of it groups can ask for and by when, and each fund."""

    left: int
    for_groups: str
    apply_by: str
    may_apply: bool
    funds: list[FundLine]
    funds_counted: str
    spelt_out: str


@dataclass(frozen=True)
class WardPage:
    """All that a ward's page says, in its order. Amounts are pence."""

    name: str
    slug: str
    over: str
    lede: str
    outline: Outline | None
    councillors: list[Person]
    seats_empty: list[str]
    co_ordinator: str
    co_ordinator_title: str
    co_ordinator_email: str
    agreed: str
    priorities: list[PriorityLine]
    dates: list[Dated]
    announced: list[News]
    asked: list[News]
    year: str
    year_line: YearLine
    money: WardMoney
    news: list[tuple[str, str, str]]
    awards: tuple[list[Award], list[Award]]
    awards_link: tuple[str, str]
    no_awards: str
    statements: list[tuple[str, str]]
    about: list[tuple[str, str, str]]
    left_out: str
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


def ward_paths(on: dt.date) -> list[str]:
    """Return the address of every ward page of the edition of a day."""
    return [reverse("site:ward", args=[ward.slug]) for ward in wards_on(on)]


def ward_page(ward: Ward, on: dt.date, held: LeftOut = NOTHING, at: dt.datetime | None = None) -> WardPage:
    """Return a ward's page of a day, without what is held; its news at a moment. Its queries never grow with rows."""
    year, helper, priorities = FinancialYear.of(on), co_ordinator_of(ward, on), published_priorities(ward, on)
    members, terms, since = members_since(terms_of_members(ward, on))
    last_days, locality = last_days_to_decide(year), locality_of(ward, on)
    money = _money(ward, year, last_days, on)
    latest, award_count = latest_awards(ward, year)
    decide_by = next_day(last_days, on)
    away = suspensions_in(ward, on)
    suspended = {row.councillor_id: row.to_date for row in away if row.is_on(on)}
    actions = actions_by_priority(priorities)
    news, ends, held_by = _news(ward, at or start_of_day(on), held)
    return WardPage(
        name=ward.name,
        slug=ward.slug,
        over=_over(locality),
        lede=_lede(ward, members, terms, len(suspended)),
        outline=outline_of(ward),
        councillors=[person_line(member, since[member.pk]) for member in members],
        seats_empty=[*_suspended(suspended), *_empty_seats(ward, len(members) + len(suspended))],
        co_ordinator=helper.user.name if helper else "No co-ordinator is named for this ward at the moment.",
        co_ordinator_title=_title(helper),
        co_ordinator_email=helper.user.email if helper else "",
        agreed="" if HeldPart.WORDS in held else _agreed(priorities),
        priorities=_priority_lines(ward, priorities, actions, on, held),
        dates=_dates(_coming(actions, on), decide_by, on),
        announced=[announced_line(notice, on) for notice in coming_to(ward, on)],
        asked=[] if HeldPart.WORDS in held else [asked_line(call) for call in open_calls(ward, on)],
        year=year.label,
        year_line=YearLine.of(year.start, on, [(decide_by, "last day to decide")] if decide_by else []),
        money=money,
        news=news,
        awards=_in_two([award_line(row) for row in latest]),
        awards_link=_awards_link(ward, award_count),
        statements=[(each.label, _statement(ward, each)) for each in statement_years(ward.slug)],
        no_awards=f"No awards yet this year. {pounds_short(money.left)} is there to award.",
        about=_about(ward, locality),
        left_out=held.sentence if priorities else "",
        shows=_refs(ward, [*members, *(row.councillor for row in away)], priorities) | held_by,
        valid_until=ends,
    )


def members_since(every: list[Term]) -> tuple[list[Councillor], dict[int, Term], dict[int, int]]:
    """The members of these terms, their last, and the year since which each has sat without a break, here or not."""
    members: dict[int, Councillor] = {}
    terms: dict[int, Term] = {}
    since: dict[int, dt.date] = {}
    ended: dict[int, dt.date | None] = {}
    for term in every:
        key = term.councillor_id
        members[key] = term.councillor
        if ended.get(key) != term.from_date:
            since[key] = term.from_date
        ended[key], terms[key] = term.to_date, term
    return list(members.values()), terms, {key: day.year for key, day in since.items()}


def person_line(member: Councillor, since: int, offices: Iterable[str] = ()) -> Person:
    """Return a member with what they hold beside the seat, and how to reach them."""
    lines = [*offices, f"Since {since}"]
    if member.surgery:
        lines.append(f"Surgery: {member.surgery}")
    if member.public_phone:
        lines.append(member.public_phone)
    links = [(f"About {member.name}", reverse("office:councillor", args=[member.slug]))]
    if member.public_email:
        links.insert(0, (f"Write to {member.name}", mailto(member.public_email)))
    return Person(str(member), lines, links)


def _lede(ward: Ward, members: list[Councillor], terms: dict[int, Term], suspended: int) -> str:
    ends = max((term.to_date for term in terms.values() if term.to_date), default=None)
    until = f", in office until {ends:%B %Y}" if ends else ""
    but = f", {NUMBERS[suspended]} of them suspended" if suspended else ""
    but = but if members else but and ", suspended"
    who = f"{counted(len(members) + suspended, 'councillor').capitalize()}{but}{until}."
    return f"{ward.description.rstrip('.')}. {who}" if ward.description else who


def _suspended(until: dict[int, dt.date | None]) -> list[str]:
    """Say who cannot act for the ward now, without a name: the seat is theirs still."""
    days = Counter(until.values())
    return [
        f"{counted(number, 'member').capitalize()} {'is' if number == 1 else 'are'} suspended"
        f"{f' until {long_date(day)}' if day else ''}."
        for day, number in days.items()
    ]


def _money(ward: Ward, year: FinancialYear, last_days: dict[int, dt.date], on: dt.date) -> WardMoney:
    pots = [pot for pot in fund_lines(ward, year) if pot.allotted]
    lines = money_lines(pots, _statement(ward, year))
    for_groups, apply_by, may_apply = _for_groups(pots, last_days, on)
    return WardMoney(
        left=sum(line.bar.left for line in lines),
        for_groups=for_groups,
        may_apply=may_apply,
        apply_by=f" well before {short_date(apply_by)}, the last day to decide" if apply_by else "",
        funds=lines,
        funds_counted=counted(len(lines), "fund"),
        spelt_out=spelt_out(pots),
    )


def _awards_link(ward: Ward, count: int) -> tuple[str, str]:
    """The ward's own list where there is more than one award, else the council's."""
    if count > 1:
        return f"All {count} awards this year", reverse("funding:ward_awards", args=[ward.slug])
    return "The awards of every ward this year", reverse("funding:money")


def _for_groups(pots: list[Pot], last_days: dict[int, dt.date], on: dt.date) -> tuple[str, dt.date | None, bool]:
    """Say what is left where groups can apply, by when the councillors decide on it, and whether groups can now."""
    pot = next((pot for pot in pots if of_groups(pot.fund)), None)
    if pot is None:
        return "", None, True
    if not (takes := not_frozen(pot.fund, pot.year.starts_in)):
        return takes.reason, None, False
    last = last_days.get(pot.fund.pk)
    by = last if last and last >= on and pot.left else None
    left = pounds_short(pot.left) if pot.left else "Nothing"
    return f"Groups can apply to the {pot.fund.name}: {left} is left in it.", by, True


def _empty_seats(ward: Ward, members: int) -> list[str]:
    empty = (ward.seats or members) - members
    if empty <= 0:
        return []
    return [f"{counted(empty, 'seat').capitalize()} of {ward.seats} {'is' if empty == 1 else 'are'} empty at present."]


def _title(helper: RoleHeld | None) -> str:
    if helper is None:
        return ""
    covers = helper.covers_for
    return f"neighbourhood co-ordinator, covering for {covers.user.name}" if covers else "neighbourhood co-ordinator"


def _agreed(priorities: list[Priority]) -> str:
    newest = max((p.published_at for p in priorities if p.published_at), default=None)
    if newest is None:
        return ""
    return f"Agreed by the ward’s councillors. Last published on {long_date(london_date(newest))}."


def _priority_lines(
    ward: Ward, priorities: list[Priority], actions: dict[int, list[Action]], on: dt.date, held: LeftOut
) -> list[PriorityLine]:
    news = {} if HeldPart.PROGRESS in held else latest_news(priorities, on)
    lines = []
    for number, priority in enumerate(priorities, start=1):
        own, note = actions[priority.pk], news.get(priority.pk)
        line = priority_line(ward, priority, number, progress_in(own, on))
        if HeldPart.WORDS in held:
            line = replace(line, summary="")
        line = replace(line, actions=tuple((action.text, standing_of(action, on)) for action in own))
        if note is not None:
            line = replace(line, mark="change", when=short_date(note.on), note=note.text)
        lines.append(replace(line, late=_late([action for action in own if is_late(action, on)])))
    return lines


def _late(actions: list[Action]) -> str:
    if not actions or actions[0].due_on is None:
        return ""
    who = f", {actions[0].owner.name}" if actions[0].owner else ""
    return f"since {short_date(actions[0].due_on)}: {actions[0].text.rstrip('.')}{who}."


def _dates(coming: list[Action], decide_by: dt.date | None, on: dt.date) -> list[Dated]:
    found = [
        Dated(action.due_on, action.text, text=f"Due{f' from {action.owner.name}' if action.owner else ''}.")
        for action in coming[:4]
        if action.due_on and action.due_on <= on + SOON
    ]
    if decide_by and on <= decide_by <= on + SOON:
        found.append(Dated(decide_by, "Last day to decide on money", reverse("funding:apply"), "Apply well before it."))
    return sorted(found, key=lambda item: item.day)


def _news(ward: Ward, at: dt.datetime, held: LeftOut) -> tuple[list[tuple[str, str, str]], dt.datetime, set[str]]:
    """Return the newest three things posted about the ward, until when the page is right, and by what they are held.

    That is until the day ends, since its year's line says where today is, or until news comes out or goes. In a hold
    only notices go on; what is about another ward too is held with that one.
    """
    items, changes = news_of_ward(ward, at)
    stopped = held_items(items, at)
    going = [item for item in items if item.pk not in stopped]
    shown = [item for item in going if HeldPart.WORDS not in held or goes_on(item, at)][:3]
    midnight = start_of_day(london_date(at) + DAY)
    return [_news_line(item) for item in shown], min(midnight, changes or midnight), refs_of_items(items)


def _news_line(item: Item) -> tuple[str, str, str]:
    day = f"{short_date(london_date(item.out_from))}. " if item.out_from else ""
    return item.title, reverse("publishing:item", args=[item.slug]), f"{day}{item.summary}"


def _coming(actions: dict[int, list[Action]], on: dt.date) -> list[Action]:
    """Return the actions that are not finished and not yet late, the next first."""
    every = [action for own in actions.values() for action in own if action.due_on and action.due_on >= on]
    coming = [action for action in every if action.state in NOT_FINISHED]
    return sorted(coming, key=lambda action: (action.due_on or on, action.pk))


def _in_two(items: list[Award]) -> tuple[list[Award], list[Award]]:
    half = (len(items) + 1) // 2
    return items[:half], items[half:]


def _over(locality: Locality | None) -> str:
    return f"Ward in the {locality.name} locality" if locality else "Ward"


def _statement(ward: Ward, year: FinancialYear) -> str:
    return reverse("funding:ward_statement", args=[ward.slug, year])


def _about(ward: Ward, locality: Locality | None) -> list[tuple[str, str, str]]:
    area = [(
        f"The {locality.name} locality", reverse("site:locality", args=[locality.slug]),
        "Its wards, who helps there, news and money.",
    )] if locality else []  # fmt: skip
    profile = (
        "What the figures say",
        reverse("evidence:profile", args=[ward.slug]),
        "People, deprivation, crime, homes and health, beside the other wards.",
    )
    earlier = [
        (
            f"{heir.ward.name}, until {ward.edition.from_date.year}",
            reverse("places:earlier", args=[heir.ward.slug, heir.ward.edition.from_date.year]),
            "A ward of the earlier boundaries that part of this one was in.",
        )
        for heir in predecessors(ward)
    ]
    plan = (
        "The ward’s plan as a whole",
        reverse("plans:public_plan", args=[ward.slug]),
        "Its priorities, who was asked, whom it serves, and every version.",
    )
    one_page = (
        "The ward on one page",
        reverse("site:one_page", args=[ward.slug]),
        "Its priorities and its first figures, to take into a room.",
    )
    others = (
        "What all the wards work on",
        reverse("plans:all_wards"),
        "The themes and aims of every ward’s priorities, and how many wards name each.",
    )
    first = [*([profile] if has_figures(ward) else []), *([plan] if published_plan(ward) else [])]
    return [*first, one_page, *area, others, *earlier]


def _refs(ward: Ward, members: list[Councillor], priorities: list[Priority]) -> set[str]:
    return {
        ward.ref,
        "council:all",
        "evidence:all",
        f"news:{ward.code}",
        "news:everywhere",
        *(m.ref for m in members),
        *(p.ref for p in priorities),
    }
