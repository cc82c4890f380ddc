"""What needs somebody before money is awarded or paid: the next step of an application, and a sign-off."""

import datetime as dt
from dataclasses import replace

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.funding.models import Application
from wapentake.funding.queries import Stand, longest_waiting, stands_of
from wapentake.funding.queries.housing import benefits_to_sign
from wapentake.funding.queries.instalments import amounts_to_pay
from wapentake.funding.rules import Reader, Waiting, act_of, waiting
from wapentake.funding.states import ApplicationState
from wapentake.office.queries import Roles

from ..lines import first_of, need_by_aim, need_of


def money(roles: Roles, on: dt.date) -> list[Need]:
    """Return the applications whose next step is this person’s."""
    rows = longest_waiting(roles)
    stands, reader, parts = stands_of(rows, on), Reader.of(roles), amounts_to_pay(rows)
    return [
        _money_need(row, stands[row.pk], waiting(stands[row.pk], reader, on), parts.get(row.pk), on) for row in rows
    ]


def _money_need(row: Application, stand: Stand, now: Waiting, part: int | None, on: dt.date) -> Need:
    """What is with somebody says so: why it is with them, and until when by which rule."""
    pence = part if part and row.state == ApplicationState.APPROVED else row.pence
    title = f"{act_of(stand).capitalize()} {pounds_short(pence)} for {row.organisation.name}"
    href = reverse("funding:application", args=[row.reference])
    because = f"{row.title}. Asked on {long_date(london_date(row.submitted_at))}. {now.still}".strip()
    return replace(need_of(now.by or on, title, href, now.why, because, on), rule="" if now.still else now.source)


def sign_offs(roles: Roles, on: dt.date) -> list[Need]:
    """What a housing officer signs off: before that, housing money is neither approved nor paid."""
    return [
        need_by_aim(
            row.at,
            f"Sign off {pounds_short(row.application.pence)} for {row.application.organisation.name}",
            reverse("funding:sign_off", args=[row.application.reference]),
            "A housing officer says that it benefits council tenants. It is not approved or paid before.",
            f"{row.application.title}.",
            on,
        )
        for row in first_of(benefits_to_sign(roles))
    ]
