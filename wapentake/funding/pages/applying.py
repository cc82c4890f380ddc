"""The public way to ask for money: before you start, one question a page, check, sent, follow."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst

from wapentake.design.pictures import FundLine
from wapentake.foundation.calendars import FinancialYear, clock_time, london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind

from .. import queries, rules
from ..forms import Asking, StepForm
from ..models import Application, Draft, Fund, FundRule, Invitation
from ..queries.refusals import refusal_of
from ..rules.complaints import Complaint, how_to_complain
from ..rules.footing import decided_words
from ..states import ApplicationState, DecisionKind
from .cancellations import cancelled_words
from .elsewhere import OtherPot, other_pots, written_before
from .instalments import instalments_so_far, instalments_to_come, show_to_do
from .money import line_of
from .offers import offer_to_do, offer_words
from .payee_details import ToDo, payee_to_do
from .projects import FollowedProject, followed_project
from .purposes import ask_purpose_href, purpose_so_far
from .recoveries import asked_back_words


@dataclass(frozen=True)
class StartPage:
    """Before you start: what it is for, who can apply, the rules with their sources."""

    funds: list[Fund]
    year: FinancialYear
    may: Verdict
    closed: list[str]
    rules: list[tuple[Fund, list[FundRule]]]
    last_day: dt.date | None
    whom: str
    action: str
    known: dict[str, dict[str, str]]


def start_page(
    on: dt.date, *, councillor: str = "", ward: str = "", fund: str = "", again: Application | None = None
) -> StartPage:
    """Return the first page. `councillor`, `ward` and `fund` came with the link; unknown ones are left out.

    `again` is an application that came to nothing: what was written in it is filled in.
    """
    term, own = queries.term_by_slug(councillor, on), queries.fund_for_groups()
    # Who was sent to a councillor asks for their own fund.
    funds, year = [own] if term and own else queries.funds_for_groups(), FinancialYear.of(on)
    where = term.ward if term else queries.ward_by_slug(ward, on)
    link = {"councillor": councillor} if term else {"ward": ward} if where else {}
    known = written_before(again) | ({"ward": {"ward": where.slug}} if where else {})
    if not term and fund in {one.key for one in funds}:
        link, known = link | {"fund": fund}, known | {"fund": {"fund": fund}}
    link |= {"again": str(again.token)} if again else {}
    may = [rules.may_apply(one, on) for one in funds] or [Verdict.no("No fund takes applications here yet.")]
    return StartPage(
        funds=funds,
        year=year,
        may=next((verdict for verdict in may if verdict), may[0]),
        closed=[verdict.reason for verdict in may if not verdict],
        rules=[(one, queries.rules_on(one, on)) for one in funds],
        last_day=queries.last_day_to_decide(funds[0], year) if funds else None,
        whom=str(term.councillor) if term else "",
        action=reverse("funding:apply") + (f"?{urlencode(link)}" if link else ""),
        known=known | (_of_councillor(councillor, own) if term else {}),
    )


def invited_page(invitation: Invitation, on: dt.date) -> StartPage:
    """Return the first page as a link that was made in the street opens it."""
    whom = invitation.answers.get("councillor", {}).get("councillor", "")
    page = start_page(on, councillor=whom, ward=invitation.answers["ward"]["ward"])
    return replace(page, action=reverse("funding:invited", args=[invitation.code]))


def _of_councillor(slug: str, own: Fund | None) -> dict[str, dict[str, str]]:
    return {"councillor": {"councillor": slug}} | ({"fund": {"fund": own.key}} if own else {})


@dataclass(frozen=True)
class StepPage:
    """One question: its form, the way back, and the balance where it limits the answer."""

    form: StepForm
    step: str
    title: str
    back: str
    later: str
    line: FundLine | None
    promised: str
    cost: str
    options: dict[str, Any]
    alone: str


def step_page(asking: Asking, step: str, form: StepForm, then: str = "tasks") -> StepPage:
    """Return one question. `then` is the page that it was opened from: `tasks` or `check`."""
    token = asking.draft.token
    pot = getattr(form, "pot", None)
    others = pot.reserved + pot.committed + pot.paid if pot else 0
    cost = getattr(form, "cost", 0)
    hints = getattr(form, "hints", {})
    alone = next(iter(form.fields)) if not form.heading else ""
    return StepPage(
        form=form,
        step=step,
        title=form.heading or str(form.fields[alone].label),
        back=reverse(f"funding:apply_{then}", args=[token]),
        later=reverse("funding:apply_later", args=[token]),
        line=line_of(pot, f"{_whose(asking)}, {pot.year.label}") if pot else None,
        promised=f"{pounds_short(others)} is reserved, committed or paid for other groups." if others else "",
        cost=f"The whole project costs {pounds(cost)}, as you entered it." if cost else "",
        options=getattr(form, "options", {}) | ({"hints": hints} if hints else {}),
        alone=alone,
    )


def _whose(asking: Asking) -> str:
    return f"{asking.councillor}’s fund" if asking.councillor else f"{asking.fund} of {asking.ward}"


@dataclass(frozen=True)
class Task:
    """A question on the task list, and whether it has an answer that holds."""

    title: str
    hint: str
    href: str
    done: bool


@dataclass(frozen=True)
class TasksPage:
    """All questions by section, with what is missing. `saved` says when, and until when it is kept."""

    lede: str
    count: str
    saved: str
    sections: list[tuple[str, list[Task]]]
    missing: list[Task]
    check: str
    later: str
    asks: str
    contact: str


def tasks_page(asking: Asking) -> TasksPage:
    missing, token = set(asking.missing), asking.draft.token
    sections: dict[str, list[Task]] = {}
    for step, form in asking.steps.items():
        href = reverse("funding:apply_step", args=[token, step])
        task = Task(form.name or form.heading, form.task_hint, href, step not in missing)
        sections.setdefault(form.section, []).append(task)
    tasks = [task for found in sections.values() for task in found]
    done = sum(all(task.done for task in found) for found in sections.values())
    return TasksPage(
        lede=_lede(asking),
        count=f"{done} of {len(sections)} sections done.",
        saved=_saved(asking.draft),
        sections=list(sections.items()),
        missing=[task for task in tasks if not task.done],
        check=reverse("funding:apply_check", args=[token]),
        later=reverse("funding:apply_later", args=[token]),
        asks=_co_ordinator(asking),
        contact=str(settings.WAPENTAKE_CONTACT_EMAIL),
    )


def _lede(asking: Asking) -> str:
    group = asking.answer("group").get("group") or "Your group"
    where = f" in {asking.ward}" if asking.ward else ""
    title = asking.answer("project").get("title")
    return f"{group}, for {title}{where}." if title else f"{group}, for a new project{where}."


def _saved(draft: Draft) -> str:
    day = long_date(kept_until(draft))
    return f"Saved at {clock_time(draft.saved_at)}. What you saved is kept until {day}."


def _co_ordinator(asking: Asking) -> str:
    """Return who helps in the ward, by name; nothing where nobody does."""
    if asking.ward is None:
        return ""
    found = [role for role in holders(RoleKind.CO_ORDINATOR, asking.on) if role.ward_id == asking.ward.pk]
    return str(found[0].user) if found else ""


@dataclass(frozen=True)
class Row:
    """An answer on the page that checks them."""

    question: str
    answer: str
    change: str

    @property
    def lines(self) -> list[str]:
        """The answer, a line each."""
        return self.answer.split("\n")


@dataclass(frozen=True)
class CheckPage:
    sections: list[tuple[str, list[Row]]]
    whom: str
    action: str
    back: str


def check_page(asking: Asking) -> CheckPage:
    """Return every answer in words, with the way to change it; call it only when nothing is missing."""
    token = asking.draft.token
    sections: dict[str, list[Row]] = {}
    for step in asking.steps:
        form = asking.form(step)
        form.full_clean()
        change = reverse("funding:apply_step", args=[token, step]) + "?then=check"
        rows = [Row(question, answer, change) for question, answer in form.said]
        sections.setdefault(form.section, []).extend(rows)
    return CheckPage(
        sections=list(sections.items()),
        whom="Everybody whom you ask" if "together" in asking.steps else capfirst(asking.deciders),
        action=reverse("funding:apply_check", args=[token]),
        back=reverse("funding:apply_tasks", args=[token]),
    )


@dataclass(frozen=True)
class PrivacyNotice:
    """Whose the data is, for how many days a draft is kept, and whom to write to."""

    council: str
    days: int
    contact: str


def privacy_notice() -> PrivacyNotice:
    return PrivacyNotice(settings.WAPENTAKE_COUNCIL, settings.WAPENTAKE_KEEP_DRAFTS, settings.WAPENTAKE_CONTACT_EMAIL)


def kept_for() -> dt.timedelta:
    """Return how long a draft is kept after it was last saved."""
    return dt.timedelta(days=settings.WAPENTAKE_KEEP_DRAFTS)


def kept_until(draft: Draft) -> dt.date:
    """Return the last day on which a draft can be gone on with."""
    return london_date(draft.saved_at + kept_for())


@dataclass(frozen=True)
class Happened:
    """A step of an application's way, as the group reads it."""

    title: str
    text: str
    now: bool = False


