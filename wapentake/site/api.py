"""Public wards as JSON: by postcode, by point, by GSS code. The same questions as the pages ask."""

import datetime as dt

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from wapentake.foundation import calendars
from wapentake.office.queries import members_of
from wapentake.places.models import Ward, WardLocality
from wapentake.places.queries import locality_of, ward_at, ward_by_code, ward_for_postcode, wards_on
from wapentake.places.states import AnswerKind

router = Router(tags=["wards"])

STATUS = {AnswerKind.MALFORMED: 422}
MISSING = 404


class WardOut(Schema):
    """A ward: its GSS code and name, the edition of wards that it belongs to, and where its page is."""

    code: str = Field(examples=["E05012996"])
    name: str
    ons_name: str
    seats: int | None
    locality: str | None
    from_date: dt.date
    to_date: dt.date | None
    page: str


class WardWithMembers(WardOut):
    """A ward with the names of its councillors today."""

    councillors: list[str]


class PostcodeOut(Schema):
    """A postcode's ward, or the sentence that says why there is none."""

    postcode: str
    answer: str
    sentence: str
    ward: WardOut | None


class Said(Schema):
    """Why a question has no answer, in a sentence."""

    detail: str


@router.get("/wards", response=list[WardOut], summary="The wards of today")
def wards(request: HttpRequest) -> list[WardOut]:
    """Every ward of today's edition, in alphabetical order."""
    on = calendars.today()
    localities = _localities(on)
    return [_ward(ward, localities.get(ward.pk)) for ward in wards_on(on)]


@router.get("/wards/{code}", response={200: WardWithMembers, 404: Said}, summary="A ward by its GSS code")
def ward(request: HttpRequest, code: str) -> WardWithMembers:
    """A ward of whatever edition. Councillors are those of today, so an earlier ward has none."""
    on = calendars.today()
    found = ward_by_code(code)
    if found is None:
        raise HttpError(MISSING, f"There is no ward with the GSS code {code[:20]}.")
    facts = _ward(found, _locality(found)).dict()
    return WardWithMembers(**facts, councillors=[str(member) for member in members_of(found, on)])


@router.get(
    "/postcodes/{postcode}", response={200: PostcodeOut, 404: PostcodeOut, 422: PostcodeOut}, summary="A postcode"
)
def postcode(request: HttpRequest, postcode: str) -> Status[PostcodeOut]:
    """The ward of a postcode: found, terminated, in another council, outside England, unknown or malformed."""
    answer = ward_for_postcode(postcode)
    status = 200 if answer.found else STATUS.get(answer.kind, MISSING)
    place = _ward(answer.ward, _locality(answer.ward)) if answer.ward else None
    body = PostcodeOut(postcode=answer.postcode, answer=answer.kind.value, sentence=answer.sentence, ward=place)
    return Status(status, body)


class Point(Schema):
    """A point in degrees of longitude and latitude (WGS 84)."""

    longitude: float = Field(ge=-180, le=180)
    latitude: float = Field(ge=-90, le=90)


@router.get("/points", response={200: WardOut, 404: Said}, summary="The ward at a point")
def point(request: HttpRequest, at: Query[Point]) -> WardOut:
    """The ward of today that a point lies in."""
    found = ward_at(at.longitude, at.latitude, calendars.today())
    if found is None:
        raise HttpError(MISSING, "No ward of this council lies at that point.")
    return _ward(found, _locality(found))


def _ward(ward: Ward, locality: str | None) -> WardOut:
    edition = ward.edition
    page = (
        reverse("site:ward", args=[ward.slug])
        if edition.to_date is None
        else reverse("places:earlier", args=[ward.slug, edition.from_date.year])
    )
    return WardOut(
        code=ward.code,
        name=ward.name,
        ons_name=ward.ons_name,
        seats=ward.seats,
        locality=locality,
        from_date=edition.from_date,
        to_date=edition.to_date,
        page=page,
    )


def _locality(ward: Ward) -> str | None:
    found = locality_of(ward, calendars.today())
    return found.name if found else None


def _localities(on: dt.date) -> dict[int, str]:
    rows = WardLocality.objects.on(on).values_list("ward", "locality__name")
    return dict(rows)
