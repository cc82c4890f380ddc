"""Readings of wards as JSON: the same figures as the pages and the export show."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused

from . import pages, queries
from .documents import NOT_PLACED
from .states import Method

router = Router(tags=["evidence"])
MISSING, UNFIT = 404, 422


class SourceOut(Schema):
    """Who publishes figures, and on which terms."""

    key: str
    publisher: str
    title: str
    link: str
    licence: str
    licence_link: str
    attribution: str


class IndicatorOut(Schema):
    """What is measured, in which unit, and for which periods there are figures of wards, the newest first."""

    key: str
    name: str
    unit: str
    topic: str
    note: str
    source: SourceOut
    periods: list[str]


class ReadingOut(Schema):
    """A ward's figure, how it came to the ward, and its error: half the width of what it may be.

    `area_code` is a ward's GSS code, or “not placed” for what could not be placed in any.
    """

    area_code: str
    category: str
    value: float
    method: str
    error: float


class ReadingsOut(Schema):
    """The figures of a period for all wards."""

    indicator: str
    period: str
    readings: list[ReadingOut]


class AskedOut(Schema):
    """What is asked for: an indicator by its key; the newest period and the best method unless they are named."""

    indicator: Annotated[str, Field(max_length=80, examples=["crime"])]
    period: Annotated[str, Field(max_length=10, examples=["2025-04"])] = ""
    method: Annotated[str, Field(max_length=16, examples=["points"])] = ""


class SaidSo(Schema):
    """Why a question has no answer, in a sentence."""

    detail: str


@router.get("/indicators", response=list[IndicatorOut], summary="Indicators")
def indicators(request: HttpRequest) -> list[IndicatorOut]:
    """Every indicator, with its source and the periods that there are."""
    periods = queries.all_periods(calendars.today())
    return [
        IndicatorOut(
            key=one.key, name=one.name, unit=one.unit, topic=one.topic, note=one.note,
            source=SourceOut.from_orm(one.source), periods=periods.get(one.pk, []),
        )
        for one in queries.indicators().order_by("key")
    ]  # fmt: skip


@router.get("/readings", response={200: ReadingsOut, 404: SaidSo, 422: SaidSo}, summary="Readings of wards")
def readings(request: HttpRequest, asked: Query[AskedOut]) -> ReadingsOut:
    """An indicator's figures of a period for today's wards, by category; also by another method than the best."""
    try:
        method = Method(asked.method) if asked.method else None
    except ValueError:
        raise HttpError(UNFIT, f"There is no method {asked.method}: choose {', '.join(Method.values)}.") from None
    try:
        found = pages.asked_for(asked.indicator, asked.period, method, on=calendars.today())
    except LookupError as error:
        raise HttpError(MISSING, str(error)) from error
    except Refused as error:
        raise HttpError(UNFIT, str(error)) from error
    shown = [
        ReadingOut(
            area_code=one.area or NOT_PLACED, category=one.category, value=round(one.value, 6), method=one.method,
            error=round(one.error, 6),
        )
        for one in found.figures
    ]  # fmt: skip
    return ReadingsOut(indicator=found.indicator.key, period=found.period, readings=shown)
