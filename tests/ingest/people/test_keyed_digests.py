"""The HMAC of the standard library, only faster."""

from __future__ import annotations

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.ingest.people.keyed_digests import keyed_digest


@given(st.binary(min_size=1, max_size=64), st.binary(max_size=200))
def test_it_is_the_standard_librarys(key, message):
    assert keyed_digest(key)(message) == hmac.digest(key, message, "sha256")


def test_a_long_key_is_refused():
    with pytest.raises(ValueError, match="at most 64 bytes, but had 65"):
        keyed_digest(b"k" * 65)
