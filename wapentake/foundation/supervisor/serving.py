"""`wapentake serve`: the only process that owns others. Database, web server and worker live while it does."""

import contextlib
import http.client
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from .attach import sole_cluster
from .checks import check_server
from .children import Child, run_to_end
from .database import database_url, is_own
from .folders import make_data_dir
from .keeper import Kept
from .lines import say
from .locks import Lock
from .trouble import Trouble
from .upkeep import migrating, recreate
from .web import BACKLOG, GRACE

LOOK = 0.1  # seconds between two looks at the children
GIVE_UP = 2  # starts of a web server that has never answered
# A web worker's threads take turns in Python anyway: one pool for all saves the memory that each would keep free.
LEAN = {"MALLOC_ARENA_MAX": "1"}


@dataclass(frozen=True)
class Options:
    """What to serve, and how.

    `port` 0 takes a free one; `prepare` are commands to run after the migrations, each a list of words; `fresh` begins
    with an empty database.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 2
    worker: bool = True
    prepare: Sequence[Sequence[str]] = ()
    fresh: bool = False


def serve(options: Options, ready: Callable[[str], None] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; SIGHUP renews the web workers and the worker. `ready` is told the address.

    Raises Trouble where it cannot start. Call it from the main thread: children die with the thread that started them.
    """
    folder = make_data_dir()
    with _listening(options) as listener, Lock(folder, "serve").held() as got:
        if not got:
            raise Trouble(
                f"Wapentake already serves from {folder} ({Lock(folder, 'serve').holder()}): "
                "stop it first, or set DATA_DIR to another folder."
            )
        with _Signals() as signals, contextlib.ExitStack() as stack:
            kept = _database(folder, stack)
            Supervisor(options, listener, signals, kept, ready or _announce).run()


def _database(folder: Path, stack: contextlib.ExitStack) -> Kept | None:
    """The own cluster, started; or None where `DATABASE_URL` names a server. Either is checked."""
    kept = Kept(stack.enter_context(sole_cluster(folder)), say) if is_own() else None
    check_server(database_url("app"))
    return kept


@contextlib.contextmanager
def _listening(options: Options) -> Iterator[socket.socket]:
    """The socket that callers queue at, held here so that it outlives every web process."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((options.host, options.port))
            listener.listen(BACKLOG)
        except OSError as error:
            why = error.strerror or str(error)
            raise Trouble(
                f"Port {options.port} on {options.host} cannot be had ({why.lower()}): "
                "stop the program that uses it, or set PORT to another number."
            ) from None
        except OverflowError:
            raise Trouble(f"PORT is {options.port}: it must be a number from 1 to 65535.") from None
        listener.setblocking(False)  # the web workers share it
        yield listener


class Supervisor:
    """The children and the loop that watches them."""

    def __init__(
        self,
        options: Options,
        listener: socket.socket,
        signals: "_Signals",
        kept: Kept | None,
        ready: Callable[[str], None],
    ) -> None:
        self.options, self.signals, self.kept, self.ready = options, signals, kept, ready
        self.port = listener.getsockname()[1]
        env = os.environ | {"PORT": str(self.port), "WAPENTAKE_SUPERVISED": "1"}
        self.env = env | {"WAPENTAKE_DATABASE_ROLE": "app"}
        self.owner_env = env | {"WAPENTAKE_DATABASE_ROLE": "owner"}
        number = listener.fileno()
        words = ["web", f"--socket={number}", f"--workers={options.workers}", f"--threads={options.threads}"]
        self.web = Child("web", words, self.env | LEAN, say, pass_fds=[number])
        self.children = [self.web]
        if options.worker:
            self.children.append(Child("worker", ["worker"], self.env, say))

    def run(self) -> None:
        """Prepare the database, start everything, keep it running, stop it in order."""
        try:
            self._prepare()
            for child in self.children:
                if not self.signals.stopping:
                    child.launch()
            self._watch()
        finally:
            self._stop()

    def _prepare(self) -> None:
        if self.options.fresh:
            recreate()
        with migrating() as needed:
            if needed:
                self._run("migrate", ["migrate", "--no-input", "--verbosity=0"], self.owner_env)
        for words in self.options.prepare:
            self._run(words[0], words, self.env)

    def _run(self, name: str, words: Sequence[str], env: dict[str, str]) -> None:
        if not self.signals.stopping:
            run_to_end(Child(name, words, env, say), lambda: self.signals.stopping)

    def _watch(self) -> None:
        answered = False
        while not self.signals.stopping:
            if not answered and (answered := self._answers()):
                host = f"[{self.options.host}]" if ":" in self.options.host else self.options.host
                self.ready(f"http://{host}:{self.port}/")
            if not answered and self.web.backoff.failures >= GIVE_UP:
                raise Trouble("The web server does not start: put right what it says above, then start again.")
            if self.signals.take_renewal():
                say("Renewing the web workers and the worker.")
                for child in self.children:
                    child.signal(signal.SIGHUP)
            if self.kept is not None:
                self.kept.tend()
            for child in self.children:
                child.tend()
            self.signals.wait(LOOK)

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.options.host, self.options.host)  # noqa: S104 - compared
        connection = http.client.HTTPConnection(host, self.port, timeout=1)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status < 400
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _stop(self) -> None:
        """Web and worker first, side by side; the database, if it is ours, goes after them."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE + 5
        for child in self.children:
            child.await_end(until if not self.signals.hurried else time.monotonic())


class _Signals:
    """Ctrl-C and SIGTERM stop (twice: at once), SIGHUP renews, SIGCHLD wakes the loop."""

    def __init__(self) -> None:
        self.stops, self.renewal = 0, False
        self.has_terminal = _terminal_answers()

    @property
    def stopping(self) -> bool:
        return self.stops > 0

    @property
    def hurried(self) -> bool:
        return self.stops > 1

    def __enter__(self) -> "_Signals":
        self.reader, self.writer = socket.socketpair()
        self.reader.setblocking(False)
        self.writer.setblocking(False)
        self.waker = signal.set_wakeup_fd(self.writer.fileno(), warn_on_full_buffer=False)
        handlers = {
            signal.SIGINT: self._stop,
            signal.SIGTERM: self._stop,
            signal.SIGHUP: self._renew,
            signal.SIGCHLD: lambda *_: None,
        }
        self.before = {sign: signal.signal(sign, handler) for sign, handler in handlers.items()}
        return self

    def __exit__(self, *exception: object) -> None:
        for sign, handler in self.before.items():
            signal.signal(sign, handler)
        signal.set_wakeup_fd(self.waker)
        self.reader.close()
        self.writer.close()

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than until the next signal."""
        if select.select([self.reader], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):
                self.reader.recv(4096)

    def take_renewal(self) -> bool:
        """Whether a renewal was asked for since last time."""
        asked, self.renewal = self.renewal, False
        return asked

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stops += 1

    def _renew(self, number: int, frame: FrameType | None) -> None:
        if self.has_terminal and not _terminal_answers():
            self.stops += 1  # the terminal was closed: nobody asked for new workers
        else:
            self.renewal = True


def _terminal_answers() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError:
        return False
    return True


def _announce(address: str) -> None:
    say(f"Wapentake is ready at {address}")
