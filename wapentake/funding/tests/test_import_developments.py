"""Developments and their receipts from a file: compared, entered as one act, the same file twice, undone."""

from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.actions.ledger import Posting, post
from wapentake.funding.models import AwardImport, Development, LevyReceipt
from wapentake.funding.rules import Site
from wapentake.funding.states import TransferKind
from wapentake.funding.states.imports import ImportOf, ImportState
from wapentake.funding.states.levy import PlanKind
from wapentake.places.models import Parish

from .world import AT, YEAR, World, at

HEAD = "Planning reference,Site,Ward,Parish,Neighbourhood plan,Received on,Amount received,Dwellings"
GOOD = (
    "RB2024/0101,Land off Moorgate,Boston Castle,none,none,2026-11-02,\"£20,000.00\",40",
    "RB2024/0101,Land off Moorgate,Boston Castle,none,none,3 November 2026,1000,40",
    "RB2024/0102,Lathe Road,Boston Castle,Whiston,none,2026-11-02,10000,12",
    "RB2024/0103,Canklow Road,Boston Castle,none,Moorgate plan,2026-11-02,4000,8",
)  # fmt: skip
BAD = (
    "RB2024/0104,Nowhere,No Such Ward,none,none,2026-11-02,10,1",
    "RB2024/0105,A site,Boston Castle,Atlantis,none,2026-11-02,10,1",
    "RB2024/0106,A site,Boston Castle,none,No plan of ours,2026-11-02,10,1",
    "RB2024/0107,A site,Boston Castle,none,none,2027-01-01,10,1",
    "RB2024/0108,A site,Boston Castle,none,none,2026-11-02,(10),1",
    "RB2024/0109,A site,Boston Castle,none,none,2026-11-02,10,many",
    "RB2024/0110,A site,Boston Castle,none,none,2024-11-02,10,1",
    "RB2024/0111,A site,Boston Castle,none,Moorgate plan,2026-04-30,10,1",
    "RB2024/0100,Another site,Boston Castle,none,none,2026-11-02,10,1",
)
WHY = (
    "No ward had this name", "Name the parish", "Name a neighbourhood plan", "still to come", "more than £0",
    "dwellings as a whole number", "Say first how many dwellings", "was not in force on 30 April 2026",
    "here already, for another site: Old site",
)  # fmt: skip


@pytest.fixture
def levied(world: World) -> World:
    """The borough with a parish, a neighbourhood plan, its dwellings counted, and one development entered by hand."""
    whiston = Parish.objects.create(name="Whiston", slug="whiston", from_date=at("1974-04-01 00:00").date())
    actions.count_dwellings(YEAR, {world.ward: 1_000, whiston: 800}, source="List", by=world.finch, at=AT)
    day = at("2026-05-01 00:00").date()
    actions.add_plan("Moorgate plan", PlanKind.PLAN, from_date=day, source="Council", by=world.finch, at=AT)
    site = Site("RB2024/0100", "Old site", 5, None, ward=world.ward)
    actions.add_development(site, by=world.finch, at=AT)
    return world


def write(folder: Path, *lines: str) -> Path:
    path = folder / "levy.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return path


def stage(world: World, path: Path) -> AwardImport:
    with reading(path) as table:
        return actions.stage_import(
            table.lines(), table.headings, table.source, by=world.finch, at=AT, of=ImportOf.DEVELOPMENTS
        )


def bring_in(world: World, found: AwardImport) -> AwardImport:
    return actions.apply_import(found, shown=rules.print_of_import(found), by=world.finch, at=AT)


def pot(world: World) -> int:
    return queries.pots(YEAR, ward=world.ward, funds=[world.levy])[0].left


def state() -> tuple:
    return tuple(
        list(kind.objects.order_by("pk").values_list(*columns))
        for kind, columns in ((Development, ("reference", "withdrawn_on")), (LevyReceipt, ("key", "pence")))
    )


