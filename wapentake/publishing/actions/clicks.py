"""That a link was followed or a mail opened is counted; nobody is counted who did not agree to it."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from ..models import BulletinLink, BulletinMail

# A person needs longer than this to open a mail; what follows links sooner looks for viruses.
TOO_SOON = dt.timedelta(seconds=10)


# house: a count of clicks is no act on a record, and nobody's.
@transaction.atomic
def count_click(link: BulletinLink, *, mail: int | None, at: dt.datetime) -> None:
    """Count that a link was followed, and by whom where they agreed to it."""
    if mail is not None:
        rows = BulletinMail.objects.filter(pk=mail, bulletin=link.bulletin_id, subscriber__opens_agreed=True)
        sent = rows.values_list("sent_at", flat=True).first()
        if sent is not None and at - sent < TOO_SOON:
            return
        rows.filter(clicked_at=None).update(clicked_at=at)
    BulletinLink.objects.filter(pk=link.pk).update(clicks=F("clicks") + 1)


# house: a count of opens is no act on a record; only those who agreed to it are in it.
@transaction.atomic
def count_open(bulletin: int, mail: int, *, at: dt.datetime) -> None:
    """Count that a mail was opened by somebody who agreed to it."""
    rows = BulletinMail.objects.filter(pk=mail, bulletin=bulletin, subscriber__opens_agreed=True, opened_at=None)
    rows.filter(sent_at__lte=at - TOO_SOON).update(opened_at=at)
