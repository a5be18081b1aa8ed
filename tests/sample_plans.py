"""Random plans for a shortlist, and walks through the automaton that admits them."""

from collections.abc import Sequence
from random import Random

from custom_components.slm_conversation.command import vocabulary
from custom_components.slm_conversation.command.plan import (
    Action,
    Answer,
    Ask,
    Device,
    Group,
    No,
    Place,
    Plan,
    Question,
    Referent,
    Refusal,
    Reply,
    State,
    Step,
    Target,
    When,
)
from custom_components.slm_conversation.engine.automaton import FINISHED, Automaton
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import ValueType
from custom_components.slm_conversation.home.shortlist import Shortlist

CONTROL = {token: number for number, token in enumerate(vocabulary.CONTROL)}
_VALUED = (Ability.SET, Ability.UP, Ability.DOWN)
_MOMENTS = {When.AFTER: ValueType.DURATION, When.FOR: ValueType.DURATION, When.AT: ValueType.TIME}


def random_plan(rng: Random, short: Shortlist) -> Plan:
    """A plan of any shape that can be said of the list."""
    roll = rng.random()
    if roll < 0.1:
        return Plan((Refusal(rng.choice(list(No))),))
    if roll < 0.2:
        answer = rng.choice(list(Answer))
        return Plan((Reply(answer, _targets(rng, short) if answer is Answer.PICK else ()),))
    return Plan(tuple(_step(rng, short) for _ in range(rng.randint(1, 3))))


def _step(rng: Random, short: Shortlist) -> Step:
    if rng.random() < 0.3:
        state = rng.choice([None, *State])
        return Question(rng.choice(list(Ask)), _targets(rng, short, states=False), state)
    ability = rng.choice(list(Ability))
    data = [value for value in short.values if value.type not in _MOMENTS.values()]
    when = rng.choice([None, None, *When])
    moments = [value for value in short.values if when is not None and value.type is _MOMENTS[when]]
    return Action(
        ability,
        _targets(rng, short),
        _targets(rng, short) if rng.random() < 0.3 else (),
        rng.choice(data) if ability in _VALUED and data and rng.random() < 0.7 else None,
        when if moments else None,
        rng.choice(moments) if moments else None,
    )


def _targets(rng: Random, short: Shortlist, *, states: bool = True) -> tuple[Target, ...]:
    return tuple(_target(rng, short, states=states) for _ in range(rng.choice((1, 1, 1, 2, 3))))


def _target(rng: Random, short: Shortlist, *, states: bool) -> Target:
    roll = rng.random()
    if roll < 0.4 and short.entities:
        return Device(rng.choice(short.entities).entity_id)
    if roll < 0.5:
        return Referent()
    kind, state = rng.choice(list(Kind)), rng.choice([None, *State]) if states else None
    if roll < 0.7 and short.areas:
        return Group(kind, area_id=rng.choice(short.areas).area_id, state=state)
    if roll < 0.8 and short.floors:
        return Group(kind, floor_id=rng.choice(short.floors).floor_id, state=state)
    return Group(kind, rng.choice(list(Place)), state=state)


def admitted(automaton: Automaton, tokens: Sequence[str]) -> bool:
    """Whether the tokens lead from the first state to the end."""
    state = 0
    for token in tokens:
        targets = [edge.target for edge in automaton[state] if CONTROL[token] in edge.tokens] if state >= 0 else []
        if len(targets) != 1:
            return False
        state = targets[0]
    return state == FINISHED


def random_walk(rng: Random, automaton: Automaton, most: int) -> list[str] | None:
    """Tokens of an answer that the automaton admits; None where it is longer than ``most``."""
    state, tokens = 0, []
    while state != FINISHED:
        choices = [(token, edge.target) for edge in automaton[state] for token in edge.tokens]
        # The end is one token among a hundred: taken more often, walks end.
        ends = [choice for choice in choices if choice[1] == FINISHED]
        token, state = rng.choice(ends) if ends and rng.random() < 0.3 else rng.choice(choices)
        tokens.append(vocabulary.CONTROL[token])
        if len(tokens) > most:
            return None
    return tokens
