"""Korean words for verbs, kinds, states and units, in 해요체."""

from typing import NamedTuple

from ...home.kinds import Kind
from ..outcome import Failure, Why
from .facts import Verb


class Wording(NamedTuple):
    """``past`` ends in 어요; ``able`` is the form before 까요 and 수 없어요. {it} and {value} take their particles.

    In ``able``, {to} is the value with its particle and a space, or nothing.
    """

    past: str
    able: str


def _verb(what: str, past: str, able: str) -> Wording:
    return Wording(f"{what} {past}", f"{what} {able}")


VERBS: dict[Verb, Wording] = {
    Verb.ON: _verb("{it:을}", "켰어요", "켤"),
    Verb.OFF: _verb("{it:을}", "껐어요", "끌"),
    Verb.TOGGLE: _verb("{it} 상태를", "바꿨어요", "바꿀"),
    Verb.ACTIVATE: _verb("{it:을}", "실행했어요", "실행할"),
    Verb.RUN: _verb("{it:을}", "실행했어요", "실행할"),
    Verb.PRESS: _verb("{it:을}", "눌렀어요", "누를"),
    Verb.OPEN: _verb("{it:을}", "열었어요", "열"),
    Verb.CLOSE: _verb("{it:을}", "닫았어요", "닫을"),
    Verb.STOP: _verb("{it:을}", "멈췄어요", "멈출"),
    Verb.SET: Wording("{it:을} {value:로} 맞췄어요", "{it:을} {to}맞출"),
    Verb.SET_BRIGHTNESS: Wording("{it} 밝기를 {value:로} 맞췄어요", "{it} 밝기를 {to}맞출"),
    Verb.SET_POSITION: Wording("{it:을} {value:로} 맞췄어요", "{it} 위치를 {to}맞출"),
    Verb.SET_VOLUME: Wording("{it} 볼륨을 {value:로} 맞췄어요", "{it} 볼륨을 {to}맞출"),
    Verb.SET_SPEED: Wording("{it} 세기를 {value:로} 맞췄어요", "{it} 세기를 {to}맞출"),
    Verb.SET_HUMIDITY: Wording("{it} 습도를 {value:로} 맞췄어요", "{it} 습도를 {to}맞출"),
    Verb.SET_COLOR: Wording("{it} 색을 {value:로} 바꿨어요", "{it} 색을 {to}바꿀"),
    Verb.SET_KELVIN: Wording("{it} 색온도를 {value:로} 맞췄어요", "{it} 색온도를 {to}맞출"),
    Verb.SET_OPTION: Wording("{it:을} {value:로} 바꿨어요", "{it} 모드를 {to}바꿀"),
    Verb.SET_AIRFLOW: Wording("{it} 바람을 {value:로} 바꿨어요", "{it} 바람을 {to}바꿀"),
    Verb.SET_SWING: Wording("{it} 바람 방향을 {value:로} 바꿨어요", "{it} 바람 방향을 {to}바꿀"),
    Verb.STOP_SWING: _verb("{it} 회전을", "껐어요", "끌"),
    Verb.BRIGHTER: _verb("{it:을} 더 밝게", "했어요", "할"),
    Verb.DIMMER: _verb("{it:을} 더 어둡게", "했어요", "할"),
    Verb.LOUDER: _verb("{it} 볼륨을", "높였어요", "높일"),
    Verb.QUIETER: _verb("{it} 볼륨을", "낮췄어요", "낮출"),
    Verb.WARMER: _verb("{it} 온도를", "높였어요", "높일"),
    Verb.COOLER: _verb("{it} 온도를", "낮췄어요", "낮출"),
    Verb.FASTER: _verb("{it} 세기를", "높였어요", "높일"),
    Verb.SLOWER: _verb("{it} 세기를", "낮췄어요", "낮출"),
    Verb.DAMPER: _verb("{it} 습도를", "높였어요", "높일"),
    Verb.DRIER: _verb("{it} 습도를", "낮췄어요", "낮출"),
    Verb.UP: _verb("{it:을}", "올렸어요", "올릴"),
    Verb.DOWN: _verb("{it:을}", "내렸어요", "내릴"),
    Verb.LOCK: _verb("{it:을}", "잠갔어요", "잠글"),
    Verb.UNLOCK: _verb("{it} 잠금을", "풀었어요", "풀"),
    Verb.MUTE: _verb("{it} 소리를", "껐어요", "끌"),
    Verb.UNMUTE: _verb("{it} 소리를 다시", "켰어요", "켤"),
    Verb.PLAY: _verb("{it} 재생을", "시작했어요", "시작할"),
    Verb.PAUSE: _verb("{it:을}", "일시정지했어요", "일시정지할"),
    Verb.NEXT: _verb("{it:을} 다음으로", "넘겼어요", "넘길"),
    Verb.PREVIOUS: _verb("{it:을} 이전으로", "돌렸어요", "돌릴"),
    Verb.START: _verb("{it:을}", "작동시켰어요", "작동시킬"),
    Verb.DOCK: _verb("{it:을} 충전대로", "보냈어요", "보낼"),
    Verb.LOCATE: _verb("{it} 위치를 알리는 소리를", "냈어요", "낼"),
    Verb.CLEAN: Wording("{it:로} {value} 청소를 시작했어요", "{it:로} 청소를 시작할"),
}
# Where a relative change came to: "온도를 24도로 높였어요".
RELATIVE: dict[Verb, str] = {
    Verb.BRIGHTER: "{it} 밝기를 {value:로} 높였어요",
    Verb.DIMMER: "{it} 밝기를 {value:로} 낮췄어요",
    Verb.LOUDER: "{it} 볼륨을 {value:로} 높였어요",
    Verb.QUIETER: "{it} 볼륨을 {value:로} 낮췄어요",
    Verb.WARMER: "{it} 온도를 {value:로} 높였어요",
    Verb.COOLER: "{it} 온도를 {value:로} 낮췄어요",
    Verb.FASTER: "{it} 세기를 {value:로} 높였어요",
    Verb.SLOWER: "{it} 세기를 {value:로} 낮췄어요",
    Verb.DAMPER: "{it} 습도를 {value:로} 높였어요",
    Verb.DRIER: "{it} 습도를 {value:로} 낮췄어요",
    Verb.UP: "{it:을} {value:로} 올렸어요",
    Verb.DOWN: "{it:을} {value:로} 내렸어요",
}

