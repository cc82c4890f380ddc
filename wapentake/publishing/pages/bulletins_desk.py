"""The desk's pages of bulletins: which there are, and one with its parts, comments and acts."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation import switches
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles, moment_words

from .. import queries, rules
from ..forms import BulletinsFilterForm
from ..models import Bulletin, BulletinComment, BulletinPart
from ..states import CHANGES, BulletinState, MailState
from .bulletin import BulletinShown, bulletin_shown, month_words
from .desk import Button

SHOWN = 100
MAIN = {"consult", "approve_bulletin", "send_bulletin", "go_on_bulletin"}
# What stands in every report, though it be none.
ALWAYS = {MailState.SENT, MailState.FAILED, MailState.LEFT, MailState.HELD, MailState.WAITING}
TAGS = {"consulted": "open", "sending": "open", "paused": "late", "sent": "done", "withdrawn": "late"}


@dataclass(frozen=True)
class BulletinsDesk:
    """What waits for this person, and which bulletins there are."""

    waiting: list[tuple[str, str, str]]
    on: int
    chips: list[tuple[str, str]]
    table: Table
    figures: list[tuple[str, str]]
    sending_is_off: bool
    may_resume: Verdict


@dataclass(frozen=True)
class SendShown:
    """How a send stands: how many of how many are settled, each state's number, and what was said of failures."""

    settled: int
    intended: int
    running: bool
    why: str
    lines: list[tuple[str, str]]
    failures: list[tuple[str, int]]
    clicks: list[tuple[str, int]]


@dataclass(frozen=True)
class BulletinDesk:
    """One bulletin at the desk."""

    bulletin: Bulletin
    read: str
    tag: Tag
    lede: str
    shown: BulletinShown
    parts: list[BulletinPart]
    gone: set[int]
    held: set[int]
    taken_out: list[BulletinPart]
    comments: list[BulletinComment]
    comments_are_theirs: bool
    waiting_for: str
    report: "SendShown | None"
    may_change: Verdict
    may_add: Verdict
    may_comment: Verdict
    buttons: list[Button]


def bulletins_desk(roles: Roles, at: dt.datetime, form: BulletinsFilterForm) -> BulletinsDesk:
    """Return what a person sees of the bulletins, narrowed to what the form chose."""
    chosen = form.chosen
    rows = list(queries.narrowed(queries.bulletins_visible_to(roles), **chosen)[:SHOWN])
    return BulletinsDesk(
        waiting=[
            (month_words(one), reverse("publishing:desk_bulletin", args=[one.pk]), _asked(one))
            for one in queries.drafts_waiting_for(roles)
        ],
        on=len(chosen),
        chips=[
            (dict(form.fields[name].choices)[value],  # type: ignore[attr-defined]
             "?" + urlencode({key: one for key, one in chosen.items() if key != name}))
            for name, value in chosen.items()
        ],
        table=Table(
            "Bulletins",
            [Column("Bulletin"), Column("Written by"), Column("Where it stands")],
            [Row([Link(month_words(one), reverse("publishing:desk_bulletin", args=[one.pk]), _own_subject(one)),
                  f"{one.drafted_by.name}, {_day(one.drafted_at)}", tag_of(one)]) for one in rows],
            empty="No bulletin is like that." if chosen else "No bulletin has been written yet.",
        ),
        figures=_figures(queries.engagement(at, queries.archived())),
        sending_is_off=not switches.is_on(switches.SENDING),
        may_resume=rules.may_resume_all(roles),
    )  # fmt: skip


def _own_subject(bulletin: Bulletin) -> str:
    """The subject of a mail, where somebody gave it another than its ward and month."""
    return "" if bulletin.subject == month_words(bulletin) else bulletin.subject


def resume_words() -> str:
    """Return what turning sending on does: whom a bulletin may reach again."""
    said = [f"{month_words(one)}: {count_of(count, 'mail')} still to go." for one, count in queries.still_to_go()]
    if not said:
        return "A restore turned it off. No bulletin was going out when the backup was made: nobody gets one twice."
    return (
        "A restore turned it off. Bulletins that were going out when the backup was made go on from there, so whoever "
        f"got theirs after the backup gets it again. {' '.join(said)}"
    )


def _figures(found: queries.Engagement) -> list[tuple[str, str]]:
    """Of the last 90 days, in aggregate; where too few agreed to be counted, that."""
    few = "Too few people agreed to be counted"
    return [
        ("People sent to", f"{found.sent_to:,}"),
        ("Of them, agreed to be counted", f"{found.agreed:,}"),
        ("Opened or clicked, of those", few if found.rate is None else f"{found.rate:.0f}%"),
        ("Clicked, of those", few if found.click_rate is None else f"{found.click_rate:.0f}%"),
        ("Links followed, by anybody", f"{found.clicks:,}"),
    ]


def _asked(bulletin: Bulletin) -> str:
    assert bulletin.comments_by
    return f"{bulletin.drafted_by.name} asks what you think, until the end of {long_date(bulletin.comments_by)}."


def tag_of(bulletin: Bulletin) -> Tag:
    """Return where a bulletin stands as a tag."""
    return Tag("Held" if bulletin.held else bulletin.get_state_display(), TAGS.get(bulletin.state, ""))


