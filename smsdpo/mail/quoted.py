"""Finds what a writer did not write this time: quoted history and signatures, as spans that are shown folded."""

import re

Span = tuple[int, int]

_MOST_LINES = 50_000
_LONGEST_LINE = 400

# "On … wrote:" in the languages the office meets; the line may be broken over up to four lines.
_OPENINGS = re.compile(
    r"^(on|at|am|le|el|il|op|em|den|på|w dniu|dnia|dne|a\(z\)|\d{1,4}[-./ ])\b|^\w{2,4}\.?,? \d{1,2}\.? |"
    r"^\d{4}|^[^\n]{2,80}<[^>\n]+@[^>\n]+>",
    re.IGNORECASE,
)
_CLOSINGS = re.compile(
    r"(wrote|writes|schrieb|geschrieben|a écrit|écrit|escribió|ha scritto|schreef|het volgende geschreven|escreveu|"
    r"skrev|napisał|napisał\(a\)|napisal|napsal|napsal\(a\)|kirjoitti|пишет|написал|написала|a écrit\xa0)"
    r"[^:\n]{0,120}:\s*$|(schrieb|skrev)\s[^:\n]{1,120}:\s*$|"
    r"\d{4}\b[^\n]*<[^>\n]+@[^>\n]+>[^:\n]{0,20}:\s*$|írta:\s*$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[>\s]*[-_*=]{2,}\s*(original message|reply message|ursprüngliche nachricht|original-?nachricht|"
    r"antwort|message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|"
    r"oprindelig (?:meddelelse|besked)|opprinnelig melding|ursprungligt meddelande|wiadomość oryginalna|"
    r"mensagem original)\s*[-_*=]*\s*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^[>\s]*[-_*=\s]*(begin forwarded message|forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten|"
    r"message transféré|début du message réexpédié|doorgestuurd bericht|mensaje reenviado|messaggio inoltrato)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"^[>*\s]*(from|von|de|da|van|från|fra|od|lähettäjä|от)\s?\*?\s*:\s*\*?\s*\S", re.IGNORECASE)
_SENT = re.compile(
    r"^[>*\s]*(sent|date|gesendet|datum|envoyé( le)?|enviado( el)?|inviato|data|verzonden|skickat|sendt|dato|wysłano|"
    r"odesláno|lähetetty|päiväys|отправлено|дата)\s?\*?\s*:",
    re.IGNORECASE,
)
_TO_OR_SUBJECT = re.compile(
    r"^[>*\s]*(to|subject|an|betreff|à|objet|para|asunto|a|oggetto|aan|onderwerp|till|ämne|til|emne|do|temat|předmět|komu|"
    r"aihe|кому|тема|assunto)\s?\*?\s*:",
    re.IGNORECASE,
)
_BY_PROGRAM = re.compile(r"\S@\S|\b\d{1,2}[:.h]\d{2}\b")
_RULED_ATTRIBUTION = re.compile(r"^-{2,}\s*on\b[^\n]+\bwrote\s*-{2,}\s*$", re.IGNORECASE)
_RULE = re.compile(r"^\s*_{8,}\s*$")
_SIGNATURE = re.compile(r"^--[ \xa0]?$")
_DEVICE = re.compile(
    r"^(sent from (my|outlook|mail|yahoo|samsung|proton|a )|get outlook for|von meinem .{2,40} gesendet|gesendet von|"
    r"envoyé de(puis)? mon|envoyé à partir|enviado desde|inviato da|verstuurd vanaf|skickat från|sendt fra)\b",
    re.IGNORECASE,
)
_DEVICE_BEGINS = frozenset({"se", "ge", "vo", "en", "in", "ve", "sk"})
_LONGEST_SIGNATURE = 15


def quoted_spans(text: str) -> tuple[Span, ...]:
    """(start, end) offsets of history and signature, in order and apart; empty when nothing else would be left."""
    if len(text) < 8:
        return ()
    lines = _Lines(text)
    spans = _spans(lines)
    kept = len("".join(_outside(text, spans)).split()) if spans else 1
    return tuple(spans) if kept else ()


class _Lines:
    """The lines of a text with where each begins."""

    def __init__(self, text: str) -> None:
        self.texts = text.split("\n", _MOST_LINES)[:_MOST_LINES]
        self.size = len(text)
        self.colons = {number for number, line in enumerate(self.texts) if line.rstrip()[-1:] in (":", "：")}
        self.starts = []
        at = 0
        for line in self.texts:
            self.starts.append(at)
            at += len(line) + 1

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, first: int, after: int) -> Span:
        """From the beginning of line `first` to the end of the line before `after`."""
        end = self.size if after >= len(self) else self.starts[after] - 1
        return self.starts[first], end