# What a device was already, by the ability's name.
ALREADY = {
    "on": "켜져 있었어요",
    "off": "꺼져 있었어요",
    "open": "열려 있었어요",
    "close": "닫혀 있었어요",
    "stop": "멈춰 있었어요",
    "up": "가장 높게 맞춰져 있었어요",
    "down": "가장 낮게 맞춰져 있었어요",
    "lock": "잠겨 있었어요",
    "unlock": "잠금이 풀려 있었어요",
    "mute": "소리가 꺼져 있었어요",
    "unmute": "소리가 켜져 있었어요",
    "play": "재생 중이었어요",
    "pause": "일시정지되어 있었어요",
    "start": "작동 중이었어요",
    "dock": "충전대에 있었어요",
    "clean": "청소 중이었어요",
}

KINDS: dict[Kind, str] = {
    Kind.THING: "기기",
    Kind.LIGHT: "조명",
    Kind.SWITCH: "스위치",
    Kind.OUTLET: "콘센트",
    Kind.FAN: "선풍기",
    Kind.AIR_PURIFIER: "공기청정기",
    Kind.HUMIDIFIER: "가습기",
    Kind.DEHUMIDIFIER: "제습기",
    Kind.COVER: "덮개",
    Kind.BLIND: "블라인드",
    Kind.CURTAIN: "커튼",
    Kind.AWNING: "어닝",
    Kind.GARAGE: "차고 문",
    Kind.GATE: "대문",
    Kind.WINDOW: "창문",
    Kind.DOOR: "문",
    Kind.LOCK: "도어락",
    Kind.VALVE: "밸브",
    Kind.CLIMATE: "온도조절기",
    Kind.AC: "에어컨",
    Kind.HEATER: "난방",
    Kind.WATER_HEATER: "온수기",
    Kind.MEDIA: "미디어 기기",
    Kind.TV: "티비",
    Kind.SPEAKER: "스피커",
    Kind.VACUUM: "청소기",
    Kind.MOWER: "잔디깎이",
    Kind.SCENE: "장면",
    Kind.SCRIPT: "스크립트",
    Kind.AUTOMATION: "자동화",
    Kind.BUTTON: "버튼",
    Kind.WASHER: "세탁기",
    Kind.DRYER: "건조기",
    Kind.DISHWASHER: "식기세척기",
    Kind.FRIDGE: "냉장고",
    Kind.OVEN: "오븐",
    Kind.MICROWAVE: "전자레인지",
    Kind.COOKTOP: "쿡탑",
    Kind.KETTLE: "전기포트",
    Kind.COFFEE: "커피머신",
    Kind.RICE_COOKER: "밥솥",
    Kind.HOOD: "후드",
    Kind.CAMERA: "카메라",
    Kind.SELECT: "선택 항목",
    Kind.NUMBER: "설정값",
    Kind.LIST: "목록",
    Kind.WEATHER: "날씨 정보",
    Kind.PERSON: "사람",
    Kind.TEMPERATURE: "온도계",
    Kind.HUMIDITY: "습도계",
    Kind.BRIGHTNESS: "조도 센서",
    Kind.AIR_QUALITY: "공기질 센서",
    Kind.BATTERY: "배터리",
    Kind.POWER: "전력계",
    Kind.MOTION: "동작 센서",
    Kind.PRESENCE: "재실 센서",
    Kind.LEAK: "누수 센서",
    Kind.SMOKE: "연기 감지기",
    Kind.SENSOR: "센서",
}

