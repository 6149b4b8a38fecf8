"""The office's paper with an invented recipient, and what a PDF holds."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf

from smsdpo.letters import pdf
from smsdpo.letters.catalogue import load_all
from smsdpo.letters.fields import FieldValue, sample_fields
from smsdpo.letters.fill import compose
from smsdpo.letters.house_paper import HousePaper
from smsdpo.letters.pdf import PrintedLetter

MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAPER = HousePaper(
    organisation="SMS Tech",
    office="Office of the Data Protection Officer",
    email="info@sms-tech.org",
    reference="DSR-2026-0001",
    dated=date(2026, 11, 22),
    recipient=("Ms Ngozi Okafor", "14 Example Street", "ANYTOWN", "AB1 2CD"),
    delivery="by e-mail to ngozi.okafor@example.org",
    received=date(2026, 11, 2),
)


def printed(key: str = "L01", *, paper: HousePaper | None = None, **fields: FieldValue) -> PrintedLetter:
    """A letter with sample data, some of it replaced."""
    return pdf.build(compose(load_all()[key], sample_fields() | fields), paper or PAPER, made_at=MADE)


def to(*recipient: str) -> HousePaper:
    """The same paper to somebody else."""
    return replace(PAPER, recipient=recipient)


def reader(letter: PrintedLetter) -> pypdf.PdfReader:
    """The letter reopened by another library than the one that made it."""
    return pypdf.PdfReader(io.BytesIO(letter.data))


def text_of(letter: PrintedLetter) -> str:
    """All words of the letter, in reading order, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader(letter).pages).split())
