"""A stored page as the front answers it: headers made beforehand, one answer for each form."""

from django.conf import settings

from .marking import CACHE_CONTROL, MOVED
from .mirror import WITHDRAWN, Leaf, Slot

Headers = list[tuple[str, str]]
# Nobody else's page may take our answers as pictures, scripts or documents of its own.
OURS_ALONE = ("Cross-Origin-Resource-Policy", "same-origin")
FOREVER = float("inf")
ENCODINGS = ("identity", "gzip", "br")  # in the order of a slot's forms


def security_headers() -> Headers:
    """Return what every answer of the front carries, stored pages with their one fixed policy for content."""
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    found = [
        ("Content-Security-Policy", "; ".join(" ".join([name, *values]) for name, values in policy.items())),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        OURS_ALONE,
    ]
    if settings.SECURE_HSTS_SECONDS:
        more = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
        more += "; preload" if settings.SECURE_HSTS_PRELOAD else ""
        found.append(("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}{more}"))
    return found


def alive() -> Headers:
    """Return the headers of the front's word that its process is alive."""
    own = [("Content-Type", "text/plain"), ("Content-Length", "5"), ("Cache-Control", "no-store")]
    return [*own, *security_headers()]


class Answer:
    """One version of one page, ready to be sent. `forms` are bodies and headers in the order of ENCODINGS."""

    __slots__ = ("begins", "closed", "core", "forms", "next", "path", "size", "status", "unchanged", "until", "used")

    def __init__(self, path: str, status: str, forms: list[tuple[list[bytes], Headers]]) -> None:
        self.path, self.status, self.forms = path, status, forms
        self.begins, self.until = 0.0, FOREVER
        self.closed = False  # a withdrawn page: closed with a query too
        self.core = ""  # of its ETags; empty for none
        self.unchanged: list[Headers] = []
        self.next: Answer | None = None
        self.size, self.used = 0, True

    def at(self, now: float) -> "Answer | None":
        """Return the version for a moment, this one or a later one, or None where neither is known."""
        answer: Answer | None = self
        while answer is not None and now >= answer.until:
            answer = answer.next
        return answer if answer is not None and (answer is self or answer.begins <= now) else None


class Press:
    """Makes answers of pages. The headers that all share are made once."""

    def __init__(self, withdrawn: bytes) -> None:
        self.shared = security_headers()
        self.withdrawn = self.static(withdrawn, "410 Gone", closed=True)

    def static(self, body: bytes, status: str, *, closed: bool = False) -> Answer:
        """Return an answer that is the same for ever: the page for withdrawn ones, the one for an outage."""
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *self.shared,
        ]
        answer = Answer("", status, [([body], headers)] * 3)
        answer.closed = closed
        return answer

    def print(self, leaf: Leaf) -> Answer | None:
        """Return a page's answer, its later version behind it; None where nothing is to be served from store."""
        if leaf.state == WITHDRAWN:
            return self.withdrawn
        first: Answer | None = None
        for slot in reversed(leaf.slots):
            answer = self._version(leaf.path, slot)
            answer.next = first
            first = answer
        if first is not None:
            first.size = leaf.size
        return first

    def _leads_on(self, path: str, slot: Slot) -> Answer:
        """Return the answer of an address that has moved. It has no ETag: it is shorter than asking about it."""
        where = slot.identity.decode()
        own = [("Location", where), ("Content-Length", "0"), ("Cache-Control", CACHE_CONTROL)]
        return Answer(path, "301 Moved Permanently", [([b""], own + self.shared)] * 3)

    def _version(self, path: str, slot: Slot) -> Answer:
        if slot.content_type == MOVED:
            return self._leads_on(path, slot)
        forms, unchanged = [], []
        for encoding, body in zip(ENCODINGS, slot.forms, strict=True):
            tag = f'"{slot.etag}-{encoding}"'
            shared = [
                ("ETag", tag), ("Vary", "Accept-Encoding"), ("Cache-Control", CACHE_CONTROL), *self.shared,
            ]  # fmt: skip
            own = [("Content-Type", slot.content_type), ("Content-Length", str(len(body)))]
            if encoding != "identity":
                own.append(("Content-Encoding", encoding))
            forms.append(([body], own + shared))
            unchanged.append(shared)
        answer = Answer(path, "200 OK", forms)
        answer.begins, answer.until = slot.begins, FOREVER if slot.ends is None else slot.ends
        answer.core, answer.unchanged = slot.etag, unchanged
        return answer


def choose(accepted: str | None) -> int:
    """Return which form an Accept-Encoding header asks for: the best that it accepts, brotli before gzip (RFC 9110)."""
    if not accepted:
        return 0
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (word.strip() for word in part.split(";"))
        weights[name] = _weight(parameters)
    others = weights.get("*", 0.0)
    brotli, gzip = weights.get("br", others), weights.get("gzip", weights.get("x-gzip", others))
    if brotli > 0 and brotli >= gzip:
        return 2
    return 1 if gzip > 0 else 0


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
