"""The look in numbers: the one module that names a colour or a pixel size (design paper `look.md`)."""

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours; `border` is the width of lines in pixels, twice as wide for high contrast."""

    name: str
    dark: bool
    canvas: str
    surface: str
    raised: str
    rail: str
    hover: str
    line: str
    line_strong: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_text: str
    accent_soft: str
    accent_ink: str
    ok_soft: str
    ok_ink: str
    warn_soft: str
    warn_ink: str
    bad_soft: str
    bad_ink: str
    mute_soft: str
    mute_ink: str
    mark: str
    mark_ink: str
    border: int = 1


LIGHT: Final = Colours(
    name="light",
    dark=False,
    canvas="#F6F7F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    rail="#EEF0F4",
    hover="#F1F4F9",
    line="#D9DDE5",
    line_strong="#8A93A3",
    text="#1B2130",
    text_2="#566074",
    text_3="#626C80",
    accent="#2B5FD9",
    accent_text="#FFFFFF",
    accent_soft="#E7EEFD",
    accent_ink="#1E47A8",
    ok_soft="#E2F4E8",
    ok_ink="#186338",
    warn_soft="#FDF0D3",
    warn_ink="#7A4B00",
    bad_soft="#FDE6E4",
    bad_ink="#A11C17",
    mute_soft="#E9ECF1",
    mute_ink="#4A5468",
    mark="#FFE89A",
    mark_ink="#1B2130",
)

DARK: Final = Colours(
    name="dark",
    dark=True,
    canvas="#14171D",
    surface="#1B1F27",
    raised="#232833",
    rail="#171A21",
    hover="#20252F",
    line="#303744",
    line_strong="#7A8496",
    text="#E9ECF2",
    text_2="#A9B2C3",
    text_3="#98A2B5",
    accent="#7EA6FF",
    accent_text="#0D1730",
    accent_soft="#1E2C4D",
    accent_ink="#A9C4FF",
    ok_soft="#16321F",
    ok_ink="#8FDCA9",
    warn_soft="#3A2C0C",
    warn_ink="#F3C969",
    bad_soft="#43191A",
    bad_ink="#FFA8A1",
    mute_soft="#2A303C",
    mute_ink="#BAC3D3",
    mark="#5C4A00",
    mark_ink="#FFF3C4",
)

CONTRAST_LIGHT: Final = Colours(
    name="contrast_light",
    dark=False,
    canvas="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    rail="#FFFFFF",
    hover="#EDEDED",
    line="#000000",
    line_strong="#000000",
    text="#000000",
    text_2="#000000",
    text_3="#333333",
    accent="#003A9E",
    accent_text="#FFFFFF",
    accent_soft="#DCE7FF",
    accent_ink="#002A73",
    ok_soft="#FFFFFF",
    ok_ink="#00461C",
    warn_soft="#FFFFFF",
    warn_ink="#5A3500",
    bad_soft="#FFFFFF",
    bad_ink="#8A0000",
    mute_soft="#FFFFFF",
    mute_ink="#1A1A1A",
    mark="#FFE100",
    mark_ink="#000000",
    border=2,
)

CONTRAST_DARK: Final = Colours(
    name="contrast_dark",
    dark=True,
    canvas="#000000",
    surface="#000000",
    raised="#000000",
    rail="#000000",
    hover="#1C1C1C",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    text="#FFFFFF",
    text_2="#FFFFFF",
    text_3="#D6D6D6",
    accent="#8FB8FF",
    accent_text="#000000",
    accent_soft="#10264F",
    accent_ink="#D0E1FF",
    ok_soft="#000000",
    ok_ink="#9CF0B8",
    warn_soft="#000000",
    warn_ink="#FFD978",
    bad_soft="#000000",
    bad_ink="#FFB9B4",
    mute_soft="#000000",
    mute_ink="#EDEDED",
    mark="#FFE100",
    mark_ink="#000000",
    border=2,
)

ALL: Final = {colours.name: colours for colours in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}
NAMES: Final = tuple(one.name for one in fields(Colours) if one.name not in {"name", "dark", "border"})

TONES: Final = ("ok", "warn", "bad", "mute", "accent")

# type, in pixels at 100 %
CAPTION: Final = 12
SECONDARY: Final = 13
BODY: Final = 14
CARD_TITLE: Final = 16
PAGE_TITLE: Final = 21
LINE_HEIGHT: Final = 150  # per cent, of running text
PROSE_HEIGHT: Final = 150  # per cent of the size of the type, of sentences in cards

# spacing
TIGHT: Final = 4
SMALL: Final = 8
MEDIUM: Final = 12
WIDE: Final = 16
PAGE: Final = 24

# shape
CARD_RADIUS: Final = 10
FIELD_RADIUS: Final = 6
CHIP_RADIUS: Final = 6
PILL_RADIUS: Final = 14
ENTRY_RADIUS: Final = 8
FOCUS: Final = 2
EDGE: Final = 3  # of the selected row

# heights and widths
FIELD: Final = 34
PILL: Final = 28
CHIP: Final = 22
TARGET: Final = 24  # nothing to click is smaller (WCAG 2.5.8)
ROW: Final = 56
ROW_COMPACT: Final = 36
HEADER: Final = 38
GROUP: Final = 30  # the heading above the first row of a group
ENTRY: Final = 36
RAIL: Final = 216
RAIL_NARROW: Final = 64
SEARCH: Final = 420
WINDOW_LEAST: Final = (1024, 680)
WINDOW_USUAL: Final = (1440, 900)
NARROW_BELOW: Final = 1100  # the rail shows icons only below this width of the window

# icons
ICON: Final = 18
ICON_SMALL: Final = 15
STROKE: Final = 1.75


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
