"""Erasures are noted outside the database, so that a restore can make them again.

Each line of DATA_DIR/tombstones.jsonl names a function of the program and a key; it holds no personal data.
"""

import datetime as dt
import json
import os

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from wapentake.foundation.supervisor.folders import data_dir, make_data_dir

NAME = "tombstones.jsonl"


def note(kind: str, key: str) -> None:
    """Note, once this transaction commits, that something was erased. `kind` is a key of WAPENTAKE_ERASURES."""
    if kind not in settings.WAPENTAKE_ERASURES:
        raise ValueError(f"No erasure is called {kind}.")
    transaction.on_commit(lambda: _append(json.dumps({"kind": kind, "key": key})))


def _append(line: str) -> None:
    # A key may be the random part of somebody's links: other accounts of the machine have no business with it.
    with open(make_data_dir() / NAME, "a+", encoding="utf-8", opener=_for_us_alone) as file:
        os.fchmod(file.fileno(), 0o600)
        file.seek(0)
        if line in file.read().splitlines():
            return  # made again by a restore
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def are_there() -> bool:
    """Whether this installation has a list of erasures."""
    return (data_dir() / NAME).exists()


def replay(*, at: dt.datetime) -> int:
    """Make every noted erasure again, and return how many there were.

    Each function of WAPENTAKE_ERASURES takes the key and `at`; erasing twice, or what is not there, changes nothing.
    """
    if not are_there():
        return 0
    lines = [json.loads(line) for line in (data_dir() / NAME).read_text(encoding="utf-8").splitlines() if line.strip()]
    for line in lines:
        import_string(settings.WAPENTAKE_ERASURES[line["kind"]])(line["key"], at=at)
    return len(lines)
