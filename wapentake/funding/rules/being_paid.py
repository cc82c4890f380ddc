"""What cannot be done to an award while the bank pays it, or while it is to be cancelled."""

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from .. import queries
from ..models import Application, Cancellation, PaymentLine
from ..states.cancellations import CancellationState


def not_being_paid(application: Application) -> Verdict:
    """An award in an open payment run is settled there: by what the bank did, and by nothing else."""
    return not_in_run(queries.open_line(application))


def not_in_run(line: PaymentLine | None) -> Verdict:
    """The same, of the line by which an award is being paid, if it is."""
    if line is None:
        return Verdict.yes()
    day = long_date(london_date(line.run.made_at))
    return Verdict.no(f"It is being paid, in payment run {line.run_id} of {day}. Say there what the bank did.")


def nobody_cancels(found: Cancellation | None) -> Verdict:
    """What is to be cancelled is not paid meanwhile."""
    if found is None or found.state != CancellationState.PROPOSED:
        return Verdict.yes()
    return Verdict.no("An officer proposes to cancel it: a second officer confirms or drops that first.")
