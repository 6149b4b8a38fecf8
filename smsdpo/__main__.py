"""Where the program starts: the command line, and the window where no command is given."""

import argparse
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from smsdpo.cli import program
from smsdpo.core import process
from smsdpo.core.errors import Refusal

if TYPE_CHECKING:
    from smsdpo.services.office import Office


def main() -> int:
    """Run the command line of this process."""
    process.harden()
    sys.excepthook = _last_word
    threading.excepthook = _silent_thread
    sys.unraisablehook = _silent_end
    return program.run(sys.argv[1:], window=_window, pictures=_pictures)


def _window(words: argparse.Namespace) -> int:
    try:
        from smsdpo.app import run_window
    except ImportError as error:
        raise Refusal(
            f"The window cannot be opened: a library it needs is missing ({error.name or 'of the system'}).",
            hint="Install it (on Debian `make run` does), or use the commands: see smsdpo --help.",
        ) from error
    return run_window(
        store=words.store,
        today=words.today,
        key_file=words.key_file,
        non_native_dialogs=words.non_native_dialogs,
        print_to=words.print_to,
    )


def _pictures(folder: Path, office: "Office") -> Iterable[Path]:
    from smsdpo.app import demo_pictures

    return demo_pictures(folder, office)


def _last_word(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    sys.stderr.write(f"{program.fault(error)}\n")


def _silent_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        program.fault(args.exc_value)


def _silent_end(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        program.fault(args.exc_value)


if __name__ == "__main__":
    sys.exit(main())
