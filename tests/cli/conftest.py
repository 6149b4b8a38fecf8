"""The command line as a user has it: a folder of their own, a key file, a day in November."""

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smsdpo.cli import program

PASSPHRASE = "correct horse battery staple"
DAY = "2026-11-22"


@dataclass(frozen=True)
class Ran:
    """How one command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """Runs commands on the store in `folder`."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "office.smsdpo"

    @property
    def key_file(self) -> Path:
        return self.folder / "key.txt"

    def __call__(self, *words: object, expect: int = 0) -> Ran:
        common = ["--store", str(self.store), "--key-file", str(self.key_file), "--today", DAY]
        ran = run_bare(*common, *map(str, words))
        assert ran.status == expect, (words, ran.status, ran.err)
        return ran

    def json(self, *words: object) -> Any:
        return self("--json", *words).json


def run_bare(*words: str) -> Ran:
    """Without a store or day of its own."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = program.run(list(words), window=_no_window)
        except SystemExit as ended:
            status = int(ended.code or 0)
    return Ran(status, out.getvalue(), err.getvalue())


def _no_window(_words: object) -> int:
    raise AssertionError("a command opened the window")


def a_command_line(folder: Path) -> CommandLine:
    folder.mkdir(parents=True, exist_ok=True)
    line = CommandLine(folder)
    line.key_file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    line.key_file.chmod(0o600)
    return line


@pytest.fixture(autouse=True)
def a_state_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "profile" / name))


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Profiles made once each: `empty` and `sample`."""
    ready: dict[str, Path] = {}

    def profile(kind: str) -> Path:
        if kind not in ready:
            folder = tmp_path_factory.mktemp(kind) / "profile"
            with pytest.MonkeyPatch.context() as patch:
                for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
                    patch.setenv(name, str(folder / name))
                a_command_line(folder)("init", *(["--sample"] if kind == "sample" else []))
            ready[kind] = folder
        return ready[kind]

    return profile


@pytest.fixture
def smsdpo(_made: Callable[[str], Path], tmp_path: Path) -> CommandLine:
    """The command line on an empty store."""
    return CommandLine(Path(shutil.copytree(_made("empty"), tmp_path / "profile")))


@pytest.fixture
def sample(_made: Callable[[str], Path], tmp_path: Path) -> CommandLine:
    """The command line on a store filled with the sample."""
    return CommandLine(Path(shutil.copytree(_made("sample"), tmp_path / "profile")))
