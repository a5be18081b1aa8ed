"""Values as people say them, in both languages: the text and what it stands for."""

from collections.abc import Sequence
from random import Random

from custom_components.slm_conversation.home.index import OPTION_ATTRIBUTES
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity, Value, ValueType
from custom_components.slm_conversation.home.words import COLOR_WORDS, OPTION_WORDS

from .banks import Language

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_SINO = "영일이삼사오육칠팔구"
_NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰")


def english(number: int) -> str:
    """A number up to 100 in English words."""
    if number >= 100:
        return "a hundred" if number == 100 else str(number)
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")


def sino(number: int) -> str:
    """A number up to 9,999 in Sino-Korean words."""
    if number == 0:
        return "영"
    out = ""
    for size, unit in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += (_SINO[digit] if digit > 1 or not unit else "") + unit
    return out


def native(number: int) -> str:
    """A number from 1 to 59 in native Korean words, as said before a counter."""
    if number == 20:
        return "스무"
    return _NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10]


def _digits(rng: Random, language: Language, number: float) -> str:
    if number != int(number):
        return f"{number:g}"
    whole = int(number)
    if rng.random() < 0.55:
        return str(whole)
    return english(whole) if language == "en" else sino(whole)


def percent(rng: Random, language: Language) -> tuple[str, Value]:
    """A percentage, now and then as a fraction or an extreme."""
    if rng.random() < 0.15:
        text, number = rng.choice(
            (
                ("half", 50),
                ("max", 100),
                ("full", 100),
                ("maximum", 100),
                ("minimum", 1),
                ("a third", 33),
                ("a quarter", 25),
                ("three quarters", 75),
            )
            if language == "en"
            else (("절반", 50), ("최대", 100), ("최소", 1), ("반으", 50), ("최대한", 100), ("최대치", 100))
        )
        if text == "반으":
            text = "절반"
        return text, Value(ValueType.PERCENT, float(number))
    number = rng.choice((rng.randint(0, 100), 5 * rng.randint(0, 20), 10 * rng.randint(1, 10)))
    unit = (
        rng.choice(("%", "%", " percent", " percent", ""))
        if language == "en"
        else rng.choice(("%", "%", "퍼센트", " 퍼센트", "프로", " 프로"))
    )
    said = _digits(rng, language, number)
    if unit == "%" and not said.isdigit():
        unit = " percent" if language == "en" else "퍼센트"
    return said + unit, Value(ValueType.PERCENT, float(number))


def degree(rng: Random, language: Language, *, relative: bool = False) -> tuple[str, Value]:
    """A temperature, or a difference of one."""
    number: float = (
        rng.randint(1, 5) if relative else rng.choice((rng.randint(16, 30), rng.randint(16, 30), rng.randint(60, 80)))
    )
    if rng.random() < 0.1:
        number += 0.5
    if language == "en":
        return _digits(rng, "en", number) + rng.choice(
            ("°", " degrees", " degrees", " degrees celsius", "" if not relative else " degrees")
        ), Value(ValueType.DEGREE, float(number))
    said = (
        native(int(number))
        if rng.random() < 0.3 and number == int(number) and 1 <= number <= 39
        else _digits(rng, "ko", number)
    )
    return said + rng.choice(("도", "도", " 도")), Value(ValueType.DEGREE, float(number))


def plain(rng: Random, language: Language, *, relative: bool = False) -> tuple[str, Value]:
    """A bare number, as for a volume or a position."""
    number = rng.randint(1, 20) if relative else rng.choice((rng.randint(0, 100), 5 * rng.randint(1, 20)))
    return _digits(rng, language, number), Value(ValueType.NUMBER, float(number))


def kelvin(rng: Random, language: Language) -> tuple[str, Value]:
    """A colour temperature."""
    number = 100 * rng.randint(20, 65)
    if language == "en":
        return f"{number}{rng.choice((' kelvin', 'k', ' k', ' kelvin'))}", Value(ValueType.KELVIN, float(number))
    said = str(number) if rng.random() < 0.6 else sino(number)
    return said + rng.choice(("켈빈", " 켈빈")), Value(ValueType.KELVIN, float(number))


def color(rng: Random, language: Language) -> tuple[str, Value]:
    """A colour."""
    name = rng.choice(list(COLOR_WORDS))
    words = [
        word
        for word in COLOR_WORDS[name]
        if word.isascii() == (language == "en") and not word.endswith(("게", "란", "간"))
    ]
    return rng.choice(words), Value(ValueType.COLOR, name)


def option(rng: Random, language: Language, entity: Entity) -> tuple[str, Value] | None:
    """An option of the device, in the speaker's words or as the device spells it; None where it has none."""
    found: list[tuple[str, str]] = []
    for attribute in OPTION_ATTRIBUTES:
        listed = entity.attributes.get(attribute)
        if isinstance(listed, Sequence) and not isinstance(listed, str):
            found.extend((str(name), attribute) for name in listed if str(name) not in {"off", "none"})
    if not found:
        return None
    name, attribute = rng.choice(found)
    words = [word for word in OPTION_WORDS.get(name, ()) if word.isascii() == (language == "en")]
    said = rng.choice(words) if words and rng.random() < 0.9 else name.replace("_", " ").lower()
    return said, Value(ValueType.OPTION, name, attribute)


