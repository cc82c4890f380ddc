"""The same purchase in several wards, once somebody has taken it up."""

from django.db import models

from wapentake.people.models import User


class JointPurchase(models.Model):
    """Somebody buys for several wards together, or has looked into it. Known by the words of the purchase."""

    words = models.SlugField(max_length=80, unique=True)
    what = models.CharField(max_length=120)
    note = models.CharField(max_length=500, help_text="Who buys it, by when, or why each ward buys its own.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.what

    @property
    def ref(self) -> str:
        """How changes and audit name this purchase."""
        return f"joint-purchase:{self.words}"
