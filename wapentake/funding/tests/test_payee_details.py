"""Bank details: given, checked by a second person, refused; the payment that is held for them; what nobody sees."""

import time
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.jobs import send_mail
from wapentake.foundation.models import AuditRecord
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.funding import actions, queries, rules
from wapentake.funding.actions import payee_details
from wapentake.funding.models import Application, BankAccount, PayeeDetails
from wapentake.funding.states.payees import CheckedBy, PayeeState
from wapentake.office.queries import roles_of
from wapentake.organisations.models import Organisation
from wapentake.people.models import User

from . import world as worlds
from .racing import in_processes
from .test_years import write_rule
from .world import AT, World

ACCOUNT = BankAccount("Clifton Community Garden", "309950", "00781234")
OTHER = BankAccount("Somebody Else", "200000", "55779911")
TYPED = {"account_name": "Clifton Community Garden", "sort_code": "30-99 50", "account_number": "0078 1234"}
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def awarded(world: World) -> Application:
    award = world.approved()
    world.accept(award)
    return award


@pytest.fixture
def mails(monkeypatch) -> list[dict]:
    found: list[dict] = []
    monkeypatch.setattr(send_mail, "defer", lambda **mail: found.append(mail))
    return found


def given(award: Application, account: BankAccount = ACCOUNT) -> PayeeDetails:
    return actions.give_details(award, account, by=None, at=AT)


def checked(world: World, details: PayeeDetails | None) -> PayeeDetails:
    assert details
    return actions.check_details(details, how=CheckedBy.CALL, said="Pat, number of the register", by=world.grey, at=AT)


def test_a_payment_is_held_until_a_second_person_has_checked(world: World, awarded: Application):
    details = given(awarded)
    with pytest.raises(Refused, match="Held: bank details were given on 24 November 2026"):
        world.pay(awarded)
    with pytest.raises(Refused, match="Only a finance officer"):
        actions.check_details(details, how=CheckedBy.CALL, said="I know them.", by=world.marsden, at=AT)
    with pytest.raises(Refused, match="Say whom you asked"):
        actions.check_details(details, how=CheckedBy.CALL, said=" ", by=world.grey, at=AT)
    assert checked(world, details).state == PayeeState.CHECKED
    assert checked(world, details).pk == details.pk, "the same again is no second check"
    assert world.pay(awarded)
    with pytest.raises(Refused, match="no bank details are needed"):
        given(awarded, OTHER)


def test_changed_details_hold_it_again_and_the_old_ones_cannot_be_checked(world: World, awarded: Application):
    old = given(awarded)
    checked(world, old)
    assert given(awarded) == old, "the same again is no change"
    new = given(awarded, OTHER)
    with pytest.raises(Refused, match="Held"):
        world.pay(awarded)
    assert not rules.may_check_details(roles_of(world.finch, AT.date()), old)
    newer = given(awarded)
    with pytest.raises(Refused, match="other bank details since"):
        checked(world, new)
    checked(world, newer)
    assert world.pay(awarded)


def test_what_was_checked_before_stands_again_when_a_change_is_refused(world: World, awarded: Application):
    old = checked(world, given(awarded))
    new = given(awarded, OTHER)
    with pytest.raises(Refused, match="Say why"):
        actions.refuse_details(new, said="", by=world.grey, at=AT)
    actions.refuse_details(new, said="Pat gave none.", by=world.grey, at=AT)
    assert queries.details_of(awarded) == old
    with pytest.raises(Refused, match="refused already"):
        actions.refuse_details(new, said="Again.", by=world.grey, at=AT)
    assert world.pay(awarded)


