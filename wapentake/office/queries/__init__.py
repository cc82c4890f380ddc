"""Questions about offices: who holds what on a day, seats and polls, the register of interests."""

from .interests import interests_in, register_of, versions_of
from .people import people_matching
from .roles import (
    DeskRequest,
    Lost,
    Roles,
    co_ordinator_of,
    holders,
    live_terms,
    members_of,
    roles_of,
    why_no_role,
)
from .seats import (
    councillor_by_slug,
    current_councillors,
    election_rule,
    open_vacancies,
    poll_days,
    roles_held_by,
    seats_taken,
    terms_ended_by_poll,
)

__all__ = [
    "DeskRequest",
    "Lost",
    "Roles",
    "co_ordinator_of",
    "councillor_by_slug",
    "current_councillors",
    "election_rule",
    "holders",
    "interests_in",
    "live_terms",
    "members_of",
    "open_vacancies",
    "people_matching",
    "poll_days",
    "register_of",
    "roles_held_by",
    "roles_of",
    "seats_taken",
    "terms_ended_by_poll",
    "versions_of",
    "why_no_role",
]
