"""The front: which requests it answers, with which version in which form, and what it never does."""

import time

import pytest
from django.db import OperationalError

from wapentake.foundation.published import answers
from wapentake.foundation.published.answers import Press, choose
from wapentake.foundation.published.front import MANY, Front
from wapentake.foundation.published.mirror import Leaf, Mirror, Slot
from wapentake.foundation.published.shelf import Shelf, key_of

from .publishing import boards  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("boards")


def slot(words="Mow the park", begins=0.0, ends=None, etag="a1b2c3d4"):
    body = words.encode()
    return Slot(begins, ends, etag, "text/html; charset=utf-8", body, b"gz:" + body, b"br:" + body)


class Watch:
    database_is_away = False


class Site:
    """A front with pages on its shelf, before an application that says `django`."""

    def __init__(self, folder, *leaves, limit=10**6):
        self.press = Press(b"withdrawn")
        self.shelf = Shelf(Mirror(folder), self.press, limit)
        for leaf in leaves:
            self.shelf.put(leaf)
        self.now, self.asked, self.views = 1000.0, [], []
        self.watch = Watch()
        self.django = self.answer
        self.front = Front(
            lambda *words: self.django(*words),
            self.shelf,
            self.watch,
            unavailable=self.press.static(b"away", "503 Service Unavailable"),
            clock=lambda: self.now,
            visited=lambda path, environ: self.views.append(path),
        )

    def answer(self, environ, start):
        self.asked.append(environ["PATH_INFO"])
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"django"]

    def get(self, path="/boards/park/", method="GET", query="", host="localhost", **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        said = []
        body = b"".join(self.front(environ, lambda *words: said.append(words)))
        [(status, pairs)] = said
        assert len({name for name, _ in pairs}) == len(pairs)
        return status, dict(pairs), body


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path, Leaf("/boards/park/", "live", 1, (slot(),)))


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        (None, 0), ("", 0), ("gzip", 1), ("br", 2), ("gzip, deflate, br, zstd", 2), ("gzip;q=1.0, br;q=0.5", 1),
        ("br;q=0, gzip", 1), ("br;q=0, gzip;q=0", 0), ("*", 2), ("*;q=0", 0), ("identity", 0), ("GZIP", 1),
        ("x-gzip", 1), ("br;q=abc", 0), ("gzip; q=0.8 , br ; q=0.8", 2), ("deflate", 0), (";;,,=", 0), ("*;q=0, br", 2),
    ],
)  # fmt: skip
def test_the_best_form_that_is_accepted(accepted, form):
    assert choose(accepted) == form


@pytest.mark.parametrize(("accepted", "body", "encoding"), [
    ("identity", b"Mow the park", None), ("gzip", b"gz:Mow the park", "gzip"), ("gzip, br", b"br:Mow the park", "br"),
])  # fmt: skip
def test_each_form_has_its_own_bytes_length_and_tag(site, accepted, body, encoding):
    for _ in range(2):  # the second time the choice is remembered
        status, headers, sent = site.get(accept_encoding=accepted)
        assert (status, sent, headers.get("Content-Encoding")) == ("200 OK", body, encoding)
        assert headers["Content-Length"] == str(len(body))
        assert headers["ETag"] == f'"a1b2c3d4-{encoding or "identity"}"'
        assert headers["Vary"] == "Accept-Encoding"
    assert site.asked == []


def test_stored_pages_carry_the_fixed_policy_and_no_cookie(site):
    _, headers, _ = site.get(cookie="session=1")
    assert headers["Content-Security-Policy"] == "default-src 'none'; style-src 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not {"Set-Cookie", "Strict-Transport-Security"} & headers.keys()


@pytest.mark.parametrize("tag", ['"a1b2c3d4-identity"', 'W/"a1b2c3d4-br"', '"other", "a1b2c3d4-gzip"', "*"])
def test_who_has_the_page_gets_no_bytes(site, tag):
    status, headers, body = site.get(if_none_match=tag)
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == '"a1b2c3d4-identity"'
    assert "Content-Length" not in headers


