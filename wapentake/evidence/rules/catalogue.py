"""What a person says of an indicator and of a source that the program does not know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NewSource:
    """Somebody who publishes figures, and on which terms."""

    publisher: str
    title: str
    licence: str
    link: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class NewIndicator:
    """What is measured. Its source is one that is there, by its key, or a new one."""

    name: str
    source: str | NewSource
    unit: str
    spread: str
    topic: str
    better: str
    decimals: int = 0
    note: str = ""
