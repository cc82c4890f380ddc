"""The public way to ask for money: before you start, one question a page, check, sent, follow."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import FundLine
from wapentake.foundation.calendars import FinancialYear, clock_time, london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict

from .. import queries, rules
from ..forms import STEPS, Asking, StepForm
from ..models import Application, Draft, Fund, FundRule
from ..states import ApplicationState, DecisionKind
from .money import line_of

KEPT_FOR = dt.timedelta(days=30)


@dataclass(frozen=True)
class StartPage:
    """Before you start: what it is for, who can apply, the rules with their sources."""

    fund: Fund | None
    year: FinancialYear
    may: Verdict
    rules: list[FundRule]
    last_day: dt.date | None
    whom: str
    action: str
    known: dict[str, dict[str, str]]


def start_page(on: dt.date, *, councillor: str = "", ward: str = "") -> StartPage:
    """Return the first page. `councillor` and `ward` are slugs that came with the link; unknown ones are left out."""
    fund, year = queries.fund_for_groups(), FinancialYear.of(on)
    term = queries.term_by_slug(councillor, on)
    where = term.ward if term else queries.ward_by_slug(ward, on)
    asked = f"?councillor={councillor}" if term else f"?ward={ward}" if where else ""
    known = {"ward": {"ward": where.slug}} if where else {}
    return StartPage(
        fund=fund,
        year=year,
        may=rules.may_apply(fund, on) if fund else Verdict.no("No fund takes applications here yet."),
        rules=queries.rules_on(fund, on) if fund else [],
        last_day=queries.last_day_to_decide(fund, year) if fund else None,
        whom=str(term.councillor) if term else "",
        action=reverse("funding:apply") + asked,
        known=known | ({"councillor": {"councillor": councillor}} if term else {}),
    )


@dataclass(frozen=True)
class StepPage:
    """One question: its form, the way back, and the balance where it limits the answer."""

    form: StepForm
    step: str
    number: int
    of: int
    back: str
    later: str
    line: FundLine | None
    promised: str
    hints: dict[str, str]
    alone: str


def step_page(asking: Asking, step: str, form: StepForm) -> StepPage:
    steps = list(STEPS)
    place = steps.index(step)
    token = asking.draft.token
    back = reverse("funding:apply_step", args=[token, steps[place - 1]]) if place else reverse("funding:apply")
    pot = getattr(form, "pot", None)
    others = pot.reserved + pot.committed + pot.paid if pot else 0
    return StepPage(
        form=form,
        step=step,
        number=place + 1,
        of=len(steps),
        back=back,
        later=reverse("funding:apply_later", args=[token]),
        line=line_of(pot, f"{asking.councillor}’s fund, {pot.year.label}") if pot else None,
        promised=f"{pounds_short(others)} is reserved, committed or paid for other groups." if others else "",
        hints=getattr(form, "hints", {}),
        alone=next(iter(form.fields)) if not form.heading else "",
    )


@dataclass(frozen=True)
class Row:
    """An answer on the page that checks them."""

    question: str
    answer: str
    change: str


@dataclass(frozen=True)
class CheckPage:
    rows: list[Row]
    whom: str
    action: str
    back: str


def check_page(asking: Asking) -> CheckPage:
    """Return every answer in words, with the way to change it."""
    asked, token = asking.asked(), asking.draft.token
    group = asked.organisation if isinstance(asked.organisation, rules.Group) else None
    said = [
        ("Ward", asked.ward.name, "ward"),
        ("Councillor", str(asked.councillor), "councillor"),
        ("Group", group.name if group else "", "group"),
        ("Kind of group", group.kind.label if group else "", "group"),
        ("Charity number", (group.charity_number if group else "") or "None", "group"),
        ("Project", asked.title, "project"),
        ("What for", asked.purpose, "project"),
        ("Who will benefit", asked.who_benefits, "people"),
        ("Who has been asked", asked.who_was_asked, "people"),
        ("Amount", pounds(asked.pence), "amount"),
        *([("The whole cost", pounds(asked.cost_pence), "amount")] if asked.cost_pence else []),
        ("Priority", asked.priority.title if asked.priority else "None", "priority"),
        ("Your name", asked.contact_name, "contact"),
        ("Your e-mail address", asked.contact_email, "contact"),
    ]
    rows = [Row(question, answer, reverse("funding:apply_step", args=[token, step])) for question, answer, step in said]
    return CheckPage(
        rows=rows,
        whom=str(asked.councillor),
        action=reverse("funding:apply_check", args=[token]),
        back=reverse("funding:apply_step", args=[token, list(STEPS)[-1]]),
    )


def kept_until(draft: Draft) -> dt.date:
    """Return the last day on which a draft can be gone on with."""
    return london_date(draft.saved_at + KEPT_FOR)


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
    withdrawn: bool


def follow_page(application: Application) -> FollowPage:
    may = rules.may_withdraw(None, application)
    return FollowPage(
        application=application,
        state=_STATE_WORDS[ApplicationState(application.state)].format(application.councillor or "the ward’s members"),
        steps=[*_happened(application), *_to_come(application)],
        may_withdraw=may,
        withdrawn=application.state == ApplicationState.WITHDRAWN,
    )


_STATE_WORDS = {
    ApplicationState.SUBMITTED: "It waits for {}.",
    ApplicationState.SUPPORTED: "{} supports it. An officer of the council checks it now.",
    ApplicationState.APPROVED: "You have been awarded the money. The payment comes next.",
    ApplicationState.PAID: "It has been paid.",
    ApplicationState.DECLINED: "It was declined.",
    ApplicationState.WITHDRAWN: "It was withdrawn.",
}


def _happened(application: Application) -> list[Happened]:
    at = application.submitted_at
    received = f"{long_date(london_date(at))} at {clock_time(at)}. {pounds_short(application.pence)} asked for."
    found = [Happened("We have your application", received)]
    words = {
        DecisionKind.SUPPORT: f"{application.councillor} supported it",
        DecisionKind.APPROVE: "Awarded",
        DecisionKind.DECLINE: "Declined",
    }
    for decision in application.decisions.exclude(kind=DecisionKind.CHECK):
        reasons = f" The reasons: {decision.reasons}" if decision.kind != DecisionKind.SUPPORT else ""
        found.append(Happened(words[DecisionKind(decision.kind)], f"{long_date(decision.on)}.{reasons}"))
    if application.state == ApplicationState.PAID:
        found.append(Happened("Paid", "A monitoring form comes with the payment: please send it back in time."))
    if application.state == ApplicationState.WITHDRAWN:
        found.append(Happened("Withdrawn", "The money is there for other groups again."))
    return found


def _to_come(application: Application) -> list[Happened]:
    after = {
        ApplicationState.SUBMITTED: [f"{application.councillor} says whether to support it", "An officer decides"],
        ApplicationState.SUPPORTED: ["An officer decides"],
        ApplicationState.APPROVED: ["The payment"],
    }
    coming = after.get(ApplicationState(application.state), [])
    return [Happened(title, "To come.", now=not place) for place, title in enumerate(coming)]
