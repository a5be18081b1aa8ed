"""The shortlist and the marked sentence as tokens: what the model reads.

The list comes first and depends on the home alone where the home is small, so that it stays in the KV cache; then where the
speaker is, what was spoken of, and the sentence with its marks.
"""

from ..home.kinds import Kind
from ..home.model import Area, Entity, Floor, Value
from ..home.shortlist import Reference, Shortlist
from ..home.text import fold
from . import vocabulary as v
from .tokenizer import Tokenizer

LONGEST_NAME = 12
"""Tokens of a name that the model reads; the marks carry the rest."""


def list_tokens(tokenizer: Tokenizer, short: Shortlist) -> list[int]:
    """Floors, areas and devices with their handles: ``name <e3> <k:light> <a1>``."""
    control = tokenizer.control
    tokens = [control(v.BEGIN)]
    floors = {floor.floor_id: v.FLOORS[number] for number, floor in enumerate(short.floors)}
    areas = {area.area_id: v.AREAS[number] for number, area in enumerate(short.areas)}
    for floor in short.floors:
        tokens += [*_name(tokenizer, floor.names[0]), control(floors[floor.floor_id])]
    for area in short.areas:
        tokens += [*_name(tokenizer, area.names[0]), control(areas[area.area_id])]
        if area.floor_id in floors:
            tokens.append(control(floors[area.floor_id]))
    for number, entity in enumerate(short.entities):
        where = areas.get(entity.area_id or "", v.NOWHERE)
        tokens += [
            *_name(tokenizer, entity.name),
            control(v.ENTITIES[number]),
            control(v.KINDS[entity.kind]),
            control(where),
        ]
    return tokens


def sentence_tokens(
    tokenizer: Tokenizer,
    short: Shortlist,
    *,
    area_id: str | None = None,
    referents: tuple[str, ...] = (),
    there_id: str | None = None,
    asked: bool = False,
) -> list[int]:
    """Where the speaker is, the dialogue, and the marked sentence, up to where the answer begins."""
    control = tokenizer.control
    areas = {area.area_id: v.AREAS[number] for number, area in enumerate(short.areas)}
    entities = {entity.entity_id: v.ENTITIES[number] for number, entity in enumerate(short.entities)}
    tokens = [control(v.SPEAKER), control(areas.get(area_id or "", v.NOWHERE))]
    listed = [entities[entity_id] for entity_id in referents if entity_id in entities]
    if listed:
        tokens += [control(v.REFERENT), *(control(handle) for handle in listed[:3])]
    if there_id in areas:
        tokens += [control(v.THERE), control(areas[there_id])]
    if asked:
        tokens.append(control(v.ASKED))
    tokens.append(control(v.SAID))
    values = {value: v.VALUES[number] for number, value in enumerate(short.values)}
    # The first word looks like any other to the model: with a space before it.
    text, at = f" {short.text}", 0
    for mark in short.marks:
        tokens += tokenizer.encode(text[at : mark.end + 1])
        at = mark.end + 1
        for reference in mark.references:
            tokens += [control(name) for name in _mark(reference, entities, areas, short.floors, values)]
    return [*tokens, *tokenizer.encode(text[at:]), control(v.ACT)]


def _name(tokenizer: Tokenizer, name: str) -> list[int]:
    return tokenizer.encode(" " + fold(name))[:LONGEST_NAME]


def _mark(
    reference: Reference,
    entities: dict[str, str],
    areas: dict[str, str],
    floors: tuple[Floor, ...],
    values: dict[Value, str],
) -> tuple[str, ...]:
    match reference:
        case Kind():
            names: tuple[str, ...] = (v.KINDS[reference],)
        case Entity():
            names = (entities[reference.entity_id],)
        case Area():
            names = (areas[reference.area_id],) if reference.area_id in areas else ()
        case Floor():
            names = (v.FLOORS[floors.index(reference)],) if reference in floors else ()
        case Value():
            names = (v.VALUE_TYPES[reference.type], values[reference])
        case bool():
            names = (v.UPSTAIRS if reference else v.DOWNSTAIRS,)
        case _:
            names = (v.ELSEWHERE,)
    return names
