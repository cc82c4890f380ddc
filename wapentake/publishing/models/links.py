"""Links that help residents of a ward."""

from django.db import models

from wapentake.places.models import Ward


class UsefulLink(models.Model):
    """Where residents find help elsewhere: for every ward, or for those named. With the day of the last look."""

    title = models.CharField(max_length=100)
    href = models.URLField()
    about = models.CharField(max_length=200)
    wards = models.ManyToManyField(Ward, related_name="+", blank=True)
    checked_on = models.DateField()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How changes and audit name this link."""
        return f"link:{self.pk}"
