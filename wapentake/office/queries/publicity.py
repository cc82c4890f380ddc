"""What a publicity hold leaves out of a page, which holds there are, and which the polls to come ask for."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from wapentake.foundation import published
from wapentake.foundation.calendars import clock_time, london_date, long_date, start_of_day, working_days_before
from wapentake.foundation.models import Hold, PageState, PublishedPage
from wapentake.places.models import Ward, WardParish
from wapentake.places.queries import wards_on

from ..models import Poll, PublicityRule
from ..states import HeldPart, PollKind

# What every page may be asked with: a hold of the whole council names nothing, and covers everything.
COUNCIL = "council:all"


@dataclass(frozen=True)
class LeftOut:
    """What a page leaves out while publicity is held, and the sentence that stands in its place; often nothing."""

    parts: frozenset[str] = frozenset()
    sentence: str = ""

    def __contains__(self, part: str) -> bool:
        return part in self.parts


NOTHING = LeftOut()


def left_out(refs: Collection[str], at: dt.datetime) -> LeftOut:
    """Return what a page that shows certain refs leaves out at a moment. One query; two while publicity is held."""
    hold = published.held(refs, at)
    return NOTHING if hold is None else LeftOut(_parts(at), left_out_words(hold))


def left_out_each(refs: Collection[str], at: dt.datetime) -> Mapping[str, LeftOut]:
    """Return what is left out of each of these refs, those that are held. One query; two while publicity is held."""
    held = published.held_each(refs, at)
    parts = _parts(at) if held else frozenset()
    return {ref: LeftOut(parts, left_out_words(hold)) for ref, hold in held.items()}


def _parts(at: dt.datetime) -> frozenset[str]:
    """What the rule of the day leaves out. Without a rule it is everything that could be."""
    rule = publicity_rule(london_date(at))
    return frozenset(rule.parts if rule else HeldPart.values)


def hold_of_ward(ward: Ward, at: dt.datetime) -> Hold | None:
    """Return the hold that covers a ward at a moment: its own, or the whole council's."""
    return published.held({COUNCIL, ward.ref}, at)


def left_out_words(hold: Hold) -> str:
    """Say until when something is left out, and why, to whoever reads the page."""
    return f"Left out {until_words(hold)}."


def until_words(hold: Hold) -> str:
    """Say until when publicity is held, and why."""
    until = f"until {moment_words(hold.ends)}" if hold.ends else "until further notice"
    reason = hold.reason.strip().rstrip(".")
    return f"{until}: {reason[:1].lower()}{reason[1:]}"


def moment_words(at: dt.datetime) -> str:
    """Return a day, and the time where it is not the day's beginning."""
    day = long_date(london_date(at))
    return day if at == start_of_day(london_date(at)) else f"{clock_time(at)} on {day}"


def publicity_rule(on: dt.date) -> PublicityRule | None:
    """Return the rule about publicity of a day; nothing where the council has none."""
    return PublicityRule.objects.on(on).first()


@dataclass(frozen=True)
class HoldProposal:
    """What the rule proposes for a poll to come: publicity is held from `begins` until the day before `over`."""

    poll: Poll
    begins: dt.date
    over: dt.date
    rule: PublicityRule

    @property
    def reason(self) -> str:
        """Why, in words that residents can read."""
        day = long_date(self.poll.on)
        of_all = "the council is in the pre-election period before the"
        return {
            PollKind.BY_ELECTION: f"the ward is in the pre-election period before the by-election on {day}",
            PollKind.PARISH: f"{self.poll.parish} is in the pre-election period before its election on {day}",
            PollKind.MAYORAL: f"{of_all} election of the mayor on {day}",
            PollKind.GENERAL: f"{of_all} general election on {day}",
        }.get(PollKind(self.poll.kind), f"{of_all} election on {day}")


