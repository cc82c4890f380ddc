"""GOV.UK Notify as the provider: against a server that answers as theirs does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from wapentake.foundation.mail.notify import Notify
from wapentake.foundation.mail.providers import Away, Later, Letter, Never, Unanswered, provider

pytestmark = pytest.mark.enable_socket
LETTER = Letter(
    "jo@example.org", "<b1.2.x@y>", "Boston Castle", b"", lambda: "Words", "https://site.example/unsubscribe/t/"
)
SILENCE = 0
KEY = "council-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"


class Fake(BaseHTTPRequestHandler):
    """Takes what it is told to take, and lists it by reference."""

    taken: list[dict[str, Any]] = []
    status = 201
    tokens: list[str] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.tokens.append(self.headers["Authorization"])
        if self.status in (201, SILENCE):
            self.taken.append(body)
        if self.status == SILENCE:
            return
        self.answer(self.status, {"id": "1"} if self.status == 201 else {"errors": [{"message": "No."}]})

    def do_GET(self) -> None:
        [reference] = parse_qs(urlsplit(self.path).query)["reference"]
        self.answer(200, {"notifications": [one for one in self.taken if one["reference"] == reference]})

    def answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server(settings):
    class Handler(Fake):
        taken: list[dict[str, Any]] = []
        tokens: list[str] = []

    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.WAPENTAKE_NOTIFY_ADDRESS = f"http://127.0.0.1:{found.server_address[1]}"
    settings.WAPENTAKE_NOTIFY_KEY, settings.WAPENTAKE_NOTIFY_TEMPLATE = KEY, "bulletin"
    settings.WAPENTAKE_MAIL_PROVIDER = "wapentake.foundation.mail.notify.Notify"
    yield Handler
    found.shutdown()
    found.server_close()


def test_a_letter_is_handed_over_and_can_be_asked_for(server) -> None:
    notify = provider()
    assert isinstance(notify, Notify)
    assert notify.has_taken(LETTER.reference) is False
    notify.send(LETTER)
    [said] = server.taken
    assert (said["email_address"], said["template_id"], said["reference"]) == (
        "jo@example.org",
        "bulletin",
        "<b1.2.x@y>",
    )
    assert said["personalisation"] == {"subject": "Boston Castle", "body": "Words"}
    assert said["one_click_unsubscribe_url"] == LETTER.unsubscribe
    assert notify.has_taken(LETTER.reference) is True
    assert server.tokens[0].count(".") == 2


@pytest.mark.parametrize(("status", "ends"), [(429, Later), (503, Later), (400, Never), (403, Away)])
def test_what_it_answers_is_taken_as_meant(server, status: int, ends: type[Exception]) -> None:
    server.status = status
    with pytest.raises(ends, match=str(status)):
        provider().send(LETTER)


def test_a_server_that_is_not_there_is_away(settings) -> None:
    settings.WAPENTAKE_NOTIFY_ADDRESS, settings.WAPENTAKE_NOTIFY_KEY = "http://127.0.0.1:9", KEY
    with pytest.raises(Away):
        Notify().send(LETTER)


def test_a_letter_that_is_not_answered_can_be_asked_for(server) -> None:
    server.status = SILENCE
    with pytest.raises(Unanswered, match="may have arrived"):
        Notify().send(LETTER)
    assert Notify().has_taken(LETTER.reference) is True
