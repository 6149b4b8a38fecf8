"""What is about a person reaches neither standard error nor the log, whatever goes wrong (security.md, 61, 64)."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

NEEDLE = "Quillfeather"
MAIL = f"""\
From: Persephone {NEEDLE} <p.{NEEDLE}@example.org>
To: info@sms-tech.org
Date: Fri, 20 Nov 2026 10:00:00 +0000
Message-ID: <{NEEDLE}@example.org>
Subject: {NEEDLE}

Please send me a copy of my data. {NEEDLE}
"""
FORMS = f"Name,Mail,When\nPersephone {NEEDLE},p.{NEEDLE}@example.org,01/02/2026\n"
MAPPING = '{"category": "contact_form", "columns": {"Name": "name", "Mail": "email", "When": "collected_on"}}'


@pytest.fixture
def kept(smsdpo: CommandLine, tmp_path: Path) -> CommandLine:
    """A store in which the needle is everywhere it can be."""
    (tmp_path / "in.eml").write_text(MAIL, encoding="utf-8")
    (tmp_path / "in.csv").write_text(FORMS, encoding="utf-8")
    (tmp_path / "map.json").write_text(MAPPING, encoding="utf-8")
    smsdpo("source", "add", "Forms")
    smsdpo("import", tmp_path / "in.csv", "--source", "Forms", "--mapping", tmp_path / "map.json")
    smsdpo("mail", "add", tmp_path / "in.eml")
    for name in ("in.eml", "in.csv"):
        (tmp_path / name).unlink()
    return smsdpo


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("smsdpo.model.queries.search.find_people", ("search", NEEDLE)),
        ("smsdpo.services.people.search", ("search", NEEDLE)),
        ("smsdpo.services.outputs.export_person", ("export", "--person", "1", "--to", "x")),
        ("smsdpo.services.requests.page", ("request", "list")),
    ],
)
def test_a_fault_in_any_room_says_nothing_of_the_data(
    kept: CommandLine,
    place: str,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise sqlite3.IntegrityError(f"UNIQUE constraint failed: {NEEDLE}")

    monkeypatch.setattr(place, broken)
    ran = kept(*words, expect=3)
    assert NEEDLE not in ran.err
    assert "Traceback" not in ran.err
    logs = [path.read_text(encoding="utf-8") for path in kept.folder.rglob("*.log*")]
    assert logs
    assert not [log for log in logs if NEEDLE in log]
    caplog.clear()


def test_nothing_of_the_data_lies_open_in_the_profile(kept: CommandLine) -> None:
    kept("request", "open", "--message", "1", "--type", "access")
    shapes = [shape for text in (NEEDLE, NEEDLE.lower()) for shape in (text.encode(), text.encode("utf-16-le"))]
    for path in kept.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [shape for shape in shapes if shape in content], path.name


@pytest.mark.parametrize(
    "words",
    [
        ("search", NEEDLE, "--limit", NEEDLE),
        ("request", "show", NEEDLE),
        ("request", "open", "--message", "1", "--type", NEEDLE),
        ("import", f"{NEEDLE}.csv", "--source", "Forms"),
        ("person", "show", "77"),
        ("letter", "DSR-2026-0001", "L01", "--to", "x.pdf"),
    ],
)
def test_a_refusal_is_one_line(kept: CommandLine, words: tuple[str, ...]) -> None:
    ran = kept(*words, expect=2 if "--limit" in words else 1)
    assert ran.out == ""
    assert ran.err.count("\n") == 1


def test_standard_error_is_empty_when_all_goes_well(kept: CommandLine, tmp_path: Path) -> None:
    every: list[Callable[[], object]] = [
        lambda: kept("search", NEEDLE),
        lambda: kept("person", "show", "1"),
        lambda: kept("request", "open", "--message", "1", "--type", "access"),
        lambda: kept("calendar", "--ics", tmp_path / "d.ics"),
    ]
    for act in every:
        assert act().err == ""  # type: ignore[attr-defined]
