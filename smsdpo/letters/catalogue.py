"""Reads the letters' texts and admits only what a letter may hold: text, fields, `if` and `for` over the closed list.

A letter is one file in `resources/letters`: header lines (`key: value`), a blank line, the body. The body is cut-down
Jinja2, checked node by node when it is loaded and when it is saved, so that no filter, call, operator or attribute can
run (security.md 4.12). Lines may begin with `# ` or `## ` (heading), `- ` (list), `:: label :: fact` (facts).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core import resources
from smsdpo.core.errors import Refusal
from smsdpo.letters.fields import BLOCKS, FIELDS

if TYPE_CHECKING:
    from jinja2 import nodes

FOLDER = "letters"
RIGHTS = "RP"
# rules.md section 6: these letters end with the rights paragraph.
WITH_RIGHTS = frozenset(
    {"L04", "L05f", "L06", "L07", "L08", "L10", "L11", "L12", "L13", "L15", "L16", "L17a", "L17b", "L17c", "L30", "L32"}
)
_HEADER = ("key", "title", "for", "step", "version", "subject")
# Article 77 no longer applies in the United Kingdom (rules.md section 1): no letter may send a reader there.
_FORBIDDEN = re.compile(r"\bart(?:icle|\.)?\s*77\b", re.IGNORECASE)
PLACEHOLDER_START, PLACEHOLDER_END = "\ue000", "\ue001"
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One letter's text. `offered_for` are request types, or `any`; `text` is the file as it stood."""

    key: str
    title: str
    offered_for: tuple[str, ...]
    step: str
    version: str
    subject: str
    body: str
    text: str
    file: str

    def serves(self, request_type: str) -> bool:
        """Whether this letter is offered for requests of that type."""
        return "any" in self.offered_for or request_type in self.offered_for


@cache
def load_all() -> Mapping[str, LetterTemplate]:
    """All letters by their code. The rights paragraph is no letter and is not among them."""
    return {key: template for key, template in _every_file().items() if key != RIGHTS}


def code_of(typed: str) -> str:
    """The code as the catalogue writes it, in whatever case it was typed; an unknown one as it is."""
    return next((code for code in load_all() if code.casefold() == typed.casefold()), typed)


def rights_paragraph() -> LetterTemplate:
    """The one text of the rights paragraph, which every letter in `WITH_RIGHTS` carries."""
    return _every_file()[RIGHTS]


@cache
def _every_file() -> dict[str, LetterTemplate]:
    found = (parse(path.read_text(encoding="utf-8"), path.name) for path in _files())
    return {template.key: template for template in found}


def _files() -> list[Path]:
    return sorted(resources.resource_path(FOLDER).glob("*.txt"))


def parse(text: str, file: str) -> LetterTemplate:
    """A letter from its text, or a refusal that names file, line and word."""
    header_text, _, body = text.replace("\r\n", "\n").partition("\n\n")
    header = _header(header_text, file)
    first_line = header_text.count("\n") + 3
    forbidden = _FORBIDDEN.search(body) or _PRIVATE.search(body)
    if forbidden:
        raise _refused(file, first_line + body.count("\n", 0, forbidden.start()), forbidden.group())
    template = LetterTemplate(
        key=header["key"],
        title=header["title"],
        offered_for=tuple(header["for"].split()),
        step=header["step"],
        version=header["version"],
        subject=header["subject"],
        body=body.rstrip("\n"),
        text=text,
        file=file,
    )
    _Checker(template, first_line).check()
    return template


def _header(text: str, file: str) -> dict[str, str]:
    pairs = [line.partition(":") for line in text.split("\n")]
    header = {name.strip(): value.strip() for name, _, value in pairs}
    for name in header:
        if name not in _HEADER:
            raise _refused(file, list(header).index(name) + 1, name)
    for name in _HEADER:
        if not header.get(name):
            raise Refusal(
                f"{file} is not a letter: its header has no {name}.", hint=f"Begin it with {', '.join(_HEADER)}."
            )
    return header


