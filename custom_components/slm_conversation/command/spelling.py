"""A plan as the model's tokens and back. Tokens are names from ``vocabulary``; handles are places in the shortlist."""

from collections.abc import Sequence

from ..home.abilities import Ability
from ..home.kinds import Kind
from ..home.model import Value
from ..home.shortlist import Shortlist
from . import vocabulary as v
from .plan import (
    Action,
    Answer,
    Choice,
    Device,
    Group,
    Place,
    Plan,
    Question,
    Referent,
    Refusal,
    Reply,
    Step,
    Target,
)

_ABILITY = {token: ability for ability, token in v.ABILITIES.items()}
_ASK = {token: ask for ask, token in v.ASKS.items()}
_NO = {token: no for no, token in v.NOS.items()}
_ANSWER = {token: answer for answer, token in v.ANSWERS.items()}
_KIND = {token: kind for kind, token in v.KINDS.items()}
_PLACE = {token: place for place, token in v.PLACES.items()}
_STATE = {token: state for state, token in v.STATES.items()}
_WHEN = {token: when for when, token in v.WHENS.items()}
_HEADS = frozenset({*_ABILITY, *_ASK, *_NO, *_ANSWER})


class SpellingError(ValueError):
    """Tokens that are no plan for this shortlist; cannot come out of the grammar, except cut short."""


def spell(plan: Plan, short: Shortlist) -> list[str]:
    """The tokens of a plan, with the closing one. Raises ``SpellingError`` where it speaks of what is not on the list."""
    tokens: list[str] = []
    for step in plan.steps:
        match step:
            case Action():
                tokens.append(v.ABILITIES[step.ability])
                tokens += [token for target in step.targets for token in _spell_target(target, short)]
                if step.excluded:
                    tokens.append(v.EXCEPT)
                    tokens += [token for target in step.excluded for token in _spell_target(target, short)]
                if step.value is not None:
                    tokens.append(v.VALUES[_place(step.value, short.values)])
                if step.when is not None:
                    tokens += [v.WHENS[step.when], v.VALUES[_place(step.when_value, short.values)]]
            case Question():
                tokens.append(v.ASKS[step.ask])
                tokens += [token for target in step.targets for token in _spell_target(target, short)]
                if step.state is not None:
                    tokens.append(v.STATES[step.state])
            case Refusal():
                tokens.append(v.NOS[step.reason])
            case Reply():
                tokens.append(v.ANSWERS[step.answer])
                tokens += [token for target in step.targets for token in _spell_target(target, short)]
    return [*tokens, v.END]


def _place(item: object, listed: Sequence[object]) -> int:
    try:
        return listed.index(item)
    except ValueError:
        raise SpellingError(f"{item} is not on the list") from None


