"""Which body a group is that named itself on the public form, and why that may not be settled.

A name typed a little differently would pass every check against the register of interests, so what is near to another
body waits for an officer's word.
"""

import datetime as dt
from dataclasses import dataclass

from wapentake.office.models import Councillor
from wapentake.office.queries import is_in, register_of
from wapentake.office.queries.interests import ABOUT_LAND
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import duplicates_of, is_named, named, same_body

from ..models import Application


@dataclass(frozen=True)
class Doubt:
    """Why it is not settled which body asks, in sentences, and which other bodies of the council's list it may be."""

    why: str
    bodies: list[Organisation]


def organisation_named(name: str) -> Organisation | None:
    """Return the open organisation of this name, however it is written; merged ones lead on."""
    found = named(name)
    return found.merged_into or found if found else None


def doubt_about(application: Application, at: dt.datetime) -> Doubt | None:
    """Return what an officer must settle before anybody decides, or nothing. Asked anew at each step.

    Nothing where an officer chose the organisation, or has confirmed who the group is.
    """
    name, number, own = application.typed_name, application.typed_number, application.organisation
    if not name or application.group_confirmed_at is not None:
        return None
    family = same_body(own)
    keys = {body.pk for body in family}
    near = [body for body in duplicates_of(name, charity=number) if body.pk not in keys]
    by_number = [body for body in near if number and body.charity_number == number]
    said = [f"“{name}” gave charity number {number}, which is {body}’s in the council’s list." for body in by_number]
    if number and own.charity_number and own.charity_number != number:
        said.append(f"“{name}” gave charity number {number}, and the council’s list has {own.charity_number} for it.")
    if _was_confirmed(own):
        near = by_number
    said += [f"“{name}” may be {body} in the council’s list." for body in near if body not in by_number]
    if application.councillor is not None and _near_register(name, family, application.councillor, at):
        said.append(f"“{name}” may be a body in which {application.councillor} has registered an interest.")
    if not said:
        return None
    return Doubt(" ".join(said), near)


def _was_confirmed(organisation: Organisation) -> bool:
    """Say whether an officer has confirmed before, on another application, that this body is one of its own."""
    return Application.objects.filter(organisation=organisation, group_confirmed_at__isnull=False).exists()


def _near_register(name: str, family: list[Organisation], councillor: Councillor, at: dt.datetime) -> bool:
    """Say whether a name is near to a body in the words of a register.

    What is in it exactly is an interest, and no doubt; a body that an entry links to stands in the council's list.
    """
    bodies = {body.pk: body.name for body in family}
    return any(
        is_named(name, interest.description)
        for interest in register_of(councillor, at)
        if interest.organisation_id is None and interest.category not in ABOUT_LAND and not is_in(interest, bodies)
    )
