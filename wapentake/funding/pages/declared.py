"""What an award's record says of interests: who declared one and stood aside, who took part under a dispensation."""

from wapentake.foundation.calendars import long_date

from .. import queries
from ..models import Application, Decision, Vote
from ..queries.declared import officers_declared
from ..states import LegalBasis
from ..states.routing import VoteChoice


def declared_words(application: Application, support: Decision | None, approval: Decision) -> str:
    """Return what was declared, from each vote and both decisions; nothing where nobody was asked."""
    votes = list(queries.votes_that_count(application).values())
    told = [said for vote in votes if (said := _of_vote(vote))]
    told += _of_officers(application)
    if support is not None and support.dispensation is not None:
        under = support.dispensation
        told.append(f"{support.by.name} decided under dispensation {under.cited}: {under.reason}")
    nobody = _nobody(any(vote.choice != VoteChoice.ASIDE for vote in votes), support, approval)
    if not told:
        return nobody
    return " ".join([*told, "Nobody else declared an interest." if nobody else ""]).strip()


def declared_at_refusal(application: Application, refusal: Decision) -> str:
    """Return what was declared of interests before a refusal."""
    told = [said for vote in queries.votes_that_count(application).values() if (said := _of_vote(vote))]
    told += _of_officers(application)
    if (under := refusal.dispensation) is not None:
        told.append(f"{refusal.by.name} decided under dispensation {under.reference}: {under.reason}")
    elif refusal.interest is False:
        told.append("Whoever decided declared no interest in it.")
    return " ".join(told) or "Nobody was asked for an interest."


def _of_officers(application: Application) -> list[str]:
    """Return that officers declared an interest and left it to another; who they are is not said."""
    return [
        f"An officer declared an interest on {long_date(one.on)} and took no part."
        for one in officers_declared(application)
    ]


def _of_vote(vote: Vote) -> str:
    if vote.choice == VoteChoice.ASIDE:
        return f"{vote.councillor} declared an interest on {long_date(vote.on)} and took no part."
    if vote.dispensation is not None:
        return f"{vote.councillor} voted under dispensation {vote.dispensation.cited}."
    return ""


def _nobody(voted: bool, support: Decision | None, approval: Decision) -> str:
    """Return that those who were asked declared no interest, as if nobody had stood aside."""
    officer = approval.interest is False
    if voted:
        who = ["Each member who voted", *_decider(support), *(["the officer"] if officer else [])]
        said = f"{', '.join(who[:-1])}, and {who[-1]}," if len(who) > 1 else who[0]
        return f"{said} declared no interest."
    who = [*_decider(support), *(["the officer"] if officer else [])]
    said = " and ".join(who)
    return f"{said[0].upper()}{said[1:]} declared no interest in it." if said else ""


def _decider(support: Decision | None) -> list[str]:
    """Return whoever gave the first yes alone and declared no interest: a councillor, or who decides in their place."""
    if support is None or support.interest is not False or support.basis == LegalBasis.MEMBERS:
        return []
    return ["the Cabinet Member or Leader" if support.basis == LegalBasis.CABINET else "the councillor"]
