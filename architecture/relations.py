"""Foreign keys point downwards; one that crosses rooms has no reverse name, and protects what it points at."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from .source import HOUSE, ROOT, Problem


def rooms(root: Path = ROOT) -> dict[str, int]:
    """Return the height of each room, from the import contract: 0 is the ground."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["id"] == "rooms"]
    heights = {}
    for height, layer in enumerate(reversed(layers)):
        heights.update({name.strip(" ()"): height for name in layer.split("|")})
    return heights


def problems(
    found: Iterable[type[models.Model]] | None = None, heights: dict[str, int] | None = None
) -> Iterator[Problem]:
    """Yield the relations that break the rule, of all models of the house or of those given."""
    heights = rooms() if heights is None else heights
    for model in apps.get_models() if found is None else found:
        if _room(model):
            for field in [*model._meta.fields, *model._meta.many_to_many]:
                target, relation = field.related_model, field.remote_field
                if relation is not None and isinstance(target, type):
                    for what in _faults(model, target, relation, heights):
                        yield _problem(model, field.name, what)


def _faults(
    model: type[models.Model], target: type[models.Model], relation: models.ForeignObjectRel, heights: dict[str, int]
) -> Iterator[str]:
    own, other = _room(model), _room(target)
    if own == other:
        return
    # Foundation knows users by the setting AUTH_USER_MODEL only, as every reusable application of Django does.
    knows_users = own == "foundation" and target is get_user_model()
    if not knows_users and (other not in heights or own not in heights or heights[other] >= heights[own]):
        yield f"points at {other or target._meta.label}, which is not below {own}"
    if not relation.hidden:
        yield 'crosses rooms, so it needs related_name="+"'
    if not relation.many_to_many and relation.on_delete is not models.PROTECT:
        yield "crosses rooms, so it needs on_delete=PROTECT"


def _room(model: type[models.Model]) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == HOUSE and len(parts) > 1 else ""


def _problem(model: type[models.Model], field: str, what: str) -> Problem:
    return Problem(f"{model.__module__.replace('.', '/')}.py", 1, f"{model.__name__}.{field} {what}")
