"""An application while its group is still writing it, and the moment at which it is sent."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused

from .. import notices, queries
from ..models import Application, Attachment, Draft, Entered
from ..rules import Asked
from .applications import submit_application
from .attachments import forget_papers, keep_papers
from .projects import submit_project


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
    draft.reminded_at = None
    draft.save(update_fields=["answers", "saved_at", "reminded_at"])
    return draft


@transaction.atomic
def submit_draft(draft: Draft, asked: Asked, *, at: dt.datetime) -> Application:
    """Send an application. Sent twice, or fifty times at once, it is one application: the draft is the key."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.application is not None:
        return draft.application
    entered = Entered.objects.filter(draft=draft).select_related("by").first()
    by = entered.by if entered else None
    application = submit_project(asked, by=by, at=at) if asked.parts else submit_application(asked, by=by, at=at)
    keep_papers(draft, application)
    # What was typed is in the application now: one copy of personal data is enough.
    draft.application, draft.answers, draft.email, draft.saved_at = application, {}, "", at
    draft.save(update_fields=["application", "answers", "email", "saved_at"])
    return application


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def forget_drafts(*, before: dt.datetime) -> int:
    """Delete drafts that were never sent and not touched since a moment, papers and all. Returns how many."""
    old = list(Draft.objects.select_for_update().filter(application=None, saved_at__lt=before))
    forget_papers(list(Attachment.objects.filter(draft__in=old).select_related("file")))
    Draft.objects.filter(pk__in=[draft.pk for draft in old]).delete()
    return len(old)


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def send_return_link(draft: Draft, email: str, until: dt.date, *, at: dt.datetime) -> None:
    """Write to the group how it comes back to its draft, and until when it can."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.email, draft.saved_at, draft.reminded_at = email, at, None
    draft.save(update_fields=["email", "saved_at", "reminded_at"])
    send_after_commit(notices.return_links(email, [(draft, until)]))


# house: nothing is written down: who is written to is who has a draft.
@transaction.atomic
def send_links_again(email: str, kept_for: dt.timedelta) -> int:
    """Write to an address how it comes back to every draft of its own; to nobody where there is none."""
    found = list(queries.drafts_of(email))
    if found:
        until = [(draft, london_date(draft.saved_at + kept_for)) for draft in found]
        send_after_commit(notices.return_links(email, until))
    return len(found)


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def remind_of_drafts(*, before: dt.datetime, until: dt.date, at: dt.datetime) -> int:
    """Say once that a draft will be forgotten, where an address is known. Returns how many were written to."""
    old = Draft.objects.select_for_update(skip_locked=True)
    found = [
        (draft, address)
        for draft in old.filter(application=None, saved_at__lt=before, reminded_at=None)
        if (address := draft.email or str(draft.answers.get("contact", {}).get("contact_email", "")))
    ]
    for draft, address in found:
        draft.reminded_at = at
        draft.save(update_fields=["reminded_at"])
        if (message := notices.reminder(draft, address, until)) is not None:
            send_after_commit(message)
    return len(found)
