"""The office's own names and address: one company under several names, never another person (P87)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smsdpo.domain.identifiers import fold


@dataclass(frozen=True, slots=True)
class Organisation:
    """`names` are all it goes by: first the one that letters use."""

    names: tuple[str, ...]
    email: str

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Organisation":
        """As the settings have it."""
        named = ("organisation.name", "organisation.legal")
        names = [*(str(settings[key]) for key in named), *map(str, settings["organisation.others"])]
        return cls(tuple(name for name in names if name), str(settings["organisation.email"]))

    def is_named(self, text: str) -> bool:
        """Whether these words are one of its names and nothing else."""
        said = fold(text)
        return bool(said) and any(said == fold(name) for name in self.names)

    def is_reached_at(self, address: str) -> bool:
        """Whether mail to this address comes to the office itself."""
        return bool(self.email) and address.strip().casefold() == self.email.casefold()

    def is_itself(self, text: str) -> bool:
        """Whether a mention, by name or by address, is of the organisation."""
        return self.is_named(text) or self.is_reached_at(text)
