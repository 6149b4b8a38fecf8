"""What stands around the text of a letter, however long the names and addresses are."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from smsdpo.letters.fonts import BOLD
from smsdpo.letters.house_paper import HousePaper, points
from smsdpo.letters.lines import width
from tests.letters.paper import PAPER, printed, to

LONG = (
    "Dr Wilhelmina Featherstonehaugh-Cholmondeley of the Registry",
    *("The Old Manor Farmhouse", "Behind the Post Office", "12 Example Road", "Little Example", "Anytown", "Hampshire"),
    *("SO20 8EZ", "United Kingdom"),
)


def drawn(paper: HousePaper) -> list[tuple[float, float, float, str]]:
    """Each line of the first page: across and down in millimetres, the size of its type, its words."""
    found: list[tuple[float, float, float, str]] = []
    across = down = size = 0.0
    with pikepdf.open(io.BytesIO(printed("L01", paper=paper).data)) as document:
        for step in pikepdf.parse_content_stream(document.pages[0]):
            operands: Any = step.operands
            if str(step.operator) == "Tm":
                across, down = float(operands[4]) / 72 * 25.4, 297 - float(operands[5]) / 72 * 25.4
            elif str(step.operator) == "Tf":
                size = float(operands[1])
            elif str(step.operator) == "Tj":
                found.append((across, down, size, bytes(operands[0]).decode("latin-1")))
    return found


def test_a_long_address_can_still_be_read_in_the_window() -> None:
    window = [line for line in drawn(to(*LONG)) if 57 < line[1] < 90 and line[0] < 100]
    said = " ".join(words for *_, words in window)
    assert [part for part in LONG if part not in said.replace(",", "")] == [], "nothing of it is left out"
    assert all(down <= 81.1 and size >= 7.5 for _, down, size, _ in window), window


@pytest.mark.parametrize("street", ["1 Mill Lane", "Unit 12, Llanfairpwllgwyngyll Industrial Estate"])
def test_a_long_name_of_the_organisation_leaves_its_address_room(street: str) -> None:
    name = "Smart Manufacturing Solutions Technology Limited"
    lines = drawn(replace(PAPER, organisation=name, address=(street, "Leeds", "LS1 4QX")))
    (left, _, size, _) = next(line for line in lines if line[3] == name)
    (beside, *_) = next(line for line in lines if line[3] == street)
    assert points(left) + width(name, BOLD) * size < points(beside)
