"""Small attachments made here: a one-page PDF, a picture, a calendar entry."""

import struct
import zlib

from benchmarks.sample.envelope import Enclosure


def pdf(name: str, *lines: str) -> Enclosure:
    """A one-page PDF that shows the lines (plain ASCII) in Helvetica."""
    shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in ("SAMPLE", *lines))
    stream = f"BT /F1 11 Tf 72 760 Td 16 TL {shown} ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return Enclosure(name, "application/pdf", bytes(out))


def png(name: str, *, width: int = 48, height: int = 32) -> Enclosure:
    """A small picture: two bands of colour, not compressed, so that every machine makes the same bytes."""
    rows = b"".join(
        b"\0" + (b"\x2f\x5d\xdb" if row < height // 2 else b"\xf2\xf4\xf8") * width for row in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 0)) + _chunk(b"IEND", b"")
    return Enclosure(name, "image/png", b"\x89PNG\r\n\x1a\n" + chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def text(name: str, content: str) -> Enclosure:
    """A text file."""
    return Enclosure(name, "text/plain; charset=utf-8", content.encode())


def invitation(name: str) -> Enclosure:
    """A calendar entry."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SAMPLE//SAMPLE//EN",
        "BEGIN:VEVENT",
        "UID:sample-invitation@example.org",
        "DTSTAMP:20261116T090000Z",
        "DTSTART:20261203T100000Z",
        "DTEND:20261203T103000Z",
        "SUMMARY:SAMPLE quarterly review",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return Enclosure(name, "text/calendar; charset=utf-8", "\r\n".join(lines).encode())
