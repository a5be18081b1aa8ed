"""Who speaks in what home, and the words that home and language have for its rooms and devices."""

from dataclasses import dataclass, field
from random import Random
from typing import override

from custom_components.slm_conversation.command.particles import attach
from custom_components.slm_conversation.command.plan import Target
from custom_components.slm_conversation.home.index import KINDS
from custom_components.slm_conversation.home.kinds import Kind, includes
from custom_components.slm_conversation.home.model import Area, Entity, Home
from custom_components.slm_conversation.home.text import fold, key_of, words_of
from custom_components.slm_conversation.home.words import ROOM_WORDS

from .banks import Bank
from .homes import nouns

_PARTICLES = frozenset(("은", "이", "을", "와", "로", "이랑"))
_ROOM_GROUPS = {key_of(fold(word)): group for group in ROOM_WORDS for word in group}


class Said(str):
    """Korean words that take their particle in a format string; now and then it is left out, as people do."""

    __slots__ = ("rng",)
    rng: Random

    @override
    def __format__(self, particle: str) -> str:
        if not particle:
            return str(self)
        if particle not in _PARTICLES:
            return str(self) + particle
        if self.endswith((" 다", " 싹", " 전부 다")) and particle in "은이을":
            return str(self)
        roll = self.rng.random()
        if roll < 0.2 and particle != "로":
            return str(self)
        if roll < 0.23:
            return str(self) + self.rng.choice(
                {"은": "은는", "이": "이가", "을": "을를", "와": "와과", "로": "로", "이랑": "이랑"}[particle]
            )
        return attach(str(self), particle)


def as_said(rng: Random, text: str) -> Said:
    """Wrap words so that particles can follow."""
    words = Said(text)
    words.rng = rng
    return words


@dataclass(frozen=True, slots=True)
class Pointed:
    """What was meant and the words for it.

    ``sample`` is a device that is meant, ``noun`` the word for its kind where it was not named, ``plural`` whether all of
    them, ``specific`` whether only some of the kind go by that noun, ``parts`` are those of "this and that".
    """

    targets: tuple[Target, ...]
    text: str
    sample: Entity | None = None
    excluded: tuple[Target, ...] = ()
    noun: str = ""
    plural: bool = False
    specific: bool = False
    named: tuple[Entity, ...] = field(default=())
    parts: tuple[Pointed, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Who speaks in what home, and what was spoken of before."""

    rng: Random
    home: Home
    bank: Bank
    area_id: str | None
    referents: tuple[str, ...]
    there_id: str | None

    def fitting(self, kinds: tuple[str, ...]) -> list[Entity]:
        """The devices of the kinds a wording is for; "everything" is no kind of a device."""
        wanted = {Kind(kind) for kind in kinds}
        return [entity for entity in self.home.entities if entity.kind in wanted]

    def area(self, area_id: str | None) -> Area | None:
        """An area by id."""
        return next((area for area in self.home.areas if area.area_id == area_id), None)

    def area_words(self, area: Area) -> str:
        """A room's own name, or now and then the other language's or another everyday word for it."""
        own = self.rng.choice(area.names)
        group = _ROOM_GROUPS.get(key_of(fold(own)))
        korean = self.bank.language == "ko"
        if group and own.isascii() == korean:
            words = [word for word in group if word.isascii() != korean]
            return self.rng.choice(words[:2]) if words and self.rng.random() < 0.75 else own
        if group and self.rng.random() < 0.06:
            return self.rng.choice([word for word in group if word.isascii() != korean])
        return own

    def name_words(self, entity: Entity) -> str:
        """A device's name or alias, now and then only the part of it that is its own."""
        name = self.rng.choice(entity.names)
        words = [word.text for word in words_of(fold(name))]
        if len(words) >= 3 and self.rng.random() < 0.22:
            parts = [words[1:], words[:-1]]
            part = self.rng.choice(parts)
            key = key_of("".join(part))
            if not self._is_shared(key, entity) and key not in KINDS:
                return " ".join(part)
        return name

    def _is_shared(self, key: str, entity: Entity) -> bool:
        return any(
            key in key_of(fold(name)) for other in self.home.entities if other is not entity for name in other.names
        )

    def noun(self, kind: Kind, *, plural: bool = False) -> tuple[str, Kind] | None:
        """A noun for a kind and the kind that the word lists know it as, which may be wider or a sister."""
        found = nouns(self.bank, kind)
        if not found:
            return None
        one, many = self.rng.choice(found[:1] * 2 + found)
        known = KINDS.get(key_of(fold(one)))
        meant = known.kind if known else kind
        if not includes(meant, kind):
            return None
        return (many if plural else one), meant