def test_whoever_typed_them_in_does_not_check_them(world: World, awarded: Application):
    details = actions.give_details(awarded, ACCOUNT, by=world.holroyd, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeDetails.objects.filter(pk=details.pk).update(
            state=PayeeState.CHECKED, settled_by=world.holroyd, settled_at=AT, how=CheckedBy.CALL
        )
    with pytest.raises(Refused, match="the ward’s co-ordinator for it"):
        actions.give_details(awarded, OTHER, by=world.finch, at=AT)


def test_bank_details_are_kept_and_told_to_nobody_but_finance(world: World, awarded: Application):
    details = given(awarded)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM funding_payeedetails")
        sealed = bytes(cursor.fetchone()[0])
    assert not any(word in sealed for word in (b"00781234", b"309950", b"Clifton"))
    assert actions.open_details(details, by=world.grey, at=AT) == ACCOUNT
    with pytest.raises(Refused, match="Only a finance officer"):
        actions.open_details(details, by=world.holroyd, at=AT)
    facts = "".join(AuditRecord.objects.values_list("facts", flat=True))
    assert "00781234" not in facts
    assert "309950" not in facts
    assert [record.action for record in audit.history(awarded.ref)].count("bank details seen") == 1


def test_a_new_key_still_reads_what_the_old_one_sealed(settings):
    sealed = ACCOUNT.sealed()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert BankAccount.opened(sealed) == ACCOUNT
    settings.SECRET_KEY_FALLBACKS = []
    assert BankAccount.opened(sealed) is None


def test_erased_details_are_gone_and_nothing_is_paid_to_them(world: World, awarded: Application):
    details = given(awarded)
    actions.withdraw(awarded, by=None, at=AT)
    actions.erase_application(awarded, by=None, at=AT)
    details.refresh_from_db()
    assert (details.account, details.masked) == (None, "Erased")
    with pytest.raises(Refused, match="can no longer be read"):
        actions.open_details(details, by=world.grey, at=AT)


@pytest.mark.parametrize(
    ("name", "agrees"),
    [("CLIFTON COMMUNITY GARDEN", True), ("The Clifton Community Garden Ltd.", True), ("P Doyle", False)],
)
def test_the_name_of_the_account_is_compared(name: str, agrees: bool):
    assert rules.names_agree(BankAccount(name, "309950", "00781234"), "Clifton Community Garden") is agrees


def test_the_group_hears_of_a_change_where_it_was_known_before(
    world: World, mails: list[dict], django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        world.submitted(1_000, contact_email="treasurer@example.org")
        award = world.approved()
        mails.clear()
        given(award)
    assert {to for mail in mails for to in mail["to"]} == {"treasurer@example.org", "pat@example.org"}
    assert all(len(mail["to"]) == 1 for mail in mails)
    mails.clear()
    with django_capture_on_commit_callbacks(execute=True):
        checked(world, given(award, OTHER))
    assert [mail["subject"] for mail in mails] == [f"Bank details were changed for {award.reference}"] * 2 + [
        f"Your award {award.reference}: your bank details are checked"
    ]
    said = "".join(mail["text"] + mail["subject"] for mail in mails)
    assert "55779911" not in said
    assert str(award.token) not in mails[0]["text"], "the link goes to nobody but the award's own address"


def test_a_group_gives_them_by_its_link(world: World, awarded: Application, client: Client):
    follow = f"/apply/follow/{awarded.token}/"
    with time_machine.travel(AT, tick=False):
        assert "Give bank details" in client.get(follow).content.decode()
        wrong = client.post(f"{follow}payee/", TYPED | {"account_number": "1234567"}).content.decode()
        assert "Enter the 8 digits of the account number" in wrong
        assert "30-99 50" in wrong, "what was typed is still there"
        assert PayeeDetails.objects.count() == 0
        said = client.post(f"{follow}payee/", TYPED, follow=True).content.decode()
        assert "We have the bank details." in said
        assert 'role="alert"' in said
        page = client.get(follow).content.decode()
        assert "Account ending 234" in page
        assert "00781234" not in page
        checked(world, queries.details_of(awarded))
        assert "Change your bank details" in client.get(follow).content.decode()
        world.pay(awarded)
        assert "no bank details are needed" in client.post(f"{follow}payee/", TYPED).content.decode()


def test_the_desk_shows_the_numbers_on_request_only(world: World, awarded: Application, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    details = given(awarded, OTHER)
    page = f"/desk/money/{awarded.reference}/payee/"
    client.force_login(world.grey, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        assert "55779911" not in client.get(page).content.decode()
        shown = client.post(page, {"act": "show"}).content.decode()
        assert "55779911" in shown
        assert "not that of the group, Clifton Community Garden" in shown
        check = {"act": "check", "details": str(details.pk), "how": "call"}
        assert "Say whom you asked" in client.post(page, check).content.decode()
        assert client.post(page, check | {"said": "Pat, register"})["Location"] == page
        assert "Pat, register" in client.get(page).content.decode()
        client.force_login(world.holroyd, backend=SIGN_IN)
        answer = client.post(page, {"act": "show"})
        assert client.post(f"{page}type-in/", TYPED)["Location"] == page
    assert answer.status_code == 403
    assert "55779911" not in answer.content.decode()
    assert [row.given_by for row in queries.all_details_of(awarded)] == [world.holroyd, None]
    assert queries.details_waiting_for(roles_of(world.grey, AT.date())).count() == 1
    assert queries.details_waiting_for(roles_of(world.marsden, AT.date())).count() == 0


def pay_it(award: int, user: int) -> str:
    """Pay an award in a process of its own; return why not."""
    try:
        actions.pay(Application.objects.get(pk=award), by=User.objects.get(pk=user), at=AT, key="race")
    except Refused as refusal:
        return refusal.reason
    return ""


def change_it(award: int, wait: float) -> str:
    """Change an award's bank details in a process of its own; return why not."""
    try:
        given(Application.objects.get(pk=award), OTHER)
    except Refused as refusal:
        return refusal.reason
    return ""


def change_it_unlocked(award: int, wait: float) -> str:
    """The same with its lock off: it looks, dawdles, and writes."""

    def look(application: Application) -> Application:
        return Application.objects.get(pk=application.pk)

    def dawdle(*given: Any) -> Verdict:
        found = Verdict.yes() if Application.objects.get(pk=award).state == "approved" else Verdict.no("Paid.")
        time.sleep(wait)
        return found

    payee_details._held_award, payee_details.rules.may_give_details = look, dawdle
    return change_it(award, wait)


def run(which: str, award: int, more: Any) -> str:
    return {"pay": pay_it, "change": change_it, "unlocked": change_it_unlocked}[which](award, more)


@pytest.mark.parametrize(("change", "both"), [("change", False), ("unlocked", True)])
def test_a_payment_and_a_change_at_once_never_both_happen(committed_db: str, change: str, both: bool):
    """With the lock off the same race must go wrong."""
    world = worlds.make()
    award = world.approved()
    world.accept(award)
    checked(world, given(award))
    paid, changed = in_processes(run, [("pay", award.pk, world.finch.pk), (change, award.pk, 3.0)])
    assert (paid == changed == "") is both, (paid, changed)
    assert both or bool(paid) is not bool(changed)


def test_by_the_funds_rule_a_group_without_bank_details_is_not_paid(world: World, awarded: Application):
    """The page's button, the payment run and the act are held by one verdict; a council service is paid by journal."""
    finch = roles_of(world.finch, AT.date())
    awarded.refresh_from_db()
    assert rules.may_pay(finch, awarded, AT)
    write_rule(world.clf, "paid_to", ["checked"])
    held = rules.may_pay(finch, awarded, AT)
    assert held.reason.startswith("Held: the group has given no bank details. It gives them by its link")
    assert "Rule since 1 April 2020" in held.reason
    with pytest.raises(Refused, match="has given no bank details"):
        world.pay(awarded)
    Organisation.objects.update(sector="public")
    assert rules.may_pay(finch, Application.objects.get(), AT)
    Organisation.objects.update(sector="voluntary")
    checked(world, given(awarded))
    assert world.pay(awarded)
