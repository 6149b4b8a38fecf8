"""The parts a composed letter is made of, before anything is known of paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; `strong` for the facts that matter. Nothing in `text` is markup."""

    text: str
    strong: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    spans: Spans
    level: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a bulleted list."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their facts beside them, one below the other."""

    rows: tuple[tuple[Spans, Spans], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """The closing words, room for a signature, and who signs; kept together on one page."""

    greeting: str
    lines: tuple[str, ...]


Block = Paragraph | Heading | Item | Facts | Signature


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """A letter filled in. `missing` names the fields that are empty though the letter needs them."""

    code: str
    title: str
    version: str
    subject: str
    blocks: tuple[Block, ...]
    missing: tuple[str, ...] = ()
    template_text: str = ""
