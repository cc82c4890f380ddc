"""What is known of a group that may sell: on the decision's page, and where an officer writes it down."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Condition
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Application, Particulars
from ..queries.subsidies import told_selling
from ..rules.subsidies import (
    NOT_ASKED,
    asks_before_approval,
    may_say_sells,
    own_words,
    selling_asked,
    within_subsidy_limit,
)
from ..states import ApplicationState

TITLE = "Asked whether the group sells goods or services"


def selling_condition(application: Application, on: dt.date) -> list[Condition]:
    """Return whether the group was asked, and what counts with it; nothing where it was not and need not be."""
    told = told_selling(application)
    if told is None:
        asked = selling_asked(application, on)
        return [] if asked else [Condition("waiting", TITLE, asked.reason)]
    if not told:
        return [Condition("met", TITLE, "It says that it sells none.")]
    within = within_subsidy_limit(application, on)
    said = f"It says that it does. {own_words(application, on)}"
    return [Condition("met" if within else "not_met", TITLE, within.reason or said)]


def selling_to_ask(application: Application, roles: Roles, on: dt.date) -> str:
    """Return where this reader writes down what the group says, while an approval waits for it; nothing otherwise."""
    if application.state != ApplicationState.SUPPORTED or selling_asked(application, on):
        return ""
    return reverse("funding:say_sells", args=[application.reference]) if may_say_sells(roles, application) else ""


@dataclass(frozen=True)
class SellingPage:
    """What is shown where an officer writes down what a group says."""

    title: str
    lead: str
    may: Verdict
    initial: dict[str, str]


def selling_page(application: Application, roles: Roles, on: dt.date) -> SellingPage:
    """Return what is known so far, what else the council awarded, and whether this reader may write it down."""
    row = Particulars.objects.filter(application=application).first()
    told = row.sells if row else None
    said = NOT_ASKED if told is None else f"The group said {'yes' if told else 'no'}."
    rule = asks_before_approval(application, on)
    return SellingPage(
        title="Whether the group sells",
        lead=" ".join(part for part in (f"{application.organisation}: {application.title}.", said,
                                        own_words(application, on), rule) if part),
        may=may_say_sells(roles, application),
        initial={} if row is None or told is None else {"sells": "yes" if told else "no", "sold": row.sold},
    )  # fmt: skip
