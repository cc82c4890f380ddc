"""What the demonstration's groups say when they ask, and the applications that somebody must look at twice."""

import pytest
from django.db.models import Q, Sum
from django.test import Client

from wapentake.foundation import calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.funding.models import Application
from wapentake.funding.queries import others_of_group, split_of, stands_of, with_since
from wapentake.funding.queries.refusals import refusals
from wapentake.funding.rules import Reader, waiting
from wapentake.funding.states.papers import Paper, Received

pytestmark = pytest.mark.usefixtures("cast_to_read")


def named(title: str) -> Application:
    return Application.objects.get(title=title, state="submitted")


def test_costs_are_covered_by_what_is_asked_for_and_what_others_give() -> None:
    asked = Application.objects.exclude(cost_lines=None).filter(project=None).distinct()
    assert asked.count() > 100
    for one in asked:
        costs = one.cost_lines.aggregate(sum=Sum("pence"))["sum"]
        given = one.other_money.aggregate(sum=Sum("pence", filter=Q(in_kind=False), default=0))["sum"]
        assert one.pence <= costs <= one.pence + given, one


def test_one_came_on_paper() -> None:
    entered = named("Carols round the bandstand").draft.entered
    assert (entered.how, entered.by.name) == (Received.PAPER, "Dan Holroyd")


def test_one_has_its_papers() -> None:
    papers = named("A coach for the juniors until Easter").attachments.values_list("kind", "file__name")
    assert list(papers) == [(Paper.QUOTE, "quote-sports-hall.pdf"), (Paper.ACCOUNTS, "accounts-2025-26.pdf")]


def test_one_group_asks_two_councillors() -> None:
    shoes = named("Coats and school shoes")
    coats = named("Warm coats for the winter")
    others = others_of_group(shoes)
    assert coats in others
    assert {one.organisation for one in others} == {shoes.organisation}, "and no other group is taken for it"
    assert coats.councillor != shoes.councillor
    assert split_of(shoes, calendars.today()) is None


def test_one_group_asks_in_parts_past_the_limit() -> None:
    split = split_of(named("Thursday nights in February"), calendars.today())
    assert split is not None
    assert [one.title for one in split.others] == ["Thursday nights in January"]
    assert (split.pence, split.limit) == (129_000, 125_000)


def test_what_waits_for_a_councillor_or_an_officer_is_a_few_days_late_at_most() -> None:
    """But for what an award freeze holds up, whose clock stands still."""
    on = calendars.today()
    rows = list(with_since(Application.objects.filter(fund__key="clf", state__in=("submitted", "supported"))))
    stands = stands_of(rows, on)
    waits = [waiting(stands[row.pk], Reader(0), on) for row in rows]
    late = [(on - one.by).days for one in waits if one.by and not one.still]
    assert len(rows) > 40
    assert 1 <= sum(days > 0 for days in late) <= 25
    assert max(late) <= 9


def test_an_officer_refused_one_and_says_why_in_public() -> None:
    [refusal] = refusals(year=FinancialYear.of(calendars.today()))
    assert refusal.application.state == "declined"
    assert refusal.application.councillor.name == "Callum Hirst"
    page = Client().get(f"/awards/{refusal.application.reference}/").content.decode()
    assert "bought or done already" in page
    assert "Kilnhurst Canal Crew" not in page
