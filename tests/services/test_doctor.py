"""What the program says of its own health: each thing that can be wrong has its line, and one calm sentence."""

import shutil
from collections.abc import Callable
from datetime import date
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from smsdpo.core import resources
from smsdpo.core.paths import StorePaths
from smsdpo.core.secrets import Keychain
from smsdpo.domain.records.trail import CheckItem
from smsdpo.model.blobs import INSIDE_UP_TO
from smsdpo.services import doctor
from smsdpo.services.office import Office
from tests.builders import a_clock, open_office, paths_in
from tests.core.test_secrets import Drawer

Look = Callable[[], dict[str, CheckItem]]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """The lines by their keys, where there is no store yet."""

    def looking() -> dict[str, CheckItem]:
        made = doctor.checks(paths_in(tmp_path / "nowhere"), open_office=_not_asked, clock=a_clock())
        assert len({item.check for item in made}) == len(made)
        return {item.check: item for item in made}

    return looking


def _not_asked() -> Office:
    raise AssertionError("there is no store to open")


def health(office_folder: Path) -> dict[str, CheckItem]:
    made = doctor.checks(paths_in(office_folder), open_office=lambda: open_office(office_folder), clock=a_clock())
    return {item.check: item for item in made}


def test_without_a_store_everything_else_is_looked_at_and_nothing_is_made(look: Look, tmp_path: Path) -> None:
    lines = look()
    assert list(lines) == ["python", "qt", "keyring", "fonts", "resources", "holidays", "space", "store"]
    assert lines["store"].ok
    assert "smsdpo init" in lines["store"].say
    assert [lines[key].ok for key in ("python", "qt", "fonts", "resources", "holidays", "space")] == [True] * 6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("found", ["6.12.0", ""])
def test_a_qt_that_was_not_tried_or_is_not_there_is_named(
    look: Look, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    def version(_name: str) -> str:
        if not found:
            raise metadata.PackageNotFoundError
        return found

    monkeypatch.setattr(metadata, "version", version)
    line = look()["qt"]
    assert not line.ok
    assert (found or "the window does not") in line.say


def test_the_keyring_in_use_is_named_and_its_absence_has_a_way_out(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smsdpo.core.secrets._TRUSTED", {"Desk keyring": f"{Drawer.__module__}:Drawer"})
    assert look()["keyring"] == CheckItem("keyring", ok=True, say="The keyring is Desk keyring.")
    monkeypatch.setattr(Keychain, "of_this_user", _no_keyring)
    line = look()["keyring"]
    assert not line.ok
    assert "passphrase" in line.say


def _no_keyring() -> Keychain:
    from smsdpo.core.secrets import KeyringProblem

    raise KeyringProblem("no_backend")


@pytest.fixture
def own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's data files that a test may damage."""
    folder = tmp_path / "resources"
    shutil.copytree(resources.root(), folder)
    monkeypatch.setattr(resources, "root", lambda: folder)
    return folder


def test_a_damaged_font_and_missing_fonts_are_named(look: Look, own_resources: Path) -> None:
    assert look()["fonts"].ok
    (own_resources / "fonts" / "Torn.ttf").write_bytes(b"<html>")
    assert look()["fonts"].say == "Fonts are missing or damaged: Torn.ttf."
    shutil.rmtree(own_resources / "fonts")
    assert look()["fonts"].say == "Fonts are missing or damaged: all of them."


def test_files_that_an_installation_lost_are_named_with_the_way_out(look: Look, own_resources: Path) -> None:
    (own_resources / "sample" / "plan.json").unlink()
    shutil.rmtree(own_resources / "letters")
    (own_resources / "letters").mkdir()
    line = look()["resources"]
    assert not line.ok
    assert line.say == "Files of the program are missing: letters, sample/plan.json. Install it again."


def test_a_year_before_the_bank_holidays_end_the_program_asks_to_be_updated(tmp_path: Path) -> None:
    for day, ok in ((date(2027, 12, 31), True), (date(2028, 1, 1), False)):
        made = doctor.checks(paths_in(tmp_path), open_office=_not_asked, clock=a_clock(day))
        line = next(item for item in made if item.check == "holidays")
        assert "31/12/2028" in line.say
        assert (line.ok, "Update the program" in line.say) == (ok, not ok)


def test_a_disk_that_is_nearly_full_is_said_before_work_is_lost(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=20 * 1024 * 1024))
    assert look()["space"] == CheckItem("space", ok=False, say="20 MB free where the store lies.")


def test_a_sound_store_is_whole_with_all_its_files_and_its_trail(office_folder: Path) -> None:
    lines = health(office_folder)
    assert [lines[key].ok for key in ("store", "sealed files", "trail")] == [True] * 3
    assert "changes" not in lines


def test_a_store_that_cannot_be_opened_says_why(office_folder: Path, store_paths: StorePaths) -> None:
    store_paths.keys.unlink()
    line = health(office_folder)["store"]
    assert not line.ok
    assert store_paths.keys.name in line.say


def test_a_sealed_file_that_is_gone_is_counted(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    with open_office(office_folder) as office, office.operation("message.add") as op:
        lost = office.blobs.seal(op.session, b"x" * (INSIDE_UP_TO + 1)).id
    (store_paths.blobs / lost).unlink()
    line = health(office_folder)["sealed files"]
    assert (line.ok, line.say) == (False, "Sealed files that are missing: 1.")
    caplog.clear()


def test_an_older_copy_of_the_store_is_told_from_the_right_one(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    old = store_paths.store.read_bytes()
    with open_office(office_folder) as office, office.operation("message.add"):
        pass
    store_paths.store.write_bytes(old)
    lines = health(office_folder)
    assert (lines["store"].ok, lines["trail"].ok, lines["changes"].ok) == (True, False, False)
    assert "older copy" in lines["changes"].say
    caplog.clear()
