"""A link for a group in the street, and an application that an officer enters for a group."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import rules
from ..models import Draft, Entered, Invitation
from ..states.papers import Received

# Read out and typed without mistakes: no 0 and o, no 1, i and l, no vowels that make words.
LETTERS = "bcdfghjkmnpqrstvwxyz23456789"


@transaction.atomic
def invite(answers: Mapping[str, Mapping[str, Any]], *, until: dt.date, by: User, at: dt.datetime) -> Invitation:
    """Make a link that begins an application with what is known. It opens nothing that anybody wrote."""
    rules.may_invite(roles_of(by, london_date(at))).demand()
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    kept = {step: dict(answer) for step, answer in answers.items()}
    made = Invitation.objects.create(code=code, answers=kept, made_by=by, made_at=at, until=until)
    audit.record(f"invitation:{made.pk}", "made", by=by, at=at, facts={"ward": answers["ward"]["ward"]})
    return made


@transaction.atomic
def enter_for_group(how: Received, on: dt.date, agreed: str, *, by: User, at: dt.datetime) -> Draft:
    """Begin an application that came on paper, by telephone or in person, for the group that agreed to it."""
    rules.may_enter(roles_of(by, london_date(at))).demand()
    draft = Draft.objects.create(answers={}, started_at=at, saved_at=at)
    Entered.objects.create(draft=draft, by=by, how=how, on=on, agreed=agreed)
    audit.record(f"draft:{draft.pk}", "entered for a group", by=by, at=at, facts={"how": how, "on": on.isoformat()})
    return draft
