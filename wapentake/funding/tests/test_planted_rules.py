"""The mutation check of the rules of deciding and paying: each planted fault must change an answer in `situations.py`.

A fault is one line of one rule, changed in the running program and put back; a fault that changes no answer has
survived, and the test fails until a situation is written down that finds it. No database is asked.
"""

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from wapentake.foundation.calendars import months_after
from wapentake.funding.queries import Offer
from wapentake.funding.rules import (
    applications,
    barred,
    being_paid,
    footing,
    instalments,
    limits,
    offers,
    payee_details,
    paying,
    routing,
    splitting,
    standing,
    subsidies,
)

from .situations_of_people import EVERY, wrong

Fault = tuple[str, str, Callable[..., Any], str, str]

# the situations that must find it, the fault in words, the rule, what stands there, what is planted
LIMITS: list[Fault] = [
    ("limits", "the least is refused", limits._smallest, ">=", ">"),
    ("limits", "the most is refused", limits._largest, "<=", "<"),
    ("limits", "a share is rounded up", limits.most_of_cost, "cost * limit.percent // 100",
     "-(-cost * limit.percent // 100)"),
    ("limits", "nothing is paid whole", limits.most_of_cost, "max(", "min("),
    ("limits", "a small sum needs its cost", limits._share_of_cost, "asked <= limit.whole_up_to", "False"),
    ("limits", "no cost is asked for", limits._share_of_cost, "if not wish.cost", "if False"),
    ("limits", "any kind of cost is paid", limits._cost_types, "wish.costs in found[0].values", "True"),
    ("limits", "every way is open", limits._routes, "wish.route in found[0].values", "True"),
    ("limits", "what is excluded is paid", limits._exclusions, "not barred", "barred"),
    ("limits", "too late on the last day to apply", limits.in_time_to_apply, "on > received[0]", "on >= received[0]"),
    ("limits", "the last day to decide closes nothing", limits.in_time_to_apply, "on > last[0]", "False"),
    ("limits", "too late on the last day to decide", limits.in_time_to_decide, "on <= last[0]", "on < last[0]"),
    ("limits", "what others took is not counted", limits._matched, "taken + application.pence", "application.pence"),
    ("limits", "the part kept for match is given", limits._matched, "(100 - match.percent)", "100"),
    ("limits", "half as much is as much", limits._brings_as_much, "2 * together(application)", "together(application)"),
    ("limits", "the threshold needs one officer", limits.needs_second_officer, ">=", ">"),
]  # fmt: skip

