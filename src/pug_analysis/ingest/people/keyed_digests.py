"""HMAC-SHA256 of many short texts under one key, without setting the key up for each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_BLOCK: Final = 64


@lru_cache(maxsize=8)
def keyed_digest(key: bytes) -> Callable[[bytes], bytes]:
    """Return the function ``hmac.digest(key, message, "sha256")`` of the message (RFC 2104).

    Parameters
    ----------
    key : of up to 64 bytes

    Raises
    ------
    ValueError
        if the key is longer.
    """
    if len(key) > _BLOCK:
        raise ValueError(f"key must have at most {_BLOCK} bytes, but had {len(key)}")
    padded = key.ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in padded))
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in padded))

    def digest(message: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    return digest
