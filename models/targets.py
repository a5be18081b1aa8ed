"""How a speaker points at devices: picks what is meant in a home and the words for it."""

from collections.abc import Callable
from dataclasses import dataclass

from custom_components.slm_conversation.command.plan import Device, Group, Place, Referent, State
from custom_components.slm_conversation.home.index import KINDS
from custom_components.slm_conversation.home.kinds import Kind, includes
from custom_components.slm_conversation.home.model import Entity
from custom_components.slm_conversation.home.text import fold, key_of

from .homes import nouns
from .scene import Pointed, Scene, as_said

# How often each way of pointing is used where it is possible.
_FORMS = {
    "name": 34, "name_in_area": 6, "kind": 13, "kinds": 6, "kind_here": 4, "kind_in_area": 15, "kind_on_floor": 3, "kind_upstairs": 1, "kind_downstairs": 1,
    "kind_all": 6, "kind_state": 2.5, "two": 5, "three": 1, "except": 3, "except_area": 3.5, "kind_in_two_areas": 2, "it": 4, "them": 2.5, "kind_there": 2,
    "thing_here": 2, "thing_in_area": 4, "thing_all": 2,
}  # fmt: skip
_THING_FORMS = ("thing_here", "thing_in_area", "thing_in_area", "thing_all")
_PLAIN_FORMS = ("name", "name", "name_in_area", "kind_in_area", "kind_in_area")


def point(
    scene: Scene, kinds: tuple[str, ...], *, plain: bool = False, question: str = "", depth: int = 0
) -> Pointed | None:
    """Choose what is meant among the kinds, and words for it; None where this home has nothing fitting."""
    rng = scene.rng
    forms, weights = zip(*_FORMS.items(), strict=True)
    form = rng.choice(_PLAIN_FORMS) if plain else rng.choices(forms, weights)[0]
    if kinds == ("thing",):
        form = rng.choice(_THING_FORMS)
    if question in {"which", "count"}:
        form = rng.choice(("bare", "bare", "bare_in_area", "bare_on_floor", "bare_upstairs"))
    if depth and form in {"two", "three", "except", "except_area", "it", "them"}:
        form = "name"
    pointed: Pointed | None = None
    if form.startswith("thing"):
        pointed = _things(scene, form) if "thing" in kinds else None
    elif form in {"it", "them"}:
        pointed = _it(scene, kinds, form)
    elif form in {"two", "three"}:
        pointed = _several(scene, kinds, form)
    elif fitting := scene.fitting(kinds):
        if form in {"name", "name_in_area"}:
            pointed = _by_name(scene, rng.choice(fitting), form)
        elif form in {"except", "except_area"}:
            pointed = _all_but(scene, kinds, form)
        else:
            pointed = _by_kind(scene, rng.choice(fitting), form)
    return pointed


def _it(scene: Scene, kinds: tuple[str, ...], form: str) -> Pointed | None:
    known = [entity for entity in scene.fitting(kinds) if entity.entity_id in scene.referents]
    if len(known) != len(scene.referents) or not known or (form == "it") != (len(known) == 1):
        return None
    return Pointed((Referent(),), _wording(scene, form), known[0])


def _wording(scene: Scene, form: str, **slots: str) -> str:
    return _filled(scene, _template(scene, form), **slots)


def _template(scene: Scene, form: str) -> str:
    wordings = scene.bank.targets.get(form)
    return str(scene.rng.choice(wordings)) if wordings else "{x}"


def _filled(scene: Scene, template: str, **slots: str) -> str:
    return template.format(**{key: as_said(scene.rng, value) for key, value in slots.items()})


def _is_plural(template: str) -> bool:
    """Whether a wording says that all of a kind are meant, though there may be a single one of that very name."""
    return "{kinds}" in template or any(word in template for word in _PLURAL_WORDS)


