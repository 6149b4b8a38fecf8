"""The private folder in which sheets lie in clear until they are packed. Free of openpyxl, so that a start is cheap."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock

SCRATCH_PREFIX = "smsdpo-export-"
_IN_USE = "in-use.lock"
_TRIES = 3


@contextmanager
def private_scratch() -> Iterator[Path]:
    """A folder of the owner's only, emptied whatever happens."""
    folder, lock = _locked_folder()
    try:
        yield folder
    finally:
        lock.release()
        rmtree(folder, ignore_errors=True)


def _locked_folder() -> tuple[Path, StoreLock]:
    """Until it is locked, another program that starts takes the folder for left over: then one more is made."""
    tries = 0
    while True:
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX))
        lock = StoreLock(folder / _IN_USE)
        try:
            lock.acquire()
        except Refusal:
            tries += 1
            if tries == _TRIES:
                raise
        else:
            return folder, lock


def clear_left_overs() -> int:
    """Remove what a crash left in the temp folder; called at start. Says how many folders went.

    A folder in which another program of ours is at work is locked and stays.
    """
    left = [folder for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH_PREFIX}*") if not folder.is_symlink()]
    return sum(_cleared(folder) for folder in left)


def _cleared(folder: Path) -> bool:
    try:
        with StoreLock(folder / _IN_USE):
            rmtree(folder, ignore_errors=True)  # while it is ours, or somebody could have begun to use it
    except Refusal:
        return False
    if sys.platform == "win32":  # there a lock's own file stays as long as it is held
        rmtree(folder, ignore_errors=True)
    return not folder.exists()
