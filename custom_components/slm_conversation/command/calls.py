"""One ability on one entity becomes one service call, with what will show that it was done. Nothing is called here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from homeassistant.util import color as color_util

from ..home.abilities import Ability, LiveState, Way, way_for
from ..home.model import Entity, Value, ValueType
from ..home.properties import Property, has_features, is_supported, main_property, options_of, properties_for
from ..home.text import fold, key_of
from .degrees import NO_STEP
from .expects import STATE, Expects, number_of, read
from .levels import Call, as_speed, clamped, next_speed, present_level, range_of, share_of, step_of, write
from .outcome import Failure

# What people call white, in kelvin as sold: "warm" and "cool" bulbs, and daylight between them.
_WHITES: Mapping[str, float] = {"warm white": 2700, "daylight": 5000, "cool white": 6500}
_PLAIN_WHITE = 4000
_ASLEEP = frozenset({"off", "standby"})
_WHILE_AWAKE = frozenset({Ability.UP, Ability.DOWN, Ability.NEXT, Ability.PREVIOUS})
"""What a player does not do while it is off, though nothing shows that it did not."""
_OFF_AT_ZERO = frozenset({"light", "fan", "media_player"})
_OF_ROOMS = 60.0
"""Degrees between the lowest and the highest that heats or cools a room, in either scale; an oven has more."""
_ON_WHEN_SET = frozenset({"light", "fan", "cover", "valve", "select", "input_select", "number", "input_number"})


@dataclass(frozen=True, slots=True)
class Unable:
    """Why there is no call. ``detail`` is the range ("16..30") for OUT_OF_RANGE."""

    failure: Failure
    detail: str = ""


_UNSUPPORTED = Unable(Failure.UNSUPPORTED)


def call_for(
    entity: Entity, ability: Ability, value: Value | None = None, state: LiveState | None = None
) -> Call | Unable:
    """Return the call that does this on the entity.

    ``state`` is its present one: relative values start from it, and its ranges and options are newer than the
    snapshot's. ON with a value of a light or fan ("on at 50 %") sets the value, which turns it on.
    """
    if state is not None:
        entity = _freshened(entity, state)
        if entity.domain == "media_player" and state.state in _ASLEEP and ability in _WHILE_AWAKE:
            return Unable(Failure.OFF)
    if ability is Ability.SET or (ability is Ability.ON and value is not None):
        return _set(entity, value, state)
    if ability in {Ability.UP, Ability.DOWN}:
        return _change(entity, value, state, 1 if ability is Ability.UP else -1)
    if ability is Ability.TOGGLE:
        return _toggle(entity, state)
    way = way_for(entity, ability)
    return _UNSUPPORTED if way is None else _by_way(entity, way, state)


def calls_for(
    entity: Entity, ability: Ability, value: Value | None = None, state: LiveState | None = None
) -> tuple[Call, ...] | Unable:
    """Return the calls that do this on the entity, in order: most often one.

    "On, at 24 degrees" is two for what is not turned on by being set.
    """
    call = call_for(entity, ability, value, state)
    if isinstance(call, Unable):
        return call
    if (
        ability is Ability.ON
        and value is not None
        and value.option_of != "hvac_modes"
        and entity.domain not in _ON_WHEN_SET
    ):
        on = call_for(entity, Ability.ON, None, state)
        return on if isinstance(on, Unable) else (on, call)
    return (call,)


def clean_call(entity: Entity, area_ids: tuple[str, ...]) -> Call | Unable:
    """Return the call that sends a vacuum to clean these areas; without any, the one that starts it."""
    way = way_for(entity, Ability.CLEAN if area_ids else Ability.START)
    if way is None:
        return _UNSUPPORTED
    call = _by_way(entity, way, None)
    return replace(call, data=MappingProxyType({"cleaning_area_id": list(area_ids)})) if area_ids else call


def _by_way(entity: Entity, way: Way, state: LiveState | None) -> Call:
    """Return the call of a row of the table."""
    data = dict(way.data) | dict(way.fill(entity) or {} if way.fill else {})
    changes = STATE if way.changes == "state" else way.changes
    expects = Expects(way.states, way.unless, way.moving, way.attribute, way.value, changes=changes)
    position = number_of(state.attributes.get("current_position")) if state is not None else None
    if position is not None and "opening" in way.states:
        # A blind that is half open is "open" already; asked to open, it shall go all the way.
        expects = Expects(frozenset({"opening"}), attribute="current_position", value=100, tolerance=5, on_its_way=True)
    elif position is not None and "closing" in way.states:
        expects = replace(expects, attribute="current_position", value=0, tolerance=1, on_its_way=True)
    return Call(way.domain or entity.domain, way.service, expects, MappingProxyType(data))


def _toggle(entity: Entity, state: LiveState | None) -> Call | Unable:
    """Return the call to the other of on and off, by HA's own toggle where the domain has one."""
    on, off = way_for(entity, Ability.ON), way_for(entity, Ability.OFF)
    if entity.domain == "lock":  # never unlocked by a word that does not say so
        return _UNSUPPORTED
    if on is None or off is None:
        return _UNSUPPORTED
    is_off = state is None or _by_way(entity, off, None).expects.met(state)
    call = _by_way(entity, on if is_off else off, state)
    toggle = way_for(entity, Ability.TOGGLE)
    if toggle is None:
        return call
    return Call(toggle.domain or entity.domain, toggle.service, call.expects if state is not None else Expects())


