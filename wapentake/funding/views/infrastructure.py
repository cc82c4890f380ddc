"""The yearly infrastructure funding statement: a published page, the rows of its figures, and the same as files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.money import pounds
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, rules
from ..pages import infrastructure as pages
from ..pages.infrastructure_rows import infrastructure_rows as rows_page
from ..pages.infrastructure_schedule import MOST, first_rows
from ..queries.infrastructure import statement_of
from .asking import Question, ask, sent, year_of
from .levy import levy_officers_only

# The page shows the first hundred rows of a table, with totals over all; its rows page has every one.
FIRST = {"first_rows": first_rows, "most": MOST, "rows_href": pages.infrastructure_rows_href}


@published.published_page("infrastructure", paths=pages.infrastructure_paths, watches={"council", "money"})
def infrastructure(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """The neighbourhood portion of a year."""
    found = pages.infrastructure(year, london_date(published.moment(request)))
    if found is None:
        raise Http404("There is no infrastructure funding statement of this year.")
    return published.response(
        request, "funding/infrastructure.html", {"page": found, **FIRST}, shows=found.refs, valid_until=found.until,
        promotes=False,
    )  # fmt: skip


@login_not_required
@require_safe
def infrastructure_rows(request: HttpRequest, year: FinancialYear) -> HttpResponse:
    """The receipts or awards that a figure is the sum of."""
    asked = request.GET
    of, ward, parish = (asked.get(name, "")[:80] for name in ("of", "ward", "parish"))
    number = asked.get("page", "1")
    page = rows_page(year, of or "received", ward, parish, int(number) if number.isdecimal() and len(number) < 7 else 0)
    if page is None:
        raise Http404("There are no such rows.")
    return render(request, "funding/statement_rows.html", {"page": page, "published_at": calendars.now()})


@login_not_required
@require_safe
def infrastructure_file(request: HttpRequest, year: FinancialYear, kind: str) -> HttpResponseBase:
    """The statement as CSV, XLSX, ODS or PDF."""
    found = documents.infrastructure_of(year, kind, on=calendars.today())
    if found is None:
        raise Http404("There is no such file.")
    answer = StreamingHttpResponse(found.pieces, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer


@levy_officers_only
def publish_infrastructure(request: DeskRequest, year: int) -> HttpResponse:
    """Publish a year's statement, once it has been read."""
    when = year_of(year)
    page = pages.infrastructure(when, request.roles.on)
    if page is None:
        raise Http404("There is no infrastructure funding statement of this year.")
    may = rules.may_publish_statement(request.roles, when, statement_of(when))
    lead = f"{page.lede} Its page then says that the council has published it, and on which day."
    title = f"Publish the infrastructure funding statement {when.label}"
    question = Question(title, "Publish it", ("Levy", reverse("funding:levy")), lead, may)

    def act(said: dict[str, str]) -> tuple[str, str]:
        done = actions.publish_statement(when, by=request.roles.user, at=calendars.now(), shown=said["shown"])
        told = f"The statement of {when.label} is published, with {pounds(done.unspent or 0)} unspent."
        return told, question.back[1]

    form = forms.PublishForm(sent(request), initial={"shown": page.portion.unspent})
    return ask(request, question, form, act)
