"""Durations and times of day in a folded sentence."""

from collections.abc import Iterator
import re

from .model import Value, ValueType
from .numbers import KOREAN, MINUTES, NUMBER, number_of

type Span = tuple[Value, int, int]
"""A value and where it stands, ``[start, end)``."""

_SECONDS = {"h": 3600, "m": 60, "s": 1, "d": 86400, "w": 604800, "시": 3600, "분": 60, "초": 1, "일": 86400}
_AMOUNTS = {
    "a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "a couple of": 2.0, "a couple": 2.0, "a few": 3.0, "several": 5.0, "반": 0.5,
}  # fmt: skip
_EN_DURATION = re.compile(
    rf"({NUMBER}|(?<![a-z])(?:an?|half an?|a couple(?: of)?|a few|several))"
    r"(?:[ -]?(hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?)|(?<=[0-9])([hms]))(?: and a (half))?(?![a-z])"
)
_KO_DURATION = re.compile(
    rf"(?<![가-힣])({KOREAN}|반(?= ?시간)) ?(시간|분(?![의홍위])|초(?![록])|일(?= ?(?:뒤|후|있다가)))"
    r"(?! ?[에까의]?\s?(?:시))( ?반)?"
)
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "일주일": 7}
_KO_DAYS = re.compile(rf"(?<![가-힣])({'|'.join(_DAYS)}) ?(?=뒤|후|있다가|지나)")
# Times that are no figure. What runs them later will need to know the hour; until then it is enough that they are one.
_EN_PART_OF_DAY = re.compile(
    r"(?<![a-z])(tonight|tomorrow(?: (?:morning|afternoon|evening|night))?|later(?: (?:on|today|tonight))?|this (?:afternoon|evening)"
    r"|(?:every|each) (?:day|morning|afternoon|evening|night)|(?:at|before|after) (?:sunset|sunrise|dawn|dusk))(?![a-z])"
)
_KO_PART_OF_DAY = re.compile(
    r"(?<![가-힣])(나중에|(?<![초분간] )이따가?(?: ?(?:아침|점심|저녁|밤)에)?(?! ?(?:오전|오후|아침|저녁|밤|새벽)? ?(?:[0-9]|[한두세네열]|다섯|여섯|일곱|여덟|아홉))|내일(?: ?(?:아침|점심|낮|저녁|밤|새벽)(?:에)?)?|모레"
    r"|(?:오늘 ?)?(?:저녁|밤|새벽)에(?![는도])|매일(?: ?(?:아침|저녁|밤)(?:에|마다)?)?|해 ?(?:지면|뜨면|질 때|뜰 때))"
)

_HALF_OF_DAY = r"(?: ?(o'clock|[ap] ?\.?m\.?))?(?![a-z0-9%°])"
_PART_OF_HOUR = r"(?:half|(?:a )?quarter)"
# After a preposition a bare number may be an hour; without one it takes what only a time has.
_EN_LED_TIME = re.compile(
    rf"(?<![a-z])(at|by|until|around|before|after) (?:({_PART_OF_HOUR}|{NUMBER}) (past|to) )?"
    rf"((?>{NUMBER}))(?:(?::| )([0-9]{{2}})(?![0-9])| ({MINUTES}))?{_HALF_OF_DAY}(?! ?(?:percent|degrees?|kelvin))"
)
_EN_BARE_TIME = re.compile(
    rf"(?<![a-z])({_PART_OF_HOUR}) (past|to) ({NUMBER}){_HALF_OF_DAY}"
    rf"|(noon|midnight)(?![a-z])"
    rf"|(?<![0-9])([0-9]{{1,2}})(?::([0-9]{{2}}))? ?([ap]\.?m\.?)(?![a-z])"
    rf"|(?<![0-9:])([0-9]{{1,2}}):([0-9]{{2}})(?![0-9:])"
)
_KO_TIME = re.compile(
    rf"(?:(오전|오후|아침|저녁|밤|새벽|낮) ?)?(?<![가-힣])({KOREAN}) ?시(?! ?정지|간|정|중|작|끄|켜|오|[가-힣]오)"
    rf"(?: ?({KOREAN}) ?분(?! ?(?:동안|간))| ?(반))?|(자정|정오)"
)
_AFTERNOON = frozenset({"오후", "저녁", "낮"})
_BEFORE_NOON = frozenset({"오전", "새벽"})


