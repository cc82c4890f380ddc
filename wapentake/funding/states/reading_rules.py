"""How a fund's rule that is kept as JSON is read: what every kind of rule shares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices


class BadRule(ValueError):
    """A rule that cannot be read. Its message is a sentence that says what to do."""


@dataclass(frozen=True)
class Choices:
    """Some of the choices of a kind, in the order in which they were given."""

    values: tuple[str, ...]


def whole(value: Any, what: str, least: int, most: int) -> int:
    """Return a whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadRule(f"Give {what} as a whole number from {least} to {most}.")
    return value


def fields(value: Any, *names: str) -> dict[str, Any]:
    """Return what a rule holds, which may be some of these names and nothing else."""
    if not isinstance(value, Mapping):
        raise BadRule(f"This rule holds {', '.join(names)}.")
    if odd := sorted(set(value) - set(names)):
        raise BadRule(f"This rule holds {', '.join(names)}, and not {', '.join(odd)}.")
    return dict(value)


def choices(kind: type[TextChoices]) -> Callable[[Any], Choices]:
    """Return the reader of a rule that names some choices of a kind."""

    def read(value: Any) -> Choices:
        if isinstance(value, str) or not isinstance(value, Sequence) or not value:
            raise BadRule("Choose at least one.")
        if odd := [each for each in value if each not in kind.values]:
            raise BadRule(f"There is no choice {odd[0]!r} here: choose from {', '.join(kind.values)}.")
        if len(set(value)) != len(value):
            raise BadRule("Name each choice once.")
        return Choices(tuple(value))

    return read


def one_of(kind: type[TextChoices], refused: str) -> Callable[[Any], Choices]:
    """Return the reader of a rule that names one choice of a kind, with what is said to more than one."""

    def read(value: Any) -> Choices:
        chosen = choices(kind)(value)
        if len(chosen.values) != 1:
            raise BadRule(refused)
        return chosen

    return read
