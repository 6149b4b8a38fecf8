"""The log says what happened and never about whom (security.md, tests 61 and 64)."""

import errno
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from smsdpo.core import log
from smsdpo.core.errors import Refusal

NEEDLE = "Needleworth"


@contextmanager
def begun(folder: Path) -> Iterator[Path]:
    path = log.set_up(folder)
    try:
        yield path
    finally:
        root = logging.getLogger()
        for handler in [one for one in root.handlers if getattr(one, "baseFilename", "") == str(path)]:
            root.removeHandler(handler)
            handler.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    with begun(tmp_path / "state") as path:
        yield path


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's answers to errors nobody caught, for this test only."""
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log.install_hooks()


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def instant(said: str) -> float:
    return datetime.fromisoformat(f"{said}+00:00").timestamp()


def write_a_line(at: float) -> None:
    logging.getLogger().handle(logging.makeLogRecord({"name": "some.library", "levelno": logging.INFO, "created": at}))


def test_a_line_holds_time_level_code_and_fields(file: Path) -> None:
    log.say("blobs.swept", count=3)
    words = text(file).split()
    assert words[0].endswith("Z")
    assert words[1:4] == ["INFO", "smsdpo", "blobs.swept"]
    assert words[-1] == "count=3"


def test_the_catalogue_is_what_the_program_says() -> None:
    package = Path(log.__file__).parents[1]
    said = {
        code
        for path in package.rglob("*.py")
        for code in re.findall(r'log\.say\("([a-z_.]+)"', path.read_text("utf-8"))
    }
    assert said == set(log.CATALOGUE) - {"refusal", "fault"}  # these two are `report`'s own


