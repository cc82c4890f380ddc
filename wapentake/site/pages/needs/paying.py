"""What needs somebody before money reaches a group: bank details, payment runs, letters."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.money import pounds_short
from wapentake.funding.queries import details_waiting_for, letters_waiting_for, runs_waiting_for
from wapentake.office.queries import Roles

from ..lines import first_of, need_by_aim


def bank_details(roles: Roles, on: dt.date) -> list[Need]:
    """Return the bank details that a second person checks."""
    return [
        need_by_aim(
            row.given_at,
            f"Check where {row.application.organisation.name} is paid",
            reverse("funding:payee", args=[row.application.reference]),
            "Held: bank details wait for a second person. The group gave them, and you did not type them in.",
            f"{pounds_short(row.application.pence)}, {row.application.reference}.",
            on,
        )
        for row in first_of(details_waiting_for(roles))
    ]


def runs(roles: Roles, on: dt.date) -> list[Need]:
    """Return the payment runs whose outcome somebody says."""
    return [
        need_by_aim(
            run.made_at,
            f"Say what the bank did with payment run {run.pk}",
            reverse("funding:payment_run", args=[run.pk]),
            "It was sent to be paid. Money counts as paid once you say so.",
            f"{run.count} awards, {pounds_short(run.pence)}.",
            on,
        )
        for run in first_of(runs_waiting_for(roles))
    ]


def letters(roles: Roles, on: dt.date) -> list[Need]:
    """Return the letters to be posted."""
    return [
        need_by_aim(
            letter.written_at,
            f"Post a letter to {letter.application.organisation.name}",
            reverse("funding:letter", args=[letter.pk]),
            "It gave no e-mail address, so it hears by post.",
            f"{letter.subject}.",
            on,
        )
        for letter in first_of(letters_waiting_for(roles))
    ]
