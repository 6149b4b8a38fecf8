"""Writes the smallest compound file that Outlook's format allows, so that the case files need no one else's mail."""

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_LEAST = 4096  # shorter streams would need the second, smaller allocation table


def an_outlook_file(texts: dict[int, str]) -> bytes:
    """A `.msg` whose Unicode properties are `texts` by property id."""
    properties = b"\0" * 32
    streams: list[tuple[str, bytes]] = []
    for pid, text in texts.items():
        data = text.encode("utf-16-le")
        properties += struct.pack("<HHIII", 0x001F, pid, 6, len(data) + 2, 0)
        streams.append((f"__substg1.0_{pid:04X}001F", data))
    return _compound([("__properties_version1.0", properties), *streams])


def _compound(streams: list[tuple[str, bytes]]) -> bytes:
    """Every stream is padded to 4,096 bytes of allocation while its true size stays in the directory."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    for number, (name, data) in enumerate(streams, 1):
        padded = data.ljust(max(_LEAST, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        first = len(sectors)
        count = len(padded) // _SECTOR
        sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        table += [*range(first + 1, first + count), _END]
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, right=right, start=first, size=len(padded)))
    directory = b"".join(entries).ljust(-(-len(entries) * 128 // _SECTOR) * _SECTOR, b"\0")
    directory_at = len(sectors)
    count = len(directory) // _SECTOR
    sectors += [directory[at : at + _SECTOR] for at in range(0, len(directory), _SECTOR)]
    table += [*range(directory_at + 1, directory_at + count), _END]
    table_at = len(sectors)
    tables = -(-(len(table) + 2) // 128)
    table += [_FAT] * tables
    packed = struct.pack(f"<{len(table)}I", *table).ljust(tables * _SECTOR, b"\xff")
    return _header(tables, directory_at, table_at) + b"".join(sectors) + packed


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III", _FREE, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


def _header(tables: int, directory_at: int, table_at: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, tables, directory_at, 0, _LEAST, _END, 0, _END, 0)
    places = [table_at + number for number in range(tables)]
    return head + struct.pack("<109I", *places, *[_FREE] * (109 - tables))
