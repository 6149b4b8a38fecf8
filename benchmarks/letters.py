"""One letter beside a bare reportlab canvas that draws the same lines with the same embedded fonts.

    .venv/bin/python -m benchmarks.letters

Peer, ours, peer in one run; medians and their ratio. Goal: at most 1.3 (performance.md, e). The peer is given the lines
already broken and their places; ours fills the template, checks every character, breaks lines, flows pages, and reopens
the result to prove it. Fonts are registered once for both.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pypdf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks import verdict
from smsdpo.core.resources import resource_path
from smsdpo.letters import pdf
from smsdpo.letters.catalogue import load_all
from smsdpo.letters.fields import sample_fields
from smsdpo.letters.fill import compose
from smsdpo.letters.house_paper import HousePaper

GOAL = 1.3
MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAPER = HousePaper(
    "SMS Tech",
    "Office of the Data Protection Officer",
    "info@sms-tech.org",
    "DSR-2026-0001",
    date(2026, 11, 22),
    ("Ms Ngozi Okafor", "14 Example Street", "ANYTOWN", "AB1 2CD"),
    "by post",
    date(2026, 11, 2),
)
Line = tuple[float, float, str, str, float]


def our_letter(key: str) -> bytes:
    """From template and fields to proved bytes."""
    return pdf.build(compose(load_all()[key], sample_fields()), PAPER, made_at=MADE).data


def lines_of(data: bytes) -> list[list[Line]]:
    """Every piece of text of a letter with its place, font and size, page by page."""
    pages: list[list[Line]] = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        found: list[Line] = []

        def note(text: str, cm: Any, tm: Any, font: Any, size: float, found: list[Line] = found) -> None:
            name = "Peer-Bold" if font and "Bold" in str(font.get("/BaseFont")) else "Peer-Regular"
            if text.strip():
                found.append((cm[4] + tm[4], cm[5] + tm[5], text.strip(), name, size))

        page.extract_text(visitor_text=note)
        pages.append(found)
    return pages


def register_for_the_peer() -> None:
    """The same font files under other names, as reportlab takes them by itself."""
    for name in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"Peer-{name}", str(resource_path(f"fonts/NotoSans-{name}.ttf"))))


def bare_canvas(pages: list[list[Line]]) -> bytes:
    """The same words with nothing but drawString, in reportlab's own settings."""
    rl_config.useA85 = 1
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName="Peer-Regular")
    for lines in pages:
        for across, up, text, font, size in lines:
            canvas.setFont(font, size)
            canvas.drawString(across, up, text.replace("\n", " "))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def milliseconds(job: Callable[[], bytes]) -> tuple[float, float]:
    """One run: on the clock, and of the processor alone, which other work on the machine disturbs less."""
    start, worked = time.perf_counter(), time.process_time()
    job()
    return (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000


def compare(key: str, runs: int) -> bool:
    """Print one line: medians of both and the ratio."""
    data = our_letter(key)
    pages = lines_of(data)
    words = sum(len(line[2].split()) for page in pages for line in page)
    peer, ours = [], []
    for _ in range(runs):
        peer.append(milliseconds(lambda: bare_canvas(pages)))
        ours.append(milliseconds(lambda: our_letter(key)))
        peer.append(milliseconds(lambda: bare_canvas(pages)))
    limit, mine = (statistics.median(run[0] for run in each) for each in (peer, ours))
    limit_cpu, mine_cpu = (statistics.median(run[1] for run in each) for each in (peer, ours))
    print(f"letter {key}, {len(pages)} page(s), {words} words: processor time {mine_cpu / limit_cpu:.2f} of the canvas")
    return verdict.close(f"letter {key}", f"{mine:.1f} ms", f"canvas {limit:.1f} ms", mine / limit, GOAL)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=31)
    chosen = options.parse_args()
    register_for_the_peer()
    met = [compare(letter, chosen.runs) for letter in ("L01", "L06")]
    sys.exit(0 if all(met) else 1)
