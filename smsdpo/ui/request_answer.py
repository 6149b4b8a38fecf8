"""A request's answer: settled, made as files, printed, drafted, sent, and the request closed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from smsdpo.core.errors import FileTaken, LetterLacks, Refusal
from smsdpo.domain.records.requests import LetterCard, MadeOutputs, Recipient
from smsdpo.domain.request_types import DUPLICATE, REQUEST_TYPES
from smsdpo.ui import mail_program, output_folder, printing, request_work, texts
from smsdpo.ui.leaving import file_of
from smsdpo.ui.request_work import Opened
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.request_end import EndSheet

if TYPE_CHECKING:
    from smsdpo.ui.screens.request import RequestPage

Words = dict[str, str]


class AnswerActs(QObject):
    """Accompanies the page of a request: does what is asked for on the way from the decision to the close."""

    def __init__(self, page: "RequestPage") -> None:
        super().__init__(page)
        self.page, self.shell, self.sheet = page, page.shell, page.sheet
        self.again: Callable[[Words, Words], object] | None = None
        """What to do when the letter's gaps have been filled in."""
        self._folders: dict[str, Path] = {}
        sheet = page.sheet
        sheet.identity.doubted.connect(self.ask_proof)
        sheet.lacks.filled.connect(self._fill_lacks)
        sheet.decision.settled.connect(self._settle)
        sheet.decision.ending.connect(self.ask_end)
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

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _settle(self, outcome: str, note: str) -> None:
        reference = self.page.reference
        opened = self.sheet.opened
        label = REQUEST_TYPES[opened.file.card.type].outcome(outcome).label if opened is not None else ""
        self.page.act(
            lambda office: request_work.settle(office, reference, outcome, note),
            texts.SETTLED.format(outcome=label),
            lambda: self.sheet.next.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def ask_end(self, outcome: str) -> None:
        """An end without an answer is looked at once more: it cannot be taken back."""
        if self.sheet.opened is None:
            return
        if outcome == DUPLICATE.key:  # it points at the one that goes on
            self.page.more.kinds.duplicate()
            return
        sheet = EndSheet(self.sheet.opened.file, outcome, texts.day(self.shell.clock.today()))
        sheet.ended.connect(lambda note: self.end(outcome, note))
        sheet.letter.connect(lambda: self.settle_by_letter(outcome, ""))
        self.shell.lay_over(sheet, sheet.note)

    def settle_by_letter(self, outcome: str, note: str) -> None:
        """A note would do, but the letter is wanted: on to where it is made, sent, and the request closed."""
        reference = self.page.reference
        self.page.act(lambda office: request_work.settle(office, reference, outcome, note), then=self._go_on)

    def _go_on(self) -> None:
        self.shell.toast(says.LETTER_NEXT)
        self.page.go_where_it_stands()

    def end(self, outcome: str, note: str) -> None:
        """Close it with a note."""
        reference = self.page.reference
        self.page.act(
            lambda office: request_work.close(office, reference, outcome, note),
            texts.CLOSED_TOAST.format(reference=reference),
            self.page.go_where_it_stands,
        )

    # --- proof of identity, and what a letter lacks -------------------------------------------------------------------

    def ask_proof(self, reason: str, fields: Words | None = None, substitute: Words | None = None) -> None:
        """Ask the person for proof, with the reason for doubt."""
        reference, folder = self.page.reference, self.folder()
        self.again = lambda more, instead: self.ask_proof(reason, more, instead)
        self.page.job(
            says.ASK_PROOF,
            lambda office, _job: request_work.ask_proof(office, reference, reason, folder, fields, substitute),
            lambda _none: self._has_asked(),
            self.not_made,
        )

    def _has_asked(self) -> None:
        self.sheet.lacks.forget()
        self.shell.toast(says.ASK_PROOF_TOAST)
        self.sheet.work.tabs.choose("letters")
        self.page.load(self._show_made, "request.made")  # with the keyboard at what is done with the letter

    def _fill_lacks(self, fields: Words, substitute: Words) -> None:
        if self.again is not None and not self.page.under_way:
            self.again(fields, substitute)

    # --- letter and export --------------------------------------------------------------------------------------------

    def folder(self, reference: str = "") -> Path:
        """Where a request's files go: the folder chosen for it, else the one chosen last, else one of our own."""
        usual = output_folder.usual(self.shell.settings)
        return self._folders.get(reference or self.page.reference, usual)

    def _choose_folder(self) -> None:
        folder = self.shell.choose_folder(texts.CHOOSE_FOLDER)
        if folder is not None and self.sheet.opened is not None:
            self.shell.settings.setValue(output_folder.KEPT, str(folder))
            self._folders[self.page.reference] = folder
            self.sheet.export.show_file(self.sheet.opened.file, self.folder())

    def create_outputs(self, fields: Words | None = None, substitute: Words | None = None) -> None:
        """Make workbook and letter; the files are proved before they are told of."""
        reference, folder = self.page.reference, self.folder()
        if self.page.under_way or self.sheet.opened is None:
            return
        self.again = self.create_outputs
        self.page.job(
            texts.CREATING,
            lambda office, _job: request_work.create(office, reference, folder, fields, substitute),
            self._has_made,
            self.not_made,
            alone=True,
        )

    def _has_made(self, made: MadeOutputs) -> None:
        self._folders[self.page.reference] = made.letter.parent
        if self.sheet.panel == "lacks":
            self.sheet.leave_lacks()
        self.shell.toast(texts.MADE_TOAST if made.workbook else texts.MADE_LETTER_TOAST)
        self.page.load(self._show_made, "request.made")

    def _show_made(self, opened: Opened) -> None:
        self.page.show_opened(opened)
        self.sheet.export.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def not_made(self, error: Exception) -> None:
        """A letter was not made: ask for another folder or for what it lacks, or say why."""
        if isinstance(error, FileTaken):
            folder = self.shell.choose_folder(texts.FOLDER_TAKEN)
            if folder is not None and self.again is not None:
                self._folders[self.page.reference] = folder
                self.again({}, {})
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
        card, opened = self._letter(), self.sheet.opened
        if card is None or opened is None:
            return
        name = file_of(opened.file, card)
        self.shell.tasks.store(
            lambda office: printing.Letter(name, request_work.letter(office, card.id)),
            lambda letter: printing.print_letter(
                self.page, self.shell.tasks, letter, self.shell.print_to, self.shell.toast
            ),
        )

    def _letter(self) -> LetterCard | None:
        letters = self.sheet.opened.file.letters if self.sheet.opened is not None else ()
        return self.sheet.letters.list.current() or (letters[-1] if letters else None)

    def open_folder(self) -> None:
        folder = self.folder()
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.shell.complain(Refusal(texts.NO_FOLDER.format(folder=folder.name), hint=str(folder)))

    def save_draft(self) -> None:
        reference = self.page.reference
        target = self.shell.choose_target(texts.SAVE_DRAFT, str(self.folder() / f"{reference}.eml"), texts.DRAFT_FILES)
        if target is not None:
            self.page.act(
                lambda office: request_work.draft_mail(office, reference, target),
                texts.DRAFT_SAVED.format(name=target.name),
            )

    # --- send and close -----------------------------------------------------------------------------------------------

    def _open_draft(self) -> None:
        """Write the draft of the answer beside it and open it where mail is written."""
        reference, folder = self.page.reference, self.folder()
        target = folder / f"{reference} {self.shell.clock.now():%Y-%m-%d %H%M%S}.eml"
        self.shell.tasks.store(
            lambda office: request_work.draft_mail(office, reference, target, answer=True), self._show_draft
        )

    def _show_draft(self, made: Path) -> None:
        mail_program.open_draft(self.shell, made, says.DRAFT_OPENED.format(name=made.name))
        self.page.reload()

    def _send(self, how: str) -> None:
        reference = self.page.reference
        self.page.act(
            lambda office: request_work.mark_sent(office, reference, how),
            says.SENT_TOAST.format(reference=reference, how=how),
            lambda: self.sheet.next.setFocus(Qt.FocusReason.OtherFocusReason),
        )

    def _close(self) -> None:
        reference = self.page.reference
        self.page.act(
            lambda office: request_work.close_answered(office, reference),
            texts.CLOSED_TOAST.format(reference=reference),
            self.sheet.show_timeline,
        )

    def _agree_password(self, channel: str) -> None:
        reference = self.page.reference
        self.page.act(lambda office: request_work.agree_password(office, reference, channel))

    def _change_address(self, recipient: Recipient) -> None:
        reference = self.page.reference
        self.page.act(lambda office: request_work.change_recipient(office, reference, recipient), texts.ADDRESS_TOAST)
