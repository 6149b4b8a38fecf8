"""What is given is what is held, also where a value is not what its field expects."""

from pathlib import Path

from openpyxl import load_workbook

from smsdpo.model.holdings import Record
from smsdpo.services import outputs
from smsdpo.services.office import Office
from tests.builders import a_decided_request


def test_a_day_that_was_kept_in_words_is_given_in_words(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with office.operation("record.change") as op:
        for record in op.session.query(Record).filter_by(category="account"):
            record.payload = {**record.payload, "opened_on": "last spring"}
    made = outputs.create(office, reference, tmp_path)
    assert made.workbook is not None
    cells = [cell.value for row in load_workbook(made.workbook)["Accounts"].iter_rows() for cell in row]
    assert "last spring" in cells
