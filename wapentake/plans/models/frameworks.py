"""What a priority may name: themes, aims, outcomes and communities of identity, as data with dates and a source."""

from django.db import models
from django.db.models import F, Q

from wapentake.foundation.dated import Dated, DatedManager, ends_after_it_begins

from ..states import FrameworkKind


class Framework(Dated):
    """A list that ward plans are read against, such as a Council Plan's themes. A later one takes its place."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=11, choices=FrameworkKind.choices)
    about = models.CharField(max_length=200, blank=True, help_text="What whoever drafts a priority must know of it.")
    source = models.CharField(max_length=200, help_text="Where the council decided or published it.")
    position = models.PositiveSmallIntegerField(default=99)

    objects = DatedManager()

    class Meta:
        ordering = ["position", "from_date", "pk"]
        constraints = [ends_after_it_begins("framework_lasts")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How changes and audit name this framework."""
        return f"framework:{self.key}"


class Outcome(models.Model):
    """One of a framework: a theme, an aim, an outcome or a part of one, a community of identity."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="outcomes")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField()
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    serves = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="served_by",
        help_text="One of another framework for which this counts as well: a theme serves an aim.",
    )  # fmt: skip

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "key"], name="one_outcome_per_key"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")), name="outcome_is_no_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name
