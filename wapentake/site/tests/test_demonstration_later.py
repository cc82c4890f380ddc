"""What the demonstration's awards come to: parts, votes by name, instalments, purposes, money asked back."""

import pytest

from wapentake.foundation import calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.funding.models import Application, PurposeChange, Recovery, Vote, WriteOff
from wapentake.funding.queries import check_ledger
from wapentake.funding.queries.projects import parts_of
from wapentake.funding.queries.recoveries import recoveries_of

pytestmark = pytest.mark.usefixtures("cast_to_read")


CASTLE = "E05012996"


def named(title: str, **where: str) -> Application:
    year = FinancialYear.of(calendars.today()).starts_in
    return Application.objects.filter(title=title, year=year, **where).order_by("pk")[0]


def test_a_project_asks_three_councillors_and_another_two_funds() -> None:
    week, kitchen = (
        parts_of(named("A week by the sea for young carers")),
        parts_of(named("A kitchen that young people cook in")),
    )
    assert [part.state for part in week] == ["approved", "supported", "submitted"]
    assert len({part.councillor for part in week}) == 3
    assert [(part.fund.key, part.state) for part in kitchen] == [("clf", "approved"), ("capital", "submitted")]


def test_wards_voted_by_name_one_member_aside_and_one_under_a_dispensation() -> None:
    voted = Application.objects.filter(fund__key="capital", decisions__basis="members").distinct()
    assert voted.count() >= 8
    assert Vote.objects.filter(application__in=voted, choice="aside").exists()
    lights = named("Lights that take half the power")
    assert lights.state == "approved"
    assert lights.votes.exclude(dispensation=None).count() == 1


def test_one_is_paid_in_instalments_one_paid_and_one_to_come() -> None:
    parts = named("English with a crèche", ward__code=CASTLE).instalments.order_by("number")
    assert [(part.state, part.shown_at is not None) for part in parts] == [("paid", False), ("waiting", True)]


def test_one_is_used_for_something_else_by_consent() -> None:
    change = PurposeChange.objects.get(application=named("Jackets for the walking bus", ward__code=CASTLE))
    assert (change.state, change.record.number) == ("consented", 2)
    assert change.backed_by != change.settled_by


def test_one_gave_back_what_it_could_and_two_people_wrote_the_rest_off() -> None:
    [row] = recoveries_of(named("Summer music, free to all", ward__code=CASTLE))
    assert (row.state, row.pence, row.came, row.given_up, row.to_come) == ("closed", 12_000, 8_500, 3_500, 0)
    agreed, waits = WriteOff.objects.order_by("pk")
    assert agreed.proposed_by != agreed.settled_by
    assert waits.state == "proposed"
    assert Recovery.objects.filter(state="open").count() == 1
    assert check_ledger().agrees
