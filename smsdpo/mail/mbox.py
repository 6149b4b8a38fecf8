"""A mailbox file split into its messages as a stream: never the whole file in memory (performance.md, c)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_CHUNK = 1024 * 1024
_LONGEST_FROM_LINE = 400
# The separator: sender, then a day of the week and a time. Prose that begins with "From " has neither in that place.
_SEPARATOR = re.compile(rb"From \S+(?: at \S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{0,80}?\d{1,2}:\d{2}")


def begins_like_mbox(head: bytes) -> bool:
    """Whether a file begins as mailbox files do."""
    return _SEPARATOR.match(head) is not None


def message_places(path: Path) -> Iterator[tuple[int, int]]:
    """(offset, size) of each message, without its separator line and the empty line before the next one."""
    with path.open("rb") as file:
        start: int | None = None
        for at, length in _separators(file):
            if start is not None:
                yield start, _without_gap(file, start, at)
            start = at + length
        if start is not None:
            yield start, _without_gap(file, start, file.seek(0, 2))


def _without_gap(file: IO[bytes], start: int, end: int) -> int:
    where = file.tell()
    file.seek(max(start, end - 4))
    tail = file.read(end - max(start, end - 4))
    file.seek(where)
    for gap in (b"\r\n\r\n", b"\n\n"):
        if tail.endswith(gap):
            return end - start - len(gap) // 2
    return end - start


def _separators(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """(offset, length) of each separator line."""
    begin = 0  # where in the file `held` begins
    held = b"\n"  # as if a line had ended before the first byte
    base = -1
    while True:
        file.seek(begin)
        chunk = file.read(_CHUNK)
        begin += len(chunk)
        held += chunk
        last = not chunk
        position = held.find(b"\nFrom ")
        while position >= 0 and (last or position + _LONGEST_FROM_LINE < len(held)):
            line_end = held.find(b"\n", position + 1)
            line_end = len(held) if line_end < 0 else line_end + 1
            if _SEPARATOR.match(held, position + 1):
                yield base + position + 1, line_end - position - 1
            position = held.find(b"\nFrom ", position + 1)
        if last:
            return
        keep = position if position >= 0 else max(len(held) - 6, 0)
        base += keep
        held = held[keep:]
