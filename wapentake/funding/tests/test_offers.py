"""The offer of an award: its conditions, accepted, declined, lapsed; the payment that waits; subsidy declared."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.jobs import send_mail
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, documents, jobs, notices, pages, queries, rules
from wapentake.funding.models import Application, FundRule, OfferAnswer
from wapentake.funding.pages.offers import offer_words
from wapentake.funding.rules import Answer, Part
from wapentake.funding.states import ApplicationState
from wapentake.organisations.states import Sector

from .world import AT, YEAR, World, at

UNTIL = dt.date(2026, 12, 22)
YES = Answer(accepts=True, name="Pat Doyle", position="Chair", sells=False)
TYPED = {"answer": "accept", "name": "Pat Doyle", "position": "Chair", "sells": "no"}
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def awarded(world: World) -> Application:
    return world.approved()


def pay(world: World, award: Application, when: dt.datetime = AT) -> int:
    return actions.pay(award, by=world.finch, at=when, key=world.key())


def hidden(page: str) -> str:
    """The print that a page's form carries."""
    found = re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def committed(world: World) -> tuple[int, int]:
    line = queries.councillor_line(world.ashby, YEAR)
    assert line
    return line.committed, line.left


def test_nothing_is_paid_before_the_group_accepts(world: World, awarded: Application):
    with pytest.raises(Refused, match=r"offer of 24 November 2026\. It can until 22 December 2026"):
        pay(world, awarded)
    row = actions.answer_offer(awarded, YES, by=None, at=AT)
    assert actions.answer_offer(awarded, YES, by=None, at=AT) == row, "the same form twice answers once"
    with pytest.raises(Refused, match="Offer accepted: nothing is left"):
        actions.answer_offer(awarded, Answer(accepts=False), by=None, at=AT)
    assert "Keep the receipts" in str(row.terms)
    assert "monitoring form" in str(row.terms)
    assert pay(world, awarded)
    assert queries.check_ledger().faults == ()


def test_what_is_declined_is_there_for_others(world: World, awarded: Application):
    assert committed(world) == (40_000, 118_400)
    actions.answer_offer(awarded, Answer(accepts=False, reason="We had luck."), by=world.holroyd, at=AT)
    awarded.refresh_from_db()
    assert awarded.state == ApplicationState.WITHDRAWN
    assert committed(world) == (0, 158_400)
    assert audit.history(awarded.ref)[-1].action == "offer declined"
    with pytest.raises(Refused):
        pay(world, awarded)


def test_an_offer_lapses_after_its_last_day(world: World, awarded: Application):
    actions.answer_offer(kept := world.approved(1_000), YES, by=None, at=AT)
    assert actions.lapse_offers(at=at("2026-12-22 23:59")) == 0
    assert actions.answer_offer(last := world.approved(2_000), YES, by=None, at=at("2026-12-22 23:58"))
    with time_machine.travel(at("2026-12-23 03:30"), tick=False):
        jobs.lapse_offers(0)
        jobs.lapse_offers(0)
    assert [row.answer for row in OfferAnswer.objects.order_by("application__pk")] == ["lapsed", "accepted", "accepted"]
    assert committed(world) == (3_000, 155_400)
    with pytest.raises(Refused, match="Offer lapsed: nothing is left"):
        actions.answer_offer(awarded, YES, by=None, at=at("2026-12-23 09:00"))
    assert {kept.pk, last.pk} == set(Application.objects.filter(state="approved").values_list("pk", flat=True))
    assert queries.check_ledger().faults == ()


@pytest.mark.parametrize(
    ("sells", "other", "reason"),
    [
        (None, None, "Say whether the group sells"),
        (True, None, "how much other Minimal Financial Assistance"),
        (True, 31_460_001, "more than £315,000 in three years"),
        (True, 31_460_000, ""),
        (False, None, ""),
    ],
)
def test_a_group_that_sells_declares_its_subsidies(
    awarded: Application, sells: bool | None, other: int | None, reason: str
):
    offer = queries.offer_of(awarded)
    assert offer
    answer = Answer(accepts=True, name="Pat", position="Chair", sells=sells, other_pence=other)
    verdict = rules.declared(offer, answer)
    assert bool(verdict) is not bool(reason)
    assert reason in verdict.reason
    assert reason == "" or "Subsidy Control Act 2022, section 36" in verdict.reason


@pytest.mark.parametrize("sells", [True, False])
def test_a_group_that_sells_gets_the_confirmation_with_its_payment(world: World, awarded: Application, sells: bool):
    answer = Answer(accepts=True, name="Pat", position="Chair", sells=sells, other_pence=100 if sells else None)
    actions.answer_offer(awarded, answer, by=None, at=AT)
    text = notices.paid(awarded, dt.date(2026, 12, 1)).text
    assert sells is (
        "This payment of £400.00 on 1 December 2026 is given as Minimal Financial Assistance under section 36 of the "
        "Subsidy Control Act 2022. Keep this letter for three years." in text
    )
    stands = offer_words(awarded)
    other = "Other Minimal Financial Assistance, or assistance for services of public economic interest (SPEI)"
    assert sells is (f"{other}, declared: £1.00." in stands)


