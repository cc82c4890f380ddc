"""A child that is started again when it ends, and stopped with all that it started."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .backoff import Backoff
from .processes import start
from .trouble import Trouble


def command(*words: str) -> list[str]:
    """How one process of the program starts another: the same Python, the same program."""
    return [sys.executable, "-m", __package__ or "", *words]


@dataclass
class Child:
    """One process under a name; it dies with its parent, whose main thread must be the one to start it."""

    name: str
    words: Sequence[str]
    env: Mapping[str, str]
    say: Callable[[str], None]
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    backoff: Backoff = field(default_factory=Backoff, init=False)

    def launch(self) -> None:
        """Start it."""
        env = dict(self.env) | {"WAPENTAKE_PROCESS": self.name}
        self.process = start(
            command(*self.words), on_parent_death=signal.SIGTERM, env=env, pass_fds=tuple(self.pass_fds)
        )

    def tend(self) -> None:
        """Start it again if it has ended and its wait is over."""
        if self.process is not None and self.process.poll() is not None:
            wait = self.backoff.failed()
            self.say(f"{self.name} ended (code {self.process.returncode}); starting it again in {wait:.1f} s.")
            self.sweep()
        elif self.process is None and self.backoff.is_due():
            self.launch()

    def signal(self, sign: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(sign)

    def await_end(self, until: float) -> None:
        """Wait for its end until that monotonic time, then kill it and whatever it started."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.0, until - time.monotonic()))
            self.sweep()

    def sweep(self) -> None:
        """Kill what is left of its process group: each child leads one of its own."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


def run_to_end(child: Child, is_stopping: Callable[[], bool]) -> None:
    """Run a child once; raises Trouble where it fails. Stops it early where `is_stopping`."""
    child.launch()
    process = child.process
    assert process is not None
    while process.poll() is None and not is_stopping():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    if process.poll() is None:
        child.signal(signal.SIGTERM)
        child.await_end(time.monotonic() + 10)
    elif process.returncode:
        raise Trouble(f"`wapentake {' '.join(child.words)}` failed: put right what it says above, then start again.")
