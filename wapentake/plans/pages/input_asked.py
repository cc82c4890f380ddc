"""Calls for input: at the desk, and as residents read them."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Pages, Row, Table, Tag
from wapentake.design.words import brief_date, count_of, published
from wapentake.foundation.calendars import DAY, london_date, long_date, start_of_day
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.queries import outline_of

from .. import queries, rules
from ..forms import AnswersFilterForm, CallsFilterForm
from ..forms.input_asked import UNMARKED
from ..models import AnswerMark, AnswerText, InputAnswer, InputAsked, InputCall
from ..states import CallState
from .lists import Listed, listed
from .priority import Button
from .words import came_words, keys_of

CALLS_A_PAGE = 25
ORDERS = {"new": ("Newest", ("-at", "-pk")), "old": ("Oldest", ("at", "pk"))}


@dataclass(frozen=True)
class CallPage:
    """A call at the desk."""

    call: InputCall
    tag: Tag
    lede: str
    facts: list[tuple[str, str]]
    questions: list[str]
    asked: Table
    extensions: list[tuple[str, str]]
    buttons: list[Button]
    may_read: Verdict
    answers: Listed
    spoke: list[tuple[str, str]]
    communities: list[tuple[str, str]]
    public_href: str
    rule: str


def call_page(call: InputCall, roles: Roles, at: dt.datetime, asked: Mapping[str, str]) -> CallPage:
    """Gather a call with its answers, narrowed as asked."""
    form = _answers_form(call, asked)
    rows = narrowed_answers(call, roles, form)
    may_read = rules.may_read_answers(roles, call)
    rule = queries.input_rule_on(roles.on)
    return CallPage(
        call=call,
        tag=stands_tag(call, at),
        lede=_lede(call, at),
        facts=_facts(call),
        questions=[one.text for one in call.questions.all()],
        asked=_asked_table(call, at),
        extensions=extension_words(call),
        buttons=_buttons(call, roles, at),
        may_read=may_read,
        answers=listed("input_call", form, asked, rows, ORDERS, _answers_table, [call.pk]),
        spoke=spoken_to(call) if may_read else [],
        communities=rules.counts_shown(queries.communities_counted(call), rule.smallest) if may_read and rule else [],
        public_href=public_call_href(call) if call.opened_at else "",
        rule=kept_words(call, roles.on),
    )


def _answers_form(call: InputCall, asked: Mapping[str, str]) -> AnswersFilterForm:
    """Return the filters of a call's answers, holding what was asked for."""
    standing = queries.published_priorities(call.ward, london_date(call.drafted_at))
    return AnswersFilterForm(standing, {name: asked.get(name, "") for name in ("q", "channel", "speaks")})


def answers_asked(call: InputCall, roles: Roles, asked: Mapping[str, str]) -> QuerySet[InputAnswer]:
    """Return the answers that a person reads, narrowed as an address asks."""
    return narrowed_answers(call, roles, _answers_form(call, asked)).order_by("-at", "-pk")


def narrowed_answers(call: InputCall, roles: Roles, form: AnswersFilterForm) -> QuerySet[InputAnswer]:
    """Return the answers that a person reads, narrowed by words, by how they came, and by what they speak to."""
    rows = queries.answers_read_by(roles, call).prefetch_related("texts__question", "marks__priority")
    wanted = form.asked
    if "q" in wanted:
        said = AnswerText.objects.filter(answer=OuterRef("pk"), text__icontains=wanted["q"])
        rows = rows.filter(Exists(said) | Q(body__name__icontains=wanted["q"]))
    if "channel" in wanted:
        rows = rows.filter(channel=wanted["channel"])
    if "speaks" in wanted:
        marks = AnswerMark.objects.filter(answer=OuterRef("pk"))
        none = wanted["speaks"] == UNMARKED
        rows = rows.filter(~Exists(marks) if none else Exists(marks.filter(priority__slug=wanted["speaks"])))
    return rows


