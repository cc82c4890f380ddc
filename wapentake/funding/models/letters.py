"""What is told by post to whoever has no e-mail address."""

from django.db import models
from django.db.models import Q

from wapentake.people.models import User

from .applications import Application


class Letter(models.Model):
    """A message that waits to be printed and posted. Its words are those of the e-mail that could not be sent."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField(help_text="The moment of the act that it tells of.")
    posted_on = models.DateField(null=True)
    posted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True) | Q(posted_by__isnull=False), name="a_posted_letter_says_by_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, to {self.application.organisation}"
