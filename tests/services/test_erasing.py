"""What was erased by hand can be proved: who noted which day, for which records, in the trail and in the letter."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.services import case_file, details, findings, holds, linked, requests, undo
from smsdpo.services.office import Office
from tests.builders import a_clock
from tests.journeys.case_work import Case, from_wanda, known_and_found

SERVICES = Path(case_file.__file__).parent


def noted(case: Case, day: str) -> None:
    details.change(case.office, case.reference, {"erased_on": day})


@pytest.mark.promise("P39")
def test_a_noted_erasure_stands_in_the_trail_and_its_records_stay_decided(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything you hold about me.")
    with pytest.raises(Refusal, match="before the day of receipt"):
        noted(case, "2026-11-01")
    known_and_found(case, "erase")
    first = findings.page(office, case.reference).items[0].id
    findings.decide(office, case.reference, [first], "undecided")
    with pytest.raises(Refusal, match="1 of the records are still undecided"):
        noted(case, "2026-11-22")
    findings.decide(office, case.reference, [first], "erase")
    noted(case, "2026-11-22")
    entry = requests.file(office, case.reference).timeline[-1]
    assert (entry.what, entry.note, entry.actor) == (
        "Details written down",
        "Erased on 22/11/2026: 2 records",
        "D. Pearce",
    )
    with pytest.raises(Refusal, match="noted as erased on 22/11/2026"):
        findings.decide(office, case.reference, [first], "keep", reason="the law on accounts | 31/03/2033")
    undo.undo(office, case.reference)
    findings.decide(office, case.reference, [first], "keep", reason="the law on accounts | 31/03/2033")
    noted(case, "2026-11-22")
    assert requests.file(office, case.reference).timeline[-1].note == "Erased on 22/11/2026: 1 record"
    details.change(office, case.reference, {"ground": "unlawful", "backups": "Overwritten by 20/12/2026"})
    assert requests.file(office, case.reference).timeline[-1].note == "Ground for erasure, What happens to backups"


@pytest.mark.promise("P39")
def test_the_record_of_the_request_itself_is_shown_as_kept_where_all_else_is_erased(
    office: Office, tmp_path: Path
) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything you hold about me.")
    known_and_found(case, "erase")
    found = findings.page(office, case.reference).items
    shown = {card.record.source: (card.decision, card.reason) for card in found}
    assert shown.pop("Requests to the office") == ("keep", "the office's record of this very request")
    assert set(shown.values()) == {("erase", "")}
    assert requests.file(office, case.reference).decisions == {"erase": 2, "own": 1}
    details.change(
        office,
        case.reference,
        {"ground": "unlawful", "erased_on": "2026-11-22", "backups": "Overwritten soon", "recipients_told": "none"},
    )
    findings.settle(office, case.reference, "erased")
    assert requests.file(office, case.reference).settled == "erased"


def test_what_was_answered_by_hand_may_not_be_called_what_it_is_not(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything you hold about me.")
    known_and_found(case, "erase")
    for card in findings.page(office, case.reference).items:
        findings.decide(office, case.reference, [card.id], "keep", reason="the law on accounts | 31/03/2033")
    written = {"ground": "unlawful", "erased_on": "2026-11-22", "backups": "Overwritten", "recipients_told": "none"}
    details.change(office, case.reference, written)
    for outcome, says in (("erased", "No record is to be erased"), ("not_held", "data is held")):
        with pytest.raises(Refusal, match=says):
            requests.close(office, case.reference, outcome=outcome, note="Told on the telephone.", by_hand=True)
    assert case.state != "closed"


def test_nothing_counts_as_erased_on_a_day_on_which_a_hold_stood(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything you hold about me.")
    known_and_found(case, "erase")
    person = requests.file(office, case.reference).card.person
    assert person is not None
    hold = holds.raise_hold(office, person, ground="dispute", reason="A claim was announced")
    with pytest.raises(Refusal, match="A hold stood in the way on 22/11/2026"):
        noted(case, "2026-11-22")
    holds.release(office, hold, "The claim was withdrawn")
    office.clock = a_clock(date(2026, 11, 22) + timedelta(days=1))
    noted(case, "2026-11-23")
    another = holds.raise_hold(office, person, ground="dispute", reason="It was announced again")
    office.clock = a_clock(date(2026, 11, 25))
    holds.release(office, another, "Settled")
    with pytest.raises(Refusal, match="A hold stood in the way on 24/11/2026"):
        noted(case, "2026-11-24")
    noted(case, "2026-11-25")


def test_a_note_of_erasure_binds_no_kind_of_request_that_does_not_know_it(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything you hold about me.")
    known_and_found(case, "erase")
    noted(case, "2026-11-22")
    linked.change_type(office, case.reference, "access", "She wants a copy instead")
    findings.decide(office, case.reference, None, "include")
    assert requests.file(office, case.reference).decisions["include"] == 3


def test_every_act_on_a_request_is_called_by_a_name_in_its_timeline() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in SERVICES.glob("*.py"))
    tags = set(re.findall(r'operation\(\s*"((?:request|letter|export|mail)\.\w+)"', said))
    assert len(tags) > 20
    assert tags - case_file.ACTS.keys() == {"request.log_export", "export.person"}, "these are about no request"
