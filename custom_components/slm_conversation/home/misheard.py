"""Names that sound like what was said: a letter misheard, or an English name spelled in Hangul and the other way round."""

from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from .hit import MOST_MARKED, Hit
from .index import KINDS, Fuzzy, MatchIndex
from .kinds import Kind
from .sentence import Sentence, Span, is_filler
from .text import is_hangul, jamo, sound

_LEAST = 76.0
"""Least similarity (0 to 100, ``rapidfuzz.fuzz.ratio``) of a misheard name."""
_LEAST_SHORT = 80.0
"""The same for names of up to ``_SHORT`` letters or jamo, where one letter is a fifth of it."""
_LEAST_KIND = 83.0
"""The same for words of kinds, which are everyday words among everyday words."""
_SHORT = 6
_SAME_SOUND = {3: 100.0, 4: 100.0, 5: 88.0}
"""The same for sounds, by their number: few consonants must agree in all."""
_SOUND_COSTS = 10
"""How much an equal spelling counts for more than an equal sound."""
_MOST_WORDS = 4
_LEAST_LETTERS = 6
"""Letters or jamo from which a misheard word can still be told."""
_KIND_KEYS = tuple(key for key in KINDS if len(jamo(key)) >= _LEAST_LETTERS)
_KIND_SPELLINGS = tuple(jamo(key) for key in _KIND_KEYS)


def misheard(sentence: Sentence, known: list[Hit], covered: set[int], numbers: set[int]) -> list[Hit]:
    """Names close to what was said, for the words that meant nothing so far.

    ``known`` are the hits so far, ``covered`` their words, ``numbers`` the words that belong to a value.
    """
    strange = {
        number
        for number, word in enumerate(sentence.words)
        if number not in covered
        and number not in numbers
        and not is_filler(word.text)
        and not word.text.isdigit()
        and len(word.text) > 1
    }
    if not strange:
        return []
    found: list[tuple[float, Span, str]] = []
    kinds: dict[int, Hit] = {}
    for span in sentence.spans:
        edges = {span.first, span.last}
        if span.first == span.last and span.first in strange and span.first not in kinds and (hit := _kind(span)):
            kinds[span.first] = hit
        if (
            len(span.words) <= _MOST_WORDS
            and len(span.key) > 1
            and not strange.isdisjoint(span.words)
            and edges <= strange | covered
            and numbers.isdisjoint(edges - covered)
        ):
            found.extend((score, span, key) for score, key in _similar(sentence.index, span.key))
    # The words count whole, so that of the same words the closest reading wins: the one without its particle.
    words = sentence.words
    found.sort(key=lambda item: (-item[0] * (words[item[1].last].end - item[1].start), -item[0]))
    named = _chosen(sentence.index, found)
    heard = [
        hit for hit in kinds.values() if not any(hit.start < other.end and other.start < hit.end for other in named)
    ]
    return heard + [
        hit
        for hit in named
        # "pooja room 청소" sounds like "pooja room", which was found already.
        if not any(
            hit.start <= other.start
            and other.end <= hit.end
            and (other.entities, other.areas) == (hit.entities, hit.areas)
            for other in known
        )
    ]


def _chosen(index: MatchIndex, found: list[tuple[float, Span, str]]) -> list[Hit]:
    """The best reading of every word, with all the names that are as close to the same span."""
    hits: dict[tuple[int, int], Hit] = {}
    taken: set[int] = set()
    for _, span, key in found:
        place = (span.start, span.end)
        if place not in hits and not taken.isdisjoint(span.words):
            continue
        taken.update(span.words)
        entities = index.names.get(key) or index.parts.get(key, ())
        areas = index.areas.get(key, ()) if not entities else ()
        hit = hits.get(place, Hit(*place))
        hits[place] = replace(
            hit,
            entities=tuple(dict.fromkeys((*hit.entities, *entities)))[:MOST_MARKED] if hit.entities else entities,
            areas=tuple(dict.fromkeys((*hit.areas, *areas))),
        )
    return list(hits.values())


@lru_cache(maxsize=4096)
def _kind_like(key: str) -> Kind | None:
    """The kind whose word is closest to the key, if any is close."""
    spelled = jamo(key)
    if len(spelled) < _LEAST_LETTERS:
        return None
    near = process.extractOne(spelled, _KIND_SPELLINGS, scorer=fuzz.ratio, score_cutoff=_LEAST_KIND)
    # A misheard word mostly begins right: without this "cheers" would be sheer curtains.
    return KINDS[_KIND_KEYS[near[2]]].kind if near and near[0][0] == spelled[0] else None


def _kind(span: Span) -> Hit | None:
    kind = _kind_like(span.key)
    return Hit(span.start, span.end, kind=kind) if kind else None


def _similar(index: MatchIndex, key: str) -> list[tuple[float, str]]:
    found: dict[str, float] = {}
    spelled = jamo(key)
    if len(spelled) >= (4 if key.isascii() else 5):
        found.update(_near(index.spelled, spelled, _LEAST if len(spelled) > _SHORT else _LEAST_SHORT, 3))
    other = index.latin_sounds if is_hangul(key) else index.hangul_sounds
    heard = sound(key)
    if other.keys and len(heard) >= min(_SAME_SOUND):
        least = _SAME_SOUND[min(len(heard), max(_SAME_SOUND))]
        for name, score in _near(other, heard, least, 2):
            found[name] = max(score - _SOUND_COSTS, found.get(name, 0.0))
    return [(score, name) for name, score in found.items()]


def _near(known: Fuzzy, spelled: str, least: float, most: int) -> list[tuple[str, float]]:
    """The keys whose spelling is most similar, with how much."""
    place = known.alike(len(spelled), least)
    near = process.extract(spelled, known.spellings[place], scorer=fuzz.ratio, score_cutoff=least, limit=most)
    return [(known.keys[place.start + number], score) for _, score, number in near]