def kept_words(call: InputCall, on: dt.date) -> str:
    """Return how long the answers are kept, in a sentence."""
    rule = queries.input_rule_on(on)
    if rule is None:
        return ""
    return (
        f"Names, addresses and what people wrote are erased {count_of(rule.months_kept, 'month')} after the plan "
        f"of {call.cycle} ends; what was heard stays. Source: {rule.source}."
    )


def stands_tag(call: InputCall, at: dt.datetime) -> Tag:
    """Return how a call stands at a moment."""
    if call.state != CallState.OPEN:
        return Tag(str(call.get_state_display()), "done" if call.state == CallState.HEARD else "open")
    on = london_date(at)
    if on < call.opens_on:
        return Tag(f"Opens {brief_date(call.opens_on)}", "open")
    return Tag(f"Open until {brief_date(call.closes_on)}") if on <= call.closes_on else Tag("Closed", "done")


def _lede(call: InputCall, at: dt.datetime) -> str:
    verdict = rules.takes_answers(call, at)
    if call.state == CallState.DRAFT:
        return "Nobody is asked yet. Publish it, and the public page stands within seconds."
    if verdict:
        days = (call.closes_on - london_date(at)).days
        left = "Today is the last day." if not days else f"{count_of(days, 'day')} left."
        return f"It takes answers until the end of {long_date(call.closes_on)}. {left}"
    return (call.reason and f"{verdict.reason} {call.reason}") or verdict.reason


def _facts(call: InputCall) -> list[tuple[str, str]]:
    return [
        ("Opens", long_date(call.opens_on)),
        ("Closes", f"At the end of {long_date(call.closes_on)}"),
        ("Asked", "Residents, and those named" if call.residents else "Those named"),
        ("For the plan of", str(call.cycle)),
    ]


def _asked_table(call: InputCall, at: dt.datetime) -> Table:
    rows = [Row([str(one.body), one.body.get_kind_display(), _answered(one, call, at)])
            for one in queries.bodies_asked(call)]  # fmt: skip
    columns = [Column("Who"), Column("Kind"), Column("Answer")]
    return Table("Asked by name", columns, rows, empty="No service, partner or parish council is asked by name.")


def _answered(one: InputAsked, call: InputCall, at: dt.datetime) -> Tag:
    if getattr(one, "answered", False):
        return Tag("Answered", "done")
    if call.state == CallState.DRAFT:
        return Tag("Not asked yet")
    if not rules.takes_answers(call, at) and london_date(at) >= call.opens_on:
        return Tag("No answer came", "late")
    return Tag(f"By {brief_date(call.closes_on)}", "open")


def extension_words(call: InputCall) -> list[tuple[str, str]]:
    """Return each time that a call was kept open for longer, with its reason."""
    return [(f"From {long_date(one.before)} to {long_date(one.after)}", one.why) for one in call.extensions.all()]


def _answers_table(rows: list[InputAnswer]) -> Table:
    shown = [
        Row([
            Link(one.reference, reverse("plans:input_answer", args=[one.pk]), _excerpt(one)),
            str(one.body or (one.ward or "Not said")), str(one.get_channel_display()), published(one.at),
            ", ".join(sorted(str(mark.priority) for mark in one.marks.all())) or "Not marked",
        ])
        for one in rows
    ]  # fmt: skip
    columns = [Column("Answer"), Column("From"), Column("How it came"), Column("When"), Column("Speaks to")]
    return Table("Answers", columns, shown, empty="No answer has come yet, or none is like this.")


def _excerpt(answer: InputAnswer) -> str:
    text = next((" ".join(one.text.split()) for one in answer.texts.all() if one.text), "")
    return f"{text[:140]}…" if len(text) > 140 else text


def spoken_to(call: InputCall) -> list[tuple[str, str]]:
    """Return the ward's priorities with how many answers spoke to each."""
    counts = queries.marked([call])
    standing = queries.published_priorities(call.ward, london_date(call.drafted_at))
    return [(one.title, count_of(counts.get(one.slug, 0), "answer")) for one in standing if counts.get(one.slug)]


