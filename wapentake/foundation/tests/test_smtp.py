"""A mail server that takes commands in a row is spoken to so, and no mix of its answers goes wrong."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from wapentake.foundation.mail.providers import Away, Later, Letter, Never, Unanswered
from wapentake.foundation.mail.smtp import Smtp

pytestmark = pytest.mark.enable_socket
SILENCE = ""
YES = {"MAIL": "250 Yes", "RCPT": "250 Yes", "DATA": "354 Go on", ".": "250 Taken", "RSET": "250 Anew"}


class Server(socketserver.ThreadingTCPServer):
    """A mail server that answers what it is told to, one answer after the other, and notes what it was told."""

    allow_reuse_address = True
    daemon_threads = True
    row = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.said: list[str] = []
        self.taken: list[tuple[str, bytes]] = []
        self.answers: dict[str, list[str]] = {}
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def answer(self, word: str) -> str:
        told = self.answers.get(word)
        return told.pop(0) if told else YES.get(word, "250 Yes")


class Talk(socketserver.StreamRequestHandler):
    server: Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.say("220 here")
        to = ""
        while line := self.rfile.readline():
            word = line[:4].decode().upper().strip()
            to = line.decode().strip() if word == "RCPT" else to
            self.server.said.append(word)
            answer = self.server.answer(word) if word != "EHLO" else f"250{'-x' if self.server.row else ' x'}"
            self.say(answer)
            if word == "EHLO" and self.server.row:
                self.say("250 PIPELINING")
            elif answer[:3] == "421" or word == "QUIT" or (word == "DATA" and answer[:3] == "354" and not self.end(to)):
                return

    def end(self, to: str) -> bool:
        """Take a letter, and say so; False where it is told to go without a word."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line:
            self.server.taken.append((to, b"".join(lines)))
            answer = self.server.answer(".")
            if answer == SILENCE:
                return False
            self.say(answer)
        return True

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server(settings) -> Iterator[Server]:
    made = Server()
    settings.EMAIL_HOST, settings.EMAIL_PORT = made.server_address
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    yield made
    made.shutdown()
    made.server_close()


def letter(name: str = "jo", raw: bytes = b"Subject: Hello\r\n\r\n.Words\r\n") -> Letter:
    return Letter(f"{name}@example.org", "<1@example.org>", "Hello", raw, lambda: "Words")


def names(server: Server) -> list[str]:
    """Return to whom something was handed over that was not empty."""
    return [to.partition("<")[2].partition("@")[0] for to, raw in server.taken if raw]


def test_a_letter_goes_in_a_row_and_another_can_be_made_meanwhile(server: Server) -> None:
    carrier, made = Smtp(), []
    carrier.send(letter())
    carrier.expect(letter("al"))
    carrier.send(letter("al"), lambda: made.append(list(names(server))))
    carrier.close()
    assert (names(server), len(made)) == (["jo", "al"], 1)
    assert server.taken[0][1] == b"Subject: Hello\r\n\r\n..Words\r\n"
    assert server.said == ["EHLO", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA", "QUIT"]


def test_what_was_expected_and_does_not_leave_is_undone(server: Server) -> None:
    carrier = Smtp()
    carrier.send(letter())
    carrier.expect(letter("al"))
    carrier.expect(letter("cy"))
    carrier.send(letter("cy"))
    assert names(server) == ["jo", "cy"]
    assert server.said[-6:] == ["MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]
    carrier.expect(letter("di"))
    carrier.close()
    assert names(server) == ["jo", "cy"]


@pytest.mark.parametrize(
    ("answers", "ends", "words"),
    [
        ({"MAIL": "451 Wait", "RCPT": "503 No", "DATA": "503 No"}, Later, "451 Wait"),
        ({"MAIL": "550 Not you", "RCPT": "503 No", "DATA": "503 No"}, Never, "550 Not you"),
        ({"MAIL": "451 Wait", "RCPT": "503 No"}, Later, "451 Wait"),
        ({"MAIL": "451 Wait"}, Later, "451 Wait"),
        ({"RCPT": "550 Nobody", "DATA": "554 Nobody valid"}, Never, "550 Nobody"),
        ({"RCPT": "450 Wait", "DATA": "554 Nobody valid"}, Later, "450 Wait"),
        ({"RCPT": "550 Nobody"}, Never, "550 Nobody"),
        ({"RCPT": "450 Wait", ".": "554 Nobody valid"}, Later, "450 Wait"),
        ({"DATA": "451 Wait"}, Later, "451 Wait"),
        ({"DATA": "554 No"}, Never, "554 No"),
        ({".": "451 Wait"}, Later, "451 Wait"),
        ({".": "554 No"}, Never, "554 No"),
        ({"MAIL": "421 Bye"}, Away, "421 Bye"),
        ({"RCPT": "421 Bye"}, Away, "421 Bye"),
        ({"DATA": "421 Bye"}, Away, "421 Bye"),
        ({".": "421 Bye"}, Away, "421 Bye"),
    ],
)
@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("row", [True, False])
def test_any_mix_of_answers(
    server: Server, answers: dict[str, str], ends, words: str, expected: bool, row: bool
) -> None:
    server.row = row
    carrier = Smtp()
    carrier.send(letter("before"))
    server.answers = {word: [answer] for word, answer in answers.items()}
    if expected:
        carrier.expect(letter())
    with pytest.raises(ends, match=words):
        carrier.send(letter())
    server.answers = {}
    carrier.send(letter("after"))
    carrier.close()
    assert [name for name in names(server) if name != "jo"] == ["before", "after"]
    # The letter itself was handed over only where its very end was answered, and never as an empty one to anybody.
    assert ("jo" in names(server)) == ("." in answers and "RCPT" not in answers)
    assert all(raw or answers.get("RCPT", "2")[0] != "2" for _, raw in server.taken)


def test_an_unusual_address_goes_as_smtplib_writes_it(server: Server) -> None:
    carrier = Smtp()
    carrier.send(letter('"jo bloggs"'))
    with pytest.raises(ValueError, match="one line"):
        carrier.send(letter("jo\r\nRCPT TO:<al@example.org>\r\n"))
    carrier.close()
    assert len(server.taken) == 1


def test_a_server_that_goes_away_between_letters_is_away(server: Server) -> None:
    carrier = Smtp()
    carrier.send(letter())
    server.answers = {"NOOP": ["421 Closing"]}
    assert carrier.connection is not None
    carrier.connection.noop()
    carrier.expect(letter("al"))
    with pytest.raises(Away):
        carrier.send(letter("al"))
    carrier.send(letter("al"))
    carrier.close()
    assert names(server) == ["jo", "al"]


@pytest.mark.parametrize("row", [True, False])
def test_a_letter_that_is_not_answered_may_have_been_taken(server: Server, row: bool) -> None:
    server.row = row
    carrier = Smtp()
    carrier.send(letter("before"))
    server.answers = {".": [SILENCE]}
    with pytest.raises(Unanswered, match="may have arrived"):
        carrier.send(letter())
    carrier.send(letter("after"))
    carrier.close()
    assert names(server) == ["before", "jo", "after"]
