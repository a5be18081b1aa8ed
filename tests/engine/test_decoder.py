"""What the worker decodes."""

from pathlib import Path
from random import Random

from llama_cpp import Llama
import numpy as np
import pytest

from custom_components.slm_conversation.engine.automaton import FINISHED, Edge
from custom_components.slm_conversation.engine.client import EngineClient
from custom_components.slm_conversation.engine.errors import EngineFailedError

from .conftest import CONTEXT, VOCABULARY, ClientFactory
from .grammars import ANYTHING, ONE, obeys, random_grammar

NEAR_TIE = 0.001
"""Margin below which two ways of computing the same may well choose differently."""


def random_prompt(random: Random, length: int = 40) -> list[int]:
    return [random.randrange(VOCABULARY) for _ in range(length)]


async def test_agrees_with_llama_cpp(client: EngineClient, model: Path) -> None:
    random = Random(1)
    llama = Llama(str(model), n_ctx=CONTEXT, n_threads=1, verbose=False, logits_all=True)
    compared = 0
    for _ in range(5):
        prompt = random_prompt(random)
        answer = await client.complete(prompt, ANYTHING, max_tokens=12, deadline=30)
        llama.reset()
        llama.eval(prompt)
        for token in answer.tokens:
            llama.eval([token])
        for step, token in enumerate(answer.tokens):
            logits = llama.scores[len(prompt) + step - 1].astype(np.float64)
            probabilities = np.exp(logits - logits.max())
            probabilities /= probabilities.sum()
            assert probabilities[token] == pytest.approx(answer.probabilities[step], abs=NEAR_TIE)
            if answer.margins[step] > NEAR_TIE:
                assert token == int(logits.argmax())
                compared += 1
    assert compared > 20


async def test_obeys_the_grammar(client: EngineClient) -> None:
    random = Random(2)
    finished = 0
    for _ in range(150):
        grammar = random_grammar(random)
        answer = await client.complete(random_prompt(random, 12), grammar, max_tokens=10, deadline=30)
        assert obeys(grammar, answer.tokens) == (True, answer.finished)
        assert answer.finished or len(answer.tokens) == 10
        finished += answer.finished
        assert len(answer.tokens) == len(answer.probabilities) == len(answer.masked) == len(answer.margins)
        for probability, masked, margin in zip(answer.probabilities, answer.masked, answer.margins, strict=True):
            assert 0 <= margin <= masked <= 1
            assert probability is None or probability <= masked + 1e-9
    assert 10 < finished < 150


async def test_masked_probabilities_are_of_the_admitted_only(client: EngineClient) -> None:
    prompt = random_prompt(Random(3))
    free = await client.complete(prompt, ONE, max_tokens=1, deadline=30)
    assert free.masked == pytest.approx(free.probabilities)
    others = tuple(token for token in range(VOCABULARY) if token != free.tokens[0])
    second = await client.complete(prompt, ((Edge(others, FINISHED),),), max_tokens=1, deadline=30)
    assert free.masked[0] - free.margins[0] == pytest.approx(second.probabilities[0], abs=1e-6)
    assert second.masked[0] == pytest.approx(second.probabilities[0] / (1 - free.probabilities[0]), abs=1e-6)


async def test_a_forced_token_is_not_asked_for(client: EngineClient) -> None:
    prompt = random_prompt(Random(4))
    first, second, choice = 17, 18, tuple(range(100))
    forced = ((Edge((first,), 1),), (Edge((second,), 2),), (Edge(choice, FINISHED),))
    answer = await client.complete(prompt, forced, max_tokens=5, deadline=30)
    assert answer.tokens[:2] == (first, second)
    assert answer.probabilities[:2] == (None, None)
    assert answer.masked[:2] == answer.margins[:2] == (1.0, 1.0)
    # It was read by the model all the same: the choice behind it is the one behind a prompt that ends in it.
    plain = await client.complete([*prompt, first, second], ((Edge(choice, FINISHED),),), max_tokens=1, deadline=30)
    assert plain.masked[0] == pytest.approx(answer.masked[2], abs=NEAR_TIE)
    assert plain.tokens[0] == answer.tokens[2] or answer.margins[2] < NEAR_TIE


async def test_nothing_is_computed_where_all_is_forced(client: EngineClient) -> None:
    answer = await client.complete([1, 2], ((Edge((5,), 1),), (Edge((6,), FINISHED),)), max_tokens=5, deadline=30)
    assert (answer.tokens, answer.finished, answer.prompt_ms) == ((5, 6), True, 0.0)


async def test_a_kept_prefix_changes_nothing(make_client: ClientFactory) -> None:
    random = Random(5)
    warm = await make_client(context=CONTEXT)
    fresh = await make_client(context=CONTEXT)
    prefix = random_prompt(random, 100)
    await warm.complete([*prefix, *random_prompt(random, 20)], ANYTHING, max_tokens=5, deadline=30)
    for _ in range(5):
        prompt = [*prefix, *random_prompt(random, 20)]
        grammar = random_grammar(random)
        kept = await warm.complete(prompt, grammar, max_tokens=8, deadline=30)
        # Another prompt in between, so that nothing is held.
        await fresh.complete([VOCABULARY - 1 - prompt[0]], ONE, max_tokens=1, deadline=30)
        read = await fresh.complete(prompt, grammar, max_tokens=8, deadline=30)
        assert 100 <= kept.reused_tokens < 120
        assert read.reused_tokens == 0
        assert kept.prompt_tokens == read.prompt_tokens == 120
        for step in range(min(len(kept.tokens), len(read.tokens))):
            assert kept.masked[step] == pytest.approx(read.masked[step], abs=NEAR_TIE)
            if kept.margins[step] < NEAR_TIE:
                break
            assert kept.tokens[step] == read.tokens[step]


async def test_the_same_prompt_twice(client: EngineClient) -> None:
    prompt = random_prompt(Random(6))
    first = await client.complete(prompt, ONE, max_tokens=1, deadline=30)
    again = await client.complete(prompt, ONE, max_tokens=1, deadline=30)
    assert again.reused_tokens == len(prompt) - 1
    assert again.tokens == first.tokens


@pytest.mark.parametrize(
    ("prompt", "grammar", "max_tokens"),
    [
        ([], ONE, 1),
        ([1], (), 1),
        ([1], ONE, 0),
        ([VOCABULARY], ONE, 1),
        ([-1], ONE, 1),
        ([1] * CONTEXT, ONE, 1),
        ([1], ((),), 1),
        ([1], ((Edge((), FINISHED),),), 1),
        ([1], ((Edge((VOCABULARY,), FINISHED),),), 1),
        ([1], ((Edge((3, 4), 7),),), 2),
        ([1], ((Edge((3, 4), FINISHED), Edge((4, 5), 0)),), 2),
    ],
    ids=[
        "no prompt",
        "no grammar",
        "nothing wanted",
        "unknown token",
        "negative token",
        "too long",
        "no edge",
        "no token",
        "unknown token in the grammar",
        "unknown state",
        "two ways on",
    ],
)
async def test_nonsense_is_refused_and_the_worker_goes_on(
    client: EngineClient, prompt: list[int], grammar: tuple, max_tokens: int
) -> None:
    with pytest.raises(EngineFailedError):
        await client.complete(prompt, grammar, max_tokens=max_tokens, deadline=30)
    assert (await client.complete([1], ONE, max_tokens=1, deadline=30)).finished