def _by_name(scene: Scene, entity: Entity, form: str) -> Pointed:
    area = scene.area(entity.area_id)
    name = scene.name_words(entity)
    if form == "name_in_area" and area and key_of(fold(area.names[0])) not in key_of(fold(name)):
        return Pointed(
            (Device(entity.entity_id),),
            _wording(scene, form, name=name, area=scene.area_words(area)),
            entity,
            named=(entity,),
        )
    return Pointed((Device(entity.entity_id),), _wording(scene, "name", name=name), entity, named=(entity,))


@dataclass(frozen=True, slots=True)
class _KindSaid:
    """A device of a kind, to be pointed at by the kind's noun, in one number (``one``) or the other (``many``)."""

    scene: Scene
    entity: Entity
    kind: Kind
    one: str
    many: str

    @property
    def slots(self) -> dict[str, str]:
        """What a wording needs."""
        return {"kind": self.one, "kinds": self.many}

    @property
    def specific(self) -> bool:
        """Whether the noun is one that only some devices of the kind go by ("lamp")."""
        known = KINDS.get(key_of(fold(self.one)))
        return known is not None and known.specific

    def group(self, form: str, place: Place) -> Pointed:
        """All of the kind in a place that is no room."""
        text = _wording(self.scene, form, **self.slots)
        return Pointed((Group(self.kind, place),), text, self.entity, plural=True)


def _by_kind(scene: Scene, entity: Entity, form: str) -> Pointed | None:
    found = scene.noun(entity.kind, plural=False)
    if found is None:
        return None
    one, kind = found
    many = next((many for single, many in nouns(scene.bank, entity.kind) if single == one), one)
    return _KIND_FORMS.get(form, _kind_in_area)(_KindSaid(scene, entity, kind, one, many), form)


def _kind_alone(said: _KindSaid, form: str) -> Pointed:
    template = _template(said.scene, form)
    text = _filled(said.scene, template, **said.slots)
    place = Place.ALL if form == "kinds" and text.startswith("all ") else Place.ANY
    return Pointed(
        (Group(said.kind, place),),
        text,
        said.entity,
        noun=said.one,
        plural=_is_plural(template),
        specific=said.specific,
    )


def _bare(said: _KindSaid, _form: str) -> Pointed:
    return Pointed((Group(said.kind, Place.ANY),), said.many, said.entity, plural=True)


def _bare_in_area(said: _KindSaid, _form: str) -> Pointed | None:
    area = said.scene.area(said.entity.area_id)
    if area is None:
        return None
    words = said.scene.area_words(area)
    before = said.scene.bank.language == "ko" or said.scene.rng.random() < 0.6
    text = f"{words} {said.many}" if before else f"{said.many} in the {words}"
    return Pointed((Group(said.kind, area_id=area.area_id),), text, said.entity, plural=True)


def _on_floor(said: _KindSaid, form: str) -> Pointed | None:
    area = said.scene.area(said.entity.area_id)
    floor = next((floor for floor in said.scene.home.floors if area and floor.floor_id == area.floor_id), None)
    if floor is None:
        return None
    name = floor.names[0]
    text = f"{name} {said.many}" if form == "bare_on_floor" else _wording(said.scene, form, **said.slots, floor=name)
    return Pointed((Group(said.kind, floor_id=floor.floor_id),), text, said.entity, plural=True)


def _bare_upstairs(said: _KindSaid, _form: str) -> Pointed:
    up = said.scene.rng.random() < 0.5
    words = ("위층", "아래층") if said.scene.bank.language == "ko" else ("upstairs", "downstairs")
    group = Group(said.kind, Place.UPSTAIRS if up else Place.DOWNSTAIRS)
    return Pointed((group,), f"{words[not up]} {said.many}", said.entity, plural=True)


def _kind_there(said: _KindSaid, form: str) -> Pointed | None:
    return None if said.scene.there_id is None else said.group(form, Place.THERE)


def _kind_state(said: _KindSaid, form: str) -> Pointed | None:
    states = said.scene.bank.targets.get(form, {})
    state = said.scene.rng.choice(sorted(set(states) & set(_states_of(said.entity.kind))) or [""])
    if not state:
        return None
    words = {key: as_said(said.scene.rng, value) for key, value in said.slots.items()}
    text = str(said.scene.rng.choice(states[state])).format(**words)
    return Pointed((Group(said.kind, Place.ANY, state=State(state)),), text, said.entity, plural=True)