@dataclass(frozen=True)
class FollowPage:
    """Where an application stands, for whoever has its link. Nobody's name but the councillor's."""

    application: Application
    state: str
    steps: list[Happened]
    may_withdraw: Verdict
    monitoring: str
    to_do: ToDo | None
    withdrawn: bool
    elsewhere: str
    project: FollowedProject | None
    others: list[OtherPot]
    ask_purpose: str
    complaint: Complaint | None
    record: str


def follow_page(application: Application, on: dt.date) -> FollowPage:
    may = rules.may_withdraw(None, application)
    return FollowPage(
        application=application,
        state=_state_words(application),
        steps=[*_happened(application), *_to_come(application)],
        may_withdraw=may,
        monitoring=_monitoring_href(application),
        to_do=offer_to_do(application, on) or show_to_do(application, on) or payee_to_do(application),
        withdrawn=application.state == ApplicationState.WITHDRAWN,
        elsewhere=_elsewhere(application),
        project=followed_project(application),
        others=other_pots(application, on),
        ask_purpose=ask_purpose_href(application),
        complaint=how_to_complain() if application.state == ApplicationState.DECLINED else None,
        record=_record_href(application),
    )


def _record_href(application: Application) -> str:
    """Return where the record of a refusal is published, if it is."""
    refused = application.state == ApplicationState.DECLINED and refusal_of(application.reference)
    return reverse("funding:award", args=[application.reference]) if refused else ""