def test_a_file_is_entered_whole_and_bad_lines_are_refused_with_their_reasons(levied: World, tmp_path: Path) -> None:
    before = state()
    found = stage(levied, write(tmp_path, *GOOD, *BAD))
    assert {key: found.counts.get(key, 0) for key in ("new", "refused")} == {"new": 4, "refused": 9}
    refused = queries.lines_of(found, "refused")
    assert [line.number for line in refused] == list(range(6, 15))
    for line, why in zip(refused, WHY, strict=True):
        assert why in " ".join(problem["why"] for problem in line.problems)
    assert state() == before
    bring_in(levied, found)
    shares = LevyReceipt.objects.order_by("on", "pk").values_list("development__reference", "percent", "share")
    assert list(shares) == [
        ("RB2024/0101", 15, 300_000), ("RB2024/0102", 15, 150_000), ("RB2024/0103", 25, 100_000),
        ("RB2024/0101", 15, 15_000),
    ]  # fmt: skip
    assert pot(levied) == 300_000 + 100_000 + 15_000  # the parish's share is in no pot
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def test_the_same_file_twice_changes_nothing_nor_what_was_entered_by_hand(levied: World, tmp_path: Path) -> None:
    site = Site("RB2024/0102", "Lathe Road", 12, Parish.objects.get(), ward=levied.ward)
    made = actions.add_development(site, by=levied.finch, at=AT)
    day = at("2026-11-02 00:00").date()
    actions.receive_levy(made, 1_000_000, on=day, by=levied.finch, at=AT, key="by hand")
    path = write(tmp_path, *GOOD)
    first = bring_in(levied, stage(levied, path))
    assert (first.counts["new"], first.counts["same"]) == (3, 1)
    before = state()
    again = stage(levied, path)
    assert (again.counts["same"], again.counts.get("new", 0)) == (4, 0)
    with pytest.raises(Refused, match="Nothing in it is new"):
        bring_in(levied, again)
    assert state() == before


def test_an_import_is_undone_as_a_whole_and_can_come_in_again(levied: World, tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    found = bring_in(levied, stage(levied, path))
    actions.undo_import(found, because="The wrong year’s file", by=levied.finch, at=AT)
    assert pot(levied) == 0
    withdrawn = Development.objects.filter(withdrawn_on__isnull=False).values_list("reference", flat=True)
    assert sorted(withdrawn) == ["RB2024/0101", "RB2024/0102", "RB2024/0103"]
    assert queries.check_ledger().faults == ()
    found = bring_in(levied, stage(levied, path))
    assert (found.state, pot(levied)) == (ImportState.APPLIED, 415_000)
    assert not Development.objects.filter(withdrawn_on__isnull=False).exists()
    assert queries.check_ledger().faults == ()


def test_where_a_pot_has_not_so_much_left_nothing_is_undone(levied: World, tmp_path: Path) -> None:
    found = bring_in(levied, stage(levied, write(tmp_path, *GOOD)))
    account = queries.accounts_to_move(YEAR, levied.levy).get(ward=levied.ward)
    other = levied.levy.accounts.get(stage="source", year=2026)
    with transaction.atomic():
        legs = {account.pk: -100_000, other.pk: 100_000}
        post(Posting("gone", TransferKind.ALLOT, legs, levied.finch, AT, stream="fund:levy", action="allotted"))
    before = state()
    with pytest.raises(Refused, match="left, which is"):
        actions.undo_import(found, because="Wrong file", by=levied.finch, at=AT)
    assert state() == before
    found.refresh_from_db()
    assert (found.state, pot(levied)) == (ImportState.APPLIED, 315_000)


def test_the_command_and_the_desk_bring_a_file_in(levied: World, tmp_path: Path) -> None:
    path, said = write(tmp_path, GOOD[0], BAD[0]), StringIO()
    with time_machine.travel(AT, tick=False):
        call_command("import_developments", str(path), "--as", levied.finch.email, "--dry-run", stdout=said)
        assert not AwardImport.objects.exists()
        client = Client()
        client.force_login(levied.finch)
        with path.open("rb") as file:
            answer = client.post("/desk/levy/from-a-file/", {"file": file}, follow=True)
        page = answer.content.decode()
        assert "Line 3: RB2024/0104, Nowhere" in page
        assert "No ward had this name or code on that day." in page
        call_command("import_developments", str(path), "--as", levied.finch.email, "--apply", stdout=said)
    assert "Brought in: 1 receipt." in said.getvalue()
    assert "Line 3, Ward “No Such Ward”" in said.getvalue()
    assert pot(levied) == 300_000
