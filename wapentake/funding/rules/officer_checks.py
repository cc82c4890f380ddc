"""Whether a fund's checks are ticked, and what the program finds beside each."""

import datetime as dt
from collections.abc import Callable

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict

from .. import queries
from ..models import Application, Particulars
from ..queries.officer_checks import unticked
from ..queries.subsidies import told_selling
from ..states.officer_checks import CheckKind
from .subsidies import own_words

YES = Verdict.yes()


def checks_done(application: Application, on: dt.date) -> Verdict:
    """Whether every check that the fund has on a day is ticked: before that nothing is approved."""
    left = unticked(application, on)
    if not left:
        return YES
    named = "; ".join(f"“{one.words}”" for one in left)
    return Verdict.no(f"Still to be checked: {named}. Tick each check first; any approving officer can.")


def found_at(key: str, application: Application, at: dt.datetime) -> str:
    """Return what the program finds beside a check at a moment; nothing beside a council's own checks."""
    return FINDINGS[CheckKind(key)](application, london_date(at)) if key in FINDINGS else ""


def _eligible(application: Application, on: dt.date) -> str:
    rules = f"Within the rules of {application.fund} of {long_date(on)}: amount, cost, route and exclusions."
    return f"{application.organisation} is known. {rules}"


def _subsidy(application: Application, on: dt.date) -> str:
    told = told_selling(application)
    if told is None:
        return "The group was not asked whether it sells anything."
    if told:
        said = "The group sells goods or services. What it sells stands in its application."
        return f"{said} {own_words(application, on)}"
    return (
        "The group says that it sells no goods or services; on that footing it was treated as no enterprise "
        "(Subsidy Control Act 2022, section 7)."
    )


def _conflicts(application: Application, on: dt.date) -> str:
    names = ", ".join(str(each) for each in queries.who_said_yes(application)) or "whoever decided"
    return f"Compared on {long_date(on)} with the register of {names}."


def _budget(application: Application, on: dt.date) -> str:
    left = queries.pot_of(application).left
    return f"{pounds(application.pence)} is reserved for it; {pounds(left)} is left beside it."


def _asset(application: Application, on: dt.date) -> str:
    told = Particulars.objects.filter(application=application).first()
    if told is None or not told.owner:
        return "The group did not say who owns, insures and looks after it."
    named = zip(("owns", "insures", "looks after"), (told.owner, told.insurer, told.maintainer), strict=True)
    said = ", ".join(f"{does} it: {'named' if who else 'nobody named'}" for does, who in named)
    return f"Who {said}. The names stand in the application."


FINDINGS: dict[CheckKind, Callable[[Application, dt.date], str]] = {
    CheckKind.ELIGIBLE: _eligible,
    CheckKind.SUBSIDY: _subsidy,
    CheckKind.CONFLICTS: _conflicts,
    CheckKind.BUDGET: _budget,
    CheckKind.ASSET: _asset,
}
