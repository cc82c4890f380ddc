"""GOV.UK Notify as the provider: one template with ((subject)) and ((body)), our Message-ID as the reference.

Notify keeps a list by reference, so a letter of which a crash left it open whether it went can be asked for.
"""

import base64
import hashlib
import hmac
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from django.conf import settings

from .providers import LONGEST, Away, Later, Letter, Never, Unanswered

TIMEOUT = 20


class Notify:
    """GOV.UK Notify over HTTP."""

    def expect(self, letter: Letter) -> None:
        """Do nothing."""

    def send(self, letter: Letter, meanwhile: Callable[[], object] | None = None) -> None:
        """Hand a letter over. Raises `Later`, `Never`, `Away` or `Unanswered`."""
        wanted: dict[str, Any] = {
            "email_address": letter.to,
            "template_id": settings.WAPENTAKE_NOTIFY_TEMPLATE,
            "personalisation": {"subject": letter.subject, "body": letter.text()},
            "reference": letter.reference,
        }
        if letter.unsubscribe.startswith("https://"):
            wanted["one_click_unsubscribe_url"] = letter.unsubscribe
        self._ask("/v2/notifications/email", wanted)

    def has_taken(self, reference: str) -> bool | None:
        """Say whether Notify has a letter under a reference already."""
        found = self._ask(f"/v2/notifications?{urllib.parse.urlencode({'reference': reference})}")
        return bool(found.get("notifications"))

    def close(self) -> None:
        """Nothing is kept open."""

    def _ask(self, path: str, wanted: dict[str, Any] | None = None) -> dict[str, Any]:
        body = json.dumps(wanted).encode() if wanted is not None else None
        headers = {"Authorization": f"Bearer {_token()}", "Content-Type": "application/json"}
        request = urllib.request.Request(settings.WAPENTAKE_NOTIFY_ADDRESS + path, body, headers)  # noqa: S310  a setting
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310  a setting
                return dict(json.load(answer))
        except urllib.error.HTTPError as refused:
            raise _refusal(refused) from None
        except urllib.error.URLError as gone:  # it was not reached: urllib wraps what went wrong until all was said
            raise Away(str(gone)[:LONGEST]) from None
        except (OSError, ValueError, http.client.HTTPException) as lost:
            kind = Away if wanted is None else Unanswered
            raise kind(f"No answer came, so it may have arrived: {lost}"[:LONGEST]) from None


def _refusal(refused: urllib.error.HTTPError) -> Exception:
    """Too many or a fault of theirs is later; a wrong key is nobody's letter; anything else is about the letter."""
    with refused:
        words = f"{refused.code} {' '.join(refused.read(2_000).decode(errors='replace').split())}"[:LONGEST]
    if refused.code in (401, 403):
        return Away(words)
    return Later(words) if refused.code == 429 or refused.code >= 500 else Never(words)


def _token() -> str:
    """Return the signed token that Notify asks for: a JWT of the service's id and the time, good for half a minute."""
    key = settings.WAPENTAKE_NOTIFY_KEY
    service, secret = key[-73:-37], key[-36:]
    claims = {"iss": service, "iat": int(time.time())}
    signed = ".".join(_part(json.dumps(each).encode()) for each in ({"typ": "JWT", "alg": "HS256"}, claims))
    return f"{signed}.{_part(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())}"


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
