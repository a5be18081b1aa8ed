"""Numbers, units, durations, clock times and colours in a sentence, in words or digits, English and Korean."""

import re
from typing import NamedTuple

from .model import Value, ValueType
from .words import COLOR_WORDS


class FoundValue(NamedTuple):
    """A value and where it stands, ``[start, end)`` in characters of the folded sentence."""

    value: Value
    start: int
    end: int


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ENGLISH = {word: n for n, word in enumerate(_ONES.split())} | {"oh": 0, "forty": 40, "fourty": 40}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_SINO_UNIT = {"십": 10, "백": 100, "천": 1000}
_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}

_EN_NUMBER = (
    r"(?:(?:a |one )?hundred|(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_KO_SINO = r"(?:[일이삼사오육칠팔구]?천)?(?:[일이삼사오육칠팔구]?백)?(?:[일이삼사오육칠팔구]?십)?[일이삼사오육륙칠팔구]?"
_KO_SINO_LONG = r"(?:[일이삼사오육칠팔구]?[천백십]){1,3}[일이삼사오육륙칠팔구]?"
_KO_NATIVE = r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔) ?(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?|스무|하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)"
_KO_TEENS = r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔) ?(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?|스무)"
_DIGITS = r"[0-9]+(?:[.,][0-9]+)?"
_NUMBER = rf"(?:{_DIGITS}(?: point [0-9])?|{_EN_NUMBER}(?: point (?:zero|one|two|three|four|five|six|seven|eight|nine)| and a half)?)"
_KO_NUMBER = rf"(?:{_DIGITS}|영|공|{_KO_SINO_LONG}|[일이삼사오육칠팔구]|{_KO_NATIVE})"

