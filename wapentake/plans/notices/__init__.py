"""Who is told what of ward plans, of what is coming, and of what wards ask."""

from .asks import ask_answered, reminded_of_ask, ward_asked
from .input_asked import answer_received, input_due, input_wanted
from .reminders import actions_need_you
from .service_notices import notice_answered, notice_asked, notice_given, notice_link, span_words

__all__ = [
    "actions_need_you",
    "answer_received",
    "ask_answered",
    "input_due",
    "input_wanted",
    "notice_answered",
    "notice_asked",
    "notice_given",
    "notice_link",
    "reminded_of_ask",
    "span_words",
    "ward_asked",
]