def wards_of_poll(poll: Poll) -> list[Ward]:
    """Return the wards whose publicity a poll concerns: a by-election's, or a parish's; none for the whole council."""
    if poll.parish is None:
        return [poll.ward] if poll.ward else []
    return list(
        wards_on(poll.on).filter(pk__in=WardParish.objects.on(poll.on).filter(parish=poll.parish).values("ward"))
    )


def hold_proposal(poll: Poll) -> HoldProposal | None:
    """Return what the rule of the poll's day proposes for it."""
    rule = publicity_rule(poll.on)
    if rule is None:
        return None
    begins = working_days_before(poll.on, rule.working_days_before)
    return HoldProposal(poll, begins, poll.on + dt.timedelta(days=rule.days_after), rule)


def proposed_holds(on: dt.date, within: int = 120) -> list[HoldProposal]:
    """Return what is proposed for the polls to come within so many days that no hold covers yet, soonest first."""
    until = on + dt.timedelta(days=within)
    polls = Poll.objects.filter(on__gte=on, on__lte=until).select_related("ward", "parish")
    spans = [(hold.refs, hold.starts, hold.ends) for hold in counting(holds())]
    found = (hold_proposal(poll) for poll in polls.order_by("on", "pk") if not _is_covered(poll, spans))
    return [one for one in found if one is not None]


def _is_covered(poll: Poll, spans: Iterable[tuple[list[str], dt.datetime, dt.datetime | None]]) -> bool:
    day = start_of_day(poll.on)
    concerned = {ward.ref for ward in wards_of_poll(poll)}
    return any(
        (not refs or (concerned and concerned <= set(refs))) and starts <= day and (ends is None or ends > day)
        for refs, starts, ends in spans
    )


def holds() -> QuerySet[Hold]:
    """Return every publicity hold that was ever set, the latest first."""
    return Hold.objects.select_related("made_by").order_by("-starts", "-pk")


def counting(rows: QuerySet[Hold]) -> QuerySet[Hold]:
    """Leave out the holds that were lifted before they began."""
    return rows.filter(Q(ends=None) | ~Q(ends=F("starts")))


def open_holds(at: dt.datetime) -> QuerySet[Hold]:
    """Return the holds that are on, or to come, at a moment."""
    return counting(holds()).filter(Q(ends=None) | Q(ends__gt=at))


def overlapping_hold(refs: Collection[str], starts: dt.datetime, ends: dt.datetime) -> Hold | None:
    """Return a hold of just the same that shares a moment with these."""
    same = counting(holds()).filter(refs=sorted(refs), starts__lt=ends)
    return same.filter(Q(ends=None) | Q(ends__gt=starts)).first()


def places_of(rows: Iterable[Hold]) -> dict[int, str]:
    """Return where each hold counts, in words, by its key. One query."""
    rows = list(rows)
    codes = {ref.removeprefix("ward:") for row in rows for ref in row.refs if ref.startswith("ward:")}
    names = {f"ward:{ward.code}": ward.name for ward in Ward.objects.filter(code__in=codes)}
    return {row.pk: ", ".join(names.get(ref, ref.removeprefix("page:")) for ref in row.refs) or WHOLE for row in rows}


WHOLE = "The whole council"


def pages_held(refs: Collection[str]) -> int:
    """Return how many published pages show something of these refs; for none, how many there are."""
    pages = PublishedPage.objects.filter(state=PageState.LIVE)
    named = [ref.removeprefix("page:") for ref in refs]
    return pages.filter(Q(refs__overlap=list(refs)) | Q(path__in=named)).count() if refs else pages.count()


def public_page(path: str) -> PublishedPage | None:
    """Return the published page at an address, withdrawn or not."""
    written = published.page_ref(path).removeprefix("page:")
    return PublishedPage.objects.filter(path=written).exclude(state=PageState.GONE).first()


def withdrawn_pages() -> QuerySet[PublishedPage]:
    """Return the pages that are withdrawn, by address."""
    return PublishedPage.objects.filter(state=PageState.WITHDRAWN).order_by("path")
