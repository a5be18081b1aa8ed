"""What can be set on a device: a value's type tells the property, this table how Home Assistant writes and reads it.

Feature bits and field names are those of the ``const.py`` of each component in homeassistant 2026.11.0. They are
written out here because importing the components loads their libraries, and the training data is made from this
table too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Entity, ValueType

_PERCENT = frozenset({ValueType.PERCENT, ValueType.NUMBER})
_DEGREE = frozenset({ValueType.DEGREE, ValueType.NUMBER})
_OPTION = frozenset({ValueType.OPTION})

COLOR_MODES = frozenset({"hs", "xy", "rgb", "rgbw", "rgbww"})
_WHITE_MODES = frozenset({"color_temp", "rgbww"})
_DIMMABLE_MODES = COLOR_MODES | {"brightness", "color_temp", "white"}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a domain.

    ``features`` are masks of which one must be wholly supported; ``modes`` are colour modes of which a light needs
    one. ``reads`` is the attribute that holds the present value, empty for the state itself. ``scale`` turns a
    ``Value``'s number into what ``field`` takes, ``read_scale`` what is read into a ``Value``'s unit. ``low`` and
    ``high`` name the attributes of the range, ``least`` and ``most`` stand in where these are missing. ``step`` is
    what UP and DOWN change without a value (0: cannot be stepped), never less than the attribute ``step_of``;
    ``steppers`` are the services for it where the device knows its own step. ``tolerance`` is how far off, in a
    ``Value``'s unit, a device may report the value it was given. ``slow`` marks what takes longer to get there than
    a speaker waits.
    """

    types: frozenset[ValueType]
    service: str
    field: str
    reads: str = ""
    features: tuple[int, ...] = ()
    modes: frozenset[str] = frozenset()
    option_of: str = ""
    low: str = ""
    high: str = ""
    least: float | None = None
    most: float | None = None
    scale: float = 1.0
    read_scale: float = 1.0
    step: float = 0.0
    step_of: str = ""
    steppers: tuple[str, str] | None = None
    stepper_features: tuple[int, ...] = ()
    tolerance: float = 0.5
    whole: bool = False
    slow: bool = False


def _option(option_of: str, service: str, field: str, reads: str, features: tuple[int, ...] = ()) -> Property:
    """Return a property that takes one of the options an attribute lists."""
    return Property(_OPTION, service, field, reads, features, option_of=option_of)


def _position(service: str, field: str, reads: str, feature: int) -> Property:
    """Return the position of something that moves, 0 to 100, where 100 is open."""
    return Property(
        _PERCENT, service, field, reads, (feature,), least=0, most=100, step=20, tolerance=5, whole=True, slow=True
    )


def _temperature(step_of: str) -> Property:
    """Return a target temperature, in the home's own unit."""
    return Property(
        _DEGREE,
        "set_temperature",
        "temperature",
        "temperature",
        (1,),
        low="min_temp",
        high="max_temp",
        step=1,
        step_of=step_of,
    )


def _humidity(types: frozenset[ValueType], features: tuple[int, ...]) -> Property:
    """Return a target humidity in percent."""
    return Property(
        types,
        "set_humidity",
        "humidity",
        "humidity",
        features,
        low="min_humidity",
        high="max_humidity",
        least=0,
        most=100,
        step=5,
        step_of="target_humidity_step",
        tolerance=1,
        whole=True,
    )


_NUMBER = Property(
    frozenset({ValueType.NUMBER, ValueType.DEGREE, ValueType.PERCENT}),
    "set_value",
    "value",
    low="min",
    high="max",
    step=1,
    step_of="step",
    tolerance=0.01,
)

