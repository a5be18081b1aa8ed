"""What was meant, as the plan that can be known from the shortlist: the gold answer of a training example."""

from dataclasses import replace

from custom_components.slm_conversation.command.plan import (
    Action,
    Device,
    Group,
    No,
    Place,
    Question,
    Refusal,
    Reply,
    Step,
    Target,
)
from custom_components.slm_conversation.home.kinds import Kind, includes
from custom_components.slm_conversation.home.model import Entity, Value
from custom_components.slm_conversation.home.shortlist import Elsewhere, Shortlist
from custom_components.slm_conversation.home.text import fold, key_of

from .quantities import same_value
from .scene import Pointed
from .sentences import Draft, Said


def settle(said: Said, short: Shortlist) -> tuple[Step, ...] | None:
    """The steps as they are spelled with this shortlist; None where it lacks what was meant, so that nobody could know."""
    return _settled([_settle(draft, short) for draft in said.drafts])


def _settled(steps: list[Step | None]) -> tuple[Step, ...] | None:
    found = tuple(step for step in steps if step is not None)
    return found if len(found) == len(steps) else None


def _settle(draft: Draft, short: Shortlist) -> Step | None:
    step, pointed = draft.step, draft.pointed
    match step:
        case Action():
            targets, excluded = _targets(step.targets, pointed, short), _targets(step.excluded, pointed, short)
            value = _value(step.value, short) if step.value else None
            when_value = _value(step.when_value, short) if step.when_value else None
            if (
                targets is None
                or excluded is None
                or (step.value and value is None)
                or (step.when_value and when_value is None)
            ):
                return None
            return replace(step, targets=targets, excluded=excluded, value=value, when_value=when_value)
        case Question() | Reply():
            targets = _targets(step.targets, pointed, short)
            return replace(step, targets=targets) if targets is not None else None
        case Refusal():
            # What the shortlist knows is not absent.
            marked = any(isinstance(reference, Entity) for mark in short.marks for reference in mark.references)
            elsewhere = any(Elsewhere.ROOM in mark.references for mark in short.marks)
            return None if step.reason is No.ABSENT and marked and not elsewhere else step
    return None


def _value(meant: Value, short: Shortlist) -> Value | None:
    return next((found for found in short.values if same_value(meant, found)), None)


def _targets(targets: tuple[Target, ...], pointed: Pointed | None, short: Shortlist) -> tuple[Target, ...] | None:
    out: list[Target] = []
    for target in targets:
        match target:
            case Device(entity_id):
                named = _named(entity_id, short)
                if named is None:
                    return None
                out.extend(named)
            case Group(area_id=str(area_id)) if not any(area.area_id == area_id for area in short.areas):
                return None
            case Group(floor_id=str(floor_id)) if not any(floor.floor_id == floor_id for floor in short.floors):
                return None
            case Group() if pointed is not None and target.state is None and not pointed.excluded:
                out.extend(_pointed_out(target, pointed, short))
            case _:
                out.append(target)
    return tuple(dict.fromkeys(out))


def _named(entity_id: str, short: Shortlist) -> tuple[Target, ...] | None:
    """A device said by name; where several of that very name were marked, it takes a question back to know which."""
    entity = next((entity for entity in short.entities if entity.entity_id == entity_id), None)
    if entity is None:
        return None
    keys = {key_of(fold(name)) for name in entity.names}
    for mark in short.marks:
        others = [found for found in mark.references if isinstance(found, Entity)]
        if entity in others and len(others) > 1:
            twins = [
                other
                for other in others
                if other is not entity and any(key_of(fold(name)) in keys for name in other.names)
            ]
            if twins:
                kinds = [found for found in mark.references if isinstance(found, Kind)]
                return (Group(kinds[0], Place.ANY),) if kinds and includes(kinds[0], entity.kind) else None
    return (Device(entity_id),)


def _pointed_out(group: Group, pointed: Pointed, short: Shortlist) -> tuple[Target, ...]:
    """A kind said where the shortlist marked devices behind the very word: a single one is that device."""
    if group.place not in {None, Place.ANY}:
        return (group,)
    for mark in short.marks:
        if group.kind in mark.references:
            found = [
                reference
                for reference in mark.references
                if isinstance(reference, Entity)
                and includes(group.kind, reference.kind)
                and (group.area_id is None or reference.area_id == group.area_id)
            ]
            if (found and pointed.specific) or (len(found) == 1 and not pointed.plural):
                return tuple(Device(entity.entity_id) for entity in found)
    return (group,)
