"""Numbers, units, durations, clock times and colours in a sentence, in words or digits, English and Korean."""

from collections.abc import Iterator
from itertools import chain
import re
from typing import NamedTuple

from .clock import durations, english_times, korean_times, parts_of_day
from .model import Value, ValueType
from .numbers import DIGITS, KOREAN, NATIVE_TENS, NUMBER, POINT, SINO_LONG, number_of
from .words import COLOR_WORDS


class FoundValue(NamedTuple):
    """A value and where it stands, ``[start, end)`` in characters of the folded sentence."""

    value: Value
    start: int
    end: int


_KOREAN_DEGREES = (
    # Native numbers under ten are left out: "하나도" and "한도" are words of their own.
    rf"(?<![가-힣])(?:(?P<scale>화씨|섭씨) ?)?(?P<number>(?:(?:영하|마이너스) ?)?(?:{DIGITS}|영|{SINO_LONG}|{NATIVE_TENS}|[일이삼사오육칠팔구]){POINT})"
    r" ?(?:°|도)(?: ?씨)?(?![가-힣]?(?:어|록))(?P<half> ?반(?=$|[^가-힣]|으로|에|까지))?"
)
_UNITS = tuple(
    (value_type, re.compile(pattern))
    for value_type, pattern in (
        (ValueType.PERCENT, rf"({NUMBER}) ?(?:%|percent|per cent|pct)"),
        (ValueType.PERCENT, rf"({KOREAN}{POINT}) ?(?:%|퍼센트|프로(?!그|젝|필|듀)|퍼(?![가-힣]))"),
        (ValueType.KELVIN, rf"({NUMBER}) ?(?:kelvin|켈빈)"),
        (ValueType.KELVIN, r"(?<![0-9])([0-9]{4}|[0-9],[0-9]{3}) ?k(?![a-z])"),
        (ValueType.KELVIN, rf"([0-9]천|{SINO_LONG}) ?켈빈"),
        (
            ValueType.DEGREE,
            rf"((?:minus |negative |(?<![0-9a-z])-)?{NUMBER}) ?(?:°|degrees?|deg)(?: ?(?P<scale>celsius|fahrenheit|c|f)(?![a-z]))?",
        ),
        (ValueType.DEGREE, rf"({NUMBER}) ?(?P<scale>celsius|fahrenheit)(?![a-z])"),
        (ValueType.DEGREE, r"(?<![0-9a-z.,])([0-9]{1,3}(?:\.[0-9])?)(?P<scale>[cf])(?![a-z])"),
        (ValueType.DEGREE, _KOREAN_DEGREES),
    )
)
_MOST = (
    r"max(?:imum)?|full(?: (?:power|brightness|blast|volume))?|all the way|the highest"
    # Not 풀어 ("unlock").
    r"|최대(?:한|치)?|풀(?:로|파워|(?![가-힣]))|가장 밝|제일 밝|끝까지|만땅"
)
_FRACTIONS = tuple(
    (re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), percent)
    for pattern, percent in (
        (r"three quarters|사분의 삼|(?<![0-9])3/4(?![0-9])", 75.0),
        (r"(?:a )?quarter|사분의 일|(?<![0-9])1/4(?![0-9])", 25.0),
        (r"two thirds|삼분의 이|(?<![0-9])2/3(?![0-9])", 67.0),
        (r"(?:one |a )third|삼분의 일|(?<![0-9])1/3(?![0-9])", 33.0),
        (r"half ?way|(?<![0-9])1/2(?![0-9])|(?:a )?half|절반|(?<![가-힣])반(?:만|으로|쯤|(?![가-힣]))", 50.0),
        (_MOST, 100.0),
        (r"min(?:imum)?|the lowest|최소(?:한|치)?|제일 어둡|가장 어둡", 1.0),
    )
)
_PLAIN = (
    re.compile(rf"(?<![a-z0-9.])({NUMBER})(?![a-z0-9])"),
    re.compile(
        rf"(?<![가-힣0-9])({SINO_LONG}|{DIGITS}|(?:스물|서른|마흔|쉰) ?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)?|스무)"
        r"(?=으?로|만큼|에|번|\s|$|단|칸|까지)"
    ),
)
_COLORS = sorted(
    ((word, name) for name, words in COLOR_WORDS.items() for word in words), key=lambda pair: -len(pair[0])
)
_COLOR_OF = dict(_COLORS)
_COLOR = re.compile(
    "|".join(
        # 블루투스 and 블루레이 are no colours.
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else rf"(?<![가-힣]){re.escape(word)}(?!투스|레이)"
        for word, _ in _COLORS
    )
)
_SCALES = {"celsius": "°C", "c": "°C", "섭씨": "°C", "fahrenheit": "°F", "f": "°F", "화씨": "°F"}
_SIGN = re.compile(r"^(?:minus |negative |-|(?:영하|마이너스) ?)")
_THE_LIGHT = re.compile(r"(?:the|my|our|this|that|every|each)$")
_TO_LIGHT = re.compile(r"(?:to|it|them|into|in|a|lights?|lamps?|bulbs?)$|^$")


