"""Sample tables, saved lists and money."""

from typing import Any

from wapentake.design import pictures as p

from .places import NAMES

col, row, link = p.Column, p.Row, p.Link


def queues() -> dict[str, Any]:
    """A queue, an empty table and what stands around them."""
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
        "saved": [
            p.NavLink("With you", "#with", count=4),
            p.NavLink("All open", "#all", current=True, count=31),
            p.NavLink("Decided", "#decided"),
        ],
        "chips": [("£250 and over", "#without")],
    }


def statement() -> dict[str, Any]:
    """Figures to compare."""
    return {
        "pages": p.Pages.of(4, 9, "?page={}"),
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
    }


def money() -> dict[str, Any]:
    """Funds, a decision's before and after, and shares."""
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
