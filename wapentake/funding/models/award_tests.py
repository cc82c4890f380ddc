"""What an award from ring-fenced money rests on besides its purpose: development's demands, or tenants' benefit."""

from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

from .applications import Application
from .levy import Development


class LevyAnswer(models.Model):
    """How an award of levy meets demands that development puts on the area, and how the community was engaged."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="levy_answer")
    demands = models.TextField()
    engaged = models.TextField()
    developments = models.ManyToManyField(Development, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class TenantBenefit(models.Model):
    """How an award of housing money benefits council tenants, what its ring-fence may pay, and who signed that off."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="tenant_benefit")
    statement = models.TextField()
    homes = models.PositiveIntegerField(help_text="How many homes benefit.")
    tenancies = models.PositiveIntegerField(help_text="How many of them are council tenancies.")
    cost_pence = models.BigIntegerField(help_text="What the whole project costs.")
    housing_pence = models.BigIntegerField(help_text="What the Housing Revenue Account may pay of it.")
    override_reason = models.CharField(max_length=300, blank=True, help_text="Why that is not the tenants' share.")
    other_source = models.CharField(max_length=200, blank=True, help_text="Who pays the General Fund's part.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(homes__gt=0, tenancies__gt=0, tenancies__lte=F("homes")), name="tenants_among_the_homes"
            ),
            models.CheckConstraint(
                condition=Q(housing_pence__gt=0, housing_pence__lte=F("cost_pence")), name="housing_part_of_the_cost"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(signed_by=F("by")),
                name="signed_off_by_another",
            ),
        ]

    @property
    def general_pence(self) -> int:
        """What the ring-fence may not pay, in pence."""
        return self.cost_pence - self.housing_pence
