"""A mail server for tests: it notes what it took, refuses what it is told to, and can be restarted.

It takes commands in a row and refuses DATA that is for nobody, as Postfix does.
"""

import contextlib
import os
import socketserver
import sys
import threading
import time
from collections.abc import Callable


class Sink(socketserver.ThreadingTCPServer):
    """A mail server. `taken` holds the Message-ID of every mail that it said yes to, before it said so."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0, answer: Callable[[str], str] | None = None) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        os.register_at_fork(after_in_child=self.socket.close)  # or a forked worker would keep the port after `stop`
        self.taken: list[str] = []
        self.raw: dict[str, bytes] = {}
        self.keep = False
        self.noting = True
        self.silent: Callable[[str], bool] = lambda _: False  # whose mail it takes, and says nothing
        self.answer = answer or (lambda _: "250 Taken")
        self.open = True
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def stop(self) -> None:
        """Take no more, as a server does that is restarted: what it is about to answer, it answers."""
        with self.lock:
            self.open = False
        self.shutdown()
        self.server_close()


class _Talk(socketserver.StreamRequestHandler):
    server: Sink
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.to = ""  # whom the letter is for; nobody where they were refused
        self.say("220 sink")
        while self.server.open and (line := self.rfile.readline()):
            word = line[:4].upper().decode()
            act = {"EHLO": self.offer, "RCPT": self.name, "DATA": self.data, "QUIT": self.quit}.get(word, self.begin)
            if not act(line):
                return

    def offer(self, line: bytes) -> bool:
        return self.say("250-sink\r\n250 PIPELINING")

    def begin(self, line: bytes) -> bool:
        self.to = ""
        return self.say("250 sink")

    def name(self, line: bytes) -> bool:
        to = line.decode().partition("<")[2].partition(">")[0]
        answer = self.server.answer(to)
        self.to = to if answer[0] == "2" else ""
        return self.say("250 Yes" if self.to else answer) and not answer.startswith("421")

    def data(self, line: bytes) -> bool:
        if not self.to:
            return self.say("554 No valid recipients")
        self.say("354 Go on")
        taken, self.to = self.take(self.to), ""
        return taken

    def quit(self, line: bytes) -> bool:
        self.say("221 Bye")
        return False

    def take(self, to: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line != b".\r\n":  # cut off before its end: it was not taken
            return False
        name = next(each[12:].strip().decode() for each in lines if each.lower().startswith(b"message-id: "))
        with self.server.lock:
            if not self.server.open:
                return False
            if self.server.noting:
                self.server.taken.append(name)
            if self.server.keep:
                self.server.raw[to] = b"".join(lines)
            if self.server.silent(to):
                return False
            self.say("250 Taken")
        return True

    def say(self, words: str) -> bool:
        """Say something, whether or not anybody hears it."""
        with contextlib.suppress(OSError):
            self.wfile.write(f"{words}\r\n".encode())
        return True


def again(old: Sink) -> Sink:
    """Start a mail server where another stopped. Somebody's way out may have that port for a moment."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            return Sink(old.port, old.answer)
        time.sleep(0.1)
    raise OSError(f"The port {old.port} stays taken.")


def serve() -> None:
    """Serve in a process of its own until it is killed; its port is the first line that it says."""
    sink = Sink()
    sink.noting = False
    sys.stdout.write(f"{sink.port}\n")
    sys.stdout.flush()
    while True:
        time.sleep(60)
