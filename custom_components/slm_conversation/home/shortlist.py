"""The few devices, areas, floors and values that a sentence could mean, and what of them was found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .hit import MOST_MARKED, Hit
from .index import MatchIndex
from .kinds import Kind, includes
from .match import find_hits
from .model import Area, Entity, Floor, Value
from .sentence import Sentence
from .text import fold
from .values import FoundValue, find_values

MOST_ENTITIES = 16
MOST_WITH_MATCH = 5
"""Devices that the list of a large home is filled up to where names or kinds were found: every device costs six tokens."""
MOST_AREAS = 12
MOST_FLOORS = 4
MOST_VALUES = 6


class Elsewhere(Enum):
    """Marks a word for a room that this home does not have."""

    ROOM = "room"


type Reference = Entity | Area | Floor | Kind | Value | Elsewhere | bool
"""What a mark stands for; True and False are upstairs and downstairs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found in the sentence; written into it at ``end`` (characters of ``Shortlist.text``)."""

    end: int
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The list for one sentence. ``text`` is the folded sentence that the marks refer to; a handle is a place in its tuple."""

    text: str
    entities: tuple[Entity, ...]
    areas: tuple[Area, ...]
    floors: tuple[Floor, ...]
    values: tuple[Value, ...]
    marks: tuple[Mark, ...]


def shortlist(
    index: MatchIndex,
    text: str,
    *,
    area_id: str | None = None,
    referents: tuple[str, ...] = (),
    there_id: str | None = None,
) -> Shortlist:
    """Narrow the home to what the sentence could mean. ``area_id`` is the speaker's, the others the dialogue's."""
    folded = fold(text)
    sentence = Sentence(index, folded, area_id)
    found_values = find_values(folded)
    hits = find_hits(sentence, found_values)
    values = _free_values(hits, found_values)
    entities = _chosen_entities(index, hits, area_id, referents)
    areas = _chosen_areas(index, hits, entities, (area_id, there_id))
    listed = set(entities)
    floors = _chosen_floors(index, hits, areas)
    marks: dict[int, dict[Reference, None]] = {}
    kept: list[Value] = []
    for end, references in [(hit.end, _references(index, hit)) for hit in hits] + [
        (found.end, (found.value,)) for found in values
    ]:
        for reference in references:
            if isinstance(reference, Value):
                if reference not in kept:
                    if len(kept) == MOST_VALUES:
                        continue
                    kept.append(reference)
            elif isinstance(reference, Entity) and reference not in listed:
                continue
            marks.setdefault(end, {})[reference] = None
    return Shortlist(
        folded,
        entities,
        areas,
        floors,
        tuple(kept),
        tuple(Mark(end, tuple(found)) for end, found in sorted(marks.items())),
    )


def _chosen_floors(index: MatchIndex, hits: list[Hit], areas: tuple[Area, ...]) -> tuple[Floor, ...]:
    """All floors where they fit; else those named, those of the areas listed, and what else fits, in the home's order."""
    floors = index.home.floors
    if len(floors) <= MOST_FLOORS:
        return tuple(floors)
    listed = {area.floor_id for area in areas}
    wanted = dict.fromkeys(number for hit in hits for number in hit.floors)
    wanted |= dict.fromkeys(number for number, floor in enumerate(floors) if floor.floor_id in listed)
    wanted |= dict.fromkeys(range(len(floors)))
    return tuple(floors[number] for number in sorted(list(wanted)[:MOST_FLOORS]))


def _references(index: MatchIndex, hit: Hit) -> tuple[Reference, ...]:
    references: list[Reference] = []
    if hit.kind is not None:
        references.append(hit.kind)
    references.extend(index.home.areas[number] for number in hit.areas)
    references.extend(index.home.floors[number] for number in hit.floors)
    if hit.upstairs is not None:
        references.append(hit.upstairs)
    references.extend(index.home.entities[number] for number in hit.entities)
    references.extend(hit.options)
    if hit.missing_room:
        references.append(Elsewhere.ROOM)
    return tuple(references)


def _free_values(hits: list[Hit], values: list[FoundValue]) -> list[FoundValue]:
    """The values that are no part of a name ("lamp 2")."""
    names = [(hit.start, hit.end) for hit in hits if hit.entities or hit.areas or hit.floors]
    return [found for found in values if not any(start < found.end and found.start < end for start, end in names)]


def _chosen_entities(
    index: MatchIndex, hits: list[Hit], area_id: str | None, referents: tuple[str, ...]
) -> tuple[Entity, ...]:
    """The whole home where it fits; else matched names, matched kinds, the dialogue's, the speaker's room, one of each kind."""
    everything = index.home.entities
    if len(everything) <= MOST_ENTITIES:
        return everything
    chosen: dict[int, None] = {}

    def add(numbers: Iterable[int], most: int = MOST_ENTITIES) -> None:
        for number in numbers:
            if len(chosen) < most:
                chosen[number] = None

    for hit in hits:
        add(hit.entities)
    places = {index.home.areas[number].area_id for hit in hits for number in hit.areas}
    kinds = dict.fromkeys(hit.kind for hit in hits if hit.kind is not None)
    for kind in kinds:
        fitting = sorted(number for finer in index.by_kind if includes(kind, finer) for number in index.by_kind[finer])
        fitting.sort(
            key=lambda number: (everything[number].area_id not in places, everything[number].area_id != area_id)
        )
        add(fitting[:MOST_MARKED])  # of more, the model says the kind
    add(index.by_id[entity_id] for entity_id in referents if entity_id in index.by_id)
    # What was named is most likely what is meant: then the rest is there for a choice, not for all there is.
    most = MOST_WITH_MATCH if chosen else MOST_ENTITIES
    add(index.by_area.get(area_id or "", ()) if area_id else (), most)
    add(sorted(numbers[0] for numbers in index.by_kind.values()), most)
    return tuple(everything[number] for number in sorted(chosen))


def _chosen_areas(
    index: MatchIndex, hits: list[Hit], entities: tuple[Entity, ...], others: tuple[str | None, ...]
) -> tuple[Area, ...]:
    """All areas where they fit; else those named, the speaker's, the dialogue's, and those of the devices listed."""
    areas = index.home.areas
    if len(areas) <= MOST_AREAS and len(index.home.entities) <= MOST_ENTITIES:
        return areas
    wanted = dict.fromkeys(number for hit in hits for number in hit.areas)
    for area_id in [*others, *(entity.area_id for entity in entities)]:
        number = index.area_by_id.get(area_id or "")
        if number is not None:
            wanted[number] = None
    return tuple(areas[number] for number in sorted(list(wanted)[:MOST_AREAS]))
