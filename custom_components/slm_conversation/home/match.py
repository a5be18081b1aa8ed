"""Finds names, kinds, rooms and options in a sentence: exactly, in part, misheard, and spelled in the other script."""

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from .index import COLOR_KEYS, KINDS, LEVELS, LONGEST_NAME, ROOMS, Fuzzy, MatchIndex
from .kinds import Kind, includes
from .model import Value
from .text import Word, is_hangul, jamo, key_of, sound, stems, words_of
from .values import FoundValue

_BREAK = re.compile(r"[,;:!?]|\.\s")
_MISHEARD = 76.0
"""Least similarity (0 to 100, ``rapidfuzz.fuzz.ratio``) of a misheard name; on short names one letter is a fifth of it."""
_SAME_SOUND = {3: 100.0, 4: 100.0, 5: 88.0}
"""The same for sounds, by their number: few consonants must agree in all."""
_MOST_MARKED = 4
_ENGLISH_VERBS = frozenset(
    "turn switch on off please the set to in of and my make can could you is are what which all every up down open close it for me a an put "
    "percent degrees at with i want need would like do does did be there here this that room how many much then also just go get let start "
    "stop pause play mute next previous lock unlock run activate dim brighten increase decrease raise lower bit little more less by from "
    "except but not no yes have has will give show tell hey ok okay now too very so closed opened closes shut bright brighter night goodnight right left when where who why how room rooms".split()
)
_KOREAN_VERB = re.compile(
    r"^(?:켜|꺼|끄|끌|켤|킬|켠|끈|줘|주세|주실|주십|해|하|할|한|열|닫|올려|올리|내려|내리|맞춰|맞추|설정|바꿔|바꾸|틀어|돌려|돌리|좀|잠가|잠그|잠겨|멈|정지|시작|알려|있|없|부탁"
    r"|지금|당장|빨리|제발|그리고|그|저|이|여기|거기|전부|모두|다|싹|몇|어떤|무슨|어디|뭐|왜|조금|너무|안$|못|더"
    r"|빼고|말고|제외|전원|소스|볼륨|음량|밝기|색온도|색|모드|바람|풍량|속도|소리|입력|위치|상태|세기|우리|아까|방금|혹시|미안|바쁘|고마|감사|괜찮|다시|그냥|나머지)"
)
_GLUED_VERB = re.compile(r"^(?:켜|꺼|끄|열|닫|잠|다|좀|전부|밝|어둡|어두|줄|올|내|틀|돌)")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in ``[start, end)`` of the sentence. Numbers are places in the home's tuples."""

    start: int
    end: int
    entities: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    floors: tuple[int, ...] = ()
    kind: Kind | None = None
    specific: bool = False
    options: tuple[Value, ...] = ()
    upstairs: bool | None = None
    missing_room: bool = False


class Span:
    """Neighbouring words ``[first, last]`` read as one key; ``end`` leaves out a particle or plural ending."""

    __slots__ = ("end", "first", "key", "last", "start")

    def __init__(self, first: int, last: int, start: int, end: int, key: str) -> None:
        """Take the words' places and the characters' places."""
        self.first, self.last, self.start, self.end, self.key = first, last, start, end, key


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
        spans = []
        words = self.words
        for first in range(len(words)):
            prefix = ""
            for last in range(first, min(first + LONGEST_NAME, len(words))):
                word = words[last]
                if last > first and _BREAK.search(self.text, words[last - 1].end, word.start):
                    break
                for stem in stems(word.text):
                    spans.append(Span(first, last, word.start if last == first else words[first].start, word.start + len(stem), key_of(prefix + stem)))
                prefix += " " + word.text
        return spans


