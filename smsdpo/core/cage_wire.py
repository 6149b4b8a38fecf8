"""What travels between the cage and its worker, both ways: 4 bytes length, a JSON head, then the blobs whose sizes the
head lists. Sizes are limited, and neither side believes the other."""

import json
import re
import struct
from typing import IO, Any

from smsdpo.core.errors import Fault

MAX_HEAD = 64 * 1024 * 1024
MAX_BLOBS = 512 * 1024 * 1024

Header = dict[str, Any]

_LENGTH = struct.Struct(">I")
OUT_OF_MEMORY = 77
"""What a worker leaves with that may have no memory left to say so."""


def check_name(function: str, home: str) -> None:
    """Only a function of the one package may be named."""
    if not re.fullmatch(re.escape(home) + r"(\.[a-z_]+)*:[a-z][a-z_]*", function):
        raise Fault(f"{function} is not a function the cage may run")


def frame(head: Header, blobs: list[bytes]) -> list[bytes]:
    text = json.dumps({**head, "sizes": [len(blob) for blob in blobs]}).encode("ascii")
    if len(text) > MAX_HEAD or sum(map(len, blobs)) > MAX_BLOBS:
        raise MemoryError("frame too large")
    return [_LENGTH.pack(len(text)) + text, *blobs]


def read_frame(pipe: IO[bytes]) -> tuple[Header, list[bytes]]:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > MAX_HEAD:
        raise ValueError("head too large")
    head = json.loads(_exactly(pipe, length))
    sizes = head.get("sizes") if isinstance(head, dict) else None
    if not isinstance(sizes, list) or not all(isinstance(size, int) and size >= 0 for size in sizes):
        raise ValueError("not a head")
    if sum(sizes) > MAX_BLOBS:
        raise ValueError("blobs too large")
    return head, [_exactly(pipe, size) for size in sizes]


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data
