"""What others gave to one award, on the desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, OtherMoney


@dataclass(frozen=True)
class MatchPage:
    """What others gave to an award, and whether the reader may write it down."""

    application: Application
    lede: str
    table: Table
    may: Verdict


def match_page(application: Application, roles: Roles) -> MatchPage:
    """Return what others gave to an award, line by line."""
    may, sums = rules.may_keep_match(roles, application), queries.drawn_by(application)
    rows = [Row(_line(one, may)) for one in application.other_money.all()]
    columns = [Column("Who"), Column("What"), Column("Amount", numeric=True), Column("Counted")]
    each = f" That is {sums.per_pound} for each pound spent." if sums.per_pound else ""
    later = f" {pounds(sums.expected)} more is expected." if sums.expected else ""
    return MatchPage(
        application=application,
        lede=f"{pounds(sums.confirmed)} is drawn in from others.{each}{later}",
        table=Table("What others gave", columns, rows, hidden_caption=True, empty="Nobody else gave anything."),
        may=may,
    )


def _line(one: OtherMoney, may: Verdict) -> list[Any]:
    counted: Any = "Confirmed" if one.confirmed else "Expected"
    if may and not one.confirmed:
        counted = Link("Confirm", reverse("funding:confirm_match", args=[one.pk]), "Expected")
    return [one.who, "In kind" if one.in_kind else "Money", pounds(one.pence), counted]