def _spell_target(target: Target, short: Shortlist) -> list[str]:
    match target:
        case Device(entity_id):
            return [v.ENTITIES[_place(entity_id, [entity.entity_id for entity in short.entities])]]
        case Choice(entity_ids):
            return _spell_target(Device(entity_ids[0]), short)
        case Referent():
            return [v.REFERENT]
        case Group(kind, place, area_id, floor_id, state):
            if area_id is not None:
                where = v.AREAS[_place(area_id, [area.area_id for area in short.areas])]
            elif floor_id is not None:
                where = v.FLOORS[_place(floor_id, [floor.floor_id for floor in short.floors])]
            else:
                where = v.PLACES[place or Place.ANY]
            return [v.KINDS[kind], where, *([v.STATES[state]] if state is not None else [])]


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: Sequence[str], short: Shortlist) -> None:
        self.tokens = list(tokens)
        self.short = short
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else v.END

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def handle[T](self, names: tuple[str, ...], listed: Sequence[T]) -> T | None:
        """The thing a handle stands for, taken, or None where the next token is no handle of these."""
        if self.peek() not in names:
            return None
        number = names.index(self.take())
        if number >= len(listed):
            raise SpellingError(f"no {names[number]} on the list")
        return listed[number]

    def value(self) -> Value | None:
        """The value whose handle comes next, taken."""
        return self.handle(v.VALUES, self.short.values)

    def targets(self, *, of_question: bool) -> tuple[Target, ...]:
        """The targets that come next: at least one, or the answer was cut short."""
        found: list[Target] = []
        while True:
            token = self.peek()
            if entity := self.handle(v.ENTITIES, self.short.entities):
                found.append(Device(entity.entity_id))
            elif token == v.REFERENT:
                self.take()
                found.append(Referent())
            elif token in _KIND:
                self.take()
                found.append(self._group(_KIND[token], of_question=of_question))
            elif found:
                return tuple(found)
            else:
                raise SpellingError(f"{token} where a target was due")

    def _group(self, kind: Kind, *, of_question: bool) -> Group:
        state = None
        if area := self.handle(v.AREAS, self.short.areas):
            group = Group(kind, area_id=area.area_id)
        elif floor := self.handle(v.FLOORS, self.short.floors):
            group = Group(kind, floor_id=floor.floor_id)
        else:
            place = _PLACE.get(self.take())
            if place is None:
                raise SpellingError("a kind without a place")
            group = Group(kind, place)
        if not of_question and self.peek() in _STATE:
            state = _STATE[self.take()]
        return Group(group.kind, group.place, group.area_id, group.floor_id, state)


def read(tokens: Sequence[str], short: Shortlist, confidence: float = 1.0) -> Plan:
    """The plan that tokens spell, with or without the closing one. Raises ``SpellingError``."""
    reader = _Reader(tokens, short)
    steps: list[Step] = []
    while reader.peek() != v.END:
        head = reader.take()
        if head in _ABILITY:
            steps.append(_read_action(reader, _ABILITY[head]))
        elif head in _ASK:
            targets = reader.targets(of_question=True)
            state = _STATE[reader.take()] if reader.peek() in _STATE else None
            steps.append(Question(_ASK[head], targets, state))
        elif head in _NO:
            steps.append(Refusal(_NO[head]))
        elif head in _ANSWER:
            picks = _ANSWER[head] is Answer.PICK
            steps.append(Reply(_ANSWER[head], reader.targets(of_question=False) if picks else ()))
        else:
            raise SpellingError(f"a step cannot begin with {head}")
    if not steps:
        raise SpellingError("an empty plan")
    return Plan(tuple(steps), confidence)


def _read_action(reader: _Reader, ability: Ability) -> Action:
    targets = reader.targets(of_question=False)
    excluded: tuple[Target, ...] = ()
    if reader.peek() == v.EXCEPT:
        reader.take()
        excluded = reader.targets(of_question=False)
    value = reader.value()
    when, when_value = None, None
    if reader.peek() in _WHEN:
        when = _WHEN[reader.take()]
        when_value = reader.value()
        if when_value is None:
            raise SpellingError(f"{when} without a value")
    return Action(ability, targets, excluded, value, when, when_value)


def describe(plan: Plan, short: Shortlist) -> str:
    """The plan on one line for people: names instead of handles."""
    names = {token: f"[{entity.name}]" for token, entity in zip(v.ENTITIES, short.entities, strict=False)}
    names |= {token: f"[{area.names[0]}]" for token, area in zip(v.AREAS, short.areas, strict=False)}
    names |= {token: f"[{floor.names[0]}]" for token, floor in zip(v.FLOORS, short.floors, strict=False)}
    names |= {token: f"{value.data}" for token, value in zip(v.VALUES, short.values, strict=False)}
    words: list[str] = []
    for token in spell(plan, short)[:-1]:
        if token in _HEADS and words:
            words.append(";")
        words.append(names.get(token) or token.strip("<>").partition(":")[2] or token.strip("<>"))
    return " ".join(words).replace(" ;", ";")
