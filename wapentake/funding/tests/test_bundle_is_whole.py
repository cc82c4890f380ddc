"""The audit bundle holds every model that belongs to an application, or says why not; found from the models."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from wapentake.funding.documents import bundle_tables
from wapentake.funding.documents.bundle_tables import LEFT_OUT, NEVER, NOT_IN, OWN_FILES, TABLES, heads_of, rows_of
from wapentake.funding.models import Application, PayeeDetails

from .test_bundles import rows, taken
from .world import World

FAR = 3  # relations from an application
ABOVE = {"publishing"}  # rooms that may tell of an award (a case study does) and keep no record of it


def belongs_to_applications(every: list[type[Model]]) -> set[type[Model]]:
    """Return every model from which relations lead to an application, by however many of the room's rows."""
    found: set[type[Model]] = {Application}
    for _ in range(FAR):
        found |= {model for model in every if any(field.related_model in found for field in relations(model))}
    return found


def relations(model: type[Model]) -> Iterator[Field]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is not model:
            yield field


def kept_anywhere() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label not in ABOVE]


def told() -> set[type[Model]]:
    return {kept.model for kept in TABLES} | set(OWN_FILES) | set(NOT_IN)


def test_every_model_of_an_application_is_in_it_or_left_out_with_a_reason():
    assert belongs_to_applications(kept_anywhere()) == told()
    assert all(why.endswith(".") for why in NOT_IN.values())
    assert not set(NOT_IN) & ({kept.model for kept in TABLES} | set(OWN_FILES))


def test_a_model_that_nobody_thought_of_is_found():
    """The negative control: without one of the tables, the test above fails."""
    assert belongs_to_applications(kept_anywhere()) - (told() - {PayeeDetails}) == {PayeeDetails}


@pytest.mark.parametrize("kept", TABLES, ids=lambda kept: kept.name)
def test_a_table_has_every_field_but_those_that_it_names(kept: bundle_tables.Kept):
    names = {field.name for field in kept.model._meta.concrete_fields}
    assert {*kept.without, *kept.contacts} <= names
    shown = len(heads_of(kept)) - 1 - len(kept.also)
    assert shown == len(names - set(NEVER) - set(kept.without) - {kept.path.split("__")[0]})
    assert len(set(heads_of(kept))) == len(heads_of(kept))


@pytest.mark.django_db
def test_its_tables_are_filled_and_never_hold_an_account(world: World, settings: object):
    settings.WAPENTAKE_SECOND_FACTOR = False  # type: ignore[attr-defined]
    award = world.approved()
    world.pay(award)
    found = Application.objects.filter(pk=award.pk)
    every = {kept.name: list(rows_of(kept, found, contacts=False)) for kept in TABLES}
    for kept in TABLES:
        assert all(len(row) == len(heads_of(kept)) for row in every[kept.name])
        assert len(every[kept.name]) == kept.model._default_manager.filter(**{f"{kept.path}__in": found}).count()
    archive, _ = taken(world.finch, reference=award.reference)
    assert {kept.name for kept in TABLES} | set(OWN_FILES.values()) <= set(archive.namelist())
    [offer] = rows(archive, "offers.csv")
    assert (offer["Reference"], offer["Answer"], offer["Name"]) == (award.reference, "Offer accepted", LEFT_OUT)
    assert "Sealed" not in archive.read("bank-details.csv").decode()
    page = archive.read("read-me.html").decode()
    assert all(why in page for why in NOT_IN.values())
