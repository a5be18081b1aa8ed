"""How a speaker points at devices: picks what is meant in a home and the words for it."""

from dataclasses import dataclass, field
from random import Random
from typing import override

from custom_components.slm_conversation.command.particles import attach
from custom_components.slm_conversation.command.plan import Device, Group, Place, Referent, State, Target
from custom_components.slm_conversation.home.index import KINDS
from custom_components.slm_conversation.home.kinds import Kind, includes
from custom_components.slm_conversation.home.model import Area, Entity, Home
from custom_components.slm_conversation.home.text import fold, key_of, words_of
from custom_components.slm_conversation.home.words import ROOM_WORDS

from .banks import Bank
from .homes import nouns

_PARTICLES = frozenset(("은", "이", "을", "와", "로", "이랑"))
_ROOM_GROUPS = {key_of(fold(word)): group for group in ROOM_WORDS for word in group}
# How often each way of pointing is used where it is possible.
_FORMS = {
    "name": 34, "name_in_area": 6, "kind": 13, "kinds": 6, "kind_here": 4, "kind_in_area": 15, "kind_on_floor": 3, "kind_upstairs": 1, "kind_downstairs": 1,
    "kind_all": 6, "kind_state": 2.5, "two": 5, "three": 1, "except": 3, "except_area": 3.5, "kind_in_two_areas": 2, "it": 4, "them": 2.5, "kind_there": 2,
    "thing_here": 2, "thing_in_area": 4, "thing_all": 2,
}  # fmt: skip
_PLAIN_FORMS = ("name", "name", "name_in_area", "kind_in_area", "kind_in_area")


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
            return str(self) + self.rng.choice({"은": "은는", "이": "이가", "을": "을를", "와": "와과", "로": "로", "이랑": "이랑"}[particle])
        return attach(str(self), particle)


def as_said(rng: Random, text: str) -> Said:
    """Wrap words so that particles can follow."""
    words = Said(text)
    words.rng = rng
    return words


@dataclass(frozen=True, slots=True)
class Pointed:
    """What was meant and the words for it. ``sample`` is a device that is meant, ``exact`` a name that must not be ambiguous."""

    targets: tuple[Target, ...]
    text: str
    sample: Entity | None = None
    excluded: tuple[Target, ...] = ()
    plural: bool = False
    specific: bool = False
    named: tuple[Entity, ...] = field(default=())


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
        """The devices of the kinds a wording is for."""
        wanted = {Kind(kind) for kind in kinds}
        return [entity for entity in self.home.entities if entity.kind in wanted or (Kind.THING in wanted and includes(Kind.THING, entity.kind))]

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
        return any(key in key_of(fold(name)) for other in self.home.entities if other is not entity for name in other.names)

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


def point(scene: Scene, kinds: tuple[str, ...], *, plain: bool = False, question: str = "", depth: int = 0) -> Pointed | None:
    """Choose what is meant among the kinds, and words for it; None where this home has nothing fitting."""
    rng = scene.rng
    forms, weights = zip(*_FORMS.items(), strict=True)
    form = rng.choice(_PLAIN_FORMS) if plain else rng.choices(forms, weights)[0]
    if question in {"which", "count"}:
        form = rng.choice(("bare", "bare", "bare_in_area", "bare_on_floor", "bare_upstairs"))
    if depth and form in {"two", "three", "except", "except_area", "it", "them"}:
        form = "name"
    if form.startswith("thing"):
        return _things(scene, form) if "thing" in kinds else None
    if form in {"it", "them"}:
        known = [entity for entity in scene.fitting(kinds) if entity.entity_id in scene.referents]
        if len(known) != len(scene.referents) or not known or (form == "it") != (len(known) == 1):
            return None
        return Pointed((Referent(),), _wording(scene, form), known[0])
    if form in {"two", "three"}:
        return _several(scene, kinds, form)
    fitting = scene.fitting(kinds)
    if not fitting:
        return None
    if form in {"name", "name_in_area"}:
        return _by_name(scene, rng.choice(fitting), form)
    if form in {"except", "except_area"}:
        return _all_but(scene, kinds, form)
    return _by_kind(scene, rng.choice(fitting), form, depth)


