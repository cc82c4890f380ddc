"""How long answers are kept is a dated rule that the council sets, and what was promised holds."""

import datetime as dt
from uuid import uuid4

import pytest

from wapentake.foundation.calendars import LONDON
from wapentake.foundation.verdicts import Refused

from ..actions import erase_answers, give_answer, set_input_rule
from ..models import InputAnswer
from ..rules import InputRuleWords
from .cast import NOW, TODAY, Town, later
from .test_input_asked import opened, said
from .test_pages import desk, page_after, text_of


def test_who_answered_under_a_shorter_promise_is_erased_by_it_and_a_shorter_rule_holds_for_all(castle: Town):
    call = opened(castle)
    give_answer(call, said(call, "Before", name="A", email="a@example.org"), uuid4(), at=later(2))
    words, begins = InputRuleWords(24, 7, 5, "Retention schedule"), TODAY + dt.timedelta(days=3)
    set_input_rule(words, begins, by=castle.head, at=later(2))
    after = NOW + dt.timedelta(days=4)
    give_answer(call, said(call, "After", name="B", email="b@example.org"), uuid4(), at=after)

    def erased(years: int) -> list[str]:
        day = castle.cycle.to_date.replace(year=castle.cycle.to_date.year + years)
        erase_answers(at=dt.datetime.combine(day, dt.time(9), LONDON))
        return [one.name for one in InputAnswer.objects.filter(latest=True).order_by("pk")]

    assert erased(1) == ["", "B"], "twelve months were promised to the first"
    set_input_rule(InputRuleWords(1, 7, 5, "Retention schedule, revised"), dt.date(2029, 1, 1), by=castle.head, at=NOW)
    assert erased(2) == ["", ""]


def test_only_the_head_and_administrators_say_how_long_answers_are_kept(castle: Town):
    client = desk(castle.head)
    assert "12 months after the cycle" in text_of(client.get("/desk/plan/cycles/"))
    sent = {
        "months_kept": 6, "days_before": 5, "smallest": 10, "from_date-day": 1, "from_date-month": 4,
        "from_date-year": 2027, "source": "Retention schedule, 1 March 2027",
    }  # fmt: skip
    assert "120" in text_of(client.post("/desk/plan/answers-rule/", sent | {"months_kept": 121}))
    said = page_after(client, "/desk/plan/answers-rule/", sent)
    for words in ("6 months after the cycle", "5 days before the closing date", "Retention schedule, 1 March 2027"):
        assert words in said
    with pytest.raises(Refused, match="choose a later day"):
        set_input_rule(InputRuleWords(6, 5, 10, "Again"), dt.date(2027, 4, 1), by=castle.head, at=later(9))
    with pytest.raises(Refused, match="Only the Head of Neighbourhoods"):
        set_input_rule(InputRuleWords(6, 5, 10, "Mine"), dt.date(2028, 4, 1), by=castle.dan, at=later(9))
    with pytest.raises(Refused, match="at most 120 months"):
        set_input_rule(InputRuleWords(121, 5, 10, "Long"), dt.date(2028, 4, 1), by=castle.head, at=later(9))
