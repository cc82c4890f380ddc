"""What a profile would show first and has no figures of yet: what it is, whose it is, and who can load it."""

from collections import defaultdict
from collections.abc import Collection

from ..states import Topic
from ..states.catalogue import FIRST, SOURCES

LOADERS = "Officers of the neighbourhoods team load it at the desk, under Evidence."
TITLES = {one.key: one.title for one in SOURCES}


def missing_words(topic: Topic, there: Collection[str]) -> str:
    """Return what of a topic is missing, by its source, and who can load it; nothing where all is there."""
    missing: dict[str, list[str]] = defaultdict(list)
    for one in FIRST:
        if one.topic == topic and one.key not in there:
            missing[TITLES[one.source]].append(_short(one.name))
    if not missing:
        return ""
    said = "; ".join(f"{', '.join(names)} (from {title})" for title, names in missing.items())
    return f"Not loaded yet: {said}. {LOADERS}"


def _short(name: str) -> str:
    found = name.removeprefix("Rank of ")
    return f"{found[:1].lower()}{found[1:]}"
