"""A published decision record is never edited: a correction makes a new one that supersedes it, and both stay."""

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.models import Application, CorrectedRecord, Decision
from wapentake.funding.queries.bundles import applications_of, corrected_in
from wapentake.funding.states import DecisionKind

from .world import AT, World, at

NEW = {
    "reasons": "Within the rules of 2026/27.", "alternatives": "A loan of tools.", "equality": "Nobody loses.",
    "what": "The alternatives were left out.", "why": "A resident asked for them.",
}  # fmt: skip


def correct(world: World, award: Application, when: str = "2026-12-01 10:00", **changes: str) -> CorrectedRecord:
    return actions.correct_record(award, **NEW | changes, by=world.marsden, at=at(when))


def read(award: Application) -> str:
    return " ".join(Client().get(f"/awards/{award.reference}/").content.decode().split())


def test_the_newest_record_stands_and_the_earlier_ones_say_that_they_do_not(world: World) -> None:
    award = world.approved()
    before = Decision.objects.filter(application=award).values()
    was = list(before)
    correct(world, award)
    correct(world, award, "2026-12-02 10:00", reasons="Within the rules.", what="A year was named.", why="It is wrong.")

    assert list(before.all()) == was  # what was decided reads as it did
    page = read(award)
    assert "Record 3, corrected on 2 December 2026." in page
    assert "A year was named. It is wrong." in page
    assert page.index("A loan of tools.") < page.index("Superseded records")
    assert "This record does not stand: record 3 supersedes it." in page
    assert "This record does not stand: record 2 supersedes it." in page
    assert 'id="record-1"' in page
    assert "None was put forward." in page.partition("Superseded records")[2]
    chain = [one.action for one in audit.history(award.ref)]
    assert chain[-2:] == ["record_corrected", "record_corrected"]
    assert [one.number for one in corrected_in(applications_of(award.reference))] == [2, 3]


def test_no_money_moves_and_the_ledger_agrees(world: World) -> None:
    award = world.approved()
    entries = award.transfers.count()
    correct(world, award)
    assert award.transfers.count() == entries
    assert queries.check_ledger().faults == ()


def test_the_database_keeps_every_record(world: World) -> None:
    made = correct(world, world.approved())
    for act in (
        lambda: CorrectedRecord.objects.filter(pk=made.pk).update(reasons="x"),
        lambda: CorrectedRecord.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_who_may_and_what_is_asked_for(world: World) -> None:
    award, waits = world.approved(), world.submitted(1_000)
    for who in (world.ashby.user, world.finch, world.holroyd):
        with pytest.raises(Refused, match="Only an approving officer or the Monitoring Officer"):
            actions.correct_record(award, **NEW, by=who, at=AT)
    with pytest.raises(Refused, match="Nothing is published yet"):
        correct(world, waits)
    for missing in ("what", "why"):
        with pytest.raises(Refused, match="Say what was wrong, and why"):
            correct(world, award, **{missing: " "})
    with pytest.raises(Refused, match="has its reasons"):
        correct(world, award, alternatives=" ")
    same = queries.decision_of(award, DecisionKind.APPROVE)
    assert same is not None
    unchanged = {name: getattr(same, name) for name in ("reasons", "alternatives", "equality")}
    with pytest.raises(Refused, match="it reads as it did"):
        correct(world, award, **unchanged)
    assert not CorrectedRecord.objects.exists()


def test_sent_twice_it_is_made_once(world: World) -> None:
    award = world.approved()
    assert correct(world, award) == correct(world, award)
    assert CorrectedRecord.objects.count() == 1


def test_the_desk_offers_it_shows_the_text_and_says_what_was_published(world: World) -> None:
    award = world.approved()
    client = Client()
    client.force_login(world.marsden)
    where = f"/desk/money/{award.reference}/"
    with time_machine.travel(AT, tick=False):
        assert f"{where}correct/" in client.get(where).content.decode()
        assert "None was put forward." in client.get(f"{where}correct/").content.decode()
        assert "Say what was wrong" in client.post(f"{where}correct/", NEW | {"what": ""}).content.decode()
        shown = client.post(f"{where}correct/", NEW, follow=True).content.decode()
        assert "Record 2 is published, and supersedes the one before." in shown
        assert "The alternatives were left out. A resident asked for them." in shown
        client.force_login(world.ashby.user)
        assert f"{where}correct/" not in client.get(where).content.decode()
