"""What a group says of its people, left out where its reader has no part in deciding, checking or paying."""

from wapentake.office.queries import Roles

from .. import rules

LEFT_OUT = "Left out: an auditor reads the record without what the group says of people."


def sees_people(roles: Roles | None) -> bool:
    """Whether a reader is shown it; the group itself has no roles."""
    return roles is None or bool(rules.may_see_people(roles))


def of_people(roles: Roles | None, words: str) -> str:
    """Return a group's words for whoever may read them, and for others that they are left out."""
    return words if not words or sees_people(roles) else LEFT_OUT
