"""Payment runs: made once of checked payees, the file, what the bank did with each line, and the ledger after it."""

import csv
import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.querycount import assert_same_queries, count_queries
from wapentake.foundation import audit
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, documents, pages, queries, rules
from wapentake.funding.actions import BankSaid
from wapentake.funding.models import Application, BankAccount, PaymentRun, Transfer
from wapentake.funding.queries.paying import paying_of
from wapentake.funding.readers.payments import read_answer
from wapentake.funding.rules.paying import may_pay_it
from wapentake.funding.states import TransferKind
from wapentake.funding.states.payees import CheckedBy, PayeeState
from wapentake.office.queries import roles_of
from wapentake.organisations.models import Organisation

from .world import AT, YEAR, World

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
ACCOUNT = BankAccount("=Clifton Garden", "309950", "00781234")


def ready(world: World, pence: int = 40_000) -> Application:
    """An award that was accepted and whose bank details were checked."""
    award = world.approved(pence)
    world.accept(award)
    details = actions.give_details(award, ACCOUNT, by=None, at=AT)
    actions.check_details(details, how=CheckedBy.CALL, said="Pat", by=world.grey, at=AT)
    return award


def made(world: World, *awards: Application, key: str = "run") -> PaymentRun:
    return actions.make_run(awards, by=world.finch, at=AT, key=key)


def settled(world: World, run: PaymentRun, *said: BankSaid) -> PaymentRun:
    keys = run.lines.values_list("pk", flat=True).order_by("pk")
    return actions.settle_run(run, dict(zip(keys, said, strict=False)), by=world.finch, at=AT)


def paid(world: World) -> tuple[int, int]:
    line = queries.councillor_line(world.ashby, YEAR)
    assert line
    return line.committed, line.paid


def test_a_run_is_made_once_and_pays_nothing_by_itself(world: World):
    one, two = ready(world), ready(world, 10_000)
    run = made(world, one, two)
    assert (run.count, run.pence) == (2, 50_000)
    assert made(world, two, one) == run
    with pytest.raises(Refused, match="sent before with other answers"):
        made(world, one)
    assert paid(world) == (50_000, 0)
    with pytest.raises(Refused, match="It is being paid, in payment run"):
        made(world, one, key="another")
    with pytest.raises(Refused, match="It is being paid"):
        world.pay(one)
    with pytest.raises(Refused, match="It is being paid"):
        actions.withdraw(one, by=None, at=AT)
    with pytest.raises(Refused, match="It is being paid"):
        actions.give_details(one, BankAccount("Other", "200000", "55779911"), by=None, at=AT)


def test_nobody_is_paid_whose_bank_details_were_not_checked(world: World):
    award = world.approved()
    world.accept(award)
    with pytest.raises(Refused, match="bank details have not been checked"):
        made(world, award)
    details = actions.give_details(award, ACCOUNT, by=None, at=AT)
    with pytest.raises(Refused, match="bank details have not been checked"):
        made(world, award)
    actions.check_details(details, how=CheckedBy.BANK, said="Seen", by=world.grey, at=AT)
    with pytest.raises(Refused, match="Only a finance officer"):
        actions.make_run([award], by=world.marsden, at=AT, key="x")
    assert made(world, award).count == 1


def test_the_page_asks_as_much_for_three_awards_as_for_one(world: World):
    roles = roles_of(world.finch, AT.date())

    def add(count: int) -> None:
        for _ in range(count):
            ready(world, 1_000)
            award = world.approved(1_000)
            details = actions.give_details(award, ACCOUNT, by=None, at=AT)
            actions.check_details(details, how=CheckedBy.CALL, said="Pat", by=world.grey, at=AT)

    assert_same_queries(lambda: pages.runs_page(roles, "1", AT), add)
    page = pages.runs_page(roles, "1", AT)
    assert page.lede == "3 awards can be paid now, £30.00 in all."
    (held,) = page.held
    assert held.title == "The group has not accepted its offer: 3 awards"
    assert "has not accepted the offer of 24 November 2026" in held.reason, "the same sentence is told once"
    assert [note for _, note in held.awards] == [one.reference for one in queries.awards_with_checked_details()][1::2]


def test_runs_and_their_lines_cost_the_same_however_many(world: World):
    roles, keys = roles_of(world.finch, AT.date()), iter("abc")

    def add(count: int) -> None:
        for _ in range(count):
            made(world, ready(world, 1_000), key=next(keys))

    assert_same_queries(lambda: pages.runs_page(roles, "1", AT), add)
    made(world, *(ready(world, 1_000) for _ in range(3)), key="d")
    asked = [len(count_queries(lambda run=run: pages.run_page(run))) for run in PaymentRun.objects.order_by("pk")]
    assert len(asked) == 4
    assert len(set(asked)) == 1


