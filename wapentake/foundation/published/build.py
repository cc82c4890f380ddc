"""Which build made a page: a hash over code, templates, the names of static files and the settings that pages show."""

import functools
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

HOUSE = Path(__file__).resolve().parents[2]
SHOWING = {".py", ".html", ".json"}


@functools.cache
def build() -> str:
    """Return this process's build, 20 hexadecimal digits: a page of another build is rendered anew."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(f"{file.name}:".encode() + hashlib.sha256(file.read_bytes()).digest())
    digest.update(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    names = sorted(name for name in dir(settings) if name.startswith("WAPENTAKE_"))
    digest.update(repr([(name, getattr(settings, name)) for name in names]).encode())
    return digest.hexdigest()[:20]


def _files() -> Iterator[Path]:
    wiring = getattr(sys.modules.get(settings.SETTINGS_MODULE), "__file__", None)
    for folder in sorted({HOUSE, Path(wiring).resolve().parent if wiring else HOUSE}):
        yield from sorted(
            file
            for file in folder.rglob("*")
            if file.suffix in SHOWING and "tests" not in file.parts and file.is_file()
        )
