"""The places of the window: one file each, one entry here. A file is imported when its page is built, not before."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from smsdpo.ui import texts
from smsdpo.ui.screens.base import Screen, ScreenPage, Shell
from smsdpo.ui.texts import calendar, cases, inbox, people, settings

if TYPE_CHECKING:
    from smsdpo.services.office import Office


def _page(name: str) -> Callable[[Shell], ScreenPage]:
    """Builds a page by its class, as `file:class`."""

    def build(shell: Shell) -> ScreenPage:
        file, made = name.split(":")
        return cast(ScreenPage, getattr(import_module(f"{__name__}.{file}"), made)(shell))

    return build


def _untriaged(office: "Office", _requests: object) -> int:
    from smsdpo.services import intake

    return intake.counts(office)["untriaged"]


def _disclosures(office: "Office", _requests: object) -> int:
    from smsdpo.services import disclosures

    return disclosures.open_count(office)


SCREENS: Sequence[Screen] = (
    Screen(
        key="inbox",
        title=inbox.INBOX,
        icon="inbox",
        place=10,
        build=_page("inbox:InboxPage"),
        follows=frozenset({"message", "request", "person", "setting", "view"}),
        count=_untriaged,
    ),
    Screen(
        key="requests",
        title=texts.REQUESTS,
        icon="folder-open",
        place=20,
        build=_page("requests:RequestsPage"),
        follows=frozenset({"request", "person", "holiday", "setting", "view"}),
        count=lambda _office, requests: requests["open"],
    ),
    Screen(
        key="request",
        title=texts.REQUEST,
        icon="folder-open",
        place=0,
        build=_page("request:RequestPage"),
        follows=frozenset(
            {"request", "hold", "finding", "letter", "export", "message", "person", "source", "setting", "holiday"}
        ),
        belongs_to="requests",
    ),
    Screen(
        key="people",
        title=people.PEOPLE,
        icon="users",
        place=30,
        build=_page("people:PeoplePage"),
        follows=frozenset({"person", "record", "source", "request", "hold"}),
    ),
    Screen(
        key="calendar",
        title=calendar.CALENDAR,
        icon="calendar-days",
        place=40,
        build=_page("calendar:CalendarPage"),
        follows=frozenset({"request", "holiday", "setting"}),
        count=lambda _office, requests: requests["week"],
    ),
    Screen(
        key="disclosures",
        title=cases.DISCLOSURES,
        icon="landmark",
        place=60,
        build=_page("disclosures:DisclosuresPage"),
        follows=frozenset({"request", "person"}),
        count=_disclosures,
    ),
    Screen(
        key="settings",
        title=settings.TITLE,
        icon="settings",
        place=90,
        build=_page("settings:SettingsPage"),
        follows=frozenset({"setting", "holiday", "source", "person", "record", "message", "request"}),
    ),
)
