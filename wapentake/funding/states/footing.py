"""On what footing a decision is recorded in public."""

from . import LegalBasis

# Decisions of the executive, by a member of it or by an officer for it, and of a councillor under section 236: each is
# recorded and published, a refusal too (SI 2012/2089, regulations 12 and 13). A recommendation is no such decision.
RECORDED = (LegalBasis.MEMBER, LegalBasis.CABINET, LegalBasis.OFFICER)

# What a check finds that fails: why a councillor's own decision cannot be carried out.
FAILS = {
    "eligible": "the group or the project may not have this money",
    "subsidy": "it would be a subsidy that may not be given",
    "conflicts": "whoever decided has an interest",
    "budget": "the money is not there",
}
