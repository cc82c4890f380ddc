"""What came back is written down, and who cannot or does not want to be written to is not written to again."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit

from ..models import Bounce, BulletinMail
from ..queries import mail_named
from ..states import BounceKind, CameBack, ConsentBy, Limits
from .subscribers import suppress


@transaction.atomic
def take_bounce(found: CameBack, limits: Limits, *, at: dt.datetime) -> Bounce | None:
    """Write down what came back. A refusal for good or a complaint ends it at once, soft ones once they are too many.

    None where it is none of ours, or was read before.
    """
    mail = mail_named(found.reference)
    if mail is None or Bounce.objects.filter(known_by=found.known_by).exists():
        return None
    bounce = Bounce.objects.create(mail=mail, kind=found.kind, at=at, words=found.words, known_by=found.known_by)
    BulletinMail.objects.filter(pk=mail.pk, bounced_at=None).update(bounced_at=at)
    because = _because(mail, found, limits, at)
    email = mail.subscriber.email
    if because and email:
        how = ConsentBy.COMPLAINT if found.kind == BounceKind.COMPLAINT else ConsentBy.BOUNCE
        suppress(email, because, at, how=how)
    audit.record(mail.subscriber.ref, "bounced", by=None, at=at, facts={"kind": found.kind})
    return bounce


def _because(mail: BulletinMail, found: CameBack, limits: Limits, at: dt.datetime) -> str:
    if found.kind == BounceKind.COMPLAINT:
        return "A mail was reported as unwanted."
    if found.kind == BounceKind.HARD:
        return f"The address takes no mail: {found.words}"[:200]
    soft = Bounce.objects.filter(
        mail__subscriber=mail.subscriber_id, kind=BounceKind.SOFT, at__gt=at - limits.within
    ).count()
    if soft < limits.times:
        return ""
    return f"{soft} mails could not be delivered within {limits.within.days} days: {found.words}"[:200]