# The first that can be stepped is a domain's main property: what "more" and "less" change.
PROPERTIES: Mapping[str, tuple[Property, ...]] = {
    "light": (
        Property(
            _PERCENT,
            "turn_on",
            "brightness_pct",
            "brightness",
            modes=_DIMMABLE_MODES,
            least=0,
            most=100,
            read_scale=100 / 255,
            step=20,
            tolerance=2,
            whole=True,
        ),
        Property(
            frozenset({ValueType.KELVIN}),
            "turn_on",
            "color_temp_kelvin",
            "color_temp_kelvin",
            modes=_WHITE_MODES,
            low="min_color_temp_kelvin",
            high="max_color_temp_kelvin",
            step=500,
            tolerance=150,
            whole=True,
        ),
        Property(frozenset({ValueType.COLOR}), "turn_on", "rgb_color", "hs_color", modes=COLOR_MODES),
        _option("effect_list", "turn_on", "effect", "effect", (4,)),
    ),
    "fan": (
        Property(
            _PERCENT,
            "set_percentage",
            "percentage",
            "percentage",
            (1,),
            least=0,
            most=100,
            step=20,
            step_of="percentage_step",
            tolerance=2,
            whole=True,
        ),
        _option("preset_modes", "set_preset_mode", "preset_mode", "preset_mode", (8,)),
    ),
    "cover": (
        _position("set_cover_position", "position", "current_position", 4),
        _position("set_cover_tilt_position", "tilt_position", "current_tilt_position", 128),
    ),
    "valve": (_position("set_valve_position", "position", "current_position", 4),),
    "climate": (
        _temperature("target_temp_step"),
        _humidity(frozenset({ValueType.PERCENT}), (4,)),
        _option("hvac_modes", "set_hvac_mode", "hvac_mode", ""),
        _option("fan_modes", "set_fan_mode", "fan_mode", "fan_mode", (8,)),
        _option("preset_modes", "set_preset_mode", "preset_mode", "preset_mode", (16,)),
        _option("swing_modes", "set_swing_mode", "swing_mode", "swing_mode", (32,)),
        _option(
            "swing_horizontal_modes",
            "set_swing_horizontal_mode",
            "swing_horizontal_mode",
            "swing_horizontal_mode",
            (512,),
        ),
    ),
    "water_heater": (
        _temperature("target_temp_step"),
        _option("operation_list", "set_operation_mode", "operation_mode", "operation_mode", (2,)),
    ),
    "humidifier": (
        _humidity(_PERCENT, ()),
        _option("available_modes", "set_mode", "mode", "mode", (1,)),
    ),
    "media_player": (
        Property(
            _PERCENT,
            "volume_set",
            "volume_level",
            "volume_level",
            (4,),
            least=0,
            most=100,
            scale=0.01,
            read_scale=100,
            step=10,
            steppers=("volume_up", "volume_down"),
            stepper_features=(4, 1024),
            tolerance=2,
        ),
        _option("source_list", "select_source", "source", "source", (2048,)),
        _option("sound_mode_list", "select_sound_mode", "sound_mode", "sound_mode", (65536,)),
    ),
    "vacuum": (_option("fan_speed_list", "set_fan_speed", "fan_speed", "fan_speed", (32,)),),
    "select": (_option("options", "select_option", "option", ""),),
    "input_select": (_option("options", "select_option", "option", ""),),
    "number": (_NUMBER,),
    "input_number": (_NUMBER,),
}

CAPABILITY_ATTRIBUTES: frozenset[str] = frozenset(
    {"supported_color_modes"}
    | {
        name
        for properties in PROPERTIES.values()
        for item in properties
        for name in (item.option_of, item.low, item.high, item.step_of)
        if name
    }
)
"""The attributes that a snapshot keeps of an entity: what it can do, not what it is doing."""


def has_features(features: int, masks: tuple[int, ...]) -> bool:
    """Return whether one of the masks is wholly supported, as HA itself reads them; no masks ask for nothing."""
    return not masks or any(features & mask == mask for mask in masks)


def options_of(entity: Entity, option_of: str) -> tuple[str, ...]:
    """Return the options an attribute of the entity lists, as the entity spells them."""
    listed = entity.attributes.get(option_of)
    return tuple(str(option) for option in listed) if isinstance(listed, list | tuple) else ()


def is_supported(entity: Entity, item: Property) -> bool:
    """Return whether the entity has the property."""
    if not has_features(entity.features, item.features):
        return False
    if item.modes and item.modes.isdisjoint(options_of(entity, "supported_color_modes")):
        return False
    return not item.option_of or bool(options_of(entity, item.option_of))


def properties_for(entity: Entity, value_type: ValueType) -> tuple[Property, ...]:
    """Return the properties of the entity that a value of this type may set, the likeliest first."""
    return tuple(
        item for item in PROPERTIES.get(entity.domain, ()) if value_type in item.types and is_supported(entity, item)
    )


def main_property(entity: Entity) -> Property | None:
    """Return what "more" and "less" change, or None where nothing can be stepped."""
    for item in PROPERTIES.get(entity.domain, ()):
        if not item.step:
            continue
        if is_supported(entity, item) or (item.steppers and has_features(entity.features, item.stepper_features)):
            return item
    return None
