"""The states that people name, and what they are in Home Assistant's terms for each kind of entity."""

from collections.abc import Mapping

from ..home.abilities import GONE, LiveState
from ..home.model import Entity
from .plan import State

_OPENINGS = frozenset({"door", "garage_door", "window", "opening"})
_ALARMS = frozenset(
    {"motion", "moving", "occupancy", "presence", "moisture", "smoke", "gas", "carbon_monoxide", "sound", "vibration"}
)
_SWITCHED = frozenset(
    {
        "light",
        "switch",
        "input_boolean",
        "remote",
        "siren",
        "group",
        "fan",
        "humidifier",
        "automation",
        "script",
        "camera",
    }
)
_ASLEEP = frozenset({"off", "standby"})

# Domain -> state named -> the states of HA that it is.
_AS: Mapping[str, Mapping[State, frozenset[str]]] = {
    "cover": {
        State.OPEN: frozenset({"open", "opening"}),
        State.CLOSED: frozenset({"closed", "closing"}),
    },
    "valve": {
        State.OPEN: frozenset({"open", "opening"}),
        State.CLOSED: frozenset({"closed", "closing"}),
        State.ON: frozenset({"open", "opening"}),
        State.OFF: frozenset({"closed", "closing"}),
    },
    "lock": {
        State.LOCKED: frozenset({"locked"}),
        # A jammed lock keeps nobody out.
        State.UNLOCKED: frozenset({"unlocked", "unlocking", "locking", "open", "opening", "jammed"}),
        State.OPEN: frozenset({"unlocked", "open", "opening"}),
        State.CLOSED: frozenset({"locked"}),
    },
    "media_player": {
        State.OFF: _ASLEEP,
        State.PLAYING: frozenset({"playing", "buffering"}),
        State.PAUSED: frozenset({"paused"}),
    },
    "vacuum": {
        State.ON: frozenset({"cleaning", "returning", "on"}),
        State.OFF: frozenset({"docked", "idle", "off", "paused"}),
        State.CLEANING: frozenset({"cleaning"}),
        State.DOCKED: frozenset({"docked"}),
        State.PAUSED: frozenset({"paused"}),
    },
    "lawn_mower": {
        State.ON: frozenset({"mowing", "returning"}),
        State.OFF: frozenset({"docked", "paused"}),
        State.CLEANING: frozenset({"mowing"}),
        State.DOCKED: frozenset({"docked"}),
        State.PAUSED: frozenset({"paused"}),
    },
    "climate": {State.OFF: frozenset({"off"})},
    "water_heater": {State.OFF: frozenset({"off"})},
}
_ON_UNLESS_OFF = frozenset({"media_player", "climate", "water_heater"})


def _named(entity: Entity) -> Mapping[State, frozenset[str]]:
    """Return what each nameable state is for this entity."""
    if entity.domain == "binary_sensor":
        on, off = frozenset({"on"}), frozenset({"off"})
        if entity.device_class == "lock":
            return {State.UNLOCKED: on, State.LOCKED: off}
        if entity.device_class in _OPENINGS:
            return {State.OPEN: on, State.CLOSED: off}
        if entity.device_class in _ALARMS:
            return {State.DETECTED: on, State.ON: on, State.OFF: off}
        return {State.ON: on, State.OFF: off, State.DETECTED: on}
    if entity.domain in _SWITCHED:
        return {State.ON: frozenset({"on"}), State.OFF: frozenset({"off"})}
    return _AS.get(entity.domain, {})


def applies(state: State, entity: Entity) -> bool:
    """Return whether the entity can be in the state at all: a lamp is neither open nor closed."""
    return state in _named(entity) or (state is State.ON and entity.domain in _ON_UNLESS_OFF)


def matches(state: State, entity: Entity, live: LiveState | None) -> bool:
    """Return whether the entity is in the state; never for one that is unavailable."""
    if live is None or live.state in GONE:
        return False
    named = _named(entity)
    if state is State.ON and entity.domain in _ON_UNLESS_OFF:
        return live.state not in named[State.OFF]
    return live.state in named.get(state, frozenset())
