"""The list of awards to look at again, each with its reason."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Row, Table
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import london_date
from wapentake.foundation.money import pounds

from ..models import Application, ReviewClosed
from ..queries import Review, open_reviews, reviews_closed


@dataclass(frozen=True)
class ReviewsPage:
    lede: str
    views: list[NavLink]
    table: Table


def reviews_page(chosen: str = "open") -> ReviewsPage:
    """Return those still open, the latest entry of the register first; with `closed`, those that were dealt with."""
    found, over = open_reviews(), list(reviews_closed())
    href = reverse("funding:reviews")
    views = [
        NavLink("Open", href, chosen != "closed", len(found)),
        NavLink("Closed", f"{href}?list=closed", chosen == "closed", len(over)),
    ]
    return ReviewsPage(_lede(found), views, _closed(over) if chosen == "closed" else open_table(found))


def open_table(found: list[Review]) -> Table:
    """Return the awards that are still to be looked at again, each with its reason and the way to close it."""
    columns = [Column("Award"), Column("Amount", numeric=True), Column("Councillor"), Column("Why"), Column("Next")]
    return Table(
        "Awards to look at again", columns, [_row(review) for review in found], empty="There is no such award."
    )


def _closed(over: list[ReviewClosed]) -> Table:
    columns = [Column("Award"), Column("Outcome"), Column("Why"), Column("Closed"), Column("Published")]
    rows = [
        Row([
            _award(one.application), one.get_outcome_display(), one.reasons,
            f"{brief_date(london_date(one.at))} by {one.by}", "Yes" if one.published else "No",
        ])
        for one in over
    ]  # fmt: skip
    return Table("Looked at again", columns, rows, empty="None has been closed.")


def _lede(found: list[Review]) -> str:
    return (
        f"{count_of(len(found), 'award')}: the register of interests shows an interest in the group that it did not "
        "show when the councillor decided."
        if found
        else "No award is open here: the register shows no interest that came after a decision and was not dealt with."
    )


def _row(review: Review) -> Row:
    award = review.application
    return Row(
        [
            _award(award),
            pounds(award.pence),
            Link(str(review.councillor), reverse("office:interests_of", args=[review.councillor.slug])),
            why_again(review),
            Link("Close it", reverse("funding:close_review", args=[award.reference, review.interest.pk])),
        ]
    )


def _award(award: Application) -> Link:
    href = reverse("funding:application", args=[award.reference])
    return Link(f"{award.organisation}: {award.title}", href, award.reference)


def why_again(review: Review) -> str:
    """Return why an award is to be looked at again. What the interest is stays in the register."""
    decided, entered = london_date(review.decided_at), london_date(review.interest.recorded_at)
    arose = "It was there before the decision" if review.arose_before else "It arose after the decision"
    return (
        f"Decided on {brief_date(decided)}, in the register since {brief_date(entered)}. {arose}: "
        f"{brief_date(review.interest.arose_on)}."
    )