_PERCENT_WORDS = (
    (r"(?:a )?quarter|사분의 일", 25.0),
    (r"(?:one |a )third|삼분의 일", 33.0),
    (r"two thirds", 67.0),
    (r"three quarters|사분의 삼", 75.0),
    (r"half ?way|(?:a )?half|절반|반만|반으로|반쯤|(?<![가-힣])반(?![가-힣])", 50.0),
    (r"max(?:imum)?|full(?: (?:power|brightness|blast|volume))?|all the way|the highest|최대(?:한|치)?|풀|가장 밝|제일 밝|끝까지|만땅", 100.0),
    (r"min(?:imum)?|the lowest|최소(?:한|치)?|제일 어둡|가장 어둡", 1.0),
)
_UNITS: tuple[tuple[ValueType, str, str], ...] = (
    (ValueType.PERCENT, rf"({_NUMBER}) ?(?:%|percent|per cent|pct)", "en"),
    (ValueType.PERCENT, rf"({_KO_NUMBER}) ?(?:%|퍼센트|프로|퍼)", "ko"),
    (ValueType.KELVIN, r"([0-9]{4}|[0-9],[0-9]{3}) ?(?:kelvin|켈빈|k)(?![a-z])", "en"),
    (ValueType.KELVIN, rf"({_KO_SINO_LONG}|[0-9]{{4}}) ?켈빈", "ko"),
    (ValueType.DEGREE, rf"({_NUMBER}) ?(?:°|degrees?|deg)(?: ?(?:celsius|fahrenheit|c|f)(?![a-z]))?", "en"),
    # Native numbers under ten are left out here: "하나도" and "한도" are words of their own.
    (ValueType.DEGREE, rf"(?<![가-힣])((?:{_DIGITS}|영|{_KO_SINO_LONG}|{_KO_TEENS}|[일이삼사오육칠팔구])) ?(?:°|도)(?: ?(?:씨))?(?![가-힣]?(?:어|록))", "ko"),
)
_DURATION_UNIT = {"h": 3600, "m": 60, "s": 1, "시": 3600, "분": 60, "초": 1}
_EN_DURATION = re.compile(
    rf"(?:({_NUMBER}|an?|half an?|half a|a couple of|a few)[ -]?(hours?|hrs?|minutes?|mins?|seconds?|secs?)(?: and a (half))?)(?![a-z])"
)
_KO_DURATION = re.compile(rf"({_KO_NUMBER}) ?(시간|분|초)(?! ?[에까의]?\s?(?:시))( ?반)?")
_EN_TIME = re.compile(
    rf"(?:at|by|until|around|before|after) ((?:half past |quarter past |quarter to )?(?:{_NUMBER})(?::[0-9]{{2}})?(?: [0-9]{{2}})?(?: ?(?:o'clock|a ?\.?m\.?|p ?\.?m\.?))?)(?![a-z%°])(?! ?(?:percent|degrees?|kelvin))"
    r"|\b((?:half past|quarter past|quarter to) (?:" + _NUMBER + r")|noon|midnight|[0-9]{1,2}(?::[0-9]{2})? ?(?:am|pm|a\.m\.|p\.m\.)|[0-9]{1,2}:[0-9]{2})"
)
_KO_TIME = re.compile(rf"(?:(오전|오후|아침|저녁|밤|새벽|낮) ?)?(?<![가-힣])({_KO_NUMBER}) ?시(?!간|정|중|작|끄|켜|오|[가-힣]오)(?: ?({_KO_NUMBER}) ?분| ?(반))?|(자정|정오)")
_COMPILED = [(value_type, re.compile(pattern), language) for value_type, pattern, language in _UNITS]
_PERCENT = [(re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), number) for pattern, number in _PERCENT_WORDS]
_PLAIN_EN = re.compile(rf"(?<![a-z0-9.])({_NUMBER})(?![a-z0-9])")
_PLAIN_KO = re.compile(rf"(?<![가-힣0-9])({_KO_SINO_LONG}|{_DIGITS}|(?:스물|서른|마흔|쉰) ?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)?|스무)(?=으?로|만큼|에|번|\s|$|단|칸|까지)")
_COLORS = sorted(((word, name) for name, words in COLOR_WORDS.items() for word in words), key=lambda pair: -len(pair[0]))
_COLOR = re.compile(
    "|".join(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else rf"(?<![가-힣]){re.escape(word)}" for word, _ in _COLORS)
)
_COLOR_OF = dict(_COLORS)


def number_of(text: str) -> float | None:
    """The number that digits or words stand for, or None: "23.5", "twenty three", "이십삼", "스물세"."""
    text = text.strip().replace("-", " ")
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", text):
        return float(text.replace(",", "" if re.fullmatch(r"[0-9],[0-9]{3}", text) else "."))
    if match := re.fullmatch(r"(.+?) and a half", text):
        whole = number_of(match[1])
        return None if whole is None else whole + 0.5
    if match := re.fullmatch(r"(.+?) point (.+)", text):
        whole, part = number_of(match[1]), number_of(match[2])
        return None if whole is None or part is None else whole + part / 10
    if text.endswith("hundred"):
        return 100.0
    if text in _ENGLISH:
        return float(_ENGLISH[text])
    tens, _, ones = text.partition(" ")
    if tens.replace("fourty", "forty") in _TENS:
        return float(_TENS[tens.replace("fourty", "forty")] + (_ENGLISH.get(ones, 0)))
    return _korean_number(text.replace(" ", ""))


def _korean_number(text: str) -> float | None:
    for tens, number in _NATIVE_TENS.items():
        if text.startswith(tens):
            rest = text[len(tens) :]
            return float(number + _NATIVE.get(rest, 0)) if not rest or rest in _NATIVE else None
    if text in _NATIVE:
        return float(_NATIVE[text])
    total, digit = 0, 0
    for char in text:
        if char in _SINO:
            digit = _SINO[char]
        elif char in _SINO_UNIT:
            total += max(digit, 1) * _SINO_UNIT[char]
            digit = 0
        else:
            return None
    return float(total + digit) if text else None


