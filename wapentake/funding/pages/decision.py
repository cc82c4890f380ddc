"""One application on the desk: who asks and for what, the fund now and after, the decision, its conditions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wapentake.design.pictures import Condition, MoneyBar
from wapentake.foundation.calendars import FinancialYear, london_date, long_date, short_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, Decision
from ..queries import Pot, Put
from ..queries.fund_rules import said_of
from ..rules.declining import decided_alone, may_send_back
from ..states import ApplicationState, DecisionKind, LegalBasis, TransferKind
from ..states.routing import VoteChoice
from .award_tests import answer_facts
from .footing import CopyLine, copy_line, legal_words
from .freezes import override_words
from .instalments import Paying, paying_of
from .interests import interest_conditions
from .money import bar_of, ward_href
from .offers import offer_words
from .officer_checks import ChecksPanel, checks_panel
from .payee_details import payee_words
from .people import of_people, sees_people
from .projects import ProjectPanel, borough_condition, parts_condition, project_panel
from .recorded import minute_facts
from .routing import WithWhom, with_whom
from .stages import supported, to_approve
from .subsidies import selling_condition, selling_to_ask
from .told import Told, told_by

OPEN = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED)
BESIDE = ("checks__check_of", "checks__by", "corrected__by")


@dataclass(frozen=True)
class DecisionPage:
    """`yes` is what comes next (support, approve, pay), with the verdicts of it and of declining for this person."""

    application: Application
    waits: rules.Waiting | None
    clock: str
    lede: str
    fund: str
    yes: str
    yes_text: str
    may_yes: Verdict
    may_decline: Verdict
    may_withdraw: Verdict
    may_return: Verdict
    back_rule: str
    may_confirm: Verdict
    may_say_not_split: Verdict
    now: MoneyBar
    after: MoneyBar | None
    sums: list[tuple[str, str, bool]]
    note: str
    conditions: list[Condition]
    conditions_words: str
    told: list[tuple[str, str]]
    told_more: Told | None
    history: list[str]
    decisions: list[Decision]
    ward_href: str
    payee: str
    put: WithWhom | None
    may_aside: Verdict
    offer: str
    legal_basis: str
    checks: ChecksPanel | None
    copy: CopyLine | None
    may_correct: Verdict
    may_answer_tests: Verdict
    may_override: Verdict
    overrides: list[str]
    paying: Paying
    project: ProjectPanel | None
    ask_selling: str

    @property
    def is_open(self) -> bool:
        return self.application.state in OPEN


NEXT = {ApplicationState.SUBMITTED: "support", ApplicationState.SUPPORTED: "approve", ApplicationState.APPROVED: "pay"}


def decision_page(application: Application, roles: Roles, at: dt.datetime) -> DecisionPage:
    """Return the page for one reader. Every verdict on it is the one that the action will ask."""
    pot, on = queries.pot_of(application), london_date(at)
    now = rules.waiting(stand := queries.stand_of(application, on), rules.Reader.of(roles), on)
    put = with_whom(application, roles, at, now.by)
    yes = "vote" if put is not None and put.votes_here else next_act(application, on)
    decisions = list(application.decisions.select_related("by").prefetch_related(*BESIDE))
    conditions = _conditions(application, decisions, pot, stand.put, at)
    return DecisionPage(
        application=application,
        waits=now if now.by else None,
        clock=rules.clock_words(now, on),
        lede=f"from {_whose_fund(application)}: {application.title}.",
        fund=_whose_fund(application),
        yes=yes,
        yes_text=YES_TEXT.get(yes, "{}").format(pounds_short(application.pence)),
        may_yes=may(yes, roles, application, at),
        may_decline=_may_say_no(roles, application, at) if application.state in OPEN else NOTHING_LEFT,
        now=bar_of(pot),
        after=bar_of(pot, moved=application.pence) if _fits(application, pot) else None,
        sums=_sums(application, pot) if application.state in OPEN else [],
        note=_note(application, on),
        conditions=conditions,
        conditions_words=_count(conditions),
        told=_told(application, roles) + minute_facts(application) + answer_facts(application),
        told_more=told_by(application) if rules.may_see_people(roles) else None,
        history=_history(application, decisions),
        decisions=decisions,
        ward_href=ward_href(application.ward, on),
        payee=payee_words(application) if yes == "pay" else "",
        put=put,
        may_aside=rules.may_stand_aside(roles, application, at) if yes == "support" else NOTHING_LEFT,
        offer=offer_words(application, named=sees_people(roles)),
        legal_basis=legal_words(application, on),
        checks=checks_panel(application, roles, at),
        copy=copy_line(application, roles),
        overrides=override_words(application),
        paying=paying_of(application),
        project=project_panel(application, roles),
        **_verdicts(application, roles, at),
    )


def _verdicts(application: Application, roles: Roles, at: dt.datetime) -> dict[str, Any]:
    """Return what else this person may do with it, and the rule for what comes back, by the page's names."""
    on = london_date(at)
    return {
        "may_withdraw": rules.may_withdraw(roles, application),
        "may_return": _may_return(roles, application),
        "back_rule": said_of(application.fund, "returned", on),
        "may_confirm": rules.may_confirm_group(roles, application, at),
        "may_say_not_split": rules.may_say_not_split(roles, application, on),
        "may_override": rules.may_override_freeze(roles, application),
        "may_correct": rules.may_correct_record(roles, application),
        "ask_selling": selling_to_ask(application, roles, on),
        "may_answer_tests": rules.may_answer_tests(roles, application, on),
    }


