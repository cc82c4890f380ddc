"""The register of interests: who keeps it, what it closes, what it shows."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict
from wapentake.organisations.models import Organisation

from ..models import Councillor, Interest
from ..queries import Roles, dispensation_for, interests_in
from ..states import RoleKind

# Localism Act 2011, sections 30 and 31, of disclosable pecuniary interests; codes of conduct say the same of the rest.
DAYS_TO_REGISTER = 28
WITHHELD = "Interest withheld under section 32(2) of the Localism Act 2011"


@dataclass(frozen=True)
class Entry:
    """What one entry of the register says."""

    category: str
    holder: str
    description: str
    arose_on: dt.date
    organisation: Organisation | None = None
    sensitive: bool = False
    withholding_agreed: bool = False
    ended_on: dt.date | None = None


def may_keep_register(roles: Roles, councillor: Councillor) -> Verdict:
    """Each member keeps the own register; the Monitoring Officer may put one right (Localism Act 2011, section 29)."""
    if roles.councillor is not None and roles.councillor.pk == councillor.pk:
        return Verdict.yes()
    if roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.yes()
    return Verdict.no(
        "Each councillor keeps their own register of interests, and the Monitoring Officer may correct it."
    )


def may_read_registers(roles: Roles) -> Verdict:
    """The Monitoring Officer maintains the register of all members (Localism Act 2011, section 29)."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.yes()
    return Verdict.no("Registers are kept by councillors and the Monitoring Officer. Published ones are open to all.")


def may_see_withheld(roles: Roles, councillor: Councillor) -> Verdict:
    """Sensitive interests are for the member and the Monitoring Officer (Localism Act 2011, section 32)."""
    return may_keep_register(roles, councillor)


def may_settle_withholding(roles: Roles, councillor: Councillor, interest: Interest) -> Verdict:
    """Once its member asks, the Monitoring Officer says if an entry is sensitive (Localism Act 2011, section 32)."""
    own = roles.councillor is not None and roles.councillor.pk == councillor.pk
    if own or not roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.no("The Monitoring Officer decides whether an interest is withheld from publication.")
    if not interest.asks_to_withhold:
        return Verdict.no("Nobody asks to withhold this entry, or it is settled already.")
    return Verdict.yes()


def may_take_part(
    councillor: Councillor, organisation: Organisation, at: dt.datetime, *, alone: bool = True
) -> Verdict:
    """Nobody sponsors, decides or pays for a body in which they, a partner or close family have an interest.

    Localism Act 2011, section 31, covers a member who decides alone; a dispensation (section 33) lets them take part in
    what it names, `alone` or with others, and is shown. What the interest is stays out of the reason, since it may be a
    withheld one. Ask again at each step: the register may have changed.
    """
    if interests_in(councillor, organisation, at):
        dispensation = dispensation_for(councillor, organisation, at, alone=alone)
        if dispensation is not None:
            return Verdict.yes(f"{councillor} takes part under dispensation {dispensation.reference}.")
        return Verdict.no(f"{councillor} has an interest in {organisation} and cannot take part.")
    return Verdict.yes()


def register_by(arose_on: dt.date, begun_on: dt.date | None = None) -> dt.date:
    """Return the last day for telling the Monitoring Officer about an interest: 28 days from when it arose.

    For what a member held when they came into office, 28 days from then (Localism Act 2011, section 30).
    """
    return max(arose_on, begun_on or arose_on) + dt.timedelta(days=DAYS_TO_REGISTER)


def days_left_to_register(arose_on: dt.date, on: dt.date, begun_on: dt.date | None = None) -> int:
    """Return how many days are left of the 28; less than nought is how late it is."""
    return (register_by(arose_on, begun_on) - on).days


def published_words(interest: Interest) -> str:
    """Return what the public register says of an interest: a withheld one says only that there is one."""
    return WITHHELD if interest.sensitive else interest.description


def may_end_interest(interest: Interest, on: dt.date) -> Verdict:
    """An interest ends once, after it arose."""
    if interest.ended_on is not None:
        return Verdict.no("This interest has ended already.")
    if on < interest.arose_on:
        return Verdict.no("An interest ends on the day when it arose, or later.")
    return Verdict.yes()
