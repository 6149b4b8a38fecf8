"""The register of sources: what a letter says of each can be put right after it was entered."""

from pathlib import Path

import pytest
from sqlalchemy import text

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.holdings import SourceCard
from smsdpo.services import audit, findings, sources, undo
from smsdpo.services.office import Office
from tests.journeys.case_work import Case, from_wanda, known_and_found


def accounts(office: Office) -> SourceCard:
    return next(card for card in sources.list_sources(office) if card.name == "Accounts")


def a_copy(case: Case, folder: str) -> str:
    case.folder = case.folder / folder
    case.folder.mkdir()
    return case.answer()


def test_what_is_said_anew_of_a_source_stands_in_the_next_answer_and_can_be_taken_back(
    office: Office, tmp_path: Path
) -> None:
    case = from_wanda(office, tmp_path, "access", "A copy of my data, please.")
    known_and_found(case)
    findings.settle(office, case.reference, "provided_in_full")
    before = accounts(office)
    card = sources.change_source(
        office, " accounts", recipients="Example Hosting Ltd", retention="Six years\nafter the last order"
    )
    assert (card.name, card.records, card.basis) == ("Accounts", before.records, "contract")
    letter = a_copy(case, "changed")
    assert "Who receives it Example Hosting Ltd" in letter
    assert "Six years after the last order" in letter
    with office.reading() as session:
        told = list(session.execute(text("SELECT payload FROM event WHERE action = 'source.change'")).scalars())
    assert told == ['{"changed":["recipients","retention"]}'], "which of it, not to what"
    undo.undo(office)
    assert accounts(office) == before
    assert "Example Hosting" not in a_copy(case, "as it was")
    undo.redo(office)
    sources.change_source(office, "Accounts", recipients="")
    assert accounts(office).recipients == "", "told as the policy tells it"


def test_a_source_that_is_not_there_or_says_so_already_is_refused(office: Office, tmp_path: Path) -> None:
    from_wanda(office, tmp_path, "access", "A copy of my data, please.")
    for name, words, says in (
        ("Attic", {"basis": "contract"}, "no source called Attic"),
        ("Accounts", {"basis": " contract "}, "says of Accounts already"),
        ("Accounts", {}, "says of Accounts already"),
    ):
        with pytest.raises(Refusal, match=says):
            sources.change_source(office, name, **words)
    assert "source.change" not in [line.what for line in audit.page(office).items]
