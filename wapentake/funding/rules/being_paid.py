"""What cannot be done to an award while the bank pays it."""

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from .. import queries
from ..models import Application


def not_being_paid(application: Application) -> Verdict:
    """An award in an open payment run is settled there: by what the bank did, and by nothing else."""
    line = queries.open_line(application)
    if line is None:
        return Verdict.yes()
    day = long_date(london_date(line.run.made_at))
    return Verdict.no(f"It is being paid, in payment run {line.run_id} of {day}. Say there what the bank did.")
