"""Durations and times of day in a folded sentence."""

from collections.abc import Iterator
import re

from .model import Value, ValueType
from .numbers import KOREAN, MINUTES, NUMBER, number_of

type Span = tuple[Value, int, int]
"""A value and where it stands, ``[start, end)``."""

_SECONDS = {"h": 3600, "m": 60, "s": 1, "시": 3600, "분": 60, "초": 1}
_AMOUNTS = {"a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "a couple of": 2.0, "a few": 3.0, "반": 0.5}
_EN_DURATION = re.compile(
    rf"({NUMBER}|(?<![a-z])(?:an?|half an?|a couple of|a few))[ -]?(hours?|hrs?|minutes?|mins?|seconds?|secs?)"
    r"(?: and a (half))?(?![a-z])"
)
_KO_DURATION = re.compile(rf"({KOREAN}|(?<![가-힣])반(?= ?시간)) ?(시간|분(?!의)|초)(?! ?[에까의]?\s?(?:시))( ?반)?")

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
            if amount is not None:
                seconds = _SECONDS[match[2][0]] * (amount + (0.5 if match[3] else 0.0))
                yield Value(ValueType.DURATION, seconds), match.start(), match.end()


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
