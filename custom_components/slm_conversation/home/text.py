"""How words are compared: folded spelling, jamo, and a rough sound that Hangul and Latin spellings share."""

from functools import lru_cache
import re
from typing import NamedTuple
import unicodedata

from .words import NUMBER_WORDS, PARTICLES

_WORD = re.compile(r"[0-9]+|[a-z\u00c0-\u024f']+|[가-힣]+|[^\W_]")
_HANGUL = re.compile(r"[가-힣]")
_NOT_KEY = re.compile(r"[^0-9a-z가-힣\u00c0-\u024f\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]")
_HANGUL_BASE = 0xAC00
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# Consonants by the sound class they share with a Latin spelling; vowels are dropped, which forgives most loan-word spelling.
_INITIAL_SOUND = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "h")
_FINAL_SOUND = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "n", "t", "t", "k", "t", "p", "",
)  # fmt: skip
_LATIN_SOUND = (
    ("tion", "sn"), ("ght", "t"), ("tch", "C"), ("echo", "eko"), ("chr", "kr"), ("ph", "p"), ("sh", "s"), ("ch", "C"), ("c", "k"),
    ("C", "c"), ("th", "s"), ("ng", "n"), ("x", "ks"), ("wh", ""),
    ("b", "p"), ("v", "p"), ("f", "p"), ("d", "t"), ("g", "k"), ("q", "k"), ("r", "l"), ("z", "c"), ("j", "c"),
)  # fmt: skip


class Word(NamedTuple):
    """A word of a sentence with its place, ``[start, end)`` in characters."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """One spelling for comparing and for the model: composed, lower case, single spaces, no typographic quotes."""
    text = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'").replace("\u2018", "'")
    return re.sub(r"\s+", " ", text).strip()


def words_of(folded: str) -> list[Word]:
    """The words of a folded sentence; Hangul, Latin letters and digits are separate words even where they are glued."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded)]


def is_hangul(text: str) -> bool:
    """Whether the text has any Hangul syllable."""
    return _HANGUL.search(text) is not None


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """A folded name without spaces and punctuation, number words as digits: names with equal keys are the same name."""
    words = (NUMBER_WORDS.get(word.text, word.text) for word in words_of(text))
    return _NOT_KEY.sub("", "".join(words))


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """An English word without its plural or possessive ending; other words as they are."""
    if word.endswith("'s"):
        return word[:-2]
    if len(word) > 2 and word.isascii():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "xes", "sses")):
            return word[:-2]
        if word.endswith("s") and not word.endswith("ss"):
            return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[str, ...]:
    """The word and what is left of it without a Korean particle or an English plural, the longest first."""
    if not is_hangul(word):
        one = singular(word)
        return (word,) if one == word else (word, one)
    found = [word]
    for particle in PARTICLES:
        if len(word) > len(particle) and word.endswith(particle):
            rest = word[: -len(particle)]
            if rest not in found:
                found.append(rest)
    return tuple(found)


@lru_cache(maxsize=50_000)
def jamo(text: str) -> str:
    """Hangul syllables taken apart, so that one misheard vowel is one edit; all else as it is."""
    out: list[str] = []
    for char in text:
        code = ord(char) - _HANGUL_BASE
        if 0 <= code < 11_172:
            out.append(_INITIALS[code // 588] + _MEDIALS[code % 588 // 28])
            if code % 28:
                out.append(_FINALS[code % 28])
        else:
            out.append(char)
    return "".join(out)


@lru_cache(maxsize=50_000)
def sound(key: str) -> str:
    """The consonants of a key in classes that Hangul and Latin spellings of a loan word share ("데스크" and "desk": tsk)."""
    out: list[str] = []
    if is_hangul(key):
        for char in key:
            code = ord(char) - _HANGUL_BASE
            if 0 <= code < 11_172:
                out.append(_INITIAL_SOUND[code // 588] + _FINAL_SOUND[code % 28])
            else:
                out.append(char)
        folded = "".join(out)
    else:
        folded = re.sub(r"(?<=[aeiou])r(?![aeiouy])", "", re.sub(r"c(?=[eiy])", "s", key))
        for latin, sounds in _LATIN_SOUND:
            folded = folded.replace(latin, sounds)
        folded = re.sub(r"[aeiouwy']|h(?![aeiouy])", "", folded)
    return re.sub(r"(.)\1+", r"\1", folded)
