"""What every reader of tables agrees on: limits, and rows of text numbered as in the file."""

from dataclasses import dataclass, field

from smsdpo.core.errors import Refusal

MAX_COLUMNS = 200
MAX_CELL = 1_000_000

Row = tuple[int, list[str]]
"""The row's number in the file, the first row being 1, and its cells as text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file, as the mapping file says; empty means: find out."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass
class Notes:
    """What the reader decided by itself, in plain words, for the report."""

    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        if line not in self.lines:
            self.lines.append(line)


def refuse_wide(cells: int, name: str) -> None:
    """A table wider than any register of people is something else, or an attack on memory (security.md, 4.10)."""
    if cells > MAX_COLUMNS:
        raise Refusal(
            f"{name} has more than {MAX_COLUMNS} columns.", hint="Export only the columns that concern people."
        )


def clean(text: str) -> str:
    """A cell without the control characters that nobody typed."""
    if text.isprintable():
        return text.strip()
    return "".join(mark for mark in text if mark in "\n\t" or ord(mark) >= 32).strip()
