"""The quick signer is Django's own, letter by letter."""

import pytest
from django.core.signing import BadSignature, Signer

from wapentake.foundation.mail.signing import KeyedSigner


@pytest.mark.parametrize("value", ["", "a", "a.b", "é\u2028", "x" * 1000])
def test_its_signatures_are_djangos(value: str) -> None:
    ours, theirs = KeyedSigner(salt="some.salt", sep="."), Signer(salt="some.salt", sep=".")
    assert ours.sign(value) == theirs.sign(value)
    assert ours.unsign(theirs.sign(value)) == value
    with pytest.raises(BadSignature):
        KeyedSigner(salt="other", sep=".").unsign(theirs.sign(value))


def test_a_key_that_was_replaced_still_opens_what_it_signed() -> None:
    old = Signer(key="old", salt="some.salt").sign("value")
    assert KeyedSigner(key="new", salt="some.salt", fallback_keys=["old"]).unsign(old) == "value"
    assert KeyedSigner(key="new", salt="some.salt").sign("value") != old