def test_the_file_is_private_from_its_first_byte(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_field_that_could_be_a_name_or_an_address_is_not_written(file: Path) -> None:
    for value in (f"Ann {NEEDLE}", f"{NEEDLE}@example.org", f"a\n{NEEDLE}"):
        log.report(Refusal(value), where=value)
    assert NEEDLE not in text(file)
    assert text(file).count(" where=? ") == text(file).count("\n") == 3


def test_an_error_is_logged_by_class_and_place_and_named_by_a_reference(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        int(NEEDLE)
    except ValueError as error:
        reference = log.report(error, where="test")
    line = text(file)
    assert f"reference={reference}" in line
    assert "builtins.ValueError" in line
    assert "test_log:" in line
    assert NEEDLE not in line
    caplog.clear()


def test_a_refusal_is_no_fault(file: Path) -> None:
    log.report(Refusal(f"The file {NEEDLE}.eml is empty."))
    assert " INFO smsdpo refusal " in text(file)
    assert NEEDLE not in text(file)


def test_what_libraries_log_is_reduced_to_its_origin(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("some.library").error("could not parse %s", NEEDLE)
    assert text(file).endswith("ERROR some.library\n")
    caplog.clear()


def test_setting_up_again_moves_to_the_new_file(file: Path, tmp_path: Path) -> None:
    other = log.set_up(tmp_path / "elsewhere")
    log.say("start")
    log.set_up(file.parent)
    assert text(other).count("\n") == 1
    assert text(file) == ""


def test_each_day_has_its_file_and_none_is_kept_longer_than_fourteen(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    kept, too_old = ["2026-10-13", "2026-10-20"], ["2025-12-31", "2026-10-12"]  # as of somebody who is seldom there
    for day in kept + too_old:
        (state / f"smsdpo.log.{day}").touch()
    (state / "smsdpo.log").write_text("of that day\n", encoding="utf-8")
    os.utime(state / "smsdpo.log", (instant("2026-10-26T23:59:59"),) * 2)
    with begun(state) as path:
        for _ in range(2):
            write_a_line(instant("2026-10-27T00:00:01"))
    assert len(text(path).splitlines()) == 2
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in state.glob("*.log.*")) == [f"smsdpo.log.{day}" for day in (*kept, "2026-10-26")]
    assert text(state / "smsdpo.log.2026-10-26") == "of that day\n"


def test_a_day_that_another_window_put_away_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "smsdpo.log").touch()
    os.utime(tmp_path / "smsdpo.log", (0, 0))
    (tmp_path / "smsdpo.log.1970-01-01").write_text("put away by another window\n", encoding="utf-8")
    with begun(tmp_path) as path:
        write_a_line(instant("1970-01-02T09:00:00"))
    assert text(path).count("\n") == 1
    assert text(tmp_path / "smsdpo.log.1970-01-01").startswith("put away")


def test_a_line_that_cannot_be_written_is_no_trouble_and_is_shown_to_nobody(
    file: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    handler = next(one for one in logging.getLogger().handlers if getattr(one, "baseFilename", "") == str(file))
    monkeypatch.setattr(handler, "stream", SimpleNamespace(write=full, flush=lambda: None, close=lambda: None))
    logging.getLogger("some.library").error("could not parse %s", NEEDLE)
    monkeypatch.undo()
    assert capsys.readouterr() == ("", "")
    caplog.clear()


def test_an_error_in_a_thread_reaches_the_log_without_its_values(
    file: Path, hooks: None, caplog: pytest.LogCaptureFixture
) -> None:
    thread = threading.Thread(target=lambda: int(NEEDLE))
    thread.start()
    thread.join()
    assert "where=thread" in text(file)
    assert NEEDLE not in text(file)
    caplog.clear()


def test_an_error_nobody_caught_is_one_sentence_on_standard_error(tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from types import SimpleNamespace
from smsdpo.core import log
log.set_up(Path({str(tmp_path)!r}))
log.install_hooks()
class Bad:
    def __del__(self):
        raise ValueError({NEEDLE!r})
Bad()
int({NEEDLE!r})
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("smsdpo stopped because of a fault of its own. Reference: F-")
    assert ended.stderr.count("\n") == 1
    kept = text(tmp_path / "smsdpo.log")
    assert "where=finaliser" in kept
    assert "where=main" in kept
    assert NEEDLE not in kept + ended.stderr


def test_before_the_log_has_a_file_an_error_is_that_sentence_and_nothing_else() -> None:
    program = f"""
import threading
from smsdpo.core import log
log.install_hooks()
one = threading.Thread(target=lambda: int({NEEDLE!r}))
one.start()
one.join()
int({NEEDLE!r})
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("smsdpo stopped because of a fault of its own. Reference: F-")
    assert ended.stderr.count("\n") == 1


def test_ctrl_c_is_no_fault_and_is_not_spoken_of(file: Path, hooks: None, capsys: pytest.CaptureFixture[str]) -> None:
    interrupt = KeyboardInterrupt()
    sys.excepthook(type(interrupt), interrupt, None)
    assert text(file) == ""
    assert capsys.readouterr() == ("", "")


def test_the_reference_told_is_the_reference_in_the_log(
    file: Path, hooks: None, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    error = ValueError(NEEDLE)
    sys.excepthook(type(error), error, None)
    said = capsys.readouterr().err
    assert said.rstrip(".\n").split()[-1] in text(file)
    assert NEEDLE not in said + text(file)
    caplog.clear()


def test_an_error_while_an_object_goes_is_logged_without_its_text(
    file: Path, hooks: None, caplog: pytest.LogCaptureFixture
) -> None:
    class Bad:
        def __del__(self) -> None:
            raise ValueError(NEEDLE)

    Bad()
    assert "where=finaliser" in text(file)
    assert NEEDLE not in text(file)
    caplog.clear()


def test_an_error_of_which_nothing_is_left_writes_nothing(file: Path, hooks: None) -> None:
    # Python documents that both hooks may be called without the exception itself.
    threading.excepthook(threading.ExceptHookArgs((SystemError, None, None, None)))
    sys.unraisablehook(SimpleNamespace(exc_value=None))
    assert text(file) == ""
