"""The places of the window; one file each, one line here."""

from collections.abc import Sequence

from smsdpo.ui.screens import calendar, disclosures, inbox, people, request, requests, settings
from smsdpo.ui.screens.base import Screen

SCREENS: Sequence[Screen] = (
    inbox.SCREEN,
    requests.SCREEN,
    request.SCREEN,
    people.SCREEN,
    calendar.SCREEN,
    disclosures.SCREEN,
    settings.SCREEN,
)
