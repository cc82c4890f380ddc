"""What Schedule 2 of the Community Infrastructure Levy Regulations 2010 asks for, and which figures are entered.

The paragraphs are as we read the Schedule. A figure that nobody entered is not recorded, which is not nought.
"""

from django.db.models import TextChoices


class Figure(TextChoices):
    """A figure that no receipt or ledger knows: finance enters it with its source and day."""

    DEMANDED = "demanded", "In demand notices of the year"
    EARLIER = "earlier", "Collected before the year and not allocated"
    ALLOCATED = "allocated", "Collected before the year and allocated in it"
    SPENT = "spent", "Spent in the year, without the neighbourhood portion"
    HELD = "held", "Allocated and not spent, without the neighbourhood portion"
    ITEM = "item", "Spent on an item of infrastructure"
    BORROWED = "borrowed", "Spent on repaying borrowed money"
    ADMINISTRATION = "administration", "Spent on administration"
    ITEM_HELD = "item_held", "Allocated to an item of infrastructure and not spent"
    PASSED = "passed", "Passed to a parish council"
    OTHERS = "others", "Passed to another person"
    RECOVERED = "recovered", "Recovered from a parish council"
    REQUESTED = "requested", "Requested from a parish council"
    OUTSTANDING = "outstanding", "Requested from a parish council and not yet recovered"
    KEPT = "kept", "Retained of the year’s receipts, without the neighbourhood portion"
    KEPT_BEFORE = "kept_before", "Retained of earlier receipts, without the neighbourhood portion"


PARAGRAPHS = {
    Figure.DEMANDED: "1(a)",
    Figure.EARLIER: "1(c)",
    Figure.ALLOCATED: "1(d)",
    Figure.SPENT: "1(e)",
    Figure.HELD: "1(f)",
    Figure.ITEM: "1(g)(i)",
    Figure.BORROWED: "1(g)(ii)",
    Figure.ADMINISTRATION: "1(g)(iii)",
    Figure.ITEM_HELD: "1(h)",
    Figure.PASSED: "1(i)(i)",
    Figure.OTHERS: "1(i)(ii)",
    Figure.RECOVERED: "1(j)(i)",
    Figure.REQUESTED: "1(k)(i)",
    Figure.OUTSTANDING: "1(k)(ii)",
    Figure.KEPT: "1(l)(i)",
    Figure.KEPT_BEFORE: "1(l)(ii)",
}
# What names an item of infrastructure or another person, and what names a parish council.
NAMES_ITEM = frozenset({Figure.ITEM, Figure.ITEM_HELD, Figure.OTHERS})
NAMES_PARISH = frozenset({Figure.PASSED, Figure.RECOVERED, Figure.REQUESTED, Figure.OUTSTANDING})
