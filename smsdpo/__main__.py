"""Where the program starts: the command line, and the window where no command is given."""

import argparse
import sys
from collections.abc import Iterable

from smsdpo.cli import program
from smsdpo.core import log, process
from smsdpo.core.errors import Refusal

TYPE_CHECKING = False  # as in cli/program.py
if TYPE_CHECKING:
    from pathlib import Path

    from smsdpo.services.office import Office
    from smsdpo.services.scout import Scout


def main() -> int:
    """Run the command line of this process."""
    process.harden()
    log.install_hooks()
    return program.run(sys.argv[1:], window=_window, pictures=_pictures)


def _window(words: argparse.Namespace) -> int:
    from smsdpo.services import scout

    ahead = scout.send(words.store, words.key_file, words.today)
    try:
        return _run_window(words, ahead)
    finally:
        if ahead is not None:
            ahead.recall()


def _run_window(words: argparse.Namespace, ahead: "Scout | None") -> int:
    from smsdpo.ui import binding

    try:
        binding.load()
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
        scout=ahead,
    )


def _pictures(folder: "Path", office: "Office") -> "Iterable[Path]":
    from smsdpo.app import demo_pictures

    return demo_pictures(folder, office)


if __name__ == "__main__":
    sys.exit(main())
