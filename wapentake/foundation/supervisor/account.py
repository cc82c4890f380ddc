"""Whose account PostgreSQL runs under: the caller's own or, since it refuses root, a lesser one."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from .trouble import Trouble

PREFERRED = ("wapentake", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of this machine, by number and name."""

    uid: int
    gid: int
    name: str

    @property
    def is_lesser(self) -> bool:
        """True where root hands a process down to this account."""
        return os.geteuid() == 0 and self.uid != 0

    def own(self, path: Path) -> None:
        """Give the path to this account; nothing to do where it is the caller's own."""
        if self.is_lesser:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, folder: Path) -> bool:
        """Whether this account may walk down to the folder: every step must let it through."""
        steps = [folder.resolve(), *folder.resolve().parents]
        return all(self._may(step.stat(), stat.S_IXUSR) for step in steps if step.exists())

    def reads(self, file: Path) -> bool:
        """Whether this account may walk to the file and read it."""
        return self.reaches(file.parent) and self._may(file.stat(), stat.S_IRUSR)

    def _may(self, found: os.stat_result, bit: int) -> bool:
        if self.uid == 0:
            return True
        if found.st_uid == self.uid:
            return bool(found.st_mode & bit)
        return bool(found.st_mode & (bit >> 3 if found.st_gid == self.gid else bit >> 6))


def database_account() -> Account:
    """The account for PostgreSQL: the caller's, or for root `WAPENTAKE_DATABASE_ACCOUNT` or the first of PREFERRED.

    Raises Trouble where there is no such account.
    """
    if os.geteuid() != 0:
        return _own_account()
    wanted = os.environ.get("WAPENTAKE_DATABASE_ACCOUNT")
    for name in (wanted,) if wanted else PREFERRED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid:
            return Account(found.pw_uid, found.pw_gid, name)
    names = wanted or " or ".join(PREFERRED)
    raise Trouble(
        f"PostgreSQL does not run as root and there is no account {names} to run it as: "
        "create one, name one in WAPENTAKE_DATABASE_ACCOUNT, or set DATABASE_URL to a server of your own."
    )


def _own_account() -> Account:
    try:
        name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise Trouble(
            f"This account (number {os.geteuid()}) has no name on this machine and PostgreSQL needs one: "
            "run under a named account, or set DATABASE_URL to a server of your own."
        ) from None
    return Account(os.geteuid(), os.getegid(), name)
