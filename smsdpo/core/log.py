"""The log: what happened, in fixed words, never about whom. Kept 14 days, for its owner only (security.md, 4.14).

`say` writes a line of the catalogue, `report` an error without its text: messages of libraries repeat what they were
given. Lines of other libraries keep their name and level only, for the same reason.
"""

import logging
import os
import re
import secrets
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import PRIVATE_FILE, private_folder

KEPT_DAYS = 14
CATALOGUE: Mapping[str, str] = {
    "start": "program started",
    "stop": "program ended",
    "store.opened": "store opened",
    "store.closed": "store closed",
    "store.read_only": "store opened for reading only",
    "store.copied": "store copied before a step of its schema",
    "store.put_back": "a copy was put in the place of a damaged store",
    "scratch.cleared": "folders left over from an unfinished export were removed",
    "blobs.swept": "sealed files left over from an unfinished operation were removed",
    "blobs.missing": "sealed files are missing",
    "drafts.forgotten": "drafts nobody came back to were removed",
    "heads.not_written": "the end of the trail could not be noted outside the store",
    "refusal": "refused",
    "fault": "fault",
}

_LOGGER = "smsdpo"
# As in the trail: keys, ids, days, counts and hashes.
_FIELD = re.compile(r"[A-Za-z0-9_.:/+#-]{0,128}")


def set_up(folder: Path) -> Path:
    """Begin logging into `folder` and return the file. Whatever else the process logs is reduced to its origin."""
    path = private_folder(folder) / "smsdpo.log"
    handler = _PrivateFile(path)
    handler.setFormatter(_Sparing())
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _PrivateFile)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    logging.getLogger(_LOGGER).setLevel(logging.INFO)
    # The engine's own lines hold every value it is given (D22): they stay off whatever the root's level is.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    return path


def say(code: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Write the catalogue's line `code` with fields that can only be keys, ids, days, counts and hashes."""
    logging.getLogger(_LOGGER).log(level, CATALOGUE[code], extra={"code": code, "fields": fields})


def report(error: BaseException, *, where: str = "") -> str:
    """Log an error's class and place, and return the reference under which the user can name it."""
    reference = f"F-{secrets.token_hex(4).upper()}"
    level = logging.INFO if isinstance(error, Refusal) else logging.ERROR
    code = "refusal" if isinstance(error, Refusal) else "fault"
    fields = {"reference": reference, "where": where, "error": _name(type(error))}
    place = (type(error), error, error.__traceback__)
    logging.getLogger(_LOGGER).log(level, CATALOGUE[code], exc_info=place, extra={"code": code, "fields": fields})
    return reference


def install_hooks() -> None:
    """Errors nobody caught: one sentence with a reference on standard error, the place in the log, no values."""

    def main(_kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        sys.stderr.write(f"smsdpo stopped because of a fault of its own. Reference: {report(error, where='main')}.\n")

    def thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_value, where="thread")

    def unraisable(args: Any) -> None:
        if args.exc_value is not None:
            report(args.exc_value, where="finaliser")

    sys.excepthook, threading.excepthook, sys.unraisablehook = main, thread, unraisable


class _PrivateFile(TimedRotatingFileHandler):
    """A new file each day, the newest fourteen kept, each 0600 from its first byte."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, when="midnight", utc=True, backupCount=KEPT_DAYS, encoding="utf-8", errors="replace")

    def _open(self) -> Any:
        handle = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, PRIVATE_FILE)
        return os.fdopen(handle, "a", encoding="utf-8", errors="replace")


class _Sparing(logging.Formatter):
    """Time, level, origin, code and fields; of an error its class and the places it passed, never its text."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        ours = record.name == _LOGGER and hasattr(record, "code")
        parts = [at, record.levelname, record.name]
        if ours:
            parts += [str(record.code), record.getMessage()]  # type: ignore[attr-defined]
            parts += [f"{name}={_field(value)}" for name, value in record.fields.items()]  # type: ignore[attr-defined]
        if record.exc_info and record.exc_info[1]:
            parts += [_name(type(record.exc_info[1])), _places(record.exc_info[1])]
        return " ".join(parts)


def _field(value: object) -> str:
    text = str(value)
    return text if _FIELD.fullmatch(text) else "?"


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(error: BaseException) -> str:
    """`module:line` from the outermost frame to the innermost; file names only, which are ours or a library's."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).stem}:{frame.lineno}" for frame in reversed(frames))
