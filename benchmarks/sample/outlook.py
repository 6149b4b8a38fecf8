"""A sample letter as an Outlook `.msg`, after [MS-OXMSG]: the few properties a mail program writes."""

import struct
from datetime import UTC, datetime, timedelta

from benchmarks.sample.cfb import Storage, compound_file
from benchmarks.sample.envelope import OFFICE, Enclosure, Letter

UNICODE, BINARY, LONG, SYSTIME = 0x001F, 0x0102, 0x0003, 0x0040
READ_WRITE = 6
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def msg(letter: Letter) -> bytes:
    """The message as Outlook would save it."""
    root = Storage()
    texts = {
        0x001A: "IPM.Note",
        0x0037: letter.subject,
        0x0C1A: letter.sender,
        0x0C1E: "SMTP",
        0x0C1F: letter.address,
        0x5D01: letter.address,
        0x0E04: OFFICE.partition(" <")[0],
        0x1000: letter.body.replace("\n", "\r\n"),
        0x1035: letter.id,
        0x007D: "X-SMSDPO-Sample: SAMPLE\r\n",
    }
    fixed = {
        (0x0039, SYSTIME): _filetime(letter.at),
        (0x0E06, SYSTIME): _filetime(letter.at + timedelta(seconds=17)),
        (0x340D, LONG): struct.pack("<Q", 0x40000),
        (0x3FDE, LONG): struct.pack("<Q", 65001),
    }
    count = len(letter.enclosures)
    _fill(root, texts, {}, fixed, struct.pack("<8xIIII8x", 1, count, 1, count))
    root.entries["__nameid_version1.0"] = Storage({f"__substg1.0_{key}0102": b"" for key in ("0002", "0003", "0004")})
    root.entries["__recip_version1.0_#00000000"] = _recipient()
    for number, enclosure in enumerate(letter.enclosures):
        root.entries[f"__attach_version1.0_#{number:08X}"] = _attachment(enclosure, number)
    return compound_file(root)


def _recipient() -> Storage:
    name, _, address = OFFICE.rstrip(">").partition(" <")
    storage = Storage()
    texts = {0x3001: name, 0x3002: "SMTP", 0x3003: address, 0x39FE: address}
    fixed = {(0x0C15, LONG): struct.pack("<Q", 1), (0x3000, LONG): struct.pack("<Q", 0)}
    _fill(storage, texts, {}, fixed, b"\0" * 8)
    return storage


def _attachment(enclosure: Enclosure, number: int) -> Storage:
    storage = Storage()
    texts = {0x3707: enclosure.name, 0x3704: enclosure.name, 0x370E: enclosure.media_type}
    fixed = {(0x3705, LONG): struct.pack("<Q", 1), (0x0E21, LONG): struct.pack("<Q", number)}
    _fill(storage, texts, {0x3701: enclosure.content}, fixed, b"\0" * 8)
    return storage


def _fill(
    storage: Storage, texts: dict[int, str], blobs: dict[int, bytes], fixed: dict[tuple[int, int], bytes], head: bytes
) -> None:
    rows = []
    for key, value in texts.items():
        content = value.encode("utf-16-le")
        storage.entries[f"__substg1.0_{key:04X}{UNICODE:04X}"] = content
        rows.append(_row(key, UNICODE, struct.pack("<II", len(content) + 2, 0)))
    for key, blob in blobs.items():
        storage.entries[f"__substg1.0_{key:04X}{BINARY:04X}"] = blob
        rows.append(_row(key, BINARY, struct.pack("<II", len(blob), 0)))
    rows += [_row(key, kind, value) for (key, kind), value in fixed.items()]
    storage.entries["__properties_version1.0"] = head + b"".join(rows)


def _row(key: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HHI", kind, key, READ_WRITE) + value


def _filetime(at: datetime) -> bytes:
    return struct.pack("<Q", int((at - EPOCH) / timedelta(microseconds=1)) * 10)
