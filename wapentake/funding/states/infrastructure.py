"""What Schedule 2 of the Community Infrastructure Levy Regulations 2010 asks for, and which figures are entered.

Paragraph 1 is the levy, paragraph 3 what developers owe by planning obligations (section 106 of the Town and Country
Planning Act 1990); regulation 121A(1)(a) asks for the list of infrastructure that the levy may pay for. The paragraphs
are as we read the Schedule. A figure that nobody entered is not recorded, which is not nought.
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
    AGREED = "agreed", "Section 106: to be provided under obligations of the year"
    PAID_IN = "paid_in", "Section 106: received in the year"
    OLD_MONEY = "old_money", "Section 106: received before the year and not allocated"
    IN_KIND = "in_kind", "Section 106: other things to be provided in kind"
    HOMES = "homes", "Section 106: affordable homes to be provided"
    PLACES = "places", "Section 106: school places to be provided"
    SET_ASIDE = "set_aside", "Section 106: allocated and not spent"
    PAID_OUT = "paid_out", "Section 106: spent in the year"
    SET_ASIDE_FOR = "set_aside_for", "Section 106: allocated to an item and not spent"
    PAID_FOR = "paid_for", "Section 106: spent on an item"
    REPAID = "repaid", "Section 106: spent on repaying borrowed money"
    MONITORED = "monitored", "Section 106: spent on monitoring"
    HELD_AT_END = "held_at_end", "Section 106: retained at the end of the year"
    COMMUTED = "commuted", "Section 106: of it commuted sums for longer term maintenance"
    LISTED = "listed", "Infrastructure list: may be paid for by the levy"


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
    Figure.AGREED: "3(a)",
    Figure.PAID_IN: "3(b)",
    Figure.OLD_MONEY: "3(c)",
    Figure.IN_KIND: "3(d)",
    Figure.HOMES: "3(d)(i)",
    Figure.PLACES: "3(d)(ii)",
    Figure.SET_ASIDE: "3(e)",
    Figure.PAID_OUT: "3(f)",
    Figure.SET_ASIDE_FOR: "3(g)",
    Figure.PAID_FOR: "3(h)(i)",
    Figure.REPAID: "3(h)(ii)",
    Figure.MONITORED: "3(h)(iii)",
    Figure.HELD_AT_END: "3(i)",
    Figure.COMMUTED: "3(i)",
    Figure.LISTED: "121A(1)(a)",
}
# What names an item of infrastructure or another person, and what names a parish council.
NAMES_ITEM = frozenset({
    Figure.ITEM, Figure.ITEM_HELD, Figure.OTHERS, Figure.PLACES, Figure.IN_KIND, Figure.SET_ASIDE_FOR, Figure.PAID_FOR,
    Figure.LISTED,
})  # fmt: skip
NAMES_PARISH = frozenset({Figure.PASSED, Figure.RECOVERED, Figure.REQUESTED, Figure.OUTSTANDING})
# What is so many of something, and no money; and what names something and has no figure at all.
COUNTED = frozenset({Figure.HOMES, Figure.PLACES, Figure.IN_KIND})
SECTION_106 = tuple(figure for figure in Figure if PARAGRAPHS[figure].startswith("3"))
