"""What the program does to itself at its start, so that others on the machine see less of it."""

import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Files private from their first byte, no memory written out in a crash, no other program of this user looking in.

    Each where the system has it; a system that has none of it is no reason not to start (security.md, 4.3).
    """
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
