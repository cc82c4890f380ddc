"""Sample data for every component: for the tests, for screenshots, and to see them all at once."""

import datetime as dt
from typing import Any

from django import forms

from . import pictures as p
from .forms import DateParts, GovForm, PoundsField

ON = dt.date(2026, 11, 24)
# A made-up place: no real boundary is drawn here.
SHAPE = p.Outline("M40 20L120 4L176 52L196 128L132 188L58 176L6 108Z", (0, 0, 200, 196))
BLOCKS = ("M4 4H96V76L60 96H4Z", "M100 4H196V96H132L100 76Z", "M4 100H60L96 80L128 100V196H4Z", "M132 100H196V196H132Z")
NAMES = ("Abbey", "Brook", "Castle and Common", "Dale")
LABELS = ((44.0, 52.0), (150.0, 52.0), (62.0, 152.0), (164.0, 152.0))
SPREAD = [3.9, 2.1, 4.5, 2.8, 1.6, 5.8, 5.6, 4.0, 2.3, 4.7, 2.7, 3.5, 5.4, 5.2, 1.5, 2.6, 4.8, 5.5, 2.9, 5.7, 10.6]


class SampleForm(GovForm):
    """One field of each kind."""

    amount = PoundsField(
        label="How much are you asking for?", help_text="From £50. For example, 400 or 372.50.", at_most=1_184_00
    )
    reason = forms.CharField(
        label="Your reasons", help_text="Published with the decision.", max_length=400, widget=forms.Textarea
    )
    vote = forms.ChoiceField(
        label="Your vote",
        choices=[
            ("support", "Support"),
            ("not", "Do not support"),
            ("interest", "I have an interest and should not vote"),
        ],
        widget=forms.RadioSelect,
    )
    fund = forms.ChoiceField(
        label="Fund", choices=[("", "---------"), ("clf", "Community Leadership Fund"), ("wc", "Ward Capital")]
    )
    helps = forms.MultipleChoiceField(
        label="Who it helps",
        choices=[("young", "Young people"), ("old", "Older people")],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = DateParts(label="When it starts", help_text="For example, 24 11 2026.")
    email = forms.EmailField(label="Your email address")
    phone = forms.CharField(
        label="Phone", required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    quote = forms.FileField(label="Quote", required=False, help_text="A PDF or a photograph, up to 10 MB.")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    agree = forms.BooleanField(label="We have not bought anything yet")
    step = forms.CharField(widget=forms.HiddenInput, initial="what-it-costs")


def _money() -> dict[str, Any]:
    lines = [
        p.FundLine(
            "Community Leadership Fund", p.MoneyBar.of(paid=155_000, committed=65_000, reserved=30_000, left=225_200)
        ),
        p.FundLine("Ward Capital", p.MoneyBar.of(paid=318_000, committed=278_000, reserved=240_000, left=232_000)),
        p.FundLine(
            "Ward Housing", p.MoneyBar.of(paid=189_000, left=334_600), "Not decided here: it comes from tenants’ rents."
        ),
        p.FundLine("Local levy (CIL)", p.MoneyBar.of(committed=650_000, left=1_191_260)),
    ]
    return {
        "funds": lines,
        "nothing": p.FundLine("Next year’s fund", p.MoneyBar.of()),
        "now": p.MoneyBar.of(paid=318_000, committed=278_000, reserved=240_000, left=232_000),
        "after": p.MoneyBar.of(paid=318_000, committed=518_000, left=232_000),
        "sums_of_it": [
            ("Not yet committed", "£4,720.00", False),
            ("This award", "− £2,400.00", False),
            ("Left after", "£2,320.00", True),
        ],
        "shares_of_it": [
            p.Share("£101,500.00", "Public sector", 100, "47%", "Extra services, activities, equipment"),
            p.Share("£83,500.00", "Voluntary and community", 82.3, "38%", "238 organisations"),
            p.Share("£33,000.00", "Private suppliers", 32.5, "15%", "Goods for community use"),
        ],
    }


def _evidence() -> dict[str, Any]:
    rank = p.RankDots.of(SPREAD, me=3, borough=4.3, low=2.4, high=3.2)
    reading = p.Provenance(
        "counted", "Counted in the ward, February to April 2025.", "Police street-level data", "#source"
    )
    fitted = p.Provenance(
        "fitted", "Best fit of 8 small areas. 2 of them straddle the ward’s edge.", "Census 2021", "#source"
    )
    shared = p.Provenance("shared", "Shared out from 3 wards by people.", "Residents’ survey 2025", "#source")
    trend = p.Sparkline.of([31, 38, 42, 46, None, 57, 60, 56, 48, 43, 48, 54, 49])
    return {
        "rank": rank,
        "indicators": [
            p.Indicator(
                "Anti-social behaviour",
                "2.8",
                reading,
                "for each 1,000 people. The line is reports a month since April 2024, 49 in the last.",
                rank,
                "4.3",
                trend=trend,
            ),
            p.Indicator(
                "Rent from the council or a housing association",
                "22.2%",
                fitted,
                "",
                p.RankDots.of(SPREAD, me=20, borough=4.3),
                "20.7%",
                "21.3 to 23.1%",
            ),
            p.Indicator(
                "Give time to others",
                "31%",
                shared,
                "of adults, at least once a month",
                p.RankDots.of(SPREAD, me=7, low=3.1, high=4.9),
            ),
            p.Withheld(
                "Feeling safe after dark",
                "The last survey heard from 19 people here. We show nothing below 50.",
                "Residents’ survey 2025",
                "#source",
            ),
        ],
        "change": p.ThenAndNow(
            p.Reading("March 2026, before the signs", "41%", 41, 38, 44, "between 38% and 44%"),
            p.Reading("October 2026, after", "28%", 28, 25, 31, "between 25% and 31%"),
            20,
            50,
            ("20%", "50% of drivers"),
        ),
        "shaded": p.Choropleth.of(
            list(zip(NAMES, BLOCKS, (10.6, 3.9, None, 2.1), strict=True)),
            steps=(2.5, 4, 5, 6),
            me="Abbey",
            box=(0, 0, 200, 200),
            words="Map of the 4 wards. The highest rate is in Abbey. The table beside it has every ward.",
        ),
        "bars": p.BarChart.of(
            "Homes by who they rent from",
            [("Own their home", 51, "51%"), ("Council", 22, "22%"), ("Private landlord", 27, "27%")],
            me="Council",
        ),
        "line": p.LineChart.of(
            "Reports a month",
            [
                ("Apr 2026", 31, "31"),
                ("May", 38, "38"),
                ("Jun", None, "no figure"),
                ("Jul", 49, "49"),
                ("Aug", 44, "44"),
            ],
            heads=("Month", "Reports"),
        ),
    }


def _records() -> dict[str, Any]:
    day = dt.date
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
        "dates": [
            p.Dated(day(2026, 11, 20), "Answer the traders", "#late", "Promised for Friday.", late=True),
            p.Dated(day(2026, 12, 5), "Councillor surgery", "#surgery", "10am to 11am, the library"),
            p.Dated(
                day(2027, 1, 15), "Last day to apply for money", "", "So that the councillors can decide by 29 January."
            ),
        ],
        "year": p.YearLine.of(
            day(2026, 4, 1), ON, [(day(2027, 1, 15), "last day to apply"), (day(2027, 1, 29), "last day to decide")]
        ),
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
        "tasks": [
            p.Task("Your group", "Completed", "#group"),
            p.Task("What it costs", "Incomplete", "#costs", "You need a quote for anything over £500", True),
            p.Task("Check your answers and apply", "Cannot start yet", hint="When the sections above are complete"),
        ],
    }


def _tables() -> dict[str, Any]:
    col, row, link = p.Column, p.Row, p.Link
    return {
        "queue": p.Table(
            "Open applications, soonest due first",
            [col("Application"), col("Ward"), col("Amount", numeric=True), col("With"), col("Due", sort="ascending")],
            [
                row(
                    [
                        link("Juniors: goals and nets", "#application", "2026/0171"),
                        "Dale",
                        "£1,150.00",
                        "You, since 13 Nov",
                        p.Tag("4 days late", "late", "20 Nov"),
                    ]
                ),
                row(
                    [
                        link("Memory café: minibus trips", "#application", "2026/0168"),
                        "Brook",
                        "£480.00",
                        "The group",
                        p.Tag("clock paused", "", "1 Dec"),
                    ]
                ),
            ],
        ),
        "no_rows": p.Table(
            "Awards this year",
            [col("Group"), col("Amount", numeric=True)],
            [],
            empty="No awards yet this year. £19,830.60 is there to award. Apply by 15 January.",
        ),
        "statement": p.Table(
            "Money allocated by ward and fund",
            [
                col("Ward"),
                col("", hide_small=True),
                col("Both funds", numeric=True),
                col("Leadership Fund", numeric=True),
                col("Ward Capital", numeric=True),
            ],
            [
                row([link(name, "#ward"), p.AmountBar(width), total, "£5,840.00", "£3,830.00"], me=name == "Brook")
                for name, width, total in zip(
                    NAMES, (74.2, 48, 100, 31.5), ("£9,670.00", "£6,250.00", "£13,030.00", "£4,100.00"), strict=True
                )
            ],
            total=row(["4 wards", "", "£33,050.00", "£23,360.00", "£15,320.00"]),
        ),
        "saved": [
            p.NavLink("With you", "#with", count=4),
            p.NavLink("All open", "#all", current=True, count=31),
            p.NavLink("Decided", "#decided"),
        ],
        "chips": [("£250 and over", "#without")],
        "pages": p.Pages.of(4, 9, "?page={}"),
    }


def sample() -> dict[str, Any]:
    """Return the context of `design/catalogue.html`: every component, and a form that came back with errors."""
    areas = tuple(
        p.WardArea(i + 1, name, "#ward", path, i % 3, label)
        for i, (name, path, label) in enumerate(zip(NAMES, BLOCKS, LABELS, strict=True))
    )
    unfit = {
        "amount": "1,200",
        "starts-day": "31",
        "starts-month": "2",
        "starts-year": "2027",
        "vote": "support",
        "step": "what-it-costs",
    }
    return {
        "on": ON,
        "shape": SHAPE,
        "map": p.WardMap(areas, ("North", "Central", "South"), (-2, -2, 204, 204)),
        "progress": p.Progress(4, 1, 1, 2),
        "sheet": SampleForm(prefix="new"),
        "form": SampleForm(unfit),
        "published_at": dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC),
        "demo_mode": True,
        "attribution": "Boundaries here are made up.",
        "navigation": [p.NavLink("Your ward", "#ward", current=True), p.NavLink("Money", "#money")],
        "footer_links": [("Open data", "#data"), ("Privacy", "#privacy")],
        "crumbs": [("Wards", "#wards")],
        **_money(),
        **_evidence(),
        **_records(),
        **_tables(),
    }
