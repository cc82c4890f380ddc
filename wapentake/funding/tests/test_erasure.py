"""Erasure leaves no word behind: a canary in all that is written of an application, every column looked at."""

import datetime as dt

import pytest
from django.db import connection

from wapentake.foundation import audit, uploads
from wapentake.foundation.calendars import months_after
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.actions import BankSaid
from wapentake.funding.models import (
    Application,
    BankAccount,
    Letter,
    LevyAnswer,
    Monitoring,
    PurposeChange,
    Recovery,
    Transfer,
)
from wapentake.funding.rules import Answer, Part, Showing, Spent
from wapentake.funding.states.instalments import ShownFirst
from wapentake.funding.states.papers import Paper, Received
from wapentake.funding.states.payees import CheckedBy
from wapentake.office.states import RoleKind

from .test_held import CANARY, PDF, told
from .world import AT, World, officer

TODAY = AT.date()
LATER = AT + dt.timedelta(days=1)
SAYS = f"{CANARY} says so."
DECIDED = "the record of a decision, which the law keeps (2012 Regulations, regulation 13)"
# What may keep a word after erasure, with the reason. A line here that finds nothing fails the test.
KEPT = {
    "funding_application.title": "what was asked for, as the council lists it without saying by whom",
    "funding_decision.reasons": DECIDED,
    "funding_decision.alternatives": DECIDED,
    "funding_decision.equality": DECIDED,
    "funding_cancellation.reason": "published with the decision that it ends",
    "funding_paymentrun.unmatched": "lines of the bank’s answer that are of no application here",
    "procrastinate_jobs.args": "mail on its way: a worker sends it, and the row goes with the finished job",
}


