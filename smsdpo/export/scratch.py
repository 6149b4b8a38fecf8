"""The private folder in which sheets lie in clear until they are packed. Free of openpyxl, so that a start is cheap."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock

SCRATCH_PREFIX = "smsdpo-export-"
_IN_USE = "in-use.lock"


@contextmanager
def private_scratch() -> Iterator[Path]:
    """A folder of the owner's only, emptied whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX))
    try:
        with StoreLock(folder / _IN_USE):
            yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def clear_left_overs() -> int:
    """Remove what a crash left in the temp folder; called at start. Says how many folders went.

    A folder in which another program of ours is at work is locked and stays.
    """
    left = [folder for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH_PREFIX}*") if not folder.is_symlink()]
    return sum(_cleared(folder) for folder in left)


def _cleared(folder: Path) -> bool:
    try:
        with StoreLock(folder / _IN_USE):
            pass
    except Refusal:
        return False
    rmtree(folder, ignore_errors=True)
    return not folder.exists()
