"""Where else a group can turn whose application came to nothing: the ward's own other funds, filled in."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.foundation.money import pounds_short

from .. import rules
from ..models import Application
from ..queries.elsewhere import pots_elsewhere
from ..rules import Wish
from ..states import ApplicationState

OVER = (ApplicationState.DECLINED, ApplicationState.CANCELLED)


@dataclass(frozen=True)
class OtherPot:
    """One of the ward's own funds: its name, what is left, and where to apply with what was written before."""

    name: str
    text: str
    href: str


def other_pots(application: Application, on: dt.date) -> list[OtherPot]:
    """Return the ward's other funds whose rules would allow what was asked for; none while nothing is over."""
    if application.state not in OVER:
        return []
    wish, found = Wish.of(application), []
    for fund, councillor, left in pots_elsewhere(application, on):
        if not (rules.may_apply(fund, on) and rules.within_rules(fund, wish, on)):
            continue
        where = {"councillor": councillor.slug} if councillor else {"ward": application.ward.slug, "fund": fund.key}
        href = f"{reverse('funding:apply')}?{urlencode({**where, 'again': application.token})}"
        name = f"{councillor}’s {fund}" if councillor else f"{fund} of {application.ward}"
        less = "" if left >= application.pence else ": ask for less"
        found.append(OtherPot(name, f"{pounds_short(left)} is left{less}.", href))
    return found


def written_before(application: Application | None) -> dict[str, dict[str, str]]:
    """Return what a group wrote in an application that came to nothing, by the questions of a new one."""
    if application is None or application.state not in OVER:
        return {}
    group = {"group": application.typed_name or application.organisation.name}
    contact = {"contact_name": application.contact_name, "contact_email": application.contact_email}
    return {
        "group": group,
        "contact": contact,
        "project": {"title": application.title, "purpose": application.purpose},
        "people": {"who_benefits": application.who_benefits},
        "consulted": {"who_was_asked": application.who_was_asked},
    }