def stands_in(word: str) -> set[str]:
    """Return each column of the database in which a word stands, whoever put it there."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables "
            "USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE' "
            "ORDER BY 1, 2"
        )
        columns: dict[str, list[str]] = {}
        for table, column in cursor.fetchall():
            columns.setdefault(table, []).append(column)
        for table, names in columns.items():
            counts = ", ".join(f"""count(*) FILTER (WHERE "{name}"::text ILIKE %s)""" for name in names)
            cursor.execute(f'SELECT {counts} FROM "{table}"', [f"%{word}%"] * len(names))
            row = cursor.fetchone()
            found |= {f"{table}.{name}" for name, count in zip(names, row, strict=True) if count}
    return found


def asked(world: World) -> Application:
    """An application that an officer entered, with a word in everything that it may say."""
    draft = actions.enter_for_group(Received.TELEPHONE, TODAY, SAYS, by=world.holroyd, at=AT)
    actions.attach(draft, uploads.check(f"{CANARY}.pdf", PDF), Paper.ACCOUNTS, at=AT)
    said = world.asked(
        title=f"A store for {CANARY}", purpose=SAYS, contact_name=f"Jo {CANARY}", who_benefits=SAYS,
        contact_email=f"{CANARY.lower()}@example.org", who_was_asked=SAYS, more=told(),
    )  # fmt: skip
    return actions.submit_draft(draft, said, at=AT)


def decided(world: World, award: Application) -> None:
    actions.support(award, interest=False, reasons=SAYS, by=world.ashby.user, at=AT, key=world.key())
    world.tick(award, note=SAYS)
    actions.approve(
        award, interest=False, equality=SAYS, reasons=SAYS, alternatives=SAYS, by=world.marsden, at=AT,
        key=world.key(),
    )  # fmt: skip


def accepted(world: World, award: Application) -> None:
    answer = Answer(True, f"Jo {CANARY}", CANARY, "", True, 100, CANARY)
    actions.answer_offer(award, answer, by=None, at=AT)


def other_purpose(world: World, award: Application) -> None:
    change = actions.ask_purpose_change(award, purpose=SAYS, why=SAYS, name=f"Jo {CANARY}", by=None, at=AT)
    actions.answer_purpose_change(change, consents=True, reasons=SAYS, interest=False, by=world.ashby.user, at=AT)
    actions.answer_purpose_change(
        PurposeChange.objects.get(pk=change.pk), consents=False, reasons=SAYS, interest=False, by=world.marsden, at=AT
    )


def bounced(world: World, award: Application) -> None:
    """Bank details of a person, checked and sent; the bank says no and says of whom."""
    details = actions.give_details(award, BankAccount(f"Jo {CANARY}", "309950", "00781234"), by=None, at=AT)
    actions.check_details(details, how=CheckedBy.CALL, said=SAYS, by=world.grey, at=AT)
    run = actions.make_run([award], by=world.finch, at=AT, key=world.key())
    [line] = run.lines.all()
    actions.settle_run(run, {line.pk: BankSaid(False, SAYS)}, [f"{CANARY} 400.00 paid"], by=world.finch, at=AT)


def declined_offer(world: World, award: Application) -> None:
    actions.answer_offer(award, Answer(False, f"Jo {CANARY}", CANARY, SAYS), by=None, at=AT)


def never_paid(world: World, award: Application) -> None:
    """Shown for, held, bounced, asked to be something else, cancelled and let stand, and at last given up."""
    actions.set_instalments(award, [Part(40_000, TODAY, ShownFirst.NOTE)], by=world.finch, at=AT)
    accepted(world, award)
    actions.show_for_instalment(award, Showing(SAYS), by=None, at=AT)
    actions.see_shown(award, number=1, by=world.holroyd, at=AT)
    other_purpose(world, award)
    bounced(world, award)
    actions.withdraw(award, by=None, at=AT)


def cancelled(world: World, award: Application) -> None:
    accepted(world, award)
    actions.cancel_award(award, reason=SAYS, by=world.marsden, at=AT)


def paid_by_mistake(world: World, award: Application) -> None:
    """Paid, reported, asked back, a part given up; then the payment is corrected and the award withdrawn."""
    accepted(world, award)
    transfer = actions.pay(award, by=world.finch, at=AT, key=world.key())
    form = Monitoring.objects.get(application=award)
    for _ in range(2):
        actions.send_monitoring(form, done=SAYS, people=1, spent_pence=1, receipts=[Spent(TODAY, SAYS, 1)], at=LATER)
        actions.send_monitoring_again(form, reason=SAYS, by=world.holroyd, at=LATER)
    row = actions.ask_back(
        form, 10_000, said=SAYS, how=SAYS, due_on=dt.date(2030, 1, 15), by=world.holroyd,
        at=AT + dt.timedelta(days=900), key=world.key(),
    )  # fmt: skip
    made = actions.propose_write_off(row, 10_000, reason=SAYS, by=world.finch, at=LATER)
    actions.settle_write_off(made, agree=True, by=world.grey, at=LATER)
    came = actions.return_money(award, 100, reason=SAYS, by=world.finch, at=LATER, key=world.key())
    actions.reverse(Transfer.objects.get(pk=came), reason=SAYS, by=world.grey, at=LATER)
    actions.reverse(Transfer.objects.get(pk=transfer), reason=SAYS, by=world.grey, at=LATER)
    actions.withdraw(Application.objects.get(pk=award.pk), by=None, at=LATER)


@pytest.mark.django_db
def test_names_in_an_award_go_when_their_time_is_up_and_the_award_stays(world: World, client, monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    award = asked(world)
    decided(world, award)
    accepted(world, award)
    account = actions.give_details(award, BankAccount(f"Jo {CANARY}", "309950", "00781234"), by=None, at=AT)
    actions.check_details(account, how=CheckedBy.CALL, said=SAYS, by=world.grey, at=AT)
    actions.pay(award, by=world.finch, at=AT, key=world.key())
    form = Monitoring.objects.get(application=award)
    actions.send_monitoring(form, done=SAYS, people=1, spent_pence=1, receipts=[Spent(TODAY, SAYS, 1)], at=LATER)
    last = AT + (months_after(TODAY, 72) - TODAY)
    robin = officer("Robin Admin", RoleKind.ADMINISTRATOR)
    with pytest.raises(Refused, match="its record must be kept"):
        actions.erase_application(award, by=robin, at=last)
    assert actions.erase_what_is_due(at=last) == 1, "the bank details alone"
    asked_back = Recovery.objects.create(
        application=award, pence=100, why="unspent", said=SAYS, how=SAYS, due_on=last, opened_by=world.finch,
        opened_at=last, key=world.key(),
    )  # fmt: skip
    assert actions.erase_what_is_due(at=last + dt.timedelta(days=1)) == 0, "some of it is asked back"
    Recovery.objects.filter(pk=asked_back.pk).update(state="closed")
    assert actions.erase_what_is_due(at=last + dt.timedelta(days=1)) == 1
    assert actions.erase_what_is_due(at=last + dt.timedelta(days=2)) == 0
    kept = {name for name in KEPT if name not in ("funding_cancellation.reason", "funding_paymentrun.unmatched")}
    assert stands_in(CANARY) <= kept
    award.refresh_from_db()
    assert (award.state, award.pence, award.contact_name) == ("paid", 40_000, "")
    page = client.get(f"/awards/{award.reference}/").content.decode()
    assert "£400" in page
    assert str(award.organisation) in page
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


@pytest.mark.django_db
def test_no_word_is_left_in_any_column(world: World, monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    awards = []
    for life in (declined_offer, never_paid, cancelled, paid_by_mistake):
        award = asked(world)
        decided(world, award)
        life(world, award)
        Letter.objects.create(application=award, subject="An award", text=SAYS, written_at=AT)
        awards.append(award)
    LevyAnswer.objects.create(application=awards[0], demands=SAYS, engaged=SAYS, by=world.holroyd, at=AT)
    before = stands_in(CANARY)
    assert {"funding_offeranswer.reason", "funding_instalment.shown", "funding_paymentline.said"} <= before
    assert {"funding_recovery.said", "funding_writeoff.reason", "foundation_auditpersonal.data"} <= before
    assert not AuditRecord.objects.filter(facts__icontains=CANARY).exists(), "hashed, so it could never be erased"
    for award in awards:
        actions.erase_application(Application.objects.get(pk=award.pk), by=None, at=LATER)
    assert stands_in(CANARY) - KEPT.keys() == set()
    assert KEPT.keys() - stands_in(CANARY) - {"procrastinate_jobs.args"} == set(), "a reason for what is not there"
    assert list(audit.verify()) == []
