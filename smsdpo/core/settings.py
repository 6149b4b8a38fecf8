"""Every setting: key, kind, default, label and help. The settings screen and the commands are built from this list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from smsdpo.core.errors import Refusal

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
MAX_TEXT = 500
MAX_LINES = 7
"""What the address block of a window envelope can show."""
MAX_TAGS, MAX_TAG, MAX_DIGITS = 20, 24, 4
"""A year may stand in a tag; a telephone or account number may not."""
_TAG = re.compile(rf"[^\W_][\w-]{{0,{MAX_TAG - 1}}}")
MAX_NAME = 40
"""What a menu can show."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting. `kind` is `text`, `lines` (an address), `day` (ISO or empty), `choice`, `number`, `staff`
    (a list of `{"name", "login"}`), `steps` (a list of `{"step", "name"}`, the steps being `choices`) or `tags` (short
    words in small letters, none of them twice).

    `stated` says whether the privacy policy itself gives the value; what it leaves open is shown as such until filled.
    A `text` with a `least` of characters may not be emptied.
    """

    key: str
    kind: str
    default: object
    label: str
    help: str
    group: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    stated: bool = True

    def checked(self, value: object) -> object:
        """The value as it is kept, or a refusal that names the setting."""
        check = {
            "text": _text, "lines": _lines, "day": _day, "choice": _choice, "number": _number, "staff": _staff,
            "steps": _steps, "tags": _tags,
        }[self.kind]  # fmt: skip
        return check(self, value)

    def stands(self, kept: object) -> bool:
        """Whether what a store keeps still counts: an older one may hold a text emptied that letters cannot do
        without, and then has the default again."""
        return bool(kept) or self.kind != "text" or not self.least


def _no(setting: Setting, why: str) -> Refusal:
    return Refusal(f"“{setting.label}” was not changed: {why}.", hint=setting.help)


def _text(setting: Setting, value: object) -> str:
    if not isinstance(value, str):
        raise _no(setting, "it takes text")
    kept = " ".join(value.split())
    if len(kept) > MAX_TEXT or not kept.isprintable():
        raise _no(setting, f"it takes up to {MAX_TEXT} printable characters")
    if len(kept) < setting.least:
        raise _no(setting, "letters cannot do without it, so it may be changed but not left empty")
    return kept


def _lines(setting: Setting, value: object) -> list[str]:
    if isinstance(value, str):
        value = value.splitlines()
    if not isinstance(value, list | tuple):
        raise _no(setting, "it takes lines of text")
    kept = [line for line in (_text(setting, line) for line in value) if line]
    if len(kept) > MAX_LINES:
        raise _no(setting, f"it takes {MAX_LINES} lines at most")
    return kept


def _day(setting: Setting, value: object) -> str:
    if value == "":
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _no(setting, "it takes a day such as 2026-11-22") from None


def _choice(setting: Setting, value: object) -> str:
    if value not in setting.choices:
        raise _no(setting, f"it takes one of {', '.join(setting.choices)}")
    return str(value)


def _number(setting: Setting, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not setting.least <= value <= setting.most:
        raise _no(setting, f"it takes a whole number from {setting.least} to {setting.most}")
    return value


def _staff(setting: Setting, value: object) -> list[dict[str, str]]:
    """Each with a name of their own; a sign-in name may be left open, and is nobody else's."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, dict) for one in value):
        raise _no(setting, "it takes a list of names")
    kept = [{key: _text(setting, one.get(key, "")) for key in ("name", "login")} for one in value]
    kept = [one for one in kept if one["name"]]
    for key in ("name", "login"):
        given = [one[key].casefold() for one in kept if one[key]]
        if len(given) != len(set(given)):
            raise _no(setting, "the same name stands in it twice")
    return kept


