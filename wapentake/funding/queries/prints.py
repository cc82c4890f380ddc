"""The print of what a person reads before they say yes: a form that comes back with another meant something else."""

import hashlib
import json


def print_of_words(*parts: object) -> str:
    """Return the hash of what a page says, in its order."""
    return hashlib.sha256(json.dumps(parts, default=str, ensure_ascii=False).encode()).hexdigest()