def _set(entity: Entity, value: Value | None, state: LiveState | None) -> Call | Unable:
    """Return the call that sets what the value's type means for this device."""
    if value is None:
        return Unable(Failure.NO_VALUE)
    if value.type is ValueType.COLOR:
        return _set_color(entity, str(value.data))
    items = properties_for(entity, value.type)
    if value.type is ValueType.OPTION:
        return _set_option(entity, items, value)
    if not items or isinstance(value.data, str):
        return _UNSUPPORTED
    item, number = items[0], float(value.data)
    low, high = range_of(entity, item)
    if item.field == "percentage" and value.type is ValueType.NUMBER:
        number = as_speed(number, state)
    elif (share := share_of(value, entity, item, state)) is not None:
        number = (low or 0.0) + share
    if (low is not None and number < low) or (high is not None and number > high):
        return Unable(Failure.OUT_OF_RANGE, f"{_plain(low)}..{_plain(high)}")
    return write(entity, item, number, state)


def _set_option(entity: Entity, items: tuple[Property, ...], value: Value) -> Call | Unable:
    """Return the call that chooses an option, in the entity's own spelling.

    A word that several devices list as an option is found as one of them's: this one's own list comes second.
    """
    wanted = key_of(fold(str(value.data)))
    for item in sorted(items, key=lambda item: item.option_of != value.option_of):
        for option in options_of(entity, item.option_of):
            if key_of(fold(option)) == wanted:
                data = MappingProxyType({item.field: option})
                return Call(entity.domain, item.service, Expects(attribute=item.reads, value=option), data)
    return _UNSUPPORTED


def _set_color(entity: Entity, name: str) -> Call | Unable:
    """Return the call for a colour; whites become a colour temperature on lights that have one."""
    kelvin_items = properties_for(entity, ValueType.KELVIN)
    colorful = bool(properties_for(entity, ValueType.COLOR))
    kelvin = _WHITES.get(name, _PLAIN_WHITE if name == "white" and not colorful else None)
    if kelvin is not None and kelvin_items:
        low, high = range_of(entity, kelvin_items[0])
        return write(entity, kelvin_items[0], clamped(kelvin, low, high), None)
    if not colorful:
        return _UNSUPPORTED
    if kelvin is not None:
        red, green, blue = (round(channel) for channel in color_util.color_temperature_to_rgb(kelvin))
    else:
        try:
            red, green, blue = color_util.color_name_to_rgb(name)
        except ValueError:
            return _UNSUPPORTED
    expects = Expects(attribute="hs_color", value=color_util.color_RGB_to_hs(red, green, blue))
    return Call(entity.domain, "turn_on", expects, MappingProxyType({"rgb_color": (red, green, blue)}))


def _change(entity: Entity, value: Value | None, state: LiveState | None, sign: int) -> Call | Unable:
    """Return the call that changes a property by a value, or the main property by a step."""
    if value is None:
        item = main_property(entity)
    else:
        item = next((item for item in properties_for(entity, value.type) if item.step), None)
    if item is None:
        way = (
            way_for(entity, Ability.OPEN if sign > 0 else Ability.CLOSE)
            if entity.domain == "cover" and value is None
            else None
        )
        return _UNSUPPORTED if way is None else _by_way(entity, way, state)
    if value is None and item.steppers and has_features(entity.features, item.stepper_features):
        return _stepped(entity, item, item.steppers[0 if sign > 0 else 1], state, sign)
    present = present_level(entity, item, state) if is_supported(entity, item) else None
    if present is None:
        return _UNSUPPORTED
    if present == 0 and sign < 0 and entity.domain in _OFF_AT_ZERO:
        return Call(entity.domain, item.service, Expects(), needed=False)
    target = _target(entity, item, value, state, present, sign)
    return replace(write(entity, item, target, state), needed=target != present)


def _stepped(entity: Entity, item: Property, service: str, state: LiveState | None, sign: int) -> Call:
    """Return the call of a service that does one step."""
    end = (item.most or 0.0) if sign > 0 else (item.least or 0.0)
    expects = Expects(
        attribute=item.reads, value=end * item.scale, tolerance=item.tolerance * item.scale, on_its_way=True
    )
    if state is not None and number_of(read(state, item.reads)) is None:
        expects = Expects()
    return Call(entity.domain, service, expects)


def _target(
    entity: Entity, item: Property, value: Value | None, state: LiveState | None, present: float, sign: int
) -> float:
    """Return the level that is "more" or "less" than the present one, within the range."""
    low, high = range_of(entity, item)
    if value is None or isinstance(value.data, str):
        if item.field == "percentage" and (speed := next_speed(present, sign, state)) is not None:
            return speed
        amount = step_of(entity, item, state)
    else:
        share = share_of(value, entity, item, state)
        amount = float(value.data) if share is None else share
        if value.type is ValueType.DEGREE and _is_goal(amount, present, sign, low, high):
            return amount
    if entity.domain in {"light", "fan"} and sign < 0:
        low = 1  # dimmed, slowed: not turned off
    return clamped(present + sign * amount, low, high)


def _is_goal(degrees: float, present: float, sign: int, low: float | None, high: float | None) -> bool:
    """Return whether degrees are where to go, however it was understood: "up to 22" is one in a room, "by 50" none of an oven."""
    if degrees < NO_STEP or (degrees - present) * sign < 0:
        return False
    if low is None or high is None:
        return True
    stepped = present + sign * degrees
    return low <= degrees <= high and (high - low <= _OF_ROOMS or not low <= stepped <= high)


def _freshened(entity: Entity, state: LiveState) -> Entity:
    """Return the entity with the capabilities of its present state, which the registry may follow later."""
    live = state.attributes
    known = {name: live[name] for name in entity.attributes if live.get(name) is not None}
    features = live.get("supported_features")
    attributes = MappingProxyType(dict(entity.attributes) | known)
    return replace(entity, attributes=attributes, features=features if isinstance(features, int) else entity.features)


def _plain(number: float | None) -> str:
    """Return a bound as it is spoken: no decimals where there are none."""
    return "" if number is None else f"{number:g}"
