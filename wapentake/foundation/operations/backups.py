"""Back up and restore, each whole or not at all."""

import contextlib
import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from wapentake.foundation import audit, switches
from wapentake.foundation.files import hash_of
from wapentake.foundation.models import StoredFile
from wapentake.foundation.published import store
from wapentake.foundation.supervisor.folders import data_dir, make_data_dir

from . import database, tombstones
from .bundle import DUMP, BadBackup, Bundle, read_bundle, write_bundle

# Tables whose rows come and go by themselves between counting and dumping.
PASSING = ("procrastinate_", "django_session", "django_cache", "foundation_change")
RESTORED = "wapentake_restored"
# What somebody is sending at this moment has no row yet.
UNFINISHED = shutil.ignore_patterns("*.part")


def back_up(target: Path, *, at: dt.datetime) -> None:
    """Write one file with everything that this installation keeps. Runs while the program serves."""
    with tempfile.TemporaryDirectory(dir=make_data_dir(), prefix="backup-") as name:
        folder = Path(name)
        counts = database.row_counts()
        database.dump(folder / DUMP)
        stored = data_dir() / "files"
        if stored.is_dir():
            shutil.copytree(stored, folder / "files", ignore=UNFINISHED, copy_function=_copy_if_there)
        write_bundle(folder, target, {"at": at.isoformat(), "rows": counts})


def _copy_if_there(source: str, target: str) -> None:
    """Copy a file, unless it went after the folder was listed: a group takes a paper back while a backup runs."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


def restore(source: Path, *, at: dt.datetime, replace: bool, say: Callable[[str], None]) -> str:
    """Put a backup in the place of what is here, and return the name under which the replaced database is kept.

    The backup is unpacked, checked, loaded beside the present database and proved before anything is exchanged, so a
    bad one changes nothing. Sending stays off until `wapentake resume-sending`, and the desk closed to all but
    administrators until one confirms who holds which role. Raises BadBackup.
    """
    if not replace and not database.is_empty():
        raise BadBackup("There are records here already: add --replace to put the backup in their place.")
    with tempfile.TemporaryDirectory(dir=make_data_dir(), prefix="restore-") as name:
        bundle = read_bundle(source, Path(name))
        say("The backup is whole. Loading it beside the present database ...")
        database.restore_as(bundle.dump, RESTORED)
        with database.pointing_at(RESTORED):
            _prove(bundle)
            say("Its rows, audit and ledger agree.")
            store.outnumber(at)
            for key in (switches.SENDING, switches.ROLES):
                switches.turn(key, on=False, reason="Restored from a backup.", by=None, at=at)
            before = _files_by_name()
            say(_made_again(at))
            _forget(bundle, before.keys() - _files_by_name().keys())
            _compare(bundle, say)
        aside = f"{database.own_name()}_before_{at:%Y%m%d_%H%M%S}"
        database.swap(RESTORED, aside)
        _put_files(bundle, at)
    return aside


def _made_again(at: dt.datetime) -> str:
    """Make every erasure and every end of a role again that is noted, and say how many, or that none could be known."""
    if tombstones.are_there():
        return f"{tombstones.replay(at=at)} erasures made since the backup have been made again."
    return (
        f"DATA_DIR has no {tombstones.NAME}, so this cannot know who was erased, had left or had given up a role since "
        "the backup: they are as they were then. Put the list there and restore once more. If it is lost, look through "
        "/desk/people/ and end what has ended, before you confirm who holds which role."
    )


def _prove(bundle: Bundle) -> None:
    found = database.row_counts()
    for table, count in bundle.manifest["rows"].items():
        if not table.startswith(PASSING) and found.get(table, -1) < count:
            raise BadBackup(f"The backup holds {found.get(table, 0)} rows of {table}, and should hold {count}.")
    for path in settings.WAPENTAKE_PROOFS:
        for fault in import_string(path)():
            raise BadBackup(f"The backup does not agree with itself: {fault}")


def _files_by_name() -> dict[str, str]:
    """Return the hash of each file that a row knows, by the name under which its bytes lie."""
    return {row.hex: sha for row, sha in StoredFile.objects.values_list("public_id", "sha256")}


def _forget(bundle: Bundle, erased: Collection[str]) -> None:
    """Leave out of the backup's files those that an erasure since then has taken: they must not come back."""
    for name in erased:
        (bundle.files / name).unlink(missing_ok=True)


def _compare(bundle: Bundle, say: Callable[[str], None]) -> None:
    """Say which files that rows know are not in the backup as they were."""
    names = dict(StoredFile.objects.values_list("public_id", "name"))
    lost = [
        names[UUID(name)]
        for name, sha in _files_by_name().items()
        if not (bundle.files / name).is_file() or hash_of(bundle.files / name) != sha
    ]
    if lost:
        shown = ", ".join(sorted(lost)[:5])
        more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
        say(f"{len(lost)} files that records name are not in the backup as they were: {shown}{more}.")


def _put_files(bundle: Bundle, at: dt.datetime) -> None:
    """Put the files of the backup in place; those that were here are kept beside them."""
    present = data_dir() / "files"
    if present.is_dir():
        present.rename(data_dir() / f"files-before-{at:%Y%m%d-%H%M%S}")
    if bundle.files.is_dir():
        bundle.files.chmod(0o700)  # a backup lists files, not their folder: it has no mode of its own
        shutil.copytree(bundle.files, present)


def audit_faults() -> list[str]:
    """Return what is wrong with the audit, in sentences; a proof of every restore."""
    return [str(fault) for fault in audit.verify()]
