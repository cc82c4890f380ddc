"""Public awards as JSON: the lines of the statements, filtered and paged by a cursor."""

from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from wapentake.foundation.calendars import FinancialYear
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import Cluster
from wapentake.places.queries import ward_by_code

from .models import Fund
from .queries.statement import Line, Narrowed, awarded_in, line_of, with_money

router = Router(tags=["awards"])
MISSING, UNFIT = 404, 422


class RecipientOut(Schema):
    """Who was paid: name, sector, number in a public register, and how filters name it; a person is not named."""

    name: str
    sector: str
    registered_number: str
    organisation: str


class AwardOut(Schema):
    """An award. Amounts are whole pence; `year` is the financial year; `stage` is Committed, Paid, or how
    much of it is paid.

    `ward` is where the project is. `cluster` names whose money it is where a cluster of wards holds it, else nothing.
    What others gave is drawn in once it is confirmed, and expected before.
    """

    reference: str
    title: str
    pence: int
    returned_pence: int
    drawn_in_pence: int
    expected_pence: int
    awarded_on: str
    year: str
    fund: str
    ward: str
    ward_name: str
    cluster: str
    cluster_name: str
    recipient: RecipientOut
    cost_type: str
    priority: str
    communities: list[str]
    stage: str
    page: str


class AwardsOut(Schema):
    """Awards, newest first, and the address of the next ones; none after the last."""

    awards: list[AwardOut]
    next: str | None


class Asked(Schema):
    """What is asked for. `before` comes from `next`: awards are told from the newest to the oldest."""

    ward: Annotated[str, Field(max_length=9, description="GSS code of the ward in which the project is.")] = ""
    cluster: Annotated[str, Field(max_length=50, description="Cluster of wards whose money it is.")] = ""
    fund: Annotated[str, Field(max_length=50, examples=["clf"])] = ""
    year: Annotated[str, Field(max_length=7, examples=["2021-22"])] = ""
    organisation: Annotated[str, Field(max_length=80)] = ""
    before: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class SaidOut(Schema):
    """Why a question has no answer, in a sentence."""

    detail: str


@router.get("/awards", response={200: AwardsOut, 404: SaidOut, 422: SaidOut}, summary="Awards")
def awards(request: HttpRequest, asked: Query[Asked]) -> AwardsOut:
    """Awards of every year, newest first; of one ward, cluster, fund, year or organisation where they are named."""
    found = awarded_in(_year(asked.year), Narrowed(fund=_fund(asked.fund), cluster=_cluster(asked.cluster)))
    if asked.ward:
        ward = ward_by_code(asked.ward)
        if ward is None:
            raise HttpError(MISSING, f"There is no ward with the GSS code {asked.ward}.")
        found = found.filter(ward=ward)
    if asked.organisation:
        found = found.filter(organisation=_organisation(asked.organisation))
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    rows = [line_of(row) for row in with_money(found).order_by("-pk")[: asked.limit + 1]]
    shown = rows[: asked.limit]
    more = _next(request, shown[-1].key) if len(rows) > asked.limit else None
    return AwardsOut(awards=[_award(line) for line in shown], next=more)


def _year(text: str) -> FinancialYear | None:
    try:
        return FinancialYear.of_slug(text) if text else None
    except ValueError:
        raise HttpError(UNFIT, "Write the year as two years in a row, like 2021-22.") from None


def _fund(key: str) -> str:
    if key and not Fund.objects.filter(key=key).exists():
        raise HttpError(MISSING, f"There is no fund called {key}.")
    return key


def _cluster(slug: str) -> str:
    if slug and not Cluster.objects.filter(slug=slug).exists():
        raise HttpError(MISSING, f"There is no cluster called {slug}.")
    return slug


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).exclude(kind=OrganisationKind.PERSON).first()
    if found is None:
        raise HttpError(MISSING, f"There is no organisation called {slug}.")
    return found


def _next(request: HttpRequest, before: int) -> str:
    query = request.GET.copy()
    query["before"] = str(before)
    return f"{request.path}?{query.urlencode()}"


def _award(line: Line) -> AwardOut:
    return AwardOut(
        reference=line.reference,
        title=line.title,
        pence=line.pence,
        returned_pence=line.returned,
        drawn_in_pence=line.drawn,
        expected_pence=line.expected,
        awarded_on=line.awarded_on,
        year=line.year.slug,
        fund=line.fund.key,
        ward=line.ward_code,
        ward_name=line.ward,
        cluster=line.cluster_slug,
        cluster_name=line.cluster,
        recipient=RecipientOut(
            name=line.recipient,
            sector=line.sector.value,
            registered_number=line.registered,
            organisation=line.recipient_slug,
        ),
        cost_type=line.cost_type.value,
        priority=line.serves,
        communities=list(line.communities),
        stage=line.stage,
        page=reverse("funding:award", args=[line.reference]),
    )
