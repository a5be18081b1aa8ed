"""The grammar that the worker decodes under: a deterministic automaton over token ids. It knows nothing of what they mean."""

from typing import NamedTuple

FINISHED = -1


class Edge(NamedTuple):
    """In this state any of ``tokens`` may come next and leads to state ``target`` (``FINISHED`` ends the answer)."""

    tokens: tuple[int, ...]
    target: int


type Automaton = tuple[tuple[Edge, ...], ...]
"""The edges of each state; decoding starts in state 0."""
