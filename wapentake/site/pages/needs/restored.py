"""What an administrator looks at after the records were put back from a backup."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import Roles
from wapentake.office.rules import may_confirm_roles

from ..lines import need_of


def to_confirm(roles: Roles, on: dt.date) -> list[Need]:
    """Return that roles wait to be confirmed since a restore: the desk is closed to all others."""
    if roles.unconfirmed_since is None or not may_confirm_roles(roles):
        return []
    return [
        need_of(
            london_date(roles.unconfirmed_since),
            "Confirm who holds which role",
            reverse("office:people"),
            "The records were put back from a backup. They may say that somebody holds what they have given up since.",
            "Until you have looked through them, the desk is closed to everybody but administrators.",
            on,
        )
    ]
