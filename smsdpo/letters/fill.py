"""Fills a letter's fields and takes it apart into blocks. A value is never read as markup, whatever it holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from smsdpo.core.clock import london_date
from smsdpo.core.days import long_day
from smsdpo.letters import catalogue
from smsdpo.letters.blocks import Block, ComposedLetter, Facts, Heading, Item, Paragraph, Signature, Span, Spans
from smsdpo.letters.catalogue import PLACEHOLDER_END, PLACEHOLDER_START, LetterTemplate
from smsdpo.letters.fields import BLOCKS, FIELDS, NAMELESS, FieldValue, Row, Scalar

if TYPE_CHECKING:
    from jinja2 import nodes

# With the full stop that may follow, because a value may end with one of its own.
_MARK = re.compile(f"{PLACEHOLDER_START}(\\d+){PLACEHOLDER_END}(\\.?)")
_STRONG = "**"
_FACT = ":: "
Values = Mapping[str, FieldValue]
Rows = Mapping[str, tuple[str, Row]]
"""Loop variables with the list they run over and the row they stand on."""


def compose(template: LetterTemplate, fields: Values) -> ComposedLetter:
    """The letter with its fields filled in; fields it needs and does not get are named in `missing`."""
    filler = _Filler(fields)
    subject = _joined(filler.spans(filler.run(template.subject)))
    blocks = tuple(filler.blocks(filler.run(template.body)))
    return ComposedLetter(
        code=template.key,
        title=template.title,
        version=template.version,
        subject=subject,
        blocks=blocks,
        missing=tuple(dict.fromkeys(filler.missing)),
        template_text=template.text,
    )


def _joined(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _words(value: Scalar) -> str:
    if isinstance(value, datetime):
        value = london_date(value)
    return long_day(value) if isinstance(value, date) else "" if value is None else str(value).strip()


@lru_cache(maxsize=64)
def _tree(body: str) -> "nodes.Template":
    return catalogue.syntax_tree(body)


@dataclass
class _Filler:
    """Runs one template over one set of values. Values stand as numbered marks until the blocks are cut."""

    fields: Values
    missing: list[str] = field(default_factory=list)
    _values: list[str] = field(default_factory=list)

    # --- the template's logic, on the nodes that the catalogue admits ---

    def run(self, body: str) -> str:
        """The text with marks in place of values."""
        return "".join(self._walk(_tree(body).body, {}))

    def _walk(self, body: "Sequence[nodes.Node]", rows: Rows) -> Iterator[str]:
        from jinja2 import nodes

        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    yield part.data if isinstance(part, nodes.TemplateData) else self._put(part, rows)
            elif isinstance(node, nodes.If):
                chosen = node.body if self._look_up(node.test, rows) else node.else_
                yield from self._walk(chosen, rows)
            elif isinstance(node, nodes.For):
                yield from self._each(node, rows)

    def _each(self, node: "nodes.For", rows: Rows) -> Iterator[str]:
        name = getattr(node.iter, "name", "")
        listed = self.fields.get(name)
        if not isinstance(listed, list | tuple) or not listed:
            self.missing.append(name)
            return
        for row in listed:
            yield from self._walk(node.body, {**rows, getattr(node.target, "name", ""): (name, row)})

    def _put(self, part: "nodes.Node", rows: Rows) -> str:
        name = getattr(part, "name", "")
        if name in BLOCKS:
            return f"\n\n{PLACEHOLDER_START}{name}{PLACEHOLDER_END}\n\n"
        text = self._look_up(part, rows)
        if not text:
            wanted = name if name in FIELDS else self._member(part, rows)
            self.missing.append(wanted)
            text = f"[{FIELDS[wanted].label if wanted in FIELDS else wanted}]"
        self._values.append(text)
        return f"{PLACEHOLDER_START}{len(self._values) - 1}{PLACEHOLDER_END}"

    @staticmethod
    def _member(part: "nodes.Node", rows: Rows) -> str:
        variable = getattr(part, "name", "") or getattr(getattr(part, "node", None), "name", "")
        return ".".join(filter(None, (rows[variable][0], getattr(part, "attr", ""))))

    def _look_up(self, node: "nodes.Node", rows: Rows) -> str:
        """The value in words, empty where there is none. A list that is not empty counts as there."""
        name, member = getattr(node, "name", ""), getattr(node, "attr", "")
        if member:
            row = rows[getattr(getattr(node, "node", None), "name", "")][1]
            return _words(row.get(member)) if isinstance(row, Mapping) else ""
        value = rows[name][1] if name in rows else self.fields.get(name)
        if isinstance(value, list | tuple):
            return "listed" if value else ""
        return _words(value) if not isinstance(value, Mapping) else ""

    # --- the blocks ---

    def blocks(self, text: str) -> Iterator[Block]:
        """Cut the text at blank lines, headings, list entries and facts."""
        for chunk in re.split(r"\n[ \t]*\n", text):
            lines = [line.strip() for line in chunk.split("\n") if line.strip()]
            if lines:
                yield from self._chunk(lines)

    def _chunk(self, lines: list[str]) -> Iterator[Block]:
        running: list[str] = []
        facts: list[tuple[Spans, Spans]] = []
        for line in lines:
            if line.startswith(_FACT):
                label, _, fact = line[len(_FACT) :].partition(" :: ")
                facts.append((self.spans(label), self.spans(fact)))
                continue
            if facts:
                yield Facts(tuple(facts))
                facts = []
            starts_block = line.startswith(
                ("# ", "## ", "- ", PLACEHOLDER_START + "rights", PLACEHOLDER_START + "sign")
            )
            if starts_block and running:
                yield from self._running(running)
                running = []
            running.append(line)
            if line.startswith(("# ", "## ")):
                yield from self._running(running)
                running = []
        if facts:
            yield Facts(tuple(facts))
        if running:
            yield from self._running(running)

    def _running(self, lines: list[str]) -> Iterator[Block]:
        text = " ".join(lines)
        if text == f"{PLACEHOLDER_START}rights_paragraph{PLACEHOLDER_END}":
            yield from self._rights()
        elif text == f"{PLACEHOLDER_START}signature{PLACEHOLDER_END}":
            yield self._signature()
        elif text.startswith("# "):
            yield Heading(self.spans(text[2:]))
        elif text.startswith("## "):
            yield Heading(self.spans(text[3:]), level=2)
        elif text.startswith("- "):
            yield Item(self.spans(text[2:]))
        else:
            yield Paragraph(self.spans(text))

    def _rights(self) -> Iterator[Block]:
        inner = _Filler(self.fields, self.missing)
        return inner.blocks(inner.run(catalogue.rights_paragraph().body))

    def _signature(self) -> Signature:
        for name in ("dpo_name", "organisation_name"):
            if not _words(self._scalar(name)):
                self.missing.append(name)
        salutation = _words(self._scalar("salutation"))
        known = salutation.startswith("Dear ") or bool(_words(self._scalar("recipient_name")))
        named = known and salutation != NAMELESS
        lines = (_words(self._scalar("dpo_name")), "Data Protection Officer", _words(self._scalar("organisation_name")))
        return Signature("Yours sincerely," if named else "Yours faithfully,", lines)

    def _scalar(self, name: str) -> Scalar:
        value = self.fields.get(name)
        return value if not isinstance(value, list | tuple) else None

    def spans(self, text: str) -> Spans:
        """Plain and strong stretches with the values back in place; only the template's own ** counts."""
        pieces = text.split(_STRONG)
        filled = ((_MARK.sub(self._value, piece), bool(number % 2)) for number, piece in enumerate(pieces))
        return tuple(Span(piece, strong) for piece, strong in filled if piece)

    def _value(self, match: re.Match[str]) -> str:
        value, stop = self._values[int(match.group(1))], match.group(2)
        return value if value.endswith((".", "!", "?")) else value + stop
