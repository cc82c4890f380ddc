"""The monitoring form: asked for with the payment, sent back by the group, read, reminded of, the money asked back."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.calendars import months_after
from wapentake.foundation.jobs import send_mail
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import Monitoring, Recovery
from wapentake.funding.pages.recoveries import asked_back_words
from wapentake.funding.queries.recoveries import may_still_be_asked, to_come
from wapentake.funding.states.monitoring import MonitoringState
from wapentake.office.queries import roles_of
from wapentake.organisations.states import Sector
from wapentake.people.models import User

from .world import AT, World, at

pytestmark = pytest.mark.django_db

DUE = dt.date(2027, 5, 24)
LATE = at("2027-05-25 09:00")
SAID = {"done": "Twelve people garden.", "people": 12, "spent": "380"}


@pytest.fixture
def mails(monkeypatch) -> list[dict]:
    found: list[dict] = []
    monkeypatch.setattr(send_mail, "defer", lambda **mail: found.append(mail))
    return found


@pytest.fixture
def form(world: World) -> Monitoring:
    award = world.approved(40_000)
    world.pay(award)
    return Monitoring.objects.get(application=award)


def sent(form: Monitoring, **given: object) -> Monitoring:
    values = {"done": "Twelve people garden.", "people": 12, "spent_pence": 38_000, "at": AT}
    return actions.send_monitoring(form, **values | given)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 11, 24), 6, dt.date(2027, 5, 24)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day: dt.date, months: int, then: dt.date):
    assert months_after(day, months) == then


def test_a_form_comes_with_the_payment_by_the_funds_rule(form: Monitoring):
    assert (form.due_on, form.state) == (DUE, MonitoringState.DUE)


def test_nobody_asks_whoever_sells_goods(world: World):
    world.group.sector = Sector.PRIVATE
    world.group.save()
    award = world.approved(40_000)
    world.pay(award)
    assert queries.monitoring_of(award) is None


def test_the_group_sends_it_by_its_link_without_an_account(form: Monitoring, client: Client):
    follow = f"/apply/follow/{form.application.token}/"
    with time_machine.travel(AT, tick=False):
        assert "Fill in the form" in client.get(follow).content.decode()
        wrong = client.post(f"{follow}monitoring/", SAID | {"people": "many", "spent": "1e3"}).content.decode()
        assert "Enter a whole number, like 40" in wrong
        assert "Twelve people garden." in wrong
        assert client.post(f"{follow}monitoring/", SAID).url == f"{follow}?done=monitoring"
        page = client.get(follow).content.decode()
    form.refresh_from_db()
    assert (form.state, form.people, form.spent_pence) == (MonitoringState.RECEIVED, 12, 38_000)
    assert "Monitoring form sent back" in page
    assert "Fill in the form" not in page
    assert audit.history(form.application.ref)[-1].action == "monitoring received"
    assert "already" in client.get(f"{follow}monitoring/").content.decode()


def test_the_co_ordinator_reads_it_and_sends_it_again(world: World, form: Monitoring, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    sent(form)
    client.force_login(world.holroyd, backend="allauth.account.auth_backends.AuthenticationBackend")
    base = f"/desk/monitoring/{form.application.reference}/"
    with time_machine.travel(AT, tick=False):
        page = client.get(base).content.decode()
        assert "Twelve people garden." in page
        assert "£20 was not spent" in page
        assert client.post(f"{base}again/", {"reason": "How many came?"}).url == base
        form.refresh_from_db()
        assert (form.state, form.said) == (MonitoringState.DUE, "How many came?")
        follow = f"/apply/follow/{form.application.token}/monitoring/"
        assert "How many came?" in client.get(follow).content.decode()
        sent(form)
        asked = client.get(f"{base}accept/").content.decode()
        assert "Twelve people garden." in asked, "what is accepted stands beside the button"
        [seen] = re.findall(r'name="seen"[^>]* value="([0-9a-f]{64})"', asked)
        actions.send_monitoring_again(form, reason="More, please.", by=world.finch, at=AT)
        sent(form, done="x")
        again = client.post(f"{base}accept/", {"seen": seen}).content.decode()
        assert "The group has sent the form again since you opened this page" in again
        with pytest.raises(Refused, match="sent the form again"):
            actions.accept_monitoring(form, seen=seen, by=world.holroyd, at=AT)
        [seen] = re.findall(r'name="seen"[^>]* value="([0-9a-f]{64})"', again)
        assert client.post(f"{base}accept/", {"seen": seen}).url == base
    form.refresh_from_db()
    assert form.state == MonitoringState.ACCEPTED
    with pytest.raises(Refused, match="nothing more is asked for"):
        sent(form)


def test_who_is_neither_co_ordinator_nor_finance_reads_no_form(world: World, form: Monitoring):
    sent(form)
    with pytest.raises(Refused, match="co-ordinator or a finance officer"):
        actions.accept_monitoring(form, by=world.marsden, at=AT)


def test_money_is_asked_back_only_once_the_form_is_late(
    world: World, form: Monitoring, client: Client, settings, mails: list[dict], django_capture_on_commit_callbacks
):
    """The form that never came opens a recovery: how much, how and by when; the group may still answer."""
    settings.WAPENTAKE_SECOND_FACTOR = False
    given = {"said": "No answer.", "how": "By bank transfer.", "due_on": dt.date(2027, 8, 1), "by": world.holroyd}
    with pytest.raises(Refused, match="due by 24 May 2027"):
        actions.ask_back(form, 40_000, **given, at=at("2027-05-24 23:59"), key="early")
    with pytest.raises(Refused, match="Say why"):
        actions.ask_back(form, 40_000, **given | {"said": " "}, at=LATE, key="dumb")
    with pytest.raises(Refused, match=r"£400.00 can be asked back"):
        actions.ask_back(form, 40_001, **given, at=LATE, key="more")
    form.refresh_from_db()
    assert form.state == MonitoringState.DUE, "what is refused changes nothing"
    where = f"/desk/monitoring/{form.application.reference}/ask-back/"
    with time_machine.travel(LATE, tick=False), django_capture_on_commit_callbacks(execute=True):
        client.force_login(world.holroyd, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert where in client.get("/desk/monitoring/").content.decode(), "the late row leads to it"
        asked = client.get(where).content.decode()
        assert "If it is not sent back in time, the money is asked for back" in asked
        assert "page 6" in asked, "the rule and its source"
        key = re.search(r'name="key"[^>]* value="([0-9a-f]{32})"', asked)
        typed = {"key": key[1], "amount": "400", "said": "No answer.", "how": "By bank transfer."}
        typed |= {"due_on-day": "1", "due_on-month": "8", "due_on-year": "2027"}
        gone = client.post(where, typed)
        assert client.post(where, typed).url == gone.url, "sent twice it asks once"
    row = Recovery.objects.get()
    assert gone.url == f"/desk/recoveries/{row.pk}/"
    assert (row.pence, row.why, row.due_on) == (40_000, "untold", dt.date(2027, 8, 1))
    [mail] = [one for one in mails if "ask for money back" in one["subject"]]
    assert f"/apply/follow/{form.application.token}/monitoring/" in mail["text"]
    form.refresh_from_db()
    assert form.state == MonitoringState.ASKED_BACK
    assert sent(form, at=LATE).state == MonitoringState.RECEIVED


@pytest.mark.parametrize("came", [0, 1_000])
def test_a_late_form_that_is_accepted_lets_what_was_asked_back_go(
    world: World, form: Monitoring, mails: list[dict], django_capture_on_commit_callbacks, came: int
):
    """The control: once some of it came, the rest stays asked for, and the group is reminded."""
    due = dt.date(2027, 8, 1)
    row = actions.ask_back(
        form, 40_000, said="No answer.", how="By cheque.", due_on=due, by=world.holroyd, at=LATE, key="k"
    )
    made = actions.propose_write_off(row, 500, reason="Small", by=world.finch, at=LATE)
    if came:
        actions.take_in(row, came, by=world.finch, at=LATE, key="t")
    sent(form, at=LATE)
    with django_capture_on_commit_callbacks(execute=True):
        actions.accept_monitoring(form, by=world.holroyd, at=LATE)
    row, words = Recovery.objects.get(), asked_back_words(form.application)
    thanks, text = (row.state, to_come(row)), mails[-1]["text"]
    made.refresh_from_db()
    if came:
        assert (thanks, made.state) == (("open", 39_000), "proposed")
        assert "£390.00 of the award is still to come back" in text
    else:
        assert (thanks, made.state) == (("closed", 0), "dropped")
        assert "We no longer ask for the £400.00 back" in text
        assert "£400.00 is asked for no longer" in words[0][1]
        with pytest.raises(Refused, match="It is settled"):
            actions.take_in(row, 1_000, by=world.finch, at=LATE, key="t")
        assert may_still_be_asked(form.application) == 40_000
    assert actions.remind_of_recoveries(at=at("2027-08-02 08:00")) == bool(came)
    assert queries.check_ledger().faults == ()


def test_each_reminder_is_sent_once(form: Monitoring, mails: list[dict], django_capture_on_commit_callbacks):
    told = []
    for day in ("2027-05-09", "2027-05-10", "2027-05-11", "2027-05-24", "2027-05-25", "2027-06-07", "2027-07-01"):
        with django_capture_on_commit_callbacks(execute=True):
            told.append(actions.remind_of_monitoring(at=at(f"{day} 07:20")))
    assert told == [0, 1, 0, 0, 1, 1, 0]
    subjects = [mail["subject"] for mail in mails if "monitoring form" in mail["subject"]]
    assert [subject.partition("form ")[2] for subject in subjects] == ["is due soon", "is late", "is late"]


def test_missed_reminders_are_sent_as_one(form: Monitoring):
    assert actions.remind_of_monitoring(at=at("2027-07-01 07:20")) == 1
    assert actions.remind_of_monitoring(at=at("2027-07-02 07:20")) == 0


def test_late_forms_are_listed_and_cost_the_same_queries(world: World, form: Monitoring, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False

    def more(number: int) -> None:
        for _ in range(number):
            world.pay(world.approved(100))

    with time_machine.travel(LATE, tick=False):
        client.force_login(world.holroyd, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get("/desk/monitoring/").content.decode()
        assert "1 form late" in page
        assert form.application.title in page
        assert [row.pk for row in queries.overdue_monitoring(LATE.date())] == [form.pk]
        assert queries.monitoring_waiting_for(roles_of(world.holroyd, LATE.date()), LATE.date()).count() == 1
        # A member of the ward sees the form, and is not asked for what is the co-ordinator's to do.
        assert not queries.monitoring_waiting_for(roles_of(world.ashby.user, LATE.date()), LATE.date())
        assert_same_queries(lambda: client.get("/desk/monitoring/?list=all"), more)


def test_rules_count_reminders_by_the_calendar(form: Monitoring):
    days = {"2027-05-09": 0, "2027-05-10": 1, "2027-05-24": 1, "2027-05-25": 2, "2027-06-07": 3}
    assert {day: rules.reminders_due(form, dt.date.fromisoformat(day)) for day in days} == days


def test_receipts_are_kept_shown_and_not_of_before_the_decision(form: Monitoring, client: Client):
    follow = f"/apply/follow/{form.application.token}/monitoring/"
    dated = {"on_1-day": "24", "on_1-month": "11", "on_1-year": "2026"}
    with time_machine.travel(AT, tick=False):
        half = client.post(follow, SAID | {"what_1": "Timber", "pounds_1": "300"}).content.decode()
        assert "Receipt 1: enter its date, or leave all of it empty" in half
        given = SAID | {"what_1": "Timber", "pounds_1": "300"} | dated
        early = client.post(follow, given | {"on_1-day": "23"}).content.decode()
        assert (
            "The receipt for Timber is of 23 November 2026, before the award was decided on 24 November 2026" in early
        )
        assert "devolved budgets guidance, page 3" in early
        late = client.post(follow, given | {"on_1-day": "25"}).content.decode()
        assert "cannot be dated after today" in late
        assert not form.receipts.exists()
        assert client.post(follow, given).status_code == 302
    assert form.receipts.get().pence == 30_000
    form.refresh_from_db()
    facts = dict(pages.monitoring_desk_page(form, roles_of(form.application.councillor.user, DUE), DUE).facts)
    assert facts["Receipt of 24 November 2026"] == "Timber, £300.00"
    assert facts["Without a receipt here"] == "£80.00"
    actions.send_monitoring_again(form, reason="More?", by=User.objects.get(name="Dan Holroyd"), at=AT)
    sent(form)
    assert not form.receipts.exists(), "what is sent again takes the place of before"
