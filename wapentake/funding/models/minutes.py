"""The minute of the meeting at which members decided on an award that an officer entered."""

from django.db import models
from django.db.models import Q

from wapentake.office.models import Councillor

from .applications import Application


class Minute(models.Model):
    """Where members decided on what an officer entered: the day of their meeting, and its minute. Append-only."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="minute")
    met_on = models.DateField(help_text="The day of the meeting.")
    said = models.CharField(max_length=120, help_text="The minute: its number, or where it is found.")
    aside = models.ManyToManyField(Councillor, related_name="+", help_text="Who had an interest and took no part.")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(said=""), name="a_minute_says_where")]

    def __str__(self) -> str:
        return self.said
