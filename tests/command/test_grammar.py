"""What the automaton admits: every plan, nothing that cannot be read, nothing that is not on the list."""

from random import Random

import pytest

from custom_components.slm_conversation.command.grammar import MOST_TOKENS, grammar
from custom_components.slm_conversation.command.spelling import read, spell
from custom_components.slm_conversation.engine.automaton import FINISHED, Automaton
from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.model import Home
from custom_components.slm_conversation.home.shortlist import MOST_ENTITIES, Shortlist, shortlist
from tests.sample_home import FLAT
from tests.sample_plans import CONTROL, admitted, random_plan, random_walk

SMALL = Home(FLAT.entities[:MOST_ENTITIES], FLAT.areas, FLAT.floors)
SHORTS = {
    "whole": shortlist(build_index(SMALL), "at 7:30 for 5 minutes 50% red 23 degrees"),
    "no values": shortlist(build_index(SMALL), "turn on the desk lamp"),
    "a duration only": shortlist(build_index(SMALL), "in 5 minutes"),
    "a time only": shortlist(build_index(SMALL), "오후 3시에"),
    "one device": shortlist(build_index(Home(FLAT.entities[:1])), "50%"),
    "nothing": shortlist(build_index(Home()), ""),
}


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


@pytest.fixture(name="short", params=SHORTS)
def fixture_short(request: pytest.FixtureRequest) -> Shortlist:
    return SHORTS[request.param]


@pytest.fixture(name="automaton")
def fixture_automaton(short: Shortlist) -> Automaton:
    return grammar(short, CONTROL.__getitem__)


def test_every_plan_is_admitted(short: Shortlist, automaton: Automaton) -> None:
    rng = Random(1)
    for _ in range(1000):
        tokens = spell(random_plan(rng, short), short)
        assert admitted(automaton, tokens), tokens


def test_whatever_is_admitted_can_be_read(short: Shortlist, automaton: Automaton) -> None:
    rng = Random(2)
    walks = [tokens for _ in range(1000) if (tokens := random_walk(rng, automaton, MOST_TOKENS))]
    assert len(walks) > 500
    for tokens in walks:
        assert spell(read(tokens, short), short) == tokens


def test_it_is_deterministic_and_ends_only_at_the_end(automaton: Automaton) -> None:
    for edges in automaton:
        tokens = [token for edge in edges for token in edge.tokens]
        assert len(tokens) == len(set(tokens))
        assert all((edge.target == FINISHED) == (edge.tokens == (CONTROL["<end>"],)) for edge in edges)
        assert all(edge.target == FINISHED or 0 <= edge.target < len(automaton) for edge in edges)


def test_every_state_is_reached_and_leads_on(automaton: Automaton) -> None:
    reached, waiting = {0}, [0]
    while waiting:
        for edge in automaton[waiting.pop()]:
            if edge.target not in {*reached, FINISHED}:
                reached.add(edge.target)
                waiting.append(edge.target)
    assert all(automaton[state] for state in reached)


@pytest.mark.parametrize(
    "tokens",
    [
        "<do:on> <e16> <end>",  # not on the list
        "<do:on> <k:light> <a6> <end>",
        "<do:on> <k:light> <f2> <end>",
        "<do:on> <end>",  # no target
        "<do:on> <k:light> <end>",  # no place
        "<do:on> <e0> <v2> <end>",  # ON takes no value
        "<do:on> <e0> <except> <end>",
        "<do:on> <e0> <w:at> <end>",
        "<do:on> <no:chat> <end>",
        "<no:chat> <do:on> <e0> <end>",  # a refusal stands alone
        "<ans:yes> <e0> <end>",
        "<ask:is> <k:light> <p:all> <s:on> <s:off> <end>",
        "<begin> <end>",
        "<said>",
        "<reserved0> <end>",
        "<end>",
    ],
)
def test_not_admitted(tokens: str) -> None:
    assert not admitted(grammar(SHORTS["whole"], CONTROL.__getitem__), tokens.split())


@pytest.mark.parametrize(("text", "moment", "other"), [("in 5 minutes", "after", "at"), ("at 7:30 pm", "at", "for")])
def test_a_duration_is_no_time_of_day(text: str, moment: str, other: str) -> None:
    automaton = grammar(shortlist(build_index(SMALL), text), CONTROL.__getitem__)
    assert admitted(automaton, ["<do:on>", "<e0>", f"<w:{moment}>", "<v0>", "<end>"])
    assert not admitted(automaton, ["<do:on>", "<e0>", f"<w:{other}>", "<v0>", "<end>"])
    assert not admitted(automaton, ["<do:set>", "<e0>", "<v0>", "<end>"])


def test_refusals_are_always_admitted(automaton: Automaton) -> None:
    for answer in ("<no:chat>", "<no:absent>", "<ans:yes>", "<ans:no>"):
        assert admitted(automaton, [answer, "<end>"])


def test_equal_lists_share_one_automaton() -> None:
    one, other = (shortlist(build_index(SMALL), text) for text in ("lamp to 50%", "티비 볼륨 30"))
    assert grammar(one, CONTROL.__getitem__) == grammar(other, CONTROL.__getitem__)
