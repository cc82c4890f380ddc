"""Earlier lists come in whole with their evidence; subscribers follow their wards, and are erased in time."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

from tests.querycount import assert_same_queries, count_queries
from wapentake.foundation.files import Source
from wapentake.foundation.operations.held import held_in_rooms
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.places.models import Edition, Postcode, Ward, WardSuccession
from wapentake.plans.tests.cast import NOW, TODAY, Town, later
from wapentake.publishing import actions, queries, rules
from wapentake.publishing.models import Consent, PublishedFigure, Subscriber, SubscriberList, Subscription
from wapentake.publishing.rules import Agreed, Wanted, print_of_list

from .test_subscribers import reader

DAY = dt.timedelta(days=1)
HEADINGS = ["Email address", "Ward", "How they agreed", "Date", "Post code"]
ROWS = [
    ["new@example.org", "Boston Castle; Hoober", "Paper form", "26/02/2019", "S60 1AE"],
    ["NEW@example.org ", "Hoober", "Paper form", "2019-02-26", ""],
    ["known@example.org", "Boston Castle;Hoober", "Sign-up page", "2020-01-31", ""],
    ["left@example.org", "Hoober", "Sign-up page", "2020-01-31", ""],
    ["gone@example.org", "Hoober", "Sign-up page", "2020-01-31", ""],
    ["ann@example.org\x85Bcc: x@example.org", "Hoober", "Sign-up page", "2020-01-31", ""],
    ["b@example.org", "Atlantis", "Sign-up page", "2020-01-31", ""],
    ["c@example.org", "Hoober", "", "2020-01-31", ""],
    ["d@example.org", "Hoober", "Sign-up page", "31/02/2020", ""],
    ["e@example.org", "Hoober", "Sign-up page", (TODAY + DAY).isoformat(), ""],
]  # fmt: skip


def listed(castle: Town, rows: list[list[str]] = ROWS, name: str = "list.csv") -> SubscriberList:
    source = Source(name, f"{hash(str(rows)):x}")
    found, _ = actions.stage_list(list(enumerate(rows, 2)), HEADINGS, source, by=castle.head, at=NOW)
    columns = {"email": "Email address", "wards": "Ward", "evidence": "How they agreed", "agreed_on": "Date",
               "postcode": "Post code"}  # fmt: skip
    return actions.map_list(found, columns, by=castle.head, at=NOW)


def lines(castle: Town, found: SubscriberList) -> list[rules.ListLine]:
    known = queries.known_addresses(rules.addresses_in(found))
    return rules.planned_lines(found, [castle.ward, castle.elsewhere], known, TODAY)


def test_a_list_comes_in_whole_with_its_evidence_and_twice_changes_nothing(castle: Town) -> None:
    for name in ("known", "left", "gone"):
        reader(castle, f"{name}@example.org")
    actions.leave(Subscriber.objects.get(email="left@example.org"), at=later(2))
    actions.suppress("gone@example.org", "Bounced", later(2))
    found = listed(castle)
    planned = lines(castle, found)
    outcomes = [one.outcome for one in planned]
    assert outcomes == ["new", "refused", "adds", "stays_out", "stays_out", *["refused"] * 5]
    assert all(one.why for one in planned if one.outcome in ("refused", "stays_out"))
    with pytest.raises(Refused, match="has changed since you looked"):
        actions.import_list(found, shown="0-0-0-0-0", by=castle.head, at=later(3))
    with pytest.raises(Refused, match="Head of Neighbourhoods"):
        actions.import_list(found, shown=print_of_list(planned), by=castle.ashby, at=later(3))
    for _ in range(2):
        found = actions.import_list(found, shown=print_of_list(planned), by=castle.head, at=later(3))
    assert found.lines == [], "the addresses of the file are not kept twice"
    new = Subscriber.objects.get(email="new@example.org")
    assert new.postcode == "S601AE"
    assert list(queries.readers_of([castle.elsewhere]).order_by("email").values_list("email", flat=True)) == [
        "known@example.org", "new@example.org"]  # fmt: skip
    said = Consent.objects.get(subscriber=new)
    assert (said.how, said.words, said.at.date()) == ("import", "Paper form", dt.date(2019, 2, 26))
    same, fresh = actions.stage_list(
        list(enumerate(ROWS, 2)), HEADINGS, Source("again.csv", found.sha256), by=castle.head, at=later(4)
    )
    assert (same, fresh) == (found, False)
    again = listed(castle, [*ROWS, ["f@example.org", "Hoober", "", "", ""]])
    assert not rules.may_bring_in(castle.roles(castle.head), again, lines(castle, again)), "nothing in it is new"


def test_a_list_is_read_from_csv_and_its_columns_are_guessed(castle: Town, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("E-mail;Wards;Consent evidence;Agreed on\na@example.org;Hoober;Paper form;2020-02-01\n", "utf-8")
    with reading(path) as table:
        found, _ = actions.stage_list(list(table.lines()), table.headings, table.source, by=castle.head, at=NOW)
    assert not rules.missing_columns(found.columns)
    assert [one.outcome for one in lines(castle, found)] == ["new"]
    actions.discard_list(found, by=castle.head, at=later(1))
    assert SubscriberList.objects.get().lines == []


def test_subscribers_follow_their_address_when_wards_are_drawn_anew(castle: Town) -> None:
    """Boston Castle becomes three wards. Who gave a postcode goes with it; the others go where a tenth or more went."""
    ann, ben = reader(castle, postcode="S601AE"), reader(castle, "ben@example.org")
    both = reader(castle, "both@example.org", wards=(castle.ward, castle.elsewhere))
    tomorrow = TODAY + DAY
    Edition.objects.filter(pk=castle.ward.edition_id).update(to_date=tomorrow)
    edition = Edition.objects.create(name="Anew", from_date=tomorrow)
    heirs = [
        Ward.objects.create(code=f"E0599900{n}", edition=edition, slug=f"new-{n}", name=f"New {n}", ons_name=f"New {n}",
                            number=n) for n in range(1, 5)
    ]  # fmt: skip
    for ward, share in zip(heirs[:3], (0.62, 0.33, 0.05), strict=True):
        WardSuccession.objects.create(predecessor=castle.ward, successor=ward, share=share)
    WardSuccession.objects.create(predecessor=castle.elsewhere, successor=heirs[1], share=1.0)
    Postcode.objects.update_or_create(code="S601AE", defaults={"ward": heirs[2]})
    assert actions.follow_boundaries(on=TODAY, at=later(5)) == 0, "not before the day"
    at = later(5) + DAY
    assert actions.follow_boundaries(on=tomorrow, at=at) == 4
    assert actions.follow_boundaries(on=tomorrow, at=at) == 0, "twice changes nothing"
    got = {one: sorted(Subscription.objects.filter(subscriber=one, until=None).values_list("ward__name", flat=True))
           for one in (ann, ben, both)}  # fmt: skip
    assert got == {ann: ["New 3"], ben: ["New 1", "New 2"], both: ["New 1", "New 2"]}
    assert set(queries.readers_of([heirs[2]])) == {ann}
    moved = queries.movement()
    assert (sum(moved.joins.values()), sum(moved.leaves.values())) == (4, 0), "nobody joined, and nobody left"


def test_who_asks_is_erased_and_the_log_keeps_no_address(castle: Town, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    found = reader(castle, "canary@example.org", Agreed(opens=True), postcode="S601AE")
    secret, path = found.secret, queries.unsubscribe_path(found)
    assert {group.called for group in held_in_rooms("canary@example.org")} >= {
        "Subscribers to the e-bulletin", "What subscribers get", "What subscribers agreed to or withdrew"}  # fmt: skip
    actions.erase_subscriber(found, by=castle.head, at=later(3))
    assert not [group for group in held_in_rooms("canary") if "ubscri" in group.called]
    assert not queries.readers_of([castle.ward]).exists()
    assert Client().get(path).status_code == 404
    assert Consent.objects.filter(subscriber=found).count() == 4, "what was agreed and withdrawn stays, without a name"
    Subscriber.objects.filter(pk=found.pk).update(email="canary@example.org", secret=secret, erased_at=None)
    actions.erase_subscriber_again(secret, at=later(9))
    assert Subscriber.objects.get(pk=found.pk).email is None, "a restore erases again"
    actions.suppress("never@example.org", "Complained", later(3))
    with pytest.raises(Refused, match="article 21"):
        actions.erase_subscriber(Subscriber.objects.get(email="never@example.org"), by=castle.head, at=later(4))


def test_time_erases_who_left_and_what_was_never_confirmed(castle: Town) -> None:
    left, stays = reader(castle), reader(castle, "stays@example.org")
    actions.leave(left, at=later(2))
    actions.ask_to_subscribe("never@example.org", Wanted((castle.ward,)), at=NOW)
    assert actions.erase_subscribers_due(at=NOW + 6 * DAY) == 0
    assert actions.erase_subscribers_due(at=NOW + 8 * DAY) == 1
    assert actions.erase_subscribers_due(at=NOW + 800 * DAY) == 1
    assert list(Subscriber.objects.exclude(email=None)) == [stays]


def test_a_restore_brings_nobody_back_who_had_left(castle: Town) -> None:
    found = reader(castle)
    key = f"{found.secret}@{later(5).isoformat()}"
    actions.leave_again(key, at=later(9))
    assert not queries.readers_of([castle.ward]).exists()
    actions.ask_to_subscribe("ann@example.org", Wanted((castle.ward,)), at=later(10))
    actions.confirm(found, Wanted((castle.ward,)), Agreed(), at=later(11))
    actions.leave_again(key, at=later(12))
    assert queries.readers_of([castle.ward]).count() == 1, "they came back of their own will"
    actions.suppress_again(f"{found.secret}@{later(13).isoformat()}", at=later(14))
    assert not queries.readers_of([castle.ward]).exists()


def test_figures_stay_as_they_were_published(castle: Town) -> None:
    given = {"source": "Annual report 2021/22, paragraph 2.21", "by": castle.head, "at": NOW}
    actions.enter_published_figure("target", dt.date(2027, 3, 31), 10_000, **given)
    actions.enter_published_figure("engagement", dt.date(2022, 3, 31), 80, **given)
    with pytest.raises(Refused):
        actions.enter_published_figure("views", dt.date(2022, 3, 31), 1, source="x", by=castle.ashby, at=NOW)
    target = queries.target_on(NOW)
    assert target
    assert target.value == 10_000
    assert PublishedFigure.objects.count() == 2


def test_what_came_on_paper_is_entered_by_the_same_rules(castle: Town) -> None:
    given = {"evidence": "Form of the June gala", "agreed_on": TODAY, "source": "paper", "by": castle.head}
    actions.enter_subscription("Ann@example.org", Wanted((castle.ward,)), **given, at=NOW)
    found = queries.readers_of([castle.ward]).get()
    came = (found.email, found.consents.get().how, found.subscriptions.get().source)
    assert came == ("ann@example.org", "paper", "paper")
    with pytest.raises(Refused, match="gets all of that already"):
        actions.enter_subscription("ann@example.org", Wanted((castle.ward,)), **given, at=later(1))
    actions.leave(found, at=later(2))
    with pytest.raises(Refused, match="after this agreement"):
        actions.enter_subscription("ann@example.org", Wanted((castle.ward,)), **given, at=later(3))
    with pytest.raises(Refused, match="Head of Neighbourhoods"):
        actions.enter_subscription("b@example.org", Wanted((castle.ward,)), **given | {"by": castle.ashby}, at=later(4))


def test_lists_and_their_lines_cost_the_same_however_many(castle: Town) -> None:
    client = Client()
    client.force_login(castle.head)

    def more(count: int) -> None:
        for _ in range(count):
            number = SubscriberList.objects.count() + 1
            listed(castle, [[f"{n}@example.org", "Hoober", "Paper form", "2020-01-01", ""] for n in range(number)])

    assert_same_queries(lambda: client.get("/desk/subscriptions/lists/"), more)
    one, _, three = (
        len(count_queries(lambda pk=one.pk: client.get(f"/desk/subscriptions/lists/{pk}/")))  # type: ignore[misc]
        for one in SubscriberList.objects.order_by("pk")
    )
    assert one == three