AFTERWARDS: list[Fault] = [
    ("offers", "the last day is too late", Offer.is_open, "on <= self.until", "on < self.until"),
    ("offers", "an offer never lapses", Offer.is_open, "and on <= self.until", ""),
    ("offers", "anybody answers", offers.may_answer_offer, "not roles.in_ward", "False and not roles.in_ward"),
    ("offers", "it is answered twice", offers.may_answer_offer, "if offer.answer is not None", "if False"),
    ("offers", "what was withdrawn is accepted", offers.may_answer_offer,
     "application.state != ApplicationState.APPROVED", "False"),
    ("offers", "the limit itself is too much", offers.declared, "> limit.pence", ">= limit.pence"),
    ("offers", "this award is not counted", offers.declared, "own.pence + offer.application.pence",
     "own.pence"),
    ("offers", "what the council itself gave is not counted", offers.declared, "answer.other_pence + own.pence",
     "answer.other_pence"),
    ("offers", "whoever sells declares nothing", offers.declared, "if not answer.sells", "if True"),
    ("offers", "a declined offer is paid", offers.offer_stands,
     "offer.answer.answer == OfferAnswered.ACCEPTED", "True"),
    ("offers", "it is paid without an answer", offers.offer_stands, "if offer is None or", "if True or"),
    ("paid", "in a run, and not known", being_paid.not_in_run, "line is None", "True"),
    ("paid", "withdrawn while the bank pays", applications.may_withdraw, ", not_being_paid(application)", ""),
    ("paid", "withdrawn though partly paid", applications.may_withdraw, ", nothing_paid_yet(application)", ""),
    ("paid", "an instalment before its day", instalments.part_may_be_paid, "part.due_on > on", "False"),
    ("paid", "an instalment too late on its day", instalments.part_may_be_paid,
     "part.due_on > on", "part.due_on >= on"),
    ("paid", "nobody looks at what is shown", instalments.part_may_be_paid,
     "part.seen_at is not None", "part.shown_at"),
    ("paid", "another instalment is paid", instalments.is_the_next, "part.number == number", "True"),
    ("paid", "instalments lose a penny", instalments.parts_stand,
     "total != application.pence", "total > application.pence"),
    ("paid", "other details while the bank pays", payee_details.may_give_details,
     "not_being_paid(application) if", "YES if"),
    ("paid", "who typed them in checks them", payee_details.may_check_details,
     "details.given_by_id == roles.user.pk", "False"),
    ("paid", "older details are checked", payee_details.may_check_details, "newest.pk != details.pk", "False"),
    ("paid", "unchecked details are paid to", payee_details.details_are_checked,
     "details.state == PayeeState.CHECKED", "True"),
    ("paid", "a split need not be explained", splitting.not_split, "queries.said_not_split(application)", "True"),
    ("paid", "an explanation changes nothing", splitting.not_split, "or queries.said_not_split(application)", ""),
    ("paid", "anybody explains a split", splitting.may_say_not_split, "not roles.has(RoleKind.APPROVER)", "False"),
    ("paid", "the applicant explains it", splitting.may_say_not_split, "roles.user.email.casefold() ==", "None =="),
    ("people", "more comes back than was paid", applications.may_return, "pence > paid", "pence > paid + 1"),
    ("people", "nought comes back", applications.may_return, "pence <= 0", "pence < 0"),
    ("people", "whoever is paid may be renamed", paying._payee_stands, "if now == (", "if True or now == ("),
    ("people", "who approved it pays it", paying.holds, "approval.by_id == roles.user.pk", "False"),
    ("people", "who wrote the details down pays", paying.another_wrote_it_down, "details.given_by_id == me", "False"),
    ("people", "who read the note alone pays", paying.another_wrote_it_down, "part.seen_by_id, ", ""),
    ("people", "anybody pays", paying.holds, "not roles.has(RoleKind.FINANCE)", "False"),
    ("people", "it is paid in any state", paying.holds, "may_become(application, ApplicationState.PAID)", "YES"),
]  # fmt: skip

SELLING: list[Fault] = [
    ("selling", "nobody needs to be asked", subsidies.selling_asked, "if cited else", "if not cited else"),
    ("selling", "who was asked is asked again", subsidies.selling_asked, "is not None", "is None"),
    ("selling", "the offer's question is asked before", subsidies.asks_before_approval,
     "SellingAsked.APPROVAL not in rule[0].values", "False"),
    ("selling", "a service is asked too", subsidies.asks_before_approval, "or not is_offered(application)", ""),
    ("selling", "to the limit is too much", subsidies.within_subsidy_limit, "<= rule[0].pence", "< rule[0].pence"),
    ("selling", "earlier awards are forgotten", subsidies.within_subsidy_limit,
     "own.pence + application.pence", "application.pence"),
    ("selling", "who sells nothing is limited", subsidies.within_subsidy_limit, "not told_selling(application) or", ""),
]  # fmt: skip

