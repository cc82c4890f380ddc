"""On what footing a decision is recorded in public, and what an officer checks before an award is approved."""

from django.db.models import TextChoices

from . import LegalBasis

# Decisions of the executive, by a member of it or by an officer for it, and of a councillor under section 236: each is
# recorded and published, a refusal too (SI 2012/2089, regulations 12 and 13). A recommendation is no such decision.
RECORDED = (LegalBasis.MEMBER, LegalBasis.CABINET, LegalBasis.OFFICER)


class CheckKind(TextChoices):
    """The officer's checks, each recorded with what was found at that moment."""

    ELIGIBLE = "eligible", "The group and the project may have this money"
    SUBSIDY = "subsidy", "Whether it may be a subsidy"
    CONFLICTS = "conflicts", "Interests of who said yes, and of the officer"
    BUDGET = "budget", "The money is there"
