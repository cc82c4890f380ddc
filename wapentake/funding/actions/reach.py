"""What the yearly statement shows of an application besides its amount."""

from collections.abc import Iterable

from ..models import Application, Reached
from ..rules import Asked


def for_statement(asked: Asked) -> dict[str, str]:
    """Return the fields of an application that only the statement wants: the words of the priority at this time."""
    serves = asked.serves or (asked.priority.title if asked.priority else "")
    return {"serves": serves[:120]}


def keep_reach(applications: Iterable[tuple[Application, Asked]]) -> None:
    """Write down whom applications are for, all in one go; communities with nobody are left out."""
    Reached.objects.bulk_create(
        Reached(application=application, community=community, people=people)
        for application, asked in applications
        for community, people in asked.reached.items()
        if people > 0
    )
