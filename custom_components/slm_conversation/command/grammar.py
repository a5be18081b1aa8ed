"""What the model may answer for one shortlist, as an automaton over control-token ids."""

from collections.abc import Callable
from functools import lru_cache

from ..engine.automaton import FINISHED, Automaton, Edge
from ..home.abilities import Ability
from ..home.model import ValueType
from ..home.shortlist import Shortlist
from . import vocabulary as v
from .plan import Answer

_WHEN_TYPES = frozenset({ValueType.DURATION, ValueType.TIME})
_VALUED = (Ability.SET, Ability.UP, Ability.DOWN)
MOST_TOKENS = 40
"""Longest answer, in tokens."""


def grammar(short: Shortlist, control: Callable[[str], int]) -> Automaton:
    """The automaton for a shortlist; ``control`` gives the id of a control token's name."""
    kinds_of_value = tuple(value.type in _WHEN_TYPES for value in short.values)
    return _grammar(len(short.entities), len(short.areas), len(short.floors), kinds_of_value, control)


@lru_cache(maxsize=256)
def _grammar(
    entities: int, areas: int, floors: int, is_when: tuple[bool, ...], control: Callable[[str], int]
) -> Automaton:
    """Equal list sizes have equal automata: nothing else of the list matters to what is well formed."""
    states: dict[str, int] = {}
    edges: list[list[Edge]] = []

    def state(name: str) -> int:
        if name not in states:
            states[name] = len(edges)
            edges.append([])
        return states[name]

    def edge(source: str, tokens: list[str] | tuple[str, ...], target: str | None) -> None:
        ids = tuple(control(token) for token in tokens)
        if ids:
            edges[state(source)].append(Edge(ids, FINISHED if target is None else state(target)))

    data = [v.VALUES[number] for number, when in enumerate(is_when) if not when]
    times = [v.VALUES[number] for number, when in enumerate(is_when) if when]
    whens = tuple(v.WHENS.values()) if times else ()
    places = (*v.AREAS[:areas], *v.FLOORS[:floors], *v.PLACES.values())

    def step(source: str) -> None:
        edge(source, [token for ability, token in v.ABILITIES.items() if ability not in _VALUED], "plain")
        edge(source, [v.ABILITIES[ability] for ability in _VALUED], "valued")
        edge(source, tuple(v.ASKS.values()), "asked")

    def targets(name: str, after: str, *, group: str) -> None:
        for source in (name, after):
            edge(source, (*v.ENTITIES[:entities], v.REFERENT), after)
            edge(source, tuple(v.KINDS.values()), f"{group} kind")
        edge(f"{group} kind", places, f"{group} group" if group != "question" else after)
        if group != "question":
            edge(f"{group} group", tuple(v.STATES.values()), after)
            _copy(edges, states[after], state(f"{group} group"))

    step("start")
    edge("start", (*v.NOS.values(), v.ANSWERS[Answer.YES], v.ANSWERS[Answer.NO]), "end")
    edge("start", [v.ANSWERS[Answer.PICK]], "picked")
    step("next")
    edge("next", [v.END], None)
    edge("end", [v.END], None)
    edge("when", times, "next")
    edge("valued done", whens, "when")
    _copy(edges, state("next"), state("valued done"))
    for name, values in (("plain", []), ("valued", data)):
        for part in (f"{name} more", f"{name} out more"):
            edge(part, whens, "when")
            edge(part, values, "valued done")
            _copy(edges, state("next"), state(part))
        edge(f"{name} more", [v.EXCEPT], f"{name} out")
        targets(f"{name} out", f"{name} out more", group=f"{name} out")
        targets(name, f"{name} more", group=name)
    edge("asked more", tuple(v.STATES.values()), "next")
    _copy(edges, state("next"), state("asked more"))
    targets("asked", "asked more", group="question")
    edge("picked more", [v.END], None)
    targets("picked", "picked more", group="picked")
    return tuple(tuple(part) for part in edges)


def _copy(edges: list[list[Edge]], source: int, target: int) -> None:
    edges[target].extend(part for part in edges[source] if part not in edges[target])
