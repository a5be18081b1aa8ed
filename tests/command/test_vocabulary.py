"""The control tokens: complete, each once, and in the order that the shipped vocabulary was trained with."""

from pathlib import Path

import pytest

from custom_components.slm_conversation.command import vocabulary as v
from custom_components.slm_conversation.command.plan import Answer, Ask, No, Place, State, When
from custom_components.slm_conversation.command.tokenizer import Tokenizer
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import ValueType
from custom_components.slm_conversation.home.shortlist import MOST_AREAS, MOST_ENTITIES, MOST_FLOORS, MOST_VALUES

SHIPPED = Path(v.__file__).parents[1] / "model" / "vocabulary.json"


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


def test_every_token_is_there_once() -> None:
    assert len(set(v.CONTROL)) == len(v.CONTROL)
    assert all(token.startswith("<") and token.endswith(">") and " " not in token for token in v.CONTROL)


@pytest.mark.parametrize(
    ("tokens", "meanings"),
    [
        (v.KINDS, Kind),
        (v.ABILITIES, Ability),
        (v.PLACES, Place),
        (v.STATES, State),
        (v.ASKS, Ask),
        (v.WHENS, When),
        (v.NOS, No),
        (v.ANSWERS, Answer),
        (v.VALUE_TYPES, ValueType),
    ],
)
def test_every_meaning_has_a_token(tokens: dict[object, str], meanings: type) -> None:
    assert set(tokens) == set(meanings)
    assert set(tokens.values()) <= set(v.CONTROL)


def test_there_are_handles_for_the_longest_list() -> None:
    assert len(v.ENTITIES) >= MOST_ENTITIES
    assert len(v.AREAS) >= MOST_AREAS
    assert len(v.FLOORS) >= MOST_FLOORS
    assert len(v.VALUES) >= MOST_VALUES


def test_the_shipped_vocabulary_was_made_of_these_tokens() -> None:
    assert Tokenizer.load(SHIPPED).control_tokens == v.CONTROL
