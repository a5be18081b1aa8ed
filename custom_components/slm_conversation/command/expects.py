"""What a state must show for a service call to have worked."""

from dataclasses import dataclass
from typing import cast

from ..home.abilities import GONE, LiveState

_HUE_TOLERANCE = 20.0
_SATURATION_TOLERANCE = 25.0
STATE = "\0state"
"""Names the state itself where an attribute is named."""


@dataclass(frozen=True, slots=True)
class Expects:
    """The signs of success: any one of the clauses given; with none, every state will do.

    ``value`` is in the unit of ``attribute`` (empty: the state itself), a (hue, saturation) pair for colours. With
    ``on_its_way``, coming nearer to ``value`` than before is enough. ``moving`` are states that are no success yet, and
    no failure either.
    """

    states: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    moving: frozenset[str] = frozenset()
    attribute: str = ""
    value: object = None
    tolerance: float = 0.0
    on_its_way: bool = False
    changes: str = ""

    @property
    def visible(self) -> bool:
        """Whether success can be seen at all."""
        return bool(self.states or self.unless or self.changes or self.value is not None)

    def met(self, now: LiveState, before: LiveState | None = None) -> bool:
        """Return whether ``now`` shows it; ``before`` is the state at the time of the call, where there was one."""
        if not self.visible:
            return True
        if now.state in self.states or (self.unless and now.state not in self.unless | GONE):
            return True
        if self.changes and before is not None and read(now, self.changes) != read(before, self.changes):
            return True
        return self.value is not None and self._value_met(read(now, self.attribute), before)

    def _value_met(self, present: object, before: LiveState | None) -> bool:
        """Return whether the present value is the one asked for, or on its way there."""
        if isinstance(self.value, tuple):
            return _same_color(present, self.value)
        goal, number = number_of(self.value), number_of(present)
        if isinstance(self.value, bool) or goal is None or number is None:
            return present is not None and str(present) == str(self.value)
        distance = abs(number - goal)
        if distance <= self.tolerance:
            return True
        if not self.on_its_way or before is None:
            return False
        start = number_of(read(before, self.attribute))
        return start is None or distance < abs(start - goal)


def read(state: LiveState | None, attribute: str) -> object:
    """Return an attribute, or the state itself for the empty name."""
    if state is None:
        return None
    return state.state if attribute in {"", STATE} else state.attributes.get(attribute)


def number_of(value: object) -> float | None:
    """Return the value as a number, None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _same_color(present: object, wanted: tuple[object, ...]) -> bool:
    """Return whether two (hue, saturation) pairs look alike; a lamp reports the nearest colour it can make."""
    if not isinstance(present, tuple | list) or len(present) != len(wanted):
        return False
    hue, saturation = (cast("float", part) for part in present)
    wanted_hue, wanted_saturation = (cast("float", part) for part in wanted)
    apart = abs(hue - wanted_hue) % 360
    hue_fits = min(apart, 360 - apart) <= _HUE_TOLERANCE or wanted_saturation <= _SATURATION_TOLERANCE
    return hue_fits and abs(saturation - wanted_saturation) <= _SATURATION_TOLERANCE
