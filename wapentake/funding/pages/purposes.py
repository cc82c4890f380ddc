"""Another purpose of an award: for those who answer on the desk, and for the group that asks."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Application, PurposeChange
from ..queries.purposes import open_purpose, purposes_of
from ..rules.purposes import may_answer_purpose, may_ask_purpose, routing_of_purpose
from ..states.purposes import PurposeState
from ..states.routing import Step
from .people import of_people

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class PurposePage:
    """One award's changes of purpose, for one reader: the open one, what may be done about it, those of before.

    `has_answered`: the reader gave their answer to the open one, and no other is asked of them.
    """

    reference: str
    title: str
    lede: str
    now: Facts
    step: str
    has_answered: bool
    may_answer: Verdict
    may_ask: Verdict
    before: list[Facts]


def purpose_page(application: Application, roles: Roles, at: dt.datetime) -> PurposePage:
    """Return the desk's page of what an award may be used for."""
    change = open_purpose(application)
    may = may_answer_purpose(roles, change, at)
    return PurposePage(
        reference=application.reference,
        title=f"{application.organisation}: another purpose",
        lede=f"{pounds_short(application.pence)} was awarded for {application.title}. It is used for nothing else "
        "without written consent.",
        now=_facts(change, roles) if change else [],
        step=_step(change, at) if change else "",
        has_answered=change is not None and not may and change.answers.filter(by=roles.user).exists(),
        may_answer=may,
        may_ask=may_ask_purpose(roles, application),
        before=[_facts(row, roles) for row in purposes_of(application) if change is None or row.pk != change.pk],
    )


def used_for_now(application: Application) -> str:
    """Return what an award is used for since its purpose was changed by consent; nothing where it was not."""
    done = [row for row in purposes_of(application) if row.state == PurposeState.CONSENTED]
    if not done or done[0].settled_at is None:
        return ""
    return f"{done[0].purpose} Changed by consent on {long_date(london_date(done[0].settled_at))}."


def _step(change: PurposeChange, at: dt.datetime) -> str:
    if change.state != PurposeState.ASKED:
        return "An approving officer confirms it; the published record then says so."
    routing = routing_of_purpose(change, at)
    answer = "answers" if len(routing.who) == 1 else "answer"
    if routing.step == Step.MEMBERS:
        return f"{routing.names} {answer}, as the fund’s rule has it for applications; then an approving officer."
    return f"{routing.names or 'An approving officer'} {answer}. {routing.why}"


def _facts(change: PurposeChange, roles: Roles) -> Facts:
    """Return what is asked and how it stands. What has been consented to is published, and everybody reads it."""
    who = of_people(roles, change.name) + (f". Entered by {change.asked_by.name}" if change.asked_by else "")
    reader = None if change.state == PurposeState.CONSENTED else roles
    found = [
        ("Asked on", f"{long_date(london_date(change.asked_at))}, {who}"),
        ("To be used for", of_people(reader, change.purpose)),
        ("Why", of_people(reader, change.why)),
        ("How it stands", change.get_state_display()),
    ]  # fmt: skip
    found += [
        (f"{answer.by.name}: {answer.get_choice_display().lower()}", answer.reasons or "No reasons are given.")
        for answer in change.answers.select_related("by")
    ]
    if change.settled_by is not None and change.settled_at is not None:
        day = long_date(london_date(change.settled_at))
        found.append((f"{change.settled_by.name}, {day}", change.settled_why))
    return found


@dataclass(frozen=True)
class AskPurposePage:
    """The group's page: what the award is for, and whether it can ask for something else now."""

    title: str
    lede: str
    may: Verdict
    back: str


def ask_purpose_page(application: Application) -> AskPurposePage:
    """Return what the group sees before it asks for another purpose."""
    return AskPurposePage(
        title="Ask to use the money for something else",
        lede=f"{pounds_short(application.pence)} was awarded for {application.title}. The amount stays. Councillors "
        "and an officer answer; until they consent in writing, the money is for what it was awarded for.",
        may=may_ask_purpose(None, application),
        back=reverse("funding:follow", args=[application.token]),
    )


def ask_purpose_href(application: Application) -> str:
    """Return where the group asks for another purpose; nothing where it cannot now."""
    may = may_ask_purpose(None, application)
    return reverse("funding:ask_purpose", args=[application.token]) if may else ""


def purpose_so_far(application: Application) -> list[tuple[str, str]]:
    """Return what was asked and answered about the purpose, for the group, oldest first."""
    return [
        (
            f"Another purpose: {change.get_state_display().lower()}",
            f"{change.purpose} {change.settled_why}".strip(),
        )
        for change in purposes_of(application)[::-1]
    ]
