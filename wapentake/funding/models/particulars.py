"""What a group says of itself and its project besides what is published. Amounts are integer pence."""

from django.db import models
from django.db.models import Q

from wapentake.plans.models import Priority

from ..states.fund_rules import CostType
from .applications import Application


class Particulars(models.Model):
    """The answers that only those who decide and check may read. Erased when they are no longer needed."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="particulars")
    company_number = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    postal_address = models.TextField(blank=True, help_text="Where letters go, if there is no e-mail address.")
    own_account = models.BooleanField(null=True, help_text="Whether the group has an account in its own name.")
    held_by = models.CharField(max_length=200, blank=True, help_text="Whose account takes the money otherwise.")
    signatories = models.JSONField(default=list, help_text="The names of two people who sign for the account.")
    unrelated = models.BooleanField(null=True, help_text="Whether they are unrelated and live at two addresses.")
    sells = models.BooleanField(null=True, help_text="Whether the group sells goods or services (subsidy control).")
    sold = models.CharField(max_length=300, blank=True)
    delivered_with = models.CharField(max_length=300, blank=True, help_text="The other bodies that help to do it.")
    people = models.PositiveIntegerField(null=True, help_text="About how many people benefit.")
    demands = models.TextField(blank=True, help_text="How it meets demands that development puts on the area.")
    tenant_benefit = models.TextField(blank=True, help_text="How council tenants benefit.")
    tenants = models.PositiveIntegerField(null=True, help_text="How many of those who benefit are council tenants.")
    owner = models.CharField(max_length=200, blank=True, help_text="Who owns what lasts longer than a year.")
    insurer = models.CharField(max_length=200, blank=True)
    maintainer = models.CharField(max_length=200, blank=True)
    also_serves = models.ManyToManyField(Priority, related_name="+")


class CostLine(models.Model):
    """One thing that a project pays for: running costs, or something that lasts longer than a year."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="cost_lines")
    what = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=CostType.choices)
    pence = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="cost_line_costs_something")]


class OtherMoney(models.Model):
    """What somebody else gives to a project, in money or in kind."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="other_money")
    who = models.CharField(max_length=120)
    pence = models.BigIntegerField()
    in_kind = models.BooleanField()
    confirmed = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="other_money_is_something")]
