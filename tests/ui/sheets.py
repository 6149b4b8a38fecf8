"""Every sheet that may lie over the work, by what makes it: a new one that no walk visits is noticed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from smsdpo import ui
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.casework import TaskCard
from smsdpo.domain.records.holdings import SourceCard
from smsdpo.domain.records.requests import LetterCard
from smsdpo.services.office import Office
from smsdpo.ui import request_work
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.request_keeping import keep_form
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.widgets.form_sheet import FormSheet
from smsdpo.ui.widgets.key_sheets import PassphraseSheet, RecoverySheet
from smsdpo.ui.widgets.sheet import Sheet
from smsdpo.ui.widgets.source_rows import source_form
from tests.ui import cases
from tests.ui.conftest import Settle

KEY = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-0123"
_CLASS = re.compile(r"^class (\w+)\((?:Sheet|_KeySheet)\):", re.MULTILINE)
_FORM = re.compile(r"FormSheet\(\s*\"(\w+)\"")
_MADE_OF = {"FormSheet", "_KeySheet"}
"""What other sheets are made of."""


def kinds() -> set[str]:
    """Every sheet of the program's own text: its class, or the name of its form."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(ui.__file__).parent.rglob("*.py"))
    return set(_CLASS.findall(text)) - _MADE_OF | set(_FORM.findall(text))


def kind_of(sheet: Sheet) -> str:
    return sheet.objectName() if type(sheet) is FormSheet else type(sheet).__name__


@dataclass(frozen=True)
class Stocked:
    """Requests in which something can be asked."""

    open: str
    late: str
    closed: str
    waits: str


def stock(office: Office, reference: str) -> Stocked:
    """Beside the request with data found: one of the same kind, one late, one closed, one that waits for proof, and a
    hold."""
    from smsdpo.services import holds, requests

    late = requests.open_request(
        office,
        type="access",
        name="Ines Prado",
        received_at=datetime(2026, 9, 1, 9, tzinfo=UTC),
        channel="phone",
    )
    closed = cases.by_hand(office, "erasure", "Ned Byrne")
    request_work.close(office, closed, "withdrawn", "She rang and took it back.")
    person = requests.file(office, reference).card.person
    assert person is not None
    holds.raise_hold(office, person, ground="dispute", reason="While it is open.", request=reference)
    waits = cases.by_hand(office, "portability", "Tom Ash")
    request_work.record_event(office, waits, "id_requested", "Two people of this name")
    return Stocked(reference, late, closed, waits)


def visit(window: MainWindow, settle: Settle, reference: str) -> Iterator[tuple[str, Sheet]]:
    """Each sheet in turn; at the end every kind has been there."""
    made = window.tasks.inside(lambda office: stock(office, reference))
    missing = kinds()
    for go, lay in _ways(window, made):
        go()
        settle()
        lay()
        settle()
        shown = [one for one in window.findChildren(Sheet) if one.isVisible()]
        assert len(shown) == 1, (lay, shown)
        missing.discard(kind_of(shown[0]))
        if isinstance(shown[0], FormSheet):
            shown[0].foretell("This is what would come of it.")
            shown[0].refused(Refusal("That cannot be done.", hint="Do it otherwise."))
            settle()
        yield shown[0].objectName(), shown[0]
        shown[0].close_sheet()
        settle()
    assert not missing, f"no walk visits {', '.join(sorted(missing))}"


def _ways(window: MainWindow, made: Stocked) -> Iterator[tuple[Callable[[], object], Callable[[], object]]]:
    """Where one is, and what is done there."""

    def act(key: str) -> Callable[[], object]:
        return partial(_run, window, key)

    def at(place: str, what: object = None) -> Callable[[], object]:
        return partial(window.go, place, what)

    for key in ("cheat_sheet", "about", "save_diagnostics", "new_request", "new_note", "log_disclosure"):
        yield at("inbox"), act(key)
    for key in ("inbox_split", "inbox_proof"):
        yield at("inbox"), act(key)
    for place in ("requests", "inbox"):
        for key in ("columns", "save_view"):
            yield at(place), act(f"{place}_{key}")
    for key in _OF_A_REQUEST:
        yield at("request", made.open), act(key)
    yield at("request", made.late), act("apology_letter")
    yield at("request", made.late), act("choose_person")
    yield at("request", made.closed), act("reopen_request")
    yield at("request", made.waits), act("ask_again")
    page = window.page("request")
    assert isinstance(page, RequestPage)
    task = TaskCard(1, "Accounts", "Ola", "o@example.org", window.clock.today(), (), None, None, "")
    twice = TaskCard(1, "Accounts", "Ola", "o@example.org", task.asked_on, (task.asked_on,) * 2, None, None, "")
    yield at("request", made.open), partial(page.sheet.decision.ending.emit, "withdrawn")
    yield at("request", made.open), partial(page.more.colleagues.remind, twice)
    yield at("request", made.open), partial(page.more.colleagues.take_answer, task)
    made_at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    acknowledged = LetterCard(1, "L01", "Acknowledgement", "1", made_at, 1, "Ina Vega", approved=True, sha256="")
    yield at("request", made.open), partial(page.more.letters.mark_sent, acknowledged)
    keeping = keep_form("Keep it")
    yield at("request", made.open), partial(window.lay_over, keeping, keeping.first)
    card = SourceCard(1, "Accounts", "", "To serve", "Contract", "", "", "", 3, None, built_in=False)
    for sheet in (
        source_form(card),
        PassphraseSheet(has=False),
        PassphraseSheet(has=True),
        PassphraseSheet(has=True, remove=True),
        RecoverySheet(KEY),
    ):
        yield at("settings"), partial(window.lay_over, sheet, sheet.first)


_OF_A_REQUEST = (
    *("change_type", "complain_about", "duplicate_of", "legal_hold", "show_holds", "clock_event"),
    *("other_letter", "ask_colleague", "show_sources", "delete_copy"),
)


def _run(window: MainWindow, key: str) -> None:
    assert window.book.run_key(key), key
