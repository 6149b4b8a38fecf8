"""The phrase book: word patterns from data files, compiled so that only patterns whose words occur are ever tried."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from smsdpo.core.errors import Fault
from smsdpo.domain.flat_text import BREAK, fold_characters

_BETWEEN = rf"[^\w.!?{BREAK}]{{1,8}}"
"""What may stand between two words of a phrase: never the end of a sentence or paragraph."""
_ON_THE_LINE = rf"[^\w.!?\n{BREAK}]{{1,8}}"
_SENTENCE_START = rf"(?:\A|(?<=[.!?,:;\n{BREAK}-]))[^\w.!?{BREAK}]{{0,8}}"
_PIECE = re.compile(r"\([^()]*\)\??|\S+")
_REFERENCE = re.compile(r"<(\w+)>")
_WORD = re.compile(r"\w+")
_USUAL_GAP = 4
_MEMORY = 60_000
"""Words whose meaning for the book is remembered; forgotten all at once beyond that."""
_MAX_HITS = 4
"""Places at which one pattern is noted in one message."""

PLACES = frozenset({"any", "subject", "line", "message"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase as a regular expression: tried only where all the word groups of the mask `needs` occur."""

    needs: int
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What its phrases speak for, how strongly, and whether they ask or only mention.

    `at` narrows where a match counts: `line` (nothing else on that line), `message` (nothing else at all), `subject`.
    """

    type: str
    say: str
    weight: float
    asks: bool
    patterns: tuple[Pattern, ...]
    at: str = "any"
    negatable: bool = True
    signal: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule's phrase stands; offsets into the flat text."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Book:
    """The phrases of one language; `und` holds what every language shares."""

    language: str
    phrases: Mapping[int, Sequence[tuple[Pattern, Rule]]]
    """Each phrase with the rule it speaks for, by one of the word groups it needs."""
    keys: int
    negated: re.Pattern[str] | None

    def hits(self, flat: str, mask: int) -> Iterator[Hit]:
        """Every rule's first few places in the text."""
        left = mask & self.keys
        while left:
            key = left & -left
            left ^= key
            for pattern, rule in self.phrases[key]:
                if pattern.needs & mask == pattern.needs:
                    yield from _places(rule, compiled(pattern.source), flat)

    def denies(self, flat: str, start: int) -> bool:
        """Whether the words just before a match turn it round ("do not", "never asked you to")."""
        if self.negated is None:
            return False
        before = flat[max(0, start - 60) : start]
        return self.negated.search(before) is not None


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Compiled when first needed: most of a thousand phrases never are in one sitting, and the window opens sooner."""
    return re.compile(source)


def _places(rule: Rule, regex: re.Pattern[str], flat: str) -> Iterator[Hit]:
    for number, found in enumerate(regex.finditer(flat)):
        if number == _MAX_HITS:
            return
        yield Hit(rule, found.start(), found.end())


class WordIndex:
    """Gives each word group a bit, and each text the bits of the groups that may occur in it."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._exact: dict[str, int] = {}
        self._wild: list[tuple[re.Pattern[str], int]] = []
        self._memory: dict[str, int] = {}

    def bit(self, firsts: frozenset[str]) -> int:
        """The bit of the group of first words `firsts` (`*` stands for any letters)."""
        if firsts not in self._bits:
            self._bits[firsts] = bit = 1 << len(self._bits)
            for word in firsts:
                self._learn(word, bit)
        return self._bits[firsts]

    def _learn(self, word: str, bit: int) -> None:
        if "*" in word:
            self._wild.append((re.compile(word.replace("*", r"\w*")), bit))
        else:
            self._exact[word] = self._exact.get(word, 0) | bit

    def mask(self, flat: str) -> int:
        """The bits of every group of which a first word stands in the text."""
        if len(self._memory) > _MEMORY:
            self._memory.clear()
        mask, memory = 0, self._memory
        for word in set(_WORD.findall(flat)):
            bits = memory.get(word)
            mask |= self._recognise(word) if bits is None else bits
        return mask

    def _recognise(self, word: str) -> int:
        bits = self._exact.get(word, 0)
        for regex, bit in self._wild:
            if not bits & bit and regex.fullmatch(word):
                bits |= bit
        self._memory[word] = bits
        return bits


