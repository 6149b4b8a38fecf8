"""HTML mail into readable plain text: nothing is fetched, run or drawn; size and number of elements are capped."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST = 5_000_000
MOST_NODES = 200_000
DEEPEST = 1000

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_SELF_CLOSING = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "wbr", "p", "li", "td", "th", "tr", "dt", "dd"}
)
_ROOTS = frozenset({"html", "body", "br", "-document"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def readable(html: str) -> str:
    """The text as a reader would see it, one block a line; quoted history is marked with `>` as in plain mail."""
    html = html[:LONGEST]
    if _too_deep(html):
        return _without_tags(html)
    root = LexborHTMLParser(html).root
    if root is None:
        return ""
    for everything in (False, True):  # hidden words are shown when there are no others: nothing is lost
        writer = _Writer(everything=everything)
        _walk(root, writer)
        if text := writer.text():
            return text
    return ""


def _too_deep(html: str) -> bool:
    """Whether elements are nested as no writer nests them: the engine's time grows with the square of the depth."""
    if html.count("<") < DEEPEST:
        return False
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _SELF_CLOSING:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False


def _without_tags(html: str) -> str:
    from html import unescape

    words = unescape(_ANY_TAG.sub("\n", html))
    return "\n".join(line for line in (_SPACES.sub(" ", line).strip() for line in words.splitlines()) if line)


def _walk(root: LexborNode, writer: "_Writer") -> None:
    """Depth first without recursion: a stranger chooses the depth."""
    node: LexborNode | None = root
    seen = 0
    while node is not None and seen < MOST_NODES:
        seen += 1
        entered = _enter(node, writer)
        child = node.first_child if entered else None
        if child is not None:
            node = child
            continue
        if entered:
            _leave(node, writer)
        node = _next_after(node, writer)


def _next_after(node: LexborNode, writer: "_Writer") -> LexborNode | None:
    current: LexborNode | None = node
    while current is not None and current.next is None:
        current = current.parent
        if current is not None:
            _leave(current, writer)
    return current.next if current is not None else None


def _enter(node: LexborNode, writer: "_Writer") -> bool:
    """Writes what the element begins with; says whether its children are to be read."""
    tag = node.tag or ""
    if tag == "-text":
        writer.words(node.text_content or "")
        return False
    if (tag in _SKIPPED and not (writer.everything and tag in {"head", "title"})) or (
        tag.startswith(("-", "_", "!")) and tag != "-document"
    ):
        return False
    if tag == "br":
        writer.line()
    elif tag == "img":
        writer.words(f" {node.attributes.get('alt') or ''} ")
    elif tag in _BLOCKS:
        _open_block(tag, writer)
    if not writer.everything and tag not in _ROOTS and _HIDDEN.search(node.attributes.get("style") or ""):
        return False
    if tag == "blockquote":
        writer.depth += 1
    return True


def _open_block(tag: str, writer: "_Writer") -> None:
    if tag in {"td", "th"}:
        writer.words("  ")
    elif tag in _PARAGRAPHS:
        writer.paragraph()
    else:
        writer.block()
    if tag == "li":
        writer.words("- ")


def _leave(node: LexborNode, writer: "_Writer") -> None:
    tag = node.tag or ""
    if tag == "blockquote":
        writer.close_quote()
    if tag in _PARAGRAPHS:
        writer.paragraph()
    elif tag in _BLOCKS and tag not in {"td", "th"}:
        writer.block()


class _Writer:
    """Collects lines; white space is folded as a browser folds it."""

    def __init__(self, *, everything: bool) -> None:
        self.everything = everything
        self.depth = 0
        self._lines: list[str] = []
        self._now: list[str] = []

    def words(self, text: str) -> None:
        self._now.append(text)

    def line(self) -> None:
        line = _SPACES.sub(" ", "".join(self._now).replace("\xa0", " ")).strip()
        mark = "> " * min(self.depth, 10)
        self._lines.append(f"{mark}{line}".rstrip())
        self._now.clear()

    def block(self) -> None:
        if "".join(self._now).strip():
            self.line()
        else:
            self._now.clear()

    def paragraph(self) -> None:
        self.block()
        if self._lines and self._lines[-1].strip("> "):
            self.line()

    def close_quote(self) -> None:
        self.block()
        while self._lines and self._lines[-1] and not self._lines[-1].strip("> "):
            self._lines.pop()
        self.depth = max(self.depth - 1, 0)

    def text(self) -> str:
        self.block()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip()
