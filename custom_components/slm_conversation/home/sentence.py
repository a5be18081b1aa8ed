"""A folded sentence as the matcher sees it: words, taken apart where they are glued, and every span of them as a key."""

from collections.abc import Iterable
import re
from typing import NamedTuple

from .index import COLOR_KEYS, KINDS, LONGEST_NAME, ROOMS, MatchIndex
from .text import Word, is_hangul, key_of, stems, words_of

_BREAK = re.compile(r"[,;:!?]|\.\s")
_ENGLISH_FILLERS = frozenset(
    "turn switch on off please the set to in of and my make can could you is are what which all every up down open close it for me a an put "
    "percent degrees at with i want need would like do does did be there here this that room how many much then also just go get let start "
    "stop pause play mute next previous lock unlock run activate dim brighten increase decrease raise lower bit little more less by from "
    "except but not no yes have has will give show tell hey ok okay now too very so closed opened closes shut bright brighter night "
    "goodnight right left when where who why room rooms".split()
)
_KOREAN_FILLER = re.compile(
    r"^(?:켜|꺼|끄|끌|켤|킬|켠|끈|줘|주세|주실|주십|해|하|할|한|열|닫|올려|올리|내려|내리|맞춰|맞추|설정|바꿔|바꾸|틀어|돌려|돌리|좀|잠가|잠그|잠겨|멈|정지|시작|알려|있|없|부탁"
    r"|지금|당장|빨리|제발|그리고|그|저|이|여기|거기|전부|모두|다|싹|몇|어떤|무슨|어디|뭐|왜|조금|너무|안$|못|더"
    r"|빼고|말고|제외|전원|소스|볼륨|음량|밝기|색온도|색|모드|바람|풍량|속도|소리|입력|위치|상태|세기|우리|아까|방금|혹시|미안|바쁘|고마|감사|괜찮|다시|그냥|나머지)"
)
_GLUED_VERB = re.compile(
    r"^(?:켜|꺼|끄|끌|킬|켤|열|닫|잠|다|좀|전부|모두|전체|밝|어둡|어두|줄|올|내|틀|돌|멈|정지|작동|누르|눌|클릭|음소거|스킵|재생|시작)"
)
_LONGEST_GLUED = 8
"""Syllables of a name that is looked for at the beginning of a longer word."""


def is_filler(word: str) -> bool:
    """Whether the word says what to do rather than to what, and so is no misheard name."""
    return word in _ENGLISH_FILLERS or (is_hangul(word) and _KOREAN_FILLER.match(word) is not None)


def is_weak(key: str) -> bool:
    """Whether the key is too common or too short to point at a device by being part of its name."""
    return key in _ENGLISH_FILLERS or (is_hangul(key) and len(key) < 2)


class Span(NamedTuple):
    """Neighbouring words ``[first, last]`` read as one key; ``end`` leaves out a particle or plural ending."""

    first: int
    last: int
    start: int
    end: int
    key: str

    @property
    def words(self) -> range:
        """The words it covers."""
        return range(self.first, self.last + 1)


class Sentence:
    """A folded sentence, its words, and every span of words as a key."""

    def __init__(self, index: MatchIndex, text: str, area_id: str | None) -> None:
        """Split the sentence; ``area_id`` is the speaker's area."""
        self.index = index
        self.text = text
        self.area_id = area_id
        self.words = [piece for word in words_of(text) for piece in _unglued(index, word)]
        self.spans = self._spans()

    def _spans(self) -> list[Span]:
        spans: list[Span] = []
        words = self.words
        for first, opening in enumerate(words):
            prefix = ""
            for last in range(first, min(first + LONGEST_NAME, len(words))):
                word = words[last]
                if last > first and _BREAK.search(self.text, words[last - 1].end, word.start):
                    break
                spans += [
                    Span(first, last, opening.start, word.start + len(stem), key_of(prefix + stem))
                    for stem in stems(word.text)
                ]
                prefix += word.text + " "
        return spans


def longest_first(spans: Iterable[Span]) -> list[Span]:
    """The spans of most words first, among equals those of most letters."""
    return sorted(spans, key=lambda span: (span.first - span.last, span.start - span.end))


def _unglued(index: MatchIndex, word: Word) -> list[Word]:
    """A long Hangul word taken apart where speech-to-text glued a room, a name or a kind to what follows ("거실불켜줘")."""
    if len(word.text) < 2 or not is_hangul(word.text):
        return [word]
    pieces: list[Word] = []
    rest: Word | None = word
    while rest is not None:
        cut = _cut(index, rest.text)
        if cut is None:
            return [*pieces, rest]
        length, is_last = cut
        middle = rest.start + length
        left, right = Word(rest.text[:length], rest.start, middle), Word(rest.text[length:], middle, rest.end)
        pieces.append(left)
        if is_last:
            return [*pieces, right]
        rest = right
    return pieces


def _cut(index: MatchIndex, text: str) -> tuple[int, bool] | None:
    """Where a glued word is cut and whether what follows stays whole; None where it is not cut."""
    if len(text) < 2:
        return None
    for length in range(2, min(len(text), _LONGEST_GLUED + 1)):
        if (text[:length] in index.areas or text[:length] in ROOMS) and any(
            stem in KINDS for stem in stems(text[length:])
        ):
            return length, True
    if any(_is_known(index, stem) for stem in stems(text)):
        return None
    for length in range(min(len(text) - 1, _LONGEST_GLUED), 0, -1):
        left, right = text[:length], text[length:]
        verb_follows = _GLUED_VERB.match(right) is not None
        if length == 1:
            if left in KINDS and verb_follows:
                return length, False
        elif _is_known(index, left) and (
            verb_follows
            or any(_is_known(index, stem) for stem in stems(right))
            or any(_is_known(index, right[:end]) for end in range(1, min(len(right), _LONGEST_GLUED + 1)))
        ):
            return length, False
    return None


def _is_known(index: MatchIndex, text: str) -> bool:
    return (
        text in index.names
        or text in index.areas
        or text in index.parts
        or text in KINDS
        or text in ROOMS
        or text in COLOR_KEYS
    )