@dataclass(slots=True)
class _Compiler:
    """Turns the phrases of one data file into patterns."""

    index: WordIndex
    lists: dict[str, list[str]] = field(default_factory=dict)
    barrier: str = ""

    def words(self, words: Mapping[str, Sequence[str]]) -> None:
        for name, entries in words.items():
            self.lists[name] = [option for entry in entries for option in self._expand(fold_characters(entry))]

    def _expand(self, entry: str) -> list[str]:
        """An entry that is only a reference to an earlier list stands for all of that list."""
        named = _REFERENCE.fullmatch(entry)
        return self._list(named.group(1)) if named else [entry]

    def _list(self, name: str) -> list[str]:
        if name not in self.lists:
            raise Fault(f"The phrase book has no word list called {name}.")
        return self.lists[name]

    def stop_at(self, words: Iterable[str]) -> None:
        """No gap of a phrase may swallow these words (negations, "if", "whether")."""
        options = "|".join(_entry(word) for word in self._options(words))
        self.barrier = rf"(?!(?:{options})(?!\w))" if options else ""

    def _options(self, words: Iterable[str]) -> list[str]:
        return [option for word in words for option in self._expand(fold_characters(word))]

    def alternatives(self, words: Iterable[str]) -> str:
        return "|".join(_entry(word) for word in self._options(words))

    def pattern(self, phrase: str, *, whole_line: bool = False) -> Pattern:
        """`whole_line`: the phrase is to fill a line, so its last gap takes what it can and none leaves the line."""
        between = _ON_THE_LINE if whole_line else _BETWEEN
        parts, needs, started = [], 0, False
        for piece in _PIECE.findall(fold_characters(phrase)):
            if piece == "^":
                parts.append(_SENTENCE_START)
            elif piece.startswith(".."):
                parts.append(self._gap(piece, between, started=started, greedy=whole_line))
            else:
                optional = piece.endswith("?")
                options = self._alternatives_of(piece.rstrip("?"))
                group = "(?:" + "|".join(_entry(option) for option in options) + r")(?!\w)"
                parts.append(_joined(group, between, started=started, optional=optional))
                needs |= 0 if optional else self.index.bit(frozenset(_first(option) for option in options))
                started = started or not optional
        opening = "" if parts[0] is _SENTENCE_START else r"(?<!\w)"
        return Pattern(needs, opening + "".join(parts))

    def _alternatives_of(self, piece: str) -> list[str]:
        inside = piece[1:-1] if piece.startswith("(") else piece
        return [option for part in inside.split("|") for option in self._expand(part.strip())]

    def _gap(self, piece: str, between: str, *, started: bool, greedy: bool) -> str:
        most = int(piece[2:]) if piece[2:].isdigit() else _USUAL_GAP
        word = rf"{self.barrier}\w[\w']{{0,39}}+"
        one = between + word if started else word + between
        return rf"(?:{one}){{0,{most}}}" + ("" if greedy else "?")


def _joined(group: str, between: str, *, started: bool, optional: bool) -> str:
    if not started:
        return f"(?:{group}{between})?" if optional else group
    return f"(?:{between}{group})?" if optional else between + group


@cache
def _entry(words: str) -> str:
    return _BETWEEN.join(re.escape(word).replace(r"\*", r"\w{0,30}") for word in words.split())


@cache
def _first(entry: str) -> str:
    """The first word of an entry as the index sees words (apostrophes separate)."""
    return re.split(r"[^\w*]", entry, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Letter:
    """A standard letter of a request generator (N21): known when enough of its turns of phrase are there.

    With `beside` it is no letter but a thing said in one, told in that sentence beside whatever else is known.
    """

    key: str
    title: str
    needed: int
    beside: str = ""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All phrases of all languages, ready to read with."""

    books: Mapping[str, Book]
    letters: Mapping[str, Letter]
    index: WordIndex

    @classmethod
    def from_data(cls, data: Iterable[Mapping[str, Any]]) -> "PhraseBook":
        """From the parsed data files; each names its `language` or holds `[[letter]]` entries."""
        index = WordIndex()
        books: dict[str, Book] = {}
        letters: dict[str, Letter] = {}
        for file in data:
            book = _book(file, index)
            books[book.language] = book
            letters |= {
                raw["key"]: Letter(**{key: raw[key] for key in raw if key != "phrases"})
                for raw in file.get("letter", ())
            }
        return cls(books, letters, index)

    @property
    def languages(self) -> frozenset[str]:
        """ISO codes of the languages that can be read."""
        return frozenset(code for code in self.books if len(code) == 2)

    @property
    def shared(self) -> tuple[str, ...]:
        """Keys of what is looked for whatever the language (`und`, `letters`)."""
        return tuple(code for code in self.books if len(code) != 2)


def _book(file: Mapping[str, Any], index: WordIndex) -> Book:
    compiler = _Compiler(index)
    compiler.words(file.get("words", {}))
    context = file.get("context", {})
    compiler.stop_at([*context.get("barriers", ()), *context.get("negators", ())])
    rules = [_rule(raw, compiler) for raw in file.get("rule", ())]
    rules += [_letter_rule(raw, compiler, phrase) for raw in file.get("letter", ()) for phrase in raw["phrases"]]
    phrases: dict[int, list[tuple[Pattern, Rule]]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            rarest = 1 << (pattern.needs.bit_length() - 1)  # groups met late in the file are the more particular ones
            phrases.setdefault(rarest, []).append((pattern, rule))
    return Book(file["language"], phrases, sum(phrases), _negated(context, compiler))


def _rule(raw: Mapping[str, Any], compiler: _Compiler) -> Rule:
    place = raw.get("at", "any")
    if place not in PLACES:
        raise Fault(f"The phrase book names a place it does not know: {place}.")
    return Rule(
        type=raw.get("type", ""),
        say=raw["say"],
        weight=float(raw.get("weight", 0.0)),
        asks=bool(raw.get("asks", False)),
        patterns=tuple(compiler.pattern(phrase, whole_line=place == "line") for phrase in raw["phrases"]),
        at=place,
        negatable=bool(raw.get("negatable", True)),
        signal=raw.get("signal", ""),
    )


def _letter_rule(raw: Mapping[str, Any], compiler: _Compiler, phrase: str) -> Rule:
    return Rule("", raw["title"], 0.0, False, (compiler.pattern(phrase),), negatable=False, letter=raw["key"])


def _negated(context: Mapping[str, Any], compiler: _Compiler) -> re.Pattern[str] | None:
    """A negator at the end of what stands before a match, with at most one word after it that starts no new clause."""
    negators = compiler.alternatives(context.get("negators", ()))
    if not negators:
        return None
    clause = compiler.alternatives(context.get("clauses", ())) or "(?!)"
    another = rf"(?:{_BETWEEN}(?!(?:{clause})(?!\w))[\w']{{1,30}}){{0,2}}"
    return re.compile(rf"(?<!\w)(?:{negators})(?!\w){another}[^\w.!?,;:{BREAK}]{{0,8}}\Z")
