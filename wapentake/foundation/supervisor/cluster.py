"""The life of one PostgreSQL cluster: made once, started, watched, stopped. No TCP, no password, no extension."""

import contextlib
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from .account import Account, database_account
from .binaries import programs
from .processes import is_alive, start
from .trouble import Trouble

ADMIN, OWNER, APP = "wapentake_admin", "wapentake_owner", "wapentake_app"
DATABASE = "wapentake"
TEST_NAME = "wapentake-test"  # the name by which a server says that what it holds is for tests
SOCKET_ROOM = 107 - len("/.s.PGSQL.5432")  # what sockaddr_un leaves for the folder
STOP = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}

# Peer: the kernel says who calls, so there is no password to keep. The socket's folder is closed to everybody else.
HBA = "local all all peer map=wapentake\n"

# Once, before the cluster exists for anybody. Migrations run as the owner; the application can read and write rows, and
# cannot ALTER, TRUNCATE or switch a trigger off. In template1, so that every later database has it too.
ROLES = f"""\
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {APP} LOGIN;
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP};
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "synchronous_commit": "on",
    "jit": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_size": "0",
}


@dataclass
class Cluster:
    """One cluster in a folder: `data` for PostgreSQL, `run` for its socket, `log` for what it says.

    `folder` must be reachable by `account`; `settings` are laid over SETTINGS.
    """

    folder: Path
    account: Account = field(default_factory=database_account)
    settings: Mapping[str, str] = field(default_factory=dict)
    sync: bool = True
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _said_before: dict[Path, int] = field(default_factory=dict, init=False)

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: beside the data or, where that path is too long for one, a closed folder in /tmp."""
        beside = self.folder / "run"
        if len(os.fsencode(beside)) <= SOCKET_ROOM:
            return beside
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path("/tmp") / f"wapentake-{self.account.uid}-{name}"  # noqa: S108 - made 0700 and its owner checked

    def url(self, database: str = DATABASE, role: str = APP) -> str:
        """The address of a database for libpq, psycopg and Django; the socket's folder stands in for the host."""
        return f"postgresql://{role}@{quote(str(self.socket_folder), safe='')}/{database}"

    def make(self) -> None:
        """Make the cluster where there is none: whole or not at all, so that a killed first run leaves nothing."""
        if (self.data / "PG_VERSION").exists():
            return
        self._make_folder(self.folder)
        for left_over in self.folder.glob("new-*"):
            shutil.rmtree(left_over)
        work = Path(tempfile.mkdtemp(prefix="new-", dir=self.folder))
        self.account.own(work)
        sync = [] if self.sync else ["--no-sync"]
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._run("initdb", "-D", work, "-U", ADMIN, "--auth=peer", "--data-checksums", *locale, *sync)
        self._write(work / "pg_hba.conf", HBA)
        callers = {self.account.name, "root"} if self.account.is_lesser else {self.account.name}
        self._write(work / "pg_ident.conf", "".join(f'wapentake "{name}" all\n' for name in sorted(callers)))
        self._run("postgres", "--single", "-D", work, "template1", text=ROLES)
        work.rename(self.data)

    def launch(self, on_parent_death: signal.Signals = signal.SIGINT) -> None:
        """Start the server as a child that shuts down when this process dies, without waiting for it to answer."""
        self.make()
        self.await_orphan()
        for folder in (self.socket_folder, self.folder / "log"):
            self._make_folder(folder)
        self._said_before = {log: log.stat().st_size for log in self._logs()}
        with self._words.open("wb") as log:
            self.process = start(
                [programs(self.account) / "postgres", "-D", self.data, *self._options()],
                on_parent_death=on_parent_death, account=self.account, env=_plain(), cwd=self.folder,
                stdout=log, stderr=log,
            )  # fmt: skip

    def start(self, *, on_parent_death: signal.Signals = signal.SIGINT, timeout: float = 60) -> None:
        """Launch the server and wait until it answers; raises Trouble with the server's last words if it does not."""
        self.launch(on_parent_death)
        end = time.monotonic() + timeout
        while not self.is_ready():
            if self.process is None or self.process.poll() is not None or time.monotonic() > end:
                self.stop("immediate")
                raise Trouble(self.last_words())
            time.sleep(0.01)

    def stop(self, mode: str = "fast", timeout: float = 60) -> None:
        """Stop the server: `smart` waits for callers, `fast` rolls them back, `immediate` is a crash."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(STOP[mode])
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def postmaster(self) -> int | None:
        """The number of the server's process by its own note, or None where it does not run."""
        note = self._note()
        return int(note[0]) if note and self._is_ours(int(note[0])) else None

    def is_ready(self) -> bool:
        """Whether the server says of itself that it answers."""
        note = self._note()
        return len(note) > 7 and note[7].strip() == "ready" and self._is_ours(int(note[0]))

    def await_orphan(self, timeout: float = 30) -> None:
        """Wait for a server whose parent died to finish its shutdown, and clear a note left by a crash.

        The caller holds the cluster's lock, so that no server of a living parent can be meant. A number in the note
        that another program has been given since would otherwise keep PostgreSQL from starting.
        """
        end = time.monotonic() + timeout
        while pid := self.postmaster():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT if time.monotonic() < end else signal.SIGQUIT)
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        """Whether that process is a server of this cluster: numbers in the note of a crash are given out again."""
        if not is_alive(pid) or sys.platform != "linux":
            return is_alive(pid)
        try:
            return Path(f"/proc/{pid}/cwd").resolve() == self.data.resolve()
        except OSError:
            return False

    def _note(self) -> list[str]:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []
        return lines if lines and lines[0].isdigit() else []

    def _options(self) -> list[str]:
        settings = SETTINGS | {"log_directory": str(self.folder / "log")} | dict(self.settings)
        settings["unix_socket_directories"] = str(self.socket_folder)
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _make_folder(self, folder: Path) -> None:
        """A folder 0700 of the account. One that is somebody else's is refused: /tmp is everybody's."""
        try:
            folder.mkdir(mode=0o700)
            self.account.own(folder)
        except FileExistsError:
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.account.uid:
                raise Trouble(
                    f"{folder} belongs to somebody else: remove it, or choose another folder in DATA_DIR."
                ) from None
            folder.chmod(0o700)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text)
        self.account.own(path)

    def _run(self, program: str, *arguments: str | Path, text: str = "") -> None:
        lesser = self.account if self.account.is_lesser else None
        done = subprocess.run(  # noqa: S603 - our own programs and arguments
            [str(programs(self.account) / program), *map(str, arguments)],
            user=lesser.uid if lesser else None, group=lesser.gid if lesser else None,
            extra_groups=[] if lesser else None, env=_plain(), cwd=self.folder, umask=0o077,
            input=text, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode or "ERROR:" in done.stderr:
            raise Trouble(_explained(done.stderr or done.stdout, self.folder))

    @property
    def _words(self) -> Path:
        return self.folder / "log" / "start.log"

    def _logs(self) -> list[Path]:
        return list((self.folder / "log").glob("postgresql-*.log"))

    def last_words(self) -> str:
        """Why the server did not start, as one sentence."""
        said = [self._words.read_text(errors="replace")]
        for log in self._logs():
            said.append(log.read_bytes()[self._said_before.get(log, 0) :].decode(errors="replace"))
        return _explained("\n".join(said), self.folder)


def _plain() -> dict[str, str]:
    """An environment without the caller's PG* and LC_* variables, which would steer PostgreSQL elsewhere."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _explained(said: str, folder: Path) -> str:
    """The server's last words as one sentence that says what to do."""
    if "No space left on device" in said:
        return f"The disk that holds {folder} is full: make room, then start again."
    if "Permission denied" in said or "Read-only file system" in said:
        return f"The database cannot write in {folder}: give its account the folder, or set DATA_DIR to another one."
    lines = [
        line for line in said.splitlines() if any(word in line for word in ("FATAL:", "PANIC:", "rror:", "ERROR:"))
    ]
    lines = lines or [line for line in said.splitlines() if line.strip()] or ["it said nothing"]
    last = lines[-1].partition("  ")[2] or lines[-1]
    return f"The database in {folder} does not start ({last.strip().rstrip('.')}): see the files in {folder / 'log'}."
