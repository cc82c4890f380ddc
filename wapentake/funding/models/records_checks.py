"""What the checks over all records found, and when: the statutory officers' desks show the newest."""

from django.db import models

from wapentake.foundation.calendars import london_date, long_date
from wapentake.people.models import User


class RecordsCheck(models.Model):
    """One look over all records: of a night, or asked for by one of those who oversee them."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the night's, or a command's."
    )
    found = models.JSONField(help_text="The checks that found something: of each its key, its title and how many.")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="records_checks_newest")]

    def __str__(self) -> str:
        return f"Records check of {long_date(london_date(self.at))}"

    @property
    def ref(self) -> str:
        """What names it in the audit."""
        return f"records-check:{self.pk}"
