"""Reads one message: which rights it asks for, the very words that say so, and what kind of mail it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smsdpo.domain import quoting
from smsdpo.domain.flat_text import BREAK, MAX_CHARACTERS, flatten
from smsdpo.domain.language import NAMES, UNDETERMINED, name_language
from smsdpo.domain.phrases import Book, Hit, PhraseBook
from smsdpo.domain.records.mail import Because, Suggestion, TriageReading

ASKS_FROM = 0.5
"""A score from which a request counts as asked for."""
_SHOWN_FROM = 0.3
_QUOTED = 0.2
_AUTOMATIC = 0.6
_NOTICE = 0.8
_REPLY_SUBJECT = 0.3
_OUTRIGHT = 0.8
_CHASED = 0.6
"""What a reminder chases is asked for again, even where the right is only named."""
_REASONS_SHOWN = 6
_PLACES_PER_RULE = 2
_SHORT = 200
"""Below this length the named language may be wrong, so every language is tried."""
_ALONE = 3
"""Words (a name, a greeting) that may stand beside a message of one word such as STOP."""

_REPLY = re.compile(r"^\s*(?:re|aw|antw|sv|vs|r|rif|odp|res|ynt|ref)\s?(?:\[\d+\])?:", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|tr|rv|enc|doorst|i|pd|vb|пересл)\s?:", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:\s*[a-zа-я]{1,7}\s?(?:\[\d+\])?:)+\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a message that phrases are looked for in: the subject or the body."""

    original: str
    flat: str
    quoted: tuple[tuple[int, int], ...]
    is_subject: bool
    factor: float
    """What a phrase found here is worth."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A hit that counts: how much, and whether it asks."""

    hit: Hit
    language: str
    because: Because
    weight: float
    asks: bool


def read(
    book: PhraseBook,
    subject: str,
    text: str,
    *,
    quoted: Iterable[tuple[int, int]] = (),
    automatic: bool = False,
    language: str | None = None,
) -> TriageReading:
    """What the message asks for. `quoted` are spans of earlier mail in `text`, beside those seen in its lines."""
    text = text[:MAX_CHARACTERS]
    spans = _history(subject, text, quoted)
    own = quoting.without(text, spans) if spans else text
    named = language or name_language(own if own.strip() else subject)
    sides = _sides(subject, text, spans)
    evidence = _evidence(book, sides, named, len(_WORD.findall(own)))
    return _reading(book, evidence, _Setting(named, subject, bool(spans), automatic, own))


