"""What becomes of an award afterwards: the monitoring form that comes with its payment."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class MonitoringState(TextChoices):
    """Where a monitoring form stands. Late is not a state: it is a date that has passed."""

    DUE = "due", "Monitoring form to come"
    RECEIVED = "received", "Monitoring form sent back"
    ACCEPTED = "accepted", "Monitoring form accepted"
    ASKED_BACK = "asked_back", "Money asked for back"


MONITORING = Lifecycle(
    "monitoring form",
    {
        MonitoringState.DUE: {MonitoringState.RECEIVED, MonitoringState.ASKED_BACK},
        # Sent to the group again, where something is missing.
        MonitoringState.RECEIVED: {MonitoringState.ACCEPTED, MonitoringState.DUE},
        MonitoringState.ASKED_BACK: {MonitoringState.RECEIVED},
        MonitoringState.ACCEPTED: set(),
    },
)
