"""Korean particles, chosen by how a word sounds when read: 램프를, TV를 (티비), LG를 (엘지), 램프 3은 (삼)."""

from enum import Enum
import re
from typing import override


class Final(Enum):
    """The last sound of a word. ㄹ is its own case because 으로 becomes 로 after it."""

    VOWEL = "vowel"
    RIEUL = "rieul"
    CONSONANT = "consonant"


# Particle -> (after a vowel, after ㄹ, after another consonant).
_FORMS = {
    "은": ("는", "은", "은"),
    "이": ("가", "이", "이"),
    "을": ("를", "을", "을"),
    "와": ("와", "과", "과"),
    "로": ("로", "로", "으로"),
    "이랑": ("랑", "이랑", "이랑"),
    "예요": ("예요", "이에요", "이에요"),
    "나": ("나", "이나", "이나"),
    "였어요": ("였어요", "이었어요", "이었어요"),
}

_HANGUL_FIRST, _HANGUL_LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8

# 영 일 이 삼 사 오 육 칠 팔 구; round numbers end in 십, 백, 천 or 만, all closed like 영.
_DIGITS = dict(zip("0123456789", "CRVCVVCRRV", strict=True))
# Letter names: 엘 and 알 end in ㄹ, 엠 and 엔 in a nasal, all others in a vowel.
_LETTERS = {"l": "R", "r": "R", "m": "C", "n": "C"}
_SYMBOLS = {"%": "V", "℃": "V", "℉": "V", "°": "V", "+": "V", "³": "V", "²": "V"}
_FINAL = {"V": Final.VOWEL, "R": Final.RIEUL, "C": Final.CONSONANT}

# English words whose Korean form does not follow the rules of ``_english``.
_WORDS = {
    "hub": "V",
    "set": "V",
    "kit": "V",
    "mat": "V",
    "bat": "V",
    "pot": "V",
    "deck": "V",
    "soup": "V",
    "app": "C",
    "foot": "C",
    "chrome": "C",
    "wifi": "V",
    "ppm": "C",
    "lx": "V",
    "cafe": "V",
    "theme": "V",
    "karaoke": "V",
    "simple": "R",
    "one": "C",
    "homepod": "C",
}
_VOWELS = "aeiouy"
_LAST_PART = re.compile(r"([A-Za-zÀ-ÿ]+|\d|.)$", re.DOTALL)


def final_sound(word: str) -> Final:
    """Return the last sound of ``word`` as read aloud; what is not read (brackets, emoji) is skipped."""
    spoken = word.rstrip()
    while spoken and not (spoken[-1].isalnum() or spoken[-1] in _SYMBOLS):
        spoken = spoken[:-1]
    match = _LAST_PART.search(spoken)
    if match is None:
        return Final.VOWEL
    part = match[1]
    if _HANGUL_FIRST <= ord(part[-1]) <= _HANGUL_LAST:
        final = (ord(part[-1]) - _HANGUL_FIRST) % _FINALS
        return Final.VOWEL if final == 0 else Final.RIEUL if final == _RIEUL else Final.CONSONANT
    if part in _DIGITS:
        return _FINAL[_DIGITS[part]]
    if part in _SYMBOLS:
        return _FINAL[_SYMBOLS[part]]
    if part[0].isascii() or len(part) > 1:
        return _FINAL[_letters(part) if _is_spelled(part) else _english(part.lower())]
    # Jamo such as ㅋ are called by names that end in a consonant (키읔); ㅏ and foreign letters end in a vowel.
    return Final.CONSONANT if "ㄱ" <= part <= "ㅎ" else Final.VOWEL


def _is_spelled(word: str) -> bool:
    """Whether the word is read letter by letter: TV, LG, PC, LED, HDMI, but not LAMP."""
    lower = word.lower()
    if len(word) == 1 or not any(letter in _VOWELS for letter in lower):
        return lower not in _WORDS
    return word.isupper() and len(word) <= 3


def _letters(word: str) -> str:
    return _LETTERS.get(word[-1].lower(), "V")


def _english(word: str) -> str:
    """Return V, R or C for an English word in its usual Korean spelling: 라이트, 테이블, 홈, 로봇, 데스크."""
    if word in _WORDS:
        return _WORDS[word]
    stem = word
    if word.endswith(("le", "me", "ne")) and len(word) > 3:
        stem = word[:-1]  # a silent e: table, home, phone
    last = stem[-1]
    if last == "l":
        return "R"
    if last in "mn" or stem.endswith("ng"):
        return "C"
    if last in "ptkcb":
        return _stop(word)
    return "V"


def _stop(word: str) -> str:
    """Return C where a final p, t, k, c or b closes the syllable (탑, 로봇), V where it gets a vowel (램프, 라이트)."""
    before = word[-2:-1]
    if word.endswith(("ck", "ook")):
        return "C"
    if before not in _VOWELS:
        return "V"  # lamp, desk, bulb, disc, light
    if word[-3:-1] in {"ee", "ea", "oo", "oa", "ou", "ai", "ui"}:
        return "C" if word.endswith("p") else "V"  # sleep closes; heat, boat and week do not
    return "C"  # top, strip, robot, closet, music, web


def attach(word: str, particle: str) -> str:
    """Return ``word`` with a particle, named as in ``_FORMS``: 은, 이, 을, 와, 로, 이랑, 예요, 나 or 였어요."""
    after_vowel, after_rieul, after_consonant = _FORMS[particle]
    match final_sound(word):
        case Final.VOWEL:
            return word + after_vowel
        case Final.RIEUL:
            return word + after_rieul
        case Final.CONSONANT:
            return word + after_consonant


class Spoken(str):
    """A word that takes its particle in a format string: ``f"{Spoken('램프'):을} 켰어요"``."""

    __slots__ = ()

    @override
    def __format__(self, particle: str) -> str:
        """Return the word with the particle that the format names, or alone."""
        return attach(str(self), particle) if particle else str(self)
