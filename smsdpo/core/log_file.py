"""The file of the log: lines in a sparing form of their own, kept 14 days, for its owner only (security.md, 4.14)."""

import logging
import os
import re
import traceback
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from smsdpo.core.log import OURS, name_of
from smsdpo.core.paths import PRIVATE_FILE, private_folder

KEPT_DAYS = 14

# Names of classes and places of ours, references and numbers.
_FIELD = re.compile(r"[A-Za-z0-9_.:/+#-]{0,128}")


def begin(folder: Path) -> Path:
    """The file in `folder` from now on, instead of the one before."""
    path = private_folder(folder) / "smsdpo.log"
    handler = _PrivateFile(path)
    handler.setFormatter(_Sparing())
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _PrivateFile)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    logging.getLogger(OURS).setLevel(logging.INFO)
    # The engine's own lines hold every value it is given (D22): they stay off whatever the root's level is.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    return path


class _PrivateFile(logging.FileHandler):
    """A new file each day, each 0600 from its first byte. `logging.handlers` has one like it, but would bring sockets
    and pickles into every start, counts files instead of days, and writes over the day that another window put away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._day = _day(path.stat().st_mtime) if path.exists() else ""
        super().__init__(path, encoding="utf-8", errors="replace")

    def emit(self, record: logging.LogRecord) -> None:
        day = _day(record.created)
        if self._day and self._day < day:
            with suppress(OSError):  # somebody reads it: better in one file than nowhere
                self._put_away(day)
        self._day = day
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """A full disk, say. The library would print the line on standard error, as it was given (security.md, 4.14)."""

    def _put_away(self, today: str) -> None:
        """The day is over: its file takes its name, and what is older than it may be goes."""
        if self.stream is not None:
            self.stream.close()
        self.stream = None  # the next line opens the file
        named = self._path.with_name(f"{self._path.name}.{self._day}")
        if not named.exists():  # another program of ours was faster
            self._path.replace(named)
        first = f"{self._path.name}.{date.fromisoformat(today) - timedelta(days=KEPT_DAYS)}"
        for old in self._path.parent.glob(f"{self._path.name}.*"):
            if old.name < first:
                old.unlink()

    def _open(self) -> Any:
        handle = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, PRIVATE_FILE)
        return os.fdopen(handle, "a", encoding="utf-8", errors="replace")


class _Sparing(logging.Formatter):
    """Time, level, origin, code and fields; of an error its class and the places it passed, never its text."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        ours = record.name == OURS and hasattr(record, "code")
        parts = [at, record.levelname, record.name]
        if ours:
            parts += [str(record.code), record.getMessage()]  # type: ignore[attr-defined]
            parts += [f"{name}={_field(value)}" for name, value in record.fields.items()]  # type: ignore[attr-defined]
        if record.exc_info and record.exc_info[1]:
            parts += [name_of(type(record.exc_info[1])), _places(record.exc_info[1])]
        return " ".join(parts)


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def _field(value: object) -> str:
    text = str(value)
    return text if _FIELD.fullmatch(text) else "?"


def _places(error: BaseException) -> str:
    """`module:line` from the outermost frame to the innermost; file names only, which are ours or a library's."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).stem}:{frame.lineno}" for frame in reversed(frames))
