"""Past awards from a file: read, compared, brought in as one act, the same file twice, undone."""

from pathlib import Path

import pytest

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Application, AwardImport, FundYear, ImportLine, Transfer
from wapentake.funding.queries.statement import lines as statement_lines
from wapentake.funding.states.imports import ImportState
from wapentake.places.models import Cluster, ClusterMember, Edition

from .cluster_world import make_valley
from .world import AT, World, at

HEAD = "Reference,Awarded on,Ward code,Fund,Project,Paid to,Charity number,Amount in pounds"
GOOD = (
    "A1,2022-06-01,E05012996,Ward Capital,Two benches,Clifton Community Garden,,\"£1,584.00\"",
    "A2,25/11/2022,E05012996,capital,A path,New Group,1234567,250.5",
    "A3,3 June 2023,E05012996,CAP,Planters,New Group,1234567,100",
)  # fmt: skip
BAD = (
    "B1,2022-13-01,E05012996,Ward Capital,No such day,Somebody,,10",
    "B2,2022-06-01,E05999999,Ward Capital,No such ward,Somebody,,10",
    "B3,2022-06-01,E05012996,Ward Capital,Negative,Somebody,,(10.00)",
    "B4,2026-06-01,E05012996,Ward Capital,Not over,Somebody,,10",
    "B5,2022-06-01,E05012996,Mayor’s purse,No such fund,Somebody,,10",
)


@pytest.fixture
def old(world: World) -> World:
    """The borough, whose wards have stood for long."""
    edition = world.ward.edition
    edition.from_date = at("2004-05-01 00:00").date()
    edition.save()
    return world


def write(folder: Path, *lines: str, name: str = "awards.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    return path


def stage(world: World, path: Path) -> AwardImport:
    with reading(path) as table:
        return actions.stage_import(table.lines(), table.headings, table.source, by=world.finch, at=AT)


def bring_in(world: World, found: AwardImport) -> AwardImport:
    return actions.apply_import(found, shown=rules.print_of_import(found), by=world.finch, at=AT)


def state() -> tuple:
    """All that an import may change."""
    return (
        list(Application.objects.order_by("pk").values_list("reference", "pence", "state", "decided_on")),
        list(Transfer.objects.order_by("pk").values_list("key", "on")),
        list(FundYear.objects.order_by("fund", "year").values_list("fund", "year", "state", "last_number")),
    )


def test_a_file_is_brought_in_whole_and_agrees_to_the_penny(old: World, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, *GOOD, *BAD))
    assert {key: found.counts[key] for key in ("new", "refused")} == {"new": 3, "refused": 5}
    assert found.counts["pence"] == 158_400 + 25_050 + 10_000
    before = state()
    found = bring_in(old, found)
    made = Application.objects.order_by("decided_on")
    assert [(one.reference, one.pence, one.state) for one in made] == [
        ("CAP-2022-0001", 158_400, "paid"), ("CAP-2022-0002", 25_050, "paid"), ("CAP-2023-0001", 10_000, "paid"),
    ]  # fmt: skip
    assert [one.organisation.name for one in made] == ["Clifton Community Garden", "New Group", "New Group"]
    assert made[1].organisation.charity_number == "1234567"
    report = queries.check_ledger()
    assert report.agrees, report.faults
    assert not list(audit.verify())
    assert [line.pence for line in statement_lines(FinancialYear(2022))] == [158_400, 25_050]
    assert set(FundYear.objects.filter(year__lt=2026).values_list("state", "settled")) == {("closed", False)}
    assert [entry.action for entry in audit.history(found.ref)] == ["file kept", "awards brought in"]
    assert before != state()


