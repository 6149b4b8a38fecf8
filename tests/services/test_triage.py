"""Triage of lines, files and folders, and the figures it must reach on real letters it was not tuned on."""

from pathlib import Path

import pytest

from benchmarks import triage as benchmark
from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import RefusedInput, TriageReading
from smsdpo.services import triage

MAIL = b"From: Jane Example <jane@example.org>\nSubject: My account\n%b\nPlease delete my account.\n"


def test_each_line_of_a_file_is_a_message_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes("\ufeffPlease delete my account.\r\n\r\nSee you on Monday.\r\n".encode())
    readings = triage.read_lines(file)
    assert [number for number, _ in readings] == [1, 2, 3]
    assert [one.type for one in readings[0][1].suggestions if one.asks] == ["erasure"]
    assert [one.suggestions[0].type for _, one in readings[1:]] == ["other", "other"]


def test_a_file_of_lines_that_is_not_there_is_refused_calmly(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        triage.read_lines(tmp_path / "nowhere.txt")


def test_every_input_behind_the_paths_has_a_reading_or_a_reason(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "letter.eml").write_bytes(MAIL % b"")
    (tmp_path / "empty.eml").write_bytes(b"")
    found = dict(triage.read_paths([tmp_path], clock))
    assert set(found) == {str(tmp_path / "letter.eml"), str(tmp_path / "empty.eml")}
    assert isinstance(found[str(tmp_path / "empty.eml")], RefusedInput)
    letter = found[str(tmp_path / "letter.eml")]
    assert isinstance(letter, TriageReading)
    assert "erasure" in {one.type for one in letter.suggestions if one.asks}


def test_where_nothing_may_be_written_the_languages_are_told_apart_too(clock: FixedClock) -> None:
    (read,) = triage.read_pasted(
        "Brief", "Bitte löschen Sie alle Daten, die Sie über mich gespeichert haben.", clock.now()
    )
    assert isinstance(read, triage.ReadInput)
    assert (read.reading.language, read.reading.suggestions[0].type) == ("de", "erasure")


def test_a_person_behind_a_distribution_list_is_heard_in_full(tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "list.eml"
    file.write_bytes(MAIL % b"List-Id: <info.sms-tech.org>\n")
    ((_, reading),) = triage.read_paths([file], clock)
    assert isinstance(reading, TriageReading)
    erasure = next(one for one in reading.suggestions if one.type == "erasure")
    assert erasure.asks
    assert erasure.score >= 0.9


@pytest.fixture(scope="session")
def real_samples() -> list[benchmark.Sample]:
    folder = benchmark.real_data()
    if folder is None:
        pytest.skip("real data not on this machine: labels.csv")
    return benchmark.read_corpus(folder).samples


@pytest.mark.parametrize("half", benchmark.HALVES)
def test_english_letters_that_ask_are_recognised(real_samples: list[benchmark.Sample], half: str) -> None:
    assert benchmark.gates(real_samples, half).recognised_share >= 0.98


@pytest.mark.parametrize("half", benchmark.HALVES)
def test_what_they_ask_for_is_among_the_suggestions(real_samples: list[benchmark.Sample], half: str) -> None:
    assert benchmark.gates(real_samples, half).types_share >= 0.95


@pytest.mark.parametrize("half", benchmark.HALVES)
def test_ordinary_mail_is_hardly_ever_flagged(real_samples: list[benchmark.Sample], half: str) -> None:
    assert benchmark.gates(real_samples, half).flagged_share <= 0.03


def test_letters_in_other_languages_are_recognised_too(real_samples: list[benchmark.Sample]) -> None:
    letters = [one for one in real_samples if one.source == "letter" and one.language != "en" and one.wanted]
    assert all(one.asked for one in letters)
    assert sum(one.reading.language == one.language for one in letters) >= 0.95 * len(letters)
