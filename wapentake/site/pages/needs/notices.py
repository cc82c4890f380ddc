"""What needs somebody of what is coming: members acknowledge what they were told, services answer questions."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles
from wapentake.plans.models import NoticeTold
from wapentake.plans.queries import inputs_wanted_of, notices_waiting_for, questions_waiting_for

from ..lines import SHOWN, need_of


def to_acknowledge(roles: Roles, on: dt.date) -> list[Need]:
    """Return what a member was told and has not acknowledged; what has begun is for today."""
    return [_told(one, on) for one in notices_waiting_for(roles)[:SHOWN]]


def _told(told: NoticeTold, on: dt.date) -> Need:
    notice = told.notice
    begun = notice.begins_on <= on
    return need_of(
        on if begun else notice.begins_on,
        f"Read what {notice.service} {'changed' if told.version > 1 else 'tells you'}: {notice.title}",
        reverse("plans:notice", args=[notice.pk]),
        "Your ward’s members are asked to say that they know of it. You can ask the service there.",
        f"It {'began' if begun else 'begins'} on {long_date(notice.begins_on)}.",
        on,
    )


def to_answer(roles: Roles, on: dt.date) -> list[Need]:
    """Return the questions about notices that wait for an answer of one’s own service."""
    return [
        need_of(
            question.due_on,
            f"Answer {question.by.name} about “{question.notice.title}”",
            reverse("plans:notice_reply", args=[question.pk]),
            "Councillors ask your service about what it gave notice of.",
            f"The answer is due by {long_date(question.due_on)}.",
            on,
        )
        for question in questions_waiting_for(roles)[:SHOWN]
    ]


def to_give_input(roles: Roles, on: dt.date) -> list[Need]:
    """Return what wards ask one's own service, body or parish for their plans, until it has answered."""
    return [
        need_of(
            asked.call.closes_on,
            f"Answer {asked.call.ward} for {asked.body}: {asked.call.title}",
            reverse("plans:input_call", args=[asked.call_id]),
            "The ward asks for it by name, for its plan.",
            f"It closes at the end of {long_date(asked.call.closes_on)}.",
            on,
        )
        for asked in inputs_wanted_of(roles)[:SHOWN]
    ]
