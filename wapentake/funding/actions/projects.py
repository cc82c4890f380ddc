"""One project in several parts: sent at once, and let go ahead with less than all of them."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, FundYear, Project
from ..queries.projects import parts_of
from ..rules import Asked
from .applications import _locked, submit_application
from .letters import tell


@transaction.atomic
def submit_project(asked: Asked, *, by: User | None, at: dt.datetime) -> Application:
    """A group asks several funds or councillors for one project. Returns the first part; each has its own reference.

    Raises `Refused` when the parts do not go together, or one of the funds takes no applications today.
    """
    rules.may_send_parts(asked, london_date(at)).demand()
    _hold_numbers(asked, FinancialYear.of(london_date(at)))
    project = Project.objects.create(
        all_or_nothing=asked.needs_all, whole_borough=asked.whole_borough, made_at=at
    )  # fmt: skip
    parts = [submit_application(part, by=by, at=at, of=project) for part in asked.each_part]
    tell(notices.parts_received(parts), at=at)
    return parts[0]


def _hold_numbers(asked: Asked, year: FinancialYear) -> None:
    """Lock the funds' numbers in one order, so that two projects that ask the same funds never wait for each other."""
    funds = {part.fund.pk for part in asked.each_part}
    list(FundYear.objects.select_for_update().filter(fund__in=funds, year=year.starts_in).order_by("pk"))


@transaction.atomic
def go_ahead_with_less(application: Application, *, by: User | None, at: dt.datetime) -> Project:
    """The group says that the parts that are left are enough (`by=None`: by its link), or its co-ordinator for it."""
    application, on = _locked(application), london_date(at)
    project = application.project
    rules.may_go_ahead_with_less(roles_of(by, on) if by is not None else None, application).demand()
    assert project is not None
    project.let_go_at, project.let_go_on = at, on
    project.save(update_fields=["let_go_at", "let_go_on"])
    parts = parts_of(application)
    tell(*notices.parts_to_offer(parts, on), at=at)
    facts = {"parts": [part.reference for part in parts if part.state not in queries.GONE]}
    audit.record(application.ref, "goes ahead with less", by=by, at=at, facts=facts)
    touch({part.ref for part in parts})
    return project