def _steps(setting: Setting, value: object) -> list[dict[str, str]]:
    """One entry for each key, in their order; a key without a step keeps its place, and no step lies on two."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, dict) for one in value):
        raise _no(setting, "it takes a list of steps")
    kept = [{key: _text(setting, one.get(key, "")) for key in ("step", "name")} for one in value]
    given = [one["step"] for one in kept if one["step"]]
    unknown = [step for step in given if step not in setting.choices]
    if unknown or len(kept) > len(setting.choices) or len(given) != len(set(given)):
        raise _no(setting, f"it takes each of {', '.join(setting.choices)} once")
    if any(len(one["name"]) > MAX_NAME for one in kept):
        raise _no(setting, f"a name takes {MAX_NAME} characters at most")
    return kept


def _tags(setting: Setting, value: object) -> list[str]:
    """Words that say something about the work, never about whom: what looks like an address or a number is refused."""
    if isinstance(value, str):
        value = value.splitlines()
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _no(setting, "it takes short words")
    kept = list(dict.fromkeys(word for word in (one.strip().casefold() for one in value) if word))
    for word in kept:
        if "@" in word or sum(letter.isdigit() for letter in word) > MAX_DIGITS:
            raise _no(setting, f"“{word}” looks like an address or a number of somebody's")
        if not _TAG.fullmatch(word):
            raise _no(setting, f"“{word}” is not one word of {MAX_TAG} letters at most; a hyphen joins two")
    if len(kept) > MAX_TAGS:
        raise _no(setting, f"it takes {MAX_TAGS} words at most")
    return kept


_DECLARED = (
    Setting(
        "organisation.name", "text", "SMS Tech", "Name of the organisation", "Stands at the head of every letter.",
        "Office", least=1,
    ),
    Setting(
        "organisation.legal", "text", "Smart Manufacturing Solutions Technology", "Legal name of the organisation",
        "Known as the organisation's own wherever mail and records name it.", "Office",
    ),
    Setting(
        "organisation.others", "lines", ["SMS Tech", "SMS Technology"], "Other names of the organisation",
        "One a line. They are read as the organisation itself, never as another person; letters keep to its name.",
        "Office",
    ),
    Setting(
        "organisation.address", "lines", [], "Address of the organisation", "Stands at the head of every letter.",
        "Office", stated=False,
    ),
    Setting(
        "organisation.email", "text", "info@sms-tech.org", "E-mail of the organisation",
        "Where people write to the Data Protection Officer.", "Office", least=1,
    ),
    Setting(
        "dpo.name", "text", "", "Name of the Data Protection Officer", "Signs the letters.", "Office", stated=False
    ),
    Setting(
        "dpo.title", "text", "Data Protection Officer", "Title under the signature", "Stands below the name.", "Office"
    ),
    Setting(
        "letters.sender", "text", "Office of the Data Protection Officer", "Sender of the letters",
        "The office as it is named above the address.", "Office",
    ),
    Setting(
        "tags", "tags", [], "Tags",
        "Words of the office's own for messages and requests, one a line: say what is to be done, never who it is. "
        "A hyphen joins two: legal-advice.",
        "Office",
    ),
    Setting(
        "regulator.name", "text", "Information Commissioner's Office", "Name of the regulator",
        "Named in the paragraph on rights that most letters must carry.", "Regulator", least=1,
    ),
    Setting(
        "regulator.address", "lines", ["Wycliffe House", "Water Lane", "Wilmslow", "Cheshire SK9 5AF"],
        "Address of the regulator", "Check it on the regulator's own pages before the first letter of a month.",
        "Regulator",
    ),
    Setting(
        "regulator.phone", "text", "0303 123 1113", "Telephone of the regulator", "As printed in letters.", "Regulator",
        least=1,
    ),
    Setting(
        "regulator.web", "text", "ico.org.uk/make-a-complaint", "Web page of the regulator", "As printed in letters.",
        "Regulator", least=1,
    ),
    Setting(
        "regulator.checked", "day", "", "Regulator's details last checked on",
        "The day on which somebody compared them with the regulator's own pages.", "Regulator", stated=False,
    ),
    Setting(
        "silence.months", "number", 1, "Wait for an answer, in months",
        "After so long without a word on our question a request may be closed; it can be taken up again.", "Dates",
        least=1, most=12,
    ),
    Setting(
        "answer.transfers", "text",
        "The policy names no transfer of your data outside the United Kingdom, and we know of none.",
        "Transfers outside the UK",
        "Printed in answers to access requests (UK GDPR Art 15(1)(c), 15(2)).", "Letters", least=1, stated=False,
    ),
    Setting(
        "answer.recipients", "text", "Nobody outside our company, as far as we know.",
        "Who receives data, if not noted",
        "Printed in answers to access requests for a kind of data of which neither the register of sources nor the "
        "policy says who receives it (UK GDPR Art 15(1)(c)).",
        "Letters", least=1, stated=False,
    ),
    Setting(
        "answer.period", "text",
        "No fixed period is set: as long as it is needed for the use named above, then as long as a law, a contract or "
        "a legal claim needs it.",
        "How long data is kept, if not noted",
        "Printed in answers to access requests for a kind of data of which neither the register of sources nor the "
        "policy gives a period: the criteria that decide it (UK GDPR Art 15(1)(d)).",
        "Letters", least=1, stated=False,
    ),
    Setting(
        "answer.automated", "text", "We make no decision about you by automated means alone.", "Automated decisions",
        "Printed in answers to access requests (UK GDPR Art 15(1)(h)).", "Letters", least=1, stated=False,
    ),
    Setting(
        "nation", "choice", "england-and-wales", "Bank holidays of", "Decides which days are working days.",
        "Dates", choices=NATIONS,
    ),
    Setting(
        "hours.opens", "number", 9, "The office opens at", "The hour at which a working day begins.", "Dates",
        least=0, most=12, stated=False,
    ),
    Setting(
        "hours.closes", "number", 17, "The office closes at", "The hour at which a working day ends.", "Dates",
        least=13, most=24, stated=False,
    ),
    Setting(
        "inbox.hours", "number", 10, "Check the inbox every so many working hours",
        "After that the inbox says that nobody has looked; the policy promises that it is actively monitored. "
        "A day and a little more leaves room to look at nine on one day and at ten on the next.", "Dates",
        least=1, most=40, stated=False,
    ),
    Setting(
        "staff", "staff", [], "Staff of the office",
        "Whose names stand beside requests and in the trail; the sign-in name says who sits at this desk.", "Staff",
    ),
    Setting(
        "backup.folder", "text", "", "Folder for backups", "Where encrypted backups will go. None are made yet.",
        "Safety",
    ),
    Setting(
        "lock.session", "choice", "yes", "Lock with the computer",
        "Locks when the session is locked or the computer goes to sleep.", "Safety", choices=("yes", "no"),
    ),
    Setting(
        "look", "choice", "system", "Look", "Light, dark, high contrast, or as the computer is set.", "Look",
        choices=("system", "light", "dark", "contrast"),
    ),
    Setting(
        "look.scale", "number", 100, "Size of everything, in per cent", "Takes effect at the next start.", "Look",
        least=80, most=200,
    ),
    Setting(
        "look.rows", "choice", "usual", "Rows of lists", "Two lines with room, or closer together.", "Look",
        choices=("usual", "compact"),
    ),
    Setting(
        "keys.single", "choice", "yes", "Single letters in lists",
        "S, L, A and others act on the chosen row while a list has the keyboard.", "Keyboard", choices=("yes", "no"),
    ),
    Setting(
        "quick.steps", "steps", [], "Steps and their keys",
        "Which step lies on which key, and what you call it. Each works where it makes sense and says so elsewhere.",
        "Quick", choices=("acknowledge", "ask_identity", "not_request", "forward", "assign_me", "close"),
    ),
    Setting(
        "quick.reason", "text", "", "Reason of “Not a request”",
        "Noted with each message that the step puts aside. Without one the step asks.", "Quick",
    ),
    Setting(
        "quick.doubt", "text", "", "Usual doubt about who asks",
        "Stands in the question why proof is asked for, to be put right for each request.", "Quick",
    ),
    Setting(
        "quick.desk", "text", "", "E-mail of the support desk",
        "Where “Forward to the support desk” addresses its draft.", "Quick",
    ),
    Setting(
        "notify.digest", "choice", "yes", "Say in the morning what is due",
        "One notification at the start and at 9 o'clock, with numbers and no names.", "Notifications",
        choices=("yes", "no"),
    ),
    Setting(
        "lock.minutes", "number", 10, "Lock after so many minutes", "Closes the store while nobody is at the desk.",
        "Safety", least=1, most=120,
    ),
    Setting(
        "sample", "choice", "no", "Sample store", "Whether its people are invented; all it makes says so.",
        "Office", choices=("no", "yes"),
    ),
)  # fmt: skip

SETTINGS: Mapping[str, Setting] = {setting.key: setting for setting in _DECLARED}


def get(key: str) -> Setting:
    """The declaration of one setting; an unknown key is refused by name."""
    try:
        return SETTINGS[key]
    except KeyError:
        raise Refusal(f"There is no setting named {key}.", hint=f"There are: {', '.join(SETTINGS)}.") from None
