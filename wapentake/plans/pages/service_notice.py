"""One service notice at the desk: who was told, what changed, what was asked."""

import datetime as dt
from dataclasses import dataclass

from wapentake.design.pictures import Column, Row, Table, Tag
from wapentake.design.words import brief_date, count_of, published
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import notices, queries, rules
from ..models import NoticeChange, NoticeQuestion, NoticeRule, NoticeTold, ServiceNotice
from ..states import NoticeState
from .service_notices import rule_words, stands_words, warning_tag


@dataclass(frozen=True)
class Thread:
    """A question with what was said on it, and by when it is answered."""

    question: NoticeQuestion
    asked: str
    said: list[tuple[str, str, str]]
    tag: Tag
    may_reply: Verdict
    button: str


@dataclass(frozen=True)
class ChangeLine:
    """What changed at a time: why, and each thing as (what, before, after)."""

    title: str
    why: str
    changed: list[tuple[str, str, str]]


@dataclass(frozen=True)
class NoticePage:
    """All that a notice's page says."""

    notice: ServiceNotice
    tag: Tag
    facts: list[tuple[str, str]]
    warning: str
    told: Table
    told_title: str
    changes: list[ChangeLine]
    threads: list[Thread]
    is_draft: bool
    is_asked: bool
    may_give: Verdict
    may_edit: Verdict
    talks: bool
    may_call_off: Verdict
    may_discard: Verdict
    may_acknowledge: Verdict
    may_ask: Verdict
    rule: str


def notice_page(notice: ServiceNotice, roles: Roles) -> NoticePage:
    """Gather a notice's page. The number of queries does not grow with the members, changes or questions."""
    rule = queries.notice_rule_on(roles.on)
    draft = notice.state == NoticeState.DRAFT
    wards = list(notice.wards.all())
    talks = rules.may_read_talk(roles, notice)
    told = [] if draft or not talks else queries.told_of(notice)
    mine = _mine(told, roles)
    return NoticePage(
        notice=notice,
        tag=_tag(notice, roles.on),
        facts=_facts(notice, [ward.name for ward in wards], roles),
        warning=_warning(notice, rule, roles.on),
        told=_told_table(told) if not draft else _to_be_told(notice, [ward.pk for ward in wards], roles.on),
        told_title="Who will be told" if draft else "Who was told",
        talks=talks,
        changes=[_change_line(change) for change in queries.changes_of(notice)],
        threads=[_thread(question, notice, roles) for question in queries.threads_of(notice)] if talks else [],
        is_draft=draft,
        is_asked=mine is not None,
        may_give=rules.may_give_notice(roles, notice),
        may_edit=rules.may_edit_notice(roles, notice),
        may_call_off=rules.may_call_off(roles, notice),
        may_discard=rules.may_discard_notice(roles, notice),
        may_acknowledge=rules.may_acknowledge(roles, notice, mine),
        may_ask=rules.may_ask(roles, notice),
        rule=rule_words(rule),
    )


def _mine(told: list[NoticeTold], roles: Roles) -> NoticeTold | None:
    me = roles.councillor.pk if roles.councillor else None
    return next((one for one in told if one.councillor_id == me), None)


def _tag(notice: ServiceNotice, on: dt.date) -> Tag:
    kinds = {NoticeState.DRAFT: "open", NoticeState.CANCELLED: "late"}
    return Tag(stands_words(notice, on), kinds.get(NoticeState(notice.state), ""))


def _facts(notice: ServiceNotice, wards: list[str], roles: Roles) -> list[tuple[str, str]]:
    facts = [
        ("When", notices.span_words(notice.begins_on, notice.ends_on)),
        ("Where", notice.place),
        ("Wards", ", ".join(wards)),
        ("Kind", str(notice.get_kind_display())),
        ("Told", long_date(london_date(notice.given_at)) if notice.given_at else "Not yet"),
        ("Contact", notice.contact if queries.is_insider(roles) else ""),
        ("Who may read it", "Everybody" if notice.public else "Councillors and officers"),
    ]
    return [(term, text) for term, text in facts if text]


def _warning(notice: ServiceNotice, rule: NoticeRule | None, on: dt.date) -> str:
    """Return, in a sentence, how much warning it gives or gave, where that is too little."""
    if notice.state == NoticeState.DRAFT:
        return rules.warning_to_come(notice.begins_on, on, rule)
    tag = warning_tag(notice, rule)
    if not isinstance(tag, Tag):
        return ""
    if rules.is_given_late(notice):
        return f"Told late: {tag.note[:1].lower()}{tag.note[1:]}."
    return f"Told {tag.before} before it begins, which is less than is asked for."


def _told_table(told: list[NoticeTold]) -> Table:
    rows = [Row([str(one.councillor), one.ward.name, _when(one.seen_at), _said(one)]) for one in told]
    columns = [Column("Member"), Column("Ward"), Column("Opened it"), Column("Acknowledged")]
    return Table("Members", columns, rows, empty="No member sat for these wards when it was told.")


def _when(at: dt.datetime | None) -> str:
    return brief_date(london_date(at)) if at else "Not yet"


def _said(told: NoticeTold) -> str | Tag:
    return brief_date(london_date(told.acknowledged_at)) if told.acknowledged_at else Tag("Not yet", "open")


def _to_be_told(notice: ServiceNotice, wards: list[int], on: dt.date) -> Table:
    terms, team = queries.members_in(wards, on), queries.team_in(wards, on)
    rows = [Row([str(term.councillor), f"Member for {term.ward.name}"]) for term in terms]
    rows += [Row([user.name, "Of the wards’ teams"]) for user in team]
    return Table("Who will be told", [Column("Person"), Column("As")], rows, empty="Nobody sits for these wards.")


def _change_line(change: NoticeChange) -> ChangeLine:
    changed = [(what, before or "nothing", after or "nothing") for what, before, after in change.changed]
    return ChangeLine(f"{published(change.at)}, by {change.by.name}", change.why, changed)


def _thread(question: NoticeQuestion, notice: ServiceNotice, roles: Roles) -> Thread:
    question.notice = notice  # already here: not asked for again for each question
    own = question.by_id == roles.user.pk
    return Thread(
        question=question,
        asked=f"{question.by.name}, {published(question.at)}",
        said=[
            (f"{notice.service} answers" if reply.of_service else f"{reply.by.name} asks again",
             f"{reply.by.name}, {published(reply.at)}", reply.text)
            for reply in question.replies.all()
        ],
        tag=_clock(question, roles.on),
        may_reply=rules.may_reply(roles, question),
        button="Ask again" if own else "Answer it",
    )  # fmt: skip


def _clock(question: NoticeQuestion, on: dt.date) -> Tag:
    """Return how the clock of a question stands: answered, or by when, or how late."""
    if question.answered_at:
        return Tag(f"Answered {brief_date(london_date(question.answered_at))}", "done")
    late = (on - question.due_on).days
    if late > 0:
        return Tag(f"{count_of(late, 'day')} late", "late")
    return Tag(f"Answer by {brief_date(question.due_on)}", "open")
