"""A composed letter as plain text: the body of a mail."""

import textwrap

from smsdpo.letters.blocks import ComposedLetter, Facts, Heading, Item, Signature, Spans

_WIDTH = 76


def plain_text(letter: ComposedLetter) -> str:
    """Paragraphs, lists and facts under each other, with the closing words and names at the end."""
    parts: list[str] = []
    for block in letter.blocks:
        if isinstance(block, Heading):
            parts.append(f"\n{_words(block.spans).upper() if block.level == 1 else _words(block.spans)}\n")
        elif isinstance(block, Item):
            parts.append(textwrap.fill(_words(block.spans), _WIDTH, initial_indent="- ", subsequent_indent="  "))
        elif isinstance(block, Facts):
            parts += [f"{_words(label)}: {_words(fact)}" for label, fact in block.rows]
        elif isinstance(block, Signature):
            parts += ["", block.greeting, *block.lines]
        else:
            parts.append(f"\n{textwrap.fill(_words(block.spans), _WIDTH)}\n")
    return "\n".join(parts).strip().replace("\n\n\n", "\n\n") + "\n"


def _words(spans: Spans) -> str:
    return "".join(span.text for span in spans)
