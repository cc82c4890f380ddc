"""Whoever may let an item out finds it on their desk, and nobody else."""

from wapentake.plans.tests.cast import NOW, town
from wapentake.publishing import actions
from wapentake.publishing.rules import ItemWords
from wapentake.site.pages.needs import needs_of


def test_the_desk_tells_whoever_may_approve(db: None) -> None:
    castle = town()
    words = ItemWords("New swings open", "Come on Saturday.", "At ten.", wards=(castle.ward,))
    item = actions.propose(actions.draft_item(words, by=castle.dan, at=NOW), by=castle.dan, at=NOW)
    asked = f"Read “{item.title}”, and let it out or say what to change"
    for user, told in ((castle.ashby, True), (castle.dan, False), (castle.stranger, False), (castle.finance, False)):
        titles = [need.title for need in needs_of(castle.roles(user), NOW)]
        assert (asked in titles) is told, user.name
