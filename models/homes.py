"""Random homes: what the model meets in training, with names real, odd, foreign, numbered, duplicated and made up."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Floor, Home
from custom_components.slm_conversation.home.text import fold, key_of
from custom_components.slm_conversation.home.words import ROOM_WORDS

from .banks import Bank, Split, load

# How often a kind is met in a home, and the domain and device class that Home Assistant would give it.
_KINDS: dict[Kind, tuple[float, str, str | None]] = {
    Kind.LIGHT: (24, "light", None), Kind.SWITCH: (5, "switch", None), Kind.OUTLET: (3, "switch", "outlet"), Kind.FAN: (5, "fan", None),
    Kind.AIR_PURIFIER: (2, "fan", None), Kind.HUMIDIFIER: (1.5, "humidifier", "humidifier"), Kind.DEHUMIDIFIER: (1, "humidifier", "dehumidifier"),
    Kind.COVER: (1, "cover", None), Kind.BLIND: (4, "cover", "blind"), Kind.CURTAIN: (4, "cover", "curtain"), Kind.AWNING: (0.7, "cover", "awning"),
    Kind.GARAGE: (1.5, "cover", "garage"), Kind.GATE: (0.7, "cover", "gate"), Kind.WINDOW: (1.5, "binary_sensor", "window"),
    Kind.DOOR: (1.5, "binary_sensor", "door"), Kind.LOCK: (3, "lock", None), Kind.VALVE: (0.7, "valve", "water"), Kind.CLIMATE: (3, "climate", None),
    Kind.AC: (4, "climate", None), Kind.HEATER: (2.5, "climate", None), Kind.WATER_HEATER: (0.7, "water_heater", None),
    Kind.MEDIA: (1.5, "media_player", None), Kind.TV: (4.5, "media_player", "tv"), Kind.SPEAKER: (4, "media_player", "speaker"),
    Kind.VACUUM: (3.5, "vacuum", None), Kind.MOWER: (0.8, "lawn_mower", None), Kind.SCENE: (3, "scene", None), Kind.SCRIPT: (2, "script", None),
    Kind.BUTTON: (0.7, "button", None), Kind.WASHER: (1.2, "switch", None), Kind.DRYER: (0.8, "switch", None), Kind.DISHWASHER: (0.8, "switch", None),
    Kind.FRIDGE: (0.7, "switch", None), Kind.OVEN: (0.6, "switch", None), Kind.MICROWAVE: (0.4, "switch", None), Kind.COOKTOP: (0.4, "switch", None),
    Kind.KETTLE: (0.6, "switch", None), Kind.COFFEE: (1.2, "switch", None), Kind.RICE_COOKER: (0.8, "switch", None), Kind.HOOD: (0.5, "fan", None),
    Kind.TEMPERATURE: (2.5, "sensor", "temperature"), Kind.HUMIDITY: (1.5, "sensor", "humidity"), Kind.AIR_QUALITY: (0.8, "sensor", "pm25"),
    Kind.BATTERY: (0.8, "sensor", "battery"), Kind.POWER: (0.6, "sensor", "power"), Kind.MOTION: (1.2, "binary_sensor", "motion"),
    Kind.PRESENCE: (0.4, "binary_sensor", "occupancy"), Kind.LEAK: (0.4, "binary_sensor", "moisture"), Kind.SMOKE: (0.4, "binary_sensor", "smoke"),
    Kind.BRIGHTNESS: (0.3, "sensor", "illuminance"),
}  # fmt: skip
_MODES = ("off", "cool", "heat", "dry", "fan_only", "auto", "heat_cool")
_FAN_MODES = (
    ("low", "medium", "high", "auto"),
    ("low", "high"),
    ("auto", "low", "mid", "high", "turbo"),
    ("quiet", "low", "medium", "high"),
)
_PRESETS = (("eco", "away", "none"), ("sleep", "comfort", "eco"), ("wind_free", "sleep", "quiet"), ("home", "away"))
_FAN_PRESETS = (("auto", "sleep"), ("low", "medium", "high"), ("normal", "sleep", "turbo"), ("smart", "quiet", "auto"))
_SOURCES = (
    "HDMI 1",
    "HDMI 2",
    "HDMI1",
    "Netflix",
    "YouTube",
    "TV",
    "Apple TV",
    "PlayStation",
    "Bluetooth",
    "AUX",
    "Spotify",
    "Chromecast",
    "넷플릭스",
    "유튜브",
    "티빙",
    "디즈니플러스",
    "왓챠",
    "PS5",
    "Optical",
    "Radio",
    "USB",
)
_ROOM_GROUPS = {
    key_of(fold(word)): frozenset(key_of(fold(same)) for same in group) for group in ROOM_WORDS for word in group
}
_SYLLABLES = "ba ke li mo ru sa ti von dex plo gri nu zar fen hal jo ni ta vi lo mi ka pe su ro wen dor tis".split()
_HANGUL = (
    "가나다라마바사아자차카타파하고노도로모보소오조초코호구누두루무부수우주추쿠후기니디리미비시이지치키티피히".strip()
)


@dataclass(frozen=True, slots=True)
class RandomHome:
    """A home and the language most of its names are in."""

    home: Home
    language: str


def random_home(rng: Random, split: Split, size: int) -> RandomHome:
    """Make a home of ``size`` exposed entities in English, Korean or both."""
    main = rng.choice(("en", "ko"))
    mixed = rng.choice((0.0, 0.0, 0.1, 0.4))
    banks = {language: load(language, split) for language in ("en", "ko")}

    def bank() -> Bank:
        return banks[main if rng.random() >= mixed else ("ko" if main == "en" else "en")]

    floors = _floors(rng, banks[main], split)
    areas = _areas(rng, bank, split, size, floors)
    kinds, weights = zip(*((kind, weight) for kind, (weight, _, _) in _KINDS.items()), strict=True)
    entities: dict[str, Entity] = {}
    taken: set[str] = set()
    for number in range(size):
        kind = rng.choices(kinds, weights)[0]
        area = rng.choice(areas) if areas and rng.random() < 0.88 else None
        if kind in {Kind.SCENE, Kind.SCRIPT} and rng.random() < 0.8:
            area = None
        name = _device_name(rng, bank(), split, kind, area)
        if name.casefold() in taken and rng.random() < 0.8:
            name = f"{name} {rng.randint(2, 4)}" if rng.random() < 0.5 else _device_name(rng, bank(), split, kind, area)
        taken.add(name.casefold())
        names = (name,) if rng.random() < 0.88 else (name, _device_name(rng, bank(), split, kind, area))
        domain, device_class = _KINDS[kind][1:]
        if kind in {Kind.WINDOW, Kind.DOOR} and rng.random() < 0.4:
            domain = "cover"
        entity_id = f"{domain}.x{number}"
        entities[entity_id] = Entity(
            entity_id,
            names,
            kind,
            area.area_id if area else None,
            None,
            device_class,
            -1,
            MappingProxyType(_attributes(rng, kind)),
        )
    return RandomHome(Home(tuple(entities.values()), tuple(areas), tuple(floors)), main)


def _floors(rng: Random, bank: Bank, split: Split) -> list[Floor]:
    count = rng.choice((0, 0, 0, 2, 2, 3))
    names = rng.sample(list(bank.listed("floors", split)), min(count, len(bank.listed("floors", split))))
    return [Floor(f"f{level}", (name,), level) for level, name in enumerate(names)]


def _areas(rng: Random, bank: Callable[[], Bank], split: Split, size: int, floors: list[Floor]) -> list[Area]:
    count = (
        0 if rng.random() < 0.06 else min(rng.randint(1, 8), size + 1) if size <= 16 else rng.randint(6, 8 + size // 8)
    )
    names: dict[str, str] = {}
    for _ in range(count):
        chosen = bank()
        roll = rng.random()
        if roll < 0.85:
            name = rng.choice(chosen.listed("areas", split))
        elif roll < 0.95:
            person = rng.choice(chosen.listed("people", split) or ["mia"])
            name = f"{person}{rng.choice(('', ' '))}방" if chosen.language == "ko" else f"{person}'s room"
        else:
            name = _made_up(rng, chosen)
        # Nobody has a "Bedroom" and a "침실": what is said of the one would be said of the other.
        same = _ROOM_GROUPS.get(key_of(fold(name)))
        if same and any(other in same and names[other].isascii() != name.isascii() for other in names):
            continue
        names.setdefault(key_of(fold(name)), name)
    return [
        Area(f"a{number}", (name,), rng.choice(floors).floor_id if floors and rng.random() < 0.9 else None)
        for number, name in enumerate(names.values())
    ]


def _made_up(rng: Random, bank: Bank) -> str:
    if bank.language == "ko":
        return "".join(rng.choice(_HANGUL) for _ in range(rng.randint(2, 3)))
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3)))


def nouns(bank: Bank, kind: Kind) -> list[tuple[str, str]]:
    """Singular and plural nouns of a kind; in Korean both are the same."""
    return [
        (noun, noun) if isinstance(noun, str) else (noun[0], noun[-1])
        for noun in bank.targets.get("nouns", {}).get(kind, ())
    ]


def _device_name(rng: Random, bank: Bank, split: Split, kind: Kind, area: Area | None) -> str:
    listed = bank.listed("devices", split, kind)
    roll = rng.random()
    own = nouns(bank, kind)
    noun = rng.choice(own)[0] if own else kind
    if listed and (roll < 0.55 or kind in {Kind.SCENE, Kind.SCRIPT}):
        place = area.names[0] if area and rng.random() < 0.85 else rng.choice(bank.listed("areas", split))
        name = rng.choice(listed).replace("{area}", place)
    elif roll < 0.72 and area:
        name = f"{area.names[0]} {noun}"
    elif roll < 0.78:
        name = noun
    else:
        name = odd_name(rng, bank, split, noun)
    return _cased(rng, name)


def odd_name(rng: Random, bank: Bank, split: Split, noun: str) -> str:
    """A device's name after a brand, a person, any word, or nothing at all, mostly with a noun for its kind."""
    roll = rng.random()
    if roll < 0.27:
        return f"{rng.choice(bank.listed('brands', split) or ['Acme'])} {noun}"
    if roll < 0.5:
        person = rng.choice(bank.listed("people", split) or ["Mia"])
        return f"{person} {noun}" if bank.language == "ko" else f"{person}'s {noun}"
    if roll < 0.77:
        word = rng.choice(bank.listed("words", split) or ["Moon"])
        return f"{word} {noun}" if rng.random() < 0.7 else str(word)
    made_up = _made_up(rng, bank)
    return f"{made_up} {noun}" if rng.random() < 0.75 else made_up


