"""What the program does to itself at its start; tried in a process of its own, because it cannot be undone."""

import subprocess
import sys

import pytest

PROGRAM = """
import os, resource, ctypes
from smsdpo.core.process import harden
harden()
print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the dumpable flag is Linux's")
def test_files_are_private_and_memory_stays_in_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert ended.stdout.split("\n")[0] == "0o77 (0, 0) 0"
