"""Who keeps the list of organisations, and what may happen to one.

Roles are asked for by their names, since offices are kept in a room above this one.
"""

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User
from wapentake.places.models import Parish

from .models import Organisation

# Not finance: whoever pays an award does not say what the payee is called.
KEEPERS = ("administrator", "co_ordinator", "support_officer", "head_of_neighbourhoods")
# Councillors reach the groups of their ward; partners and services see what is public.
SEE_CONTACTS = (*KEEPERS, "ward_councillor", "approver", "finance")


@dataclass(frozen=True)
class Details:
    """What is known of an organisation."""

    name: str
    kind: str
    sector: str
    purpose: str = ""
    charity_number: str = ""
    company_number: str = ""
    website: str = ""
    public_email: str = ""
    parish: Parish | None = None


class Acting(Protocol):
    """Somebody with the roles that they hold now: `office.queries.Roles`."""

    @property
    def user(self) -> User: ...

    def has(self, *kinds: str) -> bool:
        """Say whether any of these roles is held."""


class ActingRequest(HttpRequest):
    """A request for a desk page, for type hints only."""

    roles: Acting


def may_keep(acting: Acting) -> Verdict:
    """The neighbourhoods team and administrators keep the list."""
    if acting.has(*KEEPERS):
        return Verdict.yes()
    return Verdict.no("The neighbourhoods team keeps this list: tell your co-ordinator what should change.")


def may_merge(acting: Acting) -> Verdict:
    """A merge joins what two organisations were given and declared, so it is for administrators and co-ordinators."""
    if acting.has("administrator", "co_ordinator", "head_of_neighbourhoods"):
        return Verdict.yes()
    return Verdict.no("Only a co-ordinator or an administrator may merge two organisations.")


def may_see_contacts(acting: Acting) -> Verdict:
    """Contacts are people, and are shown only to those who need to reach them."""
    if acting.has(*SEE_CONTACTS):
        return Verdict.yes()
    return Verdict.no("Contacts are shown to the neighbourhoods team and to councillors.")


def can_merge(organisation: Organisation, into: Organisation) -> Verdict:
    """Say whether one organisation can be merged into another."""
    if organisation.pk == into.pk:
        return Verdict.no("An organisation cannot be merged into itself.")
    if organisation.merged_into_id is not None:
        return Verdict.no(f"{organisation} was merged already.")
    if into.merged_into_id is not None:
        return Verdict.no(f"{into} was merged into {into.merged_into}: choose that instead.")
    return Verdict.yes()


def can_close(organisation: Organisation) -> Verdict:
    """Say whether an organisation can be marked as closed."""
    if organisation.merged_into_id is not None:
        return Verdict.no(f"{organisation} was merged into {organisation.merged_into}.")
    if organisation.closed_on is not None:
        return Verdict.no(f"{organisation} is marked as closed already.")
    return Verdict.yes()


def can_merge_away(organisation: Organisation) -> Verdict:
    """Say whether an organisation still stands by itself."""
    if organisation.merged_into_id is not None:
        return Verdict.no(f"{organisation} was merged into {organisation.merged_into}.")
    return Verdict.yes()
