"""Finding and deciding: how far it has come is told, and nothing is decided twice or for nobody."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.services import findings, outputs, requests
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office
from tests.builders import a_decided_request, a_searched_request, an_access_request, the_note
from tests.statements import counted


def test_a_long_search_tells_how_far_it_has_come(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    told: list[tuple[int, int]] = []
    findings.find_data(office, reference, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3)]


def test_a_search_that_is_cancelled_leaves_the_request_as_it_was(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)

    def cancel(_done: int, _of: int) -> None:
        raise Refusal("Cancelled.")

    with pytest.raises(Refusal, match="Cancelled"):
        findings.find_data(office, reference, progress=cancel)
    file = requests.file(office, reference)
    assert (findings.page(office, reference).total, file.searches) == (0, ())


def test_an_outcome_without_an_answer_letter_makes_no_files(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    findings.settle(office, reference, "withdrawn", note="She wrote that it is settled.")
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Refusal, match="needs no workbook and no answer letter"):
        outputs.create(office, reference, out)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    "act",
    [
        findings.find_data,
        findings.page,
        lambda office, reference: findings.decide(office, reference, None, "include"),
    ],
    ids=["search", "page", "decide"],
)
def test_a_request_that_is_not_there_is_refused_by_its_reference(
    office: Office, act: Callable[[Office, str], object]
) -> None:
    with pytest.raises(Refusal, match="no request DSR-2026-0007"):
        act(office, "DSR-2026-0007")


def test_an_ending_that_the_decisions_speak_against_is_named_before_anything_is_filled_in(
    office: Office, tmp_path: Path
) -> None:
    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    findings.decide(office, reference, [note], "withhold", reason=DIFFERENT_PERSON)
    findings.decide(office, reference, None, "include")
    against = findings.spoken_against(office, reference)
    assert not {"provided_in_full", "provided_in_part"} & against.keys(), "a namesake's record may be told or not"
    assert "data is held" in against["no_data_held"]
    findings.decide(office, reference, [note], "withhold", reason="It names a colleague.")
    assert "not “in full”" in findings.spoken_against(office, reference)["provided_in_full"]
    with pytest.raises(Refusal, match="not “in full”"):
        findings.settle(office, reference, "provided_in_full")


def test_a_part_that_lies_outside_the_program_is_asked_for_in_words(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    findings.decide(office, reference, [note], "withhold", reason=DIFFERENT_PERSON)
    findings.decide(office, reference, None, "include")
    assert "provided_in_part" not in findings.spoken_against(office, reference)
    ending = request_types.get("access").outcome("provided_in_part")
    assert not ending.told_by_record(requests.file(office, reference).told), "so the window asks for words first"
    with pytest.raises(Refusal, match="needs its reasons") as refused:  # a namesake's record is told to nobody
        findings.settle(office, reference, "provided_in_part")
    assert "paper" in refused.value.hint.lower()
    findings.settle(office, reference, "provided_in_part", "Paper file of 2019 | lost in a fire")
    assert requests.file(office, reference).settled == "provided_in_part"


def test_a_refusal_says_why_in_words_of_its_own_whatever_was_left_out(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    findings.decide(office, reference, [note], "withhold", reason="It names a colleague.")
    findings.decide(office, reference, None, "include")
    with pytest.raises(Refusal, match="needs its reasons"):
        findings.settle(office, reference, "refused")


def test_the_next_undecided_record_is_asked_for_by_its_place_and_not_by_reading_all(
    office: Office, tmp_path: Path
) -> None:
    reference = a_searched_request(office, tmp_path)
    cards = findings.page(office, reference).items
    last = len(cards) - 1
    assert last >= 2
    findings.decide(office, reference, [cards[1].id], "withhold", reason="It names a colleague.")
    assert [findings.next_undecided(office, reference, after) for after in (-1, 0, last)] == [0, 2, 0]
    assert [findings.next_undecided(office, reference, before, back=True) for before in (2, 0)] == [0, last]
    with counted() as sent:
        findings.next_undecided(office, reference, 0)
    assert sum("finding" in one for one in sent) == 1
    findings.decide(office, reference, [card.id for card in cards], "withhold", reason="It names a colleague.")
    assert findings.next_undecided(office, reference, 0) is None
