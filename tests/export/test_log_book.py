"""A log that fails half-way leaves nothing of it on the machine."""

import gc
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from smsdpo.domain.log_columns import LogColumn
from smsdpo.export.log_book import LogRow, write_log


def open_files_below(folder: Path) -> list[Path]:
    links = (handle for handle in Path("/proc/self/fd").iterdir() if handle.is_symlink())
    return [file for file in (link.readlink() for link in links) if file.is_relative_to(folder)]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which files are open")
def test_no_sheet_is_left_open_where_the_store_fails_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[Path] = []

    def rows() -> Iterator[LogRow]:
        yield {"subject": "Ann Example"}
        seen.extend(open_files_below(tmp_path))
        raise KeyError

    gc.disable()  # what is closed by chance is not closed
    try:
        with pytest.raises(KeyError):
            write_log(
                "Log",
                (LogColumn("subject", "About"),),
                rows(),
                tmp_path / "log.xlsx",
                about=[("Organisation", "SMS Tech")],
                counted="Requests",
            )
        assert any(file.suffix == ".xml" for file in seen)
        assert open_files_below(tmp_path) == []
    finally:
        gc.enable()
    assert list(tmp_path.iterdir()) == []