def duration(rng: Random, language: Language) -> tuple[str, Value]:
    """A duration."""
    number, unit = rng.choice(
        ((rng.randint(1, 59), 60), (5 * rng.randint(1, 11), 60), (rng.randint(1, 12), 3600), (rng.randint(5, 59), 1))
    )
    if language == "en":
        if rng.random() < 0.1:
            return "half an hour", Value(ValueType.DURATION, 1800.0)
        word, letter = {1: ("sec", "s"), 60: ("min", "m"), 3600: ("hr", "h")}[unit]
        if rng.random() < 0.08:
            return f"{number}{rng.choice(('', ' '))}{word}", Value(ValueType.DURATION, float(number * unit))
        if rng.random() < 0.08:
            return f"{number}{letter}", Value(ValueType.DURATION, float(number * unit))
        if rng.random() < 0.05:
            days = rng.randint(2, 9)
            return f"{_digits(rng, 'en', days)} days", Value(ValueType.DURATION, days * 86400.0)
        name = {1: "second", 60: "minute", 3600: "hour"}[unit] + ("s" if number != 1 else "")
        return f"{_digits(rng, 'en', number)} {name}", Value(ValueType.DURATION, float(number * unit))
    name = {1: "초", 60: "분", 3600: "시간"}[unit]
    said = native(number) if unit == 3600 and rng.random() < 0.6 else _digits(rng, "ko", number)
    return said + rng.choice(("", "", " ")) + name, Value(ValueType.DURATION, float(number * unit))


def clock(rng: Random, language: Language) -> tuple[str, Value]:
    """A time of day."""
    hour = rng.randint(1, 12)
    if language == "en":
        if rng.random() < 0.5:
            half = rng.choice(("am", "pm"))
            number = hour % 12 + (12 if half == "pm" else 0)
            return f"{hour}{rng.choice(('', ' '))}{half}", Value(ValueType.TIME, f"{number:02}:00")
        return _digits(rng, "en", hour), Value(ValueType.TIME, f"{hour:02}:00")
    said = native(hour) if rng.random() < 0.6 else str(hour)
    part = rng.choice(("", "", "오전 ", "오후 ", "저녁 ", "아침 "))
    number = hour + 12 if part in {"오후 ", "저녁 "} and hour < 12 else hour
    if hour == 12 and part == "오전 ":
        number = 0
    half = rng.random() < 0.2
    text = f"{part}{said}{rng.choice(('', ' '))}시{' 반' if half else ''}"
    return text, Value(ValueType.TIME, f"{number % 24:02}:{'30' if half else '00'}")


_PARTS_OF_DAY: dict[Language, tuple[str, ...]] = {
    "en": (
        *(
            "tonight",
            "later",
            "later",
            "later on",
            "later today",
            "tomorrow",
            "tomorrow morning",
            "tomorrow evening",
            "this evening",
        ),
        *(
            "this afternoon",
            "tomorrow night",
            "every night",
            "every morning",
            "every evening",
            "each day",
            "at sunset",
            "at sunrise",
        ),
        *("after sunset", "at dusk", "before dawn", "later tonight"),
    ),
    "ko": (
        *(
            "나중에",
            "나중에",
            "이따가",
            "이따",
            "이따 저녁에",
            "이따가 밤에",
            "내일",
            "내일 아침에",
            "내일 저녁에",
            "내일 밤에",
            "모레",
        ),
        *(
            "오늘 밤에",
            "오늘 저녁에",
            "저녁에",
            "밤에",
            "새벽에",
            "매일",
            "매일 아침",
            "매일 밤마다",
            "해 지면",
            "해 뜨면",
            "해 질 때",
        ),
    ),
}


def part_of_day(rng: Random, language: Language) -> tuple[str, Value]:
    """A time without a figure, preposition included: "tonight", "at sunset", "나중에"."""
    said = rng.choice(_PARTS_OF_DAY[language])
    return said, Value(ValueType.TIME, said)


NUMBERED = frozenset({ValueType.PERCENT, ValueType.DEGREE, ValueType.NUMBER})


def same_value(meant: Value, found: Value) -> bool:
    """Whether a value found in the sentence is the one that was said; the unit may have been left out."""
    if meant.type in NUMBERED and found.type in NUMBERED:
        return meant.data == found.data
    if meant.type is ValueType.OPTION:
        return found.type is ValueType.OPTION and str(found.data).casefold() == str(meant.data).casefold()
    return meant == found


def said(
    rng: Random, language: Language, value_type: str, entity: Entity | None, *, relative: bool
) -> tuple[str, Value] | None:
    """A value of the type named in a bank, fit for the device; None where the device has no such value."""
    found: tuple[str, Value] | None = None
    match value_type:
        case "percent":
            found = percent(rng, language)
        case "degree" if entity is not None and entity.kind is Kind.WATER_HEATER and not relative:
            number = rng.randint(40, 60)
            text = f"{number} degrees" if language == "en" else f"{number}도"
            found = text, Value(ValueType.DEGREE, float(number))
        case "degree":
            found = degree(rng, language, relative=relative)
        case "number":
            found = plain(rng, language, relative=relative)
        case "kelvin":
            found = kelvin(rng, language)
        case "color":
            found = color(rng, language)
        case "option" if entity is not None:
            found = option(rng, language, entity)
    return found
