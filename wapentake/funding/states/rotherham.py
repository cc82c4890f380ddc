"""Rotherham's four devolved funds and their dated rules, as public sources give them. Other councils have other rows.

Amounts are pence. A rule without an end is the latest that a public source gives; for 2025/26 and later none was found,
so the amounts of 2024/25 go on until somebody enters the new ones.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import RECOMMENDS, FundKind, HolderKind, levy_index
from .officer_checks import GUIDANCE, LASTING, USUAL, CheckRow

REPORT_2022 = "Rotherham Council, Thriving Neighbourhoods annual report 2021/22"
CABINET_2021 = "Rotherham Council, Cabinet report on local CIL, September 2021"
PRESS_2022 = "The Star, 2 February 2022"
PRESS_2018 = "Rotherham Advertiser, 2018"
# The day on which the levy came into force here (moderngov 91640).
LEVY_BEGAN = dt.date(2017, 7, 3)
HERE = "Set for this installation: no public source"


@dataclass(frozen=True)
class RuleRow:
    key: str
    value: Any
    text: str
    source: str
    from_date: dt.date = dt.date(2021, 4, 1)
    to_date: dt.date | None = None


@dataclass(frozen=True)
class FundRow:
    key: str
    name: str
    kind: FundKind
    holder_kind: HolderKind
    prefix: str
    rules: tuple[RuleRow, ...]
    takes_applications: bool = False
    checks: tuple[CheckRow, ...] = USUAL


def _april(year: int) -> dt.date:
    return dt.date(year, 4, 1)


LAST_DECISION = RuleRow(
    "last_decision",
    {"month": 1, "day": 31},
    "Members settle by the end of January what they recommend for the year’s money.",
    PRESS_2022,
)
CARRY_OVER = RuleRow(
    "carry_over",
    {"what": "all", "across_election": False},
    "What is left goes on to the next year, except across an election of the whole council.",
    REPORT_2022,
)
EXCLUSIONS = RuleRow(
    "exclusions",
    ["borough_wide", "individuals", "retrospective"],
    "Not for projects of the whole borough, for one person alone, or for what has been bought or done already.",
    f"{GUIDANCE}, page 3",
)
ALL_DECIDE = RuleRow(
    "decided_by",
    ["unanimous", "majority", "cabinet_member", "leader", "substitute"],
    "The ward’s members recommend together; if they differ, most of them; else the Cabinet Member or the Leader "
    "decides, and where neither may, the named substitute; else there is no award.",
    f"{GUIDANCE}, page 5; the substitute: set for this installation",
)
CABINET_TITLE = RuleRow(
    "cabinet_title",
    {"title": "Cabinet Member for Neighbourhood Working"},
    "The Cabinet Member who decides where the members cannot is the one for neighbourhood working.",
    HERE,
)
MONITORING = RuleRow(
    "monitoring",
    {"unreturned": "asked_back"},
    "A monitoring form comes with the payment. If it is not sent back in time, the money is asked for back.",
    f"{GUIDANCE}, page 6",
)
MONITORED_WITHIN = RuleRow(
    "monitoring_within", {"months": 6}, "The monitoring form is due six months after the payment.", HERE
)
CONDITIONS = RuleRow(
    "conditions",
    {
        "lines": "Use the money only for what you told us of. If that has to change, ask first.\n"
        "Keep the receipts: none may be dated before the award was decided.\n"
        "Send back what you do not spend."
    },
    "Use it for what it was given for, keep the receipts, send back what is left.",
    HERE,
    _april(2026),
)
OFFERED = RuleRow(
    "offer_within", {"days": 28}, "An offer stands for 28 days. After that it lapses.", HERE, _april(2026)
)
SUBSIDY = RuleRow(
    "subsidy_limit",
    {"pence": 31_500_000},
    "Up to £315,000 of Minimal Financial Assistance in this and the two financial years before.",
    "Subsidy Control Act 2022, section 36",
    dt.date(2023, 1, 4),
)
SELLING_ASKED = RuleRow(
    "subsidy_asked",
    ["approval"],
    "A group is asked whether it sells goods or services before its award is approved.",
    HERE,
    _april(2026),
)
ANSWERED_WITHIN = RuleRow("answer_within", {"working_days": 10}, "Each step is taken within 10 working days.", HERE)
ROUTES = RuleRow(
    "routes",
    ["in_house", "partner", "open_bids", "participatory", "goods"],
    "By commissioning a service, a group, a partner or a parish, by open bids, by residents’ choice, by buying goods, "
    "or by any mix of these.",
    f"{GUIDANCE}, page 3",
)
LEAVER = RuleRow(
    "leaver",
    {"what": "frozen"},
    "What a councillor who leaves had left stays frozen until the end of the year, and lapses then.",
    HERE,
)
NO_CARRY_OVER = RuleRow("carry_over", {"what": "none"}, "What is left lapses at the end of the year.", HERE)
KEPT = RuleRow(
    "carry_over",
    {"what": "all"},
    "What is left goes on to the next year: levy money has no last day in a ward without a parish.",
    HERE,
)
LEFT_AGAIN = RuleRow(
    "returned",
    {"what": "left"},
    "What comes back is left to award again, in the year that is open. What of it goes on is as of all that is left.",
    HERE,
    _april(2026),
)
BACK_LAPSES = RuleRow(
    "returned", {"what": "lapses"}, "What comes back lapses at the end of the year.", HERE, _april(2026)
)
SPLITTING = RuleRow(
    "split_within",
    {"days": 30},
    "What a group asks for in a ward within 30 days is looked at together, so that no limit is passed in parts.",
    HERE,
)
KEPT_NAMES = RuleRow(
    "keep_personal",
    {"months": 24},
    "Names and addresses in what was declined or withdrawn are erased after 24 months.",
    HERE,
)
KEPT_AWARDED = RuleRow(
    "keep_awarded",
    {"months": 72},
    "Names and addresses in an award are erased six years after its money last moved. The award stays on record.",
    "Limitation Act 1980, section 5, for the six years; that names go then: set for this installation",
    _april(2026),
)
KEPT_ACCOUNTS = RuleRow(
    "keep_bank_details",
    {"months": 24},
    "Bank details are erased 24 months after the award was paid. That it was paid stays.",
    HERE,
    _april(2026),
)
COMMON = (
    LAST_DECISION, ROUTES, EXCLUSIONS, MONITORING, MONITORED_WITHIN, ANSWERED_WITHIN, SPLITTING, KEPT_NAMES, CONDITIONS,
    OFFERED, SUBSIDY, SELLING_ASKED, KEPT_AWARDED, KEPT_ACCOUNTS,
)  # fmt: skip


def _index(year: int, when: str, since: dt.date, until: dt.date | None, source: str) -> RuleRow:
    figure, base = levy_index.FIGURES[year], levy_index.BASE
    said = f"The limit of £100 is of 2013: for what is received {when} it is multiplied by {figure} over {base}."
    return RuleRow("levy_index", {"figure": figure, "base": base}, said, source, since, until)


def _index_rows() -> Iterator[RuleRow]:
    """Yield the index of each year; the last one stands until another is written down, the first for years before."""
    ours = f"{HERE[0].lower()}{HERE[1:]}"
    first, last = min(levy_index.FIGURES), max(levy_index.FIGURES)
    before = f"{levy_index.SOURCE} for {first}; that it counts for years before too, and the base: {ours}"
    yield _index(first, f"before {first}", LEVY_BEGAN, dt.date(first, 1, 1), before)
    for year in levy_index.FIGURES:
        until = None if year == last else dt.date(year + 1, 1, 1)
        source = f"{levy_index.SOURCE} for {year}; for the base: {ours}"
        yield _index(year, f"in {year}", dt.date(year, 1, 1), until, source)


LEVY_INDEX = tuple(_index_rows())
FUNDS = (
    FundRow(
        "clf",
        "Community Leadership Fund",
        FundKind.REVENUE,
        HolderKind.COUNCILLOR,
        "CLF",
        (
            RuleRow(
                "amount",
                {"per_councillor": 100_000},
                "£1,000 for each councillor.",
                PRESS_2018,
                _april(2017),
                _april(2018),
            ),
            RuleRow(
                "amount",
                {"per_councillor": 258_400},
                "£2,584 for each councillor.",
                REPORT_2022,
                _april(2021),
                _april(2022),
            ),
            RuleRow(
                "amount",
                {"per_councillor": 158_400},
                "£1,584 for each councillor.",
                f"{GUIDANCE}, page 2",
                _april(2022),
            ),
            RuleRow(
                "cost_type",
                ["revenue"],
                "Revenue: for running costs, not for things that last for more than a year.",
                f"{GUIDANCE}, page 2",
            ),
            RuleRow(
                "legal_basis",
                ["officer"],
                f"{RECOMMENDS}. No arrangement under section 236 of the 2007 Act is known.",
                f"{GUIDANCE}, page 5, leaves it to the councillor; that an officer decides: set for this "
                "installation until the Leader’s arrangement is recorded",
            ),
            RuleRow(
                "decided_by",
                ["councillor", "cabinet_member", "leader", "substitute"],
                f"{RECOMMENDS}. Where the councillor has an interest: the Cabinet Member, else the Leader, else the "
                "named substitute, else there is no award.",
                f"{GUIDANCE}, page 5; the substitute: set for this installation",
            ),
            CABINET_TITLE,
            *COMMON,
            LEAVER,
            CARRY_OVER,
            LEFT_AGAIN,
        ),
        takes_applications=True,
    ),
    FundRow(
        "capital",
        "Ward Capital",
        FundKind.CAPITAL,
        HolderKind.WARD,
        "CAP",
        (
            RuleRow(
                "amount", {"per_ward": 1_000_000}, "£10,000 for each ward.", PRESS_2018, _april(2017), _april(2018)
            ),
            RuleRow(
                "amount",
                {"per_seat": 356_000},
                "£3,560 for each seat: £7,120 with two members, £10,680 with three.",
                f"{REPORT_2022}; {GUIDANCE}, page 2",
            ),
            RuleRow(
                "cost_type",
                ["capital"],
                "To buy or improve things that last for more than a year.",
                f"{GUIDANCE}, page 2",
            ),
            ALL_DECIDE,
            CABINET_TITLE,
            *COMMON,
            CARRY_OVER,
            LEFT_AGAIN,
        ),
        takes_applications=True,
        checks=LASTING,
    ),
    FundRow(
        "housing",
        "Ward Housing",
        FundKind.HOUSING,
        HolderKind.WARD,
        "HOU",
        (
            RuleRow(
                "amount",
                {"per_ward": 400_000},
                "£4,000 for each ward, and more by the number of council homes. How much more is not public.",
                f"{GUIDANCE}, page 2",
                _april(2024),
            ),
            RuleRow(
                "award_tests",
                ["tenants", "sign_off"],
                "Council tenants benefit directly, the rents pay their share only, and a housing officer signs it off.",
                f"{GUIDANCE}, page 2; Local Government and Housing Act 1989, section 74; MHCLG, November 2020",
            ),
            RuleRow(
                "group_questions",
                ["tenants"],
                "A group says how council tenants benefit, and how many of those who benefit are council tenants.",
                f"{GUIDANCE}, page 2; that the group is asked: {HERE[0].lower()}{HERE[1:]}",
                _april(2026),
            ),
            RuleRow("cost_type", ["housing"], "Must directly benefit council tenants.", f"{GUIDANCE}, page 2"),
            ALL_DECIDE,
            CABINET_TITLE,
            *COMMON,
            NO_CARRY_OVER,
            BACK_LAPSES,
        ),
        takes_applications=True,
    ),
    FundRow(
        "levy",
        "Local CIL",
        FundKind.LEVY,
        HolderKind.WARD,
        "CIL",
        (
            RuleRow(
                "amount",
                {},
                "The local share of the Community Infrastructure Levy (CIL) of developments outside parishes.",
                CABINET_2021,
                _april(2022),
            ),
            RuleRow(
                "levy_split",
                {"local": 15, "with_plan": 25, "administration": 5},
                "80% for the borough’s infrastructure, 15% local (25% with a neighbourhood plan), 5% administration.",
                CABINET_2021,
                LEVY_BEGAN,
            ),
            RuleRow(
                "levy_cap",
                {"pence": 10_000},
                "Without a neighbourhood plan, up to £100 a year for each dwelling in the area, indexed.",
                "Community Infrastructure Levy Regulations 2010, regulation 59A",
                LEVY_BEGAN,
            ),
            *LEVY_INDEX,
            RuleRow(
                "award_tests",
                ["priority", "demands"],
                "It fits a ward priority, and meets demands that development puts on the area.",
                "Rotherham Council, news item on Sitwell’s local CIL",
                _april(2022),
            ),
            RuleRow(
                "group_questions",
                ["priority", "demands"],
                "A group says which ward priority it serves, and which demands of development it meets.",
                f"Rotherham Council, news item on Sitwell’s CIL; that the group is asked: {HERE[0].lower()}{HERE[1:]}",
                _april(2026),
            ),
            RuleRow(
                "cost_type",
                ["capital"],
                "Capital only: for a ward priority that also answers the demands of development.",
                "Rotherham Council, news item on Sitwell’s local CIL",
                _april(2022),
            ),
            RuleRow(
                "statement_reminder",
                {"month": 10, "day": 1},
                "Planning and finance officers are reminded from 1 October.",
                HERE,
                LEVY_BEGAN,
            ),
            RuleRow(
                "statement_due",
                {"month": 12, "day": 31},
                "The infrastructure funding statement is published by 31 December after the financial year.",
                "Community Infrastructure Levy Regulations 2010, regulation 121A",
                LEVY_BEGAN,
            ),
            ALL_DECIDE,
            CABINET_TITLE,
            *COMMON,
            KEPT,
            LEFT_AGAIN,
        ),
        takes_applications=True,
        checks=LASTING,
    ),
)