def _history(subject: str, text: str, given: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Quoted spans; none where a forwarded mail has no text of its own: then the history is the message."""
    spans = quoting.quoted_spans(text, given)
    if not spans:
        return ()
    own = len(_WORD.findall(quoting.without(text, spans)))
    return () if own < 12 and (_FORWARD.match(subject) or own == 0) else spans


def _sides(subject: str, text: str, spans: tuple[tuple[int, int], ...]) -> tuple[_Side, _Side]:
    title = _PREFIX.sub("", subject) if ":" in subject else subject
    worth = _REPLY_SUBJECT if _REPLY.match(subject) else 1.0
    return _Side(title, flatten(title), (), True, worth), _Side(text, flatten(text), spans, False, 1.0)


# --- looking for phrases ----------------------------------------------------------------------------------------------


def _evidence(book: PhraseBook, sides: Sequence[_Side], named: str, own_words: int) -> list[_Evidence]:
    masks = [book.index.mask(side.flat) for side in sides]
    first = [code for code in (*book.shared, "en", named) if code in book.books]
    found = _search(book, dict.fromkeys(first), sides, masks, own_words)
    short = len(sides[-1].flat) < _SHORT
    if (short or named not in book.languages) and not any(one.asks for one in found):
        others = [code for code in book.books if code not in first]
        found += _search(book, others, sides, masks, own_words)
    return found


def _search(
    book: PhraseBook, codes: Iterable[str], sides: Sequence[_Side], masks: Sequence[int], own_words: int
) -> list[_Evidence]:
    return [
        _weigh(book.books[code], side, hit)
        for code in codes
        for side, mask in zip(sides, masks, strict=True)
        for hit in book.books[code].hits(side.flat, mask)
        if _in_place(side, hit, own_words)
    ]


def _in_place(side: _Side, hit: Hit, own_words: int) -> bool:
    """Whether a match stands where its rule wants it."""
    place = hit.rule.at
    if place == "any":
        return True
    if place == "subject":
        return side.is_subject
    if place == "message" and not side.is_subject:
        beside = own_words - len(_WORD.findall(side.flat, hit.start, hit.end))
        return beside <= _ALONE and _alone_on_line(side.flat, hit)
    return _alone_on_line(side.flat, hit)


def _alone_on_line(flat: str, hit: Hit) -> bool:
    start = max(flat.rfind("\n", 0, hit.start), flat.rfind(BREAK, 0, hit.start)) + 1
    ends = [end for end in (flat.find("\n", hit.end), flat.find(BREAK, hit.end)) if end >= 0]
    end = min(ends, default=len(flat))
    return not (_WORD.search(flat, start, hit.start) or _WORD.search(flat, hit.end, end))


def _weigh(book: Book, side: _Side, hit: Hit) -> _Evidence:
    rule = hit.rule
    start, end = _trimmed(side.flat, hit)
    quoted = quoting.covers(side.quoted, start)
    denied = rule.negatable and book.denies(side.flat, hit.start)
    weight = rule.weight * side.factor * (_QUOTED if quoted else 1.0) * (0.3 if denied else 1.0)
    asks = rule.asks and not quoted and not denied and side.factor == 1.0
    words = side.original[start:end]
    place = (-1, -1) if side.is_subject else (start, end)
    return _Evidence(hit, book.language, Because(words, *place, rule.say), weight, asks)


def _trimmed(flat: str, hit: Hit) -> tuple[int, int]:
    """The match without the blanks that the start of a sentence may bring along."""
    first = _WORD.search(flat, hit.start, hit.end)
    return (first.start() if first else hit.start), hit.end


# --- from phrases to a reading ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known of the message beside its phrases."""

    named: str
    subject: str
    has_history: bool
    automatic: bool
    own: str


def _reading(book: PhraseBook, evidence: list[_Evidence], setting: _Setting) -> TriageReading:
    signals = {one.hit.rule.signal for one in evidence if one.hit.rule.signal and one.weight >= ASKS_FROM}
    letters = _letters_in_words(book, evidence)
    bulk = setting.automatic or "automatic" in signals
    factor = (_AUTOMATIC if bulk else 1.0) * (_NOTICE if "notice" in signals else 1.0)
    found = _suggestions(evidence, factor)
    chased = "reminder" in signals and bool(found) and not bulk
    if chased:
        found = [_chase(one) for one in found]
    language = _language(book, evidence, setting)
    unread = language not in book.languages and language != UNDETERMINED
    kind = _kind(setting, bulk=bulk and not any(one.asks for one in found), chased=chased, unread=unread)
    return TriageReading(language, _ranked(found, unread=unread), kind, _note(language, letters, unread=unread))


def _suggestions(evidence: list[_Evidence], factor: float) -> list[Suggestion]:
    by_type: dict[str, list[_Evidence]] = {}
    for one in _standing(evidence):
        if one.hit.rule.type:
            by_type.setdefault(one.hit.rule.type, []).append(one)
    made = [_suggestion(type_, found, factor) for type_, found in by_type.items()]
    return _settled([one for one in made if one.score >= _SHOWN_FROM])


def _standing(evidence: list[_Evidence]) -> list[_Evidence]:
    """Without what other words in the same place overrule.

    An objection to advertising is the stronger right of Art. 21(2), not a second request; a complaint that the writer
    only keeps in reserve, as the closing lines of standard letters do, is not made.
    """
    advertising = [one.because for one in evidence if one.hit.rule.type == "objection_marketing" and one.asks]
    reserved = [one.because for one in evidence if one.hit.rule.signal == "reserve"]
    overruled = {"objection": advertising, "complaint": reserved}
    return [
        one
        for one in evidence
        if not (one.asks and any(_overlap(one.because, by) for by in overruled.get(one.hit.rule.type, ())))
    ]


def _suggestion(type_: str, found: list[_Evidence], factor: float) -> Suggestion:
    """Each rule counts once, at its best place; independent rules strengthen each other."""
    best: dict[str, _Evidence] = {}
    for one in found:
        held = best.get(one.hit.rule.say)
        if held is None or (one.asks, one.weight) > (held.asks, held.weight):
            best[one.hit.rule.say] = one
    doubt = 1.0
    for one in best.values():
        doubt *= 1.0 - one.weight
    score = round(min((1.0 - doubt) * factor, 0.99), 2)
    asks = score >= ASKS_FROM and any(one.asks for one in best.values())
    return Suggestion(type_, score, _reasons(found), asks)


def _reasons(found: list[_Evidence]) -> tuple[Because, ...]:
    """The strongest places, two a rule, in the order of the text; a place inside a stronger one is left out."""
    kept: list[Because] = []
    for one in sorted(found, key=lambda one: (-one.weight, one.because.start, -one.because.end)):
        alike = sum(because.rule == one.because.rule for because in kept)
        if alike < _PLACES_PER_RULE and not any(_within(one.because, other) for other in kept):
            kept.append(one.because)
    return tuple(sorted(kept[:_REASONS_SHOWN], key=lambda because: because.start))


def _overlap(one: Because, other: Because) -> bool:
    if one.start < 0 or other.start < 0:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def _within(inner: Because, outer: Because) -> bool:
    if inner.start < 0 or outer.start < 0:
        return inner.start == outer.start and inner.text in outer.text
    return outer.start <= inner.start and inner.end <= outer.end


def _settled(found: list[Suggestion]) -> list[Suggestion]:
    """Where rights are asked for outright, a question or a narrower right beside them is only a mention."""
    strongest = max((one.score for one in found if one.asks and one.type != "general_inquiry"), default=0.0)
    return [_quieter(one) if one.type == "general_inquiry" and strongest >= _OUTRIGHT else one for one in found]


def _quieter(one: Suggestion) -> Suggestion:
    return Suggestion(one.type, one.score, one.because, asks=False)


def _chase(one: Suggestion) -> Suggestion:
    if one.type in {"complaint", "general_inquiry"}:
        return one
    return Suggestion(one.type, max(one.score, _CHASED), one.because, asks=True)


def _ranked(found: list[Suggestion], *, unread: bool) -> tuple[Suggestion, ...]:
    """Best first, what is asked for before what is mentioned; `other` where nothing is asked for."""
    ranked = sorted(found, key=lambda one: (not one.asks, -one.score))
    if unread or (ranked and ranked[0].asks):
        return tuple(ranked)
    return (
        Suggestion("other", round(1.0 - max((one.score for one in ranked), default=0.1), 2), (), asks=False),
        *ranked,
    )


def _letters_in_words(book: PhraseBook, evidence: list[_Evidence]) -> list[str]:
    """The standard letter that most turns of phrase point to, and what else is said in it."""
    seen: dict[str, set[int]] = {}
    for one in evidence:
        if one.hit.rule.letter:
            seen.setdefault(one.hit.rule.letter, set()).add(id(one.hit.rule))
    known = [(len(rules), book.letters[key]) for key, rules in seen.items() if len(rules) >= book.letters[key].needed]
    standard = [(count, letter.key, letter.title) for count, letter in known if not letter.beside]
    said = [f"Standard letter: {max(standard)[2]}."] if standard else []
    return said + sorted(letter.beside for _, letter in known if letter.beside)


def _language(book: PhraseBook, evidence: list[_Evidence], setting: _Setting) -> str:
    """A short message that asks in the words of one language is in that language, whatever the statistics say."""
    if setting.named in book.languages:
        return setting.named
    if len(setting.own) > _SHORT and setting.named != UNDETERMINED:
        return setting.named
    spoken: dict[str, float] = {}
    for one in evidence:
        if one.asks and one.language in book.languages:
            spoken[one.language] = spoken.get(one.language, 0.0) + one.weight
    return max(spoken, key=lambda code: spoken[code]) if spoken else setting.named


def _kind(setting: _Setting, *, bulk: bool, chased: bool, unread: bool) -> str:
    if bulk and not unread:
        return "automatic"
    if chased:
        return "reminder"
    if unread:
        return "message"
    return "reply" if setting.has_history or _REPLY.match(setting.subject) else "message"


def _note(language: str, letters: list[str], *, unread: bool) -> str:
    notes = [*letters]
    if unread:
        name = NAMES.get(language, language)
        notes.append(f"The program cannot read requests in {name}. Please have this message read by a person.")
    return " ".join(notes)
