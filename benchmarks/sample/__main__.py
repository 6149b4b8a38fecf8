"""Writes the sample: `python -m benchmarks.sample [FOLDER]`."""

import json
import shutil
import sys
from email.utils import format_datetime
from pathlib import Path

from benchmarks.sample import extracts_contacts, extracts_customers
from benchmarks.sample.envelope import Letter, eml
from benchmarks.sample.letters_inbox import INBOX
from benchmarks.sample.letters_open import OPEN, PHONE_NOTE
from benchmarks.sample.letters_other import OTHER
from benchmarks.sample.outlook import msg
from benchmarks.sample.plan import PLAN
from benchmarks.sample.sources import Source, as_csv
from benchmarks.sample.workbook import as_xlsx

SOURCES = (
    extracts_customers.accounts,
    extracts_customers.contact_forms,
    extracts_customers.purchases,
    extracts_contacts.service_notes,
    extracts_contacts.consents,
    extracts_contacts.communications,
)
TARGET = Path(__file__).resolve().parents[2] / "resources" / "sample"


def make(target: Path) -> None:
    """Write every file of the sample anew."""
    for part in ("mail", "sources"):
        shutil.rmtree(target / part, ignore_errors=True)
    for letter in (*INBOX, *OPEN, *OTHER):
        _post(target / "mail" / letter.file, letter)
    _write(target / "mail" / "phone-2026-11-12.txt", PHONE_NOTE.encode())
    described = [_extract(target / "sources", source) for source in (extract() for extract in SOURCES)]
    _write(target / "sources.json", _json(described))
    _write(target / "plan.json", _json(PLAN))


def _post(path: Path, letter: Letter) -> None:
    if path.suffix == ".mbox":
        before = path.read_bytes() if path.exists() else b""
        _write(path, before + _mbox_entry(letter))
    else:
        _write(path, msg(letter) if path.suffix == ".msg" else eml(letter))


def _mbox_entry(letter: Letter) -> bytes:
    day = format_datetime(letter.at)
    asctime = f"{day[:3]} {day[8:11]} {day[5:7]} {day[17:25]} {day[12:16]}"
    content = eml(letter).replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
    return f"From {letter.address} {asctime}\n".encode() + content + b"\n"


def _extract(folder: Path, source: Source) -> dict[str, str]:
    _write(folder / source.file, as_xlsx(source) if source.file.endswith(".xlsx") else as_csv(source))
    mapping = source.file.rsplit(".", 1)[0] + ".json"
    _write(folder / mapping, _json(source.mapping))
    return {
        "file": f"sources/{source.file}",
        "mapping": f"sources/{mapping}",
        **{
            key: getattr(source, key)
            for key in ("name", "owner", "purpose", "basis", "recipients", "retention", "encrypted")
        },
    }


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
