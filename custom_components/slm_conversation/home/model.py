"""What a home is, as plain data: the snapshot that the shortlist, the prompt and the executor share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from .kinds import Kind, includes


class ValueType(StrEnum):
    """What a value in a sentence is; decides which property ``Ability.SET`` writes."""

    PERCENT = "percent"
    DEGREE = "degree"
    KELVIN = "kelvin"
    NUMBER = "number"
    COLOR = "color"
    OPTION = "option"
    DURATION = "duration"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Value:
    """A value found in a sentence.

    ``data`` is a float for PERCENT (0 to 100), DEGREE, KELVIN and NUMBER; seconds as a float for DURATION; ``"HH:MM"`` for
    TIME, or the words if no hour was said ("tonight"); the English colour name (``"red"``, ``"warm white"``) for COLOR; the
    option as the entity spells it for OPTION, whose ``option_of`` is the attribute that lists it (``"hvac_modes"`` ...).
    ``scale`` is "°C" or "°F" if a DEGREE was said with it; without, it is in the home's own unit.
    """

    type: ValueType
    data: float | str
    option_of: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor. ``names[0]`` is the one that is spoken, the others are aliases; ``level`` counts from the ground floor at 0."""

    floor_id: str
    names: tuple[str, ...]
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """An area (room). ``names[0]`` is the one that is spoken, the others are aliases."""

    area_id: str
    names: tuple[str, ...]
    floor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity exposed to Assist.

    ``names[0]`` is the one that is spoken, the others are aliases. ``features`` is HA's ``supported_features`` and
    ``attributes`` holds the capability attributes that ``home.abilities`` reads (option lists, ranges, colour modes);
    neither changes with the state.
    """

    entity_id: str
    names: tuple[str, ...]
    kind: Kind
    area_id: str | None = None
    device_id: str | None = None
    device_class: str | None = None
    features: int = 0
    attributes: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False, compare=False)

    @property
    def domain(self) -> str:
        """The part of the entity id before the dot."""
        return self.entity_id.partition(".")[0]

    @property
    def name(self) -> str:
        """The name that is spoken."""
        return self.names[0]


@dataclass(frozen=True)
class Home:
    """Everything exposed to Assist, in a fixed order (by entity id). What is looked up more than once is kept."""

    entities: tuple[Entity, ...] = ()
    areas: tuple[Area, ...] = ()
    floors: tuple[Floor, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """The entities by their ids."""
        return {entity.entity_id: entity for entity in self.entities}

    @cached_property
    def everywhere(self) -> frozenset[str | None]:
        """The ids of all areas, and None for what is in no area."""
        return frozenset({None, *(area.area_id for area in self.areas), *(e.area_id for e in self.entities)})

    def of_kind(self, kind: Kind) -> tuple[Entity, ...]:
        """Return the entities that are meant when someone speaks of the kind, finer kinds included."""
        if kind not in self._by_kind:
            self._by_kind[kind] = tuple(entity for entity in self.entities if includes(kind, entity.kind))
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Entity, ...]]:
        return {}
