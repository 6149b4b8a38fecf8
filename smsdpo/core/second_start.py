"""Where a program that is started a second time finds the first: known before anything of a window is loaded."""

import os
import stat
import sys
import tempfile
import zlib
from pathlib import Path

from smsdpo.core.paths import private_folder

_LONGEST = 100  # characters of a socket's path that every system takes


def socket_name(store: Path) -> str:
    """Where the window of this store and this user listens: a socket in a folder of the user's own."""
    told_apart_by = f"{_who()}\0{store.absolute().resolve()}".encode()
    # Checksums will do to tell one user's stores apart; hashlib would load OpenSSL before the first paint.
    label = f"smsdpo-{zlib.crc32(told_apart_by):08x}{zlib.adler32(told_apart_by):08x}{len(told_apart_by):x}"
    return label if sys.platform == "win32" else str(_own_folder() / label)


def _who() -> str:
    if sys.platform == "win32":
        import getpass

        return getpass.getuser()
    return str(os.getuid())


def _own_folder() -> Path:
    """The session's own folder where there is one; else one of ours that nobody else may enter."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and len(given) < _LONGEST - 40 and _is_ours(Path(given)):
        return Path(given)
    made = Path(tempfile.gettempdir()) / f"smsdpo-{os.getuid()}"
    if made.is_symlink() or (made.exists() and not _is_ours(made)):
        return Path(tempfile.mkdtemp(prefix="smsdpo-"))  # somebody sits on our name: then nobody is found there
    return private_folder(made)


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
