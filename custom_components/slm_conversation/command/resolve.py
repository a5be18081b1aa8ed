"""What the targets of a plan are in this home, now: groups, places and exclusions become entities. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ..home.abilities import WAYS, Ability, LiveState, can
from ..home.classify import worked_kind
from ..home.kinds import UNCOUNTED, Kind
from ..home.model import Entity, Home, ValueType
from ..home.properties import PROPERTIES
from .places import Whereabouts
from .plan import Choice, Device, Group, Place, Referent, State, Target
from .states import applies, matches

type Live = Callable[[str], LiveState | None]

# "Turn everything off" is said on the way to bed or out of the door. Nobody means the fridge or the hot water by it.
_KEPT_ON = frozenset({Kind.FRIDGE, Kind.WATER_HEATER})
# "Turn everything on" is no wish for a hot plate.
_KEPT_OFF = frozenset({Kind.OVEN, Kind.COOKTOP, Kind.MICROWAVE, Kind.KETTLE})
_KEPT = {
    **dict.fromkeys((Ability.OFF, Ability.STOP), _KEPT_ON),
    **dict.fromkeys((Ability.ON, Ability.START), _KEPT_OFF),
    Ability.TOGGLE: _KEPT_ON | _KEPT_OFF,
}
# On and off are said of what runs. A blind or a vacuum can be switched too, but is not meant by "everything off".
_RUNNING = frozenset(
    {
        "light",
        "switch",
        "input_boolean",
        "fan",
        "humidifier",
        "climate",
        "media_player",
        "water_heater",
        "remote",
        "group",
    }
)
_SWITCHING = frozenset({Ability.ON, Ability.OFF, Ability.TOGGLE})
# Where a room has no sensor of its own, what else there measures the same.
_MEASURED_TOO = {
    Kind.TEMPERATURE: frozenset({"climate"}),
    Kind.HUMIDITY: frozenset({"climate", "humidifier"}),
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities that targets mean.

    ``ambiguous``: several fit, ``candidates`` are what to ask about (by name, or by room). ``absent``: something was
    named that is not here. ``no_referent``: "it" or "there", with nothing to refer to. ``idle``: there are such
    devices, but none in the state named, or all were excluded. ``named`` holds the ids of entities that were named
    each by itself.
    """

    entities: tuple[Entity, ...] = ()
    candidates: tuple[Entity, ...] = ()
    ambiguous: bool = False
    absent: bool = False
    no_referent: bool = False
    idle: bool = False
    named: frozenset[str] = frozenset()
    unclear: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the targets of one step.

    ``said_area`` is the room that the sentence spoke of before: "close the bedroom curtain and turn off the light".
    ``ability`` and ``value_type`` are the action's (None for a question); a device of a group that cannot do it is left
    out where others can. ``asking`` is set for questions: these range over the whole home rather than being asked back.
    """

    home: Home
    live: Live
    speaker_area: str | None = None
    referents: tuple[str, ...] = ()
    there_area: str | None = None
    said_area: str | None = None
    ability: Ability | None = None
    value_type: ValueType | None = None
    asking: bool = False

    def resolve(self, targets: Sequence[Target], excluded: Sequence[Target] = ()) -> Resolution:
        """Return what the targets mean, without what is excluded."""
        taken = self._excluded(excluded)
        if isinstance(taken, Resolution):
            return taken
        parts = [self._target(target, taken) for target in targets]
        entities = _unique(entity for part in parts for entity in part.entities)
        unclear = tuple(target for target, part in zip(targets, parts, strict=True) if part.ambiguous)
        return Resolution(
            entities=entities,
            candidates=_unique(entity for part in parts for entity in part.candidates),
            ambiguous=bool(unclear),
            absent=any(part.absent for part in parts),
            no_referent=any(part.no_referent for part in parts),
            idle=not entities and any(part.idle for part in parts),
            named=frozenset(target.entity_id for target in targets if isinstance(target, Device)),
            unclear=unclear,
        )

    @property
    def whereabouts(self) -> Whereabouts:
        """The home's areas as the speaker sees them."""
        return Whereabouts(self.home, self.speaker_area, self.there_area)

    def _target(self, target: Target, taken: frozenset[str]) -> Resolution:
        """Return what one target means."""
        if isinstance(target, Group):
            return self._group(target, taken)
        if isinstance(target, Choice):
            left = _without(self._by_id(target.entity_ids), taken)
            return Resolution(left) if self.asking or len(left) < 2 else Resolution(candidates=left, ambiguous=True)
        if isinstance(target, Referent):
            found = self._by_id(self.referents)
            if not found:
                return Resolution(no_referent=True)
        else:
            found = self._by_id((target.entity_id,))
            if not found:
                return Resolution(absent=True)
        left = _without(found, taken)
        return Resolution(left, idle=not left)

    def _group(self, group: Group, taken: frozenset[str]) -> Resolution:
        """Return what a group means."""
        if group.place is Place.THERE and self.there_area is None:
            return Resolution(no_referent=True)
        place = self.whereabouts.areas_of(group)
        if place is not None:
            inside = self._in_place(group, place)
        else:
            of_kind = self._able(self._of_kind(group.kind, group.state))
            place = self._where(group, of_kind, taken)
            if place is None and len(of_kind) > 1 and any(self._is_able(entity) for entity in of_kind):
                left = _without(of_kind, taken)
                so = tuple(entity for entity in left if group.state and self._in_state(entity, group.state))
                # "The light that is on" is that one, where a single one is.
                return Resolution(so) if len(so) == 1 else Resolution(candidates=so or left, ambiguous=True)
            # Where none can do it, to ask which would be idle.
            inside = self._in_place(group, place) if place is not None else of_kind[:1]
        if not inside:
            return Resolution(absent=True)
        in_state = tuple(entity for entity in inside if self._in_state(entity, group.state))
        left = _without(in_state, taken)
        return Resolution(left, idle=not left)

    def _in_place(self, group: Group, place: frozenset[str | None]) -> tuple[Entity, ...]:
        """Return the devices of the kind in these areas, or what else answers there."""
        there = [entity for entity in self._of_kind(group.kind, group.state) if entity.area_id in place]
        if not there and self.asking:
            domains = _MEASURED_TOO.get(group.kind, frozenset())
            there = [entity for entity in self.home.entities if entity.domain in domains and entity.area_id in place]
        return self._able(there)

    def _where(self, group: Group, of_kind: Sequence[Entity], taken: frozenset[str]) -> frozenset[str | None] | None:
        """Return the areas that are meant where the group leaves it open, or None where the speaker has to say."""
        everywhere = self.home.everywhere
        if group.place is Place.HERE:
            return everywhere if self.asking else None
        # No place was said. "All but the kitchen's" spoken elsewhere is the whole home, and so is a question.
        here = frozenset({self.speaker_area}) if self.speaker_area is not None else frozenset()
        local = [entity for entity in of_kind if entity.area_id in here] or [
            entity
            for entity in self._of_kind(group.kind, group.state)
            if entity.area_id in here and (entity.domain in WAYS or entity.domain in PROPERTIES)
        ]
        if taken and not any(entity.entity_id in taken for entity in local):
            return everywhere
        if local or (self.asking and self._measures(group.kind, here)):
            return here
        if self.asking or taken or len(of_kind) == 1:
            return everywhere
        said = self.said_area is not None and any(entity.area_id == self.said_area for entity in of_kind)
        return frozenset({self.said_area}) if said else None

    def _measures(self, kind: Kind, areas: frozenset[str | None]) -> bool:
        """Return whether something else in the areas measures what the kind does."""
        domains = _MEASURED_TOO.get(kind, frozenset())
        return any(entity.domain in domains and entity.area_id in areas for entity in self.home.entities)

    def _of_kind(self, kind: Kind, state: State | None) -> tuple[Entity, ...]:
        """Return all devices of a kind; of those of a named state only such as can be in it, where there are any."""
        if kind is Kind.THING:
            found = tuple(entity for entity in self.home.entities if self._is_thing(entity))
        else:
            found = self.home.of_kind(kind)
        if kind is Kind.DOOR:
            found = self._doors(found, state)
        if state is None:
            return found
        return tuple(entity for entity in found if applies(state, entity)) or found

    def _doors(self, found: tuple[Entity, ...], state: State | None) -> tuple[Entity, ...]:
        """Return the doors themselves where they can do it, else the locks on them ("lock the doors", "문 열어")."""
        doors = tuple(entity for entity in found if entity.kind is Kind.DOOR)
        if self.ability is not None:
            return doors if any(self._is_able(entity) for entity in doors) else found
        if state is not None and any(applies(state, entity) for entity in doors):
            return doors
        return found

    def _is_thing(self, entity: Entity) -> bool:
        """Return whether "everything" includes this device, given what is to be done with everything."""
        kept = _KEPT.get(self.ability, frozenset()) if self.ability is not None else frozenset()
        if entity.kind in UNCOUNTED or worked_kind(entity.kind, entity.names) in kept:
            return False
        if self.ability is not None and self.ability not in _SWITCHING:
            return can(entity, self.ability, self.value_type)
        return entity.domain in _RUNNING

    def _is_able(self, entity: Entity) -> bool:
        """Return whether the entity can do what is wanted."""
        return self.ability is None or can(entity, self.ability, self.value_type)

    def _able(self, entities: Sequence[Entity]) -> tuple[Entity, ...]:
        """Return those that can do what is wanted, or all where none can: then that is what there is to say."""
        return tuple(entity for entity in entities if self._is_able(entity)) or tuple(entities)

    def _in_state(self, entity: Entity, state: State | None) -> bool:
        """Return whether the entity is in the state that the group is narrowed by, if it is."""
        return state is None or matches(state, entity, self.live(entity.entity_id))

    def _by_id(self, entity_ids: Iterable[str]) -> tuple[Entity, ...]:
        """Return the exposed entities of these ids, in their order."""
        known = self.home.by_id
        return tuple(known[entity_id] for entity_id in entity_ids if entity_id in known)

    def _excluded(self, excluded: Sequence[Target]) -> frozenset[str] | Resolution:
        """Return the ids of what is left out. A group of THING is a whole place, whatever is in it.

        Where an exclusion points nowhere ("except that one", and nothing was spoken of), return what there is to say:
        to ignore it would switch what was to be left alone.
        """
        taken: set[str] = set()
        for target in excluded:
            if isinstance(target, Device):
                taken.add(target.entity_id)
            elif isinstance(target, Choice):
                taken.update(target.entity_ids)
            elif isinstance(target, Referent):
                if not self._by_id(self.referents):
                    return Resolution(no_referent=True)
                taken.update(self.referents)
            else:
                areas = self.whereabouts.areas_of(target)
                if areas is None and target.place is not Place.ANY:
                    return Resolution(no_referent=True)
                if areas is not None and not areas:
                    return Resolution(absent=True)
                fitting = self.home.entities if target.kind is Kind.THING else self.home.of_kind(target.kind)
                taken.update(
                    entity.entity_id
                    for entity in fitting
                    if (areas is None or entity.area_id in areas) and self._in_state(entity, target.state)
                )
        return frozenset(taken)


