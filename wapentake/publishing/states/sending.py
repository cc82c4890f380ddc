"""Where one person's mail of a bulletin stands."""

from django.db.models import TextChoices


class MailState(TextChoices):
    """Every mail that was intended is in one of these, so that a report always adds up."""

    WAITING = "waiting", "Waiting to be sent"
    TRYING = "trying", "Being handed over"
    HELD = "held", "Held before an election"
    SENT = "sent", "Handed over"
    FAILED = "failed", "Refused for good"
    LEFT = "left", "Left before their turn"
    STOPPED = "stopped", "Stopped with the bulletin"


OPEN = (MailState.WAITING, MailState.TRYING, MailState.HELD)
