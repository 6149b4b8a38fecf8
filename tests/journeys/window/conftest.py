"""The window's own fixtures: these tests walk through the same window on the same office."""

from tests.ui.conftest import *  # noqa: F403 - whatever a fixture of the window rests on is wanted too
