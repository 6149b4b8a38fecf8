"""The workspace as it is seen: head, steps, tabs and the card beside them; it shows a request and knows no act."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.clock import Clock
from smsdpo.core.errors import LetterLacks
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.requests import FindingCard, RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import request_work, texts, tokens
from smsdpo.ui.request_telling import TOLD, is_owed, telling_chip
from smsdpo.ui.request_work import Opened
from smsdpo.ui.table_model import PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import erasing
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import PrimaryButton
from smsdpo.ui.widgets.cards import EmptyState
from smsdpo.ui.widgets.case_line import silence_chip
from smsdpo.ui.widgets.lists import RecordPane
from smsdpo.ui.widgets.message_card import MessageHead
from smsdpo.ui.widgets.request_decide import DecidePanel
from smsdpo.ui.widgets.request_details import DetailsPane
from smsdpo.ui.widgets.request_found import FoundList, columns
from smsdpo.ui.widgets.request_frame import SideCard, WorkCard
from smsdpo.ui.widgets.request_head import RequestHead
from smsdpo.ui.widgets.request_identity import IdentityPane
from smsdpo.ui.widgets.request_lacks import LacksPanel
from smsdpo.ui.widgets.request_letters import ExportPanel, LettersPane
from smsdpo.ui.widgets.request_lists import AttachmentsPane, TimelinePane
from smsdpo.ui.widgets.request_record import RecordView
from smsdpo.ui.widgets.request_send import SendPanel
from smsdpo.ui.widgets.request_steps import Stepper

PLACES = {
    "triage": ("message", ""),
    "identity": ("identity", ""),
    "find": ("data", "record"),
    "review": ("data", "record"),
    "decide": ("data", "decide"),
    "letter": ("letters", "export"),
    "send": ("letters", "send"),
}
"""On which tab, and in which panel beside it, the work of a step is done."""

_USUAL_PANEL = {"data": "record", "details": "decide", "letters": "export"}


class RequestSheet(QWidget):
    """Head, steps, and below them the tabs with what goes with each. `panel` names what stands beside the tab."""

    find_wanted = Signal()

    def __init__(self, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.opened: Opened | None = None
        self.panel = ""
        self.head, self.steps = RequestHead(), Stepper()
        self.line = self.head.line
        self.next = PrimaryButton("", "next_step")
        self._build_found(tasks)
        self._build_panes(tasks)
        self.record, self.decision = RecordView(), DecidePanel()
        self.export, self.sending, self.lacks = ExportPanel(), SendPanel(), LacksPanel()
        self.side = SideCard(
            {
                "record": self.record,
                "decide": self.decision,
                "export": self.export,
                "send": self.sending,
                "lacks": self.lacks,
            }
        )
        self._build()
        self.work.chosen.connect(self._tab_chosen)
        self.list.current_changed.connect(self.show_record)
        self.record.left.connect(self.list.setFocus)
        self.record.asked.connect(self.side.bring_into_view)
        self.lacks.left.connect(self.leave_lacks)
        self.decision.let_go.connect(self.next.setFocus)
        self.sending.left.connect(lambda: self.show_step("letter"))
        self.list.opened.connect(lambda _card: self.record.text.setFocus(Qt.FocusReason.ShortcutFocusReason))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build_found(self, tasks: Tasks) -> None:
        self.model = PagedModel(tasks, columns(self._today()), lambda card: card.id, self)
        self.list = FoundList(self.model)
        self.empty = EmptyState(
            texts.NOT_SEARCHED_YET,
            icon="search",
            act=texts.FIND_DATA,
            name="find_data",
            on_act=self.find_wanted.emit,
        )
        self.found = RecordPane(self.list, self.empty)

    def _build_panes(self, tasks: Tasks) -> None:
        self.timeline, self.attachments = TimelinePane(tasks), AttachmentsPane(tasks)
        self.identity, self.letters, self.details = IdentityPane(), LettersPane(tasks), DetailsPane()
        self.message = MessageHead()
        self.message.view.paper.setAccessibleName(texts.MESSAGE_TEXT)
        self._message_box = QStackedWidget()
        self._message_box.addWidget(EmptyState(texts.NO_MESSAGE, icon="mail"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.PAGE, tokens.MEDIUM, tokens.PAGE, tokens.MEDIUM)
        column.addWidget(self.message)
        self._message_box.addWidget(inside)
        self.work = WorkCard(
            {
                "data": self.found,
                "details": self.details,
                "timeline": self.timeline,
                "message": self._message_box,
                "identity": self.identity,
                "letters": self.letters,
                "attachments": self.attachments,
            }
        )

    def _build(self) -> None:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(tokens.WIDE)
        for at, (card, share) in enumerate(((self.work, 19), (self.side, 10))):
            halves.addWidget(card)
            halves.setStretchFactor(at, share)
        halves.setSizes([757, 402])
        steps = QHBoxLayout()
        steps.setSpacing(tokens.WIDE)
        steps.addWidget(self.steps, 1)
        steps.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.head)
        column.addLayout(steps)
        column.addWidget(halves, 1)

    def _today(self) -> date:
        return self._clock.today()

    # --- showing ------------------------------------------------------------------------------------------------------

    def show_opened(self, opened: Opened) -> None:
        """Show a request, but for what comes next, which depends on what runs (`show_next`)."""
        self.opened = opened
        file = opened.file
        closed = file.card.state == "closed"
        self.steps.show_steps(REQUEST_TYPES[file.card.type].steps, file.step, file.done, ended=closed)
        beside, details, today = opened.beside, opened.beside.details, self._today()
        waits = silence_chip(beside.unanswered, beside.came_late, today)
        tell = telling_chip(file, details, today)
        self.line.show_case(beside.links, beside.holds, waits, tell, late=owes_apology(file))
        self.head.show_opened(opened, today)
        self._in_reading_order()
        self._show_tabs(file)
        self.identity.show_file(file)
        self.details.show_file(file, details, owed=(TOLD,) if is_owed(file, details, today) else ())
        values = {one.key: one.value for one in details}
        self.decision.show_file(file, values, opened.against, opened.naming)
        self.letters.show_file(file)
        self.sending.show_file(file)
        self.side.checklist.show_items(file.checklist)
        self._show_found(opened)
        self.show_record(self.list.current())

    def show_next(self, under_way: str) -> None:
        """The act that comes next; or what runs about this request, until which nothing else of it begins."""
        if self.opened is None:
            return
        file, free = self.opened.file, not under_way
        closed = file.card.state == "closed"
        said = file.next.label if free else says.RUNNING.format(what=under_way)
        self.next.setText(said)
        self.next.setAccessibleName(said)
        self.next.setToolTip("" if closed or under_way else file.next.blocked)
        self.next.setEnabled(free and not closed)
        self.next.updateGeometry()
        self.empty.button.setEnabled(free and self.is_open)
        self.work.again.setEnabled(free)
        self.export.make.setEnabled(free and self.is_open and bool(file.settled))

    def _in_reading_order(self) -> None:
        """Steps are made late: Tab must still come to them before what stands right of them and below."""
        stops = (self.head.ask.back, *self.line.stops(), *self.steps.steps, self.next)
        for before, stop in pairwise(stops):
            self.setTabOrder(before, stop)

    def _show_tabs(self, file: RequestFile) -> None:
        attachments = file.message.attachments if file.message else ()
        counts = {"data": file.findings, "letters": len(file.letters), "attachments": len(attachments)}
        self.work.show_counts({key: count for key, count in counts.items() if count})
        self.timeline.show_entries(file.timeline)
        self.attachments.show_attachments(attachments)
        self._message_box.setCurrentIndex(1 if file.message else 0)
        if file.message:
            self.message.show_file(file.message)

    def _show_found(self, opened: Opened) -> None:
        file, is_open = opened.file, self.is_open
        searched = sum(1 for one in file.searches if one.outcome != "not_searched")
        said = texts.NOT_SEARCHED_YET
        if searched:
            said = texts.NOTHING_FOUND.format(sources=texts.counted(searched, "source"))
        self.empty.say(said)
        self.work.again.setVisible(bool(file.findings) and is_open)
        self.work.sources.setVisible(bool(file.searches or opened.beside.tasks))
        decisions = REQUEST_TYPES[file.card.type].decisions
        self.record.offer(decisions, usable=is_open)
        self.list.offer(decisions)
        words = erasing.ERASE_ALL if "erase" in decisions else texts.INCLUDE_ALL
        why_off = "" if file.undecided and is_open else texts.NOTHING_OPEN
        self.work.offer_all(words, why_off=why_off, found=file.findings)
        self.work.facts.say(found_facts(opened, searched))

    def show_record(self, card: FindingCard | None) -> None:
        """Show a record beside the list; nothing where there is none."""
        if card is not None and self.opened is not None:
            self.record.show_card(card, self.opened.own_words, self.opened.hidden, self._today())
        self._show_panel()

    def ask_found(self, reference: str) -> None:
        """Fill the list of data found."""
        self.model.show(lambda office, offset, limit: request_work.found(office, reference, offset, limit))

    @property
    def is_open(self) -> bool:
        """Whether anything may still be changed."""
        return self.opened is not None and self.opened.file.card.state not in ENDED

    # --- places -------------------------------------------------------------------------------------------------------

    def show_step(self, step: str) -> None:
        """Show where the work of a step is done."""
        tab, self.panel = PLACES[step]
        self.work.show_tab(tab)
        self._show_panel()

    def show_place(self) -> None:
        """Show where the work stands; what ended with nothing sent has its story in the timeline."""
        if self.opened is None:
            return
        file = self.opened.file
        if file.card.state == "closed" and "letter" not in file.done:
            self.work.tabs.choose("timeline")
        else:
            self.show_step(file.step)

    def show_timeline(self) -> None:
        """Show what has happened."""
        self.work.tabs.choose("timeline")
        self.timeline.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lacks(self, lacks: LetterLacks) -> None:
        """Ask for what a letter still needs."""
        self.work.show_tab("letters")
        self.panel = "lacks"
        self._show_panel()
        self.lacks.show_lacks(lacks)

    def leave_lacks(self) -> None:
        """Ask no more; nothing typed for that letter is kept."""
        self.lacks.forget()
        self.show_step("letter")

    def _tab_chosen(self, tab: str) -> None:
        self.panel = _USUAL_PANEL.get(tab, "")
        self._show_panel()

    def _show_panel(self) -> None:
        nothing = self.panel == "record" and self.list.current() is None
        self.side.show_panel("" if nothing else self.panel)

    def first_focus(self) -> QWidget:
        """Where the keyboard goes: to the work of the tab and panel that show, else to the next step, else the tab."""
        wanted: dict[str, QWidget | None] = {
            "decide": self.decision.first_fitting(),
            "export": self.export.make if self.export.make.isEnabled() else self.export.print,
            "send": self.sending.first_open(),
            "record": self.list if self.found.currentIndex() == 0 else self.empty.button,
            "identity": self.identity.first_offered(),
            "details": self.details.first_open(),
            "timeline": self.timeline.list,
            "message": self.message.view.paper,
        }
        tab = self.work.current
        for one in (wanted.get(tab if tab == "details" else self.panel or tab), self.next):
            if one is not None and one.isEnabled() and one.isVisibleTo(self):
                return one
        return self.work.tabs.pills[tab]


def owes_apology(file: RequestFile) -> bool:
    """Whether it is late, not by the person's own silence, and no letter has said so yet (N33)."""
    open_late = file.card.tone == "bad" and file.card.state not in ENDED
    return open_late and not file.card.held_up and all(letter.code != "L28" for letter in file.letters)


def found_facts(opened: Opened, searched: int) -> list[str]:
    """How far decisions and search have come and whether others are named, the longest wording first: that all was
    searched goes first where there is no room, for that something was not is what matters."""
    file = opened.file
    decided = texts.DECIDED_FACT.format(done=file.findings - file.undecided, all=file.findings) if file.findings else ""
    named = texts.NAMED_FACT.format(records=texts.counted(opened.naming, "record")) if opened.naming else ""
    short = texts.NAMED_SHORT.format(count=texts.number(opened.naming)) if opened.naming else ""
    sources = texts.SEARCHED_FACT.format(done=searched, all=len(file.searches)) if file.searches else ""
    lacking = sources if searched < len(file.searches) or not file.findings else ""
    wordings = ((decided, named, sources), (decided, short, sources), (decided, short, lacking), (decided, lacking))
    return ["  ·  ".join(part for part in parts if part) for parts in wordings]