# What is counted by 대, as machines are; people are 명, all else 개.
MACHINES = frozenset(
    {
        *(
            Kind.FAN,
            Kind.AIR_PURIFIER,
            Kind.HUMIDIFIER,
            Kind.DEHUMIDIFIER,
            Kind.AC,
            Kind.WATER_HEATER,
            Kind.MEDIA,
            Kind.TV,
        ),
        *(Kind.SPEAKER, Kind.VACUUM, Kind.MOWER, Kind.WASHER, Kind.DRYER, Kind.DISHWASHER, Kind.FRIDGE, Kind.OVEN),
        *(Kind.MICROWAVE, Kind.COOKTOP, Kind.COFFEE, Kind.RICE_COOKER, Kind.HOOD, Kind.CAMERA),
    }
)

COLORS = {
    "red": "빨간색",
    "orange": "주황색",
    "yellow": "노란색",
    "green": "초록색",
    "blue": "파란색",
    "navy": "남색",
    "purple": "보라색",
    "violet": "보라색",
    "pink": "분홍색",
    "white": "흰색",
    "warm white": "따뜻한 흰색",
    "cool white": "차가운 흰색",
    "daylight": "주광색",
    "black": "검은색",
    "brown": "갈색",
    "gold": "금색",
    "turquoise": "청록색",
    "cyan": "하늘색",
    "skyblue": "하늘색",
    "sky blue": "하늘색",
    "light blue": "하늘색",
    "lime": "연두색",
    "magenta": "자홍색",
    "indigo": "남색",
    "lavender": "라벤더색",
    "beige": "베이지색",
    "gray": "회색",
    "grey": "회색",
}

OPTIONS = {
    "heat": "난방",
    "cool": "냉방",
    "heat_cool": "냉난방",
    "auto": "자동",
    "dry": "제습",
    "fan_only": "송풍",
    "off": "꺼짐",
    "on": "켜짐",
    "low": "약풍",
    "medium": "중풍",
    "high": "강풍",
    "eco": "절전",
    "away": "외출",
    "boost": "터보",
    "turbo": "터보",
    "comfort": "쾌적",
    "home": "재실",
    "sleep": "취침",
    "quiet": "저소음",
    "normal": "일반",
    "vertical": "상하",
    "horizontal": "좌우",
    "both": "상하좌우",
    "none": "없음",
}

# Unit -> what goes before the figure.
PREFIXES = {"km/h": "시속 ", "m/s": "초속 ", "mph": "시속 "}
# Unit -> what follows it.
UNITS = {
    "°C": "도",
    "°F": "도",
    "%": "%",
    "W": "와트",
    "kW": "킬로와트",
    "Wh": "와트시",
    "kWh": "킬로와트시",
    "V": "볼트",
    "A": "암페어",
    "lx": "럭스",
    "μg/m³": "마이크로그램",
    "µg/m³": "마이크로그램",
    "hPa": "헥토파스칼",
    "s": "초",
    "min": "분",
    "h": "시간",
    "d": "일",
    "L": "리터",
    "m³": "세제곱미터",
    "km/h": "킬로미터",
    "m/s": "미터",
    "mph": "마일",
    "m": "미터",
    "cm": "센티미터",
    "mm": "밀리미터",
    "dB": "데시벨",
    "ppm": "피피엠",
    "GB": "기가바이트",
    "MB": "메가바이트",
}

# {it} is the subject, {able} the verb before 수 없어요.
FAILURES = {
    Failure.UNSUPPORTED: "{able} 수 없어요.",
    Failure.OUT_OF_RANGE: "{able} 수 있는 범위가 아니에요.",
    Failure.UNAVAILABLE: "{it:은} 지금 연결이 안 돼요.",
    Failure.OFF: "{it:은} 지금 꺼져 있어요.",
    Failure.FORBIDDEN: "{it:을} 제어할 권한이 없어요.",
    Failure.ERROR: "오류가 나서 {able} 수 없었어요.",
    Failure.NOT_FOLLOWED: "{it}에 요청했지만 아직 반응이 없어요.",
    Failure.NO_VALUE: "{it:을} 어떻게 맞출지 못 들었어요.",
}

NOTHING = {
    Why.ABSENT: "그런 기기는 없어요.",
    Why.NOT_MINE: "저는 집 안 기기만 도와드릴 수 있어요.",
    Why.LATER: "나중에 하는 건 아직 못 해서 아무것도 바꾸지 않았어요.",
    Why.UNSURE: "잘 못 알아들어서 아무것도 바꾸지 않았어요.",
    Why.CANCELLED: "알겠어요, 그대로 둘게요.",
    Why.NOT_NOW: "하나씩 여쭤볼게요. 나머지는 다시 말해 주세요.",
    Why.NO_REFERENT: "어떤 기기를 말씀하시는지 모르겠어요.",
    Why.NOTHING_ASKED: "지금은 확인할 것이 없어요.",
    Why.SILENCE: "아무 말도 못 들었어요.",
    Why.TOO_LONG: "말이 너무 길어요. 한 문장으로 짧게 말해 주세요.",
    Why.FOREIGN: "저는 영어와 한국어만 알아들어요.",
}
