"""What is known of the way into a store before anything of it is opened, and who is at the door."""

import getpass
import json
import os
import re
import stat
from pathlib import Path

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths


def ways_of(paths: StorePaths) -> frozenset[str]:
    """How the store can be opened; where that cannot be told, opening it says why."""
    try:
        kept = json.loads(paths.keys.read_text(encoding="utf-8"))
        return frozenset(kept["wraps"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset({"keyring", "passphrase"})


def opened_by(typed: str, ways: frozenset[str]) -> dict[str, str]:
    """The passphrase or the recovery key, whichever was typed or stands in a key file, under the name of its way."""
    as_printed = re.fullmatch(r"\w{4}(?:[ -]+\w{4}){8}", typed.strip())
    return {"recovery_key" if as_printed or "passphrase" not in ways else "passphrase": typed}


def read_key_file(path: Path) -> str:
    """What stands in a file that only its owner can read: one line, its end not part of it."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "The key file could not be read.",
            hint="Name a text file that you own, with the passphrase or the recovery key on one line.",
        ) from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise Refusal(
            "The key file can be read by others on this computer.",
            hint="Make it yours alone (chmod 600), then try again.",
        )
    typed = text.rstrip("\r\n")
    if not typed:
        raise Refusal("The key file is empty.", hint="Put the passphrase or the recovery key on its only line.")
    return typed


def actor() -> str:
    """Who is named in the trail: the name this person is signed in with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "command line"
