"""Who accepts or declines the offer of an award, until when, and what they declare (Subsidy Control Act 2022)."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application
from ..queries import Offer
from ..queries.subsidies import own_awards
from ..states import ApplicationState
from ..states.offers import OfferAnswered
from .projects import parts_awarded

YES = Verdict.yes()
TERMS_CHANGED = (
    "The conditions of the offer have changed since you opened this page, so your answer has not been sent. Read them "
    "again, and then answer."
)


@dataclass(frozen=True)
class Answer:
    """What a group says to an offer. `other_pence` is other Minimal Financial Assistance of three financial years.

    `seen` is the print of the offer as it was read; nothing is the offer as it stands.
    """

    accepts: bool
    name: str = ""
    position: str = ""
    reason: str = ""
    sells: bool | None = None
    other_pence: int | None = None
    other_from: str = ""
    seen: str = ""


def may_answer_offer(roles: Roles | None, application: Application, offer: Offer | None, on: dt.date) -> Verdict:
    """The group answers by its link (no roles), or its co-ordinator writes down what it said on paper."""
    if roles is not None and not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the group, or the ward’s co-ordinator for it, answers the offer.")
    if application.state == ApplicationState.APPROVED and not (held := parts_awarded(application)):
        return held
    if offer is None:
        return Verdict.no("Nothing is on offer here.")
    if offer.answer is not None:
        return Verdict.no(f"{offer.answer.get_answer_display()}: nothing is left to answer.")
    if application.state != ApplicationState.APPROVED:
        return Verdict.no("Nothing is on offer here now.")
    if not offer.is_open(on):
        return Verdict.no(f"The offer stood until {long_date(offer.until)}. {offer.rule.cited}")
    return YES


def offer_as_read(offer: Offer, answer: Answer) -> Verdict:
    """An answer is to the terms that were read: where they have changed since, they are read again first."""
    if answer.seen in ("", offer.print):
        return YES
    return Verdict.no(TERMS_CHANGED)


def declared(offer: Offer, answer: Answer) -> Verdict:
    """A group that sells goods or services declares its other assistance, and stays under the limit (section 36)."""
    if offer.limit is None:
        return YES
    limit, rule = offer.limit
    if answer.sells is None:
        return Verdict.no(f"Say whether the group sells goods or services. {rule.cited}")
    if not answer.sells:
        return YES
    if answer.other_pence is None:
        return Verdict.no(f"Say how much other Minimal Financial Assistance the group had. {rule.cited}")
    own = own_awards(offer.application, offer.made_on)
    if answer.other_pence + own.pence + offer.application.pence > limit.pence:
        ours = f", {pounds_short(own.pence)} of it in this council’s other awards," if own.pence else ""
        return Verdict.no(
            f"With this award the group would have had more than {pounds_short(limit.pence)}{ours} in three years. Ask "
            f"your neighbourhood co-ordinator before you accept. {rule.cited}"
        )
    return YES


def offer_stands(application: Application, offer: Offer | None) -> Verdict:
    """Nothing is paid before the group has accepted the offer with its conditions."""
    if offer is None or (offer.answer is not None and offer.answer.answer == OfferAnswered.ACCEPTED):
        return YES
    return Verdict.no(
        f"Held: the group has not accepted the offer of {long_date(offer.made_on)}. It can until "
        f"{long_date(offer.until)}. {offer.rule.cited}"
    )


def offer_accepted(application: Application) -> Verdict:
    """The same, asked of the award; a project that needs all its parts waits for each of them."""
    return first_refusal(parts_awarded(application), offer_stands(application, queries.offer_of(application)))
