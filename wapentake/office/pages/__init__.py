"""What the pages about offices show."""

from ..queries import role_words
from .councillors import (
    CouncillorPage,
    CouncillorsPage,
    councillor_page,
    councillor_paths,
    councillors_page,
)
from .dispensations import DispensationsPage, dispensations_page
from .people import PeoplePage, PersonPage, people_page, person_page, restored_words
from .polls import PollPage, PollsPage, poll_page, polls_page, title_of
from .publicity import HoldPage, PublicityPage, hold_page, publicity_page
from .register import RegisterDesk, RegisterPage, register_desk, register_page, register_paths

__all__ = [
    "CouncillorPage",
    "CouncillorsPage",
    "DispensationsPage",
    "HoldPage",
    "PeoplePage",
    "PersonPage",
    "PollPage",
    "PollsPage",
    "PublicityPage",
    "RegisterDesk",
    "RegisterPage",
    "councillor_page",
    "councillor_paths",
    "councillors_page",
    "dispensations_page",
    "hold_page",
    "people_page",
    "person_page",
    "poll_page",
    "polls_page",
    "publicity_page",
    "register_desk",
    "register_page",
    "register_paths",
    "restored_words",
    "role_words",
    "title_of",
]
