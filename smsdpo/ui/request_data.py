"""A request's person and data: identity noted, every source searched, each record decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import request_work, texts
from smsdpo.ui.request_keeping import keep_form
from smsdpo.ui.request_work import Opened
from smsdpo.ui.texts import erasing
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.request_person import PersonChooser
from smsdpo.ui.widgets.request_sources import SourcesSheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.request import RequestPage

_MOST_PEOPLE = 50
_DISCLOSURE = "authority_request"


class DataActs(QObject):
    """Accompanies the page of a request: does what is asked for on the way to the data."""

    def __init__(self, page: "RequestPage") -> None:
        super().__init__(page)
        self.page, self.shell, self.sheet = page, page.shell, page.sheet
        sheet = page.sheet
        sheet.identity.person_wanted.connect(self.choose_person)
        sheet.identity.checked.connect(self._check_identity)
        sheet.work.sources.clicked.connect(self.show_sources)
        sheet.work.include_all.clicked.connect(self.include_all)
        sheet.find_wanted.connect(self.find_data)
        sheet.work.again.clicked.connect(self.find_data)
        sheet.list.decided.connect(self.decide_by_key)
        sheet.record.decided.connect(self._decide)
        sheet.record.keep_wanted.connect(self._ask_keep)

    # --- identity and search ------------------------------------------------------------------------------------------

    def _check_identity(self, method: str, seen: str) -> None:
        reference = self.page.reference
        self.page.act(
            lambda office: request_work.record_identity(office, reference, method, seen),
            texts.IDENTITY_TOAST,
            lambda: self.sheet.next.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def find_data(self) -> None:
        """Search every source; the window goes on meanwhile. Whoever asks for a disclosure does not ask about itself:
        whose data it is is settled first, because it cannot be changed once something was found."""
        file = self.sheet.opened.file if self.sheet.opened is not None else None
        if file is not None and _asks_about_others(file):
            self._choose_person(self._find_of, "")
        else:
            self._find()

    def _find_of(self, person: int) -> None:
        reference = self.page.reference
        self.page.act(
            lambda office: request_work.choose_person(office, reference, person), says.PERSON_TOAST, self._find
        )

    def _find(self) -> None:
        reference = self.page.reference
        if self.page.under_way or not reference:
            return
        self.page.job(
            texts.FINDING,
            lambda office, job: request_work.find_data(office, reference, job),
            self._has_found,
            alone=True,
        )
        self.page.show_step("find")

    def _has_found(self, said: str) -> None:
        self.shell.toast(said)
        if self.sheet.model.rowCount():
            self.sheet.list.select_row(0)
        self.sheet.list.refresh()
        self.page.load(self._show_found, "request.found")

    def _show_found(self, opened: Opened) -> None:
        self.page.show_opened(opened)
        if self.sheet.work.current == "data":  # else somebody has gone on meanwhile
            self.page.show_step("find")

    def include_all(self) -> None:
        """Include what is still undecided; erase it where data is to go."""
        reference, usual = self.page.reference, self._decisions()[0]
        said = erasing.ERASE_ALL_TOAST if usual == "erase" else texts.INCLUDED_TOAST
        self.shell.tasks.store(
            lambda office: request_work.decide(office, reference, None, usual),
            lambda count: self._has_decided(
                said.format(records=texts.counted(count, "record")) if count else texts.NOTHING_OPEN
            ),
        )

    def _decisions(self) -> tuple[str, ...]:
        opened = self.sheet.opened
        return REQUEST_TYPES[opened.file.card.type].decisions if opened is not None else ("include",)

    def _ask_keep(self) -> None:
        """What is kept needs its ground and its day."""
        reference, ids = self.page.reference, self._ids("keep")
        many = ids is None or len(ids) > 1
        count = self.sheet.model.rowCount() if ids is None else len(ids)
        act = erasing.KEEP_DO_MANY.format(records=texts.counted(count, "record")) if many else erasing.KEEP_DO
        sheet = keep_form(act)

        def kept(_count: object) -> None:
            sheet.done()
            self._has_decided()
            self.sheet.list.setFocus(Qt.FocusReason.OtherFocusReason)

        sheet.taken.connect(
            lambda words: self.shell.tasks.store(
                lambda office: request_work.keep(office, reference, ids, words), kept, sheet.refused
            )
        )
        self.shell.lay_over(sheet, sheet.first)

    def _has_decided(self, said: str = "") -> None:
        if said:
            self.shell.toast(said)
        self.sheet.list.refresh()
        self.page.reload()

    def decide_by_key(self, decision: str) -> None:
        if not self.sheet.is_open:
            return
        if self.sheet.panel != "record":
            self.page.show_step("review")
        self.sheet.record.decide(decision)

    def _decide(self, decision: str, reason: str, words: list[str]) -> None:
        reference, ids = self.page.reference, self._ids(decision)
        if decision in {"include", "erase"} and ids is not None and len(ids) == 1:
            self.sheet.list.advance()

        def work(office: "Office") -> int:
            wanted = request_work.all_ids(office, reference) if ids is None else ids
            return request_work.decide(office, reference, wanted, decision, reason, words)

        self.shell.tasks.store(work, lambda _count: self._has_decided())
        self.sheet.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ids(self, decision: str) -> list[int] | None:
        """The selected records; words are blacked out in one record at a time."""
        card = self.sheet.record.card
        if decision == "redact" and card is not None:
            return [card.id]
        return self.sheet.list.selected_ids()

    def next_undecided(self, *, back: bool = False) -> None:
        """To the next record without a decision (F3), or to the one before."""
        if self.sheet.opened is None or not self.sheet.opened.file.undecided:
            return
        reference, after = self.page.reference, self.sheet.list.currentIndex().row()
        self.shell.tasks.store(
            lambda office: request_work.next_undecided(office, reference, after, back=back),
            self._to_row,
            turn="request.f3",
        )

    def _to_row(self, row: int | None) -> None:
        if row is not None and row < self.sheet.model.rowCount():
            self.sheet.list.select_row(row)
            self.sheet.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- sources and the person ---------------------------------------------------------------------------------------

    def show_sources(self) -> None:
        """What every source answered."""
        if self.sheet.opened is None:
            return
        sheet = SourcesSheet(
            self.sheet.opened.file.searches, usable=self.sheet.is_open, tasks=self.sheet.opened.beside.tasks
        )
        sheet.left_out.connect(self._leave_out)
        sheet.colleague_wanted.connect(self.page.more.colleagues.ask)
        sheet.reminded.connect(self.page.more.colleagues.remind)
        sheet.answer_wanted.connect(self.page.more.colleagues.take_answer)
        self.shell.lay_over(sheet, sheet.first())

    def _leave_out(self, source: str, reason: str) -> None:
        reference = self.page.reference
        self.page.act(
            lambda office: request_work.not_searched(office, reference, source, reason),
            says.NOT_SEARCHED_TOAST.format(source=source),
        )

    def choose_person(self) -> None:
        """Say whose data is asked for."""
        file = self.sheet.opened.file if self.sheet.opened is not None else None
        if file is not None:
            self._choose_person(self._take_person, "" if _asks_about_others(file) else file.card.person_name)

    def _choose_person(self, then: Callable[[int], object], name: str) -> None:
        chooser = PersonChooser(self.shell.tasks, name)
        chooser.searched.connect(lambda text: self._search_people(chooser, text))
        chooser.chosen.connect(then)
        self.shell.lay_over(chooser, chooser.box)

    def _search_people(self, chooser: PersonChooser, text: str) -> None:
        self.shell.tasks.store(
            lambda office: request_work.search_people(office, text, _MOST_PEOPLE),
            lambda hits: chooser.show_hits(text, hits),
            turn="request.people",
        )

    def _take_person(self, person: int) -> None:
        reference = self.page.reference
        self.page.act(lambda office: request_work.choose_person(office, reference, person), says.PERSON_TOAST)


def _asks_about_others(file: RequestFile) -> bool:
    """Whether it is still open whose data is asked for: the person on file is the one who asks."""
    asks = file.card.type == _DISCLOSURE and not file.searches
    return asks and file.card.person_name == file.recipient.name
