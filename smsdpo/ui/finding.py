"""What the palette finds: acts and places by words in any order, people and requests from the store, what was last."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smsdpo.domain.identifiers import fold
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import acts as says

if TYPE_CHECKING:
    from smsdpo.domain.records.desk import PaletteHit, RecentItem
    from smsdpo.services.office import Office

_ACTS = 6
_RECENT = 8
_MAIN = ("new_request", "add_messages", "undo", "lock", "help")


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette. `go` is (place, argument) to show; else `act` is done; `why_off` says why it cannot."""

    section: str
    title: str
    second: str = ""
    keys: str = ""
    icon: str = ""
    act: Act | None = None
    go: tuple[str, object] | None = None
    why_off: str = ""

    @property
    def words(self) -> str:
        """The line as it is read aloud."""
        return ", ".join(one for one in (self.title, self.second, self.keys) if one)


def matches(query: str, words: str) -> bool:
    """Every word of the query begins a word of what is offered, in any order, whatever its case and accents."""
    offered = fold(words).replace("-", " ").split()
    return all(any(one.startswith(asked) for one in offered) for asked in fold(query).replace("-", " ").split())


def among_acts(query: str, acts: Iterable[Act], keys_of: Callable[[Act], str]) -> list[Found]:
    """Acts and places that the query names; those whose title begins with it come first."""
    asked = fold(query).strip()
    if not asked:
        return []
    hits = [act for act in acts if matches(asked, f"{act.words} {act.title} {act.also}")]
    hits.sort(key=lambda act: (bool(act.why_off()), not fold(act.words).startswith(asked)))
    made = [_of_act(act, keys_of(act)) for act in hits[:_ACTS]]
    return sorted(made, key=lambda one: one.section == says.PLACES)


def offered(acts: Iterable[Act], keys_of: Callable[[Act], str]) -> list[Found]:
    """What is done most, and the places: before anything is typed."""
    known = {act.key: act for act in acts}
    main = [known[key] for key in _MAIN if key in known and not known[key].why_off()]
    places = [act for act in known.values() if act.key.startswith("go_")]
    return [_of_act(act, keys_of(act)) for act in (*main, *places)]


def _of_act(act: Act, keys: str) -> Found:
    why = act.why_off()
    place = act.key.startswith("go_")
    second = says.OFF.format(why=why) if why else "" if place or act.menu == act.words else act.menu
    section, icon = (says.PLACES, "arrow-right") if place else (says.ACTS, "zap")
    return Found(section, act.words, second, keys, icon, act=act, why_off=why)


def search_people(query: str) -> Found:
    """The last line: every hit, in the place of the people."""
    title = says.SEARCH_PEOPLE.format(text=query.strip())
    return Found(says.ALL_HITS, title, says.SEARCH_PEOPLE_WHY, icon="search", go=("people", query.strip()))


def in_store(office: "Office", query: str) -> list[Found]:
    """Requests and people; a reference or part of one finds its request."""
    from smsdpo.services import palette

    hits = palette.hits(office, query)
    found = [_of_hit(hit, says.REQUESTS if hit.what == "request" else says.PEOPLE) for hit in hits]
    # A name means the person, with all her requests; a number means the request first.
    numbered = any(one.isdigit() for one in query)
    return sorted(found, key=lambda one: (one.section == says.REQUESTS) != numbered)


def recent(office: "Office") -> list[Found]:
    """What was opened last."""
    from smsdpo.services import recents

    return [_of_hit(one, says.RECENT) for one in recents.last(office, limit=_RECENT)]


def _of_hit(hit: "PaletteHit | RecentItem", section: str) -> Found:
    person = hit.what == "person"
    go: tuple[str, object] = ("people", int(hit.key)) if person else ("request", hit.key)
    return Found(section, hit.title, hit.second, icon="user" if person else "folder-open", go=go)