def resolve_cleaning(
    resolver: Resolver, targets: Sequence[Target], excluded: Sequence[Target] = ()
) -> tuple[Resolution, tuple[str, ...]]:
    """Return the vacuum that is sent, and the ids of the areas that it cleans (none: all of its map).

    Groups are places here, a device or what was spoken of is the vacuum. Where none was named: the one here, the
    only one, or the speaker is asked. All but a place is a list of the others.
    """
    areas, spared = _areas_in(resolver, targets), _areas_in(resolver, excluded)
    if isinstance(areas, Resolution):
        return areas, ()
    if isinstance(spared, Resolution):
        return spared, ()
    if spared:
        areas = [area for area in areas or [area.area_id for area in resolver.home.areas] if area not in spared]
        if not areas:
            return Resolution(idle=True), ()
    chosen = resolver.resolve(
        [target for target in targets if not isinstance(target, Group)],
        [target for target in excluded if not isinstance(target, Group)],
    )
    vacuums = tuple(entity for entity in chosen.entities if entity.kind is Kind.VACUUM)
    if vacuums:
        return replace(chosen, entities=vacuums), tuple(areas)
    if chosen.absent:
        return chosen, ()
    able = replace(resolver, ability=Ability.CLEAN if areas else Ability.START)
    return able.resolve((Group(Kind.VACUUM, Place.ANY),)), tuple(areas)


def _areas_in(resolver: Resolver, targets: Sequence[Target]) -> list[str] | Resolution:
    """Return the ids of the areas that places name, each once, or what there is to say of a place that is none."""
    areas: dict[str, None] = {}
    for target in targets:
        if isinstance(target, Group) and target.place not in {Place.ANY, Place.ALL}:
            found = resolver.whereabouts.areas_of(target)
            if not found:
                return Resolution(no_referent=target.place is Place.THERE, absent=target.place is not Place.THERE)
            areas.update(dict.fromkeys(sorted(area for area in found if area is not None)))
    return list(areas)


def _without(entities: Sequence[Entity], taken: frozenset[str]) -> tuple[Entity, ...]:
    """Return the entities that are not excluded."""
    return tuple(entity for entity in entities if entity.entity_id not in taken)


def _unique(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities in order, each once."""
    return tuple({entity.entity_id: entity for entity in entities}.values())