def _cased(rng: Random, name: str) -> str:
    return name.title() if rng.random() < 0.3 and name.isascii() and "'" not in name else name


def _attributes(rng: Random, kind: Kind) -> dict[str, object]:
    if kind in {Kind.AC, Kind.CLIMATE, Kind.HEATER}:
        modes = ["off", *rng.sample(_MODES[1:], rng.randint(1, 4))]
        found: dict[str, object] = {"hvac_modes": modes, "min_temp": 7, "max_temp": 35}
        if rng.random() < 0.6:
            found["fan_modes"] = list(rng.choice(_FAN_MODES))
        if rng.random() < 0.5:
            found["preset_modes"] = list(rng.choice(_PRESETS))
        return found
    if kind in {Kind.FAN, Kind.AIR_PURIFIER, Kind.HOOD} and rng.random() < 0.5:
        return {"preset_modes": list(rng.choice(_FAN_PRESETS))}
    if kind in {Kind.TV, Kind.SPEAKER, Kind.MEDIA} and rng.random() < 0.7:
        return {"source_list": rng.sample(_SOURCES, rng.randint(2, 5))}
    if kind in {Kind.HUMIDIFIER, Kind.DEHUMIDIFIER} and rng.random() < 0.4:
        return {"available_modes": list(rng.choice(_FAN_PRESETS))}
    return {}
