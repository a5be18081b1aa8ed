"""What devices can do and how Home Assistant does it: one table, read by prompt, execution and tools alike.

Feature bits, services and states are those of the components in homeassistant 2026.11.0 (``const.py``,
``services.py``), written out because importing the components loads their libraries. What is *set* (brightness,
temperature, options) is in ``properties.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .kinds import Kind
from .model import Entity, ValueType
from .properties import has_features, main_property, options_of, properties_for


class Ability(StrEnum):
    """What a speaker can want of a device; one control token each.

    SET writes the property that the value's type means for the device (50 % is a light's brightness, a cover's
    position, a speaker's volume; 24 degrees a thermostat's target; an option the attribute that lists it). UP and
    DOWN change the device's main property by a step or by the value given.
    """

    ON = "on"
    OFF = "off"
    TOGGLE = "toggle"
    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"
    SET = "set"
    UP = "up"
    DOWN = "down"
    LOCK = "lock"
    UNLOCK = "unlock"
    MUTE = "mute"
    UNMUTE = "unmute"
    PLAY = "play"
    PAUSE = "pause"
    NEXT = "next"
    PREVIOUS = "previous"
    START = "start"
    DOCK = "dock"
    LOCATE = "locate"
    CLEAN = "clean"  # targets are the places to clean, besides at most one vacuum


GONE = frozenset({"unavailable", "unknown"})
"""States that tell nothing of a device."""


@dataclass(frozen=True, slots=True)
class LiveState:
    """An entity's state at one moment, as HA gives it."""

    state: str
    attributes: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do an ability: a service and what shows afterwards that it was done.

    ``features`` are masks of which one must be wholly supported. Any of ``states`` shows success, or any but
    ``unless``, or ``attribute`` being ``value``, or a change of the attribute ``changes`` ("state" for the state
    itself); where none is given nothing can be seen. ``moving`` are states that it may still be in when the wait is over. ``fill`` adds data that depends on the device, and returns None
    where there is none to add.
    """

    service: str
    features: tuple[int, ...] = ()
    states: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    moving: frozenset[str] = frozenset()
    attribute: str = ""
    value: object = None
    changes: str = ""
    domain: str = ""
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    fill: Callable[[Entity], Mapping[str, object] | None] | None = None


_ON = frozenset({"on"})
_OFF = frozenset({"off"})
_OPEN = frozenset({"open", "opening"})
_CLOSED = frozenset({"closed", "closing"})
_LOCKED, _LOCKING = frozenset({"locked"}), frozenset({"locking"})
_UNLOCKED, _UNLOCKING = frozenset({"unlocked", "open"}), frozenset({"unlocking", "opening"})
_HALTED = frozenset({"open", "closed"})
_PLAYING = frozenset({"playing", "buffering"})
_SILENT = frozenset({"paused", "idle", "on", "off", "standby"})
_SLEEPING = frozenset({"off", "standby"})
_HOMEWARD = frozenset({"returning", "docked"})
_STANDING = frozenset({"idle", "paused", "docked", "returning"})

# The mode that turns a climate device on where it has no service for that: what the device is for comes first.
_MODES_ON: Mapping[Kind, tuple[str, ...]] = {
    Kind.AC: ("cool", "heat_cool", "auto", "dry", "fan_only", "heat"),
    Kind.HEATER: ("heat", "heat_cool", "auto"),
}
_MODES_ON_ELSE = ("heat_cool", "auto", "heat", "cool", "dry", "fan_only")


def _hvac_on(entity: Entity) -> Mapping[str, object] | None:
    """Return the mode that means "on" for this climate device."""
    modes = options_of(entity, "hvac_modes")
    wanted = _MODES_ON.get(entity.kind, _MODES_ON_ELSE)
    return next(({"hvac_mode": mode} for mode in wanted if mode in modes), None)


def _hvac_off(entity: Entity) -> Mapping[str, object] | None:
    """Return the off mode, where the device lists one."""
    return {"hvac_mode": "off"} if "off" in options_of(entity, "hvac_modes") else None


def _heater_off(entity: Entity) -> Mapping[str, object] | None:
    """Return the off operation of a water heater, where it lists one."""
    return {"operation_mode": "off"} if "off" in options_of(entity, "operation_list") else None


type Ways = Mapping[Ability, tuple[Way, ...]]


def _switched(on: int = 0, off: int = 0, domain: str = "") -> dict[Ability, tuple[Way, ...]]:
    """Return the ways of what is simply on or off; ``on`` and ``off`` are the feature bits that HA asks for, if any."""
    turn_on = Way("turn_on", (on,) if on else (), states=_ON, domain=domain)
    turn_off = Way("turn_off", (off,) if off else (), states=_OFF, domain=domain)
    toggle = Way("toggle", (on | off,) if on or off else (), domain=domain)
    return {Ability.ON: (turn_on,), Ability.OFF: (turn_off,), Ability.TOGGLE: (toggle,)}


def _running(ways: dict[Ability, tuple[Way, ...]]) -> dict[Ability, tuple[Way, ...]]:
    """Return the same ways for a device that people also start and stop."""
    return ways | {Ability.START: ways[Ability.ON], Ability.STOP: ways[Ability.OFF]}


_PRESS: Ways = {ability: (Way("press", changes="state"),) for ability in (Ability.ON, Ability.START)}
_STEP_THROUGH: Ways = {
    Ability.NEXT: (Way("select_next", changes="state"),),
    Ability.PREVIOUS: (Way("select_previous", changes="state"),),
}
_SCRIPT_RUN = (Way("turn_on", changes="last_triggered"),)
_SCRIPT_END = (Way("turn_off", states=_OFF),)

_COVER_OPEN = (
    Way("open_cover", (1,), states=_OPEN),
    Way("set_cover_position", (4,), states=_OPEN, data=MappingProxyType({"position": 100})),
    Way("open_cover_tilt", (16,)),
)
_COVER_CLOSE = (
    Way("close_cover", (2,), states=_CLOSED),
    Way("set_cover_position", (4,), states=_CLOSED, data=MappingProxyType({"position": 0})),
    Way("close_cover_tilt", (32,)),
)
_VALVE_OPEN = (Way("open_valve", (1,), states=_OPEN),)
_VALVE_CLOSE = (Way("close_valve", (2,), states=_CLOSED),)

_CLIMATE_ON = (
    Way("turn_on", (256,), unless=_OFF),
    Way("set_hvac_mode", unless=_OFF, fill=_hvac_on),
)
_CLIMATE_OFF = (
    Way("turn_off", (128,), states=_OFF),
    Way("set_hvac_mode", states=_OFF, fill=_hvac_off),
)
_BOILER_ON = (Way("turn_on", (8,), unless=_OFF),)
_BOILER_OFF = (
    Way("turn_off", (8,), states=_OFF),
    Way("set_operation_mode", (2,), states=_OFF, fill=_heater_off),
)

_MEDIA_PLAY = Way("media_play", (16384,), states=_PLAYING)
_MEDIA_PAUSE = Way("media_pause", (1,), states=_SILENT)
_MEDIA_STOP = Way("media_stop", (4096,), states=_SILENT)
_MEDIA_ON = Way("turn_on", (128,), unless=_SLEEPING)
_MEDIA_OFF = Way("turn_off", (256,), states=_SLEEPING)

_VACUUM_START = Way("start", (8192,), states=frozenset({"cleaning"}))
_VACUUM_HOME = Way("return_to_base", (16,), states=_HOMEWARD)
_VACUUM_STOP = Way("stop", (8,), states=_STANDING)
_VACUUM_PAUSE = Way("pause", (4,), states=_STANDING)

_MOW = Way("start_mowing", (1,), states=frozenset({"mowing"}))
_MOWER_HOME = Way("dock", (4,), states=_HOMEWARD)
_MOWER_PAUSE = Way("pause", (2,), unless=frozenset({"mowing"}))
_MOWER_STOP = Way("stop", (8,), unless=frozenset({"mowing"}))


def _mute(*, muted: bool) -> tuple[Way, ...]:
    """Return the way to mute or unmute."""
    data = MappingProxyType({"is_volume_muted": muted})
    return (Way("volume_mute", (8,), attribute="is_volume_muted", value=muted, data=data),)


# The first way whose demands the device meets is taken. A lock is never turned *off*, and OPEN only unlocks it:
# pulling the latch (``lock.open``) swings a door open, which is more than was asked by anyone who says "open" of a
# lock.
WAYS: Mapping[str, Ways] = {
    "light": _switched(),
    "switch": _running(_switched()),
    "input_boolean": _running(_switched()),
    "remote": _switched(),
    "siren": _switched(1, 2),
    "camera": _switched(1, 1) | {Ability.TOGGLE: ()},
    "group": _switched(domain="homeassistant"),
    "fan": _running(_switched(32, 16)),
    "humidifier": _running(_switched()),
    "automation": _switched() | {Ability.START: (Way("trigger", changes="last_triggered"),)},
    "script": {
        Ability.ON: _SCRIPT_RUN,
        Ability.START: _SCRIPT_RUN,
        Ability.PLAY: _SCRIPT_RUN,
        Ability.OFF: _SCRIPT_END,
        Ability.STOP: _SCRIPT_END,
    },
    "scene": {ability: (Way("turn_on", changes="state"),) for ability in (Ability.ON, Ability.START, Ability.PLAY)},
    "button": _PRESS,
    "input_button": _PRESS,
    "select": _STEP_THROUGH,
    "input_select": _STEP_THROUGH,
    "cover": {
        Ability.ON: _COVER_OPEN,
        Ability.OPEN: _COVER_OPEN,
        Ability.OFF: _COVER_CLOSE,
        Ability.CLOSE: _COVER_CLOSE,
        Ability.STOP: (Way("stop_cover", (8,), states=_HALTED), Way("stop_cover_tilt", (64,))),
        Ability.TOGGLE: (Way("toggle", (3,)),),
    },
    "valve": {
        Ability.ON: _VALVE_OPEN,
        Ability.OPEN: _VALVE_OPEN,
        Ability.OFF: _VALVE_CLOSE,
        Ability.CLOSE: _VALVE_CLOSE,
        Ability.STOP: (Way("stop_valve", (8,), states=_HALTED),),
        Ability.TOGGLE: (Way("toggle", (3,)),),
    },
    "lock": {
        Ability.LOCK: (Way("lock", states=_LOCKED, moving=_LOCKING),),
        Ability.CLOSE: (Way("lock", states=_LOCKED, moving=_LOCKING),),
        Ability.ON: (Way("lock", states=_LOCKED, moving=_LOCKING),),
        Ability.UNLOCK: (Way("unlock", states=_UNLOCKED, moving=_UNLOCKING),),
        Ability.OPEN: (Way("unlock", states=_UNLOCKED, moving=_UNLOCKING),),
    },
    "climate": _running({Ability.ON: _CLIMATE_ON, Ability.OFF: _CLIMATE_OFF, Ability.TOGGLE: (Way("toggle", (384,)),)}),
    "water_heater": _running({Ability.ON: _BOILER_ON, Ability.OFF: _BOILER_OFF}),
    "media_player": {
        Ability.ON: (_MEDIA_ON,),
        Ability.OFF: (_MEDIA_OFF,),
        Ability.TOGGLE: (Way("toggle", (384,)),),
        Ability.PLAY: (_MEDIA_PLAY,),
        Ability.START: (_MEDIA_PLAY, _MEDIA_ON),
        Ability.PAUSE: (_MEDIA_PAUSE, _MEDIA_STOP),
        Ability.STOP: (_MEDIA_STOP, _MEDIA_PAUSE),
        Ability.NEXT: (Way("media_next_track", (32,)),),
        Ability.PREVIOUS: (Way("media_previous_track", (16,)),),
        Ability.MUTE: _mute(muted=True),
        Ability.UNMUTE: _mute(muted=False),
    },
    "vacuum": {
        Ability.ON: (_VACUUM_START,),
        Ability.START: (_VACUUM_START,),
        Ability.PLAY: (_VACUUM_START,),
        Ability.CLEAN: (Way("clean_area", (16384,), states=frozenset({"cleaning"})),),
        Ability.OFF: (_VACUUM_HOME, _VACUUM_STOP),
        Ability.DOCK: (_VACUUM_HOME,),
        Ability.STOP: (_VACUUM_STOP, _VACUUM_PAUSE),
        Ability.PAUSE: (_VACUUM_PAUSE,),
        Ability.LOCATE: (Way("locate", (512,)),),
    },
    "lawn_mower": {
        Ability.ON: (_MOW,),
        Ability.START: (_MOW,),
        Ability.PLAY: (_MOW,),
        Ability.OFF: (_MOWER_HOME,),
        Ability.DOCK: (_MOWER_HOME,),
        Ability.PAUSE: (_MOWER_PAUSE,),
        Ability.STOP: (_MOWER_STOP, _MOWER_PAUSE),
    },
}


def way_for(entity: Entity, ability: Ability) -> Way | None:
    """Return how the entity does the ability, or None where it cannot; SET, UP and DOWN are in ``properties.py``."""
    for way in WAYS.get(entity.domain, {}).get(ability, ()):
        if has_features(entity.features, way.features) and (way.fill is None or way.fill(entity) is not None):
            return way
    return None


def can(entity: Entity, ability: Ability, value_type: ValueType | None = None) -> bool:
    """Return whether the entity can do the ability, with a value of this type where one is given.

    SET without a type asks whether anything can be set at all; UP and DOWN without one whether the main property can
    be stepped.
    """
    if ability is Ability.SET:
        types = ValueType if value_type is None else (value_type,)
        return any(properties_for(entity, item) for item in types)
    if ability in {Ability.UP, Ability.DOWN}:
        if value_type is None:
            return main_property(entity) is not None or _opens(entity)
        return any(item.step for item in properties_for(entity, value_type))
    if way_for(entity, ability) is None:
        return False
    return value_type is None or bool(properties_for(entity, value_type))


def _opens(entity: Entity) -> bool:
    """Return whether UP and DOWN mean open and close: a blind without positions goes up all the way."""
    return entity.domain == "cover" and way_for(entity, Ability.OPEN) is not None