def find_values(text: str) -> list[FoundValue]:
    """All values in a folded sentence, in order; the most specific reading of a number wins.

    Values overlap only where a word has two readings ("at seven", "the kitchen light blue"): both are offered then,
    and the model decides.
    """
    found: list[FoundValue] = []
    for readings in _readings(text):
        start, end = readings[0].start, readings[0].end
        if not any(start < other.end and other.start < end for other in found):
            found += readings
    return sorted(_joined(found, text), key=lambda value: value.start)


def _readings(text: str) -> Iterator[list[FoundValue]]:
    """What every pattern finds, the most specific pattern first, with all the readings of each place."""
    for value, start, end in chain(korean_times(text), durations(text), parts_of_day(text)):
        yield [FoundValue(value, start, end)]
    for (value, start, end), number in english_times(text):
        hour = FoundValue(value, start, end)
        yield [hour] if number is None else [hour, FoundValue(Value(ValueType.NUMBER, number), start, end)]
    for value_type, pattern in _UNITS:
        yield from _numbers(text, value_type, pattern)
    for match in _COLOR.finditer(text):
        colors = _colors(match[0], text[: match.start()].rstrip())
        yield [FoundValue(Value(ValueType.COLOR, color), match.start(), match.end()) for color in colors]
    for pattern, percent in _FRACTIONS:
        for match in pattern.finditer(text):
            yield [FoundValue(Value(ValueType.PERCENT, percent), match.start(), match.end())]
    for pattern in _PLAIN:
        yield from _numbers(text, ValueType.NUMBER, pattern)


def _numbers(text: str, value_type: ValueType, pattern: re.Pattern[str]) -> Iterator[list[FoundValue]]:
    for match in pattern.finditer(text):
        named = match.groupdict()
        number = named.get("number") or match[1]
        bare = _SIGN.sub("", number)
        amount = number_of(bare)
        if amount is not None:
            amount += 0.5 if named.get("half") else 0.0
            scale = _SCALES.get(named.get("scale") or "", "")
            value = Value(value_type, amount if bare == number else -amount, scale=scale)
            yield [FoundValue(value, match.start(), match.end())]


def _colors(word: str, before: str) -> tuple[str, ...]:
    """The colours that a word may be: "turn the light blue" names a lamp, "make it light blue" a colour, others either."""
    if word != "light blue" or _TO_LIGHT.search(before):
        return (_COLOR_OF[word],)
    return ("blue",) if _THE_LIGHT.search(before) else ("blue", _COLOR_OF[word])


def _joined(found: list[FoundValue], text: str) -> list[FoundValue]:
    """Neighbouring durations ("1 hour 5 minutes") become one."""
    out: list[FoundValue] = []
    for value in sorted(found, key=lambda value: value.start):
        last = out[-1] if out else None
        if (
            last
            and last.value.type is value.value.type is ValueType.DURATION
            and text[last.end : value.start].strip(" ,") in {"", "and"}
        ):
            total = float(last.value.data) + float(value.value.data)
            out[-1] = FoundValue(Value(ValueType.DURATION, total), last.start, value.end)
        else:
            out.append(value)
    return out
