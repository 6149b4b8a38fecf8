"""Reads the command line, runs the command and turns how it ended into an exit status; nothing else ever escapes.

Every start of the window comes this way too: what only commands need is loaded where a command is there.
"""

import argparse
import os
import re
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence

from smsdpo import __version__
from smsdpo.cli.commands import COMMANDS
from smsdpo.core.errors import Refusal

TYPE_CHECKING = False  # true for mypy by its name; loading `typing` for it would hold up every start
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any, NoReturn

    from smsdpo.cli.desk import Pictures

DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3

Window = Callable[[argparse.Namespace], int]


class Words(argparse.ArgumentParser):
    """A parser whose complaints never repeat what was typed: that may be about a person (contracts.md, 2)."""

    def error(self, message: str) -> "NoReturn":
        message = re.sub(r": (['\"]).*?\1(?= \(choose from|$)", "", message, flags=re.DOTALL)
        message = re.sub(r"(unrecognized arguments): .*", r"\1", message, flags=re.DOTALL)
        self.exit(USAGE, f"smsdpo: {message}. See `{self.prog} --help`.\n")


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """All commands that work, with the words of those only that `arguments` may ask for: a command has no short form,
    so that its whole name stands there. The others lend no more than their line of help."""
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
    window.add_argument("--print-to", type=path, metavar="FILE", help="print into this PDF file")
    commands = words.add_subparsers(dest="command", metavar="COMMAND", parser_class=Words, prog=words.prog)
    if arguments:  # a start from the desktop names nothing and asks for no help
        made = {
            name: commands.add_parser(name, help=line, description=line, allow_abbrev=False)
            for name, (_module, line) in COMMANDS.items()
        }
        _fill(made, [name for name in COMMANDS if name in arguments])
    return words


def _fill(made: "Mapping[str, Words]", names: Sequence[str]) -> None:
    """Give these commands their words, and what shares a module with them."""
    if names:
        from importlib import import_module

        for module in dict.fromkeys(COMMANDS[name][0] for name in names):
            import_module(f"smsdpo.cli.{module}").register(Registrar(made))


class Registrar:
    """Hands a module its commands by their names, to be filled."""

    def __init__(self, made: Mapping[str, argparse.ArgumentParser]) -> None:
        self._made = made

    def command(self, name: str, run: "Any") -> argparse.ArgumentParser:
        return _running(self._made[name], run)

    def family(self, name: str) -> "Family":
        made = self._made[name]
        return Family(made.add_subparsers(dest="act", metavar="ACT", required=True, parser_class=Words, prog=made.prog))


class Family:
    """Adds the acts of a command that has several."""

    def __init__(self, acts: "Any") -> None:
        self._acts = acts

    def command(self, name: str, help: str, run: "Any") -> argparse.ArgumentParser:
        return _running(self._acts.add_parser(name, help=help, description=help, allow_abbrev=False), run)

    def about(self, name: str, help: str, run: "Any") -> argparse.ArgumentParser:
        """The same, about one request."""
        words = self.command(name, help, run)
        words.add_argument("reference", metavar="REF")
        return words


def _running(words: argparse.ArgumentParser, run: "Any") -> argparse.ArgumentParser:
    """It also takes the common options after its name."""
    _add_common(words, first=False)
    words.set_defaults(run=run)
    return words


def _add_common(words: argparse.ArgumentParser, *, first: bool) -> None:
    """After the command the options have no default of their own, so that one given before it stays."""

    def default(value: object) -> object:
        return value if first else argparse.SUPPRESS

    words.add_argument("--store", type=path, metavar="FILE", default=default(None), help="the store (default: yours)")
    words.add_argument("--today", type=day, metavar="YYYY-MM-DD", default=default(None), help="rehearse on this day")
    words.add_argument("--json", action="store_true", default=default(False), help="answer with one JSON document")
    words.add_argument(
        "--key-file",
        type=path,
        metavar="FILE",
        default=default(None),
        help="a file only you can read, with the passphrase or recovery key",
    )


def day(text: str) -> "date":
    from datetime import date

    return date.fromisoformat(text)


def path(text: str) -> "Path":
    from pathlib import Path

    return Path(text)


def run(arguments: Sequence[str], *, window: Window, pictures: "Pictures | None" = None) -> int:
    """Run one command line; the exit status says how it ended."""
    _quiet()
    try:
        words = parser(arguments).parse_args(arguments)
        if words.command is None:
            return window(words)
        _do(words, pictures)
        sys.stdout.flush()
    except Refusal as refusal:
        return _say(refusal.sentence(), REFUSED)
    except KeyboardInterrupt:
        return _say("Stopped. What was done until then is kept, nothing is half done.", REFUSED)
    except BrokenPipeError:
        import contextlib

        # The reader of our output went away; the interpreter would complain of it again at its end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the contract: a fault is one line with a reference, never a traceback
        return _say(fault(error), FAULT)
    return DONE


def _do(words: argparse.Namespace, pictures: "Pictures | None") -> None:
    from smsdpo.cli.desk import Desk
    from smsdpo.core import log

    log.quieten()
    words.run(Desk.of(words, pictures), words)


def fault(error: BaseException) -> str:
    """One line about a fault: the reference under which the log has its kind and place, and nothing of its text."""
    import contextlib

    from smsdpo.core import log
    from smsdpo.core.paths import default_state

    # Without a place to write to, the sentence itself still comes.
    with contextlib.suppress(OSError, Refusal):
        log.set_up(default_state())
    reference = log.report(error, where="command")
    return (
        f"A fault of the program stopped this (reference {reference}, {type(error).__name__}); nothing is half done. "
        "Please report it with its reference."
    )


def _quiet() -> None:
    """Standard error carries our sentences only: no library's warnings, which may quote a letter."""
    warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say(sentence: str, status: int) -> int:
    from smsdpo.cli.shapes import shown

    print(shown(sentence), file=sys.stderr)  # it may name a file or a word that somebody else chose
    return status
