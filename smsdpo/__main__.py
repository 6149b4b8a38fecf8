"""Where the program starts: the command line, and the window where no command is given."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli import program
from smsdpo.core import log, process
from smsdpo.core.errors import Refusal

if TYPE_CHECKING:
    from smsdpo.services.office import Office


def main() -> int:
    """Run the command line of this process."""
    process.harden()
    log.install_hooks()
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


if __name__ == "__main__":
    sys.exit(main())