def test_each_fault_is_named_by_line_and_column_with_what_to_do(old: World, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, *BAD))
    said = {line.number: (line.problems[0]["column"], line.problems[0]["why"]) for line in found.lines.all()}
    assert said == {
        2: ("Awarded on", "There is no such day."),
        3: ("Ward code", "This is no ward’s code here. Say for which ward it counts, or correct the code."),
        4: (
            "Amount in pounds",
            "An award is more than £0. Leave out what came back, or give the amount that was awarded.",
        ),
        5: ("Awarded on", "The year 2026/27 is not over: its awards are decided here."),
        6: ("Fund", "Say which of the council’s funds this is."),
    }
    with pytest.raises(Refused, match="Nothing in it is new"):
        bring_in(old, found)


def test_the_same_file_twice_changes_nothing(old: World, tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    bring_in(old, stage(old, path))
    before = state()
    again = stage(old, path)
    assert again.counts.get("same") == 3
    with pytest.raises(Refused, match="Nothing in it is new"):
        bring_in(old, again)
    changed = stage(old, write(tmp_path, GOOD[0].replace("1,584", "1,585"), *GOOD[1:], name="b.csv"))
    assert (changed.counts.get("same"), changed.counts.get("changed")) == (2, 1)
    assert state() == before


def test_equal_lines_without_an_identifier_are_as_many_awards(old: World, tmp_path: Path) -> None:
    head = HEAD.removeprefix("Reference,")
    line = GOOD[2].removeprefix("A3,")
    path = write(tmp_path, line, line, head=head)
    found = bring_in(old, stage(old, path))
    assert found.counts["new"] == 2
    third = stage(old, write(tmp_path, line, line, line, head=head, name="three.csv"))
    assert (third.counts["same"], third.counts["new"]) == (2, 1)


def test_undone_as_a_whole_and_brought_in_again(old: World, tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    found = bring_in(old, stage(old, path))
    actions.undo_import(found, because="The wrong file.", by=old.grey, at=AT)
    assert set(Application.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not list(statement_lines(FinancialYear(2022)))
    report = queries.check_ledger()
    assert report.agrees, report.faults
    assert Transfer.objects.filter(kind="reverse").count() == 3 + 2
    again = bring_in(old, stage(old, path))
    assert again.counts["new"] == 3
    assert queries.check_ledger().agrees


def test_what_rests_on_it_keeps_it(old: World, tmp_path: Path) -> None:
    found = bring_in(old, stage(old, write(tmp_path, *GOOD)))
    award = Application.objects.get(reference="CAP-2022-0001")
    actions.return_money(award, 5_000, reason="Left over.", by=old.finch, at=AT, key="back")
    before = state()
    with pytest.raises(Refused, match="Money of CAP-2022-0001 moved"):
        actions.undo_import(found, because="The wrong file.", by=old.finch, at=AT)
    assert state() == before


def test_where_money_was_given_here_that_is_all_there_is(old: World, tmp_path: Path) -> None:
    year = FinancialYear(2022)
    actions.open_year(old.capital, year, by=old.finch, at=at("2022-04-02 09:00"))
    actions.allot_year(old.capital, year, by=old.finch, at=at("2022-04-02 09:00"))
    found = stage(old, write(tmp_path, GOOD[0].replace("1,584", "9,000")))
    with pytest.raises(Refused, match=r"Boston Castle had £7,120 left, and the new lines need £9,000"):
        bring_in(old, found)
    assert not Application.objects.exists()


def test_what_was_confirmed_must_still_be_true(old: World, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, *GOOD))
    bring_in(old, stage(old, write(tmp_path, GOOD[0], name="one.csv")))
    with pytest.raises(Refused, match="has changed since you looked"):
        bring_in(old, found)
    assert Application.objects.count() == 1


def test_columns_and_values_are_remembered_for_the_same_headings(old: World, tmp_path: Path) -> None:
    head = "When,How much,Who,Where,Pot,Why"
    path = write(tmp_path, "1/7/2022,20,A Group,Boston Castle Ward,Green pot,Bulbs", head=head)
    found = stage(old, path)
    assert found.columns == {}
    columns = {
        "date": "When", "amount": "How much", "recipient": "Who", "place": "Where", "fund": "Pot", "purpose": "Why",
    }  # fmt: skip
    found = actions.map_import(found, columns, {"fund": {"Green pot": "capital"}}, by=old.finch, at=AT)
    assert found.counts["new"] == 1
    second = stage(old, write(tmp_path, "2/7/2022,30,A Group,Boston Castle,green  POT,Trees", head=head, name="2.csv"))
    assert second.counts["new"] == 1


def test_only_money_officers_bring_in(old: World, tmp_path: Path) -> None:
    with reading(write(tmp_path, *GOOD)) as table, pytest.raises(Refused, match="Only a finance officer"):
        actions.stage_import(table.lines(), table.headings, table.source, by=old.marsden, at=AT)
    assert not ImportLine.objects.exists()
    found = stage(old, write(tmp_path, *GOOD))
    with pytest.raises(Refused, match="Only a finance officer"):
        actions.apply_import(found, shown=rules.print_of_import(found), by=old.marsden, at=AT)


def test_a_file_that_is_thrown_away_leaves_no_lines(old: World, tmp_path: Path) -> None:
    found = stage(old, write(tmp_path, *GOOD))
    assert stage(old, write(tmp_path, *GOOD)) == found
    actions.drop_import(found, by=old.finch, at=AT)
    found.refresh_from_db()
    assert (found.state, found.lines.count()) == (ImportState.DROPPED, 0)


def test_past_awards_of_a_clusters_fund_come_in(old: World, tmp_path: Path) -> None:
    """The cluster is named, or the only one in which the ward was; its wards share one pot, and all of it is undone."""
    valley, day = make_valley(old), at("2022-04-01 00:00").date()
    Edition.objects.update(from_date=day)
    Cluster.objects.update(from_date=day)
    ClusterMember.objects.update(from_date=day)
    found = stage(old, write(
        tmp_path,
        "C1,2022-06-01,E05012996,Valley Fund,A path,Clifton Community Garden,,100,beck valley",
        "C2,2022-06-02,E05013001,VAL,A bridge,New Group,,50,",
        "C3,2022-06-02,E05013001,VAL,A bridge,New Group,,50,Dale",
        "C4,2022-06-02,E05013002,VAL,A gate,New Group,,50,",
        head=f"{HEAD},Cluster",
    ))  # fmt: skip
    assert {key: found.counts[key] for key in ("new", "refused", "pence")} == {"new": 2, "refused": 2, "pence": 15_000}
    said = [problem["why"] for line in found.lines.filter(outcome="refused") for problem in line.problems]
    assert said == [
        "Rother was in Beck valley on that day: name one of these.",
        "Maltby was in no cluster on that day, and clusters hold Valley Fund.",
    ]
    bring_in(old, found)
    rows = Application.objects.order_by("pk").values_list("reference", "cluster", "ward__name", "state")
    assert list(rows) == [
        ("VAL-2022-0001", valley.cluster.pk, "Boston Castle", "paid"),
        ("VAL-2022-0002", valley.cluster.pk, "Rother", "paid"),
    ]  # fmt: skip
    [pot] = queries.pots(FinancialYear(2022), cluster=valley.cluster, funds=[valley.fund])
    assert (pot.paid, pot.left) == (15_000, 0)
    assert queries.check_ledger().agrees
    again = stage(old, write(tmp_path, "C1,2022-06-01,E05012996,VAL,A path,Clifton Community Garden,,100,",
                             head=f"{HEAD},Cluster", name="again.csv"))  # fmt: skip
    assert again.counts["same"] == 1, "the same award, with its cluster left to the program"
    actions.undo_import(found, because="The wrong file.", by=old.finch, at=AT)
    [pot] = queries.pots(FinancialYear(2022), cluster=valley.cluster, funds=[valley.fund])
    assert (pot.paid, pot.left) == (0, 0)
    assert queries.check_ledger().agrees
