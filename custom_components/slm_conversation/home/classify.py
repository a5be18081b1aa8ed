"""The finest kind of an entity: what people would call it, from its domain, its device class and words in its names."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
import re

from .kinds import Kind

# Names of appliances, which may be spread over switches, sensors, selects and buttons. The longer word wins over the
# one inside it (식기세척기 over 세척기, "dishwasher" is no "washer"); English words are matched whole, Korean ones
# inside compounds.
_APPLIANCES: Mapping[Kind, tuple[str, ...]] = {
    Kind.WASHER: ("washer", "washing machine", "clothes washer", "세탁기", "워시타워", "통돌이"),
    Kind.DRYER: ("dryer", "tumble dryer", "drier", "건조기"),
    Kind.DISHWASHER: ("dishwasher", "dish washer", "식기세척기", "식세기", "식기 세척기"),
    Kind.FRIDGE: ("fridge", "refrigerator", "freezer", "냉장고", "김치냉장고", "냉동고", "냉동실", "냉장실"),
    Kind.OVEN: ("oven", "오븐"),
    Kind.MICROWAVE: ("microwave", "microwave oven", "전자레인지", "전자렌지"),
    Kind.COOKTOP: (
        "cooktop", "stove", "stovetop", "hob", "induction", "induction hob", "gas range", "인덕션", "쿡탑",
        "하이라이트", "가스레인지", "가스렌지",
        "전기레인지",
    ),
    Kind.KETTLE: ("kettle", "주전자", "전기포트", "커피포트", "전기주전자"),
    Kind.COFFEE: (
        "coffee maker", "coffeemaker", "coffee machine", "coffee", "espresso", "espresso machine", "커피머신",
        "커피메이커", "커피 머신", "커피",
        "에스프레소",
    ),
    Kind.RICE_COOKER: ("rice cooker", "밥솥", "전기밥솥", "밥통"),
    Kind.HOOD: ("range hood", "cooker hood", "kitchen hood", "hood", "레인지후드", "후드"),
    Kind.AIR_PURIFIER: ("air purifier", "purifier", "air cleaner", "공기청정기", "공기 청정기", "공청기", "청정기"),
    Kind.HUMIDIFIER: ("humidifier", "가습기"),
    Kind.DEHUMIDIFIER: ("dehumidifier", "제습기"),
    Kind.WATER_HEATER: ("water heater", "hot water", "온수기", "온수"),
}  # fmt: skip

_VENTILATING: Mapping[Kind, tuple[str, ...]] = {
    Kind.FAN: ("fan", "ventilator", "circulator", "선풍기", "환풍기", "서큘레이터", "실링팬", "환기"),
}
_HEATING: Mapping[Kind, tuple[str, ...]] = {
    Kind.HEATER: (
        "heater", "radiator", "boiler", "heating", "underfloor heating", "electric blanket", "보일러", "난방",
        "히터", "라디에이터", "온풍기",
        "난로", "전기장판", "온수매트",
    ),
}  # fmt: skip
_COOLING: Mapping[Kind, tuple[str, ...]] = {
    Kind.AC: ("ac", "a/c", "air conditioner", "air conditioning", "aircon", "air con", "에어컨", "에어콘", "냉방"),
}
_LIGHTING: Mapping[Kind, tuple[str, ...]] = {
    Kind.LIGHT: (
        "light", "lamp", "lighting", "lantern", "chandelier", "bulb", "조명", "전등", "무드등", "형광등", "램프",
        "라이트", "스탠드", "샹들리에",
        "취침등", "수면등", "천장등", "식탁등", "거실등", "주방등", "현관등", "안방등", "방등", "욕실등",
    ),
}  # fmt: skip
_ENTRANCES: dict[Kind, tuple[str, ...]] = {
    Kind.GARAGE: ("garage door", "garage", "차고문", "차고 문", "차고"),
    Kind.GATE: ("gate", "대문", "게이트"),
    Kind.DOOR: ("door", "front door", "entrance door", "현관문", "방문", "출입문", "중문", "문"),
}
_COVERINGS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CURTAIN: ("curtain", "drape", "커튼", "커텐"),
    Kind.BLIND: ("blind", "shade", "shutter", "roller blind", "블라인드", "롤스크린", "셔터", "버티컬"),
    Kind.AWNING: ("awning", "어닝"),
    Kind.WINDOW: ("window", "skylight", "창문", "창"),
} | _ENTRANCES
_SCREENS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TV: ("tv", "telly", "television", "projector", "티비", "티브이", "텔레비전", "테레비", "프로젝터"),
    Kind.SPEAKER: (
        "speaker", "soundbar", "sound bar", "stereo", "radio", "hifi", "homepod", "sonos", "스피커", "사운드바",
        "오디오", "라디오", "홈팟",
    ),
}  # fmt: skip
_SENSED: Mapping[Kind, tuple[str, ...]] = {
    Kind.MOTION: ("motion", "movement", "움직임", "동작", "모션"),
    Kind.PRESENCE: ("presence", "occupancy", "재실"),
    Kind.LEAK: ("leak", "water leak", "누수"),
    Kind.SMOKE: ("smoke", "연기", "화재"),
} | {kind: _COVERINGS[kind] for kind in (Kind.WINDOW, Kind.GARAGE, Kind.GATE, Kind.DOOR)}
_OUTLETS: Mapping[Kind, tuple[str, ...]] = {
    Kind.OUTLET: ("outlet", "plug", "socket", "power strip", "콘센트", "플러그", "멀티탭"),
}
_BY_DOMAIN: Mapping[str, Kind] = {
    "light": Kind.LIGHT,
    "switch": Kind.SWITCH,
    "input_boolean": Kind.SWITCH,
    "remote": Kind.SWITCH,
    "siren": Kind.SWITCH,
    "group": Kind.SWITCH,
    "fan": Kind.FAN,
    "humidifier": Kind.HUMIDIFIER,
    "cover": Kind.COVER,
    "valve": Kind.VALVE,
    "lock": Kind.LOCK,
    "climate": Kind.CLIMATE,
    "water_heater": Kind.WATER_HEATER,
    "media_player": Kind.MEDIA,
    "vacuum": Kind.VACUUM,
    "lawn_mower": Kind.MOWER,
    "scene": Kind.SCENE,
    "script": Kind.SCRIPT,
    "automation": Kind.AUTOMATION,
    "button": Kind.BUTTON,
    "input_button": Kind.BUTTON,
    "camera": Kind.CAMERA,
    "select": Kind.SELECT,
    "input_select": Kind.SELECT,
    "number": Kind.NUMBER,
    "input_number": Kind.NUMBER,
    "todo": Kind.LIST,
    "weather": Kind.WEATHER,
    "person": Kind.PERSON,
    "device_tracker": Kind.PERSON,
}
_BY_CLASS: Mapping[tuple[str, str], Kind] = {
    ("switch", "outlet"): Kind.OUTLET,
    ("humidifier", "dehumidifier"): Kind.DEHUMIDIFIER,
    ("cover", "blind"): Kind.BLIND,
    ("cover", "shade"): Kind.BLIND,
    ("cover", "shutter"): Kind.BLIND,
    ("cover", "curtain"): Kind.CURTAIN,
    ("cover", "awning"): Kind.AWNING,
    ("cover", "garage"): Kind.GARAGE,
    ("cover", "gate"): Kind.GATE,
    ("cover", "window"): Kind.WINDOW,
    ("cover", "door"): Kind.DOOR,
    ("media_player", "tv"): Kind.TV,
    ("media_player", "projector"): Kind.TV,
    ("media_player", "speaker"): Kind.SPEAKER,
    ("media_player", "receiver"): Kind.SPEAKER,
}
_READINGS: Mapping[str, Kind] = {
    "temperature": Kind.TEMPERATURE,
    "humidity": Kind.HUMIDITY,
    "illuminance": Kind.BRIGHTNESS,
    "battery": Kind.BATTERY,
} | dict.fromkeys(
    ("pm25", "pm10", "pm1", "pm4", "aqi", "carbon_dioxide", "carbon_monoxide", "volatile_organic_compounds",
     "volatile_organic_compounds_parts", "nitrogen_dioxide", "ozone"),
    Kind.AIR_QUALITY,
) | dict.fromkeys(("power", "energy", "current", "voltage", "apparent_power"), Kind.POWER)  # fmt: skip
_DETECTED: Mapping[str, Kind] = {
    "door": Kind.DOOR,
    "garage_door": Kind.GARAGE,
    "window": Kind.WINDOW,
    "lock": Kind.LOCK,
    "motion": Kind.MOTION,
    "moving": Kind.MOTION,
    "occupancy": Kind.PRESENCE,
    "presence": Kind.PRESENCE,
    "moisture": Kind.LEAK,
    "smoke": Kind.SMOKE,
    "gas": Kind.SMOKE,
    "carbon_monoxide": Kind.SMOKE,
    "battery": Kind.BATTERY,
}
# A fridge's temperature is no room's, and its door no way in: these readings belong to the appliance that the name
# gives.
_OF_THE_APPLIANCE = frozenset({"temperature", "humidity", "door", "opening"})


class _Words:
    """Kind words, found in a name.

    The last one in it decides ("washing machine plug" is a plug), the longest where they nest.
    """

    def __init__(self, *tables: Mapping[Kind, tuple[str, ...]]) -> None:
        self._kinds = {word: kind for table in tables for kind, words in table.items() for word in words}
        parts = (
            # Korean compounds are written with and without spaces: 전기포트, 전기 포트.
            rf"(?<![a-z]){re.escape(word)}(?:s|es)?(?![a-z])" if word.isascii() else " ?".join(word.replace(" ", ""))
            for word in sorted(self._kinds, key=len, reverse=True)
        )
        self._pattern = re.compile("|".join(f"({part})" for part in parts))
        self._ranked = sorted(self._kinds, key=len, reverse=True)

    def kind_in(self, name: str) -> Kind | None:
        """Return the kind that the name says, or None."""
        found = None
        for match in self._pattern.finditer(name.casefold()):
            found = self._kinds[self._ranked[(match.lastindex or 1) - 1]]
        return found

    def kind_at_end(self, name: str) -> Kind | None:
        """Return the kind that the name ends in, or None: "oven light" is a light, "light sensor power" is none."""
        folded = name.casefold().rstrip(" 0123456789")
        found = None
        for match in self._pattern.finditer(folded):
            found = self._kinds[self._ranked[(match.lastindex or 1) - 1]] if match.end() == len(folded) else None
        return found


_APPLIANCE_NAMES = _Words(_APPLIANCES)
_SWITCHED_NAMES = _Words(_APPLIANCES, _VENTILATING, _HEATING, _COOLING, _OUTLETS, _SCREENS)
_LIGHT_NAMES = _Words(_LIGHTING)
_DOOR_OPENERS = _Words({
    Kind.GARAGE: ("garage door", "garage gate", "garage opener", "차고문"),
    Kind.GATE: ("gate", "대문"),
    Kind.DOOR: ("front door", "door opener", "door open", "open door", "entrance door", "현관문", "공동현관", "공동현관문", "문열기", "문열림"),
    Kind.LOCK: ("door lock", "front door lock", "도어락", "도어록"),
})  # fmt: skip
# A cover that is only called after the garage is its door, unless it is said to cover a window.
_GARAGES = _Words({
    Kind.GARAGE: ("garage", "차고"),
    Kind.BLIND: ("blind", "shade", "블라인드", "롤스크린", "버티컬", "curtain", "커튼", "커텐", "window", "창문", "창"),
})  # fmt: skip
_COOKING_NAMES = _Words({kind: _APPLIANCES[kind] for kind in (Kind.OVEN, Kind.COOKTOP, Kind.MICROWAVE, Kind.KETTLE)})
_COVER_NAMES = _Words(_COVERINGS)
_CLIMATE_NAMES = _Words(_COOLING, _HEATING, {Kind.FRIDGE: _APPLIANCES[Kind.FRIDGE]})
_MEDIA_NAMES = _Words(_SCREENS)
_FAN_NAMES = _Words(
    {kind: _APPLIANCES[kind] for kind in (Kind.AIR_PURIFIER, Kind.HOOD, Kind.HUMIDIFIER, Kind.DEHUMIDIFIER)}
)
_MOISTURE_NAMES = _Words({kind: _APPLIANCES[kind] for kind in (Kind.HUMIDIFIER, Kind.DEHUMIDIFIER)})
_BOILER_NAMES = _Words({Kind.HEATER: ("heating", "radiator", "난방")})
_SENSED_NAMES = _Words(_SENSED)


def _first(find: _Words, names: Iterable[str], *, at_end: bool = False) -> Kind | None:
    """Return the kind of the first name that says one; names come before aliases."""
    kinds = (find.kind_at_end(name) if at_end else find.kind_in(name) for name in names)
    return next((kind for kind in kinds if kind is not None), None)


def _switched_kind(names: tuple[str, ...]) -> Kind | None:
    """Return what a switch works, by its name; the last word says it ("oven light" is a light)."""
    return (
        _first(_LIGHT_NAMES, names, at_end=True)
        or _first(_DOOR_OPENERS, names, at_end=True)
        or _first(_SWITCHED_NAMES, names)
    )


def _pressed_kind(names: tuple[str, ...]) -> Kind | None:
    """Return what a button works, by its name."""
    return _first(_DOOR_OPENERS, names, at_end=True) or _first(_APPLIANCE_NAMES, names)


_WORKING = frozenset({Kind.OUTLET, Kind.SWITCH, Kind.BUTTON})
_COVERING = frozenset({Kind.COVER, Kind.BLIND, Kind.AWNING, Kind.CURTAIN, Kind.WINDOW})
_WARMING = frozenset({Kind.CLIMATE, Kind.HEATER, Kind.WATER_HEATER})


@lru_cache(maxsize=4096)
def worked_kind(kind: Kind, names: tuple[str, ...]) -> Kind:
    """Return what a plug, relay, button, cover or thermostat of these names works, by any word of them; for other kinds, the kind.

    "Fridge plug" is called a plug, and yet it is the fridge that goes off with it. A relay for shutters may well move
    the garage door, and an oven may come as a thermostat.
    """
    if kind in _COVERING:
        opened = _first(_DOOR_OPENERS, names) or _first(_GARAGES, names)
        return opened if opened is not None and opened is not Kind.BLIND else kind
    if kind in _WARMING:
        return _first(_COOKING_NAMES, names) or kind
    if kind not in _WORKING:
        return kind
    return _first(_DOOR_OPENERS, names) or _first(_APPLIANCE_NAMES, names) or kind


def _sensor_kind(domain: str, device_class: str, names: tuple[str, ...]) -> Kind:
    """Return what a sensor measures or detects, or the appliance it belongs to."""
    measured = (_DETECTED if domain == "binary_sensor" else _READINGS).get(device_class)
    if measured is not None and device_class not in _OF_THE_APPLIANCE:
        return measured
    appliance = _first(_APPLIANCE_NAMES, names)
    if appliance is not None:
        return appliance
    if measured is not None:
        return measured
    if domain == "binary_sensor" and device_class in {"", "opening"}:
        fallback = Kind.DOOR if device_class else Kind.SENSOR
        return _first(_SENSED_NAMES, names) or fallback
    return Kind.SENSOR


# Domain -> where its names are looked up, and how.
_NAMED: Mapping[str, Callable[[tuple[str, ...]], Kind | None]] = {
    "switch": _switched_kind,
    "input_boolean": _switched_kind,
    "button": _pressed_kind,
    "input_button": _pressed_kind,
    **dict.fromkeys(("select", "number", "input_select", "input_number"), partial(_first, _APPLIANCE_NAMES)),
    "cover": partial(_first, _COVER_NAMES),
    "climate": partial(_first, _CLIMATE_NAMES),
    "media_player": partial(_first, _MEDIA_NAMES),
    "fan": partial(_first, _FAN_NAMES),
    "humidifier": partial(_first, _MOISTURE_NAMES),
    "water_heater": partial(_first, _BOILER_NAMES),
}


@lru_cache(maxsize=20_000)
def kind_of(domain: str, device_class: str | None, names: tuple[str, ...]) -> Kind:
    """Return the finest kind of an entity.

    ``names`` are its spoken name and its aliases. The device class decides where it says a kind, but an outlet may
    still be the kettle's.
    """
    if domain in {"sensor", "binary_sensor"}:
        return _sensor_kind(domain, device_class or "", names)
    by_class = _BY_CLASS.get((domain, device_class or ""))
    if by_class is not None and by_class is not Kind.OUTLET:
        return by_class
    find = _NAMED.get(domain)
    named = find(names) if find is not None else None
    return named or by_class or _BY_DOMAIN.get(domain, Kind.SENSOR)
