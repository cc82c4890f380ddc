"""A backup is one file: the database as pg_dump writes it, the files people gave us, a list with their hashes."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
DUMP = "database.dump"
CHUNK = 1 << 20


class BadBackup(ValueError):
    """A backup that cannot be used. Its message is a sentence."""


@dataclass(frozen=True)
class Bundle:
    """An opened backup, every member checked against its hash."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def dump(self) -> Path:
        return self.folder / DUMP

    @property
    def files(self) -> Path:
        return self.folder / "files"


def sha256(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def members(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file below a folder with its name in the backup."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def write_bundle(folder: Path, target: Path, facts: dict[str, Any]) -> None:
    """Write everything in `folder` to one file, whole or not at all."""
    manifest = facts | {"members": {name: sha256(path) for name, path in members(folder)}}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.touch(mode=0o600)
    with tarfile.open(unfinished, "w") as tar:
        for name, path in members(folder):
            tar.add(path, name)
    unfinished.replace(target)


def read_bundle(source: Path, folder: Path) -> Bundle:
    """Unpack a backup into an empty folder and check every member. Raises BadBackup."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
    except FileNotFoundError:
        raise BadBackup(f"There is no file {source}: name a backup that `wapentake backup` wrote.") from None
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BadBackup(f"{source} cannot be read to its end ({error}): use another backup.") from None
    listed = folder / MANIFEST
    if not listed.is_file():
        raise BadBackup(f"{source} is no backup of this program, or its end is missing: use another one.")
    try:
        manifest = json.loads(listed.read_text())
        expected = dict(manifest["members"])
    except (ValueError, KeyError, TypeError):
        raise BadBackup(f"The list inside {source} is damaged: use another backup.") from None
    found = {name: sha256(path) for name, path in members(folder) if name != MANIFEST}
    if found != expected:
        wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
        raise BadBackup(f"{source} is damaged at {wrong[0]}: use another backup.")
    return Bundle(folder, manifest)
