"""Automata for the tests."""

from random import Random

from custom_components.slm_conversation.engine.automaton import FINISHED, Automaton, Edge

from .conftest import LONG, VOCABULARY

ANYTHING: Automaton = ((Edge(tuple(range(VOCABULARY)), 0),),)
"""The whole vocabulary, for ever."""

ONE: Automaton = ((Edge(tuple(range(VOCABULARY)), FINISHED),),)
"""Any one token."""

SLOW_PROMPT = [index % VOCABULARY for index in range(LONG - 64)]


def random_grammar(random: Random) -> Automaton:
    """States with some edges of some tokens each; most lead on, some end."""
    size = random.randint(1, 8)
    states = []
    for _ in range(size):
        edges = []
        tokens = random.sample(range(VOCABULARY), random.choice((1, 1, 2, 5, 40)))
        while tokens:
            cut = random.randint(1, len(tokens))
            edges.append(Edge(tuple(tokens[:cut]), random.choice((FINISHED, *range(size)))))
            tokens = tokens[cut:]
        states.append(tuple(edges))
    return tuple(states)


def obeys(grammar: Automaton, tokens: tuple[int, ...]) -> tuple[bool, bool]:
    """Whether the grammar admits the tokens, and whether they end an answer."""
    state = 0
    for token in tokens:
        targets = [edge.target for edge in grammar[state] if token in edge.tokens] if state != FINISHED else []
        if not targets:
            return False, False
        state = targets[0]
    return True, state == FINISHED