def _wording(scene: Scene, form: str, **slots: str) -> str:
    wordings = scene.bank.targets.get(form)
    wording = str(scene.rng.choice(wordings)) if wordings else "{x}"
    return wording.format(**{key: as_said(scene.rng, value) for key, value in slots.items()})


def _by_name(scene: Scene, entity: Entity, form: str) -> Pointed:
    area = scene.area(entity.area_id)
    name = scene.name_words(entity)
    if form == "name_in_area" and area and key_of(fold(area.names[0])) not in key_of(fold(name)):
        return Pointed((Device(entity.entity_id),), _wording(scene, form, name=name, area=scene.area_words(area)), entity, named=(entity,))
    return Pointed((Device(entity.entity_id),), _wording(scene, "name", name=name), entity, named=(entity,))


def _by_kind(scene: Scene, entity: Entity, form: str, depth: int) -> Pointed | None:
    rng = scene.rng
    found = scene.noun(entity.kind, plural=False)
    if found is None:
        return None
    one, kind = found
    known = KINDS.get(key_of(fold(one)))
    specific = known is not None and known.specific
    many = next((many for single, many in nouns(scene.bank, entity.kind) if single == one), one)
    slots = {"kind": one, "kinds": many}
    area = scene.area(entity.area_id)
    match form:
        case "kind" | "kinds":
            text = _wording(scene, form, **slots)
            everything = form == "kinds" and text.startswith(("all ", "both "))
            place = Place.ALL if everything and text.startswith("all ") else Place.ANY
            return Pointed((Group(kind, place),), text, entity, plural=form == "kinds", specific=specific)
        case "bare":
            return Pointed((Group(kind, Place.ANY),), many, entity, plural=True)
        case "bare_in_area":
            if area is None:
                return None
            words = scene.area_words(area)
            text = f"{words} {many}" if scene.bank.language == "ko" or rng.random() < 0.6 else f"{many} in the {words}"
            return Pointed((Group(kind, area_id=area.area_id),), text, entity, plural=True)
        case "bare_on_floor" | "kind_on_floor":
            floor = next((floor for floor in scene.home.floors if area and floor.floor_id == area.floor_id), None)
            if floor is None:
                return None
            text = f"{floor.names[0]} {many}" if form == "bare_on_floor" else _wording(scene, form, **slots, floor=floor.names[0])
            return Pointed((Group(kind, floor_id=floor.floor_id),), text, entity, plural=True)
        case "bare_upstairs":
            up = rng.random() < 0.5
            words = ("위층", "아래층") if scene.bank.language == "ko" else ("upstairs", "downstairs")
            return Pointed((Group(kind, Place.UPSTAIRS if up else Place.DOWNSTAIRS),), f"{words[not up]} {many}", entity, plural=True)
        case "kind_here":
            return Pointed((Group(kind, Place.HERE),), _wording(scene, form, **slots), entity, plural=True)
        case "kind_upstairs" | "kind_downstairs":
            place = Place.UPSTAIRS if form == "kind_upstairs" else Place.DOWNSTAIRS
            return Pointed((Group(kind, place),), _wording(scene, form, **slots), entity, plural=True)
        case "kind_all":
            return Pointed((Group(kind, Place.ALL),), _wording(scene, form, **slots), entity, plural=True)
        case "kind_there":
            if scene.there_id is None:
                return None
            return Pointed((Group(kind, Place.THERE),), _wording(scene, form, **slots), entity, plural=True)
        case "kind_state":
            states = scene.bank.targets.get("kind_state", {})
            state = rng.choice(sorted(set(states) & set(_states_of(entity.kind))) or [""])
            if not state:
                return None
            text = str(rng.choice(states[state])).format(**{key: as_said(rng, value) for key, value in slots.items()})
            return Pointed((Group(kind, Place.ANY, state=State(state)),), text, entity, plural=True)
        case "kind_in_two_areas":
            others = [other for other in scene.home.areas if area and other.area_id != area.area_id]
            if area is None or not others:
                return None
            other = rng.choice(others)
            text = _wording(scene, form, **slots, area=scene.area_words(area), area2=scene.area_words(other))
            return Pointed((Group(kind, area_id=area.area_id), Group(kind, area_id=other.area_id)), text, entity, plural=True)
        case _:
            if area is None:
                return None
            text = _wording(scene, "kind_in_area", **slots, area=scene.area_words(area))
            plural = many in text.split() and many != one or any(word in text for word in ("all", "every", "전부", "모두", " 다", "전체", "모든", "들"))
            return Pointed((Group(kind, area_id=area.area_id),), text, entity, plural=plural, specific=specific)


