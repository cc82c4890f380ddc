"""Keeps a test server, so that the next run of the suite starts in seconds: `python -m tests.keep`, until Ctrl-C.

A run makes its templates (the migrated tables, the demonstration borough) on the first test that asks for them. On a
server that is kept the next run finds them there.
"""

import contextlib
import shlex
import signal

from tests.plugin import SETTINGS
from wapentake.foundation.supervisor.testing import temporary_cluster


def main() -> None:
    """Start a server, say how a run is told of it, and keep it until somebody stops this."""
    for each in (signal.SIGTERM, signal.SIGINT):  # a shell's background job would not hear of Ctrl-C
        signal.signal(each, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), temporary_cluster(in_memory=True, **SETTINGS) as cluster:
        address = cluster.url("wapentake", "wapentake_owner")
        print(f"export TEST_DATABASE_URL={shlex.quote(address)}", flush=True)
        while True:
            signal.pause()


if __name__ == "__main__":
    main()
