"""The papers of an application: given while it is written, kept with it when it is sent."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction

from wapentake.foundation import uploads
from wapentake.foundation.uploads import Checked
from wapentake.foundation.verdicts import Refused

from ..models import Application, Attachment, Draft
from ..states.papers import Paper

SENT = "You have sent this application, so it cannot be changed."


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def attach(draft: Draft, checked: Checked, kind: Paper, *, at: dt.datetime) -> Attachment:
    """Keep a paper with a draft. Raises `Refused` once that is sent, or has as many papers as it may."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.application_id is not None:
        raise Refused(SENT)
    most = settings.WAPENTAKE_MOST_PAPERS
    if draft.attachments.count() >= most:
        raise Refused(f"An application takes {most} papers at most. Remove one to add another.")
    file = uploads.keep(checked, by=None, at=at)
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])
    return Attachment.objects.create(draft=draft, kind=kind, file=file)


# house: a draft is the group's own until it is sent, so it comes and goes without a record.
@transaction.atomic
def detach(draft: Draft, public_id: uuid.UUID) -> None:
    """Take a paper from a draft and forget it; one that is not there changes nothing."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.application_id is not None:
        raise Refused(SENT)
    forget_papers(list(draft.attachments.filter(file__public_id=public_id).select_related("file")))


def keep_papers(draft: Draft, application: Application) -> None:
    """Put a draft's papers with the application that it became."""
    draft.attachments.update(draft=None, application=application)


def forget_papers(papers: list[Attachment]) -> None:
    """Delete papers with their files."""
    for paper in papers:
        file = paper.file
        paper.delete()
        uploads.forget(file)
