"""What was aimed at, and by how much it was missed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

P50, P95 = 25.0, 60.0
GROWTH = 1.3
MEMORY = 80.0
TIMES_FASTER = 150.0


@dataclass(frozen=True, slots=True)
class Aim:
    """``measured`` is None where the run left it out. ``most`` says whether ``aim`` is an upper bound."""

    what: str
    unit: str
    aim: float
    measured: float | None
    most: bool = True

    @property
    def verdict(self) -> str:
        """In words."""
        if self.measured is None:
            return "not measured"
        if self.measured <= self.aim if self.most else self.measured >= self.aim:
            return "reached"
        return f"missed by {abs(self.measured - self.aim):.1f}{self.unit} ({abs(self.measured / self.aim - 1):.0%})"


def aims(results: dict[str, Any]) -> Iterator[Aim]:
    """Judge a run. Latency is judged on the slowest of the home sizes."""
    sizes = results["sizes"]
    calls = {int(size): found["ours"]["all"]["text_to_call"] for size, found in sizes.items()}
    calls = {size: found for size, found in calls.items() if found}
    slowest = max((found["p50"] for found in calls.values()), default=None)
    yield Aim("text to service call, p50, slowest size", " ms", P50, slowest)
    late = max((found["p95"] for found in calls.values()), default=None)
    yield Aim("text to service call, p95, slowest size", " ms", P95, late)
    growth = calls[2000]["p50"] / calls[20]["p50"] if {20, 2000} <= set(calls) else None
    yield Aim("growth of p50 from 20 to 2,000 entities", "", GROWTH, _round(growth))
    memory = max((found["worker_memory_mb"] for found in sizes.values()), default=None)
    yield Aim("memory of the worker", " MB", MEMORY, memory)
    peer = results["peers"].get("Qwen3-0.6B")
    times = peer["total_ms"] / slowest if peer and slowest else None
    yield Aim("times faster than the shape of Qwen3-0.6B", "", TIMES_FASTER, _round(times, 0), most=False)


def _round(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits)
