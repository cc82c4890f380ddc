"""Whether this database holds the demonstration: a command started by hand may not know it from its settings."""

from django.conf import settings

from ..models import AuditRecord
from ..verdicts import Verdict

STREAM = "council:demonstration"  # its loading is recorded here


def may_render() -> Verdict:
    """Pages of the demonstration carry its banner, so they are rendered in demonstration mode only."""
    if settings.WAPENTAKE_DEMO or not AuditRecord.objects.filter(stream=STREAM).exists():
        return Verdict.yes()
    return Verdict.no(
        "This database holds the demonstration, and its pages would lose their banner. Say WAPENTAKE_DEMO=true before "
        "the command."
    )
