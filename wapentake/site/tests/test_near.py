"""What a family says of a few refs is what its whole list says: news of one ward finds what all news would."""

from collections.abc import Iterable

import pytest

from wapentake.foundation.published import marking
from wapentake.funding.models import Application
from wapentake.plans.models import InputCall, Priority, WardPlan

MODELS = {
    "award": Application,
    "input": InputCall,
    "priority": Priority,
    "ward_plan": WardPlan,
    "ward_plan_changes": WardPlan,
}


def test_each_family_that_can_tell_is_looked_at():
    assert {name for name, family in marking.families().items() if family.near} == set(MODELS)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_what_is_said_of_one_ref_is_what_the_whole_list_says(cast_to_read: None, name: str):
    family = marking.families()[name]
    listed, found = set(family.paths()), dict[str, bool]()
    refs = [row.ref for row in MODELS[name].objects.all()]
    for ref in (*refs[:40], *refs[-40:]):
        found |= told(family, [ref])
    found |= told(family, refs)
    assert {path for path, there in found.items() if there} == listed
    assert not {path for path, there in found.items() if not there} & listed


def test_what_is_about_everything_is_left_to_the_whole_list(cast_to_read: None):
    for family in marking.families().values():
        if family.near and "council" in family.watches:
            assert family.near(["council:all"]) is None


def told(family: marking.Family, refs: Iterable[str]) -> dict[str, bool]:
    assert family.near is not None
    answer = family.near(list(refs))
    assert answer is not None
    return dict(answer)
