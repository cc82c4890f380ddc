"""What happens to an action beside its progress."""

from django.db import models

from wapentake.people.models import User

from .priorities import Action


class DueDateChange(models.Model):
    """An action's date was moved: from when to when, and why. Residents read it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="moves")
    before = models.DateField(null=True, blank=True)
    after = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
