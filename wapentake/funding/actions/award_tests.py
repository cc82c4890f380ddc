"""The answers to the tests of ring-fenced money are kept with the award, and a housing officer signs off."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import Application, LevyAnswer, TenantBenefit
from ..rules import Asked, Demands, Tenants


def keep_answers(application: Application, asked: Asked, *, by: User, at: dt.datetime) -> None:
    """Write down what was answered to the tests of an award, for whoever decides on it."""
    _write_answers(application, asked.demands, asked.tenants, by, at)


@transaction.atomic
def answer_tests(
    application: Application, *, demands: Demands | None, tenants: Tenants | None, by: User, at: dt.datetime
) -> Application:
    """The ward's co-ordinator answers the tests of a fund, in place of earlier answers. Raises `Refused` with the test
    that they do not pass. Members can vote for it from then on.
    """
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("fund", "ward").get(pk=application.pk)
    )
    on = london_date(at)
    rules.may_answer_tests(roles_of(by, on), application, on).demand()
    rules.answers_pass(application, demands, tenants, on).demand()
    LevyAnswer.objects.filter(application=application).delete()
    TenantBenefit.objects.filter(application=application).delete()
    _write_answers(application, demands, tenants, by, at)
    facts = {
        "developments": sorted(one.pk for one in demands.developments) if demands else [],
        "homes": tenants.homes if tenants else 0,
        "tenancies": tenants.tenancies if tenants else 0,
    }
    audit.record(application.ref, "tests answered", by=by, at=at, facts=facts)
    touch([application.ref, application.ward.ref])
    return application


def _write_answers(
    application: Application, demands: Demands | None, tenants: Tenants | None, by: User, at: dt.datetime
) -> None:
    if demands is not None:
        said = demands
        row = LevyAnswer.objects.create(
            application=application, demands=said.answer, engaged=said.engaged, by=by, at=at
        )
        row.developments.set(said.developments)
    if tenants is not None:
        TenantBenefit.objects.create(
            application=application, statement=tenants.statement, homes=tenants.homes, tenancies=tenants.tenancies,
            cost_pence=tenants.cost, housing_pence=tenants.part, override_reason=tenants.override_reason,
            other_source=tenants.other_source, by=by, at=at,
        )  # fmt: skip


@transaction.atomic
def sign_off(application: Application, *, note: str, by: User, at: dt.datetime) -> TenantBenefit:
    """A housing officer signs off that an award directly benefits council tenants, and its split. Once is enough."""
    row = TenantBenefit.objects.select_for_update().filter(application=application).first()
    if row is not None and row.signed_by_id == by.pk:
        return row
    rules.may_sign_off(roles_of(by, london_date(at)), application).demand()
    assert row is not None  # the rule asks for it
    row.signed_by, row.signed_at, row.signed_note = by, at, note
    row.save(update_fields=["signed_by", "signed_at", "signed_note"])
    facts = {"homes": row.homes, "tenancies": row.tenancies, "housing": row.housing_pence, "cost": row.cost_pence}
    audit.record(application.ref, "signed off by housing", by=by, at=at, facts=facts)
    touch([application.ref])
    return row
