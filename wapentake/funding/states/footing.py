"""On what footing a decision is recorded in public."""

from . import LegalBasis

# Decisions of the executive, by a member of it or by an officer for it, and of a councillor under section 236: each is
# recorded and published, a refusal too (SI 2012/2089, regulations 12 and 13). A recommendation is no such decision.
RECORDED = (LegalBasis.MEMBER, LegalBasis.CABINET, LegalBasis.OFFICER)
