"""The SHA-256 sum of a file that was handed over, reckoned in the pool instead of typed."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.errors import Refusal
from smsdpo.ui.texts import cases as says

if TYPE_CHECKING:
    from smsdpo.ui.tasks import ProgressHandler

MOST = 4 * 2**30
"""Bytes: what is handed over on a disc; more is a mistake, or a device that never ends."""
_CHUNK = 2**20


def sum_of(path: Path, progress: "ProgressHandler") -> str:
    """The 64 digits; refuses what is no plain file, and what is or grows too large."""
    digest, done = hashlib.sha256(), 0
    try:
        if not path.is_file():  # a pipe or a device would never end
            raise Refusal(says.FROM_FILE_NOT, hint=says.FROM_FILE_NOT_HINT)
        size = path.stat().st_size
        with path.open("rb") as stream:
            while done <= MOST and (chunk := stream.read(_CHUNK)):
                digest.update(chunk)
                done += len(chunk)
                progress(done // _CHUNK, max(size // _CHUNK, 1))
    except OSError as error:
        raise Refusal(says.FROM_FILE_NOT, hint=says.FROM_FILE_NOT_HINT) from error
    if done > MOST:
        raise Refusal(says.FROM_FILE_BIG.format(most=MOST // 2**30), hint=says.FROM_FILE_BIG_HINT)
    return digest.hexdigest()
