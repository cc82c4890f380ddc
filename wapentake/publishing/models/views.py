"""How often public pages were read. Nothing about who read them."""

from django.db import models

from wapentake.places.models import Ward


class DailyViews(models.Model):
    """The readers of one page on one day, each counted once, as one host's file added up."""

    day = models.DateField()
    path = models.CharField(max_length=300)
    host = models.CharField(max_length=16)
    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="+")
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "path", "host"], name="one_count_per_page_day_and_host"),
            models.CheckConstraint(condition=models.Q(views__gt=0), name="views_are_some"),
        ]


class DayAddedUp(models.Model):
    """That the file of a day and host was added up: it is never added up again."""

    day = models.DateField()
    host = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "host"], name="a_day_is_added_up_once")]