def _elsewhere(application: Application) -> str:
    """Return where a group that was declined finds other funds."""
    declined = application.state in (ApplicationState.DECLINED, ApplicationState.CANCELLED)
    return reverse("funding:other_funds_ward", args=[application.ward.slug]) if declined else ""


def _monitoring_href(application: Application) -> str:
    form = queries.monitoring_of(application)
    open_form = form is not None and rules.may_send_monitoring(form)
    return reverse("funding:send_monitoring", args=[application.token]) if open_form else ""


def _state_words(application: Application) -> str:
    if paid := rules.paid_words(application):
        return f"{paid}."
    return _STATE_WORDS[ApplicationState(application.state)].format(application.deciders)


_STATE_WORDS = {
    ApplicationState.SUBMITTED: "It waits for {}.",
    ApplicationState.SUPPORTED: "{} supports it. An officer of the council checks it now.",
    ApplicationState.APPROVED: "You have been awarded the money. The payment comes next.",
    ApplicationState.PAID: "It has been paid.",
    ApplicationState.DECLINED: "It was declined.",
    ApplicationState.WITHDRAWN: "It was withdrawn.",
    ApplicationState.CANCELLED: "The council has cancelled it.",
}


def _happened(application: Application) -> list[Happened]:
    at = application.submitted_at
    received = f"{long_date(london_date(at))} at {clock_time(at)}. {pounds_short(application.pence)} asked for."
    found = [Happened("We have your application", received)]
    words = {
        DecisionKind.SUPPORT: f"{application.councillor} supported it",
        DecisionKind.APPROVE: "Awarded",
        DecisionKind.DECLINE: "Declined",
        DecisionKind.RETURN: f"Sent back to {application.councillor}, who decides anew",
    }
    for decision in application.decisions.exclude(kind=DecisionKind.CHECK):
        said = f"{long_date(decision.on)}."
        if decision.kind == DecisionKind.DECLINE:
            said = decided_words(application, decision)
        reasons = f" The reasons: {decision.reasons}" if decision.kind != DecisionKind.SUPPORT else ""
        found.append(Happened(words[DecisionKind(decision.kind)], f"{said}{reasons}"))
    if offered := offer_words(application):
        found.append(Happened("The offer", offered))
    found += [Happened(*part) for part in instalments_so_far(application)]
    if application.state == ApplicationState.PAID:
        found += _paid(application)
    found += [Happened(*one) for one in (*purpose_so_far(application), *asked_back_words(application))]
    if gone := cancelled_words(application):
        found.append(Happened("Cancelled by the council", gone))
    if application.state == ApplicationState.WITHDRAWN:
        found.append(Happened("Withdrawn", "The money is there for other groups again."))
    return found


def _paid(application: Application) -> list[Happened]:
    """The payment, and how the form stands that comes with it."""
    form = queries.monitoring_of(application)
    if form is None:
        return [Happened("Paid", "The money has been sent.")]
    if rules.may_send_monitoring(form):
        words = f"Due by {long_date(form.due_on)}. Use the button below."
        return [Happened("Paid", "The money has been sent."), Happened("Tell us what it did", words, now=True)]
    return [Happened("Paid", "The money has been sent."), Happened(form.get_state_display(), "Thank you.")]


def _to_come(application: Application) -> list[Happened]:
    after = {
        ApplicationState.SUBMITTED: [
            f"{capfirst(application.deciders)} say{'s' if application.councillor else ''} whether to support it",
            "An officer decides",
        ],
        ApplicationState.SUPPORTED: ["An officer decides"],
        ApplicationState.APPROVED: ["The payment"],
    }
    if parts := instalments_to_come(application):
        return [Happened(title, text, now=not place) for place, (title, text) in enumerate(parts)]
    coming = after.get(ApplicationState(application.state), [])
    return [Happened(title, "To come.", now=not place) for place, title in enumerate(coming)]
