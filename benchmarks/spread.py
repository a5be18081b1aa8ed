"""Many measurements of one thing, summed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile of ``count`` measurements, in the unit of what was measured."""

    p50: float
    p95: float
    count: int


def spread(values: Iterable[float]) -> Spread | None:
    """Return the spread, None where nothing was measured."""
    found = list(values)
    if not found:
        return None
    if len(found) == 1:
        return Spread(round(found[0], 2), round(found[0], 2), 1)
    hundredths = quantiles(found, n=100, method="inclusive")
    return Spread(round(hundredths[49], 2), round(hundredths[94], 2), len(found))
