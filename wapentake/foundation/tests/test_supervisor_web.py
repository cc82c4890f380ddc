"""A web worker that is replaced takes no more callers before it is told to end, and the others take them."""

import socket
import subprocess
import sys

import pytest

from .hosts import until

pytestmark = pytest.mark.enable_socket
LEAVING = """
import socket, sys, time
from wapentake.foundation.supervisor.web import take_no_more
shared = socket.socket(fileno=int(sys.argv[1]))
twin = shared.dup()
take_no_more(shared.fileno())
print("takes no more", flush=True)
sys.stdin.readline()  # somebody calls
for one in (shared, twin):
    try:
        one.accept()
    except BlockingIOError:
        print("nobody", flush=True)
"""


def test_a_worker_that_leaves_takes_no_more_callers():
    with socket.create_server(("127.0.0.1", 0)) as shared:
        shared.setblocking(False)
        number = shared.fileno()
        child = subprocess.Popen(
            [sys.executable, "-c", LEAVING, str(number)],
            pass_fds=[number], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with child, socket.socket() as caller:
            assert child.stdout.readline() == "takes no more\n"
            caller.connect(shared.getsockname())
            said, _ = child.communicate("\n")
            assert said == "nobody\nnobody\n", "under none of its numbers"
            taken, _ = until(lambda: _accepted(shared))
            taken.close()


def _accepted(listener: socket.socket) -> tuple[socket.socket, object] | None:
    try:
        return listener.accept()
    except BlockingIOError:
        return None
