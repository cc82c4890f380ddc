"""Signatures for many values: a mail to ten thousand people holds tens of thousands of them."""

import base64
import hashlib
import hmac
from functools import cached_property

from django.core.signing import Signer
from django.utils.encoding import force_bytes


class KeyedSigner(Signer):
    """Django's signer, with its key derived once and not for each value. Its signatures are the same."""

    @cached_property
    def _derived(self) -> bytes:
        return hashlib.new(self.algorithm, b"".join(map(force_bytes, (self.salt, "signer", self.key)))).digest()

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        """Return the signature of a value."""
        if key not in (None, self.key):
            return str(super().signature(value, key))  # a key that was replaced since
        digest = hmac.digest(self._derived, force_bytes(value), self.algorithm)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
