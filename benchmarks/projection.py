"""What a Raspberry Pi 5 would take, from the rates at which it is published to read prompts. README.md has the reasoning."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Published:
    """Tokens a second of a prompt that a Pi 5 reads with four threads, and the weights each is multiplied with."""

    what: str
    slowest: float
    fastest: float
    parameters: float

    @property
    def work(self) -> tuple[float, float]:
        """Weights a second, from and to."""
        return self.slowest * self.parameters, self.fastest * self.parameters


PUBLISHED = (
    # Both counts leave the embedding out, as ours do. Of the first, whose shape is not told, a fifth is taken for it.
    Published("a model of 350 M parameters, llama.cpp", 187, 224, 0.28e9),
    Published("TinyLlama 1.1B in Q8_0, llama.cpp of 2024-03 and llamafile 0.7", 35, 45, 0.97e9),
)
PUBLISHED_THREADS = 4
WORKER_THREADS = 2
SLOWER_CORE = (2.0, 3.0)
"""How much longer Python takes on one core of a Pi 5 than on one of a current server. An assumption, not a measurement."""


def project(ours: dict[str, Any], peers: dict[str, Any]) -> dict[str, Any]:
    """Project from text to call onto a Pi 5, in milliseconds, as (from, to).

    ``ours`` has the medians ``text_to_call``, ``model: reading`` and ``model: writing``; ``peers`` what ``peer`` measured.
    """
    here = [peer["reading_rate"] * peer["reading_parameters"] for peer in peers.values()]
    share = WORKER_THREADS / PUBLISHED_THREADS
    there = [work * share for published in PUBLISHED for work in published.work]
    slower = min(here) / max(there), max(here) / min(there)
    model = ours["model: reading"] + ours["model: writing"]
    rest = max(0.0, ours["text_to_call"] - model)
    return {
        "weights_per_second_here": [round(work / 1e9, 1) for work in here],
        "weights_per_second_pi": [round(min(there) / 1e9, 1), round(max(there) / 1e9, 1)],
        "model_slower": [round(factor, 2) for factor in slower],
        "core_slower": list(SLOWER_CORE),
        "here_ms": {"model": round(model, 1), "rest": round(rest, 1)},
        "text_to_call_ms": [
            round(model * slower[0] + rest * SLOWER_CORE[0]),
            round(model * slower[1] + rest * SLOWER_CORE[1]),
        ],
    }
