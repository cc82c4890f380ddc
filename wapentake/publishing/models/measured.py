"""How large what anybody may take was when somebody last looked, and since when it has been as it is."""

from django.db import models


class MeasuredFile(models.Model):
    """A data set by its address: its bytes, and the moment at which they were first seen to be these."""

    address = models.CharField(max_length=300, unique=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
