"""Levels: where a property of a device is, how far it goes, and the call that writes it. Nothing is called here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from types import MappingProxyType

from ..home.abilities import LiveState
from ..home.model import Entity, Value, ValueType
from ..home.properties import Property
from .expects import Expects, number_of, read


@dataclass(frozen=True, slots=True)
class Call:
    """A service call for one entity. ``needed`` is False where there is nothing to change ("dimmer" of what is off)."""

    domain: str
    service: str
    expects: Expects
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    needed: bool = True


def write(entity: Entity, item: Property, number: float, state: LiveState | None) -> Call:
    """Return the call that writes a number, in a ``Value``'s unit, to a property."""
    if item.field == "temperature" and state is not None:
        band = _band(state)
        if band is not None:
            return _write_band(entity, number, band)
    written: float = round(number * item.scale, 4)
    if item.whole or written == int(written):
        written = round(written)
    read = number / item.read_scale
    tolerance = item.tolerance / item.read_scale
    states: frozenset[str] = frozenset()
    if item.slow:
        states = frozenset({"opening", "closing"})
    elif number == 0 and entity.domain in {"light", "fan"}:
        states = frozenset({"off"})
    if item.field == "percentage" and state is not None:
        tolerance = max(tolerance, (number_of(state.attributes.get("percentage_step")) or 0.0) / 2)
    expects = Expects(states, attribute=item.reads, value=read, tolerance=tolerance, on_its_way=item.slow)
    return Call(entity.domain, item.service, expects, MappingProxyType({item.field: written}))


def _band(state: LiveState) -> tuple[float, float] | None:
    """Return the lower and upper target of a thermostat that keeps a range, None where it has one target."""
    low, high = (number_of(state.attributes.get(name)) for name in ("target_temp_low", "target_temp_high"))
    if number_of(state.attributes.get("temperature")) is not None or low is None or high is None:
        return None
    return low, high


def _write_band(entity: Entity, number: float, band: tuple[float, float]) -> Call:
    """Return the call that moves the range so that its middle is the temperature asked for, as wide as it was."""
    half = (band[1] - band[0]) / 2
    data = MappingProxyType({"target_temp_low": number - half, "target_temp_high": number + half})
    expects = Expects(attribute="target_temp_low", value=number - half, tolerance=0.5)
    return Call(entity.domain, "set_temperature", expects, data)


def present_level(entity: Entity, item: Property, state: LiveState | None) -> float | None:
    """Return the present value in a ``Value``'s unit, from which "more" starts; 0 for a light or fan that is off."""
    if state is None:
        return None
    number = number_of(read(state, item.reads))
    if number is not None:
        return round(number * item.read_scale) if item.whole else number * item.read_scale
    if entity.domain in {"light", "fan"} and item.reads in {"brightness", "percentage"}:
        # On, and not saying how much: a fan on a preset.
        return 0.0 if state.state == "off" else None
    if item.field == "temperature":
        band = _band(state)
        return (band[0] + band[1]) / 2 if band else number_of(state.attributes.get("current_temperature"))
    return None


def step_of(entity: Entity, item: Property, state: LiveState | None) -> float:
    """Return by how much "more" is more: the property's step, but at least what the device can tell apart."""
    own = entity.attributes.get(item.step_of) if item.step_of else None
    if own is None and state is not None:
        own = state.attributes.get(item.step_of)
    step = max(item.step, number_of(own) or 0.0) if item.field != "value" else number_of(own) or item.step
    low, high = range_of(entity, item)
    if item.field == "value" and low is not None and high is not None and step > 0:
        # A tenth of the range, in whole steps: one degree of a fridge's seven, ten of a pump's hundred.
        step *= max(1, round((high - low) / 10 / step))
    return step


_ROUNDED = 0.05
"""Speeds are whole percents: the second of three is 66, not 66.7."""


def _speeds(state: LiveState | None) -> int:
    """Return how many speeds a fan has, 0 if it has more than ten, or any."""
    step = number_of(state.attributes.get("percentage_step")) if state is not None else None
    return round(100 / step) if step is not None and step >= 10 else 0


def as_speed(number: float, state: LiveState | None) -> float:
    """Return the percentage for "speed 2" of a fan with a few speeds, as HA counts them; the number itself for others."""
    speeds = _speeds(state)
    return number * 100 // speeds if speeds and number == int(number) and 0 <= number <= speeds else number


def next_speed(present: float, sign: int, state: LiveState | None) -> float | None:
    """Return the next speed of a fan with a few of them in percent, None for others."""
    speeds = _speeds(state)
    if not speeds:
        return None
    speed = ceil(present * speeds / 100 - _ROUNDED) + sign
    return float(min(max(speed, 1), speeds) * 100 // speeds)


def share_of(value: Value, entity: Entity, item: Property, state: LiveState | None) -> float | None:
    """Return a percent of a number that is no percentage itself as a share of its range, in whole steps; None for others."""
    low, high = range_of(entity, item)
    if item.field != "value" or value.type is not ValueType.PERCENT or state is None or low is None or high is None:
        return None
    if state.attributes.get("unit_of_measurement") == "%":
        return None
    step = number_of(state.attributes.get(item.step_of)) or item.step
    return round((high - low) * float(value.data) / 100 / step) * step


def range_of(entity: Entity, item: Property) -> tuple[float | None, float | None]:
    """Return the least and greatest value that can be set, in a ``Value``'s unit."""
    low = number_of(entity.attributes.get(item.low)) if item.low else None
    high = number_of(entity.attributes.get(item.high)) if item.high else None
    return (item.least if low is None else low), (item.most if high is None else high)


def clamped(number: float, low: float | None, high: float | None) -> float:
    """Return the number, held within the range."""
    if low is not None:
        number = max(low, number)
    return number if high is None else min(high, number)