def syntax_tree(body: str) -> "nodes.Template":
    """The parsed body. Parsing runs nothing; what comes of it is walked by `fill`, never compiled."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.parse(body)


def _refused(file: str, line: int, word: str) -> Refusal:
    return Refusal(
        f"{file}, line {line}: “{word}” cannot be used in a letter.",
        hint="A letter may hold text, fields of the list, {% if field %} and {% for row in list %}.",
    )


class _Checker:
    """Walks the parsed body and refuses whatever is not on the list."""

    def __init__(self, template: LetterTemplate, first_line: int) -> None:
        self._template = template
        self._first_line = first_line
        self._unconditional: set[str] = set()

    def check(self) -> None:
        from jinja2 import TemplateSyntaxError, nodes

        try:
            tree = syntax_tree(self._template.body)
        except TemplateSyntaxError as error:
            raise self._refuse(error.lineno, self._word_at(error.lineno)) from error
        self._outputs: tuple[type[nodes.Node], ...] = (nodes.TemplateData, nodes.Name, nodes.Getattr)
        self._walk(tree.body, {}, conditional=False)
        self._check_blocks()

    def _check_blocks(self) -> None:
        needed = {"signature"} if self._template.key != RIGHTS else set()
        if self._template.key in WITH_RIGHTS:
            needed.add("rights_paragraph")
        for block in sorted(needed - self._unconditional):
            raise Refusal(
                f"{self._template.file} has no {FIELDS[block].label} that always appears.",
                hint=f"Put {{{{ {block} }}}} on a line of its own, outside every condition.",
            )

    def _walk(self, body: "list[nodes.Node]", rows: dict[str, str], *, conditional: bool) -> None:
        from jinja2 import nodes

        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._check_output(part, rows, conditional=conditional)
            elif isinstance(node, nodes.If) and not node.elif_:
                self._check_name(node.test, rows, lists=True)
                self._walk(node.body, rows, conditional=True)
                self._walk(node.else_, rows, conditional=True)
            elif isinstance(node, nodes.For) and not (node.else_ or node.test or node.recursive):
                self._walk(node.body, {**rows, **self._row_of(node)}, conditional=True)
            else:
                raise self._refuse(node.lineno, type(node).__name__.lower())

    def _check_output(self, part: "nodes.Node", rows: dict[str, str], *, conditional: bool) -> None:
        from jinja2 import nodes

        if isinstance(part, nodes.TemplateData):
            return
        self._check_name(part, rows, lists=False)
        if isinstance(part, nodes.Name) and part.name in BLOCKS and not conditional:
            self._unconditional.add(part.name)

    def _row_of(self, node: "nodes.For") -> dict[str, str]:
        from jinja2 import nodes

        if not isinstance(node.target, nodes.Name):
            raise self._refuse(node.lineno, "for")
        listed = FIELDS.get(self._spelt(node.iter)) if isinstance(node.iter, nodes.Name) else None
        if listed is None or listed.kind != "list":
            raise self._refuse(node.lineno, self._spelt(node.iter))
        if node.target.name in FIELDS:
            raise self._refuse(node.lineno, node.target.name)
        return {node.target.name: listed.key}

    def _check_name(self, node: "nodes.Node", rows: dict[str, str], *, lists: bool) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            field = FIELDS.get(node.name)
            plain_row = node.name in rows and not FIELDS[rows[node.name]].members
            if plain_row or (field and (lists or field.kind != "list")):
                return
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            of = rows.get(node.node.name)
            if of and node.attr in FIELDS[of].members:
                return
        raise self._refuse(node.lineno, self._spelt(node))

    @staticmethod
    def _spelt(node: "nodes.Node") -> str:
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return node.name
        if isinstance(node, nodes.Getattr):
            return f"{_Checker._spelt(node.node)}.{node.attr}"
        name = getattr(node, "name", None) or getattr(node, "value", None)
        return str(name) if name else type(node).__name__.lower()

    def _word_at(self, line: int) -> str:
        lines = self._template.body.split("\n")
        return lines[min(line, len(lines)) - 1].strip()[:60]

    def _refuse(self, line: int, word: str) -> Refusal:
        return _refused(self._template.file, self._first_line + line - 1, word)
