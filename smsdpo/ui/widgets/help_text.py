"""Sets a help page: headings, paragraphs, lists, bold words and keys, and links that stay inside the help."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import tokens
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.labels import PlainLabel, Prose

_LINK = re.compile(r"\[([^\]]+)\]\((\w+):(\w+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*|`(.+?)`")
_NUMBER = re.compile(r"(\d+)\. (.+)")
_MARK = 20  # px for a dot or number before an item


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page. `kind` is `title`, `heading`, `text`, `item` or `link`; `mark` stands before an item,
    `target` is what a link opens (`term`, `restriction`)."""

    kind: str
    text: str
    mark: str = ""
    target: tuple[str, str] = ("", "")


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a page in their order; one line of the file is one block."""
    for line in text.splitlines():
        bare = line.strip()
        if not bare:
            continue
        if bare.startswith("# "):
            yield Block("title", bare[2:])
        elif bare.startswith("## "):
            yield Block("heading", bare[3:])
        elif bare.startswith("- ") and (link := _LINK.fullmatch(bare[2:])):
            yield Block("link", link[1], target=(link[2], link[3]))
        elif bare.startswith("- "):
            yield Block("item", bare[2:], "•")
        elif number := _NUMBER.fullmatch(bare):
            yield Block("item", number[2], f"{number[1]}.")
        else:
            yield Block("text", bare)


class Passage(Prose):
    """A paragraph with strong words in it; plain text to everybody who asks for its text."""

    def __init__(self, text: str, *, ink: str = "text") -> None:
        self._strong: list[tuple[int, int]] = []
        super().__init__(self._read(text), size=tokens.BODY, ink=ink)

    def _read(self, text: str) -> str:
        plain, at = "", 0
        for match in _STRONG.finditer(text):
            plain += text[at : match.start()]
            words = match[1] or match[2]
            self._strong.append((len(plain), len(words)))
            plain += words
            at = match.end()
        return plain + text[at:]

    def formats(self) -> list[QTextLayout.FormatRange]:
        made = []
        for start, length in self._strong:
            one = QTextLayout.FormatRange()
            one.start, one.length = start, length
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.DemiBold)
            one.format = strong
            made.append(one)
        return made


class HelpText(QWidget):
    """A page, set below one another; `followed` carries a link's target."""

    followed = Signal(str, str)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[QuietButton] = []
        self.title: PlainLabel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        for block in blocks_of(text):
            self._set(column, block)
        column.addStretch()

    def _set(self, column: QVBoxLayout, block: Block) -> None:
        if block.kind == "title":
            self.title = PlainLabel(block.text, size=tokens.PAGE_TITLE, weight=600)
            column.addWidget(self.title)
        elif block.kind == "heading":
            column.addSpacing(tokens.SMALL)
            column.addWidget(PlainLabel(block.text, weight=600))
        elif block.kind == "link":
            column.addWidget(self._link(block), 0, Qt.AlignmentFlag.AlignLeft)
        elif block.kind == "item":
            column.addLayout(_item(block))
        else:
            column.addWidget(Passage(block.text))

    def _link(self, block: Block) -> QuietButton:
        button = QuietButton(block.text, f"help_{block.target[0]}_{block.target[1]}")
        button.setMinimumHeight(tokens.TARGET)
        button.setFixedHeight(tokens.PILL)
        button.clicked.connect(lambda _checked: self.followed.emit(*block.target))
        self.links.append(button)
        return button


def _item(block: Block) -> QHBoxLayout:
    mark = PlainLabel(block.mark, ink="text_2")
    mark.setFixedWidth(_MARK)
    words = Passage(block.text)
    words.setSizePolicy(_growing(words.sizePolicy()))
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


def _growing(policy: QSizePolicy) -> QSizePolicy:
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    return policy
