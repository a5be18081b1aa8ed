"""What was meant, as the plan that can be known from the shortlist: the gold answer of a training example."""

from dataclasses import replace

from rapidfuzz import fuzz

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
from custom_components.slm_conversation.home.text import fold, key_of, words_of

from .quantities import same_value
from .scene import Pointed
from .sentences import Draft, Said

_HEARD_ALIKE = 75  # of 100, rapidfuzz's ratio


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
            targets = _targets(step.targets, pointed, draft.text, short)
            excluded = _targets(step.excluded, pointed, draft.text, short)
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
            targets = _targets(step.targets, pointed, draft.text, short)
            return replace(step, targets=targets) if targets is not None else None
        case Refusal():
            # What the shortlist knows is not absent.
            marked = any(isinstance(reference, Entity) for mark in short.marks for reference in mark.references)
            elsewhere = any(Elsewhere.ROOM in mark.references for mark in short.marks)
            return None if step.reason is No.ABSENT and marked and not elsewhere else step
    return None


def _value(meant: Value, short: Shortlist) -> Value | None:
    return next((found for found in short.values if same_value(meant, found)), None)


def _targets(
    targets: tuple[Target, ...], pointed: Pointed | None, text: str, short: Shortlist
) -> tuple[Target, ...] | None:
    if pointed is not None and pointed.parts and targets == pointed.targets:
        found = [_targets(part.targets, part, text, short) for part in pointed.parts]
        return None if None in found else tuple(dict.fromkeys(target for part in found if part for target in part))
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
            case Group() if target.state is None and not (pointed is not None and pointed.excluded):
                out.extend(_pointed_out(target, pointed, pointed.text if pointed is not None else text, short))
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


def _pointed_out(group: Group, pointed: Pointed | None, text: str, short: Shortlist) -> tuple[Target, ...]:
    """What a kind's noun points at where the shortlist marked devices behind that very word.

    A single one is that device: "the light" if one is called "Light", "the roller shade in the den" if one there is called
    "Roller Shade". A noun that only some of a kind go by ("lamp") is those that have it in their name. Without ``pointed``
    the wording itself may have the noun ("time to put the light on").
    """
    if group.place not in {None, Place.ANY}:
        return (group,)
    plural, specific = (pointed.plural, pointed.specific) if pointed is not None else (False, False)
    for mark in short.marks:
        said = short.text[: mark.end]
        noun = pointed.noun if pointed is not None else words_of(said)[-1].text
        found = [
            reference
            for reference in mark.references
            if isinstance(reference, Entity)
            and includes(group.kind, reference.kind)
            and (group.area_id is None or reference.area_id == group.area_id)
        ]
        if not (_is_heard(noun, text, said) and (group.kind in mark.references or " " in noun)):
            # A name alone was marked; it is this target's only if that is how it was put.
            found = [entity for entity in found if any(_is_heard(name, text, said) for name in entity.names)]
        if found and (specific or (len(found) == 1 and not plural)):
            return tuple(Device(entity.entity_id) for entity in found)
    return (group,)


def _is_heard(words: str, text: str, said: str) -> bool:
    """Whether words of a text are the last ones said, give or take what a microphone does to them."""
    key = key_of(fold(words))
    return bool(key) and key in key_of(fold(text)) and fuzz.ratio(key_of(said)[-len(key) :], key) >= _HEARD_ALIKE
