"""Triage of what lies in folders: in its order, within its limits, the same in the cage as beside it."""

import os
from pathlib import Path

import pytest

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import RefusedInput, TriageReading
from smsdpo.services import triage
from tests.builders import a_mail


def test_a_list_of_lines_too_large_to_read_at_once_is_refused_with_the_way_out(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    with file.open("wb") as opened:
        os.truncate(opened.fileno(), 64 * 1024 * 1024 + 1)
    with pytest.raises(Refusal, match=r"lines\.txt is too large") as refused:
        triage.read_lines(file)
    assert "Split it" in refused.value.hint


def test_an_empty_list_holds_no_messages(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.touch()
    assert triage.read_lines(file) == []


def test_what_cannot_be_read_is_named_between_the_letters_it_lies_between(tmp_path: Path, clock: FixedClock) -> None:
    letters = [a_mail(tmp_path, text=f"Please delete my account {number}.") for number in range(2)]
    picture = tmp_path / "message-1a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    missing = tmp_path / "gone.eml"
    read = list(triage.read_paths([letters[0], missing, picture, letters[1]], clock))
    assert {Path(file).name for file, _ in read} == {"message-1.eml", "gone.eml", "message-1a.png", "message-2.eml"}
    refused = {Path(file).name for file, outcome in read if isinstance(outcome, RefusedInput)}
    assert refused == {"gone.eml", "message-1a.png"}


def test_the_cage_reads_a_letter_as_the_desk_would(tmp_path: Path, clock: FixedClock) -> None:
    text = "Bonjour, veuillez supprimer toutes mes données personnelles. Merci, Wanda Quill"
    ((_, caged),) = triage.read_paths([a_mail(tmp_path, subject="Mes données", text=text)], clock)
    assert isinstance(caged, TriageReading)
    assert caged == triage.read_text("Mes données", f"{text}\n")
    assert caged.language == "fr"
    assert [one.type for one in caged.suggestions if one.asks] == ["erasure"]
