"""What a reply speaks of, before it has a language: the verb, the subject, the value."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum, auto
import re
import unicodedata

from ...home.abilities import Ability
from ...home.model import Entity, Home, Value, ValueType
from ..degrees import NO_STEP
from ..outcome import Acted, Reading
from ..plan import Action, Group, Target

# HA reopens the microphone after a text that ends in one of these.
_QUESTION_MARKS = re.compile("[?;？\u037e]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LONGEST_NAME = 60


class Verb(StrEnum):
    """What was done, finer than an ability: a light is made brighter, a speaker louder, a scene activated."""

    ON = auto()
    OFF = auto()
    TOGGLE = auto()
    ACTIVATE = auto()
    RUN = auto()
    PRESS = auto()
    OPEN = auto()
    CLOSE = auto()
    STOP = auto()
    SET = auto()
    SET_BRIGHTNESS = auto()
    SET_POSITION = auto()
    SET_VOLUME = auto()
    SET_SPEED = auto()
    SET_HUMIDITY = auto()
    SET_COLOR = auto()
    SET_KELVIN = auto()
    SET_OPTION = auto()
    SET_AIRFLOW = auto()
    SET_SWING = auto()
    STOP_SWING = auto()
    BRIGHTER = auto()
    DIMMER = auto()
    LOUDER = auto()
    QUIETER = auto()
    WARMER = auto()
    COOLER = auto()
    FASTER = auto()
    SLOWER = auto()
    DAMPER = auto()
    DRIER = auto()
    UP = auto()
    DOWN = auto()
    LOCK = auto()
    UNLOCK = auto()
    MUTE = auto()
    UNMUTE = auto()
    PLAY = auto()
    PAUSE = auto()
    NEXT = auto()
    PREVIOUS = auto()
    START = auto()
    DOCK = auto()
    LOCATE = auto()
    CLEAN = auto()


_ON_BY_DOMAIN = {
    "scene": Verb.ACTIVATE,
    "script": Verb.RUN,
    "button": Verb.PRESS,
    "input_button": Verb.PRESS,
    "media_player": Verb.ON,
    "cover": Verb.OPEN,
    "valve": Verb.OPEN,
    "vacuum": Verb.START,
    "lawn_mower": Verb.START,
}
_OFF_BY_DOMAIN = {"cover": Verb.CLOSE, "valve": Verb.CLOSE, "vacuum": Verb.DOCK, "lawn_mower": Verb.DOCK}
_PERCENT_BY_DOMAIN = {
    "light": Verb.SET_BRIGHTNESS,
    "cover": Verb.SET_POSITION,
    "valve": Verb.SET_POSITION,
    "media_player": Verb.SET_VOLUME,
    "fan": Verb.SET_SPEED,
    "humidifier": Verb.SET_HUMIDITY,
}
_RELATIVE_BY_DOMAIN = {
    "light": (Verb.BRIGHTER, Verb.DIMMER),
    "media_player": (Verb.LOUDER, Verb.QUIETER),
    "climate": (Verb.WARMER, Verb.COOLER),
    "water_heater": (Verb.WARMER, Verb.COOLER),
    "fan": (Verb.FASTER, Verb.SLOWER),
    "humidifier": (Verb.DAMPER, Verb.DRIER),
}
_SET_BY_OPTIONS = {
    "fan_modes": Verb.SET_AIRFLOW,
    "swing_modes": Verb.SET_SWING,
    "swing_horizontal_modes": Verb.SET_SWING,
}
_OFF_BY_OPTIONS = {
    "hvac_modes": Verb.OFF,
    "operation_list": Verb.OFF,
    "swing_modes": Verb.STOP_SWING,
    "swing_horizontal_modes": Verb.STOP_SWING,
}
_VALUE_OF_DATA = {
    "temperature": (ValueType.DEGREE, 1.0),
    "brightness_pct": (ValueType.PERCENT, 1.0),
    "volume_level": (ValueType.PERCENT, 100.0),
    "percentage": (ValueType.PERCENT, 1.0),
    "position": (ValueType.PERCENT, 1.0),
    "humidity": (ValueType.PERCENT, 1.0),
    "value": (ValueType.NUMBER, 1.0),
}


def said_as(action: Action, entities: tuple[Entity, ...]) -> str:
    """Return the ability by its usual name on these entities: a blind that was "turned off" is closed, one that is up is open."""
    verb = verb_of(action, entities)
    if action.ability in {Ability.ON, Ability.OFF} and verb in {Verb.OPEN, Verb.CLOSE, Verb.DOCK}:
        return verb.name.lower()
    if action.ability in {Ability.UP, Ability.DOWN} and all(entity.domain == "cover" for entity in entities):
        return (Ability.OPEN if action.ability is Ability.UP else Ability.CLOSE).value
    return Ability.SET.value if target_of(action) else action.ability.value


def target_of(action: Action) -> Value | None:
    """Return the value that the action sets, as far as it was said: "up to 22 degrees" sets one, "2 degrees warmer" none."""
    value = action.value
    if value is None or action.ability in {Ability.SET, Ability.ON}:
        return value
    return (
        value if value.type is ValueType.DEGREE and not isinstance(value.data, str) and value.data >= NO_STEP else None
    )


def verb_of(action: Action, entities: tuple[Entity, ...]) -> Verb:
    """Return the verb for an action on these entities; mixed domains get the plain one."""
    domains = {entity.domain for entity in entities}
    domain = next(iter(domains)) if len(domains) == 1 else ""
    match action.ability:
        case Ability.ON | Ability.START | Ability.PLAY if domain in {"scene", "script", "button", "input_button"}:
            return _ON_BY_DOMAIN[domain]
        case Ability.ON if action.value is not None:
            return _set_verb(action.value, domain)
        case Ability.ON | Ability.OFF:
            table, plain = (_ON_BY_DOMAIN, Verb.ON) if action.ability is Ability.ON else (_OFF_BY_DOMAIN, Verb.OFF)
            return table.get(domain, plain)
        case Ability.SET:
            return _set_verb(action.value, domain)
        case Ability.UP | Ability.DOWN:
            return _RELATIVE_BY_DOMAIN.get(domain, (Verb.UP, Verb.DOWN))[action.ability is Ability.DOWN]
    return Verb(action.ability.value)


def _set_verb(value: Value | None, domain: str) -> Verb:
    match value.type if value else None:
        case ValueType.PERCENT:
            return _PERCENT_BY_DOMAIN.get(domain, Verb.SET)
        case ValueType.COLOR:
            return Verb.SET_COLOR
        case ValueType.KELVIN:
            return Verb.SET_KELVIN
        case ValueType.OPTION if value:
            return (_OFF_BY_OPTIONS if value.data == "off" else _SET_BY_OPTIONS).get(value.option_of, Verb.SET_OPTION)
    return Verb.SET


def value_of(acted: Acted) -> Value | None:
    """Return the value that was set; for a relative action the one it came to, where all calls agree on it."""
    if acted.action.ability in {Ability.SET, Ability.ON}:
        return acted.action.value
    if acted.action.ability not in {Ability.UP, Ability.DOWN}:
        return None
    found = {
        Value(kind, round(float(figure) * scale, 1))
        for call in acted.calls
        for key, (kind, scale) in _VALUE_OF_DATA.items()
        if isinstance(figure := call.data.get(key), int | float)
    }
    return found.pop() if len(found) == 1 else None


def clean(name: str) -> str:
    """Return a name fit to be spoken: no question marks, control characters, novels."""
    kept = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in _QUESTION_MARKS.sub("", name))
    return " ".join(kept.replace("_", " ").split())[:_LONGEST_NAME].rstrip()


@dataclass(frozen=True, slots=True)
class Subject:
    """Entities as a reply speaks of them. ``group``: they are spoken of together; ``whole``: they are all of it."""

    entities: tuple[Entity, ...]
    group: Group | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """The spoken names of areas and floors, by id."""

    areas: dict[str, str]
    floors: dict[str, str]

    @classmethod
    def of(cls, home: Home, *, hangul: bool) -> Places:
        """Take the names from a home, in the script of the language that is spoken."""
        return cls(
            {area.area_id: spoken_name(area.names, hangul=hangul) for area in home.areas},
            {floor.floor_id: spoken_name(floor.names, hangul=hangul) for floor in home.floors},
        )

    def of_entities(self, entities: tuple[Entity, ...]) -> list[str]:
        """Return the names of the areas that the entities are in, each once."""
        named = [self.areas[entity.area_id] for entity in entities if entity.area_id in self.areas]
        return list(dict.fromkeys(named))

    def of_group(self, group: Group) -> str:
        """Return the name of the group's area or floor, else an empty text."""
        if group.area_id:
            return self.areas.get(group.area_id, "")
        return self.floors.get(group.floor_id or "", "")


