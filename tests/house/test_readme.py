"""What the README shows is what the program does."""

import re
import shlex
from pathlib import Path

import pytest

from tests.builders import a_mail
from tests.cli.conftest import a_command_line

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_commands_of_the_example_lead_from_the_letter_to_the_closed_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "mail").mkdir()
    a_mail(tmp_path / "mail")
    smsdpo = a_command_line(tmp_path / "office")
    shown = re.findall(r"^ {4}smsdpo (.+)$", README, re.MULTILINE)
    assert len(shown) > 5
    for line in shown:
        smsdpo(*(word.replace("~", str(tmp_path)) for word in shlex.split(line)))
    assert smsdpo.json("request", "show", "DSR-2026-0001")["state"] == "closed"
    assert len(list((tmp_path / "answers").iterdir())) == 4
