"""An application while its group is still writing it, and the moment at which it is sent."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from wapentake.foundation.verdicts import Refused

from ..models import Application, Draft
from ..rules import Asked
from .applications import submit_application


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def start_draft(answers: Mapping[str, Mapping[str, str]], *, at: dt.datetime) -> Draft:
    """Begin an application; `answers` are what is known already, such as the councillor whose link was followed."""
    return Draft.objects.create(
        answers={step: dict(answer) for step, answer in answers.items()}, started_at=at, saved_at=at
    )


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def save_answer(draft: Draft, step: str, answer: Mapping[str, str], *, at: dt.datetime) -> Draft:
    """Keep what was typed at a step. Raises `Refused` when the application has been sent."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.application_id is not None:
        raise Refused("You have sent this application, so it cannot be changed.")
    draft.answers = {**draft.answers, step: dict(answer)}
    draft.saved_at = at
    draft.save(update_fields=["answers", "saved_at"])
    return draft


@transaction.atomic
def submit_draft(draft: Draft, asked: Asked, *, at: dt.datetime) -> Application:
    """Send an application. Sent twice, or fifty times at once, it is one application: the draft is the key."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.application is not None:
        return draft.application
    application = submit_application(asked, by=None, at=at)
    # What was typed is in the application now: one copy of personal data is enough.
    draft.application, draft.answers, draft.saved_at = application, {}, at
    draft.save(update_fields=["application", "answers", "saved_at"])
    return application


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def forget_drafts(*, before: dt.datetime) -> int:
    """Delete drafts that were never sent and not touched since a moment. Returns how many."""
    count, _ = Draft.objects.filter(application=None, saved_at__lt=before).delete()
    return count
