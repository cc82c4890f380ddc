"""The desk's home: what needs this person, by date, with the reason each thing is there."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.urls import reverse

from wapentake.design.pictures import FundLine, Need, Outline, PriorityLine
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.funding.models import Application, Cancellation, Instalment, Monitoring, PurposeChange, WriteOff
from wapentake.funding.queries import (
    Stand,
    councillor_line,
    details_waiting_for,
    fund_lines,
    letters_waiting_for,
    monitoring_waiting_for,
    payment_runs,
    stands_of,
    waiting_for,
    with_since,
)
from wapentake.funding.queries.cancellations import cancellations_waiting_for
from wapentake.funding.queries.housing import benefits_to_sign
from wapentake.funding.queries.instalments import amounts_to_pay, shown_waiting_for
from wapentake.funding.queries.purposes import purposes_waiting_for
from wapentake.funding.queries.recoveries import write_offs_waiting_for
from wapentake.funding.rules import Reader, Waiting, act_of, waiting
from wapentake.funding.states import ApplicationState, HolderKind
from wapentake.funding.states.monitoring import MonitoringState
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward
from wapentake.places.queries import outline_of
from wapentake.plans.queries import (
    late_actions_led_by,
    progress_of,
    proposals_waiting_for,
    published_priorities,
    ready_to_publish_by,
    wards_of,
)

from .deadlines import copies_to_hand_in, interests_to_register, money_deadlines
from .lines import NUMBERS, aim_of, bar_of, counted, decide_by_day, money_lines, need_of, priority_line
from .oversight import checked_words, checks, oversight

SHOWN = 20
CHECKED_FOR = (RoleKind.MONITORING_OFFICER, RoleKind.SECTION_151)


@dataclass(frozen=True)
class DeskPage:
    """All that the desk's home says."""

    first_name: str
    day: str
    ward_name: str
    ward_href: str
    outline: Outline | None
    lede: str
    needs: list[Need]
    rules: list[str]
    more: str
    nothing: str
    links: list[tuple[str, str]]
    own: FundLine | None
    funds_title: str
    funds: list[FundLine]
    glance: list[PriorityLine] = field(default_factory=list)
    checked: str = ""


def desk_page(roles: Roles, on: dt.date) -> DeskPage:
    """Return what the desk shows a person on a day."""
    ward = roles.ward or next(iter(wards_of(roles)), None)
    year = FinancialYear.of(on)
    needs = needs_of(roles, on)
    return DeskPage(
        first_name=(roles.user.name.split() or [""])[0],
        day=f"{on:%A} {long_date(on)}",
        ward_name=ward.name if ward else "",
        ward_href=reverse("site:ward", args=[ward.slug]) if ward else "",
        outline=outline_of(ward) if ward else None,
        lede=_lede(needs),
        needs=needs[:SHOWN],
        rules=sorted({need.rule for need in needs[:SHOWN] if need.rule}),
        more=f"{len(needs) - SHOWN} more come after these." if len(needs) > SHOWN else "",
        nothing="Nothing needs you today. What is waiting for others stands under Money and Plan.",
        links=_links(roles, ward),
        own=_own(roles, year, on),
        funds_title="The ward’s money" if roles.ward else f"{ward.name}’s money" if ward else "",
        funds=_ward_funds(ward, year, bool(roles.councillor)) if ward else [],
        glance=_glance(ward, on) if ward else [],
        checked=checked_words() if roles.has(*CHECKED_FOR) else "",
    )


def needs_of(roles: Roles, on: dt.date) -> list[Need]:
    """Return what needs a person, soonest first: agreeing, publishing, deciding, paying, reporting."""
    needs = [*_to_agree(roles, on), *_to_publish(roles, on), *_money(roles, on), *_to_report(roles, on)]
    needs += [*_monitoring(roles, on), *_bank_details(roles, on), *money_deadlines(roles, on), *_letters(roles, on)]
    needs += [
        *copies_to_hand_in(roles, on),
        *interests_to_register(roles, on),
        *_runs(roles, on),
        *_shown(roles, on),
        *_purposes(roles, on),
        *_cancellations(roles, on),
        *_write_offs(roles, on),
    ]
    needs += _sign_offs(roles, on)
    if roles.has(RoleKind.MONITORING_OFFICER):
        needs += oversight(on)
    if roles.has(*CHECKED_FOR):
        needs += checks(on)
    return sorted(needs, key=lambda need: need.by)


def _to_agree(roles: Roles, on: dt.date) -> list[Need]:
    return [
        need_of(
            _aim(priority.proposed_at, on)[0],
            f"Agree to “{priority.title}”, or say what to change",
            reverse("plans:priority", args=[priority.pk]),
            f"{priority.drafted_by.name} drafted it for {priority.ward.name}. Every member is asked.",
            f"It is published once all have agreed. {_aim(priority.proposed_at, on)[1]}",
            on,
        )
        for priority in proposals_waiting_for(roles)
    ]


