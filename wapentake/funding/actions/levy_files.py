"""The lines of a file of developments: each receipt entered as by hand, or all of them taken out again."""

import datetime as dt

from wapentake.foundation.progress import Tell
from wapentake.people.models import User

from .. import queries
from ..models import AwardImport, Development, ImportLine
from ..rules.development_lines import UNDONE, CleanReceipt, ReceiptReader
from ..states.imports import Outcome
from ..states.levy import ReceiptKind
from .developments import put_back_development, withdraw_development
from .levy import _locked_fund, add_development, receive_levy, take_back_levy


def _write_receipts(found: AwardImport, reader: ReceiptReader, tell: Tell, by: User, at: dt.datetime) -> None:
    """Enter every new receipt in the order in which they came, since they count one after the other against a limit."""
    _locked_fund()
    lines = list(found.lines.filter(outcome=Outcome.NEW).order_by("awarded_on", "number"))
    for done, line in enumerate(lines, 1):
        clean = reader.read(line.cells)
        assert clean.on is not None  # a line with a fault is not new
        assert clean.pence is not None
        development = _development_of(clean, by, at)
        key = f"import:{found.pk}:{line.number}"
        line.receipt = receive_levy(development, clean.pence, on=clean.on, by=by, at=at, key=key)
        line.live = True
        tell("Entering receipts", done, len(lines))
    ImportLine.objects.bulk_update(lines, ["receipt", "live"])


def _development_of(clean: CleanReceipt, by: User, at: dt.datetime) -> Development:
    """Return the development of a line: added, or put back where undoing its file had withdrawn it."""
    made = add_development(clean.asked, by=by, at=at)
    withdrawn = made.withdrawn_on is not None and made.withdrawn_why.startswith(UNDONE)
    return put_back_development(made, by=by, at=at) if withdrawn else made


def _undo_receipts(found: AwardImport, because: str, by: User, at: dt.datetime) -> int:
    """Take out what stands of every receipt of a file, and withdraw the developments that it added; return how many.

    Raises `Refused` where a pot has not so much left: nothing is undone then.
    """
    _locked_fund()
    why, lines = f"{UNDONE}{because}"[:300], list(found.lines.filter(live=True).select_related("receipt__development"))
    for line in lines:
        assert line.receipt is not None  # a live line of such a file has its receipt
        standing, _ = queries.stands(line.receipt)
        if standing:
            kind, key = ReceiptKind.CORRECTION, f"undo:{found.pk}:{line.number}"
            take_back_levy(line.receipt, standing, kind, reason=why, on=line.receipt.on, by=by, at=at, key=key)
    found.lines.filter(live=True).update(live=False)
    added = {line.receipt.development for line in lines if line.receipt}
    for development in sorted(added, key=lambda one: one.pk):
        own = development.added_at == found.applied_at and development.withdrawn_on is None
        if own and not queries.standing_receipts(development):
            withdraw_development(development, why=why, by=by, at=at, key=f"undo:{found.pk}:{development.pk}")
    return len(lines)
