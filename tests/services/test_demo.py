"""The demonstration does without a screen, leaves nothing behind and overwrites nobody's files."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.services import demo
from smsdpo.services.office import Office


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for passing files of this test's own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_pictures_are_listed_with_the_files_and_drawn_while_the_request_is_open(tmp_path: Path, temp: Path) -> None:
    seen: list[str] = []

    def draw(folder: Path, office: Office) -> Iterable[Path]:
        from smsdpo.services import requests

        seen.extend(card.state for card in requests.page(office, text="Okafor").items)
        picture = folder / "request.png"
        picture.write_bytes(b"\x89PNG")
        return [picture]

    made = demo.run(tmp_path / "out", pictures=draw)
    assert [file.path.name for file in made.files if file.kind == "picture"] == ["request.png"]
    assert {file.path for file in made.files} == set((tmp_path / "out").iterdir())
    assert seen == ["decided"]
    assert list(temp.iterdir()) == []


def test_where_no_picture_can_be_drawn_the_work_is_done_and_it_is_said(tmp_path: Path, temp: Path) -> None:
    def draw(_folder: Path, _office: Office) -> Iterable[Path]:
        raise ImportError("libEGL.so.1")

    said: list[str] = []
    made = demo.run(tmp_path / "out", pictures=draw, say=said.append)
    assert {file.kind for file in made.files} == {"letter", "workbook", "archive", "manifest", "e-mail", "calendar"}
    assert said == ["The pictures of the screens could not be drawn here (ImportError)."]


def test_a_demonstration_that_fails_leaves_no_store_behind(tmp_path: Path, temp: Path) -> None:
    def draw(_folder: Path, _office: Office) -> Iterable[Path]:
        raise ValueError("a fault of the drawing")

    with pytest.raises(ValueError, match="fault of the drawing"):
        demo.run(tmp_path / "out", pictures=draw)
    assert list(temp.iterdir()) == []


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal, match="is not empty"):
        demo.run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