def test_what_is_known_of_many_answers_as_what_is_asked_of_one(world: World):
    """Each cause that holds an award back is the same on the page, where all are asked about at once."""
    roles = roles_of(world.finch, AT.date())
    ready(world), world.approved(), world.supported()
    every = list(Application.objects.order_by("pk"))
    known = paying_of(every)
    assert [bool(may_pay_it(roles, known[one.pk], AT)) for one in every] == [True, False, False]
    assert [may_pay_it(roles, known[one.pk], AT) for one in every] == [rules.may_pay(roles, one, AT) for one in every]


def test_the_ledger_moves_when_the_bank_has_paid(world: World):
    one, two, three = ready(world), ready(world, 10_000), ready(world, 5_000)
    run = made(world, one, two, three)
    settled(world, run, BankSaid(True), BankSaid(False, "No such account"))
    assert paid(world) == (15_000, 40_000)
    settled(world, run, BankSaid(True), BankSaid(False, "No such account"))
    assert paid(world) == (15_000, 40_000), "the same form twice pays once"
    with pytest.raises(Refused, match="paid by the bank already"):
        settled(world, run, BankSaid(False, "Later"))
    assert [line.state for line in queries.lines_of_run(run)] == ["paid", "rejected", "sent"]
    assert queries.all_details_of(two)[0].state == PayeeState.REFUSED
    assert "Rejected by the bank: No such account" in queries.all_details_of(two)[0].said
    assert Application.objects.get(pk=one.pk).state == "paid"
    assert queries.check_ledger().faults == ()
    with pytest.raises(Refused, match="have not been checked"):
        made(world, two, key="again")


def test_the_file_has_the_columns_of_the_setting_and_no_formula(world: World, settings):
    run = made(world, ready(world), ready(world, 9_950))
    lines = actions.save_run(run, by=world.finch, at=AT)
    text = "".join(documents.payment_lines(lines))
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Reference", "Payee", "Sort code", "Account number", "Amount", "Date"]
    assert rows[1][1:] == ["'=Clifton Garden", "309950", "00781234", "400.00", "2026-11-24"]
    assert len(rows) - 1 == run.count
    assert sum(int(row[4].replace(".", "")) for row in rows[1:]) == run.pence
    assert documents.payment_file_name(run) == f"payment-run-{run.pk}-2-lines-499.50.csv"
    assert text == "".join(documents.payment_lines(actions.save_run(run, by=world.finch, at=AT)))
    assert [record.action for record in audit.history(run.ref)] == ["made", "file saved", "file saved"]
    assert "00781234" not in "".join(record.facts for record in audit.history(run.ref))
    settings.WAPENTAKE_PAYMENT_COLUMNS = ["Amount", "Cost centre"]
    assert "".join(documents.payment_lines(lines)).splitlines()[:2] == ["Amount,Cost centre", "400.00,CLF"]


def test_the_banks_answer_is_matched_by_reference_and_amount(world: World):
    one, two, three = ready(world), ready(world, 10_000), ready(world, 5_000)
    lines = list(queries.lines_of_run(made(world, one, two, three)))
    heads = ["Reference", "Amount", "Status", "Reason"]
    given = [
        (2, [lines[0].reference, "400.00", "Paid"]),
        (3, [lines[1].reference.lower(), "£100", "FAILED", "Closed"]),
        (4, [lines[2].reference, "49.99", "paid"]),
        (5, ["CLF-1999-0001", "1.00", "paid"]),
    ]
    found = read_answer(heads, given, lines)
    assert found.said == {lines[0].pk: (True, ""), lines[1].pk: (False, "Closed")}
    assert found.unmatched == [f"{lines[2].reference} 49.99 paid", "CLF-1999-0001 1.00 paid"]
    twice = [given[0], (3, [lines[0].reference, "400.00", "rejected", "Duplicate"])]
    with pytest.raises(BadFile, match=r"line 3: .*stands here twice"):
        read_answer(heads, twice, lines)
    with pytest.raises(BadFile, match="no column Status"):
        read_answer(["Reference"], given, lines)
    with pytest.raises(BadFile, match="line 2: “maybe”"):
        read_answer(heads, [(2, [lines[0].reference, "", "maybe"])], lines)