def test_a_fund_without_the_rule_and_a_council_service_are_offered_nothing(world: World):
    award = world.approved()
    world.group.sector = Sector.PUBLIC
    world.group.save()
    assert queries.offer_of(Application.objects.get()) is None
    world.group.sector = Sector.VOLUNTARY
    world.group.save()
    assert queries.offer_of(Application.objects.get())
    FundRule.objects.filter(key="offer_within", fund=world.clf).update(to_date=dt.date(2026, 11, 24))
    assert queries.offer_of(Application.objects.get()) is None
    assert pay(world, award)


def test_only_the_group_or_its_co_ordinator_answers(world: World, awarded: Application):
    with pytest.raises(Refused, match="Only the group, or the ward’s co-ordinator"):
        actions.answer_offer(awarded, YES, by=world.finch, at=AT)
    with pytest.raises(Refused, match="Say who accepts"):
        actions.answer_offer(awarded, Answer(accepts=True, sells=False), by=None, at=AT)
    assert actions.answer_offer(awarded, YES, by=world.holroyd, at=AT).entered_by == world.holroyd


def test_a_group_answers_by_its_link(world: World, awarded: Application, client: Client):
    follow = f"/apply/follow/{awarded.token}/"
    with time_machine.travel(AT, tick=False):
        assert "Read and answer the offer" in client.get(follow).content.decode()
        letter = client.get(f"{follow}offer/").content.decode()
        assert "Answer by 22 December 2026" in letter
        assert "from 1 April 2024 until now" in letter
        typed = TYPED | {"seen": hidden(letter)}
        half = client.post(f"{follow}offer/", typed | {"sells": "yes"}).content.decode()
        assert "Enter how much other assistance the group had, or 0" in half
        assert "Pat Doyle" in half
        assert client.post(f"{follow}offer/", typed)["Location"] == f"{follow}?done=offer"
        assert (
            "Offer accepted on 24 November 2026 by Pat Doyle, Chair" in client.get(f"{follow}offer/").content.decode()
        )
        assert "Give bank details" in client.get(follow).content.decode(), "next: the bank details"


def test_the_co_ordinator_writes_an_answer_down(world: World, awarded: Application, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    client.force_login(world.holroyd, backend=SIGN_IN)
    page = f"/desk/money/{awarded.reference}/offer/"
    with time_machine.travel(AT, tick=False):
        shown = client.get(page).content.decode()
        assert "on paper or by telephone" in shown
        assert client.post(page, TYPED | {"seen": hidden(shown)})["Location"] == f"/desk/money/{awarded.reference}/"
        assert "Entered by Dan Holroyd" in client.get(page).content.decode()


def test_terms_that_nobody_read_are_not_accepted(world: World, awarded: Application, client: Client, settings):
    """Instalments are set while the letter is open: the group is shown them, and answers those."""
    settings.WAPENTAKE_SECOND_FACTOR = False
    link, desk = f"/apply/follow/{awarded.token}/offer/", f"/desk/money/{awarded.reference}/offer/"
    client.force_login(world.holroyd, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        before = {page: hidden(client.get(page).content.decode()) for page in (link, desk)}
        parts = [Part(100, AT.date()), Part(awarded.pence - 100, dt.date(2028, 1, 1))]
        actions.set_instalments(awarded, parts, by=world.marsden, at=AT)
        for page in (link, desk):
            again = client.post(page, TYPED | {"seen": before[page]}).content.decode()
            assert "The conditions of the offer have changed since you opened this page" in again
            assert "Pat Doyle" in again, "nothing is lost"
            assert hidden(again) != before[page]
            nothing = client.post(page, TYPED).content.decode()
            assert "The conditions of the offer have changed" in nothing, "nor without any print"
        assert "1 January 2028" in client.get(link).content.decode()
        with pytest.raises(Refused, match="have changed since you opened"):
            actions.answer_offer(awarded, replace(YES, seen=before[link]), by=None, at=AT)
        assert not OfferAnswer.objects.exists()
        answer = TYPED | {"seen": hidden(client.get(link).content.decode())}
        assert client.post(link, answer).status_code == 302
    assert "1 January 2028" in str(OfferAnswer.objects.get().terms)


def test_the_letter_is_a_tagged_pdf(awarded: Application):
    made = documents.offer_pdf(pages.offer_letter(awarded, None, AT.date()), AT.date())
    assert made.startswith(b"%PDF")
    assert b"/MarkInfo" in made or b"/StructTreeRoot" in made or len(made) > 5_000


def test_the_mail_about_the_award_leads_to_the_offer(world: World, monkeypatch, django_capture_on_commit_callbacks):
    mails: list[dict] = []
    monkeypatch.setattr(send_mail, "defer", lambda **mail: mails.append(mail))
    with django_capture_on_commit_callbacks(execute=True):
        award = world.approved()
        actions.lapse_offers(at=at("2027-01-04 03:30"))
    said, over = [mail for mail in mails if mail["to"] == ["pat@example.org"]][-2:]
    assert f"/apply/follow/{award.token}/offer/" in said["text"]
    assert "accept the offer by 22 December 2026, or it lapses" in said["text"]
    assert "the offer has lapsed" in over["subject"]


def test_finding_what_lapsed_asks_as_often_for_many_as_for_one(world: World):
    late = dt.date(2027, 2, 1)

    def add(count: int) -> None:
        for _ in range(count):
            world.approved(1_000)

    assert queries.offers_lapsed(late) == []
    assert_same_queries(lambda: queries.offers_lapsed(late), add)
    assert len(queries.offers_lapsed(late)) == 3
    assert queries.offers_lapsed(AT.date()) == []
