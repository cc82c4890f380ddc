"""Where an installation keeps what it keeps: DATA_DIR, and in it the place of its cluster."""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from .account import Account
from .binaries import SHARED, open_folder
from .trouble import Trouble

CHECKOUT = Path(__file__).resolve().parents[3]


def data_dir() -> Path:
    """DATA_DIR; by default `var` in the checkout or, for root, a folder below /var/lib that lesser accounts reach."""
    given = os.environ.get("DATA_DIR")
    if given:
        return Path(given).expanduser().absolute()
    if os.geteuid() == 0:
        return SHARED / hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:16]
    return CHECKOUT / "var"


def make_data_dir() -> Path:
    """DATA_DIR, made if it is missing; one that is there keeps its mode. Raises Trouble if it cannot be written."""
    folder = data_dir()
    with plainly(folder):
        if os.geteuid() == 0 and SHARED in folder.parents:
            open_folder(SHARED)
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)  # the database's account walks through, and sees no names
        trial = folder / f".trial-{secrets.token_hex(4)}"
        trial.write_bytes(b"." * 4096)
        trial.unlink()
    return folder


def cluster_folder(folder: Path, account: Account) -> Path:
    """The cluster's folder: `postgres` in DATA_DIR or, where its account cannot walk there, what that links to."""
    link = folder / "postgres"
    if not link.is_symlink():
        return link
    target = link.readlink()
    if not target.is_dir():
        raise Trouble(
            f"The database of {folder} was in {target}, which is gone: put it back, "
            f"or remove {link} to begin with an empty one."
        )
    return target


def settle_cluster(folder: Path, account: Account) -> Path:
    """Choose the cluster's folder for good at its first start: no mode of DATA_DIR or of its parents is changed."""
    link = folder / "postgres"
    if link.exists() or link.is_symlink() or not account.is_lesser or account.reaches(folder):
        return cluster_folder(folder, account)
    with plainly(SHARED):
        open_folder(SHARED)
        target = SHARED / f"cluster-{secrets.token_hex(8)}"
        target.mkdir(mode=0o700)
        account.own(target)
        link.symlink_to(target)
    return target


@contextlib.contextmanager
def plainly(folder: Path) -> Iterator[None]:
    """Say in a sentence why a folder cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Trouble(f"The disk that holds {folder} is full: make room, then start again.") from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT):
            raise Trouble(
                f"The folder {folder} cannot be written: give this account the folder, or set DATA_DIR to another one."
            ) from None
        raise


def kept_secret(name: str) -> str:
    """A secret made once and kept in DATA_DIR, readable by its owner alone.

    Where two processes make it at once, both read the one that was linked first.
    """
    folder = make_data_dir()
    kept = folder / name
    if not kept.exists():
        made = folder / f".{name}-{secrets.token_hex(8)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            kept.hardlink_to(made)
        made.unlink()
    return kept.read_text().strip()