def find_hits(sentence: Sentence, values: list[FoundValue]) -> list[Hit]:
    """All hits, in order. A name found whole hides what its words would mean alone, unless it is just a room and a kind."""
    index, spans = sentence.index, sentence.spans
    taken: set[int] = set()
    hits: list[Hit] = []
    plain: list[Span] = []
    commons: list[tuple[Span, Hit]] = []
    for span in spans:
        if hit := _common_hit(index, span):
            commons.append((span, hit))
    for span in sorted((span for span in spans if span.key in index.names), key=_longest_first):
        words = range(span.first, span.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            hits.append(Hit(span.start, span.end, index.names[span.key]))
            if not _decomposes(span, commons):
                plain.append(span)
    hidden = {word for span in plain for word in range(span.first, span.last + 1)}
    for span in sorted((span for span in spans if span.key in index.parts), key=_longest_first):
        words = range(span.first, span.last + 1)
        if taken.isdisjoint(words) and len(index.parts[span.key]) <= 3 * _MOST_MARKED and not _is_filler(span.key):
            taken.update(words)
            if span.last > span.first:
                hidden.update(words)
            hits.append(Hit(span.start, span.end, index.parts[span.key]))
    covered: set[int] = set(taken)
    used: set[int] = set()
    for span, hit in sorted(commons, key=lambda pair: _longest_first(pair[0])):
        words = range(span.first, span.last + 1)
        if used.isdisjoint(words) and hidden.isdisjoint(words):
            used.update(words)
            covered.update(words)
            hits.append(hit)
    numbers = {
        number for number, word in enumerate(sentence.words) if any(value.start < word.end and word.start < value.end for value in values)
    }
    hits.extend(_misheard(sentence, covered, numbers))
    return sorted(_narrowed(sentence, hits), key=lambda hit: (hit.end, hit.start))


def _longest_first(span: Span) -> tuple[int, int]:
    return (-(span.last - span.first), span.start - span.end)


def _is_filler(key: str) -> bool:
    return key in _ENGLISH_VERBS or (is_hangul(key) and len(key) < 2)


def _decomposes(span: Span, commons: list[tuple[Span, Hit]]) -> bool:
    """Whether a name is just a kind ("TV"), or a room and a kind ("거실 불"), and so may mean the room's whole kind."""
    for common, hit in commons:
        if hit.kind is not None and common.last == span.last and common.end == span.end:
            if common.first == span.first:
                return True
            if any(other.first == span.first and other.last == common.first - 1 and (found.areas or found.missing_room) for other, found in commons):
                return True
    return False


def _common_hit(index: MatchIndex, span: Span) -> Hit | None:
    key = span.key
    if key in index.floors:
        return Hit(span.start, span.end, floors=index.floors[key])
    if key in LEVELS:
        return Hit(span.start, span.end, upstairs=LEVELS[key])
    areas, options, word = index.areas.get(key, ()), index.options.get(key, ()), KINDS.get(key)
    if areas or options or word:
        return Hit(
            span.start, span.end, areas=areas, kind=word.kind if word else None, specific=word is not None and word.specific, options=options[:1]
        )
    if key in ROOMS:
        return Hit(span.start, span.end, missing_room=True)
    return None


def _unglued(index: MatchIndex, word: Word) -> list[Word]:
    """A long Hangul word taken apart where speech-to-text glued a room, a name or a kind to what follows ("거실불켜줘")."""

    def known(text: str) -> bool:
        return text in index.names or text in index.areas or text in index.parts or text in KINDS or text in ROOMS or text in COLOR_KEYS

    text = word.text
    if len(text) < 2 or not is_hangul(text):
        return [word]
    for length in range(2, len(text)):
        if (text[:length] in index.areas or text[:length] in ROOMS) and any(stem in KINDS for stem in stems(text[length:])):
            return [Word(text[:length], word.start, word.start + length), Word(text[length:], word.start + length, word.end)]
    if any(known(stem) for stem in stems(text)):
        return [word]
    for length in range(min(len(text) - 1, 8), 0, -1):
        left, right = text[:length], text[length:]
        if (length >= 2 and known(left)) or (length == 1 and left in KINDS and _GLUED_VERB.match(right)):
            rest = Word(right, word.start + length, word.end)
            if length >= 2 and not _GLUED_VERB.match(right) and not any(known(stem) for stem in stems(right)) and not any(
                known(right[:cut]) for cut in range(1, len(right))
            ):
                continue
            return [Word(left, word.start, word.start + length), *_unglued(index, rest)]
    return [word]


def _misheard(sentence: Sentence, covered: set[int], numbers: set[int]) -> list[Hit]:
    """Names close to what was said, for the words that meant nothing so far."""
    index, words = sentence.index, sentence.words
    strange = {
        number
        for number, word in enumerate(words)
        if number not in covered
        and number not in numbers
        and word.text not in _ENGLISH_VERBS
        and not word.text.isdigit()
        and not (is_hangul(word.text) and _KOREAN_VERB.match(word.text))
        and len(word.text) > 1
    }
    if not strange:
        return []
    found: list[tuple[float, Span, str]] = []
    for span in sentence.spans:
        if span.last - span.first > 3 or strange.isdisjoint(range(span.first, span.last + 1)) or len(span.key) < 2:
            continue
        edges = {span.first, span.last}
        if not edges <= strange | covered or not numbers.isdisjoint(edges - covered):
            continue
        found.extend((score, span, key) for score, key in _similar(index, span.key))
    hits: list[Hit] = []
    taken: set[int] = set()
    for score, span, key in sorted(found, key=lambda item: (-item[0] * len(item[1].key), -item[0])):
        span_words = set(range(span.first, span.last + 1))
        same = [hit for hit in hits if hit.start == span.start and hit.end == span.end]
        if not taken.isdisjoint(span_words) and not same:
            continue
        taken |= span_words
        entities = index.names.get(key) or index.parts.get(key, ())
        areas = index.areas.get(key, ()) if not entities else ()
        if same:
            hits[hits.index(same[0])] = replace(
                same[0], entities=tuple(dict.fromkeys((*same[0].entities, *entities)))[:_MOST_MARKED], areas=tuple(dict.fromkeys((*same[0].areas, *areas)))
            )
        else:
            hits.append(Hit(span.start, span.end, entities, areas))
    return hits


def _similar(index: MatchIndex, key: str) -> list[tuple[float, str]]:
    found: dict[str, float] = {}
    spelled = jamo(key)
    if len(spelled) >= (4 if key.isascii() else 5):
        least = _MISHEARD if len(spelled) > 6 else 80.0
        for _, score, place in process.extract(spelled, index.spelled.spellings, scorer=fuzz.ratio, score_cutoff=least, limit=3):
            found[index.spelled.keys[place]] = score
    other: Fuzzy = index.latin_sounds if is_hangul(key) else index.hangul_sounds
    heard = sound(key)
    if other.keys and len(heard) >= 3:
        for _, score, place in process.extract(heard, other.spellings, scorer=fuzz.ratio, score_cutoff=_SAME_SOUND[min(len(heard), 5)], limit=2):
            found[other.keys[place]] = max(score - 10, found.get(other.keys[place], 0))
    return [(score, name) for name, score in found.items()]


def _narrowed(sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """Where a word fits several devices: those in a room that was named, else those here; beyond four, only the kind."""
    index = sentence.index
    entities = index.home.entities
    named = {index.home.areas[number].area_id for hit in hits for number in hit.areas}
    out = []
    for hit in hits:
        found = hit.entities
        if hit.kind is not None and hit.specific and not found:
            found = tuple(
                sorted(
                    number
                    for number in index.words.get(sentence.text[hit.start : hit.end], frozenset())
                    if includes(hit.kind, entities[number].kind)
                )
            )
        if len(found) > 1:
            for places in (named, {sentence.area_id} - {None}):
                inside = tuple(number for number in found if entities[number].area_id in places)
                if inside:
                    found = inside
                    break
        if len(found) > _MOST_MARKED:
            kinds = {entities[number].kind for number in found}
            hit = replace(hit, kind=hit.kind or (kinds.pop() if len(kinds) == 1 else None))
            found = ()
        if found or hit.areas or hit.floors or hit.kind or hit.options or hit.missing_room or hit.upstairs is not None:
            out.append(replace(hit, entities=found))
    return out