def find_values(text: str) -> list[FoundValue]:
    """All values in a folded sentence, in order and without overlap; the most specific reading of a number wins."""
    found: list[FoundValue] = []

    def add(value_type: ValueType, data: float | str | None, start: int, end: int) -> None:
        if data is not None and not any(start < other.end and other.start < end for other in found):
            found.append(FoundValue(Value(value_type, data), start, end))

    for match in _EN_DURATION.finditer(text):
        add(ValueType.DURATION, _english_seconds(match), match.start(), match.end())
    for match in _KO_DURATION.finditer(text):
        amount = number_of(match[1])
        if amount is not None:
            unit = _DURATION_UNIT[match[2][0]]
            add(ValueType.DURATION, amount * unit + (unit / 2 if match[3] else 0), match.start(), match.end())
    for match in _EN_TIME.finditer(text):
        start = match.start(1) if match[1] else match.start(2)
        clearly_time = bool(match[2]) or re.search(r":|clock|a ?\.?m|p ?\.?m|past|quarter", match[1] or "") is not None
        if clearly_time:
            add(ValueType.TIME, _english_time(match[1] or match[2]), start, match.end())
        elif match.group().startswith("at") and (number_of(match[1]) or 0) <= 12:
            # "at seven" is a time, "volume at seven" is not: both are offered, the model decides.
            add(ValueType.TIME, _english_time(match[1]), start, match.end())
            found.append(FoundValue(Value(ValueType.NUMBER, number_of(match[1]) or 0.0), start, match.end()))
    for match in _KO_TIME.finditer(text):
        add(ValueType.TIME, _korean_time(match), match.start(), match.end())
    for value_type, pattern, _ in _COMPILED:
        for match in pattern.finditer(text):
            add(value_type, number_of(match[1]), match.start(), match.end())
    for match in _COLOR.finditer(text):
        add(ValueType.COLOR, _COLOR_OF[match.group()], match.start(), match.end())
    for pattern, number in _PERCENT:
        for match in pattern.finditer(text):
            add(ValueType.PERCENT, number, match.start(), match.end())
    for pattern in (_PLAIN_EN, _PLAIN_KO):
        for match in pattern.finditer(text):
            add(ValueType.NUMBER, number_of(match[1]), match.start(1), match.end(1))
    return sorted(_joined(found, text), key=lambda value: value.start)


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


def _english_seconds(match: re.Match[str]) -> float | None:
    amount = {"a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "a couple of": 2.0, "a few": 3.0}.get(match[1], number_of(match[1]))
    return None if amount is None else (amount + (0.5 if match[3] else 0)) * _DURATION_UNIT[match[2][0]]


def _english_time(text: str) -> str | None:
    if text in {"noon", "midnight"}:
        return "12:00" if text == "noon" else "00:00"
    shift = 30 if text.startswith("half past ") else 15 if text.startswith("quarter past ") else -15 if text.startswith("quarter to ") else 0
    bare = re.sub(r"^(?:half past|quarter past|quarter to) ", "", text)
    match = re.match(r"(.+?)(?::([0-9]{2})| ([0-9]{2}))?(?: ?(o'clock|a ?\.?m\.?|p ?\.?m\.?))?$", bare)
    hour = number_of(match[1]) if match else None
    if match is None or hour is None or hour > 24 or hour != int(hour):
        return None
    half = (match[4] or "")[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    minutes = (int(hour) * 60 + int(match[2] or match[3] or 0) + shift) % 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _korean_time(match: re.Match[str]) -> str | None:
    if match[5]:
        return "12:00" if match[5] == "정오" else "00:00"
    hour, minute = number_of(match[2]), number_of(match[3]) if match[3] else 30.0 if match[4] else 0.0
    if hour is None or minute is None or hour > 24:
        return None
    if match[1] in {"오후", "저녁", "밤", "낮"} and 1 <= hour < 12:
        hour += 12
    return f"{int(hour) % 24:02}:{int(minute) % 60:02}"
