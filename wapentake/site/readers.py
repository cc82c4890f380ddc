"""The standard cast, as its file says it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

CAST = Path(__file__).parent / "data" / "cast.json"


@dataclass(frozen=True)
class CastMember:
    """Somebody who can sign in to the demonstration: what they are, and why they are awkward."""

    key: str
    name: str
    what: str
    why: str
    short: bool
    email: str = ""
    group: str = "People"


@lru_cache
def cast() -> tuple[CastMember, ...]:
    """Return the cast in the order of its file."""
    people = json.loads(CAST.read_text(encoding="utf-8"))["people"]
    names = CastMember.__dataclass_fields__
    return tuple(
        CastMember(**({"why": "", "short": False} | {k: v for k, v in p.items() if k in names})) for p in people
    )
