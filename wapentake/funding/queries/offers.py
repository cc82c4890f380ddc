"""Offers of awards: which conditions they have, until when they stand, and what was answered."""

import datetime as dt
from dataclasses import dataclass, replace

from wapentake.organisations.states import OrganisationKind, Sector

from ..models import Application, OfferAnswer
from ..states import ApplicationState, DecisionKind
from ..states.fund_rules import Count, Limit, Lines
from .applications import decision_of
from .clocks import OFFER_FACTS, clock_rules, offer_stands_for, offered_from
from .fund_rules import InForce, RuleSet, rule_set
from .instalments import instalment_terms
from .prints import print_of_words
from .projects import complete_on

# What a group reads as a condition of the offer, beside the fund's own.
TOLD = ("cost_type", "exclusions", "spend_within", "monitoring", "monitoring_within")


@dataclass(frozen=True)
class Term:
    """A condition of an offer, and where it is laid down."""

    text: str
    source: str


@dataclass(frozen=True)
class Offer:
    """What a group is offered. `limit` is the most Minimal Financial Assistance that one group may have."""

    application: Application
    made_on: dt.date
    until: dt.date
    rule: InForce
    terms: tuple[Term, ...]
    limit: tuple[Limit, InForce] | None
    answer: OfferAnswer | None

    def is_open(self, on: dt.date) -> bool:
        """Whether the group can still answer."""
        return self.answer is None and on <= self.until

    @property
    def print(self) -> str:
        """The print of everything that whoever accepts agrees to."""
        most = self.limit[0].pence if self.limit else None
        return print_of_words(self.application.pence, self.until, self.shown_terms, most)

    @property
    def shown_terms(self) -> list[dict[str, str]]:
        """The conditions as they are kept with an answer."""
        return [{"text": term.text, "source": term.source} for term in self.terms]


def offer_of(application: Application) -> Offer | None:
    """Return the offer of an award; nothing before it is approved, or where the fund's rules of that day ask for none.

    Of a project that needs all its parts, nothing is offered before all are approved.

    Groups and parishes are made an offer; the council's own services and whoever sells goods are not.
    """
    approval = decision_of(application, DecisionKind.APPROVE)
    complete = complete_on(application) if approval else None
    return offer_on(application, max(approval.on, complete)) if approval and complete else None


def offer_on(application: Application, on: dt.date) -> Offer | None:
    """Return the offer of an award that is approved on a day, also while it is being approved."""
    if not is_offered(application):
        return None
    rules = rule_set(application.fund, on)
    offer = bare_offer(application, on, rules, OfferAnswer.objects.filter(application=application).first())
    if offer is None:
        return None
    own = rules.one("conditions", Lines)
    terms = [Term(line, own[1].rule.source) for line in own[0].values] if own else []
    terms += [Term(rules.found[key].rule.text, rules.found[key].rule.source) for key in TOLD if key in rules.found]
    terms += [Term(words, "Set for this award")] if (words := instalment_terms(application)) else []
    return replace(offer, terms=tuple(terms))


def bare_offer(application: Application, on: dt.date, rules: RuleSet, answer: OfferAnswer | None) -> Offer | None:
    """Return the same without its conditions, from what is known already: it asks nothing more."""
    within = rules.one("offer_within", Count)
    if within is None or not is_offered(application):
        return None
    until = on + dt.timedelta(days=within[0].number)
    return Offer(application, on, until, within[1], (), rules.one("subsidy_limit", Limit), answer)


def is_offered(application: Application) -> bool:
    body = application.organisation
    return body.sector == Sector.VOLUNTARY or body.kind == OrganisationKind.PARISH_COUNCIL


def offers_lapsed(on: dt.date) -> list[Application]:
    """Return every award whose offer nobody answered in time, in as many queries for many as for one."""
    waits = Application.objects.filter(state=ApplicationState.APPROVED, offer_answer=None)
    rules, over = clock_rules(on), []
    for row in offered_from(waits.values(*OFFER_FACTS)):
        stands = offer_stands_for(row, rules)
        if stands is not None and row["decided_on"] + dt.timedelta(days=stands[0]) < on:
            over.append(row["pk"])
    return list(waits.filter(pk__in=over).order_by("pk"))
