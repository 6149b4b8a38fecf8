"""What the workbook and the archive say in their own words, in one place."""

from collections.abc import Iterable, Iterator, Sequence

from smsdpo.core.days import long_day
from smsdpo.export.cells import Tally
from smsdpo.export.subject import SubjectFile, Value

USE_HEADER = (
    "Kind of data",
    "Why we use it",
    "What allows us to",
    "Who receives it",
    "How long we keep it",
    "Held in",
    "Where it came from",
)
WITHHELD_HEADER = ("What is not included", "Records", "Why")
GLOSSARY_HEADER = ("Word", "What it means")
RECORD_HEADER = ("Held in", "How we came to it", "Shown")
NOTHING_WITHHELD = ("Nothing was withheld.", 0, "")

_PROVENANCE = {
    "provided": "You gave it to us",
    "observed": "Recorded while you used our services",
    "derived": "Worked out by us from other data",
}
_DECISION = {"include": "in full", "redact": "with passages removed"}
_OUTCOME = {"found": "data found", "nothing": "nothing found", "not_searched": "not searched"}

GLOSSARY = (
    ("Record", "One entry about you in one of our systems, for example one purchase or one note of a call."),
    ("Held in", "The system or file of ours in which the record was found."),
    ("How we came to it", "Whether you gave us the data, we recorded it, or we worked it out."),
    ("In full", "You see the record as we hold it."),
    ("With passages removed", "Words about other people, or which the law lets us keep back, were taken out first."),
    ("Withheld", "A whole record that is not given to you; the sheet Withheld says why."),
    ("Continued", "A text too long for one cell goes on in the rows below, under the same number."),
)


def provenance(key: str) -> str:
    """How we came to a record, in plain words."""
    return _PROVENANCE.get(key, key)


def origin(keys: Iterable[str]) -> str:
    """Whence the data of one kind came, in one phrase."""
    given = set(keys)
    found = [words for key, words in _PROVENANCE.items() if key in given]
    return "; ".join([*found[:1], *(words[0].lower() + words[1:] for words in found[1:])])


def left_out(file: SubjectFile) -> list[tuple[str, int, str]]:
    """What is not given, and what is given only in part, each with its reason."""
    parts = [(f"{item.what}, given with passages removed", item.count, item.reason) for item in file.in_part]
    return [*((item.what, item.count, item.reason) for item in file.withheld), *parts]


def decision(key: str) -> str:
    """How a record is shown, in plain words."""
    return _DECISION.get(key, key)


def title(file: SubjectFile) -> str:
    """The first line of the workbook."""
    return ("SAMPLE: " if file.sample else "") + "The personal data we hold about you"


def footer(file: SubjectFile) -> str:
    """The foot of each printed page."""
    return ("SAMPLE · " if file.sample else "") + f"{file.reference} · {file.organisation}"


def about(file: SubjectFile, made: str) -> Iterator[tuple[str, str]]:
    """Who it is for, from whom, when and under which policy."""
    yield "Prepared for", file.person_name
    yield "Our reference", file.reference
    if file.request_in_words:
        yield "You asked for", file.request_in_words
    if file.received_on:
        yield "Received on", long_day(file.received_on)
    yield "Prepared on", made
    yield "Prepared by", f"{file.organisation}, Office of the Data Protection Officer"
    yield "Questions to", file.office_email
    yield "Privacy policy", f"version {file.policy_version}"
    yield "Prepared with", f"smsdpo {file.program_version}"


def searched(file: SubjectFile) -> list[Sequence[Value]]:
    """Every source with its answer (UK GDPR Art 15(1A); N16)."""
    return [(s.source, _OUTCOME.get(s.outcome, s.outcome), s.found, s.reason) for s in file.searched]


def not_included(file: SubjectFile) -> list[Sequence[Value]]:
    """What is left out and why, in short; the sheet Withheld has it again as a table."""
    return [(what, why, count or None) for what, count, why in left_out(file)] or [(NOTHING_WITHHELD[0],)]


def notes(tally: Tally) -> list[str]:
    """What had to be changed so that the text fits into a workbook."""
    lines = ["Dates are written day/month/year. Phone and account numbers are kept as text."]
    if tally.continued:
        lines.append(f"{tally.continued} rows continue the row above, because the text is longer than a cell can hold.")
    if tally.replaced:
        lines.append(
            f"{tally.replaced} characters that no file can carry (control characters and the like) are shown by a "
            "visible mark in their place."
        )
    return lines


def archive_notes(tally: Tally) -> str:
    """The text beside the CSV and JSON files that says how to read them."""
    lines = [
        "The same data as in the workbook, for use by computer programs.",
        "",
        "data.json holds everything; schema.json describes it. The folder csv has one table for each kind of data",
        "(RFC 4180, UTF-8, dates as year-month-day). manifest.json lists every file with its SHA-256 and its rows.",
        "",
        f"{tally.prefixed} fields of the CSV files begin with an apostrophe (') that is not part of the data: a",
        "spreadsheet program would otherwise take the text that follows for a formula. data.json has the plain text.",
        "",
        f"{tally.replaced} characters that no file can carry are shown by a visible mark in their place.",
    ]
    return "\r\n".join(lines) + "\r\n"
