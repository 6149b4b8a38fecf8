"""One request: its dates, its steps, and one act that comes next, from identity to *Send and close*."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.domain.lifecycle import STEPS
from smsdpo.domain.records import FindingCard, LetterCard, MadeOutputs, Recipient, RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import printing, request_work, texts, tokens
from smsdpo.ui.request_work import FolderTaken, Opened
from smsdpo.ui.screens.base import Screen, ScreenPage, Shell
from smsdpo.ui.table_model import PagedModel
from smsdpo.ui.widgets.buttons import PrimaryButton
from smsdpo.ui.widgets.cards import EmptyState
from smsdpo.ui.widgets.lists import RecordPane
from smsdpo.ui.widgets.message_card import MessageHead
from smsdpo.ui.widgets.request_decide import DecidePanel
from smsdpo.ui.widgets.request_found import FoundList, columns
from smsdpo.ui.widgets.request_frame import SideCard, WorkCard
from smsdpo.ui.widgets.request_head import RequestHead
from smsdpo.ui.widgets.request_identity import IdentityPane
from smsdpo.ui.widgets.request_letters import ExportPanel, LettersPane, letter_file
from smsdpo.ui.widgets.request_lists import AttachmentsPane, TimelinePane
from smsdpo.ui.widgets.request_record import RecordView
from smsdpo.ui.widgets.request_send import SendPanel
from smsdpo.ui.widgets.request_steps import Stepper

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_PLACES = {
    "triage": ("message", ""),
    "identity": ("identity", ""),
    "find": ("data", "record"),
    "review": ("data", "record"),
    "decide": ("data", "decide"),
    "letter": ("letters", "export"),
    "send": ("letters", "send"),
}
"""On which tab, and in which panel beside it, the work of a step is done."""

_USUAL_PANEL = {"data": "record", "letters": "export"}
_FOLDER = "output_folder"


class RequestPage(ScreenPage):
    """Head, steps, and below them the tabs with what goes with each."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._reference = ""
        self._opened: Opened | None = None
        self._panel = ""
        self._busy = False
        self._folders: dict[str, Path] = {}
        self._build()
        self._wire()
        self._set_keys()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head, self.steps = RequestHead(), Stepper()
        self.next = PrimaryButton("", "next_step")
        room = self.next.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.next.setSizePolicy(room)
        self._build_work()
        self._build_side()
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(tokens.WIDE)
        halves.addWidget(self.work)
        halves.addWidget(self.side)
        halves.setStretchFactor(0, 19)
        halves.setStretchFactor(1, 10)
        halves.setSizes([757, 402])
        steps = QHBoxLayout()
        steps.setSpacing(tokens.WIDE)
        steps.addWidget(self.steps, 1)
        steps.addWidget(self.next)
        self.full = QWidget()
        column = QVBoxLayout(self.full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.head)
        column.addLayout(steps)
        column.addWidget(halves, 1)
        self.none = EmptyState(
            texts.NO_REQUEST_YET,
            icon="folder-open",
            act=texts.TO_REQUESTS,
            name="to_requests",
            on_act=lambda: self.shell.go("requests"),
        )
        self.sheets = QStackedWidget()
        for sheet in (self.none, self.full):
            self.sheets.addWidget(sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheets)

    def _build_work(self) -> None:
        tasks = self.shell.tasks
        self.model = PagedModel(tasks, columns(self.shell.clock.today()), lambda card: card.id, self)
        self.list = FoundList(self.model)
        self.empty = EmptyState(
            texts.NOT_SEARCHED_YET, icon="search", act=texts.FIND_DATA, name="find_data", on_act=self.find_data
        )
        self.found = RecordPane(self.list, self.empty)
        self.timeline, self.attachments = TimelinePane(tasks), AttachmentsPane(tasks)
        self.identity, self.letters = IdentityPane(), LettersPane(tasks)
        self.message = MessageHead()
        self.message.view.paper.setAccessibleName(texts.MESSAGE_TEXT)
        self.no_message = EmptyState(texts.NO_MESSAGE, icon="mail")
        self.letter_box = QStackedWidget()
        self.letter_box.addWidget(self.no_message)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(tokens.PAGE, tokens.MEDIUM, tokens.PAGE, tokens.MEDIUM)
        column.addWidget(self.message)
        self.letter_box.addWidget(sheet)
        self.work = WorkCard(
            {
                "data": self.found,
                "timeline": self.timeline,
                "message": self.letter_box,
                "identity": self.identity,
                "letters": self.letters,
                "attachments": self.attachments,
            }
        )

    def _build_side(self) -> None:
        self.record, self.decision = RecordView(), DecidePanel()
        self.export, self.sending = ExportPanel(), SendPanel()
        self.side = SideCard(
            {"record": self.record, "decide": self.decision, "export": self.export, "send": self.sending}
        )

    def _wire(self) -> None:
        self.next.clicked.connect(self.take_next_step)
        self.steps.chosen.connect(self.show_step)
        self.head.moved.connect(self._move_clock)
        self.work.chosen.connect(self._tab_chosen)
        self.work.include_all.clicked.connect(self.include_all)
        self.work.again.clicked.connect(self.find_data)
        self.list.current_changed.connect(self._show_record)
        self.list.decided.connect(self._decide_by_key)
        self.list.opened.connect(lambda _card: self.record.text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.record.decided.connect(self._decide)
        self.record.left.connect(self.list.setFocus)
        self.identity.checked.connect(self._check_identity)
        self.decision.settled.connect(self._settle)
        self.decision.ended.connect(self._end)
        self.letters.chosen.connect(self._preview)
        self.export.wanted.connect(self.create_outputs)
        self.export.other_folder.connect(self._choose_folder)
        self.export.open_folder.connect(self._open_folder)
        self.export.print_it.connect(self.print_letter)
        self.export.save_draft.connect(self._save_draft)
        self.sending.send.connect(self._send)
        self.sending.password.connect(self._agree_password)
        self.sending.address.connect(self._change_address)

    def _set_keys(self) -> None:
        for chord in ("Ctrl+Return", "Ctrl+Enter"):
            self._key(chord, self.take_next_step)
        for number, (key, _title) in enumerate(texts.REQUEST_TABS, 1):
            self._key(f"Alt+{number}", partial(self.work.tabs.choose, key))
        self._key("F3", self.next_undecided)
        self._key("Ctrl+P", self.print_letter)

    def _key(self, chord: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(chord), self)
        shortcut.setObjectName(f"request_key_{chord.lower().replace('+', '_')}")
        shortcut.activated.connect(act)

    # --- what the window asks -----------------------------------------------------------------------------------------

    def open(self, argument: object) -> None:
        """Show a request by its reference, where its work stands."""
        self._reference, self._opened = str(argument), None
        self.sheets.setCurrentWidget(self.none)
        self._ask_found(self._reference)
        self._load(self._arrive)

    def refresh(self) -> None:
        if self._reference and self._opened is not None:
            self._load(self._show)
            self.list.refresh()

    def first_focus(self) -> QWidget:
        if self._opened is None:
            return self.none.button
        if self.work.current == "identity":
            return self.identity.first_offered() or self.next
        if self.work.current == "data":
            return self.list if self.found.currentIndex() == 0 else self.empty.button
        return self.next

    def panes(self) -> list[QWidget]:
        return [self.work.tabs.pills[self.work.current], self.first_focus(), self.record.text, self.next]

    # --- showing ------------------------------------------------------------------------------------------------------

    def _load(self, then: Callable[[Opened], object]) -> None:
        reference = self._reference
        self.shell.tasks.store(
            lambda office: request_work.opened(office, reference), then, self._not_opened, turn="request.file"
        )

    def _not_opened(self, error: Exception) -> None:
        self.sheets.setCurrentWidget(self.none)
        self._opened = None
        self.shell.complain(error)

    def _arrive(self, opened: Opened) -> None:
        self._show(opened)
        self.sheets.setCurrentWidget(self.full)
        self.show_step(opened.file.step)

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        file = opened.file
        closed = file.card.state == "closed"
        self.head.show_opened(opened)
        self.steps.show_steps(REQUEST_TYPES[file.card.type].steps, file.step, ended=closed)
        self.next.setText(file.next.label)
        self.next.setAccessibleName(file.next.label)
        self.next.setToolTip("" if closed else file.next.blocked)
        self.next.setEnabled(not closed)
        self.next.updateGeometry()
        self._show_tabs(file)
        self.identity.show_file(file)
        self.decision.show_file(file)
        self.letters.show_letters(file.letters)
        self.export.show_file(file, self._folder())
        self.sending.show_file(file)
        self.side.checklist.show_items(file.checklist)
        self._show_found(opened)
        self._show_record(self.list.current())

    def _show_tabs(self, file: RequestFile) -> None:
        attachments = file.message.attachments if file.message else ()
        counts = {"data": file.findings, "letters": len(file.letters), "attachments": len(attachments)}
        self.work.tabs.show_counts({key: count for key, count in counts.items() if count})
        self.timeline.show_entries(file.timeline)
        self.attachments.show_attachments(attachments)
        self.letter_box.setCurrentIndex(1 if file.message else 0)
        if file.message:
            self.message.show_file(file.message)

    def _show_found(self, opened: Opened) -> None:
        file = opened.file
        is_open = file.card.state not in {"closed", "released"}
        searched = [one for one in file.searches if one.outcome != "not_searched"]
        said = texts.NOT_SEARCHED_YET
        if searched:
            said = texts.NOTHING_FOUND.format(sources=texts.counted(len(searched), "source"))
        self.empty.say(said)
        self.empty.button.setEnabled(is_open)
        facts = []
        if file.findings:
            facts.append(texts.DECIDED_FACT.format(done=file.findings - file.undecided, all=file.findings))
        if file.searches:
            facts.append(texts.SEARCHED_FACT.format(done=len(searched), all=len(file.searches)))
        if opened.naming:
            facts.append(texts.NAMED_FACT.format(records=texts.counted(opened.naming, "record")))
        self.work.facts.setText("   ·   ".join(facts))
        self.work.again.setVisible(bool(file.findings) and is_open)
        self.work.include_all.setEnabled(file.undecided > 0 and is_open)
        for button in (self.record.include, self.record.redact, self.record.withhold):
            button.setEnabled(is_open)

    def _ask_found(self, reference: str) -> None:
        self.model.show(lambda office, offset, limit: request_work.found(office, reference, offset, limit))

    def _show_record(self, card: FindingCard | None) -> None:
        if card is not None and self._opened is not None:
            self.record.show_card(card, self._opened.own_words, self._opened.hidden, self.shell.clock.today())
        self._show_panel()

    def _show_panel(self) -> None:
        panel = self._panel
        if panel == "record" and self.list.current() is None:
            panel = ""
        self.side.show_panel(panel)
        # One filled button in a place: here it is the panel's own.
        self.next.setVisible(self._panel != "send")

    def show_step(self, step: str) -> None:
        """Show where the work of a step is done."""
        tab, self._panel = _PLACES[step]
        self.work.show_tab(tab)
        self._show_panel()
        self._focus()

    def _tab_chosen(self, tab: str) -> None:
        self._panel = _USUAL_PANEL.get(tab, "")
        self._show_panel()

    def _to_timeline(self) -> None:
        self.work.tabs.choose("timeline")
        self.timeline.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self) -> None:
        wanted: QWidget | None = {
            "decide": self.decision.first_fitting(),
            "export": self.export.make if self.export.make.isEnabled() else self.next,
            "send": self.sending.how,
        }.get(self._panel, self.first_focus())
        held = QApplication.focusWidget()
        typing = isinstance(held, QLineEdit) and not self.isAncestorOf(held)
        if wanted is not None and self.isVisible() and not typing:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the act that comes next --------------------------------------------------------------------------------------

    def take_next_step(self) -> None:
        """Do what comes next, or show where it is done. What stands in the store now decides, not what was shown."""
        if self._opened is not None and not self._busy:
            self._load(self._go_on)

    def _go_on(self, opened: Opened) -> None:
        self._show(opened)
        file = opened.file
        if file.card.waiting_for and file.next.blocked and file.next.key in STEPS:
            self.shell.toast(file.next.blocked)
            self._to_timeline()
        elif file.next.key == "find":
            self.find_data()
        elif file.next.key == "review":
            self.show_step("review")
            self.next_undecided()
        elif file.next.key == "letter" and self._panel == "export" and file.settled:
            self.create_outputs()
        elif file.next.key in _PLACES:
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

    def _move_clock(self, kind: str, reason: str) -> None:
        reference = self._reference
        said = {
            "clarification_requested": texts.PAUSED_TOAST,
            "clarification_received": texts.RESUMED_TOAST,
            "extended": texts.EXTENDED_TOAST,
        }[kind]
        self._act(lambda office: request_work.record_event(office, reference, kind, reason), said)

    def _check_identity(self, method: str, seen: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.record_identity(office, reference, method, seen),
            texts.IDENTITY_TOAST,
            lambda: self.next.setFocus(Qt.FocusReason.OtherFocusReason),
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
        self.list.select_row(0) if self.model.rowCount() else None
        self.list.refresh()
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
        self.list.refresh()
        self._load(self._show)

    def _decide_by_key(self, decision: str) -> None:
        if self._opened is None or self._opened.file.card.state in {"closed", "released"}:
            return
        if self._panel != "record":
            self.show_step("review")
        self.record.decide(decision)

    def _decide(self, decision: str, reason: str, words: list[str]) -> None:
        reference, ids = self._reference, self._ids(decision)
        if decision == "include" and ids is not None and len(ids) == 1:
            self.list.advance()

        def work(office: "Office") -> int:
            wanted = request_work.all_ids(office, reference) if ids is None else ids
            return request_work.decide(office, reference, wanted, decision, reason, words)

        self.shell.tasks.store(work, lambda _count: self._has_decided())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ids(self, decision: str) -> list[int] | None:
        """The selected records; words are blacked out in one record at a time."""
        card = self.record.card
        if decision == "redact" and card is not None:
            return [card.id]
        return self.list.selected_ids()

    def next_undecided(self) -> None:
        """To the next record without a decision (F3)."""
        if self._opened is None:
            return
        reference, after = self._reference, self.list.currentIndex().row()
        if self._opened.file.undecided:
            self.shell.tasks.store(
                lambda office: request_work.first_undecided(office, reference, after), self._to_row, turn="request.f3"
            )

    def _to_row(self, row: int | None) -> None:
        if row is not None and row < self.model.rowCount():
            self.list.select_row(row)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _settle(self, outcome: str, note: str) -> None:
        reference = self._reference
        said = texts.SETTLED_TOAST.format(outcome=texts.OUTCOME_ACTS.get(outcome, outcome).lower())
        self._act(
            lambda office: request_work.settle(office, reference, outcome, note),
            said,
            lambda: self.next.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def _end(self, outcome: str, note: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.close(office, reference, outcome, note),
            texts.CLOSED_TOAST.format(reference=reference),
            self._to_timeline,
        )

    # --- letter and export --------------------------------------------------------------------------------------------

    def _folder(self) -> Path:
        """Where this request's files go: the folder chosen for it, else the one chosen last, else one of our own."""
        kept = str(self.shell.settings.value(_FOLDER, "") or "")
        usual = Path(kept) if kept else _documents() / texts.DEFAULT_FOLDER
        return self._folders.get(self._reference, usual)

    def _choose_folder(self) -> None:
        folder = self.shell.choose_folder(texts.CHOOSE_FOLDER)
        if folder is not None and self._opened is not None:
            self.shell.settings.setValue(_FOLDER, str(folder))
            self._folders[self._reference] = folder
            self.export.show_file(self._opened.file, self._folder())

    def create_outputs(self) -> None:
        """Make workbook and letter; the files are proved before they are told of."""
        reference, folder = self._reference, self._folder()
        if self._busy or self._opened is None:
            return
        self._busy = True
        self.shell.tasks.job(
            texts.CREATING,
            lambda office, _job: request_work.create(office, reference, folder),
            self._has_made,
            self._not_made,
        )

    def _has_made(self, made: MadeOutputs) -> None:
        self._busy = False
        self._folders[self._reference] = made.letter.parent
        self.shell.toast(texts.MADE_TOAST if made.workbook else texts.MADE_LETTER_TOAST)
        self._load(self._show_made)

    def _show_made(self, opened: Opened) -> None:
        self._show(opened)
        self.export.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_made(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, FolderTaken):
            folder = self.shell.choose_folder(texts.FOLDER_TAKEN)
            if folder is not None:
                self._folders[self._reference] = folder
                self.create_outputs()
                return
        self.shell.complain(error)

    def _preview(self, card: LetterCard) -> None:
        self.shell.tasks.store(
            lambda office: request_work.letter(office, card.id), self._show_pdf, turn="request.letter"
        )

    def _show_pdf(self, content: bytes) -> None:
        if not self.letters.preview.show_pdf(content):
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
        letters = self._opened.file.letters if self._opened is not None else ()
        return self.letters.list.current() or (letters[-1] if letters else None)

    def _open_folder(self) -> None:
        folder = self._folder()
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.shell.complain(Refusal(texts.NO_FOLDER.format(folder=folder.name), hint=str(folder)))

    def _save_draft(self) -> None:
        reference = self._reference
        target = self.shell.choose_target(texts.SAVE_DRAFT, str(self._folder() / f"{reference}.eml"), texts.DRAFT_FILES)
        if target is not None:
            self._act(
                lambda office: request_work.draft_mail(office, reference, target),
                texts.DRAFT_SAVED.format(name=target.name),
            )

    # --- send and close -----------------------------------------------------------------------------------------------

    def _send(self, how: str) -> None:
        reference = self._reference
        self._act(
            lambda office: request_work.send_and_close(office, reference, how),
            texts.SENT_TOAST.format(reference=reference, how=how),
            self._to_timeline,
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
    follows=frozenset({"request", "finding", "letter", "export", "message", "person", "source", "setting", "holiday"}),
    belongs_to="requests",
)
