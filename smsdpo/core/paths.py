"""Where things lie on the user's machine, and the private way of writing there: folders 0700, files 0600."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from smsdpo.core.errors import Refusal

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class StorePaths:
    """A store and what belongs to it: `office.smsdpo` has `office.smsdpo.keys`, `.blobs/` and `.lock` beside it."""

    store: Path

    @property
    def keys(self) -> Path:
        """The wrapped keys."""
        return self.store.with_name(self.store.name + ".keys")

    @property
    def blobs(self) -> Path:
        """The sealed messages, attachments, letters and exports."""
        return self.store.with_name(self.store.name + ".blobs")

    @property
    def lock(self) -> Path:
        """Held by the one running program."""
        return self.store.with_name(self.store.name + ".lock")


def _dirs() -> PlatformDirs:
    return PlatformDirs("smsdpo", appauthor=False)


def default_store() -> Path:
    """The store of this user."""
    return Path(_dirs().user_data_dir) / "office.smsdpo"


def default_state() -> Path:
    """Logs and the audit heads: outside the store's folder, so that an old copy of the store is noticed."""
    return Path(_dirs().user_state_dir)


def private_folder(folder: Path) -> Path:
    """The folder, made if need be, readable by its owner only."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)
    return folder


def chosen_folder(folder: Path) -> Path:
    """A folder that a person named, made if need be; one that was there keeps its owner's rights."""
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refusal(f"The folder {folder.name} cannot be made: {reason}.", hint="Name another folder.") from error
    return folder


@contextmanager
def written_whole(target: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A temporary name beside `target`, renamed to it when the block ends well and removed when it does not. What a
    program that was killed left of the same file, which may hold somebody's data, goes when it is written again.

    An existing file is refused unless `overwrite` is given, which only a person may decide (contracts.md, 4).
    """
    if target.exists() and not overwrite:
        raise Refusal(
            f"{target.name} already exists there.", hint="Choose another name or folder, or move the old file away."
        )
    draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        for torn in _torn(target):
            torn.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        yield draft
        _flush_to_disk(draft)
        draft.replace(target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refusal(
            f"{target.name} could not be written: {reason}.",
            hint="Nothing was changed. Close it in other programs, free some space or choose another folder.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _torn(target: Path) -> list[Path]:
    """Drafts of `target` that a program which was killed left beside it."""
    start, end = f".{target.name}.", ".part"
    apart = len(start) + 8 + len(end)
    beside = (path for path in target.parent.iterdir() if path.name.startswith(start) and path.name.endswith(end))
    return [path for path in beside if len(path.name) == apart]


def _flush_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
