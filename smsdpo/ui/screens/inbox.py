"""The inbox: messages to triage at the left, the one being read at the right, accepted with one key."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSplitter, QWidget

from smsdpo.ui import inbox_work, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.inbox_watching import InboxWatching
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.texts import lists as says
from smsdpo.ui.texts import tags as tag_says
from smsdpo.ui.widgets.cards import Card
from smsdpo.ui.widgets.inbox_list import InboxListCard
from smsdpo.ui.widgets.view_menu import copied_words, selected_of

if TYPE_CHECKING:  # what is read and decided beside the rows comes after them
    from datetime import datetime

    from smsdpo.domain.records import Page, Selected
    from smsdpo.domain.records.desk import CopiedTable
    from smsdpo.domain.records.inbox import MessageCard
    from smsdpo.domain.records.mail import MessageFile
    from smsdpo.domain.records.people import LookAlike
    from smsdpo.services.office import Office
    from smsdpo.ui.quick_inbox import QuickInbox
    from smsdpo.ui.widgets.message_sheet import MessageSheet
    from smsdpo.ui.widgets.split_sheet import SplitSheet
    from smsdpo.ui.widgets.triage_form import Accepted

_SHEET = 468  # px: the least in which a message can be read and sorted


class InboxPage(ScreenPage):
    """List, preview and triage. The list comes first; what stands beside it follows when it is first wanted."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._sheet: MessageSheet | None = None
        self._build()
        self._wire()
        self.card.ask()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.card = InboxListCard(self.shell)
        self.list, self.model, self.pane, self.empty = self.card.list, self.card.model, self.card.pane, self.card.empty
        self.bar, self.views, self.filter = self.card.bar, self.card.bar.views, self.card.bar.field
        self.bulk, self.menu, self.aside_button = self.card.bulk, self.card.menu, self.card.aside_button
        self.back_button, self.assign_button = self.card.back_button, self.card.assign_button
        self.watching = InboxWatching(self.shell, self.card.watch)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(tokens.WIDE)
        self.halves.addWidget(self.card)
        self.halves.setStretchFactor(0, 11)
        self._put_beside(Card())
        self.halves.setSizes([637, 522])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.halves)

    def _put_beside(self, card: Card) -> None:
        """At the right of the list, where an empty card keeps the place for the message."""
        card.setMinimumWidth(_SHEET)
        place = self.halves.widget(1)
        if place is None:
            self.halves.addWidget(card)
        else:
            self.halves.replaceWidget(1, card)
            place.deleteLater()
        self.halves.setStretchFactor(1, 9)

    @property
    def sheet(self) -> "MessageSheet":
        """The message beside the list, and what is done with it: built when it is first wanted."""
        from smsdpo.ui.widgets.message_sheet import MessageSheet

        if self._sheet is None:
            self._sheet = MessageSheet(self.shell.tasks)
            self._put_beside(self._sheet)
            self._wire_sheet(self._sheet)
        return self._sheet

    def complete(self) -> None:
        _ = self.sheet  # asking for it builds it

    def _wire(self) -> None:
        self.filter.left.connect(self.pane.take_keyboard)
        self.list.current_changed.connect(self._read)
        self.list.opened.connect(lambda _card: self._take())
        self.list.key_pressed.connect(self.by_letter)
        self.list.on_copy = self._copy
        self.aside_button.clicked.connect(lambda _checked: self._ask_reason())
        self.back_button.clicked.connect(lambda _checked: self._bring_back())
        self.assign_button.clicked.connect(lambda _checked: self._assign(self.assign_button))
        self.card.tag_button.clicked.connect(lambda _checked: self._tag(self.card.tag_button))

    def _wire_sheet(self, sheet: "MessageSheet") -> None:
        sheet.form.accepted.connect(self._accept)
        sheet.form.put_aside.connect(self._ask_reason)
        sheet.form.link.connect(self._ask_link)
        sheet.form.split.connect(self._ask_split)
        sheet.form.reckon.connect(self._reckon)
        sheet.form.person_changed.connect(self._look_alikes)
        sheet.form.assign_wanted.connect(lambda: self._assign(sheet.form.assignee))
        sheet.head.original.clicked.connect(lambda _checked: self._save_original())
        sheet.reasons.chosen.connect(self._put_aside)
        sheet.linking.chosen.connect(self._link)
        sheet.done.reopen.connect(self._bring_back)
        sheet.done.open_request.connect(lambda reference: self.shell.go("request", reference))
        sheet.left.connect(self._to_list)

    # --- the place ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.card.refresh()
        self.watching.refresh()

    def show_first(self, page: "Page[MessageCard]") -> None:
        """The untriaged messages, read before the office was open."""
        self.model.show_first(page)

    def open(self, argument: object) -> None:
        """Show one message, in the view that holds it; or one of the views."""
        if isinstance(argument, int) or (isinstance(argument, str) and argument.isdecimal()):
            self.card.open(int(argument))
        elif isinstance(argument, str) and self.views.has(argument):
            self.filter.put("")
            self.views.choose(argument)

    def subject(self) -> str:
        card = self.list.current()
        return f"message:{card.id}" if card is not None else ""

    def point_at(self, subject: str) -> None:
        self.list.expect(int(subject.removeprefix("message:")), max(self.list.currentIndex().row(), 0))

    def filter_field(self) -> QLineEdit:
        return self.filter

    def first_focus(self) -> QWidget:
        if self.pane.currentIndex() == 0:
            return self.list
        return self.filter if self.filter.words else self.empty.button

    def panes(self) -> list[QWidget]:
        sheet = self.sheet
        return [self.filter, self.list, self.aside_button, sheet.head.view.paper, sheet.form.type]

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what can be done now -----------------------------------------------------------------------------------------

    @property
    def shown(self) -> "MessageFile | None":
        """The message beside the list, once one is there."""
        return self._sheet.shown if self._sheet is not None else None

    def _ready(self) -> bool:
        """Whether the message on show is the current one and still to be triaged."""
        shown, current = self.shown, self.list.current()
        return shown is not None and current is not None and shown.card.id == current.id and shown.card.state == "new"

    def _why_none(self) -> str:
        return "" if self.list.picked().count else says.NO_MESSAGE

    def _why_not_new(self) -> str:
        if self._why_none() or self.list.picking.many:
            return self._why_none()
        return "" if self._ready() else says.SEEN_TO

    def _why_not_one(self) -> str:
        return says.ONE_AT_A_TIME if self.list.picking.many else self._why_not_new()

    def _why_not_aside(self) -> str:
        shown = self.shown
        put = self.list.picking.many or (shown is not None and shown.card.state == "not_request")
        return self._why_none() or ("" if put else says.NOT_ASIDE)

    def _why_no_original(self) -> str:
        return "" if self.shown is not None else says.NO_MESSAGE

    def acts(self) -> Sequence[Act]:
        return [
            Act(
                "inbox_accept", inbox_says.ACCEPT, self._take, "", "Request",
                why_off=self._why_not_one, also="open case", in_list="Enter",
            ),
            Act(
                "inbox_not_a_request", says.NOT_A_REQUEST_ACT, self._ask_reason, "", "Request",
                why_off=self._why_not_new, also="put aside spam newsletter", in_list="S",
            ),
            Act("inbox_split", cases.SPLIT, self._ask_split, "", "Request", why_off=self._why_not_one, also="several"),
            Act(
                "inbox_link", says.LINK_ACT, self._ask_link, "", "Request",
                why_off=self._why_not_one, also="reply", in_list="L",
            ),
            Act(
                "inbox_assign", says.ASSIGN_ACT, lambda: self._assign(self.list), "", "Request",
                why_off=self._why_none, also="give to", in_list="A",
            ),
            Act(
                "inbox_tag", tag_says.TAG_ACT, lambda: self._tag(self.list), "", "Request",
                why_off=self._why_none, also=tag_says.ALSO, in_list="T",
            ),
            Act(
                "inbox_bring_back", inbox_says.REOPEN, self._bring_back, "", "Request",
                why_off=self._why_not_aside, also="bring back",
            ),
            Act(
                "inbox_save_original", says.SAVE_ORIGINAL, self._save_original, "", "File",
                why_off=self._why_no_original, also="eml msg download",
            ),
            *self.watching.acts(),
            *self.menu.acts(),
        ]  # fmt: skip

    # --- the message --------------------------------------------------------------------------------------------------

    def _read(self, card: "MessageCard | None") -> None:
        shown = self.shown
        if card is None:
            self._leave_empty()
        elif card is not None and (shown is None or shown.card != card):
            self.shell.tasks.store(lambda office: inbox_work.message(office, card.id), self._show, turn="inbox.message")

    def _leave_empty(self) -> None:
        """Nothing is chosen; where nothing could be, nothing is asked for either."""
        if self._sheet is not None:
            self._sheet.show_none(invite=bool(self.model.rowCount()))

    def _show(self, file: "MessageFile") -> None:
        current = self.list.current()
        if current is not None and current.id == file.card.id:
            self.sheet.show_file(file)

    def _reckon(self, key: str, received_at: "datetime") -> None:
        from smsdpo.ui import request_work

        self.shell.tasks.store(
            lambda office: request_work.due_of(office, key, received_at), self.sheet.form.show_due, turn="inbox.due"
        )

    def _look_alikes(self, person: int | None) -> None:
        if person is None:
            return

        def say(found: "Sequence[LookAlike]") -> None:
            one = next(iter(found), None)
            said = says.LOOK_ALIKE.format(name=one.name, because=one.because) if one else ""
            self.sheet.form.show_alike(person, said)

        self.shell.tasks.store(lambda office: inbox_work.look_alikes(office, person), say, turn="inbox.alike")

    # --- what is done with it -----------------------------------------------------------------------------------------

    def _chosen(self) -> "Callable[[Office], Selected]":
        """What an act is to work on: the rows chosen, found on the store's thread; else the message on show."""
        from smsdpo.domain.records import Selected

        picked, (view, text) = self.list.picked(), self.card.answered
        if picked.count > 1:
            return lambda office: selected_of(picked, office, self.list, view, text)
        current = self.list.current()
        only = (current.id,) if current is not None else ()
        return lambda _office: Selected(only)

    def _take(self) -> None:
        if self.list.picking.many:
            self.shell.toast(says.ONE_AT_A_TIME)
        elif self._ready():
            self.sheet.form.take()

    def _accept(self, accepted: "Accepted") -> None:
        if not self._ready() or self.shown is None:
            return
        message = self.shown.card.id
        self.list.advance()
        self.shell.tasks.store(lambda office: inbox_work.accept(office, message, accepted), self._opened)

    def _opened(self, reference: str) -> None:
        self.shell.toast(texts.OPENED_TOAST.format(reference=reference))
        self.shell.go("request", reference)

    def _ask_reason(self) -> None:
        self.sheet.ask_reason(self.list.picked().count)

    def _ask_link(self) -> None:
        self.sheet.ask_link()

    def _ask_split(self) -> None:
        """Which of several things that a message asks for become requests."""
        from smsdpo.ui import case_work
        from smsdpo.ui.widgets.split_sheet import SplitSheet

        file = self.shown
        if file is None or not self._ready():
            return
        sheet, person = SplitSheet(file), self.sheet.form.person_chosen
        sheet.split.connect(
            lambda types: self.shell.tasks.store(
                lambda office: case_work.split(office, types, file.card.id, person),
                lambda references: self._split(sheet, references),
                sheet.refused,
            )
        )
        self.shell.lay_over(sheet, sheet.first())

    def _split(self, sheet: "SplitSheet", references: Sequence[str]) -> None:
        sheet.close_sheet()
        self.shell.toast(cases.SPLIT_TOAST.format(count=len(references)))
        self.shell.go("request", references[0])

    def _put_aside(self, reason: str) -> None:
        chosen = self._chosen()
        self.list.advance()
        self.shell.tasks.store(
            lambda office: inbox_work.put_aside(office, chosen(office), reason),
            lambda count: self._was_put_aside(count, reason),
        )

    def _was_put_aside(self, count: int, reason: str) -> None:
        self._gone(says.ASIDE.format(what=texts.counted(count, "message"), reason=reason))

    def _bring_back(self) -> None:
        chosen = self._chosen()
        self.list.advance()
        self.shell.tasks.store(
            lambda office: inbox_work.bring_back(office, chosen(office)),
            lambda count: self._gone(says.BACK_AGAIN.format(what=texts.counted(count, "message"))),
        )

    def _link(self, reference: str) -> None:
        if self.shown is None:
            return
        message = self.shown.card.id
        self.list.advance()
        self.shell.tasks.store(
            lambda office: inbox_work.link(office, message, reference),
            lambda _none: self._gone(inbox_says.LINKED_TOAST.format(reference=reference)),
        )

    def _gone(self, said: str) -> None:
        """The rows acted on leave this view."""
        self.list.let_go()
        self.sheet.back()
        self.shell.toast(said)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _assign(self, over: QWidget) -> None:
        from smsdpo.ui.widgets import assign_menu, tag_menu

        at = tag_menu.below_row(self.list) if over is self.list else tag_menu.below(over)
        chosen = self._chosen()
        assign_menu.ask_who(self.shell.tasks, self, at, lambda who: self._assign_to(chosen, who))

    def _tag(self, over: QWidget) -> None:
        from smsdpo.ui.widgets import tag_menu

        at = tag_menu.below_row(self.list) if over is self.list else tag_menu.below(over)
        tag_menu.TagMenu(self.shell, "inbox", self, self._chosen()).ask(at)

    def _assign_to(self, chosen: "Callable[[Office], Selected]", who: str) -> None:
        self.shell.tasks.store(
            lambda office: inbox_work.assign(office, chosen(office), who), lambda count: self._assigned(count, who)
        )

    def _assigned(self, count: int, who: str) -> None:
        what = texts.counted(count, "message")
        self.shell.toast(says.ASSIGNED.format(what=what, who=who) if who else says.UNASSIGNED.format(what=what))

    def _copy(self) -> None:
        chosen, order, descending = self._chosen(), self.list.order, self.list.descending
        if self.list.picked().count:
            self.shell.tasks.store(
                lambda office: inbox_work.table(office, chosen(office), order, descending=descending), self._copied
            )

    def _copied(self, table: "CopiedTable") -> None:
        QApplication.clipboard().setText(table.text)
        self.shell.toast(copied_words(table))

    def _save_original(self) -> None:
        if self.shown is None:
            return
        number = self.shown.card.id
        self.shell.tasks.store(
            lambda office: inbox_work.original(office, number), lambda content: self._save_as(number, content)
        )

    def _save_as(self, number: int, content: bytes) -> None:
        target = self.shell.choose_target(says.ORIGINAL_TITLE, inbox_work.name_of(number, content), says.ORIGINAL_FILES)
        if target is not None:
            self.shell.tasks.pool(
                lambda: inbox_work.save(target, content),
                lambda size: self.shell.toast(says.ORIGINAL_SAVED.format(size=texts.size(size))),
            )

    # --- quick steps --------------------------------------------------------------------------------------------------

    def quick(self) -> "QuickInbox":
        from smsdpo.ui.quick_inbox import QuickInbox

        return QuickInbox(self)

    def why_not_now(self, step: str) -> str:
        """Why a quick step cannot be taken with what is chosen."""
        alone = {"acknowledge": self._why_not_one, "forward": self._why_not_one, "not_request": self._why_not_new}
        return alone.get(step, self._why_none)()

    def assign_chosen(self, who: str) -> None:
        """Give what is chosen to somebody."""
        self._assign_to(self._chosen(), who)

    def put_chosen_aside(self, reason: str) -> None:
        """Put what is chosen aside; without a reason, or where something seems to be asked for, it is asked for."""
        if not reason:
            self._ask_reason()
            return
        chosen = self._chosen()

        def done(count: int) -> None:
            if count:
                self.list.advance()  # only now: the message about which is asked stays the current one
                self._was_put_aside(count, reason)
            else:
                self._ask_reason()

        self.shell.tasks.store(lambda office: inbox_work.put_aside_unasked(office, chosen(office), reason), done)

    def let_go(self, said: str) -> None:
        """What was acted on leaves this view."""
        self._gone(said)
