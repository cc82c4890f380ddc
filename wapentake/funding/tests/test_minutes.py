"""An award that members decided at a meeting is entered by the officer, with its minute, and published like others."""

import re
from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from wapentake.foundation.jobs import send_mail
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.models import Application, Minute, Particulars
from wapentake.funding.rules import More
from wapentake.funding.rules.minutes import Minuted
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind

from .cluster_world import make_valley
from .test_votes import register
from .world import AT, START, World, at

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
MINUTE = Minuted(at("2026-11-03").date(), "Ward meeting, minute 12")
TYPED = {
    "group": "Clifton Community Garden", "kind": "group", "title": "Benches", "purpose": "Two benches by the beck.",
    "who_benefits": "Whoever walks there.", "amount": "1,500", "costs": "capital", "route": "partner", "sells": "no",
    "contact_name": "Pat Doyle", "contact_email": "pat@example.org", "met_on-day": "3", "met_on-month": "11",
    "met_on-year": "2026", "minute": "Ward meeting, minute 12", "reasons": "All three agreed.",
    "alternatives": "One bench.", "equality": "Nobody loses.",
}  # fmt: skip


def enter(world: World, minuted: Minuted = MINUTE, **changes: object) -> Application:
    given: dict = {"fund": world.capital, "councillor": None, "more": More(sells=False)}
    asked = world.asked(150_000, **given | changes)
    return actions.record_award(
        asked, reasons="Agreed.", alternatives="None.", minuted=minuted, by=world.marsden, at=AT, key=world.key()
    )


def test_the_minute_is_kept_and_published(world: World):
    award = enter(world)
    assert (award.minute.met_on, award.minute.said) == (MINUTE.met_on, "Ward meeting, minute 12")
    page = pages.award_page(award.reference, AT.date())
    assert page is not None
    said = "At their meeting of 3 November 2026: Ward meeting, minute 12"
    assert dict(page.facts)["Decided by the members"] == said
    assert award.reference in str(pages.ward_awards_page(world.ward, AT.date()).awards.rows)
    assert queries.check_ledger().agrees


def test_each_member_is_told_what_was_entered_as_theirs(world: World, monkeypatch, django_capture_on_commit_callbacks):
    told: list[dict] = []
    monkeypatch.setattr(send_mail, "defer", lambda **words: told.append(words))
    with django_capture_on_commit_callbacks(execute=True):
        award = enter(world)
    assert [message["to"] for message in told] == [["ashby@rotherham.example"], ["iqbal@rotherham.example"]]
    assert told[0]["subject"] == f"Entered as decided by your meeting of 3 November 2026: {award.reference}"
    for words in ("£1,500 from Ward Capital", "Ward meeting, minute 12", "tell the Monitoring Officer"):
        assert words in told[0]["text"]


def test_a_member_with_an_interest_took_no_part_or_the_award_is_not_entered(world: World):
    enter(world, organisation=world.group)
    register(world, world.ashby)
    with pytest.raises(Refused, match="If the minute says that Cllr Maureen Ashby took no part, tick so"):
        enter(world, organisation=world.group)
    assert Minute.objects.count() == 1
    award = enter(world, replace(MINUTE, aside=(world.ashby,)), organisation=world.group)
    page = pages.award_page(award.reference, AT.date())
    assert page is not None
    assert dict(page.facts)["Took no part, for an interest"] == "Cllr Maureen Ashby"


def test_an_officer_enters_nothing_of_their_own(world: World):
    RoleHeld.objects.create(user=world.marsden, kind=RoleKind.PARTNER, organisation=world.group, from_date=START)
    with pytest.raises(Refused, match="another officer must enter this"):
        enter(world, organisation=world.group)


@pytest.mark.parametrize(
    ("minuted", "more", "why"),
    [
        (Minuted(at("2026-11-25").date(), "12"), More(sells=False), "still to come"),
        (Minuted(at("2026-03-31").date(), "12"), More(sells=False), "before 2026/27 began"),
        (Minuted(MINUTE.met_on, "  "), More(sells=False), "Give the minute"),
        (MINUTE, None, "has not been asked whether it sells"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_half_written(
    world: World, minuted: Minuted, more: More | None, why: str
):
    with pytest.raises(Refused, match=why):
        enter(world, minuted, more=more)
    assert not Application.objects.exists()
    assert not Minute.objects.exists()


def test_an_officer_enters_it_at_the_desk_once(world: World, client: Client):
    client.force_login(world.marsden, backend=SIGN_IN)
    where = "/desk/money/enter/capital/boston-castle/"
    with time_machine.travel(AT, tick=False):
        assert "Enter what members decided elsewhere" in client.get("/desk/money/").content.decode()
        chosen = client.post("/desk/money/enter/", {"fund": "capital", "ward": "boston-castle"})
        assert chosen["Location"] == where
        page = client.get(where).content.decode()
        assert "The ward has £7,120.00 left." in page
        found = re.search(r'name="key"[^>]* value="([0-9a-f]{32})"', page)
        assert found
        key = {"key": found[1]}
        bad = client.post(where, TYPED | key | {"minute": "", "met_on-month": "12"}).content.decode()
        assert "The meeting was held today, 24 November 2026, or earlier" in bad
        assert "Two benches by the beck." in bad
        too_much = client.post(where, TYPED | key | {"amount": "9,000"})
        assert "£1,880 too little" in too_much.content.decode()
        assert not Application.objects.exists()
        done = [client.post(where, TYPED | key) for _ in range(2)]
        award = Application.objects.get()
        assert [answer["Location"] for answer in done] == [f"/desk/money/{award.reference}/"] * 2
        assert "Ward meeting, minute 12" in client.get(f"/desk/money/{award.reference}/").content.decode()
        assert (award.organisation, award.pence) == (world.group, 150_000)
        assert Particulars.objects.get(application=award).sells is False
        client.force_login(world.finch, backend=SIGN_IN)
        assert client.get(where).status_code == 403


def test_a_clusters_and_a_ring_fenced_funds_awards_are_entered_too(world: World, client: Client):
    """The cluster is chosen; what levy money asks for is asked on the same page."""
    valley = make_valley(world)
    client.force_login(world.marsden, backend=SIGN_IN)
    where = "/desk/money/enter/valley-fund/boston-castle/"
    with time_machine.travel(AT, tick=False):
        page = client.get(where).content.decode()
        assert "Beck valley has £6,500.00 left." in page
        assert "Does it sell" not in page  # the fund has no such rule
        typed = {name: value for name, value in TYPED.items() if name != "sells"}
        sent = typed | {"key": "a" * 32, "cluster": str(valley.cluster.pk), "costs": "", "route": ""}
        assert client.post(where, sent).status_code == 302
        assert valley.pot.committed == 150_000
        levy = "/desk/money/enter/levy/boston-castle/"
        assert "Which demands that development puts on the area does it meet?" in client.get(levy).content.decode()
        told = client.post(levy, TYPED | {"key": "b" * 32}).content.decode()
        assert "Boston Castle has no development: write it down under Levy first" in told
