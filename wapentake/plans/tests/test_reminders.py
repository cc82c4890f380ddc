"""Owners are reminded of actions that are late or soon due: one e-mail a person, once a week at most."""

import datetime as dt

import pytest
from django.core import mail

from wapentake.foundation.jobs import send_mail
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused
from wapentake.office.states import RoleKind

from ..actions import change_action_state, remind_owners, set_reminder_rule
from ..models import Reminder
from ..notices import actions_need_you
from ..queries import actions_by_reader
from ..rules import week_of
from ..states import ActionState
from .cast import TODAY, Town, later, role
from .test_doing import highways, plan_of

MONDAY = dt.date(2026, 11, 23)


def test_the_week_begins_on_its_monday():
    assert {week_of(MONDAY + dt.timedelta(days=day)) for day in range(7)} == {MONDAY}
    assert week_of(MONDAY - dt.timedelta(days=1)) == dt.date(2026, 11, 16)


def test_an_action_is_its_leads_and_its_owners_else_the_co_ordinators(castle: Town):
    owner = highways()
    officer = role("Omar Roads", RoleKind.SERVICE_OFFICER, organisation=owner)
    plan_of(castle, owner)
    read = {user.name: [one.text for one in rows] for user, rows in actions_by_reader(TODAY, 30).items()}
    assert read == {"Omar Roads": ["An island"], "Tariq Iqbal": ["A school street"]}
    officer.is_active = False
    officer.save()
    assert [one.text for one in actions_by_reader(TODAY, 30)[castle.dan]] == ["An island"]
    assert "An island" not in str(actions_by_reader(TODAY, 7)), "it is due in sixteen days"


def test_one_e_mail_a_person_and_week_says_what_to_do(castle: Town, monkeypatch: pytest.MonkeyPatch):
    plan_of(castle, highways())
    sent = []
    monkeypatch.setattr(send_mail, "defer", lambda **kwargs: sent.append(kwargs))
    set_reminder_rule(30, TODAY, source="The Head of Neighbourhoods", by=castle.head, at=later(8))
    assert remind_owners(at=later(9)) == 2
    assert remind_owners(at=later(10)) == 0
    assert remind_owners(at=later(10 + 3 * 24 * 60)) == 0, "it is the same week still"
    assert {tuple(one["to"]) for one in sent} == {("tariq.iqbal@example.org",), ("dan.cole@example.org",)}
    text = next(one for one in sent if "iqbal" in one["to"][0])
    assert text["subject"] == "1 action of a ward plan: 1 late"
    assert "A school street\nBoston Castle, Slower streets. Cllr Tariq Iqbal." in text["text"]
    assert "/desk/plan/actions/" in text["text"]
    assert remind_owners(at=later(7 * 24 * 60)) == 2
    assert Reminder.objects.count() == 4
    assert AuditRecord.objects.filter(action="reminded_of_actions").count() == 4
    assert mail.outbox == []


def test_nobody_is_written_to_about_what_is_done(castle: Town):
    for action in plan_of(castle).actions.all():
        change_action_state(action, ActionState.DONE, by=castle.dan, at=later(8))
    assert remind_owners(at=later(9)) == 0


def test_late_and_soon_stand_apart(castle: Town):
    rows = list(plan_of(castle, highways()).actions.exclude(due_on=None).order_by("due_on"))
    message = actions_need_you(castle.dan, rows, TODAY, 30)
    assert message.subject == "2 actions of ward plans: 1 late and 1 soon due"
    assert message.text.index("LATE") < message.text.index("A school street") < message.text.index("DUE WITHIN 30")


def test_when_owners_are_reminded_is_set_with_its_source(castle: Town):
    for days, source, by, why in (
        (14, "x", castle.dan, "Only the Head"),
        (0, "x", castle.head, "1 to 90"),
        (14, " ", castle.head, "Say where it was decided"),
        (14, "x", castle.head, ""),
    ):
        if why:
            with pytest.raises(Refused, match=why):
                set_reminder_rule(days, TODAY, source=source, by=by, at=later(9))
        else:
            set_reminder_rule(days, TODAY, source=source, by=by, at=later(9))
    with pytest.raises(Refused, match="set already"):
        set_reminder_rule(10, TODAY, source="x", by=castle.head, at=later(10))
