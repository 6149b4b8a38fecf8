"""The trail read back: whether every line still holds, and what was done about one thing."""

from collections.abc import Callable

from smsdpo.domain.records import Page
from smsdpo.domain.records.trail import AuditReport, TrailLine
from smsdpo.model import audit
from smsdpo.model.queries import trail
from smsdpo.services.office import Office

Progress = Callable[[int, int], None]
"""Called with (lines done, lines in all); an exception raised in it stops the verifier."""


def verify(office: Office, progress: Progress | None = None) -> AuditReport:
    """Go through the whole trail, and compare it with the ends that were noted outside the store."""
    noted = office.heads.all() if office.heads else []
    with office.reading() as session:
        verdict = audit.verify(session, office.keys.mac, noted, progress=progress)
    return AuditReport(
        entries=verdict.entries,
        intact=verdict.first_broken is None,
        first_broken=verdict.first_broken,
        head=verdict.head.code,
        say=_say(verdict),
    )


def _say(verdict: audit.Verdict) -> str:
    if verdict.first_broken is None:
        return f"All {verdict.entries} lines of the trail hold."
    return f"The trail does not hold from line {verdict.first_broken} on: {verdict.why}."


def page(office: Office, words: str = "", offset: int = 0, limit: int = 200) -> Page[TrailLine]:
    """Lines of the trail for a reader, the newest first; each of the words stands in who, what or about what."""
    with office.reading() as session:
        lines, total = trail.page(session, words, offset, limit)
    return Page(tuple(lines), offset, total)