def test_who_has_another_page_gets_this_one(site):
    assert site.get(if_none_match='"other"')[0] == "200 OK"


def test_head_has_the_headers_alone(site):
    status, headers, body = site.get(method="HEAD", accept_encoding="br")
    assert (status, headers["Content-Length"], body) == ("200 OK", "15", b"")


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST"}, {"method": "DELETE"}, {"query": "page=2"}, {"host": "evil.example"}, {"host": ""},
        {"host": "localhost:80:80"}, {"path": "/boards/park"}, {"path": "/boards/other/"}, {"path": "//boards/park/"},
        {"host": "localhost@evil.example"},
    ],
)  # fmt: skip
def test_everything_else_goes_to_django(site, request_):
    assert site.get(**request_)[2] == b"django"
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("text/plain; charset=base64", "text/plain"),
        ('application/x-www-form-urlencoded ; CHARSET="unicode_escape"', "application/x-www-form-urlencoded"),
        ("multipart/form-data; charset=zip; boundary=x", "multipart/form-data; boundary=x"),
        ("multipart/form-data; boundary=charset", "multipart/form-data; boundary=charset"),
    ],
)
def test_django_reads_everything_as_utf_8_whatever_a_stranger_says(site, given, left):
    """Python has encodings that turn no bytes into text: a request that named one ended outside of every handler."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/find/", "QUERY_STRING": "q=x", "HTTP_HOST": "localhost"}
    environ["CONTENT_TYPE"] = given
    assert list(site.front(environ, lambda *_: None)) == [b"django"]
    assert environ["CONTENT_TYPE"] == left


def test_hosts_and_headers_of_strangers_are_not_remembered_without_end(site, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(2 * MANY):
        assert site.get(host=f"h{number}.example", accept_encoding=f"gzip;q=0.{number + 1}")[2] == b"gz:Mow the park"
    assert len(site.front.hosts) <= MANY
    assert len(site.front.forms) <= MANY


def test_healthz_is_answered_for_any_host_by_the_front_itself(site):
    site.watch.database_is_away = True
    assert site.get("/healthz", host="10.0.0.7")[::2] == ("200 OK", b"alive")
    assert site.get("/healthz", method="HEAD")[::2] == ("200 OK", b"")
    assert site.asked == []


def test_views_are_told(site):
    site.get()
    site.get(method="POST")
    site.get(if_none_match="*")
    site.get(method="HEAD")
    site.get(accept_encoding="gzip;q=0.5")
    assert site.views == ["/boards/park/"] * 3


class TestTime:
    def test_a_page_is_not_served_past_its_end(self, tmp_path):
        site = Site(tmp_path, Leaf("/boards/park/", "live", 1, (slot(ends=2000.0),)))
        site.now = 1999.9
        assert site.get()[2] == b"Mow the park"
        site.now = 2000.0
        assert site.get()[2] == b"django"
        assert site.get(accept_encoding="br", if_none_match='"a1b2c3d4-br"')[2] == b"django"

    def test_the_next_version_takes_over_by_the_clock_alone(self, tmp_path):
        ends = slot("after", begins=2000.0, ends=3000.0, etag="ffff")
        site = Site(tmp_path, Leaf("/boards/park/", "live", 1, (slot("before", ends=2000.0), ends)))
        assert site.get()[2] == b"before"
        site.now = 2000.0
        status, headers, body = site.get(if_none_match='"a1b2c3d4-identity"')
        assert (status, headers["ETag"], body) == ("200 OK", '"ffff-identity"', b"after")
        site.now = 3000.0
        assert site.get()[2] == b"django"

    def test_a_version_that_has_not_begun_is_not_served(self, tmp_path):
        later = slot("after", begins=2500.0)
        site = Site(tmp_path, Leaf("/boards/park/", "live", 1, (slot("before", ends=2000.0), later)))
        site.now = 2100.0
        assert site.get()[2] == b"django"


class TestWithdrawn:
    def test_its_address_says_so_with_a_query_too(self, tmp_path):
        site = Site(tmp_path, Leaf("/boards/park/", "withdrawn", 2))
        for query in ("", "x=1"):
            status, headers, body = site.get(query=query, if_none_match="*", accept_encoding="br")
            assert (status, body, headers["Cache-Control"]) == ("410 Gone", b"withdrawn", "no-store")
            assert "ETag" not in headers
        assert site.get(method="POST")[2] == b"django"

    def test_it_replaces_the_page_and_is_replaced_again(self, site):
        site.shelf.put(Leaf("/boards/park/", "withdrawn", 2))
        assert site.get()[0] == "410 Gone"
        site.shelf.put(Leaf("/boards/park/", "live", 3, (slot("back"),)))
        assert site.get()[2] == b"back"
        site.shelf.put(Leaf("/boards/park/", "gone", 4))
        assert site.get()[2] == b"django"


class TestHttps:
    @pytest.fixture
    def secure(self, tmp_path, settings):
        settings.HTTPS = True
        settings.SECURE_HSTS_SECONDS = 100
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        return Site(tmp_path, Leaf("/boards/park/", "live", 1, (slot(),)))

    def test_a_plain_request_is_redirected_by_django(self, secure):
        assert secure.get()[2] == b"django"
        assert secure.get(x_forwarded_proto="http")[2] == b"django"

    def test_a_secure_one_is_answered_with_hsts(self, secure):
        for _ in range(2):
            _, headers, body = secure.get(x_forwarded_proto="https")
            assert body == b"Mow the park"
            assert headers["Strict-Transport-Security"] == "max-age=100; includeSubDomains; preload"


class TestOutage:
    def test_a_failure_for_want_of_the_database_is_said_plainly(self, site, rf):
        def fail(environ, start):
            try:
                raise OperationalError("the connection is closed")
            except OperationalError:
                from django.core.signals import got_request_exception

                got_request_exception.send(sender=None, request=None)
            start("500 Internal Server Error", [])
            return [b"trace"]

        site.django = fail
        status, headers, body = site.get("/desk/")
        assert (status, headers["Retry-After"], headers["Cache-Control"], body) == (
            "503 Service Unavailable", "5", "no-store", b"away",
        )  # fmt: skip
        assert site.get()[2] == b"Mow the park"

    def test_another_failure_stays_what_it_is(self, site):
        def fail(environ, start):
            start("500 Internal Server Error", [])
            return [b"our fault"]

        site.django = fail
        assert site.get("/desk/")[::2] == ("500 Internal Server Error", b"our fault")

    def test_an_application_that_raises_for_want_of_the_database(self, site):
        def fail(environ, start):
            raise OperationalError

        site.django = fail
        assert site.get("/desk/")[0] == "503 Service Unavailable"

    def test_one_request_at_a_time_asks_whether_the_database_is_back(self, site):
        site.watch.database_is_away = True
        inner = []

        def slow(environ, start):
            site.django = site.answer
            inner.append(site.get("/desk/")[0])
            inner.append(site.get("/static/a.css")[0])
            inner.append(site.get()[2])
            return site.answer(environ, start)

        site.django = slow
        assert site.get("/desk/")[0] == "200 OK"
        assert inner == ["503 Service Unavailable", "200 OK", b"Mow the park"]
        assert site.get("/desk/")[0] == "200 OK"


class TestShelf:
    def leaf(self, number, version=1):
        return Leaf(f"/boards/b{number}/", "live", version, (slot(f"board {number} " + "x" * 1000),))

    def test_it_keeps_what_was_asked_for_and_reads_the_rest_from_disk(self, tmp_path):
        leaves = [self.leaf(number) for number in range(20)]
        site = Site(tmp_path, limit=6 * leaves[0].size)
        site.shelf.mirror.lead()
        for leaf in leaves:
            site.shelf.mirror.write(leaf)
            site.shelf.put(leaf)
            site.get("/boards/b0/")
        assert "/boards/b0/" in site.shelf.ready
        assert len(site.shelf.ready) <= 6
        assert site.shelf.filled == sum(answer.size for answer in site.shelf.ready.values())
        for number in range(20):
            assert site.get(f"/boards/b{number}/")[2].startswith(f"board {number} ".encode())
        assert site.asked == []
        assert site.shelf.filled <= site.shelf.limit

    def test_an_old_file_on_disk_is_not_served(self, tmp_path):
        site = Site(tmp_path, limit=0)
        site.shelf.mirror.lead()
        site.shelf.mirror.write(self.leaf(1))
        site.shelf.put(self.leaf(1, version=2))
        assert site.get("/boards/b1/")[2] == b"django"
        assert site.shelf.missing == {"/boards/b1/"}

    def test_addresses_with_other_letters(self, tmp_path):
        site = Site(tmp_path, Leaf("/boards/caf%C3%A9/", "live", 1, (slot(),)))
        assert key_of("/boards/caf%C3%A9/") == "/boards/cafÃ©/"
        assert site.get("/boards/café/".encode().decode("latin-1"))[2] == b"Mow the park"

    def test_what_the_store_does_not_know_is_forgotten(self, site):
        site.shelf.drop_all_but(set())
        assert site.get()[2] == b"django"
        assert (site.shelf.versions, site.shelf.filled) == ({}, 0)


class TestMirror:
    leaf = Leaf("/boards/park/", "live", 7, (slot(), slot("after", 5.5, 6.5)))

    def test_a_page_comes_back_as_it_was(self, tmp_path):
        mirror = Mirror(tmp_path / "published")
        assert mirror.lead()
        mirror.write(self.leaf)
        assert mirror.read("/boards/park/") == self.leaf
        assert list(Mirror(tmp_path / "published").leaves()) == [self.leaf]
        assert mirror.read("/boards/other/") is None

    @pytest.mark.parametrize(
        "damage", [lambda b: b"", lambda b: b[:-1], lambda b: b.replace(b"park", b"pork"), lambda b: b"\0" * 9]
    )
    def test_a_damaged_file_counts_as_none(self, tmp_path, damage):
        mirror = Mirror(tmp_path / "published")
        mirror.lead()
        mirror.write(self.leaf)
        file = mirror.file(self.leaf.path)
        file.write_bytes(damage(file.read_bytes()))
        assert mirror.read("/boards/park/") is None
        assert list(mirror.leaves()) == []

    def test_a_page_that_is_gone_leaves_no_bytes(self, tmp_path):
        mirror = Mirror(tmp_path / "published")
        mirror.lead()
        mirror.write(self.leaf)
        mirror.write(Leaf(self.leaf.path, "withdrawn", 8))
        assert b"park</" not in mirror.file(self.leaf.path).read_bytes()
        assert mirror.read(self.leaf.path) == Leaf(self.leaf.path, "withdrawn", 8)
        mirror.write(Leaf(self.leaf.path, "gone", 9))
        assert not mirror.file(self.leaf.path).exists()

    def test_one_process_writes_until_it_is_gone(self, tmp_path):
        one, other = Mirror(tmp_path / "published"), Mirror(tmp_path / "published")
        assert one.lead()
        assert not other.lead()
        (one.folder / "ab").mkdir()
        half = one.folder / "ab" / ".cd.page"
        half.write_bytes(b"half")
        one.close()
        assert other.lead()
        assert not half.exists()


def test_the_policy_is_the_one_that_django_sends(settings):
    """The middleware's header and the front's must not drift apart."""
    from csp.middleware import CSPMiddleware
    from django.http import HttpResponse
    from django.test import RequestFactory

    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'none'"], "img-src": ["'self'", "data:"]}}
    sent = CSPMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    ours = dict(answers.security_headers())["Content-Security-Policy"]
    assert set(sent["Content-Security-Policy"].split("; ")) == set(ours.split("; "))


def test_answering_from_store_costs_next_to_nothing(site):
    """A tripwire, far above what it takes: the real figure is measured by benchmarks/front.py."""
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/boards/park/", "QUERY_STRING": "", "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "br",
    }  # fmt: skip
    site.front.visited = None
    site.front(environ, lambda *_: None)
    begun = time.process_time()
    for _ in range(10_000):
        site.front(environ, lambda *_: None)
    assert time.process_time() - begun < 0.5