def only_group(targets: tuple[Target, ...]) -> Group | None:
    """Return the group if it is all that was meant."""
    return targets[0] if len(targets) == 1 and isinstance(targets[0], Group) else None


def spoken_name(names: tuple[str, ...], *, hangul: bool) -> str:
    """Return the name to speak: the first in the script of the language, where there is one, else the first."""
    fitting = (name for name in names if (_HANGUL.search(name) is not None) == hangul)
    return clean(next(fitting, names[0]))


def twins(names: list[str]) -> set[str]:
    """Return the names that several have: they are told apart by their rooms."""
    return {name for name, count in Counter(names).items() if count > 1}


def number(raw: object) -> str | None:
    """Return a number as it is spoken: ``"23.50"`` is ``"23.5"``, ``22.0`` is ``"22"``. None if it is none."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    try:
        figure = float(raw)
    except ValueError:
        return None
    if figure != figure or abs(figure) == float("inf"):  # noqa: PLR0124  (NaN is what differs from itself)
        return None
    digits = 1 if abs(figure) >= 10 else 2
    return f"{figure:.{digits}f}".rstrip("0").rstrip(".") if figure % 1 else f"{figure:.0f}"


def percent_of(reading: Reading) -> str | None:
    """Return how bright, open or fast a device is, in percent, where that says more than its state."""
    brightness = reading.attributes.get("brightness")
    if reading.state == "on" and isinstance(brightness, int | float):
        return number(max(1, round(brightness / 255 * 100)))
    key = {"cover": "current_position", "valve": "current_position", "fan": "percentage"}.get(reading.entity.domain, "")
    figure = reading.attributes.get(key)
    if reading.state in {"on", "open"} and isinstance(figure, int | float) and 0 < figure < 100:
        return number(figure)
    return None