def _states_of(kind: Kind) -> tuple[str, ...]:
    if includes(Kind.COVER, kind):
        return ("open", "closed")
    if kind is Kind.LOCK:
        return ("locked", "unlocked")
    if includes(Kind.MEDIA, kind):
        return ("on", "off", "playing", "paused")
    if kind is Kind.VACUUM:
        return ("cleaning", "docked")
    if kind in {Kind.MOTION, Kind.PRESENCE, Kind.LEAK, Kind.SMOKE}:
        return ("detected",)
    return ("on", "off")


def _things(scene: Scene, form: str) -> Pointed | None:
    if form == "thing_in_area":
        areas = [area for area in scene.home.areas if any(entity.area_id == area.area_id for entity in scene.home.entities)]
        if not areas:
            return None
        area = scene.rng.choice(areas)
        return Pointed((Group(Kind.THING, area_id=area.area_id),), _wording(scene, form, area=scene.area_words(area)), plural=True)
    place = Place.HERE if form == "thing_here" else Place.ALL
    return Pointed((Group(Kind.THING, place),), _wording(scene, form), plural=True)


def _several(scene: Scene, kinds: tuple[str, ...], form: str) -> Pointed | None:
    parts = [point(scene, kinds, plain=True, depth=1) for _ in range(2 if form == "two" else 3)]
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    targets = tuple(dict.fromkeys(target for part in found for target in part.targets))
    if len(targets) != len(parts):
        return None
    text = _wording(scene, form, **dict(zip("xyz", (part.text for part in found), strict=False)))
    return Pointed(targets, text, found[0].sample, plural=True, named=tuple(entity for part in found for entity in part.named))


def _all_but(scene: Scene, kinds: tuple[str, ...], form: str) -> Pointed | None:
    rng = scene.rng
    entity = rng.choice(scene.fitting(kinds))
    whole = _by_kind(scene, entity, rng.choice(("kind_all", "kind_all", "kind_in_area", "kind_on_floor")), 1)
    if rng.random() < 0.15 and "thing" in kinds:
        whole = _things(scene, rng.choice(("thing_all", "thing_in_area", "thing_here")))
    if whole is None:
        return None
    if form == "except_area":
        if not scene.home.areas or not isinstance(whole.targets[0], Group) or whole.targets[0].area_id is not None:
            return None
        area = rng.choice(scene.home.areas)
        return Pointed(
            whole.targets, _wording(scene, form, x=whole.text, area=scene.area_words(area)), entity, (Group(Kind.THING, area_id=area.area_id),), plural=True
        )
    group = whole.targets[0]
    others = [other for other in scene.home.entities if isinstance(group, Group) and includes(group.kind, other.kind)]
    if not others:
        return None
    left_out = _by_name(scene, rng.choice(others), "name")
    text = _wording(scene, form, x=whole.text, y=left_out.text)
    return Pointed(whole.targets, text, entity, left_out.targets, plural=True, named=left_out.named)