def _kind_in_two_areas(said: _KindSaid, form: str) -> Pointed | None:
    scene = said.scene
    area = scene.area(said.entity.area_id)
    others = [other for other in scene.home.areas if area and other.area_id != area.area_id]
    if area is None or not others:
        return None
    other = scene.rng.choice(others)
    text = _wording(scene, form, **said.slots, area=scene.area_words(area), area2=scene.area_words(other))
    groups = (Group(said.kind, area_id=area.area_id), Group(said.kind, area_id=other.area_id))
    return Pointed(groups, text, said.entity, plural=True)


def _kind_in_area(said: _KindSaid, _form: str) -> Pointed | None:
    area = said.scene.area(said.entity.area_id)
    if area is None:
        return None
    template = _template(said.scene, "kind_in_area")
    text = _filled(said.scene, template, **said.slots, area=said.scene.area_words(area))
    group = Group(said.kind, area_id=area.area_id)
    return Pointed((group,), text, said.entity, noun=said.one, plural=_is_plural(template), specific=said.specific)


_PLURAL_WORDS = ("all ", "every ", "each ", "any ", "both ", "전부", "모두", " 다", " 싹", "전체", "모든", "들")
_KIND_FORMS: dict[str, Callable[[_KindSaid, str], Pointed | None]] = {
    "kind": _kind_alone,
    "kinds": _kind_alone,
    "bare": _bare,
    "bare_in_area": _bare_in_area,
    "bare_on_floor": _on_floor,
    "bare_upstairs": _bare_upstairs,
    "kind_on_floor": _on_floor,
    "kind_here": lambda said, form: said.group(form, Place.HERE),
    "kind_upstairs": lambda said, form: said.group(form, Place.UPSTAIRS),
    "kind_downstairs": lambda said, form: said.group(form, Place.DOWNSTAIRS),
    "kind_all": lambda said, form: said.group(form, Place.ALL),
    "kind_there": _kind_there,
    "kind_state": _kind_state,
    "kind_in_two_areas": _kind_in_two_areas,
}


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
        areas = [
            area for area in scene.home.areas if any(entity.area_id == area.area_id for entity in scene.home.entities)
        ]
        if not areas:
            return None
        area = scene.rng.choice(areas)
        return Pointed(
            (Group(Kind.THING, area_id=area.area_id),), _wording(scene, form, area=scene.area_words(area)), plural=True
        )
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
    named = tuple(entity for part in found for entity in part.named)
    return Pointed(targets, text, found[0].sample, plural=True, named=named, parts=tuple(found))


def _all_but(scene: Scene, kinds: tuple[str, ...], form: str) -> Pointed | None:
    rng = scene.rng
    entity = rng.choice(scene.fitting(kinds))
    whole = _by_kind(scene, entity, rng.choice(("kind_all", "kind_all", "kind_in_area", "kind_on_floor")))
    if rng.random() < 0.15 and "thing" in kinds:
        whole = _things(scene, rng.choice(("thing_all", "thing_in_area", "thing_here")))
    if whole is None:
        return None
    if form == "except_area":
        if not scene.home.areas or not isinstance(whole.targets[0], Group) or whole.targets[0].area_id is not None:
            return None
        area = rng.choice(scene.home.areas)
        return Pointed(
            whole.targets,
            _wording(scene, form, x=whole.text, area=scene.area_words(area)),
            entity,
            (Group(Kind.THING, area_id=area.area_id),),
            plural=True,
        )
    group = whole.targets[0]
    others = [other for other in scene.home.entities if isinstance(group, Group) and includes(group.kind, other.kind)]
    if not others:
        return None
    left_out = _by_name(scene, rng.choice(others), "name")
    text = _wording(scene, form, x=whole.text, y=left_out.text)
    return Pointed(whole.targets, text, entity, left_out.targets, plural=True, named=left_out.named)
