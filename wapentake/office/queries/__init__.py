"""Questions about offices: who holds what on a day, seats and polls, the register of interests."""

from .interests import current_version, interests_in, is_in, register_of, versions_of
from .people import PersonLine, councillor_of, past_and_future, people_matching, roles_now
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
    current_terms,
    elected_at,
    election_rule,
    open_vacancies,
    poll_days,
    polls,
    roles_held_by,
    seats_taken,
    terms_ended_by_poll,
)

__all__ = [
    "DeskRequest",
    "Lost",
    "PersonLine",
    "Roles",
    "co_ordinator_of",
    "councillor_by_slug",
    "councillor_of",
    "current_terms",
    "current_version",
    "elected_at",
    "election_rule",
    "holders",
    "interests_in",
    "is_in",
    "live_terms",
    "members_of",
    "open_vacancies",
    "past_and_future",
    "people_matching",
    "poll_days",
    "polls",
    "register_of",
    "roles_held_by",
    "roles_now",
    "roles_of",
    "seats_taken",
    "terms_ended_by_poll",
    "versions_of",
    "why_no_role",
]
