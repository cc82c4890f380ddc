"""Where strategies, addresses and who decides what may hold words about a person."""

from wapentake.foundation.operations.held import WORK, Place, kept

from ..models import DecidingBody, MovedAddress, StrategyLine, StrategyVersion, UsefulLink

HELD_IN_PAGES = kept(
    WORK,
    Place(
        StrategyVersion, "Strategies", ("title", "summary", "body", "source"), ("drafted_by", "published_by"),
        ("strategy__name", "number", "state"),
    ),
    Place(StrategyLine, "Commitments and sign-offs of strategies", ("heading", "text"), (), ("version__title",)),
    Place(DecidingBody, "Who decides what", ("name", "decides", "source"), (), ("tier",)),
    Place(UsefulLink, "Useful links", ("title", "about", "href"), (), ("title",)),
    Place(MovedAddress, "Addresses that have moved", ("because",), ("moved_by",), ("old",)),
)  # fmt: skip
