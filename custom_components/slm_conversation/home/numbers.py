"""Numbers as people say them: digits, English words, and both Korean systems (이십삼, 스물셋)."""

import re

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH = {word: number for number, word in enumerate(["zero", *_ONES, *_TEENS])}
_ENGLISH |= {word: 10 * number for number, word in enumerate(_TENS, 2)} | {"fourty": 40, "a": 1}
_SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_SINO_UNIT = {"십": 10, "백": 100, "천": 1000}
_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip

_SMALL = rf"(?:(?:{'|'.join(_TENS)}|fourty)(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)}|zero)"
_DIGIT = "[일이삼사오육륙칠팔구]"
_NATIVE_ONES = "하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉"
DIGITS = r"(?<![0-9.,])[0-9]{1,7}+(?:[.,][0-9]++)?+"
ENGLISH = (
    rf"(?<![a-z])(?:(?:(?:a|{_SMALL}) )?thousand(?: {_SMALL} hundred)?"
    rf"|(?:(?:a|{_SMALL}) )?hundred(?:(?: and)? {_SMALL})?|{_SMALL})"
)
NUMBER = (
    rf"(?:{DIGITS}(?: thousand| point [0-9]| and a half)?|{ENGLISH}(?: point (?:zero|{'|'.join(_ONES)})| and a half)?)"
)
"""A number in digits or English words."""
MINUTES = rf"(?:oh (?:{'|'.join(_ONES)})|{_SMALL})"
"""Minutes in words after an hour: "thirty", "oh five"."""
SINO_LONG = rf"(?:{_DIGIT}?[천백십]){{1,3}}{_DIGIT}?"
"""A Sino-Korean number of more than one digit; a single one (이, 사, 오) may be any word."""
NATIVE_TENS = rf"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔) ?(?:{_NATIVE_ONES})?|스무)"
KOREAN = rf"(?:{DIGITS}|영|공|{SINO_LONG}|{_DIGIT}|{NATIVE_TENS}|{_NATIVE_ONES})"
"""A number in digits or Korean words of either system."""
POINT = r"(?: ?점 ?[0-9영일이삼사오육칠팔구](?![0-9가-힣]*시))?"


def number_of(text: str) -> float | None:
    """The number that digits or words stand for, or None: "23.5", "a hundred and five", "이십삼", "스물세", "이십사 점 오"."""
    text = text.strip().replace("-", " ")
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", text):
        return float(text.replace(",", "" if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text) else "."))
    if match := re.fullmatch(r"([0-9]+) ?(?:thousand|천)", text):
        return 1000 * float(match[1])
    if text.endswith(" and a half"):
        whole = number_of(text.removesuffix(" and a half"))
        return None if whole is None else whole + 0.5
    if match := re.fullmatch(r"(.+?) (?:point) (.+)|(.+?) ?점 ?(.)", text):
        whole, tenths = number_of(match[1] or match[3]), number_of(match[2] or match[4])
        return None if whole is None or tenths is None else whole + tenths / 10
    return _english_number(text) if text.isascii() else _korean_number(text.replace(" ", ""))


def _english_number(text: str) -> float | None:
    total, part = 0, 0
    for word in text.split():
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = max(part, 1) * 1000, 0
        elif word in _ENGLISH:
            part += _ENGLISH[word]
        elif word not in {"and", "oh"}:
            return None
    return float(total + part) if text else None


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
