"""One encoder for each place where words become something else; raw calls stand in one file (security.md, 4.11)."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "smsdpo"

RAW_CALLS = {
    r"\bParagraph\(": {"letters/pdf.py", "letters/blocks.py", "letters/fill.py"},
    r"\.setHtml\(|\.insertHtml\(|Qt\.TextFormat\.RichText|textFormat=": set[str](),
    r"\bimport keyring\b|keyring\.(?:get|set|delete)_password": {"core/secrets.py"},
    r"\bpickle\b|\bmarshal\b|\bshelve\b": {"core/cage.py"},
    r"date\.today\(|datetime\.now\(|datetime\.utcnow\(": {"core/clock.py"},
    r"%[aAbB]\b": {"core/days.py"},  # named there, to say why it is used nowhere
    r"QMessageBox": set[str](),
}
"""Pattern to the files that may hold it."""


@pytest.mark.parametrize("pattern", RAW_CALLS)
def test_a_raw_call_stands_only_where_it_is_encoded(pattern: str) -> None:
    allowed = RAW_CALLS[pattern]
    found = {
        str(path.relative_to(PACKAGE).as_posix())
        for path in PACKAGE.rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found - allowed == set()
