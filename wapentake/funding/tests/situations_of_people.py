"""More situations put to the rules: of splitting, of being paid, of who may act, and of where an application stands."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from unittest import mock

from wapentake.foundation.verdicts import Verdict
from wapentake.funding.models import Application
from wapentake.funding.queries import Case, Person, RuleSet, Seat
from wapentake.funding.queries.paying import Paying
from wapentake.funding.rules import (
    Part,
    applications,
    barred,
    being_paid,
    instalments,
    limits,
    payee_details,
    paying,
    splitting,
    standing,
    subsidies,
)
from wapentake.funding.rules.routing import Routing
from wapentake.funding.states.instalments import ShownFirst
from wapentake.funding.states.routing import Step

from . import test_routing
from .situations import DAY, FOOTING, LIMITS, OFFERS, ON, Row, Some, asked_for, in_force, said, somebody
from .world import AT

# --- Splitting, being paid, bank details ------------------------------------------------------------------------------

SPLIT = Some(words="With others, the group asks for £1,497 here.")


def not_split(split: Any, explained: bool = False) -> Verdict:
    return said(splitting.not_split, asked_for(), ON, split_of=split, said_not_split=explained)


def says(roles: Any, state: str = "supported", split: Any = SPLIT, explained: bool = False) -> Verdict:
    application = asked_for(state=state)
    return said(
        splitting.may_say_not_split, roles, application, ON, split_of=split, said_not_split=explained
    )  # fmt: skip


def being(rule: Callable[..., Any], *arguments: Any) -> Verdict:
    return said(rule, *arguments, open_line=Some(run_id=7, run=Some(made_at=AT)))


def withdraws(paid: int = 0, **known: Any) -> Verdict:
    with mock.patch.multiple(instalments, parts_paid=lambda _: paid):
        return said(applications.may_withdraw, None, asked_for(state="approved"), **known)


def part_paid(**changes: Any) -> Verdict:
    part = Some(**{"number": 2, "pence": 10_000, "due_on": ON, "first": "nothing"} | changes)
    return instalments.part_may_be_paid(part, ON)


def parts(first: int, second: int, later: dt.timedelta = DAY) -> Verdict:
    due = ON + 10 * DAY
    every = [Part(first, due, ShownFirst.NOTHING), Part(second, due + later, ShownFirst.NOTHING)]
    return instalments.parts_stand(asked_for(), every, ON)


def checks(roles: Any, state: str = "given", newest: int = 1, there: bool = True) -> Verdict:
    details = Some(
        pk=1, state=state, given_by_id=2, application=asked_for(state="approved"), get_state_display=lambda: "Checked"
    )
    return said(
        payee_details.may_check_details, roles, details if there else None, details_of=Some(pk=newest), open_line=None
    )  # fmt: skip


def details(state: str | None, refused: int = 0) -> Verdict:
    there = Some(state=state, given_at=AT) if state else None
    return said(payee_details.details_stand, asked_for(), details_of=there, all_details_of=[Some()] * refused)


PAID: list[Row] = [
    ("nothing adds up", lambda: not_split(None), ""),
    ("it adds up", lambda: not_split(SPLIT), "Say first why this is not splitting"),
    ("it adds up, and was explained", lambda: not_split(SPLIT, True), ""),
    ("an approver explains", lambda: says(somebody("approver")), ""),
    ("a co-ordinator explains", lambda: says(somebody("co_ordinator")), "Only an approving officer"),
    ("who applied explains", lambda: says(somebody("approver", email="PAT@example.org")), "sent this application"),
    ("nothing to explain", lambda: says(somebody("approver"), split=None), "nothing adds up"),
    ("after it was decided", lambda: says(somebody("approver"), "approved"), "nothing adds up"),
    ("explained twice", lambda: says(somebody("approver"), explained=True), "It has been said"),
    ("not in a run", lambda: said(being_paid.not_being_paid, asked_for(), open_line=None), ""),
    ("in a run", lambda: being(being_paid.not_being_paid, asked_for()), "in payment run 7 of 24 November 2026"),
    ("withdrawn", lambda: withdraws(open_line=None), ""),
    ("withdrawn in a run", lambda: withdraws(open_line=Some(run_id=7, run=Some(made_at=AT))), "being paid"),
    ("withdrawn, and partly paid", lambda: withdraws(10_000, open_line=None), "£100.00 of it has been paid"),
    ("an instalment on its day", lambda: part_paid(), ""),
    ("an instalment before it", lambda: part_paid(due_on=ON + DAY), "is due on 25 November 2026"),
    ("nothing shown", lambda: part_paid(first="receipt"), "is paid once the group has shown"),
    ("shown, and not seen", lambda: part_paid(first="receipt", shown_at=AT), "has read"),
    ("shown and seen", lambda: part_paid(first="receipt", shown_at=AT, seen_at=AT), ""),
    ("the next one", lambda: instalments.is_the_next(Some(number=2), 2), ""),
    ("the one before", lambda: instalments.is_the_next(Some(number=2), 1), "is not the one that is paid next"),
    ("parts of the award", lambda: parts(10_000, 30_000), ""),
    ("parts a penny short", lambda: parts(10_000, 29_999), "£0.01 too little"),
    ("a part of nought", lambda: parts(0, 40_000), "of more than £0"),
    ("parts out of order", lambda: parts(10_000, 30_000, later=-DAY), "or later"),
    ("other details in a run", lambda: being(payee_details.may_give_details, None, asked_for(state="approved")),
     "being paid"),
    ("finance checks", lambda: checks(somebody("finance")), ""),
    ("an approver checks", lambda: checks(somebody("approver")), "Only a finance officer"),
    ("who typed it in checks", lambda: checks(somebody("finance", pk=2)), "another officer must check them"),
    ("older ones are checked", lambda: checks(somebody("finance"), newest=3), "given other bank details since"),
    ("checked twice", lambda: checks(somebody("finance"), "checked"), "nothing is left to check"),
    ("none to check", lambda: checks(somebody("finance"), there=False), "no bank details yet"),
    ("unchecked details", lambda: details("given"), "a second person has not checked them"),
    ("refused details", lambda: details("refused"), "a second person has not checked them"),
    ("checked details", lambda: details("checked"), ""),
    ("no details", lambda: details(None), ""),
    ("none but refused ones", lambda: details(None, refused=1), "the group has given no others yet"),
]  # fmt: skip

# --- Who may act ------------------------------------------------------------------------------------------------------


def other_part(roles: Any = None, **known: Any) -> Verdict:
    plain = {"supporters": set(), "entered_for": None, "voters": set()}
    declared = known.pop("declared", set())
    with mock.patch.object(barred, "officers_barred", return_value=declared):
        return said(applications._untouched_by, roles or somebody("approver"), asked_for(), **plain | known)


def pays(
    roles: Any, approver: int = 9, checker: int = 8, writer: int = 7, reader: int = 6, **application: Any
) -> Verdict:
    award = asked_for(**{"state": "approved"} | application)
    details = Some(settled_by_id=checker, given_by_id=writer, state="checked")
    part = Some(first="note", seen_by_id=reader, shown_by_id=None, seen_at=AT, due_on=AT.date(), number=1, pence=1)
    rules, approval = Some(on=lambda *_: RuleSet({})), Some(by_id=approver, payee_name="")
    known = Paying(award, rules, approval=approval, details=details, part=part, open=True)
    return said(paying.may_pay_it, roles, known, AT, of=paying, _no_part_in=Verdict.yes())


def _always(*_: Any, **__: Any) -> Verdict:
    return Verdict.yes()


BEFORE = ("may_check", "not_split", "checks_done", "selling_asked", "within_subsidy_limit")


def approves(checked: set[int], rule: Any = True) -> Verdict:
    cited = in_force("second_officer", {"pence": 1}) if rule else None
    with (
        mock.patch.multiple(limits, needs_second_officer=lambda *_: cited),
        mock.patch.multiple(applications, **dict.fromkeys(BEFORE, _always)),
    ):
        return said(applications.may_approve, somebody("approver"), asked_for(), AT, checkers=checked)


def payee(now: tuple[str, str], then: str = "Garden") -> Verdict:
    return said(paying._payee_stands, asked_for(), Some(payee_name=then, payee_number="7"), payee_now=now)


def stands(interest: bool, dispensed: bool = False, counts: bool = True) -> Verdict:
    verdict = Verdict.no("An interest.") if interest else Verdict.yes()
    with (
        mock.patch.multiple(applications, office=Some(may_take_part=lambda *_, **__: verdict)),
        mock.patch.multiple(applications, dispensation_for=lambda *_, **__: Some() if dispensed else None),
        mock.patch.multiple(applications, interests_that_stop=lambda *_: [Some()] * counts),
    ):
        known = {"decision_of": Some(basis="members", at=AT), "who_said_yes": [Some()]}
        return said(applications._support_still_stands, asked_for(), AT, **known)


def comes_back(
    pence: int, state: str = "paid", role: str = "finance", is_open: bool = True, paid: int = 100
) -> Verdict:
    return said(applications.may_return, somebody(role), asked_for(state=state), pence, paid, is_open=is_open)


PEOPLE: list[Row] = [
    ("no other part", lambda: other_part(), ""),
    ("declared an interest", lambda: other_part(declared={1}), "You have declared an interest in this"),
    ("another declared one", lambda: other_part(declared={2}), ""),
    ("supported it", lambda: other_part(supporters={1}), "You supported this application"),
    ("entered it", lambda: other_part(entered_for=Some(by_id=1)), "You entered this application"),
    ("another entered it", lambda: other_part(entered_for=Some(by_id=2)), ""),
    ("voted on it", lambda: other_part(voters={1}), "You voted on this application"),
    ("sent it", lambda: other_part(somebody("approver", email="PAT@example.org")), "You sent this application"),
    ("has a role in the group", lambda: other_part(Some(user=Some(pk=1, email=""), held=[Some(organisation_id=5)])),
     "You hold a role in"),
    ("finance pays", lambda: pays(somebody("finance")), ""),
    ("an approver pays", lambda: pays(somebody("approver")), "Only a finance officer"),
    ("who approved pays", lambda: pays(somebody("finance"), approver=1), "You approved this award"),
    ("who checked the details pays", lambda: pays(somebody("finance"), checker=1), "You checked these bank details"),
    ("who wrote details down pays", lambda: pays(somebody("finance"), writer=1), "You wrote down these bank details"),
    ("who read the note pays", lambda: pays(somebody("finance"), reader=1), "You read what the group showed"),
    ("paid before it is approved", lambda: pays(somebody("finance"), state="supported"), "already been supported"),
    ("paid twice", lambda: pays(somebody("finance"), state="paid"), "already been paid"),
    ("nobody checked", lambda: approves(set()), "another officer must check it first"),
    ("checked by oneself", lambda: approves({1}), "another officer must approve what you checked"),
    ("checked by another", lambda: approves({2}), ""),
    ("one officer is enough", lambda: approves(set(), rule=None), ""),
    ("the payee as it was", lambda: payee(("Garden", "7")), ""),
    ("the payee renamed", lambda: payee(("Friend", "7")), "It was awarded to Garden"),
    ("the payee with another number", lambda: payee(("Garden", "8")), "It was awarded to Garden"),
    ("no interest since", lambda: stands(False), ""),
    ("an interest since", lambda: stands(True), "The Monitoring Officer has still to look at it"),
    ("an interest that was let stand", lambda: stands(True, counts=False), ""),
    ("an interest, and a dispensation", lambda: stands(True, True), ""),
    ("all comes back", lambda: comes_back(100), ""),
    ("more comes back", lambda: comes_back(101), "no more than that can come back"),
    ("nothing comes back", lambda: comes_back(0), "more than £0"),
    ("back before it was paid", lambda: comes_back(1, "approved", paid=0), "Nothing has been paid"),
    ("back from what is partly paid", lambda: comes_back(100, "approved"), ""),
    ("an approver takes it back", lambda: comes_back(1, role="approver"), "Only a finance officer"),
    ("no year is open", lambda: comes_back(1, is_open=False), "is not open for"),
    ("the last penny", lambda: applications.enough_left(100, 100), ""),
    ("a penny too much", lambda: applications.enough_left(100, 101), "which is £0.01 too little"),
]  # fmt: skip

# --- Standing, and who decides ----------------------------------------------------------------------------------------

CASE = Case(
    tuple(Seat(Person(pk, f"Cllr {pk}"), barred=pk == 4, vote="" if pk == 3 else "for") for pk in (1, 2, 3, 4)),
    ("unanimous", "majority"), due_on=ON, next_due_on=ON + DAY,
)  # fmt: skip


def where(step: Step, stopped: bool) -> tuple[Step, tuple[int, ...], dt.date]:
    routing = Routing(step, (), "Two for it.", ON)
    rules = [Verdict.yes(), *([Verdict.no("Too little.")] if stopped else [])]
    found = said(
        standing.standing_of, Application(), AT, of=standing, case_of=CASE, route=routing, before_yes=lambda *_: rules
    )
    return found.step, tuple(person.user for person in found.who), found.by


STANDING: list[Row] = [
    ("enough for it", lambda: where(Step.SUPPORTED, False), (Step.SUPPORTED, (), ON)),
    ("enough for it, and stopped", lambda: where(Step.SUPPORTED, True), (Step.MEMBERS, (1, 2), ON + DAY)),
    ("declined, whatever stops a yes", lambda: where(Step.DECLINED, True), (Step.DECLINED, (), ON)),
    ("every shape of conflict", test_routing.wrong_rows, []),
]

# --- Whether a group sells --------------------------------------------------------------------------------------------


def sells(rule: Callable[..., Any], told: bool | None, own: int = 0, offered: bool = True, **rules: Any) -> Verdict:
    in_them = RuleSet({key: in_force(key, value) for key, value in rules.items()})
    known = {"told_selling": told, "own_awards": Some(pence=own, since=ON), "is_offered": offered}
    with mock.patch.object(subsidies, "queries", Some(rule_set=lambda *_: in_them)):
        return said(rule, asked_for(), ON, of=subsidies, **known)


ASKED, WITHIN = subsidies.selling_asked, subsidies.within_subsidy_limit
MOST = {"pence": 50_000}
SELLING: list[Row] = [
    ("not asked", lambda: sells(ASKED, None, subsidy_asked=["approval"]), "has not been asked whether it sells"),
    ("asked, and sells none", lambda: sells(ASKED, False, subsidy_asked=["approval"]), ""),
    ("asked, and sells", lambda: sells(ASKED, True, subsidy_asked=["approval"]), ""),
    ("asked with the offer", lambda: sells(ASKED, None, subsidy_asked=["offer"]), ""),
    ("no rule asks", lambda: sells(ASKED, None), ""),
    ("nothing is offered to it", lambda: sells(ASKED, None, offered=False, subsidy_asked=["approval"]), ""),
    ("sells, and comes to the limit", lambda: sells(WITHIN, True, 10_000, subsidy_limit=MOST), ""),
    ("sells, and a penny more", lambda: sells(WITHIN, True, 10_001, subsidy_limit=MOST), "more than £500"),
    ("sells nothing, and had more", lambda: sells(WITHIN, False, 90_000, subsidy_limit=MOST), ""),
    ("a service that had more", lambda: sells(WITHIN, True, 90_000, offered=False, subsidy_limit=MOST), ""),
    ("no limit in the fund's rules", lambda: sells(WITHIN, True, 90_000), ""),
]

EVERY: dict[str, list[Row]] = {
    "limits": LIMITS, "offers": OFFERS, "footing": FOOTING, "paid": PAID, "people": PEOPLE, "standing": STANDING,
    "selling": SELLING,
}  # fmt: skip


def wrong(area: str) -> list[str]:
    """Return the rows of an area to which the rules give another answer, or none at all."""
    return [words for words, ask, answer in EVERY[area] if not _agrees(ask, answer)]


def _agrees(ask: Callable[[], Any], answer: Any) -> bool:
    try:
        found = ask()
    except Exception:
        return False
    if isinstance(found, Verdict):
        return bool(found) is not bool(answer) and answer in found.reason
    return bool(found == answer)