def _outside(text: str, spans: list[Span]) -> list[str]:
    pieces = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return [*pieces, text[at:]]


def _spans(lines: _Lines) -> list[Span]:
    spans: list[Span] = []
    number = 0
    while number < len(lines):
        if _FORWARDED.match(lines.texts[number][:_LONGEST_LINE]):
            return spans  # what was handed on to us is the message
        after = _end_of_history(lines, number)
        if after > number:
            spans.append(lines.span(number, after))
            number = after
        else:
            number += 1
    return spans


def _end_of_history(lines: _Lines, number: int) -> int:
    """The line after the history or signature that begins at `number`; `number` itself when none begins there."""
    line = lines.texts[number]
    if not line or line.isspace() or len(line) > _LONGEST_LINE:
        return number
    if line.startswith(">"):
        return _after_marks(lines, number)
    if line[0] in "-_*= " and (_is_ruled(line) or _is_ruled_header(lines, number)):
        return len(lines)
    if _SIGNATURE.match(line):
        return _after_signature(lines, number)
    if ":" in line and _is_header_block(lines, number):
        return len(lines)
    after = _after_attribution(lines, number)
    if after > number:
        marked = _after_blank(lines, after)
        if marked < len(lines) and lines.texts[marked].startswith(">"):
            return _after_marks(lines, marked)
        # Without marks all that follows is folded, so it must be a program's line, not a writer's "In May you wrote:".
        return len(lines) if _BY_PROGRAM.search(" ".join(lines.texts[number:after])) else number
    return _after_device(lines, number)


def _is_ruled(line: str) -> bool:
    return bool(_ORIGINAL.match(line) or _RULED_ATTRIBUTION.match(line))


def _after_blank(lines: _Lines, number: int) -> int:
    while number < len(lines) and not lines.texts[number].strip():
        number += 1
    return number


def _after_marks(lines: _Lines, number: int) -> int:
    """A run of `>` lines; blank lines inside it belong to it, those after it do not."""
    last = number
    while number < len(lines):
        line = lines.texts[number]
        if line.startswith(">"):
            last = number
        elif line.strip():
            break
        number += 1
    return last + 1


def _after_attribution(lines: _Lines, number: int) -> int:
    """`On … wrote:`, in one to four lines."""
    if lines.colons.isdisjoint(range(number, number + 4)):
        return number  # the usual line of the usual letter
    if not _OPENINGS.match(lines.texts[number].lstrip("* ")):
        return number
    joined = ""
    for after in range(number, min(number + 4, len(lines))):
        line = lines.texts[after].strip()
        if not line or len(joined) + len(line) > _LONGEST_LINE:
            return number
        joined = f"{joined} {line}".strip()
        if line[-1] in ":：" and _CLOSINGS.search(joined):
            return after + 1
    return number


def _is_header_block(lines: _Lines, number: int) -> bool:
    """`From: … Sent: … To: … Subject: …`, as Outlook sets it above the history."""
    if not _FROM.match(lines.texts[number]):
        return False
    following = [line[:_LONGEST_LINE] for line in lines.texts[number + 1 : number + 6]]
    sent = any(_SENT.match(line) for line in following)
    return sent and any(_TO_OR_SUBJECT.match(line) for line in following) and number > 0


def _is_ruled_header(lines: _Lines, number: int) -> bool:
    if not _RULE.match(lines.texts[number]):
        return False
    following = _after_blank(lines, number + 1)
    return following < len(lines) and _is_header_block(lines, following)


def _after_signature(lines: _Lines, number: int) -> int:
    """From `-- ` to the end, or to where history begins; a long tail is not a signature."""
    after = number + 1
    while after < len(lines) and after - number <= _LONGEST_SIGNATURE + 1:
        line = lines.texts[after]
        if (
            line.startswith(">")
            or _SIGNATURE.match(line)
            or _ORIGINAL.match(line[:_LONGEST_LINE])
            or _is_header_block(lines, after)
        ):
            return after
        if _after_attribution(lines, after) > after:
            return after
        after += 1
    long = sum(1 for line in lines.texts[number + 1 : after] if line.strip()) > _LONGEST_SIGNATURE
    return number if long or after < len(lines) or after == number + 1 else after


def _after_device(lines: _Lines, number: int) -> int:
    line = lines.texts[number].strip()
    if line[:2].lower() not in _DEVICE_BEGINS or len(line) > 100 or not _DEVICE.match(line):
        return number
    last = number + 1
    return last if last >= len(lines) or not lines.texts[last].strip() else number