def bulletin_desk(bulletin: Bulletin, roles: Roles, at: dt.datetime) -> BulletinDesk:
    """Return a bulletin with what this person can do to it."""
    parts, open_to_them = queries.parts_of(bulletin), queries.may_read_comments(roles, bulletin)
    return BulletinDesk(
        bulletin=bulletin,
        read=queries.print_of_bulletin(bulletin) if bulletin.state == BulletinState.CONSULTED else "",
        tag=tag_of(bulletin),
        lede=_lede(bulletin),
        shown=bulletin_shown(bulletin, parts, roles.on),
        parts=parts,
        gone=queries.taken_down(parts),
        held=queries.held_back(bulletin, parts, at),
        taken_out=queries.taken_out_of(bulletin) if bulletin.state in CHANGES else [],
        comments=queries.comments_on(bulletin) if open_to_them else [],
        comments_are_theirs=open_to_them,
        waiting_for=_waiting_for(bulletin, roles.on),
        report=_send_shown(bulletin, at) if bulletin.sending_at else None,
        may_change=rules.may_change_bulletin(roles, bulletin),
        may_add=rules.may_add_part(roles, bulletin, len(parts)),
        may_comment=rules.may_comment(roles, bulletin),
        buttons=_buttons(bulletin, roles, len(parts), at),
    )


def _lede(bulletin: Bulletin) -> str:
    state = bulletin.state
    if state == BulletinState.WITHDRAWN and bulletin.withdrawn_at:
        return f"Withdrawn on {moment_words(bulletin.withdrawn_at)}: {bulletin.withdrawn_because}"
    if state == BulletinState.CONSULTED and bulletin.comments_by:
        return f"Its members can comment until the end of {long_date(bulletin.comments_by)}."
    if state == BulletinState.APPROVED and bulletin.approved_by:
        when = f" It goes out at {moment_words(bulletin.send_at)}." if bulletin.send_at else ""
        return f"{bulletin.approved_by.name} approved it.{when}"
    if state == BulletinState.PAUSED:
        return f"{'Held' if bulletin.held else 'Paused'}. {bulletin.paused_because}"
    if state == BulletinState.SENDING:
        return "It is going out."
    if bulletin.sent_at:
        return f"Sent on {_day(bulletin.sent_at)}."
    return f"{bulletin.drafted_by.name} wrote it on {_day(bulletin.drafted_at)}, from what happened until then."


def _waiting_for(bulletin: Bulletin, on: dt.date) -> str:
    if bulletin.state != BulletinState.CONSULTED:
        return ""
    names = [str(member) for member in queries.still_to_comment(bulletin, on)]
    if not names:
        return "Everybody who was asked has said something." if bulletin.ward else ""
    return f"Not heard yet: {', '.join(names)}."


def _send_shown(bulletin: Bulletin, at: dt.datetime) -> SendShown:
    report = queries.report_of(bulletin)
    running = bulletin.state == BulletinState.SENDING
    return SendShown(
        settled=report.settled,
        intended=report.intended,
        running=running,
        why=queries.why_nothing_leaves(bulletin, at) if running else "",
        lines=[("Intended", f"{report.intended:,}")]
        + [(state.label, f"{report.of(state):,}") for state in MailState if report.of(state) or state in ALWAYS],
        failures=queries.failures_of(bulletin),
        clicks=queries.clicks_of(bulletin),
    )


def _buttons(bulletin: Bulletin, roles: Roles, parts: int, at: dt.datetime) -> list[Button]:
    draft, consulted, approved = BulletinState.DRAFT, BulletinState.CONSULTED, BulletinState.APPROVED
    sending, paused = BulletinState.SENDING, BulletinState.PAUSED
    held = (approved, paused) if queries.hold_of(bulletin, at) else ()
    asked = (
        ("consult", "Ask the members", rules.may_consult(roles, bulletin, parts), (draft,)),
        ("approve_bulletin", "Approve it", rules.may_approve_bulletin(roles, bulletin), (consulted,)),
        ("send_bulletin", "Send it", rules.may_send(roles, bulletin, at), (approved,)),
        ("pause_bulletin", "Pause it", rules.may_pause(roles, bulletin), (sending,)),
        ("go_on_bulletin", "Let it go on", rules.may_go_on(roles, bulletin, at), (paused,)),
        ("send_despite_hold", "Let it out all the same", rules.may_send_despite_hold(roles, bulletin, at), held),
        ("test_bulletin", "Send a test to yourself", rules.may_test_bulletin(roles, bulletin),
         (draft, consulted, approved)),
        ("bulletin_heading", "Change subject and opening", rules.may_change_bulletin(roles, bulletin),
         (draft, consulted)),
        ("take_back_bulletin", "Take it back to draft", rules.may_take_back_bulletin(roles, bulletin),
         (consulted, approved)),
        ("withdraw_bulletin", "Withdraw it", rules.may_withdraw_bulletin(roles, bulletin),
         tuple(set(BulletinState) - {BulletinState.WITHDRAWN})),
    )  # fmt: skip
    return [
        Button(key, text, verdict, reverse(f"publishing:{key}", args=[bulletin.pk]),
               main=key in MAIN, warning=key == "withdraw_bulletin")
        for key, text, verdict, states in asked
        if bulletin.state in states
    ]  # fmt: skip


def _day(at: dt.datetime) -> str:
    return long_date(london_date(at))
