"""No page asks once a row: every address is opened in the demonstration, and how often it asks one question is counted.

A page that asks the database the same question (the same SQL with other values) more than MOST times fails the build.
A list in pages that has too few rows to show that is opened a second time with one row a page, and asks as much. Any
other short list fails too, unless ELSEWHERE names the test that proves it with one row and with three
(`tests/querycount.py`), or FEW says why it stays short. A new list page stands here by itself.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests.architecture import access
from tests.architecture.samples import samples
from wapentake.design.pictures import Table
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.site.readers import cast

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.usefixtures("cast_to_read"), pytest.mark.timeout(600)]

MOST = 3
# Who sees most rows is asked first.
SEE_MOST = ("colin", "anita", "gerald", "robin", "nadia", "wendy", "eileen", "maureen")
PLANS = "wapentake/plans/tests"
FUNDING, OFFICE, PLACES = "wapentake/funding/tests", "wapentake/office/tests", "wapentake/places/tests"
SITE = "wapentake/site/tests"
POSTING = "wapentake/publishing/tests/test_posting.py"
PUBLISHING = "wapentake/publishing/tests"
LISTS = "test_lists_and_their_lines_cost_the_same_however_many"
ELSEWHERE = {
    "funding:cluster": f"{FUNDING}/test_clusters.py::test_a_clusters_page_costs_the_same_for_one_award_and_for_three",
    "funding:award_freeze": f"{FUNDING}/test_freezes.py::test_what_waits_for_its_end_costs_the_same_however_long",
    "funding:letters": f"{FUNDING}/test_letters.py::test_a_list_of_many_asks_no_more_questions",
    "funding:mine": f"{FUNDING}/test_oversight.py::test_my_money_costs_the_same_however_often_i_was_asked",
    "funding:monitoring_list": f"{FUNDING}/test_monitoring.py::test_late_forms_are_listed_and_cost_the_same_queries",
    "funding:moves": f"{FUNDING}/test_funds_desk.py::test_the_list_of_moves_costs_the_same_for_one_and_for_three",
    "funding:other_funds": f"{FUNDING}/test_outside.py::test_the_lists_cost_the_same_however_long",
    "funding:other_funds_ward": f"{FUNDING}/test_outside.py::test_the_lists_cost_the_same_however_long",
    "funding:outside_fund": f"{FUNDING}/test_outside.py::test_a_fund_costs_the_same_however_many_bids",
    "funding:oversight_rows": f"{FUNDING}/test_oversight.py::test_pages_cost_the_same_however_many_rows",
    "funding:payment_runs": f"{FUNDING}/test_payments.py::test_runs_and_their_lines_cost_the_same_however_many",
    "funding:payment_run": f"{FUNDING}/test_payments.py::test_runs_and_their_lines_cost_the_same_however_many",
    "funding:recoveries": f"{FUNDING}/test_recoveries.py::test_the_list_costs_the_same_however_long",
    "funding:reviews": f"{FUNDING}/test_reviews.py::test_the_list_costs_the_same_however_long",
    "office:dispensations": f"{OFFICE}/test_dispensations.py::test_the_list_costs_the_same_however_long",
    "office:publicity": f"{OFFICE}/test_publicity.py::test_the_list_costs_the_same_however_many_holds_and_pages",
    "plans:measure": f"{PLANS}/test_measure_pages.py::test_a_measure_costs_the_same_however_many_readings",
    "plans:progress_file": f"{PLANS}/test_bulk.py::test_files_and_their_lines_cost_the_same_however_many",
    "plans:progress_files": f"{PLANS}/test_bulk.py::test_files_and_their_lines_cost_the_same_however_many",
    "publishing:guidance_desk": f"{POSTING}::test_lists_of_guidance_and_case_studies_cost_the_same_however_long",
    "publishing:guidance_one": f"{POSTING}::test_lists_of_guidance_and_case_studies_cost_the_same_however_long",
    "publishing:subscriber_files": f"{PUBLISHING}/test_subscriber_lists.py::{LISTS}",
    "publishing:subscriber_list": f"{PUBLISHING}/test_subscriber_lists.py::{LISTS}",
    "site:asked": f"{SITE}/test_sections.py::test_what_is_asked_costs_the_same_however_much_it_is",
    "site:ward_asked": f"{SITE}/test_sections.py::test_what_is_asked_costs_the_same_however_much_it_is",
    "places:groups": f"{PLACES}/test_desk.py::test_lists_cost_the_same_whatever_their_length",
    "plans:proposal": "wapentake/plans/tests/test_proposals.py::test_it_costs_the_same_however_much_is_touched",
    "publishing:desk_bulletins": f"{PUBLISHING}/test_bulletins.py::test_the_list_of_bulletins_costs_the_same",
}
FEW = {
    "plans:input_answer": "the versions of one answer, and at most five priorities",
    "plans:notice_rule": "a rule of warning in some years",
    "plans:plan": "a plan has three to five priorities",
    "plans:plan_version": "a plan has three to five priorities",
    "plans:public_plan": "a plan has three to five priorities",
    "funding:award_freezes": "a few polls in four years",
    "funding:development": "the receipts of one development",
    "funding:instalments": "the instalments of one award",
    "funding:match": "the other money of one project",
    "site:named_place": "a place lies in a few wards, and they are asked for together",
    "site:ward_members": "two or three members, and those before them in one question",
    "site:ward_priorities": "three to five priorities, and those before them in one question",
    "places:boundaries": "a set of boundaries in four years or more",
}
PEOPLE_OF_ONE = "each member of one ward is asked about, three at most"
FUNDS = "each of the council’s four funds is asked about"
SETS = "the boundaries of the wards, and of the small areas of 2011 and of 2021, are each asked for"
LEVY = "each sum over the levy’s accounts asks first which fund is the levy’s, however many rows there are"
# How often one question may be asked there, and why.
OFTEN = {
    "evidence:comparison": (4, SETS),
    "evidence:comparison_page": (4, SETS),
    "evidence:profile": (4, SETS),
    "funding:application": (7, PEOPLE_OF_ONE),
    "funding:apply": (9, FUNDS),
    "funding:infrastructure": (5, LEVY),
    "funding:levy": (4, LEVY),
    "funding:money": (4, FUNDS),
    "funding:monitoring_list": (4, "the forms of each of the four states are counted once"),
    "funding:oversight": (4, "each check of clocks reads their rules once, for all that waits"),
    "funding:publish_infrastructure": (5, LEVY),
    "mfa_activate_totp": (4, "the sign-in library asks which second factors one user has"),
}


@dataclass
class Opened:
    """An address as somebody opened it: the questions by how often they were asked, and the longest list on it."""

    asked: Counter[str] = field(default_factory=Counter)
    lists: bool = False
    rows: int = 0
    paged: bool = False
    # How many questions it asks with one row a page, and with all its rows, where that was tried.
    one: int | None = None
    more: int | None = None


@pytest.fixture(scope="module")
def opened(cast_to_read: None) -> dict[str, Opened]:
    return dict(_open_all())


def test_no_page_asks_the_same_question_for_each_row(opened: dict[str, Opened]):
    wrong = [
        f"{name} asks {count} times, once a row: {shape[:300]}\n"
        for name, page in opened.items()
        for shape, count in page.asked.items()
        if count > OFTEN.get(name, (MOST, ""))[0]
    ]
    assert not wrong, (
        "Ask once for all rows (select_related, prefetch_related, or a query that answers for many), and pass the "
        "answers on:\n" + "\n".join(wrong)
    )


def test_a_list_in_pages_asks_as_much_with_one_row_as_with_more(opened: dict[str, Opened]):
    tried = {name: page for name, page in opened.items() if page.one is not None}
    assert tried, "No list in pages is short: nothing is tried here"
    wrong = [name for name, page in tried.items() if page.one != page.more]
    assert not wrong, f"These ask more with more rows a page: {wrong}"


def test_every_list_is_long_enough_here_or_counted_in_a_test_of_its_own(opened: dict[str, Opened]):
    named = {*ELSEWHERE, *FEW}
    short = sorted(
        name
        for name, page in opened.items()
        if page.lists and page.rows <= MOST and page.one is None and name not in named
    )
    assert not short, (
        f"The demonstration has too few rows to show that these lists ask once for all: {short}. Write a test with "
        "assert_same_queries (tests/querycount.py) and name it in ELSEWHERE, or give the demonstration more rows."
    )
    gone = {*named, *OFTEN} - opened.keys()
    assert not gone, f"Named above, and opened by nobody: {gone}"
    for name, where in ELSEWHERE.items():
        file, _, test = where.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        found = [each for each in ast.parse(text).body if isinstance(each, ast.FunctionDef) and each.name == test]
        assert found, f"{name}: there is no {where}"
        assert "assert_same_queries(" in ast.unparse(found[0]), f"{where} counts no queries"


class Planted:
    """A browser of a page as nobody here may write it: it asks for the edition of each of so many wards in turn."""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def get(self, where: str) -> HttpResponse:
        page = Paginator(Ward.objects.order_by("pk")[: self.rows], 50).get_page(1)
        return HttpResponse("".join(str(ward.edition) for ward in page.object_list))


def test_a_planted_question_once_a_row_is_found():
    """The control, for a list that is long here and for one that is short."""
    long, short = _opened(Planted(MOST + 2), "/"), _opened(Planted(MOST), "/")
    assert long
    assert short
    assert max(long.asked.values()) == MOST + 2
    assert long.one is None
    assert max(short.asked.values()) == MOST
    assert (short.one, short.more) == (short.asked.total() - (MOST - 1), short.asked.total())


def _open_all() -> Iterator[tuple[str, Opened]]:
    """Open every address as one of those who may, changing nothing, and yield what it asked."""
    arguments, table = samples(), access.read()
    people = {member.key: User.objects.get(email=member.email) for member in cast()}
    clients: dict[str, Client] = {}
    for name, pattern in sorted(dict(access.routes()).items()):
        who = _who(table.get((name, "GET"), {}))
        if who is None:
            continue
        if who not in clients:
            clients[who] = Client()
            if who in people:
                clients[who].force_login(people[who])
        where = access.address(name, pattern, arguments)
        if (page := _opened(clients[who], where)) is not None:
            yield name, page


def _who(row: dict[str, int]) -> str | None:
    return next((who for who in (*SEE_MOST, *row) if row.get(who) == 200), None)


def _opened(client: Client | Planted, where: str) -> Opened | None:
    """Return what a page asked; nothing for what is no page."""
    with transaction.atomic():
        page = Opened()
        with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(_counting(page)):
            _watch(patch, page)
            answer = client.get(where)
        if page.paged and 1 < page.rows <= MOST:
            page.one, page.more = _with_rows(client, where, 1), _with_rows(client, where, MOST)
        transaction.set_rollback(True)
    return page if isinstance(answer, HttpResponse) and answer["Content-Type"].startswith("text/html") else None


def _with_rows(client: Client | Planted, where: str, rows: int) -> int:
    """Return how many questions an address asks where a page has so many rows, and what is asked once is known."""
    again, made = Opened(), Paginator.__init__

    def of_few(self: Any, every: Any, per_page: Any, **more: Any) -> None:
        made(self, every, rows, **more)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(_counting(again)):
        patch.setattr(Paginator, "__init__", of_few)
        client.get(where)
    return again.asked.total()


def _counting(page: Opened) -> Any:
    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            page.asked[re.sub(r"\(%s(?:, %s)*\)", "(…)", sql)] += 1
        return execute(sql, params, many, context)

    return count


def _watch(patch: pytest.MonkeyPatch, page: Opened) -> None:
    """Notice every table and every list in pages that is made."""

    def noticed(made: Any, rows: int) -> None:
        page.lists, page.rows = True, max(page.rows, rows)

    table, paginated = Table.__init__, Paginator.page

    def make_table(self: Table, *args: Any, **kwargs: Any) -> None:
        table(self, *args, **kwargs)
        noticed(self, len(self.rows))

    def make_page(self: Any, number: Any) -> Any:
        made = paginated(self, number)
        page.paged = True
        noticed(made, len(made.object_list))
        return made

    patch.setattr(Table, "__init__", make_table)
    patch.setattr(Paginator, "page", make_page)
