"""Each row of the desk says what it is about and why it has its date, not a date alone."""

import datetime as dt
from types import SimpleNamespace as Some
from typing import Any

import pytest

from wapentake.foundation.calendars import long_date
from wapentake.funding.states.monitoring import MonitoringState
from wapentake.site.pages.needs import awards as of

ON = dt.date(2026, 11, 24)
CAME = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
AIM = "Our aim: within ten working days of 20 Nov"
AWARD = Some(title="A tool store", reference="CLF-2026-0001", pence=40_000, organisation=Some(name="Clifton Garden"))


def monitoring(state: str, came: dt.datetime | None) -> Any:
    return Some(application=AWARD, state=state, received_at=came, due_on=dt.date(2026, 11, 20))


def part(due_on: dt.date) -> Any:
    return Some(application=AWARD, number=2, pence=10_000, shown_at=CAME, due_on=due_on)


ASKED: Any = Some(application=AWARD, purpose="Benches.", asked_at=CAME, backed_at=None)
DROPPED: Any = Some(application=AWARD, pence=40_000, proposed_at=CAME)
GIVEN_UP: Any = Some(
    recovery=Some(application=AWARD), recovery_id=1, pence=5_000, reason="It is gone.", proposed_at=CAME
)


@pytest.mark.parametrize(
    ("need", "by", "words"),
    [
        (of._monitoring_need(monitoring(MonitoringState.DUE, None), ON), dt.date(2026, 11, 20), "due on 20 November"),
        (of._monitoring_need(monitoring(MonitoringState.RECEIVED, CAME), ON), dt.date(2026, 12, 4), AIM),
        (of._shown_need(part(dt.date(2026, 11, 1)), ON), dt.date(2026, 12, 4), AIM),
        (of._shown_need(part(dt.date(2027, 1, 4)), ON), dt.date(2027, 1, 4), "paid from 4 January 2027 on"),
        (of._purpose_need(ASKED, ON), dt.date(2026, 12, 4), AIM),
        (of._cancellation_need(DROPPED, ON), dt.date(2026, 12, 4), AIM),
        (of._write_off_need(GIVEN_UP, ON), dt.date(2026, 12, 4), AIM),
    ],
)  # fmt: skip
def test_a_row_says_what_it_is_about_and_why_by_its_day(need: Any, by: dt.date, words: str) -> None:
    assert (need.by, need.late) == (by, "four days late" if by < ON else "")
    assert words in need.because, long_date(by)
    assert "A tool store" in need.because
    assert "CLF-2026-0001" in need.because
