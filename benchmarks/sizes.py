"""A home size measured: latency of both agents, tokens, the worker's memory, and how long it takes to start."""

from collections.abc import Iterable
from dataclasses import asdict
from statistics import median
from time import perf_counter
from typing import Any

from homeassistant.config_entries import ConfigEntryState

from tests.harness.home import Agent, RunningHome, running_home

from .agents import Sample, measure_agent
from .households import LANGUAGES, Household
from .machine import load
from .spread import spread

STAGES = ("shortlist", "prompt", "model", "plan", "execute", "reply", "around")
MODEL_PARTS = ("model: reading", "model: writing", "model: pipe")


async def measure_size(homes: Iterable[Household]) -> dict[str, Any]:
    """Measure homes, all of one size."""
    samples: dict[Agent, list[Sample]] = {"ours": [], "builtin": []}
    firsts: dict[Agent, list[float]] = {"ours": [], "builtin": []}
    starts: list[dict[str, float]] = []
    memory: list[int] = []
    exposed: list[int] = []
    loads = [load()]
    for household in homes:
        async with running_home(household.file, language=household.language) as home:
            starts.append(await _start(home))
            exposed.append(await _exposed(home, household))
            for agent in samples:
                first, found = await measure_agent(home, agent, household.sentences)
                firsts[agent].append(first)
                samples[agent] += found
            memory.append((await home.agent_entry.runtime_data.engine.stats()).memory)  # type: ignore[union-attr]
        loads.append(load())
    return {
        "exposed_entities": exposed,
        "load": loads,
        "ours": _by_language(samples["ours"], firsts["ours"], ours=True),
        "builtin": _by_language(samples["builtin"], firsts["builtin"], ours=False),
        "prompt_tokens": {
            language: _as_dict(
                sample.prompt_tokens for sample in samples["ours"] if sample.sentence.language == language
            )
            for language in LANGUAGES
        },
        "reused_tokens_share": _share(samples["ours"]),
        "answer_tokens": _as_dict(sample.answer_tokens for sample in samples["ours"]),
        "worker_memory_mb": round(max(memory) / 1e6, 1),
        "start_ms": {part: round(median(start[part] for start in starts), 1) for part in starts[0]},
    }


async def _start(home: RunningHome) -> dict[str, float]:
    """Set the integration up once more and return how long its parts took, in milliseconds."""
    entry = home.agent_entry
    if entry is None:
        raise RuntimeError("the integration is not set up")
    manager = home.hass.config_entries
    await manager.async_unload(entry.entry_id)
    began = perf_counter()
    await manager.async_setup(entry.entry_id)
    ready = perf_counter()
    if entry.state is not ConfigEntryState.LOADED:
        raise RuntimeError(f"the integration did not load again: {entry.reason}")
    await entry.runtime_data.async_index(home.hass)
    indexed = perf_counter()
    info = entry.runtime_data.engine.info
    return {
        "integration": (ready - began) * 1000,
        "of which the worker": info.start_ms,
        "of which loading the model": info.load_ms,
        "then reading and indexing the home": (indexed - ready) * 1000,
    }


async def _exposed(home: RunningHome, household: Household) -> int:
    """Return how many entities our agent sees. Raises RuntimeError where it is not what was asked for."""
    seen = len((await home.agent_entry.runtime_data.home_view.async_get()).entities)  # type: ignore[union-attr]
    if seen != household.size:
        raise RuntimeError(f"a home of {household.size} entities exposes {seen}")
    return seen


def _by_language(samples: list[Sample], firsts: list[float], *, ours: bool) -> dict[str, Any]:
    """Return the latencies of all varied sentences, of each language's, and of the plain ones, in milliseconds."""
    varied = [sample for sample in samples if not sample.sentence.plain]
    groups = {
        "all": varied,
        **{language: [one for one in varied if one.sentence.language == language] for language in LANGUAGES},
        "plain": [sample for sample in samples if sample.sentence.plain],
    }
    return {name: _latency(group, ours=ours) for name, group in groups.items()} | {"first_sentence": _as_dict(firsts)}


def _latency(samples: list[Sample], *, ours: bool) -> dict[str, Any]:
    called = [sample for sample in samples if sample.to_call is not None]
    found: dict[str, Any] = {
        "sentences": len(samples),
        "with_a_call": len(called),
        "text_to_call": _as_dict(sample.to_call for sample in called if sample.to_call is not None),
        "text_to_reply": _as_dict(sample.total for sample in samples),
        "reply_without_a_call": _as_dict(sample.total for sample in samples if sample.to_call is None),
    }
    if ours:
        found["stages"] = {
            stage: _as_dict(sample.stages[stage] for sample in samples if stage in sample.stages)
            for stage in (*STAGES, *MODEL_PARTS)
        }
    return found


def _share(samples: list[Sample]) -> float:
    """Return which part of the prompt tokens was still in the KV cache."""
    read = sum(sample.prompt_tokens for sample in samples)
    return round(sum(sample.reused_tokens for sample in samples) / read, 3) if read else 0.0


def _as_dict(values: Iterable[float]) -> dict[str, float] | None:
    found = spread(values)
    return asdict(found) if found else None
