"""Awards to look at again, for the Monitoring Officer."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from .asking import Question, ask, sent


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Every award on which an interest came to the register after the decision."""
    rules.may_see_reviews(cast(DeskRequest, request).roles).demand()
    return render(request, "funding/reviews.html", {"page": pages.reviews_page(request.GET.get("list", "open"))})


@require_http_methods(["GET", "HEAD", "POST"])
def close_review(request: HttpRequest, reference: str, interest: int) -> HttpResponse:
    """Close one with its outcome; one that is closed, or raised anew meanwhile, leads back to the list."""
    roles = cast(DeskRequest, request).roles
    rules.may_see_reviews(roles).demand()
    review, back = queries.open_review(reference, interest), reverse("funding:reviews")
    if review is None:
        return redirect(back)
    award = review.application
    title = f"Close the review of {award.reference}"
    lead = f"{award.organisation}: {award.title}. {review.councillor} decided. {pages.why_again(review)}"
    question = Question(title, "Close it", ("Awards to look at again", back), lead)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"reasons": said["reasons"], "publish": said["publish"] == "yes"}
        actions.close_review(review, said["outcome"], **given, by=roles.user, at=calendars.now())
        return "The review is closed.", back

    return ask(request, question, forms.CloseReviewForm(sent(request)), act)