def _to_publish(roles: Roles, on: dt.date) -> list[Need]:
    return [
        need_of(
            on,
            f"Publish “{priority.title}”",
            reverse("plans:priority", args=[priority.pk]),
            f"All members of {priority.ward.name} have agreed.",
            f"“{priority.title}” can be published today. Residents see it within seconds.",
            on,
        )
        for priority in ready_to_publish_by(roles)
    ]


def _money(roles: Roles, on: dt.date) -> list[Need]:
    rows = list(with_since(waiting_for(roles)).order_by("since", "pk")[: SHOWN * 2])
    stands, reader, parts = stands_of(rows, on), Reader.of(roles), amounts_to_pay(rows)
    return [
        _money_need(row, stands[row.pk], waiting(stands[row.pk], reader, on), parts.get(row.pk), on) for row in rows
    ]


def _money_need(row: Application, stand: Stand, now: Waiting, part: int | None, on: dt.date) -> Need:
    """What is with somebody says so: why it is with them, and until when by which rule."""
    pence = part if part and row.state == ApplicationState.APPROVED else row.pence
    title = f"{act_of(stand).capitalize()} {pounds_short(pence)} for {row.organisation.name}"
    href = reverse("funding:application", args=[row.reference])
    because = f"{row.title}. Asked on {long_date(london_date(row.submitted_at))}. {now.still}".strip()
    return replace(need_of(now.by or on, title, href, now.why, because, on), rule="" if now.still else now.source)


def _monitoring(roles: Roles, on: dt.date) -> list[Need]:
    rows = monitoring_waiting_for(roles, on).order_by("due_on", "pk")[:SHOWN]
    return [_monitoring_need(row, on) for row in rows]


def _monitoring_need(row: Monitoring, on: dt.date) -> Need:
    award, late = row.application, row.state == MonitoringState.DUE or row.received_at is None
    by, aim = (row.due_on, f"It was due on {long_date(row.due_on)}.") if late else _aim(row.received_at, on)
    return need_of(
        by,
        f"Ask {award.organisation.name} for its monitoring form" if late
        else f"Read the monitoring form of {award.organisation.name}",
        reverse("funding:monitoring", args=[award.reference]),
        "The form was asked for with the payment, and has not come." if late else "The group has sent its form back.",
        f"{_subject(award)} {aim}",
        on,
    )  # fmt: skip


def _bank_details(roles: Roles, on: dt.date) -> list[Need]:
    return [
        need_of(
            aim_of(london_date(row.given_at))[0],
            f"Check where {row.application.organisation.name} is paid",
            reverse("funding:payee", args=[row.application.reference]),
            "Held: bank details wait for a second person. The group gave them, and you did not type them in.",
            f"{pounds_short(row.application.pence)}, {row.application.reference}. "
            f"{aim_of(london_date(row.given_at))[1]}",
            on,
        )
        for row in details_waiting_for(roles)[:SHOWN]
    ]


def _shown(roles: Roles, on: dt.date) -> list[Need]:
    return [_shown_need(part, on) for part in shown_waiting_for(roles)[:SHOWN]]


def _shown_need(part: Instalment, on: dt.date) -> Need:
    award, (by, aim) = part.application, _aim(part.shown_at, on)
    if part.due_on > by:
        by, aim = part.due_on, f"It is paid from {long_date(part.due_on)} on."
    return need_of(
        by,
        f"Read what {award.organisation.name} sent for instalment {part.number}",
        reverse("funding:instalments", args=[award.reference]),
        "The instalment is paid once it has been read.",
        f"{award.title}: {pounds_short(part.pence)} of {pounds_short(award.pence)}, {award.reference}. {aim}",
        on,
    )


def _purposes(roles: Roles, on: dt.date) -> list[Need]:
    return [_purpose_need(change, on) for change in purposes_waiting_for(roles)[:SHOWN]]


def _purpose_need(change: PurposeChange, on: dt.date) -> Need:
    award = change.application
    return need_of(
        _aim(change.backed_at or change.asked_at, on)[0],
        f"Say whether {award.organisation.name} may use its award for something else",
        reverse("funding:purpose", args=[award.reference]),
        "The group asks, and nothing changes without your written consent.",
        f"{change.purpose} {_subject(award)} {_aim(change.backed_at or change.asked_at, on)[1]}",
        on,
    )


def _cancellations(roles: Roles, on: dt.date) -> list[Need]:
    return [_cancellation_need(row, on) for row in cancellations_waiting_for(roles)[:SHOWN]]


def _cancellation_need(row: Cancellation, on: dt.date) -> Need:
    award = row.application
    return need_of(
        _aim(row.proposed_at, on)[0],
        f"Confirm that the award to {award.organisation.name} is cancelled, or drop it",
        reverse("funding:cancel_award", args=[award.reference]),
        "For an award of this size a second officer confirms it. Nothing is paid meanwhile.",
        f"{_subject(award)} {_aim(row.proposed_at, on)[1]}",
        on,
    )


def _write_offs(roles: Roles, on: dt.date) -> list[Need]:
    return [_write_off_need(row, on) for row in write_offs_waiting_for(roles)[:SHOWN]]


