"""The log: what happened, in fixed words, never about whom. Kept 14 days, for its owner only (security.md, 4.14).

`say` writes a line of the catalogue, `report` an error without its text: messages of libraries repeat what they were
given. Lines of other libraries keep their name and level only, for the same reason.
"""

import os
import sys
import threading
from collections.abc import Mapping

from smsdpo.core.errors import Refusal

TYPE_CHECKING = False  # as in cli/program.py
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Any

INFO, ERROR = 20, 40  # as `logging` has them
CATALOGUE: Mapping[str, str] = {
    "start": "program started",
    "store.opened": "store opened",
    "store.closed": "store closed",
    "store.read_only": "store opened for reading only",
    "store.copied": "store copied before a step of its schema",
    "store.put_back": "a copy was put in the place of a damaged store",
    "scratch.cleared": "folders left over from an unfinished export were removed",
    "blobs.swept": "sealed files left over from an unfinished operation were removed",
    "blobs.missing": "sealed files are missing",
    "drafts.forgotten": "drafts nobody came back to were removed",
    "steps.kept": "what can be undone could not be forgotten yet",
    "heads.not_written": "the end of the trail could not be noted outside the store",
    "refusal": "refused",
    "fault": "fault",
}

OURS = "smsdpo"
"""The origin of our own lines, among those of libraries."""


def quieten() -> None:
    """Where no file was begun, no line goes to standard error instead: a library's may quote a letter."""
    import logging

    logging.lastResort = logging.NullHandler()


def set_up(folder: "Path") -> "Path":
    """Begin logging into `folder` and return the file. Whatever else the process logs is reduced to its origin."""
    from smsdpo.core import log_file

    return log_file.begin(folder)


def say(code: str, *, level: int = INFO, **counts: int) -> None:
    """Write the catalogue's line `code`, with numbers only: a word could be somebody's name."""
    _write(level, code, counts)


def report(error: BaseException, *, where: str = "") -> str:
    """Log an error's class and place, and return the reference under which the user can name it."""
    reference = f"F-{os.urandom(4).hex().upper()}"
    level, code = (INFO, "refusal") if isinstance(error, Refusal) else (ERROR, "fault")
    fields = {"reference": reference, "where": where, "error": name_of(type(error))}
    _write(level, code, fields, (type(error), error, error.__traceback__))
    return reference


def name_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _write(level: int, code: str, fields: Mapping[str, object], place: "Any" = None) -> None:
    import logging  # the window is painted before anything is logged

    quieten()
    logging.getLogger(OURS).log(level, CATALOGUE[code], exc_info=place, extra={"code": code, "fields": fields})


def install_hooks() -> None:
    """Errors nobody caught: one sentence with a reference on standard error, the place in the log, no values."""

    def main(_kind: type[BaseException], error: BaseException, _at: "TracebackType | None") -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        sys.stderr.write(f"smsdpo stopped because of a fault of its own. Reference: {report(error, where='main')}.\n")

    def thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_value, where="thread")

    def unraisable(args: "Any") -> None:
        if args.exc_value is not None:
            report(args.exc_value, where="finaliser")

    sys.excepthook, threading.excepthook, sys.unraisablehook = main, thread, unraisable
