"""What the model may answer for one shortlist, as an automaton over control-token ids."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from ..engine.automaton import FINISHED, Automaton, Edge
from ..home.abilities import Ability
from ..home.model import ValueType
from ..home.shortlist import Shortlist
from . import vocabulary as v
from .plan import Answer, When

_TIMES = {When.AFTER: ValueType.DURATION, When.FOR: ValueType.DURATION, When.AT: ValueType.TIME}
"""What kind of value says when."""
_VALUED = (Ability.SET, Ability.UP, Ability.DOWN)
MOST_TOKENS = 40
"""Longest answer, in tokens."""


def grammar(short: Shortlist, control: Callable[[str], int]) -> Automaton:
    """The automaton for a shortlist; ``control`` gives the id of a control token's name."""
    times = tuple(value.type if value.type in _TIMES.values() else None for value in short.values)
    return _grammar(len(short.entities), len(short.areas), len(short.floors), times, control)


class _Builder:
    """Names the automaton's states while it is built; "start" is the first."""

    def __init__(self, control: Callable[[str], int]) -> None:
        self.control = control
        self.numbers: dict[str, int] = {}
        self.edges: list[list[Edge]] = []

    def state(self, name: str) -> int:
        """The number of a state, a new one where the name is new."""
        if name not in self.numbers:
            self.numbers[name] = len(self.edges)
            self.edges.append([])
        return self.numbers[name]

    def edge(self, source: str, tokens: Sequence[str], target: str | None) -> None:
        """Admit tokens in a state; no target ends the answer. No tokens, no edge."""
        if tokens:
            ids = tuple(self.control(token) for token in tokens)
            self.edges[self.state(source)].append(Edge(ids, FINISHED if target is None else self.state(target)))

    def copy(self, source: str, target: str) -> None:
        """Admit in a state what another admits, with the same outcome."""
        known = self.edges[self.state(target)]
        known.extend(edge for edge in self.edges[self.state(source)] if edge not in known)

    def step(self, source: str) -> None:
        """What begins an action or a question."""
        self.edge(source, [token for ability, token in v.ABILITIES.items() if ability not in _VALUED], "plain")
        self.edge(source, [v.ABILITIES[ability] for ability in _VALUED], "valued")
        self.edge(source, tuple(v.ASKS.values()), "asked")

    def whens(self, source: str, times: Sequence[ValueType | None]) -> None:
        """When it shall happen, where the sentence has a value that can say so."""
        for time in dict.fromkeys(_TIMES.values()):
            if time in times:
                self.edge(source, [v.WHENS[when] for when in When if _TIMES[when] is time], f"when {time}")

    def targets(self, name: str, after: str, handles: Sequence[str], places: Sequence[str], *, states: bool) -> None:
        """One target or more, then what ``after`` admits; a group takes a state only where ``states`` is set."""
        for source in (name, after):
            self.edge(source, handles, after)
            self.edge(source, tuple(v.KINDS.values()), f"{name} kind")
        self.edge(f"{name} kind", places, f"{name} group" if states else after)
        if states:
            self.edge(f"{name} group", tuple(v.STATES.values()), after)
            self.copy(after, f"{name} group")


@lru_cache(maxsize=256)
def _grammar(
    entities: int, areas: int, floors: int, times: tuple[ValueType | None, ...], control: Callable[[str], int]
) -> Automaton:
    """Equal list sizes have equal automata: nothing else of the list matters to what is well formed."""
    data = [v.VALUES[number] for number, time in enumerate(times) if time is None]
    places = (*v.AREAS[:areas], *v.FLOORS[:floors], *v.PLACES.values())
    handles = (*v.ENTITIES[:entities], v.REFERENT)
    built = _Builder(control)
    built.step("start")
    built.edge("start", (*v.NOS.values(), v.ANSWERS[Answer.YES], v.ANSWERS[Answer.NO]), "end")
    built.edge("start", [v.ANSWERS[Answer.PICK]], "picked")
    built.step("next")
    built.edge("next", [v.END], None)
    built.edge("end", [v.END], None)
    for time in dict.fromkeys(_TIMES.values()):
        built.edge(f"when {time}", [v.VALUES[number] for number, found in enumerate(times) if found is time], "next")
    built.whens("valued done", times)
    built.copy("next", "valued done")
    for name, values in (("plain", []), ("valued", data)):
        for part in (f"{name} more", f"{name} out more"):
            built.whens(part, times)
            built.edge(part, values, "valued done")
            built.copy("next", part)
        built.edge(f"{name} more", [v.EXCEPT], f"{name} out")
        built.targets(f"{name} out", f"{name} out more", handles, places, states=True)
        built.targets(name, f"{name} more", handles, places, states=True)
    built.edge("asked more", tuple(v.STATES.values()), "next")
    built.copy("next", "asked more")
    built.targets("asked", "asked more", handles, places, states=False)
    built.edge("picked more", [v.END], None)
    built.targets("picked", "picked more", handles, places, states=True)
    return tuple(tuple(edges) for edges in built.edges)
