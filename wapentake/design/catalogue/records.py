"""Sample people, plans, days and decisions."""

import datetime as dt
from typing import Any

from wapentake.design import pictures as p

ON = dt.date(2026, 11, 24)
day = dt.date


def plans() -> dict[str, Any]:
    """Councillors and priorities."""
    return {
        "councillors": [
            p.Person(
                "Cllr Maureen Ashby",
                ["Since 2012", "Surgery: first Saturday, 10am, the library"],
                [("Write to Maureen Ashby", "#write")],
            ),
            p.Person("Cllr Tariq Iqbal", ["Since 2024"], [("Write to Tariq Iqbal", "#write")]),
            p.Person("Cllr Grace Okafor", ["Since 2021", "By appointment, in person or by phone"]),
        ],
        "priorities": [
            p.PriorityLine(
                1,
                "Slower, safer streets",
                "#one",
                "The lane, the hill and the school gates.",
                p.Progress(4, 1, 0, 1),
                "change",
                "23 November",
                "fewer drivers over 35 mph on the lane.",
            ),
            p.PriorityLine(
                2,
                "Parks people use after four o’clock",
                "#two",
                "Lighting, seats, things to do for teenagers.",
                p.Progress(1, 2, 1, 1),
                late="since 30 October: lighting survey. New date 8 January.",
            ),
            p.PriorityLine(
                3,
                "Help with the cost of living",
                "#three",
                "Warm places and advice within walking distance.",
                p.Progress(),
            ),
        ],
    }


def lately() -> dict[str, Any]:
    """Awards, news and the sections of an application."""
    return {
        "awards": [
            p.Award(
                "Friends of the Park",
                40_000,
                "Bulbs and hand tools for the volunteers",
                "Community Leadership Fund, 19 November. Serves priority 2.",
                "#award",
            ),
            p.Award("Lane Traders", 1_500_50, "Defibrillator outside the shops", "Ward Capital, 12 November."),
        ],
        "news": [
            p.News(
                "change",
                "Abbey, 23 November",
                "Fewer drivers over 35 mph on the lane",
                "#news",
                "Two signs went up in June.",
            ),
            p.News("said", "Dale, 19 November", "212 of you answered on the recreation ground", "#news"),
        ],
        "tasks": [
            p.Task("Your group", "Completed", "#group"),
            p.Task("What it costs", "Incomplete", "#costs", "You need a quote for anything over £500", True),
            p.Task("Check your answers and apply", "Cannot start yet", hint="When the sections above are complete"),
        ],
    }


def days() -> dict[str, Any]:
    """Dates, the year, and what needs somebody."""
    return {
        "dates": [
            p.Dated(day(2026, 11, 20), "Answer the traders", "#late", "Promised for Friday.", late=True),
            p.Dated(day(2026, 12, 5), "Councillor surgery", "#surgery", "10am to 11am, the library"),
            p.Dated(
                day(2027, 1, 15), "Last day to apply for money", "", "So that the councillors can decide by 31 January."
            ),
        ],
        "year": p.YearLine.of(
            day(2026, 4, 1), ON, [(day(2027, 1, 15), "last day to apply"), (day(2027, 1, 31), "last day to decide")]
        ),
        "needs": [
            p.Need(
                day(2026, 11, 20),
                "Answer Mrs D. about the bins",
                "#answer",
                "Waste Services replied to you on 16 November. She has not heard yet.",
                "You promised an answer in 10 working days.",
                "4 days late",
            ),
            p.Need(
                day(2026, 12, 1),
                "Vote: £2,400 for the community garden",
                "#vote",
                "Cllr Iqbal supports it. Cllr Okafor has an interest and cannot vote, so it rests with you.",
                "In 7 days.",
            ),
        ],
    }


def decisions() -> dict[str, Any]:
    """Votes and conditions."""
    return {
        "votes": [
            p.Vote("Cllr Ashby", "Not voted yet", you=True),
            p.Vote("Cllr Iqbal", "Supports, 21 November", "“It answers what people told us in July.”"),
            p.Vote("Cllr Okafor", "Cannot vote", "Trustee of the garden. Declared 18 November.", out=True),
        ],
        "nobody": [
            p.Vote(name, "Cannot vote", "Trustee of the garden.", out=True)
            for name in ("Cllr Ashby", "Cllr Iqbal", "Cllr Okafor")
        ],
        "conditions": [
            p.Condition(
                "met",
                "Serves a ward priority",
                "Priority 2, Parks people use after four o’clock.",
                "Version 2",
                "#version",
            ),
            p.Condition("waiting", "Two members who may vote both agree", "Waiting for you, since 18 November."),
            p.Condition(
                "not_met", "Nothing bought before the decision", "A receipt is dated 3 November, before the decision."
            ),
        ],
    }
