"""Who may do what with an office, and why not."""

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from ..queries import Roles, why_no_role
from ..states import RoleKind

ASK = "If you think this is wrong, ask the council’s administrator."


def may_use_desk(roles: Roles) -> Verdict:
    """Anybody with a live role may use the desk; a term that ended, or a suspension, closes it at the next request."""
    if roles.may_use_desk:
        return Verdict.yes()
    if roles.unconfirmed_since is not None:
        return Verdict.no(
            f"The records were put back from a backup on {long_date(london_date(roles.unconfirmed_since))}. The desk "
            "opens again once the council’s administrator has confirmed who holds which role. What residents read "
            "stays up."
        )
    lost = why_no_role(roles.user, roles.on)
    if lost.suspended:
        until = f" until {long_date(lost.suspended_until)}" if lost.suspended_until else ""
        return Verdict.no(f"You are suspended{until}, so you cannot use the desk. {ASK}")
    if lost.term_begins_on:
        return Verdict.no(f"Your term of office begins on {long_date(lost.term_begins_on)}: come back then.")
    if lost.term_ended_on:
        over = f"Your term of office ended on {long_date(lost.term_ended_on)}"
    elif lost.role_ended_on:
        over = f"Your role ended on {long_date(lost.role_ended_on)}"
    else:
        return Verdict.no(f"You hold no role at the council, so the desk is not open to you. {ASK}")
    return Verdict.no(f"{over}, so you can no longer use the desk. {ASK}")


def may_confirm_roles(roles: Roles) -> Verdict:
    """After a restore an administrator says that everybody holds what the records say."""
    if not roles.has(RoleKind.ADMINISTRATOR):
        return Verdict.no("An administrator confirms who holds which role.")
    if roles.unconfirmed_since is None:
        return Verdict.no("Who holds which role is confirmed.")
    return Verdict.yes()
