"""The list of awards to look at again, each with its reason."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import london_date
from wapentake.foundation.money import pounds

from ..queries import Review, awards_to_look_at_again


@dataclass(frozen=True)
class ReviewsPage:
    lede: str
    table: Table


def reviews_page() -> ReviewsPage:
    """Return the list, the latest entry of the register first."""
    found = awards_to_look_at_again()
    columns = [Column("Award"), Column("Amount", numeric=True), Column("Councillor"), Column("Why")]
    rows = [_row(review) for review in found]
    lede = (
        f"{count_of(len(found), 'award')}: the register of interests shows an interest in the group that it did not "
        "show when the councillor decided."
        if found
        else "The register of interests shows no interest that came after a decision."
    )
    return ReviewsPage(lede, Table("Awards to look at again", columns, rows, empty="There is no such award."))


def _row(review: Review) -> Row:
    award = review.application
    return Row(
        [
            Link(
                f"{award.organisation}: {award.title}",
                reverse("funding:application", args=[award.reference]),
                award.reference,
            ),
            pounds(award.pence),
            Link(str(review.councillor), reverse("office:interests_of", args=[review.councillor.slug])),
            _why(review),
        ]
    )


def _why(review: Review) -> str:
    decided, entered = london_date(review.decided_at), london_date(review.interest.recorded_at)
    arose = "It was there before the decision" if review.arose_before else "It arose after the decision"
    return (
        f"Decided on {brief_date(decided)}, in the register since {brief_date(entered)}. {arose}: "
        f"{brief_date(review.interest.arose_on)}."
    )
