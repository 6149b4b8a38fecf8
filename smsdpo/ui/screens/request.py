"""One request: its dates, its steps, and one act that comes next, from identity to *Send and close*."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.errors import LetterLacks, PartRefusal, Refusal
from smsdpo.domain.lifecycle import STEPS
from smsdpo.domain.records import LetterCard, MadeOutputs, Recipient
from smsdpo.ui import printing, request_acts, request_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.request_more import CaseActs
from smsdpo.ui.request_work import FolderTaken, Opened
from smsdpo.ui.screens.base import Screen, ScreenPage, Shell
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.cards import EmptyState
from smsdpo.ui.widgets.request_end import EndSheet
from smsdpo.ui.widgets.request_letters import letter_file
from smsdpo.ui.widgets.request_person import PersonChooser
from smsdpo.ui.widgets.request_sheet import PLACES, RequestSheet
from smsdpo.ui.widgets.request_sources import SourcesSheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_FOLDER = "output_folder"
_MOST_PEOPLE = 50

Words = dict[str, str]


class RequestPage(ScreenPage):
    """Shows a request on its sheet and does what is asked for there."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._reference = ""
        self._busy = False
        self._again: Callable[[Words, Words], object] | None = None
        self._folders: dict[str, Path] = {}
        self.sheet = RequestSheet(shell.tasks, shell.clock, self.find_data)
        self.none = EmptyState(
            texts.NO_REQUEST_YET,
            icon="folder-open",
            act=texts.TO_REQUESTS,
            name="to_requests",
            on_act=lambda: self.shell.go("requests"),
        )
        self.more = CaseActs(self)
        self.stack = QStackedWidget()
        for sheet in (self.none, self.sheet):
            self.stack.addWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._wire()

    def _wire(self) -> None:
        sheet = self.sheet
        sheet.next.clicked.connect(self.take_next_step)
        sheet.steps.chosen.connect(self.show_step)
        sheet.identity.person_wanted.connect(self.choose_person)
        sheet.work.sources.clicked.connect(self.show_sources)
        sheet.identity.doubted.connect(self.ask_proof)
        sheet.lacks.filled.connect(self._fill_lacks)
        sheet.work.include_all.clicked.connect(self.include_all)
        sheet.work.again.clicked.connect(self.find_data)
        sheet.list.decided.connect(self.decide_by_key)
        sheet.record.decided.connect(self._decide)
        sheet.identity.checked.connect(self._check_identity)
        sheet.decision.settled.connect(self._settle)
        sheet.decision.ending.connect(self._ask_end)
        sheet.letters.chosen.connect(self._preview)
        sheet.export.wanted.connect(self.create_outputs)
        sheet.export.other_folder.connect(self._choose_folder)
        sheet.export.open_folder.connect(self.open_folder)
        sheet.export.print_it.connect(self.print_letter)
        sheet.export.save_draft.connect(self.save_draft)
        sheet.sending.send.connect(self._send)
        sheet.sending.password.connect(self._agree_password)
        sheet.sending.address.connect(self._change_address)
        sheet.sending.draft.connect(self._open_draft)
        sheet.sending.close_it.connect(self._close)

    # --- what the window asks -----------------------------------------------------------------------------------------

    def open(self, argument: object) -> None:
        """Show a request by its reference, where its work stands."""
        self._reference, self.sheet.opened = str(argument), None
        self.stack.setCurrentWidget(self.none)
        self.sheet.ask_found(self._reference)
        self._load(self._arrive, "request.open")

    def subject(self) -> str:
        return self._reference

    def acts(self) -> Sequence[Act]:
        return (*request_acts.of_page(self), *self.more.acts())

    def refresh(self) -> None:
        if self._reference and self.sheet.opened is not None:
            self._load(self._show)
            self.sheet.list.refresh()

    def first_focus(self) -> QWidget:
        return self.sheet.first_focus() if self.sheet.opened is not None else self.none.button

    def panes(self) -> list[QWidget]:
        sheet = self.sheet
        return [sheet.work.tabs.pills[sheet.work.current], self.first_focus(), sheet.record.text, sheet.next]

    # --- showing ------------------------------------------------------------------------------------------------------

    def _load(self, then: Callable[[Opened], object], turn: str = "request.file") -> None:
        """Ask for the request. What an act waits for takes a turn of its own, so that no refresh overtakes it."""
        reference = self._reference
        self.shell.tasks.store(lambda office: request_work.opened(office, reference), then, self._not_opened, turn=turn)

    def _not_opened(self, error: Exception) -> None:
        self.stack.setCurrentWidget(self.none)
        self.sheet.opened = None
        self.shell.complain(error)

    def _arrive(self, opened: Opened) -> None:
        self._show(opened)
        self.stack.setCurrentWidget(self.sheet)
        self.show_step(opened.file.step)

    def _show(self, opened: Opened) -> None:
        self.sheet.show_opened(opened)
        self.sheet.export.show_file(opened.file, self._folder())
        person = opened.file.card.person
        if person is not None and opened.file.letters and self.sheet.is_open:
            self.shell.tasks.store(
                lambda office: request_work.look_alikes(office, person),
                self.sheet.sending.show_alikes,
                turn="request.alike",
            )

    # --- for what is done beyond the steps (`ui/request_more.py`) ----------------------------------------------------

    def reload(self) -> None:
        """Show what has become of the request."""
        if self._reference:
            self._load(self._show)

    def folder(self) -> Path:
        """Where this request's files go."""
        return self._folder()

    def try_again(self, again: Callable[[Words, Words], object]) -> None:
        """What to do when the letter's gaps have been filled in."""
        self._again = again

    def letter_failed(self, error: Exception) -> None:
        """A letter was not made: ask for what it lacks, or say why."""
        self._not_made(error)

    def to_tab(self, key: str) -> None:
        """Show a tab, with the keyboard in it."""
        self.sheet.work.tabs.choose(key)
        self._focus()

    def show_step(self, step: str) -> None:
        """Show where the work of a step is done, and put the keyboard there."""
        self.sheet.show_step(step)
        self._focus()

    def _focus(self) -> None:
        held = QApplication.focusWidget()
        typing = isinstance(held, QLineEdit) and not self.isAncestorOf(held)
        if self.isVisible() and not typing:
            self.sheet.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the act that comes next --------------------------------------------------------------------------------------

    def take_next_step(self) -> None:
        """Do what comes next, or show where it is done. What stands in the store now decides, not what was shown."""
        if self.sheet.opened is not None and not self._busy:
            self._load(self._go_on, "request.next")

    def _go_on(self, opened: Opened) -> None:
        self._show(opened)
        file = opened.file
        if file.card.waiting_for and file.next.blocked and file.next.key in STEPS:
            self.shell.toast(file.next.blocked)
            self.sheet.show_timeline()
        elif file.next.key == "find":
            self.find_data()
        elif file.next.key == "review":
            self.show_step("review")
            self.next_undecided()
        elif file.next.key == "letter" and self.sheet.panel == "export" and file.settled:
            self.create_outputs()
        elif file.next.key in PLACES:
            self.show_step(file.next.key)

    def _act(
        self, work: "Callable[[Office], object]", said: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Do something in the office, say what was done, and show what has become of the request."""

        def done(_result: object) -> None:
            if said:
                self.shell.toast(said)
            self._load(self._show)
            if then is not None:
                then()

        self.shell.tasks.store(work, done)

    # --- clock and identity -------------------------------------------------------------------------------------------

    def _check_identity(self, method: str, seen: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.record_identity(office, reference, method, seen),
            texts.IDENTITY_TOAST,
            lambda: self.sheet.next.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    # --- data found ---------------------------------------------------------------------------------------------------

    def find_data(self) -> None:
        """Search every source; the window goes on meanwhile."""
        reference = self._reference
        if self._busy or not reference:
            return
        self._busy = True
        self.show_step("find")
        self.shell.tasks.job(
            texts.FINDING,
            lambda office, job: request_work.find_data(office, reference, job),
            self._has_found,
            self._failed,
        )

    def _has_found(self, said: str) -> None:
        self._busy = False
        self.shell.toast(said)
        self.sheet.list.select_row(0) if self.sheet.model.rowCount() else None
        self.sheet.list.refresh()
        self._load(self._show)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.shell.complain(error)

    def include_all(self) -> None:
        """Include what is still undecided."""
        reference = self._reference
        self.shell.tasks.store(
            lambda office: request_work.decide(office, reference, None, "include"),
            lambda count: self._has_decided(
                texts.INCLUDED_TOAST.format(records=texts.counted(count, "record")) if count else texts.NOTHING_OPEN
            ),
        )

    def _has_decided(self, said: str = "") -> None:
        if said:
            self.shell.toast(said)
        self.sheet.list.refresh()
        self._load(self._show)

    def decide_by_key(self, decision: str) -> None:
        if not self.sheet.is_open:
            return
        if self.sheet.panel != "record":
            self.show_step("review")
        self.sheet.record.decide(decision)

    def _decide(self, decision: str, reason: str, words: list[str]) -> None:
        reference, ids = self._reference, self._ids(decision)
        if decision == "include" and ids is not None and len(ids) == 1:
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
        reference, after = self._reference, self.sheet.list.currentIndex().row()
        self.shell.tasks.store(
            lambda office: request_work.next_undecided(office, reference, after, back=back),
            self._to_row,
            turn="request.f3",
        )

    def _to_row(self, row: int | None) -> None:
        if row is not None and row < self.sheet.model.rowCount():
            self.sheet.list.select_row(row)
            self.sheet.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _settle(self, outcome: str, note: str) -> None:
        reference = self._reference
        said = texts.SETTLED_TOAST.format(outcome=texts.OUTCOME_ACTS.get(outcome, outcome).lower())
        self._act(
            lambda office: request_work.settle(office, reference, outcome, note),
            said,
            lambda: self.sheet.next.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def _ask_end(self, outcome: str) -> None:
        """An end without an answer is looked at once more: it cannot be taken back."""
        if self.sheet.opened is None:
            return
        sheet = EndSheet(self.sheet.opened.file, outcome, texts.day(self.shell.clock.today()))
        sheet.ended.connect(lambda note: self._end(outcome, note))
        sheet.letter.connect(lambda: self._settle(outcome, ""))
        self.shell.lay_over(sheet, sheet.note)

    def _end(self, outcome: str, note: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.close(office, reference, outcome, note),
            texts.CLOSED_TOAST.format(reference=reference),
            self.sheet.show_timeline,
        )

    # --- sources and the person ---------------------------------------------------------------------------------------

    def show_sources(self) -> None:
        """What every source answered."""
        if self.sheet.opened is None:
            return
        sheet = SourcesSheet(
            self.sheet.opened.file.searches, usable=self.sheet.is_open, tasks=self.sheet.opened.beside.tasks
        )
        sheet.left_out.connect(self._leave_out)
        sheet.colleague_wanted.connect(self.more.colleagues.ask)
        sheet.reminded.connect(self.more.colleagues.remind)
        sheet.answer_wanted.connect(self.more.colleagues.take_answer)
        self.shell.lay_over(sheet, sheet.first())

    def _leave_out(self, source: str, reason: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.not_searched(office, reference, source, reason),
            says.NOT_SEARCHED_TOAST.format(source=source),
        )

    def choose_person(self) -> None:
        """Say whose data is asked for."""
        if self.sheet.opened is None:
            return
        chooser = PersonChooser(self.shell.tasks, self.sheet.opened.file.card.person_name)
        chooser.searched.connect(lambda text: self._search_people(chooser, text))
        chooser.chosen.connect(self._take_person)
        self.shell.lay_over(chooser, chooser.box)

    def _search_people(self, chooser: PersonChooser, text: str) -> None:
        self.shell.tasks.store(
            lambda office: request_work.search_people(office, text, _MOST_PEOPLE),
            lambda hits: chooser.show_hits(text, hits),
            turn="request.people",
        )

    def _take_person(self, person: int) -> None:
        reference = self._reference
        self._act(lambda office: request_work.choose_person(office, reference, person), says.PERSON_TOAST)

    # --- proof of identity, and what a letter lacks -------------------------------------------------------------------

    def ask_proof(self, reason: str, fields: "Words | None" = None, substitute: "Words | None" = None) -> None:
        """Ask the person for proof, with the reason for doubt."""
        reference, folder = self._reference, self._folder()
        self._again = lambda more, instead: self.ask_proof(reason, more, instead)
        self.shell.tasks.job(
            says.ASK_PROOF,
            lambda office, _job: request_work.ask_proof(office, reference, reason, folder, fields, substitute),
            lambda _none: self._has_asked(),
            self._not_made,
        )

    def _has_asked(self) -> None:
        self.sheet.lacks.forget()
        self.shell.toast(says.ASK_PROOF_TOAST)
        self.sheet.work.tabs.choose("letters")
        self._load(self._show)

    def _fill_lacks(self, fields: "Words", substitute: "Words") -> None:
        if self._again is not None and not self._busy:
            self._again(fields, substitute)

    # --- letter and export --------------------------------------------------------------------------------------------

    def _folder(self) -> Path:
        """Where this request's files go: the folder chosen for it, else the one chosen last, else one of our own."""
        kept = str(self.shell.settings.value(_FOLDER, "") or "")
        usual = Path(kept) if kept else _documents() / texts.DEFAULT_FOLDER
        return self._folders.get(self._reference, usual)

    def _choose_folder(self) -> None:
        folder = self.shell.choose_folder(texts.CHOOSE_FOLDER)
        if folder is not None and self.sheet.opened is not None:
            self.shell.settings.setValue(_FOLDER, str(folder))
            self._folders[self._reference] = folder
            self.sheet.export.show_file(self.sheet.opened.file, self._folder())

    def create_outputs(self, fields: "Words | None" = None, substitute: "Words | None" = None) -> None:
        """Make workbook and letter; the files are proved before they are told of."""
        reference, folder = self._reference, self._folder()
        if self._busy or self.sheet.opened is None:
            return
        self._busy = True
        self._again = self.create_outputs
        self.shell.tasks.job(
            texts.CREATING,
            lambda office, _job: request_work.create(office, reference, folder, fields, substitute),
            self._has_made,
            self._not_made,
        )

    def _has_made(self, made: MadeOutputs) -> None:
        self._busy = False
        self._folders[self._reference] = made.letter.parent
        if self.sheet.panel == "lacks":
            self.sheet.leave_lacks()
        self.shell.toast(texts.MADE_TOAST if made.workbook else texts.MADE_LETTER_TOAST)
        self._load(self._show_made, "request.made")

    def _show_made(self, opened: Opened) -> None:
        self._show(opened)
        self.sheet.export.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_made(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, FolderTaken):
            folder = self.shell.choose_folder(texts.FOLDER_TAKEN)
            if folder is not None and self._again is not None:
                self._folders[self._reference] = folder
                self._again({}, {})
                return
        if isinstance(error, LetterLacks) and (error.fields or error.characters):
            self.sheet.show_lacks(error)
            return
        self.shell.complain(error)

    def _preview(self, card: LetterCard) -> None:
        self.shell.tasks.store(
            lambda office: request_work.letter(office, card.id), self._show_pdf, turn="request.letter"
        )

    def _show_pdf(self, content: bytes) -> None:
        if not self.sheet.letters.preview.show_pdf(content):
            self.shell.complain(Refusal(texts.NOT_READABLE, hint=texts.NOT_READABLE_HINT))

    def print_letter(self) -> None:
        """Print the letter chosen: the very bytes that are kept."""
        card = self._letter()
        if card is None:
            return
        name = letter_file(self._reference, card)
        self.shell.tasks.store(
            lambda office: printing.Letter(name, request_work.letter(office, card.id)),
            lambda letter: printing.print_letter(self, self.shell.tasks, letter, self.shell.print_to, self.shell.toast),
        )

    def _letter(self) -> LetterCard | None:
        letters = self.sheet.opened.file.letters if self.sheet.opened is not None else ()
        return self.sheet.letters.list.current() or (letters[-1] if letters else None)

    def open_folder(self) -> None:
        folder = self._folder()
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.shell.complain(Refusal(texts.NO_FOLDER.format(folder=folder.name), hint=str(folder)))

    def save_draft(self) -> None:
        reference = self._reference
        target = self.shell.choose_target(texts.SAVE_DRAFT, str(self._folder() / f"{reference}.eml"), texts.DRAFT_FILES)
        if target is not None:
            self._act(
                lambda office: request_work.draft_mail(office, reference, target),
                texts.DRAFT_SAVED.format(name=target.name),
            )

    # --- send and close -----------------------------------------------------------------------------------------------

    def _open_draft(self) -> None:
        """Write the draft beside the letter and open it where mail is written."""
        reference, folder = self._reference, self._folder()
        target = folder / f"{reference} {self.shell.clock.now():%Y-%m-%d %H%M%S}.eml"
        self.shell.tasks.store(lambda office: request_work.draft_mail(office, reference, target), self._show_draft)

    def _show_draft(self, made: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(made))):
            self.shell.toast(says.DRAFT_OPENED.format(name=made.name))
        else:
            hint = says.DRAFT_NOT_OPENED_HINT.format(name=made.name)
            self.shell.complain(PartRefusal(says.DRAFT_NOT_OPENED, hint=hint))
        self._load(self._show)

    def _send(self, how: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.mark_sent(office, reference, how),
            says.SENT_TOAST.format(reference=reference, how=how),
        )

    def _close(self) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.close_answered(office, reference),
            texts.CLOSED_TOAST.format(reference=reference),
            self.sheet.show_timeline,
        )

    def _agree_password(self, channel: str) -> None:
        reference = self._reference
        self._act(lambda office: request_work.agree_password(office, reference, channel))

    def _change_address(self, recipient: Recipient) -> None:
        reference = self._reference
        self._act(lambda office: request_work.change_recipient(office, reference, recipient), texts.ADDRESS_TOAST)


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


SCREEN = Screen(
    key="request",
    title=texts.REQUEST,
    icon="folder-open",
    place=0,
    build=RequestPage,
    follows=frozenset(
        {"request", "hold", "finding", "letter", "export", "message", "person", "source", "setting", "holiday"}
    ),
    belongs_to="requests",
)
