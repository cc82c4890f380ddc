"""Publicity holds and withdrawn pages: who sets and lifts them, and from when to when they may be."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from wapentake.foundation import published
from wapentake.foundation.models import Hold, PageState, PublishedPage
from wapentake.foundation.verdicts import Verdict
from wapentake.places.models import Ward

from ..models import Poll
from ..queries import Roles, moment_words, overlapping_hold, wards_of_poll
from ..states import RoleKind

YES = Verdict.yes()
LONGEST = dt.timedelta(days=366)
SEE = (
    RoleKind.MONITORING_OFFICER, RoleKind.ADMINISTRATOR, RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.CO_ORDINATOR,
    RoleKind.SUPPORT_OFFICER,
)  # fmt: skip


@dataclass(frozen=True)
class Holding:
    """What is to be held: some wards, or one page, or else the whole council; from when to when, and why."""

    starts: dt.datetime
    ends: dt.datetime
    reason: str
    ward: Ward | None = None
    page: str = ""
    kind: str = "other"
    wards: tuple[Ward, ...] = ()

    @property
    def refs(self) -> list[str]:
        """What it covers; for the whole council nothing is named."""
        if self.ward is not None or self.wards:
            return sorted(ward.ref for ward in {*self.wards, *([self.ward] if self.ward else [])})
        return [published.page_ref(self.page)] if self.page else []


def page_path(text: str) -> str:
    """Return a page's address within the site from what was typed, or copied from a browser."""
    try:
        path = unquote(urlsplit(text.strip()).path)
    except ValueError:  # like http://[: it is the address of no page
        path = text.strip()
    path = path if path.startswith("/") else f"/{path}"
    return path if path.endswith("/") else f"{path}/"


def may_see_publicity(roles: Roles) -> Verdict:
    """Whoever publishes, or answers for what is published, sees what is held."""
    if roles.has(*SEE):
        return YES
    return Verdict.no("Only the Monitoring Officer, administrators and the officers of neighbourhoods can see this.")


def may_keep_holds(roles: Roles) -> Verdict:
    """A publicity hold is set and lifted by the Monitoring Officer, who publishes nothing."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Only the Monitoring Officer sets or lifts a publicity hold.")


def may_hold_publicity(roles: Roles, said: Holding, at: dt.datetime) -> Verdict:
    """A hold begins now or later, has an end and a reason, and nothing is held twice at once."""
    if not (verdict := may_keep_holds(roles)):
        return verdict
    if said.ends <= said.starts:
        return Verdict.no("A hold ends after it begins.")
    if said.ends <= at:
        return Verdict.no("A hold ends at a moment that lies ahead.")
    if said.ends - said.starts > LONGEST:
        return Verdict.no("A hold lasts a year at most: look at its dates.")
    if not said.reason.strip():
        return Verdict.no("Say why: residents read it where something is left out.")
    other = overlapping_hold(said.refs, said.starts, said.ends)
    if other is not None:
        until = moment_words(other.ends) if other.ends else "it is lifted"
        return Verdict.no(
            f"The same is held from {moment_words(other.starts)} until {until} already: choose other dates, or lift it "
            "first."
        )
    return YES


def may_hold_for(poll: Poll) -> Verdict:
    """The wards of a parish must be known: without them its hold would be the whole council's."""
    if poll.parish is None or wards_of_poll(poll):
        return YES
    return Verdict.no(f"No ward is recorded for {poll.parish}: say first, under Places, in which ward it lies.")


def may_lift_hold(roles: Roles, hold: Hold, at: dt.datetime) -> Verdict:
    """A hold that is not over is lifted at once; one that is to come never begins."""
    if hold.ends is not None and hold.ends == hold.starts:
        return Verdict.no("This hold was lifted before it began.")
    if hold.ends is not None and hold.ends <= at:
        return Verdict.no(f"This hold has been over since {moment_words(hold.ends)}.")
    return may_keep_holds(roles)


def may_keep_pages(roles: Roles) -> Verdict:
    """A page that must not be read is withdrawn by the Monitoring Officer or an administrator: somebody is there."""
    if roles.has(RoleKind.MONITORING_OFFICER, RoleKind.ADMINISTRATOR):
        return YES
    return Verdict.no("Only the Monitoring Officer or an administrator withdraws a page: call them now.")


def may_withdraw_page(roles: Roles, page: PublishedPage | None) -> Verdict:
    """What is published is withdrawn, whatever it is."""
    if page is None:
        return Verdict.no("Nothing is published at this address: copy it from the browser’s address bar.")
    if page.state == PageState.WITHDRAWN:
        return Verdict.no("This page is withdrawn already.")
    return may_keep_pages(roles)


def may_reinstate_page(roles: Roles, page: PublishedPage | None) -> Verdict:
    """A page that was withdrawn comes back as it is now."""
    if page is None or page.state != PageState.WITHDRAWN:
        return Verdict.no("No page is withdrawn at this address.")
    return may_keep_pages(roles)
