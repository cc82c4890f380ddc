"""What an officer checked before an approval, and when the copy of a member's own decision was given."""

from django.db import models

from wapentake.people.models import User

from ..states.footing import CheckKind
from .applications import Decision


class OfficerCheck(models.Model):
    """One check of an approval, with what was found then. Written by the act of approving, and never changed."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="checks")
    what = models.CharField(max_length=9, choices=CheckKind.choices)
    found = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "what"], name="each_check_once")]


class CopyGiven(models.Model):
    """That the proper officer has the copy of a member's own decision record (section 236 of the 2007 Act)."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="copy_given")
    on = models.DateField(help_text="The day on which the proper officer had it.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
