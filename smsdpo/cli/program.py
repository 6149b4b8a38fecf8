"""Reads the command line, runs the command and turns how it ended into an exit status; nothing else ever escapes."""

import argparse
import contextlib
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from smsdpo import __version__
from smsdpo.cli import (
    calendar,
    colleagues,
    disclosures,
    due,
    holdings,
    holds,
    letters,
    mail,
    offices,
    people,
    requests,
    trail,
)
from smsdpo.cli.desk import Desk, Pictures
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import default_state

DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3
FAMILIES = (offices, mail, due, holdings, people, requests, disclosures, colleagues, holds, letters, calendar, trail)

Window = Callable[[argparse.Namespace], int]


class Words(argparse.ArgumentParser):
    """A parser whose complaints never repeat what was typed: that may be about a person (contracts.md, 2)."""

    def error(self, message: str) -> NoReturn:
        message = re.sub(r": (['\"]).*?\1(?= \(choose from|$)", "", message, flags=re.DOTALL)
        message = re.sub(r"(unrecognized arguments): .*", r"\1", message, flags=re.DOTALL)
        self.exit(USAGE, f"smsdpo: {message}. See `{self.prog} --help`.\n")


def parser() -> argparse.ArgumentParser:
    """All commands that work."""
    words = Words(
        prog="smsdpo",
        description="The Data Protection Officer's desk. Without a command it opens the window.",
        epilog="Exit status: 0 done, 1 refused, 2 usage, 3 fault.",
        allow_abbrev=False,
    )
    words.add_argument("--version", action="version", version=f"smsdpo {__version__}")
    _add_common(words, first=True)
    window = words.add_argument_group("the window")
    window.add_argument("--non-native-dialogs", action="store_true", help="use the program's own file dialogs")
    window.add_argument("--print-to", type=Path, metavar="FILE", help="print into this PDF file")
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    _add_common(common, first=False)
    commands = words.add_subparsers(dest="command", metavar="COMMAND", parser_class=Words)
    for family in FAMILIES:
        family.register(Registrar(commands, common))
    return words


class Registrar:
    """Adds a command that also takes the common options after its name."""

    def __init__(self, commands: Any, common: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._common = common

    def command(self, name: str, help: str, run: Any = None) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = self._commands.add_parser(
            name, help=help, description=help, parents=[self._common], allow_abbrev=False
        )
        if run is not None:
            made.set_defaults(run=run)
        return made

    def family(self, name: str, help: str) -> "Registrar":
        made = self._commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        return Registrar(
            made.add_subparsers(dest="act", metavar="ACT", required=True, parser_class=Words), self._common
        )


def _add_common(words: argparse.ArgumentParser, *, first: bool) -> None:
    """After the command the options have no default of their own, so that one given before it stays."""

    def default(value: object) -> object:
        return value if first else argparse.SUPPRESS

    words.add_argument("--store", type=Path, metavar="FILE", default=default(None), help="the store (default: yours)")
    words.add_argument("--today", type=day, metavar="YYYY-MM-DD", default=default(None), help="rehearse on this day")
    words.add_argument("--json", action="store_true", default=default(False), help="answer with one JSON document")
    words.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        default=default(None),
        help="a file only you can read, with the passphrase",
    )


def day(text: str) -> date:
    return date.fromisoformat(text)


def run(arguments: Sequence[str], *, window: Window, pictures: Pictures | None = None) -> int:
    """Run one command line; the exit status says how it ended."""
    _quiet()
    try:
        words = parser().parse_args(arguments)
        if words.command is None:
            return window(words)
        words.run(Desk.of(words, pictures), words)
        sys.stdout.flush()
    except Refusal as refusal:
        return _say(refusal.sentence(), REFUSED)
    except KeyboardInterrupt:
        return _say("Stopped. What was done until then is kept, nothing is half done.", REFUSED)
    except BrokenPipeError:
        # The reader of our output went away; the interpreter would complain of it again at its end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the contract: a fault is one line with a reference, never a traceback
        return _say(fault(error), FAULT)
    return DONE


def fault(error: BaseException) -> str:
    """One line about a fault: the reference under which the log has its kind and place, and nothing of its text."""
    from smsdpo.core import log

    # Without a place to write to, the sentence itself still comes.
    with contextlib.suppress(OSError, Refusal):
        log.set_up(default_state())
    reference = log.report(error, where="command")
    return (
        f"A fault of the program stopped this (reference {reference}, {type(error).__name__}); nothing is half done. "
        "Please report it with its reference."
    )


def _quiet() -> None:
    """Standard error carries our sentences only: no library's warnings or log lines, which may quote a letter."""
    warnings.simplefilter("ignore")
    logging.lastResort = None
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status
