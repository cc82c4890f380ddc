"""What a proposal means for each ward: by theme, service and words, narrowed by ward, on the page and in the file."""

import csv
import datetime as dt
import uuid

import pytest
import time_machine

from tests.querycount import assert_same_queries
from wapentake.evidence.actions import record_finding
from wapentake.evidence.rules import FindingWords
from wapentake.evidence.states import Topic
from wapentake.evidence.states.findings import Confidence, SaidBy

from .. import actions, pages
from ..models import Framework
from ..rules import ActionWords, AskWords, PriorityWords
from .cast import NOW, TODAY, Town, later
from .test_matrix import desk, made

pytestmark = pytest.mark.django_db
VERGES = PriorityWords(
    "Tidy verges", "Grass and litter.", "Residents asked.", actions=(ActionWords("Agree when verges are mown"),)
)
ADDRESS = "/desk/plan/proposal/"


@pytest.fixture(autouse=True)
def today(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(later(60), tick=False):
        yield


def meant(castle: Town, **asked: str) -> pages.ProposalPage:
    return pages.proposal_page(castle.roles(castle.finance), asked)


def rows_of(page: pages.ProposalPage) -> list[tuple[str, str, str]]:
    """Return each line of the wards: what, its kind, why."""
    return [
        (row.cells[0].text, str(row.cells[1]), str(row.cells[2]))  # type: ignore[union-attr]
        for ward in page.wards
        for row in ward.table.rows
    ]


def test_words_find_what_a_plan_says_and_why(castle: Town):
    castle.published(VERGES)
    page = meant(castle, words="MOWN, lamp posts")
    assert rows_of(page) == [("Tidy verges", "Priority", "Says “MOWN”")]
    assert page.lede == "It touches 1 priority in 1 ward, 0 asks and 0 commitments."
    assert page.wards[0].members.startswith("Its councillors: ")
    nothing = meant(castle, words="lamp posts")
    assert (nothing.wards, nothing.lede) == ([], "Nothing in the ward plans, asks or commitments is like this.")
    assert meant(castle, title="A report").wards == []


def test_a_service_finds_its_asks_commitments_and_priorities(castle: Town):
    priority = castle.published(VERGES)
    commitment = made(castle, "Highways", "Mow six times", priority)
    loose = made(castle, "Highways", "Paint all lines")
    body = commitment.organisation
    actions.set_answer_time(None, 10, 2, TODAY, source="Protocol", by=castle.head, at=NOW)
    words = AskWords(body, "Mow Wellgate", "It is long.", priority, None)
    actions.ask_for(castle.ward, words, key=uuid.uuid4(), by=castle.dan, at=later(1))
    page = meant(castle, service="highways", title="Mowing from April")
    assert page.title == "Mowing from April"
    assert rows_of(page) == [
        ("Tidy verges", "Priority", "Asks or rests on Highways"),
        ("Mow Wellgate", "Ask", "Asked of Highways"),
        ("Mow six times", "Commitment", "By Highways"),
    ]
    assert [row.cells[0].text for row in page.everywhere.rows] == [loose.text]  # type: ignore[union-attr]


def test_a_theme_finds_who_names_it_and_the_file_says_the_same(castle: Town):
    theme = Framework.objects.get(key="themes").outcomes.first()
    assert theme is not None
    acts = (ActionWords("Walk the streets"),)
    castle.published(PriorityWords("Safe streets", "Crime.", "Residents asked.", outcomes=(theme,), actions=acts))
    castle.published(VERGES)
    asked = {"theme": str(theme.pk), "ward": castle.ward.code}
    assert rows_of(meant(castle, **asked)) == [("Safe streets", "Priority", f"Names {theme.name}")]
    sent = desk(castle.finance).get(f"{ADDRESS}extract.csv", asked)
    lines = list(csv.reader(b"".join(sent.streaming_content).decode("utf-8-sig").splitlines()))  # type: ignore[attr-defined]
    assert lines[0] == list(pages.PROPOSAL_HEADS)
    assert [line[:5] for line in lines[1:]] == [
        [castle.ward.name, castle.ward.code, "Priority", "Safe streets", f"Names {theme.name}"]
    ]


def test_what_is_known_in_its_words_stands_beside(castle: Town):
    castle.published(VERGES)
    words = FindingWords(
        "Cars on the verges stop the mowers.", Topic.ENVIRONMENT, SaidBy.SERVICE, "Streetscene", Confidence.FIRM,
        (castle.ward,), TODAY, TODAY + dt.timedelta(days=90),
    )  # fmt: skip
    record_finding(words, by=castle.head, at=later(1))
    [ward] = meant(castle, words="verges").wards
    assert [text for text, _ in ward.known] == ["Cars on the verges stop the mowers."]


def test_it_costs_the_same_however_much_is_touched(castle: Town):
    client = desk(castle.finance)
    castle.published(VERGES)

    def look() -> None:
        assert client.get(ADDRESS, {"words": "verges"}).status_code == 200

    def more(count: int) -> None:
        for number in range(count):
            words = PriorityWords(
                f"Verges again {number}", "Grass.", "Asked.", actions=(ActionWords("Mow the verges"),)
            )
            castle.published(words)

    assert_same_queries(look, more)