def _write_off_need(row: WriteOff, on: dt.date) -> Need:
    award = row.recovery.application
    return need_of(
        _aim(row.proposed_at, on)[0],
        f"Say whether {pounds_short(row.pence)} of {award.organisation.name} is written off",
        reverse("funding:recovery", args=[row.recovery_id]),
        "A second person agrees to what is given up.",
        f"{row.reason} {_subject(award)} {_aim(row.proposed_at, on)[1]}",
        on,
    )


def _letters(roles: Roles, on: dt.date) -> list[Need]:
    return [
        need_of(
            aim_of(london_date(letter.written_at))[0],
            f"Post a letter to {letter.application.organisation.name}",
            reverse("funding:letter", args=[letter.pk]),
            "It gave no e-mail address, so it hears by post.",
            f"{letter.subject}. {aim_of(london_date(letter.written_at))[1]}",
            on,
        )
        for letter in letters_waiting_for(roles)[:SHOWN]
    ]


def _sign_offs(roles: Roles, on: dt.date) -> list[Need]:
    """What a housing officer signs off: before that, housing money is neither approved nor paid."""
    return [
        need_of(
            aim_of(london_date(row.at))[0],
            f"Sign off {pounds_short(row.application.pence)} for {row.application.organisation.name}",
            reverse("funding:sign_off", args=[row.application.reference]),
            "A housing officer says that it benefits council tenants. It is not approved or paid before.",
            f"{row.application.title}. {aim_of(london_date(row.at))[1]}",
            on,
        )
        for row in benefits_to_sign(roles)[:SHOWN]
    ]


def _runs(roles: Roles, on: dt.date) -> list[Need]:
    return [
        need_of(
            aim_of(london_date(run.made_at))[0],
            f"Say what the bank did with payment run {run.pk}",
            reverse("funding:payment_run", args=[run.pk]),
            "It was sent to be paid. Money counts as paid once you say so.",
            f"{run.count} awards, {pounds_short(run.pence)}. {aim_of(london_date(run.made_at))[1]}",
            on,
        )
        for run in payment_runs(roles).filter(waiting__gt=0)[:SHOWN]
    ]


def _to_report(roles: Roles, on: dt.date) -> list[Need]:
    if roles.councillor is None:
        return []
    return [
        need_of(
            action.due_on or on,
            f"Say how it stands: {action.text}",
            reverse("plans:priority", args=[action.priority_id]),
            f"You lead this action of “{action.priority.title}”.",
            f"Its day {'was' if action.due_on else 'is'} {long_date(action.due_on or on)}. Two sentences will do.",
            on,
        )
        for action in late_actions_led_by(roles.councillor, on)
    ]


def _aim(moment: dt.datetime | None, on: dt.date) -> tuple[dt.date, str]:
    """Return the day of our own aim for something that came at a moment, and the aim in words."""
    return aim_of(london_date(moment) if moment else on)


def _subject(award: Application) -> str:
    """Return what an award is for, how much it is and its reference: the words beside a date."""
    return f"{award.title}: {pounds_short(award.pence)}, {award.reference}."


def _lede(needs: list[Need]) -> str:
    if not needs:
        return "You are up to date."
    late = sum(bool(need.late) for need in needs)
    first = f"{counted(len(needs), 'thing').capitalize()}."
    if not late:
        return first
    if late == len(needs):
        return f"{first} {'It is' if late == 1 else 'All are'} late."
    some = NUMBERS[late].capitalize() if late < len(NUMBERS) else str(late)
    return f"{first} {some} of them {'is' if late == 1 else 'are'} late."


def _links(roles: Roles, ward: Ward | None) -> list[tuple[str, str]]:
    links = []
    if roles.councillor is not None and ward is not None:
        links.append(("Draft a priority for your ward", reverse("plans:draft", args=[ward.slug])))
        links.append(("See your money and your ward’s", reverse("funding:mine")))
        links.append(("Keep your register of interests up to date", reverse("office:interests")))
    if roles.has(RoleKind.MONITORING_OFFICER):
        links.append(("Let a member with an interest take part", reverse("office:dispensations")))
    if roles.has(RoleKind.FINANCE):
        links.append(("Make a payment run", reverse("funding:payment_runs")))
    if roles.has(RoleKind.ADMINISTRATOR):
        links.append(("Add a person or a role", reverse("office:people")))
    return links


def _own(roles: Roles, year: FinancialYear, on: dt.date) -> FundLine | None:
    pot = councillor_line(roles.councillor, year) if roles.councillor else None
    if pot is None or not pot.allotted:
        return None
    by = decide_by_day(year, on)
    note = f"{pot.fund.name}, {year.label}."
    if by:
        note += f" Decide by {long_date(by)}."
    return FundLine(pot.fund.name, bar_of([pot]), note)


def _ward_funds(ward: Ward, year: FinancialYear, has_own: bool) -> list[FundLine]:
    pots = fund_lines(ward, year)
    return money_lines([pot for pot in pots if not (has_own and pot.fund.holder_kind == HolderKind.COUNCILLOR)])


def _glance(ward: Ward, on: dt.date) -> list[PriorityLine]:
    priorities = published_priorities(ward, on)
    progress = progress_of(priorities, on)
    return [priority_line(ward, priority, priority.number, progress[priority.pk]) for priority in priorities]
