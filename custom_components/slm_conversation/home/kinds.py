"""What people call devices. A kind is finer than a domain: a television and a speaker are both media players.

The finest kind of an entity comes from its domain, its device class and, for what those leave open (a switch that is a
coffee maker), from kind words in its name. Wider kinds (``COVER``, ``MEDIA``...) include finer ones.
"""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of device or sensor; one control token each."""

    THING = "thing"  # anything that can be switched: "everything in the kitchen"
    LIGHT = "light"
    SWITCH = "switch"
    OUTLET = "outlet"
    FAN = "fan"
    AIR_PURIFIER = "air_purifier"
    HUMIDIFIER = "humidifier"
    DEHUMIDIFIER = "dehumidifier"
    COVER = "cover"
    BLIND = "blind"  # blinds, shades, shutters
    CURTAIN = "curtain"
    AWNING = "awning"
    GARAGE = "garage"
    GATE = "gate"
    WINDOW = "window"
    DOOR = "door"
    LOCK = "lock"
    VALVE = "valve"
    CLIMATE = "climate"
    AC = "ac"
    HEATER = "heater"
    WATER_HEATER = "water_heater"
    MEDIA = "media"
    TV = "tv"
    SPEAKER = "speaker"
    VACUUM = "vacuum"
    MOWER = "mower"
    SCENE = "scene"
    SCRIPT = "script"
    AUTOMATION = "automation"
    BUTTON = "button"
    WASHER = "washer"
    DRYER = "dryer"
    DISHWASHER = "dishwasher"
    FRIDGE = "fridge"
    OVEN = "oven"
    MICROWAVE = "microwave"
    COOKTOP = "cooktop"
    KETTLE = "kettle"
    COFFEE = "coffee"
    RICE_COOKER = "rice_cooker"
    HOOD = "hood"
    CAMERA = "camera"
    SELECT = "select"
    NUMBER = "number"
    LIST = "list"
    WEATHER = "weather"
    PERSON = "person"
    TEMPERATURE = "temperature"
    HUMIDITY = "humidity"
    BRIGHTNESS = "brightness"  # an illuminance sensor
    AIR_QUALITY = "air_quality"  # particulates, CO2, VOC
    BATTERY = "battery"
    POWER = "power"  # power and energy
    MOTION = "motion"
    PRESENCE = "presence"
    LEAK = "leak"
    SMOKE = "smoke"
    SENSOR = "sensor"  # any other reading


WIDER: dict[Kind, frozenset[Kind]] = {
    Kind.SWITCH: frozenset({Kind.OUTLET}),
    Kind.COVER: frozenset({Kind.BLIND, Kind.CURTAIN, Kind.AWNING, Kind.GARAGE, Kind.GATE, Kind.WINDOW, Kind.DOOR}),
    Kind.CLIMATE: frozenset({Kind.AC, Kind.HEATER}),
    Kind.MEDIA: frozenset({Kind.TV, Kind.SPEAKER}),
    Kind.DOOR: frozenset({Kind.LOCK}),
}

UNCOUNTED = frozenset({
    Kind.SCENE, Kind.SCRIPT, Kind.AUTOMATION, Kind.BUTTON, Kind.LOCK, Kind.CAMERA, Kind.SELECT, Kind.NUMBER, Kind.LIST, Kind.WEATHER,
    Kind.PERSON, Kind.TEMPERATURE, Kind.HUMIDITY, Kind.BRIGHTNESS, Kind.AIR_QUALITY, Kind.BATTERY, Kind.POWER, Kind.MOTION, Kind.PRESENCE,
    Kind.LEAK, Kind.SMOKE, Kind.SENSOR,
})  # fmt: skip
"""Kinds that "everything" does not mean: they cannot be switched on and off, or should not be with all the rest."""


def includes(wider: Kind, kind: Kind) -> bool:
    """Whether a device of ``kind`` is meant when someone speaks of ``wider``."""
    return kind is wider or kind in WIDER.get(wider, frozenset()) or (wider is Kind.THING and kind not in UNCOUNTED)
