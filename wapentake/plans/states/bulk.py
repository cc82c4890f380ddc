"""How far a file of progress has come, and its columns."""

from django.db.models import TextChoices


class ProgressFileState(TextChoices):
    """How far a file of progress has come."""

    STAGED = "staged", "Read, not applied"
    APPLIED = "applied", "Applied"
    DISCARDED = "discarded", "Discarded"


# The headings of the export, and of what comes back. Those to be changed by hand are CHANGEABLE.
PROGRESS_COLUMNS = (
    "action_id", "version", "ward", "priority", "action", "owner", "due_date", "why_date_moved", "state", "done_on",
    "blocked_by", "who_could_unblock", "latest_note", "new_note",
)  # fmt: skip
CHANGEABLE = ("due_date", "why_date_moved", "state", "done_on", "blocked_by", "who_could_unblock", "new_note")
NEEDED = ("action_id", "version")