def test_finance_pays_by_the_pages(world: World, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    one, two = ready(world), ready(world, 10_000)
    client.force_login(world.finch, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        page = client.get("/desk/payments/").content.decode()
        assert "2 awards can be paid now, £500.00 in all" in page
        key = re.search(r'name="key"[^>]* value="([0-9a-f]{32})"', page)[1]
        made = client.post("/desk/payments/", {"key": key, "awards": [str(one.pk), str(two.pk)]})["Location"]
        again = client.post("/desk/payments/", {"key": key, "awards": [str(one.pk), str(two.pk)]})
        assert again["Location"] == made, "the same form twice leads to the same run"
        assert "No award can be paid" in client.get("/desk/payments/").content.decode()
        assert "00781234" not in client.get(made).content.decode()
        saved = b"".join(client.post(f"{made}file/").streaming_content)
        assert b"00781234" in saved
        first = PaymentRun.objects.get().lines.get(application=one)
        bank = f"Reference,Amount,Status\n{first.reference},400.00,paid\nX-1,2.00,paid\n".encode()
        sent = {"file": SimpleUploadedFile("bank.csv", bank)}
        assert client.post(f"{made}bank/", sent)["Location"] == made
        text = client.get(made).content.decode()
        assert "X-1 2.00 paid" in text
        line = PaymentRun.objects.get().lines.get(application=two)
        assert "Say of at least one line what the bank did" in client.post(made, {}).content.decode()
        refused = client.post(made, {f"line_{line.pk}": "rejected"}).content.decode()
        assert "Say why the bank rejected it" in refused
        assert client.post(made, {f"line_{line.pk}": "rejected", f"why_{line.pk}": "Closed"})["Location"] == made
        assert "Every line is settled" in client.get(made).content.decode()
    assert paid(world) == (10_000, 40_000)
    client.force_login(world.marsden, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        assert client.post(f"{made}file/").status_code == 403


def test_one_officer_alone_never_pays_twice(world: World):
    """Who checks the details does not pay; who recorded a payment does not take it back, and its line says why."""
    award = ready(world)
    with pytest.raises(Refused, match="You checked these bank details"):
        actions.make_run([award], by=world.grey, at=AT, key="own")
    run = made(world, award)
    settled(world, run, BankSaid(True))
    payment = Transfer.objects.get(kind=TransferKind.PAY)
    with pytest.raises(Refused, match="another finance officer must correct it"):
        actions.reverse(payment, reason="Again.", by=world.finch, at=AT)
    actions.reverse(payment, reason="The bank had not.", by=world.grey, at=AT)
    line = run.lines.get()
    assert (line.state, line.said) == ("rejected", "Corrected: The bank had not.")


def test_what_the_bank_paid_is_booked_whatever_changed_since(world: World):
    award = ready(world)
    run = made(world, award)
    Organisation.objects.filter(pk=award.organisation_id).update(name="Another name")
    settled(world, run, BankSaid(True))
    assert Application.objects.get(pk=award.pk).state == "paid"


def test_an_account_that_was_replaced_is_never_paid_again(world: World):
    award = ready(world)
    later = actions.give_details(award, BankAccount("Clifton Garden", "309950", "55779911"), by=None, at=AT)
    actions.check_details(later, how=CheckedBy.CALL, said="Rang Pat.", by=world.grey, at=AT)
    settled(world, made(world, award), BankSaid(False, "Wrong check digit"))
    assert queries.details_of(award) is None
    assert "no others yet" in rules.details_stand(award).reason
    with pytest.raises(Refused, match="have not been checked"):
        made(world, award, key="again")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_two_columns_that_the_page_asks_for_are_enough(world: World, client: Client, settings, mark: str):
    settings.WAPENTAKE_SECOND_FACTOR = False
    run = made(world, ready(world))
    client.force_login(world.finch, backend=SIGN_IN)
    where = f"/desk/payments/{run.pk}/bank/"
    text = f"Status{mark}Reference\r\nPaid{mark}{run.lines.get().reference}\r\n"
    with time_machine.travel(AT, tick=False):
        assert "Reference and Status" in client.get(where).content.decode()
        lone = client.post(where, {"file": SimpleUploadedFile("one.csv", b"Reference\nCLF-2026-0001/1\n")})
        assert "name the columns in the first row" in lone.content.decode()
        sent = client.post(where, {"file": SimpleUploadedFile("bank.csv", text.encode())})
    assert sent.status_code == 302, sent.content.decode()
    assert paid(world) == (0, 40_000)
