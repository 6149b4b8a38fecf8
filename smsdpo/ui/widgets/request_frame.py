"""The frame of the workspace: tabs and their panes at the left, the card that goes with them at the right."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Card, Divider, Scrolled
from smsdpo.ui.widgets.labels import FittingLabel
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.request_lists import Checklist

_ONE_LINE = 880  # px: below this width *Include all shown* stands under the tabs, none of which gives way to it
_LEAST_WORK, _LEAST_SIDE = 604, 290
_COUNTED = ("data", "letters", "attachments")
"""Tabs with counts; nothing else says of a tab not opened that something came with the message."""


class WorkCard(Card):
    """The tabs with their counts, the pane of the tab chosen, and a line of facts below the data found."""

    chosen = Signal(str)

    def __init__(self, panes: Mapping[str, QWidget]) -> None:
        super().__init__("request_work_card", pad=0)
        self.tabs = Pills(texts.REQUEST_TABS, "request_tab")
        self.include_all = Button(texts.INCLUDE_ALL, "include_all_shown")
        self.again = QuietButton(texts.SEARCH_AGAIN, "search_again", icon="refresh-cw")
        self.sources = QuietButton(says.SOURCES, "found_sources", icon="database")
        self.facts = FittingLabel()
        self.facts.setObjectName("found_facts")
        self.sheets = QStackedWidget()
        self._panes = panes
        self._counts: dict[str, int] = {}
        self._found = 0
        for pane in panes.values():
            self.sheets.addWidget(pane)
        self.foot = QWidget()
        self._top, self._bottom = QHBoxLayout(), QHBoxLayout(self.foot)
        self._build()
        self.setMinimumWidth(_LEAST_WORK)
        self.tabs.chosen.connect(self._turn)

    def _build(self) -> None:
        self._top.setContentsMargins(13, 12, 13, 2)
        self._top.setSpacing(tokens.SMALL)
        self._top.addStrut(tokens.FIELD)  # the tabs stand where they are, with the button beside them or without
        self._top.addWidget(self.tabs, 1)
        self._top.addWidget(self.include_all)
        self._bottom.setContentsMargins(16, tokens.TIGHT, 12, 0)
        self._bottom.setSpacing(tokens.SMALL)
        self._bottom.addWidget(self.facts, 1)
        self._bottom.addWidget(self.sources)
        self._bottom.addWidget(self.again)
        self.body.addLayout(self._top)
        self.body.addWidget(self.sheets, 1)
        self.body.addWidget(self.foot)

    @property
    def current(self) -> str:
        """The tab that is shown."""
        return self.tabs.current

    def show_tab(self, key: str) -> None:
        """Show a tab without saying so."""
        self.tabs.light(key)
        self._show(key)

    def offer_all(self, words: str, *, why_off: str, found: int) -> None:
        """What is done to every record that is still open; not there while nothing has been found."""
        self._found = found
        self.include_all.setVisible(found > 0 and self.current == "data")
        self.include_all.allow(why_off)
        self.include_all.setText(words)
        self.include_all.setAccessibleName(words)
        self.include_all.updateGeometry()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Put counts behind the tabs, as many as there is room for: those whose tab says them again go first."""
        self._counts = counts
        for left_out in range(len(_COUNTED) + 1):
            self.tabs.show_counts({key: count for key, count in counts.items() if key not in _COUNTED[:left_out]})
            if sum(pill.sizeHint().width() + 6 for pill in self.tabs.pills.values()) <= self.width() - 2 * 13:
                break

    def _turn(self, key: str) -> None:
        self._show(key)
        self.chosen.emit(key)

    def _show(self, key: str) -> None:
        self.sheets.setCurrentWidget(self._panes[key])
        self.foot.setVisible(key == "data")
        self.include_all.setVisible(key == "data" and self._found > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_counts(self._counts)
        beside = self.width() >= _ONE_LINE
        here, there = (self._top, self._bottom) if beside else (self._bottom, self._top)
        if here.indexOf(self.include_all) < 0:
            there.removeWidget(self.include_all)
            here.addWidget(self.include_all)
            self.body.removeWidget(self.foot)
            self.body.insertWidget(2 if beside else 1, self.foot)
            self._in_reading_order(beside=beside)

    def _in_reading_order(self, *, beside: bool) -> None:
        """The row of facts stands below the list or above it: Tab follows it."""
        found = self._panes["data"].findChild(QTableView)
        tabs = list(self.tabs.pills.values())
        if found is None:
            return
        stops = [tabs[-1], self.sources, self.again, self.include_all, found]
        if beside:
            stops = [tabs[-1], self.include_all, found, self.sources, self.again]
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)


class SideCard(Card):
    """What goes with the tab: one of several panels above what is still to be settled; scrolls down, never sideways."""

    def __init__(self, panels: Mapping[str, QWidget]) -> None:
        super().__init__("request_side_card", pad=0)
        self._panels, self._shown = panels, ""
        self.checklist = Checklist()
        self._line = Divider()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(19, 16, 19, tokens.SMALL)
        column.setSpacing(tokens.WIDE)
        for panel in panels.values():
            column.addWidget(panel)
        column.addWidget(self._line)
        column.addWidget(self.checklist)
        column.addStretch()
        self.area = Scrolled("request_side_scroll", inside)
        self.body.addWidget(self.area)
        self.setMinimumWidth(_LEAST_SIDE)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to what is asked for, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self.area.ensureWidgetVisible(widget))

    def show_panel(self, key: str) -> None:
        """Show one panel, or the checklist alone."""
        if key != self._shown:  # another panel is read from its beginning
            self._shown = key
            self.area.verticalScrollBar().setValue(0)
        for name, panel in self._panels.items():
            panel.setVisible(name == key)
        self._line.setVisible(key in self._panels)
