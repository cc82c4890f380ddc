"""Sample figures."""

from typing import Any

from wapentake.design import pictures as p

from .places import BLOCKS, NAMES

SPREAD = [3.9, 2.1, 4.5, 2.8, 1.6, 5.8, 5.6, 4.0, 2.3, 4.7, 2.7, 3.5, 5.4, 5.2, 1.5, 2.6, 4.8, 5.5, 2.9, 5.7, 10.6]
RANK = p.RankDots.of(SPREAD, me=3, borough=4.3, low=2.4, high=3.2)
COUNTED = p.Provenance("counted", "Counted in the ward, February to April 2025.", "Police street-level data", "#source")
FITTED = p.Provenance(
    "fitted", "Best fit of 8 small areas. 2 of them straddle the ward’s edge.", "Census 2021", "#source"
)
SHARED = p.Provenance("shared", "Shared out from 3 wards by people.", "Residents’ survey 2025", "#source")


def _tiles() -> list[p.Indicator | p.Withheld]:
    trend = p.Sparkline.of([31, 38, 42, 46, None, 57, 60, 56, 48, 43, 48, 54, 49])
    return [
        p.Indicator(
            "Anti-social behaviour",
            "2.8",
            COUNTED,
            "for each 1,000 people. The line is reports a month since April 2024, 49 in the last.",
            RANK,
            "4.3",
            trend=trend,
        ),
        p.Indicator(
            "Rent from the council or a housing association",
            "22.2%",
            FITTED,
            "",
            p.RankDots.of(SPREAD, me=20, borough=4.3),
            "20.7%",
            "21.3 to 23.1%",
        ),
        p.Indicator(
            "Give time to others",
            "31%",
            SHARED,
            "of adults, at least once a month",
            p.RankDots.of(SPREAD, me=7, low=3.1, high=4.9),
        ),
        p.Withheld(
            "Feeling safe after dark",
            "The last survey heard from 19 people here. We show nothing below 50.",
            "Residents’ survey 2025",
            "#source",
        ),
    ]


def _charts() -> dict[str, Any]:
    return {
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


def evidence() -> dict[str, Any]:
    """Tiles, a comparison, a shaded map and charts."""
    return {
        "rank": RANK,
        "indicators": _tiles(),
        "change": p.ThenAndNow(
            p.Reading("March 2026, before the signs", "41%", 41, 38, 44, "between 38% and 44%"),
            p.Reading("October 2026, after", "28%", 28, 25, 31, "between 25% and 31%"),
            20,
            50,
            ("20%", "50% of drivers"),
        ),
        **_charts(),
    }
