"""Who keeps strategies, and who says who decides what."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import Strategy, StrategyVersion
from ..states import VersionState


@dataclass(frozen=True)
class VersionWords:
    """What is written of a version. Commitments are (aim, words); sign-offs are lines such as “Cabinet, 21 May”."""

    strategy: Strategy | None
    name: str
    title: str
    summary: str
    body: str
    adopted_on: dt.date
    ends_on: dt.date | None
    source: str
    commitments: tuple[tuple[str, str], ...]
    sign_offs: tuple[str, ...]


@dataclass(frozen=True)
class BodyWords:
    """What is said of a body that decides."""

    tier: str
    name: str
    decides: str
    link: str
    wards: tuple[Ward, ...]
    source: str
    checked_on: dt.date


@dataclass(frozen=True)
class LinkWords:
    """What is said of a link that helps residents."""

    title: str
    href: str
    about: str
    wards: tuple[Ward, ...]
    checked_on: dt.date


def may_keep_strategies(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods keeps the strategies, and the list of who decides what."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR):
        return Verdict.yes()
    return Verdict.no("The Head of Neighbourhoods keeps the strategies, and the list of who decides what.")


def may_edit_version(roles: Roles, version: StrategyVersion) -> Verdict:
    """What is published is changed by a new version only."""
    if not (verdict := may_keep_strategies(roles)).allowed:
        return verdict
    if version.state != VersionState.DRAFT:
        return Verdict.no("It is published. Write a new version instead: the old one stays readable.")
    return Verdict.yes()


def may_publish_version(roles: Roles, version: StrategyVersion, commitments: int, sign_offs: int) -> Verdict:
    """A version goes out once it says what is promised and who signed it off, and its day has come."""
    if not (verdict := may_edit_version(roles, version)).allowed:
        return verdict
    if not commitments:
        return Verdict.no("It has no commitments: say what residents can hold the council to.")
    if not sign_offs:
        return Verdict.no("Nobody has signed it off: say who adopted it, and when.")
    if version.adopted_on > roles.on:
        return Verdict.no("It is adopted on a later day: publish it from then on.")
    return Verdict.yes()
