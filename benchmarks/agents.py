"""Our agent and Home Assistant's own, in the same running home, sentence by sentence."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from homeassistant.components import conversation
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from custom_components.slm_conversation.command.turn import Turn
from custom_components.slm_conversation.engine.automaton import Automaton
from custom_components.slm_conversation.engine.client import Completion, EngineClient, EngineStats
from tests.harness.home import Agent, RunningHome

from .households import Sentence

PAUSE = 0.1
"""Seconds of silence before each sentence. People do not speak in a row: processors have gone to sleep meanwhile, and
waking them takes longer than a short prompt. Without it a small home, put back in no time, would be measured awake and a large
one asleep."""
WARM_UP = 3
"""Sentences said before those that count: the first ones load texts and fill caches."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence. Times are in milliseconds.

    ``to_call`` is the time from the text to the first service call (None: no call was made), ``total`` to the reply.
    ``stages`` and tokens are our agent's own account; empty for the other.
    """

    sentence: Sentence
    to_call: float | None
    total: float
    stages: dict[str, float] = field(default_factory=dict)
    prompt_tokens: int = 0
    reused_tokens: int = 0
    answer_tokens: int = 0


class Listening:
    """An engine that keeps its last answer, for what a turn does not tell."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine
        self.last: Completion | None = None

    async def complete(
        self, prompt: Sequence[int], grammar: Automaton, *, max_tokens: int, deadline: float
    ) -> Completion:
        """Pass on, and keep what comes back."""
        self.last = await self._engine.complete(prompt, grammar, max_tokens=max_tokens, deadline=deadline)
        return self.last

    async def stats(self) -> EngineStats:
        """Pass on."""
        return await self._engine.stats()


async def measure_agent(home: RunningHome, agent: Agent, sentences: Sequence[Sentence]) -> tuple[float, list[Sample]]:
    """Say all sentences, the home put back before each; return the very first one's milliseconds and the samples.

    Those said to warm up are said once more among the rest.
    """
    runtime = home.agent_entry.runtime_data if home.agent_entry else None
    engine = None
    if runtime is not None and agent == "ours":
        engine = runtime.engine if isinstance(runtime.engine, Listening) else Listening(runtime.engine)
        runtime.engine = engine
    first = 0.0
    for sentence in sentences[:WARM_UP]:
        sample = await _say(home, agent, sentence)
        first = first or sample.total
    samples = []
    for sentence in sentences:
        before = runtime.last_turn if runtime else None
        if engine is not None:
            engine.last = None
        sample = await _say(home, agent, sentence)
        if engine is not None and runtime.last_turn is not before:
            sample = _detailed(sample, runtime.last_turn, engine.last)
        samples.append(sample)
    return first, samples


async def _say(home: RunningHome, agent: Agent, sentence: Sentence) -> Sample:
    """Say one sentence in a conversation of its own."""
    hass = home.hass
    home.restore()
    await hass.async_block_till_done()
    await asyncio.sleep(PAUSE)
    called: list[float] = []

    @callback
    def note(_event: Event[Any]) -> None:
        called.append(perf_counter())

    stop = hass.bus.async_listen(EVENT_CALL_SERVICE, note)
    satellite_id, device_id = _satellite(hass, sentence.satellite)
    agent_id = home.agent_id(agent)
    context = Context()
    began = perf_counter()
    await conversation.async_converse(
        hass,
        sentence.text,
        None,
        context,
        sentence.language,
        agent_id,
        device_id=device_id,
        satellite_id=satellite_id,
    )
    ended = perf_counter()
    stop()
    to_call = (called[0] - began) * 1000 if called else None
    return Sample(sentence, to_call, (ended - began) * 1000)


def _satellite(hass: HomeAssistant, satellite: str | None) -> tuple[str | None, str | None]:
    """Return entity and device id of a satellite of the home file."""
    entity_id = f"assist_satellite.{satellite}"
    entry = er.async_get(hass).async_get(entity_id) if satellite else None
    return (entity_id, entry.device_id) if entry else (None, None)


def _detailed(sample: Sample, turn: Turn, completion: Completion | None) -> Sample:
    """Return the sample with the stages of our turn; what no stage accounts for is Home Assistant's and the agent's."""
    stages = {stage: ms for stage, ms in turn.timings.items() if stage != "total"}
    stages["around"] = sample.total - sum(stages.values())
    if completion is None:
        return Sample(sample.sentence, sample.to_call, sample.total, stages)
    inside = completion.prompt_ms + completion.decode_ms
    stages |= {
        "model: reading": completion.prompt_ms,
        "model: writing": completion.decode_ms,
        "model: pipe": stages["model"] - inside,
    }
    return Sample(
        sample.sentence,
        sample.to_call,
        sample.total,
        stages,
        completion.prompt_tokens,
        completion.reused_tokens,
        len(completion.tokens),
    )