def _buttons(call: InputCall, roles: Roles, at: dt.datetime) -> list[Button]:
    rows = [("input_open", "Publish it and ask", rules.may_open_call(roles, call, at), {CallState.DRAFT}),
            ("input_edit", "Change the draft", rules.may_edit_call(roles, call), {CallState.DRAFT}),
            ("input_answer_for", "Answer for a service or a partner", _may_answer_for(roles, call, at),
             {CallState.OPEN}),
            ("input_enter", "Enter what a resident said", rules.may_enter_answers(roles, call, at),
             {CallState.OPEN, CallState.CLOSED}),
            ("input_heard", "Write what was heard", rules.may_publish_heard(roles, call, at),
             {CallState.OPEN, CallState.CLOSED}),
            ("input_extend", "Keep it open for longer", rules.may_extend_call(roles, call, at), {CallState.OPEN}),
            ("input_close", "Close it early", rules.may_close_call(roles, call, at), {CallState.OPEN}),
            ("input_withdraw", "Take it back", rules.may_withdraw_call(roles, call),
             {CallState.DRAFT, CallState.OPEN, CallState.CLOSED})]  # fmt: skip
    return [
        Button(text, reverse(f"plans:{key}", args=[call.pk]), verdict, key, number == 0)
        for number, (key, text, verdict, states) in enumerate(rows)
        if call.state in states
    ]


def _may_answer_for(roles: Roles, call: InputCall, at: dt.datetime) -> Verdict:
    bodies = [one.body for one in call.asked.all()]
    verdicts = [rules.may_answer_for(roles, call, body, at) for body in bodies]
    if not verdicts:
        return Verdict.no("No service, partner or parish council was asked by name.")
    return next((one for one in verdicts if one), verdicts[0])


# --- What residents read -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PublicCall:
    """A call as residents read it."""

    call: InputCall
    ward_href: str
    outline: object
    lede: str
    takes: Verdict
    answer_href: str
    questions: list[str]
    asked: list[str]
    extensions: list[tuple[str, str]]
    heard: list[str]
    decided: list[str]
    spoke: list[tuple[str, str]]
    kept: str
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


def public_call_href(call: InputCall) -> str:
    """Return the address of a call's public page."""
    return reverse("plans:input_page", args=[call.ward.slug, call.slug])


def call_paths() -> list[str]:
    """Return the address of every call that was published."""
    return [public_call_href(one) for one in queries.public_calls()]


def call_near(refs: Collection[str]) -> dict[str, bool] | None:
    """Return the addresses of calls that some refs may add, for the published site."""
    keys = keys_of(refs, "input")
    if keys is None:
        return None
    rows = InputCall.objects.filter(pk__in=keys).select_related("ward")
    return {public_call_href(one): one.opened_at is not None for one in rows}


def public_call_page(call: InputCall, at: dt.datetime) -> PublicCall:
    """Gather a call as residents read it."""
    takes, on = rules.may_answer_online(call, at), london_date(at)
    return PublicCall(
        call=call,
        ward_href=reverse("site:ward", args=[call.ward.slug]),
        outline=outline_of(call.ward),
        lede=f"Open from {long_date(call.opens_on)} to the end of {long_date(call.closes_on)}.",
        takes=takes,
        answer_href=reverse("plans:input_give", args=[call.ward.slug, call.slug]),
        questions=[one.text for one in call.questions.all()],
        asked=[str(one.body) for one in call.asked.select_related("body")],
        extensions=extension_words(call),
        heard=lines_of(call.heard),
        decided=lines_of(call.decided),
        spoke=spoken_to(call) if call.state == CallState.HEARD else [],
        kept=kept_words(call, on),
        shows={call.ref, call.ward.ref},
        valid_until=start_of_day(call.opens_on if on < call.opens_on else max(call.closes_on, on) + DAY),
    )


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [part for part in text.splitlines() if part.strip()]


@dataclass(frozen=True)
class AnsweringPage:
    """The questions of a call, to be answered by anybody."""

    call: InputCall
    title: str
    takes: Verdict
    back: str
    kept: str
    until: str


