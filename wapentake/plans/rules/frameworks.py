"""Who keeps the lists that priorities name, and what may be named on a day."""

import datetime as dt
from collections.abc import Iterable

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Framework, Outcome
from .keepers import only_keepers


def may_keep_frameworks(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators keep the themes, aims and outcomes that priorities name."""
    return only_keepers(roles, "change what priorities may name")


def may_be_named(outcomes: Iterable[Outcome], on: dt.date) -> Verdict:
    """A priority names what stands on a list of the day."""
    for outcome in outcomes:
        if not outcome.framework.is_on(on):
            until = f"{outcome.framework} is no longer in use"
            return Verdict.no(f"Leave out “{outcome}”: {until}. Choose from the lists of today.")
    return Verdict.yes()


def may_add_to(framework: Framework, on: dt.date) -> Verdict:
    """A list that has ended is kept as it was."""
    if framework.to_date is not None and framework.to_date <= on:
        return Verdict.no(f"{framework} has ended, and is kept as it was: begin a new list.")
    return Verdict.yes()