YES_TEXT = {
    "support": "Support {}",
    "vote": "Vote on {}",
    "check": "Check {} as the first officer",
    "approve": "Approve {}",
    "pay": "Pay {}",
}


def next_act(application: Application, on: dt.date) -> str:
    """Return what comes next with an application: support, check by a first officer, approve, pay; or nothing."""
    act = NEXT.get(ApplicationState(application.state), "")
    if act != "approve" or queries.checkers(application):
        return act
    return "check" if rules.needs_second_officer(application, on) else act


NOTHING_LEFT = Verdict.no("There is nothing left to decide.")


def may(act: str, roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Return the verdict of an act by its name."""
    if act == "vote":
        return rules.may_vote(roles, application, at)
    if act == "support":
        return rules.may_support(roles, application, at)
    if act == "check":
        return rules.may_check(roles, application, at)
    if act == "approve":
        return rules.may_approve(roles, application, at)
    if act == "pay":
        return rules.may_pay(roles, application, at)
    if act == "decline":
        return rules.may_decline(roles, application, at)
    if act == "send_back":
        return may_send_back(roles, application)
    return NOTHING_LEFT


def _may_say_no(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Return whether this person may decline it or, where a councillor decided under section 236, send it back."""
    back = application.state == ApplicationState.SUPPORTED and decided_alone(application)
    return may("send_back" if back else "decline", roles, application, at)


def _may_return(roles: Roles, application: Application) -> Verdict:
    paid = queries.still_paid(application) if application.state == ApplicationState.PAID else 0
    return rules.may_return(roles, application, min(1, paid) or 1, paid)


def _whose_fund(application: Application) -> str:
    if application.councillor is None:
        return f"{application.fund} of {application.cluster or application.ward}"
    return f"{application.councillor}’s {application.fund}"


def _fits(application: Application, pot: Pot) -> bool:
    if application.state == ApplicationState.SUBMITTED:
        return application.pence <= pot.left
    return application.state == ApplicationState.SUPPORTED


def _sums(application: Application, pot: Pot) -> list[tuple[str, str, bool]]:
    """Return what is there before and after: what is left, or, once it is reserved, what is not yet committed."""
    reserved = application.state == ApplicationState.SUPPORTED
    there = pot.not_yet_committed if reserved else pot.left
    after = there - application.pence
    return [
        ("Not yet committed" if reserved else "Left now", pounds(there), False),
        ("This award", f"− {pounds(application.pence)}", False),
        ("Left after" if after >= 0 else "Too little by", pounds(abs(after)), True),
    ]


def _note(application: Application, on: dt.date) -> str:
    others = queries.others_waiting(application)
    said = []
    if others:
        count, pence = others
        what = "One more application" if count == 1 else f"{count} more applications"
        said.append(f"{what} to this fund, {pounds_short(pence)} in all.")
    last = queries.last_day_to_decide(application.fund, FinancialYear(application.year))
    if last is not None and application.state in OPEN:
        said.append(f"The last day to decide {'is' if on <= last else 'was'} {long_date(last)}.")
    return " ".join(said)


def _conditions(
    application: Application, decisions: list[Decision], pot: Pot, put: Sequence[Put], at: dt.datetime
) -> list[Condition]:
    if application.state not in OPEN:
        return []
    found = [_serves(application), _enough(application, pot), _in_time(application, london_date(at))]
    found += [_known(application, at), *parts_condition(application)]
    found += borough_condition(application, london_date(at))
    found += interest_conditions(application, put, at)
    found += [_asked_once(application), _not_split(application, london_date(at))]
    found += selling_condition(application, london_date(at))
    if not (frozen := rules.no_award_freeze(application, london_date(at))):
        found.append(Condition("not_met", "No award freeze is on", frozen.reason))
    found += [supported(application, decisions), to_approve(application, london_date(at))]
    return found


def _serves(application: Application) -> Condition:
    priority = application.priority
    if priority is None:
        return Condition(
            "waiting", "Serves a ward priority", "The group named none. Say in your reasons why it matters."
        )
    text = f"Priority {priority.number}, {priority.title}. Version {priority.version} is kept with the award."
    return Condition("met", "Serves a ward priority", text)


def _enough(application: Application, pot: Pot) -> Condition:
    if application.state == ApplicationState.SUPPORTED:
        return Condition("met", "Enough is left in the fund", f"{pounds(application.pence)} is reserved for it.")
    verdict = rules.enough_left(pot.left, application.pence, "There is")
    text = verdict.reason or f"{pounds(pot.left)} is left."
    return Condition("met" if verdict else "not_met", "Enough is left in the fund", text)


def _in_time(application: Application, on: dt.date) -> Condition:
    year = FinancialYear(application.year)
    last = queries.last_day_to_decide(application.fund, year) or year.end
    in_time = on <= last or application.state == ApplicationState.SUPPORTED
    text = f"The last day for members to decide in {year.label} is {long_date(last)}."
    return Condition("met" if in_time else "not_met", "Decided in time", text)


def _known(application: Application, at: dt.datetime) -> Condition:
    title = "It is known who the group is"
    verdict = rules.group_is_known(application, at)
    if not verdict:
        return Condition("not_met", title, verdict.reason)
    if application.group_confirmed_by is not None and application.group_confirmed_at is not None:
        day = long_date(london_date(application.group_confirmed_at))
        text = f"{application.group_confirmed_by.name} confirmed on {day} that it is {application.organisation}."
        return Condition("met", title, text)
    return Condition("met", title, f"{application.organisation}. No other body in the council’s list has a near name.")


def _asked_once(application: Application) -> Condition:
    same = queries.others_of_group(application)
    if not same:
        return Condition("met", "Asked of nobody else", "The group has nothing else open or awarded this year.")
    named = ", ".join(
        f"{row.reference} for {pounds_short(row.pence)} ({row.councillor or row.fund}: "
        f"{row.get_state_display().lower()})"
        for row in same
    )
    said = f"The same group, by its name, number or e-mail address, also asks or was awarded: {named}. Look at all."
    return Condition("waiting", "Asked of nobody else", said)


def _not_split(application: Application, on: dt.date) -> Condition:
    title, split = "Not split to stay under a limit", queries.split_of(application, on)
    if split is None:
        return Condition("met", title, "Nothing that the group asks for here adds up past a limit of the fund.")
    said = queries.said_not_split(application)
    if said is None:
        return Condition("not_met", title, f"{split.words} An approving officer says why this is not splitting.")
    return Condition("met", title, f"{said.by.name} on {long_date(london_date(said.at))}: {said.why}")


def _count(conditions: list[Condition]) -> str:
    met = sum(condition.state == "met" for condition in conditions)
    return f"{met} of {len(conditions)} conditions are met."


def _told(application: Application, roles: Roles) -> list[tuple[str, str]]:
    group = application.organisation
    name, digits = application.typed_name or group.name, application.typed_number or group.charity_number
    number = f", charity {digits}" if digits else ""
    in_list = [("In the council’s list", group.name)] if name != group.name else []
    return [
        ("Who asks", f"{name}{number}"),
        *in_list,
        ("What for", application.purpose),
        ("Who benefits", of_people(roles, application.who_benefits) or "Not said"),
        ("Who was asked", of_people(roles, application.who_was_asked) or "Not said"),
        *(_contact(application) if (may := rules.may_see_people(roles)) else [("Contact", may.reason)]),
    ]


def _contact(application: Application) -> list[tuple[str, str]]:
    address = application.contact_email or "no e-mail address: told by letter"
    return [("Contact", f"{application.contact_name}, {address}"), *_how_it_came(application)]


def _how_it_came(application: Application) -> list[tuple[str, str]]:
    entered = queries.entered_for(application)
    if entered is None:
        return []
    how = f"{entered.get_how_display()}, {long_date(entered.on)}. Entered by {entered.by}. {entered.agreed}"
    return [("How it came", how)]


VOTED = {VoteChoice.FOR: "voted for it", VoteChoice.AGAINST: "voted against it", VoteChoice.ASIDE: "stood aside"}


def _who_decided(row: Decision) -> str:
    together = row.basis == LegalBasis.MEMBERS and row.kind != DecisionKind.APPROVE
    return "The members" if together else row.by.name


def _history(application: Application, decisions: list[Decision]) -> list[str]:
    """Return what happened so far, newest first."""
    words = {
        DecisionKind.SUPPORT: "supported",
        DecisionKind.CHECK: "checked",
        DecisionKind.APPROVE: "approved",
        DecisionKind.DECLINE: "declined",
        DecisionKind.RETURN: "sent it back",
    }
    happened = [(application.submitted_at, "received")]
    happened += [(row.at, f"{_who_decided(row)} {words[DecisionKind(row.kind)]}") for row in decisions]
    votes = queries.votes_on(application)
    happened += [(vote.at, f"{vote.councillor} {VOTED[VoteChoice(vote.choice)]}") for vote in votes]
    moved = {
        TransferKind.PAY: "paid",
        TransferKind.RETURN: "money came back",
        TransferKind.REFUND: "money came back late",
        TransferKind.REVERSE: "corrected",
    }
    for transfer in application.transfers.filter(kind__in=moved).select_related("by"):
        happened.append((transfer.at, f"{moved[TransferKind(transfer.kind)]}, {transfer.by}"))
    return [f"{short_date(london_date(when))}: {what}" for when, what in sorted(happened, reverse=True)]
