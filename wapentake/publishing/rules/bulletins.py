"""Who drafts, comments on, approves and withdraws a bulletin. Reads no clock: the day is in the roles."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import Bulletin
from ..queries import still_to_comment
from ..states import CHANGES, BulletinState, PartWords
from .items import is_second, may_draft

YES = Verdict.yes()
MOST_PARTS = 30


def may_write_bulletin(roles: Roles, ward: Ward | None) -> Verdict:
    """Those who post for a ward write its bulletin; the Head of Neighbourhoods writes the whole council's."""
    return may_draft(roles, (ward,) if ward else ())


def may_change_bulletin(roles: Roles, bulletin: Bulletin) -> Verdict:
    """A draft is changed by those who write it, and while the members look at it too; then its words stand."""
    if bulletin.state not in CHANGES:
        return Verdict.no(f"It is {bulletin.get_state_display().lower()}. Its words stand.")
    return may_write_bulletin(roles, bulletin.ward)


def may_add_part(roles: Roles, bulletin: Bulletin, parts: int) -> Verdict:
    """A bulletin stays short enough to be read."""
    if parts >= MOST_PARTS:
        return Verdict.no(f"It has {MOST_PARTS} parts, which is the most: take one out first.")
    return may_change_bulletin(roles, bulletin)


def sound_part(words: PartWords) -> Verdict:
    """A part says something, and leads to a page of this site or of the web."""
    if not words.title.strip() or not words.text.strip():
        return Verdict.no("A part has a headline and a text.")
    if not words.link:
        return YES
    if words.link.startswith("/") and not words.link.startswith("//") and "\\" not in words.link:
        return YES
    if words.link.startswith(("https://", "http://")) and not any(letter.isspace() for letter in words.link):
        return YES
    return Verdict.no("A link begins with https://, or with / for a page of this site.")


def may_consult(roles: Roles, bulletin: Bulletin, parts: int) -> Verdict:
    """A draft with something in it is put to the members."""
    if bulletin.state != BulletinState.DRAFT:
        return Verdict.no(f"It is {bulletin.get_state_display().lower()}.")
    if not parts:
        return Verdict.no("There is nothing in it yet: add a part first.")
    return may_write_bulletin(roles, bulletin.ward)


def may_comment(roles: Roles, bulletin: Bulletin) -> Verdict:
    """While it is with the members, they and the ward's team say what they think of it."""
    if bulletin.state != BulletinState.CONSULTED:
        return Verdict.no("Comments are taken while it is with the members.")
    if bulletin.ward is None and roles.has(RoleKind.CO_ORDINATOR):
        return YES
    return may_write_bulletin(roles, bulletin.ward)


def may_approve_bulletin(roles: Roles, bulletin: Bulletin) -> Verdict:
    """The second pair of eyes lets it out, once every member has said something or their time is over."""
    if bulletin.state != BulletinState.CONSULTED:
        return Verdict.no("It is approved once the members have had it to look at.")
    return first_refusal(
        is_second(roles, bulletin.wards, bulletin.drafted_by_id, bulletin.changed_by_id), _heard(roles, bulletin)
    )


def _heard(roles: Roles, bulletin: Bulletin) -> Verdict:
    if bulletin.comments_by is None or roles.on > bulletin.comments_by:
        return YES
    waiting = still_to_comment(bulletin, roles.on)
    waiting = [member for member in waiting if member.user_id != roles.user.pk]
    if not waiting:
        return YES
    names = " and ".join(str(member) for member in waiting)
    return Verdict.no(f"{names} can comment until the end of {long_date(bulletin.comments_by)}.")


def may_take_back_bulletin(roles: Roles, bulletin: Bulletin) -> Verdict:
    """What is with the members, or approved and not yet going out, becomes a draft again."""
    if bulletin.state not in (BulletinState.CONSULTED, BulletinState.APPROVED):
        return Verdict.no(f"It is {bulletin.get_state_display().lower()}.")
    return may_write_bulletin(roles, bulletin.ward)


def may_withdraw_bulletin(roles: Roles, bulletin: Bulletin) -> Verdict:
    """It is withdrawn at any time by those who write it, or by the Monitoring Officer; what has left has left."""
    if bulletin.state == BulletinState.WITHDRAWN:
        return Verdict.no("It is withdrawn already.")
    return YES if roles.has(RoleKind.MONITORING_OFFICER) else may_write_bulletin(roles, bulletin.ward)


def may_test_bulletin(roles: Roles, bulletin: Bulletin) -> Verdict:
    """Whoever works on it may have it sent to themselves as it stands."""
    if bulletin.state == BulletinState.WITHDRAWN:
        return Verdict.no("It is withdrawn.")
    return may_write_bulletin(roles, bulletin.ward)


def sound_comments_by(day: dt.date, on: dt.date) -> Verdict:
    """Members have until a day that has not gone, and not for ever."""
    if on <= day <= on + dt.timedelta(days=28):
        return YES
    return Verdict.no("Members can comment until a day from today on, within four weeks.")