DECIDING: list[Fault] = [
    ("footing", "a member of the executive decides alone", footing.footing_of,
     "queries.is_executive(application.councillor, on)", "False"),
    ("footing", "an officer's rule lets the member decide", footing.footing_of,
     "or Footing.MEMBER not in found[0].values", ""),
    ("footing", "a ward's fund is one member's", footing.footing_of, "LegalBasis.MEMBERS", "LegalBasis.MEMBER"),
    ("footing", "an arbiter decides as an officer", footing.first_basis, "queries.is_councillor(by)", "False"),
    ("footing", "an approval forgets the member", footing.approved_on, "in DECIDES", "in DECIDES[1:]"),
    ("footing", "the members decide as a body", footing.approved_on, "in DECIDES", "in (*DECIDES, LegalBasis.MEMBERS)"),
    ("footing", "the copy is due the same month", footing.copy_due, "decision.on, 1", "decision.on, 0"),
    ("footing", "there is a 31 February", months_after, "min(day.day, monthrange(year, month + 1)[1])", "day.day"),
    ("footing", "late on the last day", footing.late_copies, "> copy_due(one)", ">= copy_due(one)"),
    ("footing", "what came late was never late", footing.late_copies, "(_given_on(one) or on)", "on"),
    ("footing", "a copy of tomorrow", footing.may_give_copy, "<= roles.on", ""),
    ("footing", "anybody gives the copy", footing.may_give_copy, "decision.by_id != roles.user.pk", "False"),
    ("standing", "what is stopped is decided", standing.standing_of, "if may else", "if True else"),
    ("standing", "a no waits for money", standing.standing_of, "routing.step != Step.SUPPORTED", "False"),
    ("standing", "it goes back to who never voted", standing.held, "if seat.vote", ""),
    ("standing", "it goes back to who is barred", standing.held, "able_of(case.seats)", "case.seats"),
    ("standing", "an arbiter of the ward is asked", routing._arbitrated, "one.of_ward or", ""),
    ("standing", "an arbiter with an interest is asked", routing._arbitrated, "or one.barred", ""),
    ("standing", "a suspended arbiter is asked", routing._arbitrated, "or one.suspended", ""),
    ("standing", "half is most", routing.tally, "// 2 + 1", "// 2"),
    ("standing", "a member with an interest votes", routing.able_of, "not seat.barred and", ""),
    ("standing", "nobody waits for the third", routing.route, "(outcome and case.late)", "outcome"),
    ("standing", "a late member is waited for", routing.route, "(outcome and case.late)", "False"),
    ("people", "who declared an interest approves it", barred.not_among,
     "roles.user.pk in barred", "False"),
    ("people", "who supported it approves it", applications._no_part_in, "roles.user.pk in supporters",
     "False"),
    ("people", "who entered it approves it", applications._no_part_in, "entered == roles.user.pk", "False"),
    ("people", "who voted approves it", applications._no_part_in, "roles.user.pk in voters",
     "False"),
    ("people", "who has a role in the group approves it", applications._no_part_in,
     "any(role.organisation_id == application.organisation_id for role in roles.held)", "False"),
    ("people", "who applied approves it", applications._not_the_applicant, "user.email.casefold() ==", "user.email =="),
    ("people", "the same officer looks twice", applications.may_approve, "checked - {roles.user.pk}", "checked"),
    ("people", "one officer is enough", applications.may_approve, "rule is not None and", "False and"),
    ("people", "an interest since stops nothing", applications._support_still_stands,
     "if office.may_take_part", "if True or office.may_take_part"),
    ("people", "what was let stand stops it", applications._support_still_stands,
     "if interests_that_stop(application, councillor, first, at)", "if True"),
    ("people", "a dispensation is forgotten", applications._support_still_stands, "is not None", "is None"),
    ("people", "a penny too much is left", applications.enough_left, "wanted <= left", "wanted <= left + 1"),
]  # fmt: skip

FAULTS = LIMITS + AFTERWARDS + SELLING + DECIDING


@pytest.mark.parametrize("area", EVERY)
def test_the_rules_answer_every_situation_as_they_should(area: str):
    assert wrong(area) == []


@pytest.mark.parametrize(("area", "words", "rule", "before", "after"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_a_planted_fault_changes_an_answer(
    monkeypatch: pytest.MonkeyPatch, area: str, words: str, rule: Any, before: str, after: str
):
    monkeypatch.setattr(rule, "__code__", _planted(rule, before, after))
    assert wrong(area), f"Nothing finds it: {words}"


def _planted(rule: Any, before: str, after: str) -> Any:
    """Return the code of a rule with one of its lines changed; what is changed must stand there once."""
    source = textwrap.dedent(inspect.getsource(rule))
    assert source.count(before) == 1, f"{before!r} stands {source.count(before)} times in {rule.__name__}"
    scope: dict[str, Any] = {}
    exec(compile(source.replace(before, after), rule.__code__.co_filename, "exec"), rule.__globals__, scope)
    return scope[rule.__name__].__code__


def test_what_is_put_back_answers_as_before():
    """The faults leave nothing behind, and two of one name would be one."""
    assert [area for area in EVERY if wrong(area)] == []
    assert len({fault[1] for fault in FAULTS}) == len(FAULTS)
