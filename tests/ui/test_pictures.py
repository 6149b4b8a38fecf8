"""The pictures for looking at: one command draws every place asked for, in every look and size asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.conftest import ROOT


@pytest.mark.timeout(120)
def test_one_command_draws_a_place_in_two_looks_at_the_size_asked_for(tmp_path: Path) -> None:
    words = ["--only", "requests", "--sizes", "1280x800", "--looks", "light", "dark"]
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "pictures.py", tmp_path, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    named = [tmp_path / f"requests_{look}_1280x800.png" for look in ("light", "dark")]
    assert done.stdout.split() == [str(path) for path in named]
    light, dark = (QImage(str(path)) for path in named)
    assert (light.width(), light.height()) == (1280, 800)
    assert light.pixelColor(1270, 10).lightness() > 200
    assert dark.pixelColor(1270, 10).lightness() < 60