def answering_page(call: InputCall, at: dt.datetime, old: InputAnswer | None = None) -> AnsweringPage:
    """Gather what stands around the questions."""
    takes = rules.may_change_answer(old, at) if old else rules.may_answer_online(call, at)
    title = f"Change answer {old.reference}" if old else call.title
    back = reverse("plans:given_answer", args=[old.token]) if old else public_call_href(call)
    return AnsweringPage(call, title, takes, back, kept_words(call, london_date(at)), long_date(call.closes_on))


@dataclass(frozen=True)
class GivenPage:
    """An answer as whoever gave it finds it by its link."""

    answer: InputAnswer
    call_href: str
    texts: list[tuple[str, str]]
    may_change: Verdict
    until: str


def given_page(answer: InputAnswer, at: dt.datetime) -> GivenPage:
    """Gather the receipt of an answer."""
    texts = [(one.question.text, one.text) for one in answer.texts.all() if one.text]
    may = rules.may_change_answer(answer, at)
    return GivenPage(answer, public_call_href(answer.call), texts, may, long_date(answer.call.closes_on))


@dataclass(frozen=True)
class AnswerPage:
    """An answer at the desk, with the versions that it replaced."""

    answer: InputAnswer
    facts: list[tuple[str, str]]
    versions: list[tuple[str, list[tuple[str, str]]]]
    may_mark: Verdict
    may_withhold: Verdict


def answer_page(answer: InputAnswer, roles: Roles) -> AnswerPage:
    """Gather an answer for whoever reads it."""
    quoted = "Never: " + answer.withheld if answer.withheld else "Yes, without a name" if answer.may_quote else "No"
    facts = [
        ("From", str(answer.body or answer.name or "No name given")),
        ("E-mail", answer.email),
        ("Ward", str(answer.ward or "")),
        ("How it came", came_words(answer)),
        ("Entered by", answer.entered_by.name if answer.entered_by else ""),
        ("May be quoted", quoted),
    ]
    versions = [
        (f"Version {one.version}, {published(one.at)}",
         [(text.question.text, text.text or "No answer") for text in one.texts.all()])
        for one in queries.versions_of_answer(answer)
    ]  # fmt: skip
    return AnswerPage(
        answer, [(term, text) for term, text in facts if text], versions,
        rules.may_mark_answers(roles, answer.call), rules.may_withhold_answer(roles, answer.call),
    )  # fmt: skip


@dataclass(frozen=True)
class CallsPage:
    """Calls for input of every ward."""

    lede: str
    form: CallsFilterForm
    on: int
    chips: list[tuple[str, str]]
    table: Table
    pages: Pages


def calls_page(roles: Roles, at: dt.datetime, asked: Mapping[str, str]) -> CallsPage:
    """Gather the calls that a person sees, the latest to close first; narrowed by words and by how they stand."""
    form = CallsFilterForm({name: asked.get(name, "") for name in ("q", "state")})
    rows, state = queries.calls_visible_to(roles), form.asked
    if "q" in state:
        rows = rows.filter(Q(title__icontains=state["q"]) | Q(ward__name__icontains=state["q"]))
    if "state" in state:
        rows = rows.filter(state=state["state"])
    page = Paginator(rows.order_by("-closes_on", "-pk"), CALLS_A_PAGE).get_page(asked.get("page"))
    here = reverse("plans:input_calls")
    return CallsPage(
        lede=f"{count_of(page.paginator.count, 'call')} for input on ward plans.",
        form=form,
        on=len(state),
        chips=[(form.chip(name, value), f"{here}?{urlencode({k: v for k, v in state.items() if k != name})}")
               for name, value in state.items()],
        table=_calls_table(list(page.object_list), at),
        pages=Pages.of(page.number, page.paginator.num_pages, f"{here}?{urlencode(state)}&page={{}}"),
    )  # fmt: skip


def _calls_table(rows: list[InputCall], at: dt.datetime) -> Table:
    shown = [
        Row([Link(one.title, reverse("plans:input_call", args=[one.pk])), one.ward.name, long_date(one.closes_on),
             stands_tag(one, at)])
        for one in rows
    ]  # fmt: skip
    columns = [Column("What is asked"), Column("Ward"), Column("Closes"), Column("How it stands")]
    return Table("Calls for input", columns, shown, empty="No call is like this.")
