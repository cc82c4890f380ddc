"""Who says what a service will do, and what a commitment must say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import NamedPlace, Ward

from ..models import Commitment, Outcome
from ..queries import LINK_SERVICES, bodies_of
from ..states import COMMITMENT, CommitmentState

YES = Verdict.yes()
BODIES = (OrganisationKind.SERVICE, OrganisationKind.PARTNER)


@dataclass(frozen=True)
class CommitmentWords:
    """What a commitment says: who does what by when, for which wards and places, and where it was written."""

    organisation: Organisation
    text: str
    due_on: dt.date
    source_kind: str
    source_title: str
    source_on: dt.date
    source_link: str = ""
    wards: Sequence[Ward] = ()
    places: Sequence[NamedPlace] = ()
    themes: Sequence[Outcome] = ()


def may_write_commitments(roles: Roles) -> Verdict:
    """Officers of services, partners, and the neighbourhoods team write commitments."""
    if bodies_of(roles) or roles.has(*LINK_SERVICES):
        return YES
    return Verdict.no(
        "Officers of a service, partners and the neighbourhoods team write commitments: tell your co-ordinator of one."
    )


def may_speak_for(roles: Roles, organisation: Organisation) -> Verdict:
    """A service's own officers speak for it; the neighbourhoods team writes down what its documents say."""
    if organisation.pk in bodies_of(roles) or roles.has(*LINK_SERVICES):
        return YES
    return Verdict.no(f"Only {organisation}’s own officers and the neighbourhoods team can say what it will do.")


def commitment_is_sound(words: CommitmentWords, today: dt.date) -> Verdict:
    """It says what, by when, and names a document that exists."""
    if words.organisation.kind not in BODIES:
        return Verdict.no("Choose a service of the council or a partner.")
    if not words.text.strip() or not words.source_title.strip():
        return Verdict.no("Say what will be done, and in which document it is written.")
    if words.source_on > today:
        return Verdict.no("The document has a date to come: enter the day on which it was agreed or published.")
    if words.due_on < words.source_on:
        return Verdict.no("It would be due before the document was written: look at both dates again.")
    return YES


def may_publish_commitment(roles: Roles, commitment: Commitment) -> Verdict:
    """What was written down is shown to all staff once its service, or the team, says so."""
    return first_refusal(
        may_speak_for(roles, commitment.organisation), _may_become(commitment, CommitmentState.PUBLISHED)
    )


def may_change_commitment(roles: Roles, commitment: Commitment) -> Verdict:
    """A draft is changed at will; what all staff have read is changed with a reason, and its words are kept."""
    if commitment.state == CommitmentState.DRAFT:
        return may_speak_for(roles, commitment.organisation)
    return first_refusal(
        may_speak_for(roles, commitment.organisation), _may_become(commitment, CommitmentState.CHANGED)
    )


def may_keep_commitment(roles: Roles, commitment: Commitment) -> Verdict:
    """A commitment is kept once it is done."""
    if commitment.state == CommitmentState.DRAFT:
        return Verdict.no("It is still being written: it can be kept once it is made.")
    return first_refusal(may_speak_for(roles, commitment.organisation), _may_become(commitment, CommitmentState.KEPT))


def may_reopen_commitment(roles: Roles, commitment: Commitment) -> Verdict:
    """What was marked as kept by mistake stands again."""
    if commitment.state != CommitmentState.KEPT:
        return Verdict.no("Only a commitment that is marked as kept can be opened again.")
    return may_speak_for(roles, commitment.organisation)


def may_withdraw_commitment(roles: Roles, commitment: Commitment) -> Verdict:
    """A commitment is taken back with a reason, and stays on record."""
    return first_refusal(
        may_speak_for(roles, commitment.organisation), _may_become(commitment, CommitmentState.WITHDRAWN)
    )


def may_say_what_it_serves(roles: Roles, commitment: Commitment, ward: Ward | None = None) -> Verdict:
    """Which priorities it serves is said while it is written or stands; members say it of their own ward too."""
    if commitment.state == CommitmentState.WITHDRAWN:
        return Verdict.no("It was taken back, so it serves nothing any more.")
    speaks = may_speak_for(roles, commitment.organisation)
    if speaks or roles.councillor is None:
        return speaks
    if ward is None or roles.is_member_of(ward):
        return YES
    return Verdict.no(f"You do not sit for {ward}: ask one of its members, or its co-ordinator.")


def _may_become(commitment: Commitment, to: CommitmentState) -> Verdict:
    if commitment.state == CommitmentState.WITHDRAWN:
        return Verdict.no(f"It was taken back: {commitment.because}".rstrip(".") + ".")
    if commitment.state == to == CommitmentState.KEPT:
        return Verdict.no("It is marked as kept.")
    return COMMITMENT.verdict(commitment.state, to)
