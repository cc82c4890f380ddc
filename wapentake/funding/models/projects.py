"""One project that asks several funds or councillors: each part is an application of its own."""

import datetime as dt

from django.db import models
from django.db.models import Q


class Project(models.Model):
    """A group asks several funds or councillors for one project at once. Each signs their own part."""

    all_or_nothing = models.BooleanField(help_text="Whether the project goes ahead only with all its parts.")
    let_go_at = models.DateTimeField(null=True, help_text="When the group said that it goes ahead with less.")
    let_go_on = models.DateField(null=True, help_text="The day of it, in London.")
    whole_borough = models.BooleanField(help_text="Whether the group says that it serves the whole council area.")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(let_go_at__isnull=True, let_go_on__isnull=True)
                | Q(all_or_nothing=True, let_go_at__isnull=False, let_go_on__isnull=False),
                name="only_what_needs_all_is_let_go",
            ),
        ]

    @property
    def needs_all(self) -> bool:
        """Whether nothing is offered or paid before all parts are awarded."""
        return self.all_or_nothing and self.let_go_at is None

    @property
    def settled_on(self) -> dt.date:
        """The day from which on a part may be offered as far as the project goes: that of the letting go, or any."""
        return self.let_go_on or dt.date.min
