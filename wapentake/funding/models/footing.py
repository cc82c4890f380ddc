"""When the copy of a member's own decision was given."""

from django.db import models

from wapentake.people.models import User

from .applications import Decision


class CopyGiven(models.Model):
    """That the proper officer has the copy of a member's own decision record (section 236 of the 2007 Act)."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="copy_given")
    on = models.DateField(help_text="The day on which the proper officer had it.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
