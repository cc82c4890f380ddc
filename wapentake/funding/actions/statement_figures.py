"""Figures of an infrastructure funding statement are entered, replaced and taken out; nothing is overwritten."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from ..models import InfrastructureStatement, StatementFigure
from ..queries.statement_figures import standing_figures
from ..rules.statement_figures import Given, holds_together, may_enter_figures
from .infrastructure import BOROUGH


@transaction.atomic
def enter_figure(year: FinancialYear, given: Given, *, by: User, at: dt.datetime) -> StatementFigure:
    """Enter a figure of a year's statement with its source; one that stands there is replaced, and stays on record.

    Entered again with the same, it returns what is there.
    """
    statement = _held_statement(year)
    may_enter_figures(roles_of(by, london_date(at)), year).demand()
    holds_together(given, london_date(at)).demand()
    item, source = " ".join(given.item.split()), given.source.strip()
    standing = standing_figures(year).filter(figure=given.figure, item=item, parish=given.parish)
    same = standing.filter(pence=given.pence, number=given.number, source=source, on=given.on).first()
    if same is not None:
        return same
    replaced = standing.update(replaced_at=at)
    made = StatementFigure.objects.create(
        year=year.starts_in, figure=given.figure, item=item, parish=given.parish, pence=given.pence,
        number=given.number, source=source, on=given.on, by=by, at=at,
    )  # fmt: skip
    facts = {
        "figure": given.figure, "item": item, "parish": given.parish.slug if given.parish else "",
        "pence": given.pence, "source": source, "on": given.on.isoformat(), "replaced": replaced,
        **({"number": given.number} if given.number is not None else {}),
    }  # fmt: skip
    audit.record(statement.ref, "statement figure entered", by=by, at=at, facts=facts)
    touch([statement.ref, BOROUGH])
    return made


@transaction.atomic
def take_out_figure(figure: StatementFigure, *, by: User, at: dt.datetime) -> StatementFigure:
    """Take a figure out that does not belong there: it is not recorded then, and stays on record."""
    year = FinancialYear(figure.year)
    statement = _held_statement(year)
    may_enter_figures(roles_of(by, london_date(at)), year).demand()
    figure = StatementFigure.objects.select_for_update(of=("self",)).get(pk=figure.pk)
    if figure.replaced_at is not None:
        raise Refused("It was replaced or taken out already.")
    figure.replaced_at = at
    figure.save(update_fields=["replaced_at"])
    audit.record(statement.ref, "statement figure taken out", by=by, at=at, facts={"figure": figure.pk})
    touch([statement.ref, BOROUGH])
    return figure


def _held_statement(year: FinancialYear) -> InfrastructureStatement:
    InfrastructureStatement.objects.get_or_create(year=year.starts_in)
    return InfrastructureStatement.objects.select_for_update().get(year=year.starts_in)
