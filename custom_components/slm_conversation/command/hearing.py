"""What is settled before the model is asked: which language was spoken, and whether anything was said at all."""

from dataclasses import dataclass
import re
import unicodedata

from .outcome import Why

LONGEST = 500
"""Characters. Nobody says more to a lamp, and reading it would keep the house waiting."""

_HANGUL = re.compile("[\uac00-\ud7a3\u3131-\u318e\u1100-\u11ff]")
# Particles and articles: of themselves they say nothing.
_EMPTY_WORDS = frozenset(
    [
        *(
            "을",
            "를",
            "은",
            "는",
            "이",
            "가",
            "의",
            "에",
            "에서",
            "으로",
            "로",
            "와",
            "과",
            "도",
            "만",
            "에게",
            "한테",
            "까지",
            "부터",
        ),
        *("the", "a", "an", "of", "to"),
    ]
)
_LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Heard:
    """``language`` is the one to answer in, "en" or "ko"; ``why`` is set where the text is not worth a thought."""

    text: str
    language: str
    why: Why | None = None


def hear(text: str, pipeline_language: str) -> Heard:
    """Return what was heard. Hangul makes it Korean, whatever the pipeline speaks; Latin letters English, unless it speaks a third language."""
    pipeline = pipeline_language.lower().partition("-")[0].partition("_")[0]
    # Nothing is done with more of it than tells that it is too long; a ligature may be eighteen letters.
    text = text[: 4 * LONGEST]
    is_long = len(unicodedata.normalize("NFKC", text)) > LONGEST
    text = " ".join(unicodedata.normalize("NFC", text).split())
    hangul = _HANGUL.search(text) is not None
    letters = [char for char in text if char.isalpha()]
    latin = any("LATIN" in unicodedata.name(char, "") for char in letters)
    language = "ko" if hangul else "en" if latin else pipeline if pipeline in _LANGUAGES else "en"
    words = re.findall(r"\w+", text.lower())
    if not any(char.isalnum() for char in text) or all(word in _EMPTY_WORDS for word in words):
        return Heard(text, language, Why.SILENCE)
    if not hangul and (pipeline not in {*_LANGUAGES, "", "*"} or (letters and not latin)):
        return Heard(text, "en" if pipeline != "ko" else "ko", Why.FOREIGN)
    if is_long:
        return Heard(text, language, Why.TOO_LONG)
    return Heard(text, language)
