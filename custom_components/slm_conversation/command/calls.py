"""One ability on one entity becomes one service call, with what will show that it was done. Nothing is called here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from homeassistant.util import color as color_util

from ..home.abilities import Ability, LiveState, Way, way_for
from ..home.model import Entity, Value, ValueType
from ..home.properties import Property, has_features, is_supported, main_property, options_of, properties_for
from ..home.text import fold, key_of
from .degrees import NO_STEP
from .expects import STATE, Expects, number_of, read
from .outcome import Failure

# What people call white, in kelvin as sold: "warm" and "cool" bulbs, and daylight between them.
_WHITES: Mapping[str, float] = {"warm white": 2700, "daylight": 5000, "cool white": 6500}
_PLAIN_WHITE = 4000
_ON_WHEN_SET = frozenset({"light", "fan", "cover", "valve", "select", "input_select", "number", "input_number"})


@dataclass(frozen=True, slots=True)
class Call:
    """A service call for one entity. ``needed`` is False where there is nothing to change ("dimmer" of what is off)."""

    domain: str
    service: str
    expects: Expects
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    needed: bool = True


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
    expects = Expects(
        way.states, way.unless, way.attribute, way.value, changes="" if way.changes == "state" else way.changes
    )
    if way.changes == "state":
        expects = replace(expects, changes=STATE)
    position = number_of(state.attributes.get("current_position")) if state is not None else None
    if position is not None and way.states and "opening" in way.states and "unlocked" not in way.states:
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
    if item.field == "percentage" and value.type is ValueType.NUMBER:
        number = _as_speed(number, state)
    low, high = _range(entity, item)
    if (low is not None and number < low) or (high is not None and number > high):
        return Unable(Failure.OUT_OF_RANGE, f"{_plain(low)}..{_plain(high)}")
    return _write(entity, item, number, state)


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
        low, high = _range(entity, kelvin_items[0])
        return _write(entity, kelvin_items[0], _clamped(kelvin, low, high), None)
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
        end = (item.most or 0.0) if sign > 0 else (item.least or 0.0)
        expects = Expects(
            attribute=item.reads, value=end * item.scale, tolerance=item.tolerance * item.scale, on_its_way=True
        )
        if state is not None and number_of(read(state, item.reads)) is None:
            expects = Expects()
        return Call(entity.domain, item.steppers[0 if sign > 0 else 1], expects)
    present = _present(entity, item, state) if is_supported(entity, item) else None
    if present is None:
        return _UNSUPPORTED
    if present == 0 and sign < 0:
        return Call(entity.domain, item.service, Expects(), needed=False)
    amount = _step(entity, item, state) if value is None or isinstance(value.data, str) else float(value.data)
    low, high = _range(entity, item)
    in_range = (low is None or low <= amount) and (high is None or amount <= high)
    if value is not None and value.type is ValueType.DEGREE and in_range and amount >= NO_STEP:
        return _write(entity, item, amount, state)
    if entity.domain in {"light", "fan"} and sign < 0:
        low = 1  # dimmed, slowed: not turned off
    target = _clamped(present + sign * amount, low, high)
    call = _write(entity, item, target, state)
    return replace(call, needed=target != present)


def _write(entity: Entity, item: Property, number: float, state: LiveState | None) -> Call:
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


def _present(entity: Entity, item: Property, state: LiveState | None) -> float | None:
    """Return the present value in a ``Value``'s unit, from which "more" starts; 0 for a light or fan that is off."""
    if state is None:
        return None
    number = number_of(read(state, item.reads))
    if number is not None:
        return round(number * item.read_scale) if item.whole else number * item.read_scale
    if entity.domain in {"light", "fan"} and item.reads in {"brightness", "percentage"}:
        return 0.0
    if item.field == "temperature":
        band = _band(state)
        return (band[0] + band[1]) / 2 if band else number_of(state.attributes.get("current_temperature"))
    return None


def _step(entity: Entity, item: Property, state: LiveState | None) -> float:
    """Return by how much "more" is more: the property's step, but at least what the device can tell apart."""
    own = entity.attributes.get(item.step_of) if item.step_of else None
    if own is None and state is not None:
        own = state.attributes.get(item.step_of)
    step = max(item.step, number_of(own) or 0.0) if item.field != "value" else number_of(own) or item.step
    low, high = _range(entity, item)
    if item.field == "value" and low is not None and high is not None and step > 0:
        # A tenth of the range, in whole steps: one degree of a fridge's seven, ten of a pump's hundred.
        step *= max(1, round((high - low) / 10 / step))
    return step


def _as_speed(number: float, state: LiveState | None) -> float:
    """Return the percentage for "speed 2" of a fan with a few speeds, the number itself for one with many."""
    step = number_of(state.attributes.get("percentage_step")) if state is not None else None
    return min(100.0, number * step) if step is not None and step >= 10 and number * step <= 100.5 else number


def _range(entity: Entity, item: Property) -> tuple[float | None, float | None]:
    """Return the least and greatest value that can be set, in a ``Value``'s unit."""
    low = number_of(entity.attributes.get(item.low)) if item.low else None
    high = number_of(entity.attributes.get(item.high)) if item.high else None
    return (item.least if low is None else low), (item.most if high is None else high)


def _freshened(entity: Entity, state: LiveState) -> Entity:
    """Return the entity with the capabilities of its present state, which the registry may follow later."""
    live = state.attributes
    known = {name: live[name] for name in entity.attributes if live.get(name) is not None}
    features = live.get("supported_features")
    attributes = MappingProxyType(dict(entity.attributes) | known)
    return replace(entity, attributes=attributes, features=features if isinstance(features, int) else entity.features)


def _clamped(number: float, low: float | None, high: float | None) -> float:
    """Return the number, held within the range."""
    if low is not None:
        number = max(low, number)
    return number if high is None else min(high, number)


def _plain(number: float | None) -> str:
    """Return a bound as it is spoken: no decimals where there are none."""
    return "" if number is None else f"{number:g}"
