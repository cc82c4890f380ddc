"""Where an application to a ward's fund, or one whose councillor may not decide, stands on its way to a decision."""

from django.db.models import TextChoices


class VoteChoice(TextChoices):
    """What a member says. Whoever declares an interest stands aside, and is counted no more."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    ASIDE = "aside", "Stood aside with an interest"


class Step(TextChoices):
    """Who is asked next, or what came of it. The arbiters have the names that a fund's rule gives them."""

    MEMBERS = "members", "With the ward’s members"
    CABINET = "cabinet_member", "With the Cabinet Member"
    THE_LEADER = "leader", "With the Leader"
    SUBSTITUTE = "substitute", "With the named substitute"
    SUPPORTED = "supported", "Enough members are for it"
    DECLINED = "declined", "Enough members are against it"
    NOBODY = "nobody", "Nobody is left who may decide"


# Who is asked where the members cannot decide, if the fund's rule names them, in its order.
ARBITERS = (Step.CABINET, Step.THE_LEADER, Step.SUBSTITUTE)
