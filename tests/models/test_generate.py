"""Examples for training: the same for a seed, answers that the grammar admits, and homes and names of the right side."""

from hashlib import sha256
import os
from pathlib import Path
from random import Random
import subprocess
import sys

import pytest

from custom_components.slm_conversation.command.grammar import MOST_TOKENS, grammar
from custom_components.slm_conversation.command.plan import Action, Device, Group, Question, Reply
from custom_components.slm_conversation.command.spelling import read, spell
from custom_components.slm_conversation.command.tokenizer import Tokenizer
from custom_components.slm_conversation.command.understand import CONTEXT
from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.shortlist import MOST_ENTITIES
from models.banks import LANGUAGES, Split, load
from models.generate import GROUPS, VOCABULARY, Example, draw_home, examples, households
from tests.sample_plans import CONTROL, admitted

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


def drawn(split: Split, seed: int, homes: int) -> list[Example]:
    rng = Random(seed)
    found: list[Example] = []
    for _ in range(homes):
        home = draw_home(rng, split)
        found += examples(rng, split, home, build_index(home.home), 12)
    return found


@pytest.fixture(name="some", scope="module", params=["train", "evaluate"])
def fixture_some(request: pytest.FixtureRequest) -> list[Example]:
    return drawn(request.param, 7, 60)


def test_there_are_enough(some: list[Example]) -> None:
    assert len(some) > 500
    assert {example.language for example in some} == set(LANGUAGES)
    assert {f"{example.language} {example.said.category}" for example in some} <= set(GROUPS)


def test_every_answer_is_spelled_admitted_and_read_as_it_was_meant(some: list[Example]) -> None:
    for example in some:
        tokens = spell(example.plan, example.short)
        assert len(tokens) <= MOST_TOKENS, example
        assert admitted(grammar(example.short, CONTROL.__getitem__), tokens), (example.said, tokens)
        assert read(tokens, example.short) == example.plan, (example.said, tokens)


def test_answers_speak_of_what_is_on_the_list(some: list[Example]) -> None:
    for example in some:
        short = example.short
        for step in example.plan.steps:
            if not isinstance(step, Action | Question | Reply):
                continue
            for target in (*step.targets, *getattr(step, "excluded", ())):
                if isinstance(target, Device):
                    assert any(entity.entity_id == target.entity_id for entity in short.entities)
                if isinstance(target, Group) and target.area_id:
                    assert any(area.area_id == target.area_id for area in short.areas)
                if isinstance(target, Group) and target.floor_id:
                    assert any(floor.floor_id == target.floor_id for floor in short.floors)
            if isinstance(step, Action):
                assert step.value is None or step.value in short.values
                assert step.when_value is None or step.when_value in short.values


def test_the_list_is_bounded(some: list[Example]) -> None:
    assert max(len(example.short.entities) for example in some) <= MOST_ENTITIES
    assert any(len(example.scene.home.entities) > MOST_ENTITIES for example in some)


@pytest.mark.parametrize("split", ["train", "evaluate"])
def test_rooms_have_the_names_of_their_side(split: Split) -> None:
    """Made-up rooms and rooms of a person apart, no area of one side is met on the other."""
    other: Split = "evaluate" if split == "train" else "train"
    banned = {name.casefold() for language in LANGUAGES for name in load(language, split).listed("areas", other)}
    rng = Random(3)
    met = {area.names[0].casefold() for _ in range(150) for area in draw_home(rng, split).home.areas}
    assert not met & banned


def test_families_are_those_of_the_side(some: list[Example]) -> None:
    for example in some:
        families = {family.name for found in example.scene.bank.families.values() for family in found}
        assert example.said.family in families | {"aside"}  # what is only beside the point is of no family


def test_prompts_fit_and_groups_are_known() -> None:
    tokenizer = Tokenizer.load(VOCABULARY)
    stream = households(Random(5), "train", tokenizer)
    for _ in range(25):
        listed, sentences = next(stream)
        assert sentences
        for sentence in sentences:
            assert len(listed) + len(sentence.prompt) + MOST_TOKENS <= CONTEXT
            assert sentence.answer[-1] == tokenizer.control("<end>")
            assert 0 <= sentence.group < len(GROUPS)


_DIGEST = """
import sys
from random import Random
from models.generate import Tokenizer, VOCABULARY, households
stream = households(Random(11), "train", Tokenizer.load(VOCABULARY))
for _ in range(15):
    print(next(stream))
"""


def test_a_seed_gives_the_same_examples_whatever_the_hashes() -> None:
    """Sets are ordered by hashes that differ from process to process; nothing may hang on that."""
    digests = set()
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", _DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout
        digests.add(sha256(done.stdout).hexdigest())
    assert len(digests) == 1