def durations(text: str) -> Iterator[Span]:
    """Durations in seconds, neighbouring ones apart: "1 hour", "half an hour", "두 시간 반"."""
    for pattern in (_EN_DURATION, _KO_DURATION):
        for match in pattern.finditer(text):
            amount = _AMOUNTS.get(match[1], number_of(match[1]))
            unit = next(group for group in match.groups()[1:] if group)
            if amount is not None:
                half = 0.5 if match[pattern.groups] else 0.0
                yield Value(ValueType.DURATION, _SECONDS[unit[0]] * (amount + half)), match.start(), match.end()
    for match in _KO_DAYS.finditer(text):
        yield Value(ValueType.DURATION, float(_SECONDS["일"] * _DAYS[match[1]])), match.start(), match.end()


def parts_of_day(text: str) -> Iterator[Span]:
    """Times that are said without a figure, as they were said: "tonight", "나중에"."""
    for pattern in (_EN_PART_OF_DAY, _KO_PART_OF_DAY):
        for match in pattern.finditer(text):
            yield Value(ValueType.TIME, match[1]), match.start(1), match.end(1)


def korean_times(text: str) -> Iterator[Span]:
    """Times of day in Korean. They come before durations, which would take their minutes ("8시 30분")."""
    for match in _KO_TIME.finditer(text):
        if time := _korean_time(match):
            yield Value(ValueType.TIME, time), match.start(), match.end()


def english_times(text: str) -> Iterator[tuple[Span, float | None]]:
    """Times of day in English, each with the bare number that it may be instead ("at seven": an hour, or a volume)."""
    for match in _EN_LED_TIME.finditer(text):
        lead, part, side, hour, digits, words, half = match.groups()
        time = _time(hour, digits or words, part, side, half)
        clear = bool(part or digits or words or half)
        number = number_of(hour)
        if time is None or (not clear and (lead != "at" or number is None or number > 12)):
            continue
        start = match.start(2) if part else match.start(4)
        yield (Value(ValueType.TIME, time), start, match.end()), None if clear else number
    for match in _EN_BARE_TIME.finditer(text):
        part, side, hour, half, named, hour_12, minutes_12, half_12, hour_24, minutes_24 = match.groups()
        if named:
            time = "12:00" if named == "noon" else "00:00"
        else:
            time = _time(hour or hour_12 or hour_24, minutes_12 or minutes_24, part, side, half or half_12)
        if time is not None:
            yield (Value(ValueType.TIME, time), match.start(), match.end()), None


def _time(hour: str, minutes: str | None, part: str | None, side: str | None, half_of_day: str | None) -> str | None:
    hours, past = number_of(hour), number_of(minutes) if minutes else 0.0
    if part:
        past = 30.0 if part == "half" else 15.0 if part.endswith("quarter") else number_of(part)
    if hours is None or past is None or hours != int(hours) or past != int(past) or hours > 24 or past > 59:
        return None
    half = (half_of_day or "")[:1]
    if half == "p" and hours < 12:
        hours += 12
    elif half == "a" and hours == 12:
        hours = 0
    total = (int(hours) * 60 + int(-past if side == "to" else past)) % 1440
    return f"{total // 60:02}:{total % 60:02}"


def _korean_time(match: re.Match[str]) -> str | None:
    part, hour, minute, half, named = match.groups()
    if named:
        return "12:00" if named == "정오" else "00:00"
    hours, minutes = number_of(hour), number_of(minute) if minute else 30.0 if half else 0.0
    if hours is None or minutes is None or hours > 24 or minutes > 59 or hours != int(hours):
        return None
    if (part in _AFTERNOON and 1 <= hours < 12) or (part == "밤" and 6 <= hours < 12):
        hours += 12
    elif hours == 12 and (part in _BEFORE_NOON or part == "밤"):
        hours = 0
    return f"{int(hours) % 24:02}:{int(minutes):02}"
