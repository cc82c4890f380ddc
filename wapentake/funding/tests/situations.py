"""Situations put to the rules of deciding and paying, with what they must say; no database is asked.

A row is what it is in words, a question to a rule, and the answer: part of the refusal, nothing for a yes, or the value
itself. `test_planted_rules.py` reads them as they are, and again with each of many faults planted.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any
from unittest import mock

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Verdict
from wapentake.funding import queries
from wapentake.funding.models import Decision, FundRule
from wapentake.funding.queries import InForce, Offer, RuleSet
from wapentake.funding.rules import (
    footing,
    limits,
    offers,
)
from wapentake.funding.rules.limits import Wish
from wapentake.funding.states import LegalBasis
from wapentake.funding.states.fund_rules import Limit, read_rule

from .world import AT

Row = tuple[str, Callable[[], Any], Any]
ON = AT.date()
DAY = dt.timedelta(days=1)
YEAR = FinancialYear(2026)


class Some:
    """A stand-in with the attributes that a rule looks at, and nothing for the others."""

    def __init__(self, **known: Any) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        return None

    def __str__(self) -> str:
        return "Somebody"


def said(rule: Callable[..., Any], *arguments: Any, of: Any = queries, **known: Any) -> Any:
    """Ask a rule, with what the queries, or another module, would answer."""
    fakes = {name: value if callable(value) else (lambda *_, it=value, **__: it) for name, value in known.items()}
    with mock.patch.multiple(of, **fakes):
        return rule(*arguments)


def in_force(key: str, value: Any) -> InForce:
    return InForce(FundRule(source="Cabinet", from_date=dt.date(2026, 4, 1)), read_rule(key, value))


def somebody(*roles: str, pk: int = 1, email: str = "finch@council.example", on: dt.date = ON) -> Any:
    """Return the roles of a person, held everywhere."""
    held = [Some(kind=role, organisation_id=None) for role in roles]
    return Some(
        user=Some(pk=pk, email=email), on=on, held=held, has=lambda *kinds: any(role in kinds for role in roles),
        in_ward=lambda kind, ward: kind in roles,
    )  # fmt: skip


def asked_for(**changes: Any) -> Any:
    known = {"pence": 40_000, "cost_pence": 0, "contact_email": "pat@example.org", "state": "supported", "year": 2026}
    return Some(**known | {"organisation_id": 5} | changes)


# --- A fund's limits -------------------------------------------------------------------------------------------------


def within(wish: Wish, **rules: Any) -> Verdict:
    found = RuleSet({key: in_force(key, value) for key, value in rules.items()})
    return said(limits.within_rules, None, wish, ON, rule_set=found)


def matched(pence: int, cost: int = 0, others: tuple = ()) -> Verdict:
    known = {"rule_set": RuleSet({"match": in_force("match", {"percent": 50})}), "pot_of": Some(allotted=100_000)}
    application = asked_for(pence=pence, cost_pence=cost)
    return said(limits.matched, application, ON, drawing_on=list(others), **known)


def two_officers(pence: int) -> bool:
    rules = RuleSet({"second_officer": in_force("second_officer", {"pence": 50_000})})
    return said(limits.needs_second_officer, asked_for(pence=pence), ON, rule_set=rules) is not None


def in_time(rule: Callable[..., Any], key: str, on: dt.date, *more: Any) -> Verdict:
    last = (ON, in_force("last_decision", {"month": 11, "day": 24}))
    return said(rule, *more, on, day_in=lambda _, asked, __: last if asked == key else None)


SHARE, WHOLE = {"percent": 75}, {"percent": 75, "whole_up_to": 50_000}
LIMITS: list[Row] = [
    ("under the least", lambda: within(Wish(19_999), minimum_award={"pence": 20_000}), "Ask for £200 or more"),
    ("the least", lambda: within(Wish(20_000), minimum_award={"pence": 20_000}), ""),
    ("over the most", lambda: within(Wish(75_001), maximum_award={"pence": 75_000}), "Ask for £750 or less"),
    ("the most", lambda: within(Wish(75_000), maximum_award={"pence": 75_000}), ""),
    ("no cost said", lambda: within(Wish(40_000), maximum_share=SHARE), "Say what the whole project costs"),
    ("over three quarters", lambda: within(Wish(40_000, 53_333), maximum_share=SHARE), "Ask for £399.99 or less"),
    ("three quarters", lambda: within(Wish(40_000, 53_334), maximum_share=SHARE), ""),
    ("small enough to be paid whole", lambda: within(Wish(50_000, 50_000), maximum_share=WHOLE), ""),
    ("small, and no cost said", lambda: within(Wish(50_000), maximum_share=WHOLE), ""),
    ("no longer small", lambda: within(Wish(50_001, 60_000), maximum_share=WHOLE), "Ask for £500 or less"),
    ("capital asked of revenue", lambda: within(Wish(1, costs="capital"), cost_type=["revenue"]), "cannot pay"),
    ("revenue asked of revenue", lambda: within(Wish(1, costs="revenue"), cost_type=["revenue"]), ""),
    ("another way", lambda: within(Wish(1, route="goods"), routes=["open_bids"]), "not spent in this way"),
    ("the fund's way", lambda: within(Wish(1, route="open_bids"), routes=["open_bids"]), ""),
    ("no way said", lambda: within(Wish(1), routes=["open_bids"]), ""),
    ("excluded", lambda: within(Wish(1, admits=("continuing",)), exclusions=["continuing"]), "It leaves a cost"),
    ("not excluded", lambda: within(Wish(1, admits=("individuals",)), exclusions=["continuing"]), ""),
    ("on the last day to apply", lambda: in_time(limits.in_time_to_apply, "received_by", ON, None), ""),
    ("after it", lambda: in_time(limits.in_time_to_apply, "received_by", ON + DAY, None), "had to be here by"),
    ("applied on the last day to decide", lambda: in_time(limits.in_time_to_apply, "last_decision", ON, None), ""),
    ("applied after it", lambda: in_time(limits.in_time_to_apply, "last_decision", ON + DAY, None), "The last day"),
    ("decided on the last day", lambda: in_time(limits.in_time_to_decide, "last_decision", ON, None, YEAR), ""),
    ("decided after it", lambda: in_time(limits.in_time_to_decide, "last_decision", ON + DAY, None, YEAR), "The last"),
    ("unmatched, all of its part", lambda: matched(50_000), ""),
    ("unmatched, a penny more", lambda: matched(50_001), "is for projects without match"),
    ("unmatched, some is taken", lambda: matched(30_000, others=(asked_for(pence=30_000),)), "£300 of it is taken"),
    ("others bring match", lambda: matched(30_000, others=(asked_for(pence=30_000, cost_pence=60_000),)), ""),
    ("it brings as much", lambda: matched(60_000, 120_000), ""),
    ("it brings a penny less", lambda: matched(60_000, 119_999), "is for projects without match"),
    ("from the threshold on", lambda: two_officers(50_000), True),
    ("under the threshold", lambda: two_officers(49_999), False),
]  # fmt: skip

# --- The offer --------------------------------------------------------------------------------------------------------

ACCEPTED = Some(answer="accepted", get_answer_display=lambda: "Offer accepted")
DECLINED = Some(answer="declined", get_answer_display=lambda: "Offer declined")


def an_offer(answer: Any = None, limit: int | None = 50_000) -> Offer:
    rule = in_force("offer_within", {"days": 28})
    at_most = (Limit(limit), in_force("subsidy_limit", {"pence": limit})) if limit else None
    return Offer(asked_for(state="approved"), ON - 28 * DAY, ON, rule, (), at_most, answer)


def answers(offer: Offer | None, roles: Any = None, on: dt.date = ON, state: str = "approved") -> Verdict:
    return offers.may_answer_offer(roles, asked_for(state=state), offer, on)


def declares(limit: int | None = 50_000, ours: int = 0, **answer: Any) -> Verdict:
    declared = (an_offer(limit=limit), offers.Answer(accepts=True, **answer))
    return said(offers.declared, *declared, of=offers, own_awards=Some(pence=ours))


OFFERS: list[Row] = [
    ("the group, on the last day", lambda: answers(an_offer()), ""),
    ("the group, a day late", lambda: answers(an_offer(), on=ON + DAY), "The offer stood until"),
    ("the co-ordinator", lambda: answers(an_offer(), somebody("co_ordinator")), ""),
    ("finance", lambda: answers(an_offer(), somebody("finance")), "Only the group, or the ward’s co-ordinator"),
    ("nothing offered", lambda: answers(None), "Nothing is on offer here."),
    ("a second answer", lambda: answers(an_offer(DECLINED)), "Offer declined: nothing is left"),
    ("withdrawn meanwhile", lambda: answers(an_offer(), state="withdrawn"), "Nothing is on offer here now"),
    ("sells: not said", lambda: declares(), "Say whether the group sells"),
    ("sells nothing", lambda: declares(sells=False), ""),
    ("sells, and says not how much", lambda: declares(sells=True), "how much other Minimal Financial Assistance"),
    ("comes to the limit", lambda: declares(sells=True, other_pence=10_000), ""),
    ("comes to a penny more", lambda: declares(sells=True, other_pence=10_001), "more than £500 in three years"),
    ("comes to the limit with our awards", lambda: declares(sells=True, other_pence=4_000, ours=6_000), ""),
    (
        "a penny more with our awards",
        lambda: declares(sells=True, other_pence=4_000, ours=6_001),
        "£60.01 of it in this council’s other awards",
    ),
    ("no limit in the rules", lambda: declares(limit=None), ""),
    ("paid before an answer", lambda: offers.offer_stands(asked_for(), an_offer()), "has not accepted the offer"),
    ("paid after a no", lambda: offers.offer_stands(asked_for(), an_offer(DECLINED)), "has not accepted the offer"),
    ("paid after a yes", lambda: offers.offer_stands(asked_for(), an_offer(ACCEPTED)), ""),
    ("paid where nothing is offered", lambda: offers.offer_stands(asked_for(), None), ""),
]

# --- The footing ------------------------------------------------------------------------------------------------------


def stands_on(rule: list[str] | None, executive: bool = False, own: bool = True) -> LegalBasis:
    rules = RuleSet({"legal_basis": in_force("legal_basis", rule)} if rule else {})
    application = asked_for(councillor=Some(user_id=1) if own else None)
    return said(footing.footing_of, application, ON, rule_set=rules, is_executive=executive).basis


def first(by: int, own: int | None = 1, councillor: bool = False) -> LegalBasis:
    known = {"rule_set": RuleSet({}), "is_executive": False, "is_councillor": councillor}
    application = asked_for(councillor=Some(user_id=own) if own else None)
    return said(footing.first_basis, application, Some(pk=by), ON, **known)


def approved_on(basis: LegalBasis | None) -> LegalBasis:
    return said(footing.approved_on, asked_for(), first_yes=Some(basis=basis) if basis else None)


def copy(roles: Any, given: dt.date = ON, basis: str = "member", before: Any = None) -> Verdict:
    decision = Some(by_id=1, basis=basis, on=ON - DAY, copy_given=before)
    return footing.may_give_copy(roles, decision, given)  # type: ignore[arg-type]


def due(text: str) -> str:
    return str(footing.copy_due(Decision(on=dt.date.fromisoformat(text))))


def late(on: str, given: str = "") -> bool:
    copy_given = Some(on=dt.date.fromisoformat(given)) if given else None
    decision = Some(on=dt.date(2026, 11, 24), pk=1, copy_given=copy_given)
    return bool(said(footing.late_copies, dt.date.fromisoformat(on), member_decisions=[decision]))


FOOTING: list[Row] = [
    ("no rule", lambda: stands_on(None), LegalBasis.ADVICE),
    ("the rule names the officer", lambda: stands_on(["officer"]), LegalBasis.ADVICE),
    ("the rule names the member", lambda: stands_on(["member"]), LegalBasis.MEMBER),
    ("of the executive", lambda: stands_on(["member"], executive=True), LegalBasis.ADVICE),
    ("a ward's fund", lambda: stands_on(["member"], own=False), LegalBasis.MEMBERS),
    ("their own yes", lambda: first(1), LegalBasis.ADVICE),
    ("an arbiter's yes", lambda: first(2, councillor=True), LegalBasis.CABINET),
    ("closed by an officer", lambda: first(2), LegalBasis.OFFICER),
    ("approved after a member", lambda: approved_on(LegalBasis.MEMBER), LegalBasis.MEMBER),
    ("approved after the cabinet", lambda: approved_on(LegalBasis.CABINET), LegalBasis.CABINET),
    ("approved after the members", lambda: approved_on(LegalBasis.MEMBERS), LegalBasis.OFFICER),
    ("approved after advice", lambda: approved_on(LegalBasis.ADVICE), LegalBasis.OFFICER),
    ("entered", lambda: approved_on(None), LegalBasis.OFFICER),
    ("the member gives it", lambda: copy(somebody()), ""),
    ("the Monitoring Officer gives it", lambda: copy(somebody("monitoring_officer", pk=2)), ""),
    ("somebody else gives it", lambda: copy(somebody("approver", pk=2)), "Only the councillor who decided"),
    ("no member's own decision", lambda: copy(somebody(), basis="officer"), "no copy is asked for"),
    ("given before", lambda: copy(somebody(), before=Some(on=ON)), "has had the copy since"),
    ("on the day of the decision", lambda: copy(somebody(), ON - DAY), ""),
    ("before the decision", lambda: copy(somebody(), ON - 2 * DAY), "from the decision until today"),
    ("tomorrow", lambda: copy(somebody(), ON + DAY), "from the decision until today"),
    ("a month after", lambda: due("2026-11-24"), "2026-12-24"),
    ("over the year's end", lambda: due("2026-12-31"), "2027-01-31"),
    ("into February", lambda: due("2027-01-31"), "2027-02-28"),
    ("into a leap February", lambda: due("2028-01-30"), "2028-02-29"),
    ("on its last day", lambda: late("2026-12-24"), False),
    ("the day after", lambda: late("2026-12-25"), True),
    ("given in time, and long ago", lambda: late("2027-06-01", "2026-12-01"), False),
    ("given late stays late", lambda: late("2027-06-01", "2026-12-25"), True),
]
