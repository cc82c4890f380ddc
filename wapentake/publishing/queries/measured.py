"""What is known of the data sets."""

import datetime as dt

from ..models import MeasuredFile


def measured_files() -> dict[str, tuple[int, dt.datetime]]:
    """Return the size of each data set that was measured, and when it last changed, by its address. One query."""
    rows = MeasuredFile.objects.values_list("address", "size", "changed_at")
    return {address: (size, at) for address, size, at in rows}
