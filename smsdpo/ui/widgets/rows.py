"""Columns and grids whose widgets come and go."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take every widget out; hidden at once, because they go with the next turn of the event loop only."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def refill(rows: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put other widgets into a column."""
    empty(rows)
    for widget in widgets:
        rows.addWidget(widget)
        widget.show()
