"""A small writer of compound files (the container of Outlook's `.msg`), after [MS-CFB]: 512-byte sectors, one FAT."""

import struct
from dataclasses import dataclass, field

SECTOR = 512
MINI_SECTOR = 64
MINI_CUTOFF = 4096
FREE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAM, STORAGE, ROOT = 2, 1, 5
BLACK = 1


@dataclass(slots=True)
class Storage:
    """A folder of the file: streams (bytes) and further storages by name."""

    entries: "dict[str, bytes | Storage]" = field(default_factory=dict)


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    left: int = FREE
    right: int = FREE
    child: int = FREE
    start: int = END_OF_CHAIN
    size: int = 0


def compound_file(root: Storage) -> bytes:
    """The bytes of a compound file that holds `root`."""
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _add(root, entries)
    mini, mini_fat = _mini_stream(entries)
    entries[0].content, entries[0].size = mini, len(mini)
    chains: list[tuple[bytes, _Entry | None]] = [
        (entry.content, entry) for entry in entries if entry.kind == ROOT or entry.size >= MINI_CUTOFF
    ]
    chains.append((b"".join(struct.pack("<I", link) for link in mini_fat), None))
    sectors, fat, starts = _lay_out(chains)
    for (_, entry), start in zip(chains, starts, strict=True):
        if entry is not None:
            entry.start = start
    directory_start = len(sectors)
    _chain(b"".join(map(_directory_entry, _padded(entries))), sectors, fat)
    fat_start = len(sectors)
    fat_sectors = -(-(len(fat) + 1) // (SECTOR // 4))
    fat += [FAT_SECTOR] * fat_sectors
    table = b"".join(struct.pack("<I", link) for link in fat).ljust(fat_sectors * SECTOR, b"\xff")
    sectors += [table[at : at + SECTOR] for at in range(0, len(table), SECTOR)]
    return _header(directory_start, fat_start, fat_sectors, starts[-1], len(mini_fat)) + b"".join(sectors)


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


def _add(storage: Storage, entries: list[_Entry]) -> int:
    """Add the entries of a storage as a balanced tree (all nodes black, which readers accept); its root's number."""
    numbers: dict[str, int] = {}
    for name, content in storage.entries.items():
        numbers[name] = len(entries)
        if isinstance(content, Storage):
            entries.append(_Entry(name, STORAGE))
            entries[numbers[name]].child = _add(content, entries)
        else:
            entries.append(_Entry(name, STREAM, content, size=len(content)))
    return _balance(sorted(numbers, key=_order), numbers, entries)


def _balance(names: list[str], numbers: dict[str, int], entries: list[_Entry]) -> int:
    if not names:
        return FREE
    middle = len(names) // 2
    number = numbers[names[middle]]
    entries[number].left = _balance(names[:middle], numbers, entries)
    entries[number].right = _balance(names[middle + 1 :], numbers, entries)
    return number


def _mini_stream(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    stream = bytearray()
    links: list[int] = []
    for entry in entries:
        if entry.kind != STREAM or not 0 < entry.size < MINI_CUTOFF:
            continue
        entry.start = len(links)
        count = -(-entry.size // MINI_SECTOR)
        links += [*range(entry.start + 1, entry.start + count), END_OF_CHAIN]
        stream += entry.content.ljust(count * MINI_SECTOR, b"\0")
    return bytes(stream), links


def _lay_out(chains: list[tuple[bytes, _Entry | None]]) -> tuple[list[bytes], list[int], list[int]]:
    sectors: list[bytes] = []
    fat: list[int] = []
    return sectors, fat, [_chain(content, sectors, fat) for content, _ in chains]


def _chain(content: bytes, sectors: list[bytes], fat: list[int]) -> int:
    if not content:
        return END_OF_CHAIN
    start, count = len(sectors), -(-len(content) // SECTOR)
    sectors += [content[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0") for at in range(count)]
    fat += [*range(start + 1, start + count), END_OF_CHAIN]
    return start


def _padded(entries: list[_Entry]) -> list[_Entry]:
    return entries + [_Entry("", 0)] * (-len(entries) % 4)


def _directory_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name) + 2 if name else 0,
        entry.kind,
        BLACK,
        entry.left,
        entry.right,
        entry.child,
        b"\0" * 16,
        0,
        0,
        0,
        entry.start if entry.kind in {STREAM, ROOT} else 0,
        entry.size,
    )


def _header(directory: int, fat_start: int, fat_sectors: int, mini_fat_start: int, mini_links: int) -> bytes:
    mini_sectors = -(-mini_links * 4 // SECTOR)
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\0" * 16,
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"\0" * 6,
        0,
        fat_sectors,
        directory,
        0,
        MINI_CUTOFF,
        mini_fat_start,
        mini_sectors,
        END_OF_CHAIN,
        0,
        fat_start,
    )
    further = [fat_start + number for number in range(1, fat_sectors)]
    return head + b"".join(struct.pack("<I", number) for number in further + [FREE] * (108 - len(further)))
