"""Hashes by which a row is known again: by its key, and by its content."""

import hashlib
import json
from collections.abc import Mapping

SIZE = 12
"""Bytes: 96 bits are far beyond any chance of two of a few million rows meeting."""

# Made once: `json.dumps` would make another for every row.
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_key(*parts: str) -> str:
    """The same parts give the same key; no part can be mistaken for a piece of its neighbour."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=SIZE).hexdigest()


def row_hash(payload: Mapping[str, str]) -> str:
    """The same content gives the same hash, whatever the order of its fields."""
    return text_hash(payload_text(payload))


def text_hash(payload: str) -> str:
    """The hash of a payload already written as text."""
    return hashlib.blake2b(payload.encode(), digest_size=SIZE).hexdigest()


def payload_text(payload: Mapping[str, str]) -> str:
    """A payload as the store keeps it."""
    return _WRITER.encode(payload)
