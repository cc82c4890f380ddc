"""What came back of mails that had left."""

from django.db import models

from ..states import BounceKind
from .sending import BulletinMail


class Bounce(models.Model):
    """That a mail was not delivered after all, or that its reader complained. It holds no address."""

    mail = models.ForeignKey(BulletinMail, on_delete=models.PROTECT, related_name="bounces")
    kind = models.CharField(max_length=9, choices=BounceKind.choices)
    at = models.DateTimeField()
    words = models.CharField(max_length=300, blank=True)
    # A hash of the report, so that one that is read again changes nothing.
    known_by = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["mail", "at"], name="bounces_of_mail")]
